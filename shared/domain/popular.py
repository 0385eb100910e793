"""What people come for most, so that it can be offered first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

DAYS_LOOKED_BACK: Final = 14  # two working weeks, so that each weekday is in it twice

_TODAY_WEIGHS: Final = 3  # times a ticket of the days before: what a campaign or a deadline brings shows by noon
_USUAL_WEIGHS: Final = 10  # tickets that a service the hall itself names has ahead of one it does not


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How many tickets were given for a service: `today`, and `before` in the days looked back at."""

    service: str
    today: int
    before: int


def popular(asked: Iterable[Asked], *, usual: Sequence[str], offered: Collection[str], most: int) -> tuple[str, ...]:
    """The codes of the `most` services people take numbers for, the busiest first; only of those `offered`.

    `usual` is the hall's own list. It alone decides as long as nothing is known, it fills up what is known of too few,
    and it keeps one odd ticket from standing in front.
    """
    weight: Counter[str] = Counter()
    for code in usual:
        weight[code] = _USUAL_WEIGHS
    for one in asked:
        weight[one.service] += _TODAY_WEIGHS * one.today + one.before
    place = {code: number for number, code in reversed(list(enumerate(usual)))}
    known = (code for code in weight if code in offered and weight[code] > 0)
    ranked = sorted(known, key=lambda code: (-weight[code], place.get(code, len(usual)), code))
    return tuple(ranked[: max(0, most)])
