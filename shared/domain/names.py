"""What has a name in each language, and which name is shown where one is missing: decided here for everything.

Vietnamese is always there; English may be. A missing English name is shown in Vietnamese, and `spoken` says so, so
that the words around a name can be chosen to go with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

_VIETNAMESE: Final = "vi"
_T = TypeVar("_T", str, tuple[str, ...])


class TwoNames(Protocol):
    """What has `name_vi`, and `name_en`, which may be empty."""

    @property
    def name_vi(self) -> str: ...

    @property
    def name_en(self) -> str: ...


def either(vietnamese: _T, english: _T, language: str) -> _T:
    """The one in `language`; the Vietnamese one where there is none in it."""
    return english if language == "en" and english else vietnamese


def spoken(language: str, *named: TwoNames) -> str:
    """The language in which a line with the names of all of these holds together: `language`, or Vietnamese where one
    of them has no name in it."""
    return language if all(one.name_en or language != "en" for one in named) else _VIETNAMESE


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Something with a code and a name in each language; `name_en` may be empty."""

    code: str
    name_vi: str
    name_en: str

    def name(self, language: str) -> str:
        """The name in `language`; the Vietnamese one where there is none in it."""
        return either(self.name_vi, self.name_en, language)
