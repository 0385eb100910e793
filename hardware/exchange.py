"""One thing said on a shared line and the answer expected: what drivers of signs and keypads make and buses carry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from shared.domain.errors import Outage

LONGEST_ANSWER: Final = 256


@dataclass(eq=False)
class BadAnswer(Outage):
    """A device answered, and not as its protocol says: noise, a wrong checksum, a refusal. `why` is for the log."""

    why: str


# Looks for the answer in all the bytes that came so far: the answer's content once it is whole, None while more must
# come. Raises BadAnswer when it cannot become one any more.
AnswerReader = Callable[[bytes], bytes | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """`request` goes out; with `answer`, that is waited for `patience` seconds; then `gap` seconds of silence."""

    request: bytes
    answer: AnswerReader | None = None
    patience: float = 0.2
    gap: float = 0.005
