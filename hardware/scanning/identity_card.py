"""The QR code of a citizen's identity card, as little of it as the hall needs.

Seven fields parted by "|": number, old number or nothing, name, birth, sex, address, issue. The code is not signed:
it proves nothing about who holds it. Seen in use: an eighth field (expiry), dates with slashes, the old number left
out, empty fields at the end, a label before each value, and letters that a keyboard-wedge scanner has broken.

The number tells the year of birth itself: three digits of the province, one of century and sex (0 and 1 are 19xx, 2 and
3 are 20xx, ...), two of the year, six more. A date is taken for the birth only where it agrees with that year, so that
an issue date never passes for one. Name, sex, address and old number are not even kept.
"""

from __future__ import annotations

import hmac
import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NoReturn

from shared.domain.errors import Outage

_FEWEST_FIELDS: Final = 6
_NUMBER: Final = re.compile(r"(?:[^|:0-9]{0,40}:)?\s*([0-9]{12})\s*")
_DATE: Final = re.compile(r"(?:[^|:0-9]{0,40}:)?\s*([0-9]{2})([/.-]?)([0-9]{2})\2([0-9]{4})\s*")


@dataclass(eq=False)
class NotAnIdentityCard(Outage):
    """A text is not the code of an identity card. Says only how many fields it had."""

    fields: int


class IdentityNumber:
    """Twelve digits that nobody gets to see: no text of it, no copy of it on disk, only a mask and a keyed digest."""

    __slots__ = ("__digits",)

    def __init__(self, digits: str) -> None:
        if not re.fullmatch(r"[0-9]{12}", digits):
            raise ValueError("an identity number has twelve digits")
        self.__digits = digits

    @property
    def masked(self) -> str:
        """For the screen of its owner: the last four digits."""
        return "•••••••" + self.__digits[-4:]

    @property
    def birth_year(self) -> int:
        return 1900 + 100 * (int(self.__digits[3]) // 2) + int(self.__digits[4:6])

    def digest(self, key: bytes) -> bytes:
        """HMAC-SHA-256 under `key`, which the caller throws away at the end of the day: the same citizen is known
        again that day, and never after it."""
        return hmac.digest(key, self.__digits.encode(), "sha256")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, IdentityNumber) and hmac.compare_digest(self.__digits, other.__digits)

    def __hash__(self) -> int:
        return hash((IdentityNumber, self.__digits))

    def __repr__(self) -> str:
        return "IdentityNumber(hidden)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("an identity number is not stored")


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityCard:
    """What is kept of a card, in memory only. `born` is None where the code has no date that fits the number."""

    number: IdentityNumber = field(repr=False)
    born: date | None = field(repr=False, default=None)

    @property
    def birth_year(self) -> int:
        return self.number.birth_year


def parse(text: str) -> IdentityCard:
    """The card whose code reads `text`. Raises NotAnIdentityCard, which does not carry the text."""
    fields = text.removeprefix("\ufeff").split("|")
    number = _NUMBER.fullmatch(fields[0])
    if len(fields) < _FEWEST_FIELDS or number is None:
        raise NotAnIdentityCard(len(fields))
    return _card(number[1], fields[1:])


def from_number(digits: str) -> IdentityCard:
    """The card of which somebody typed, or a bar code gave, only the number. Raises NotAnIdentityCard."""
    number = _NUMBER.fullmatch(digits)
    if number is None:
        raise NotAnIdentityCard(1)
    return _card(number[1], [])


def _card(digits: str, fields: list[str]) -> IdentityCard:
    number = IdentityNumber(digits)
    for one in fields:
        found = _DATE.fullmatch(one)
        if found is not None and int(found[4]) == number.birth_year:
            with suppress(ValueError):
                return IdentityCard(number=number, born=date(int(found[4]), int(found[3]), int(found[1])))
    return IdentityCard(number=number)
