"""The hall's emergencies, as a kiosk follows them: while one stands nobody is to take a number here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from shared.board import Posted
from shared.domain.notices import Notice
from shared.feed import News


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyBody:
    """Every emergency that stands, the newest first, each in the page's language and in the other ("" where it says the
    same)."""

    notices: tuple[tuple[str, str], ...]


class Emergencies:
    """Those that stand by this `clock`, also while the store is away."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._posted = Posted()
        self._shown = False

    def told(self, news: News) -> None:
        """What is posted may be new."""
        self._posted = self._posted if news.posted is None else news.posted

    @property
    def standing(self) -> tuple[Notice, ...]:
        """The newest first."""
        return self._posted.emergencies(self._clock())

    def just_came(self, *, shown: bool) -> bool:
        """Whether their page comes up at this moment; `shown`: it is the one to show."""
        was, self._shown = self._shown, shown
        return shown and not was
