"""Where else people get a number while this kiosk gives none, or no paper: the kiosks of the hall that are well now."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from shared.domain.station import SILENT_AFTER, Station, StationKind, StationsNow, kiosks_to_go_to
from shared.text import words

_MOST: Final = 3  # more places than that nobody keeps in mind


class Elsewhere:
    """Believes beats only, and none that is old: what was learnt grows old by itself, also while the store is away."""

    def __init__(
        self,
        *,
        own: str,
        told: Mapping[str, str] = MappingProxyType({}),
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """`own` is this kiosk's name. `told` is what the settings say, by language, for when nothing is known."""
        self._own = own
        self._told = told
        self._seconds = seconds
        self._stations: StationsNow | None = None
        self._learnt_at = 0.0

    def learn(self, stations: StationsNow) -> None:
        """The beats as they are in the store at this moment."""
        self._stations, self._learnt_at = stations, self._seconds()

    def setting(self, language: str) -> str:
        """What the settings say; "" where they say nothing."""
        return self._told.get(language, "")

    def places(self, language: str) -> tuple[str, ...]:
        """Where the kiosks stand that are alive, give numbers and print: the best first. Empty where none is known."""
        now = self._now()
        kiosks = () if now is None else kiosks_to_go_to(now, besides=self._own)
        return tuple(dict.fromkeys(_place(one, language) for one in kiosks))[:_MOST]

    def words(self, language: str) -> str:
        """The sentence above `places`, or in their place."""
        _ = words(language).gettext
        if self.places(language):
            return _("Mời ông/bà lấy số ở máy khác:")
        if self._knows_others:
            # What the settings say may be the way to one of these.
            return _("Các máy lấy số khác cũng đang tạm ngừng. Xin gặp nhân viên ở quầy hướng dẫn.")
        return self.words_unknown(language)

    def words_unknown(self, language: str) -> str:
        """What is said where nothing is known of other kiosks."""
        return self.setting(language) or words(language).gettext("Xin đến máy lấy số khác hoặc quầy hướng dẫn.")

    @property
    def _knows_others(self) -> bool:
        now = self._now()
        return now is not None and any(one.kind is StationKind.KIOSK and one.name != self._own for one in now.stations)

    def _now(self) -> StationsNow | None:
        """What was learnt, seen from this moment; None once it is too old to be of any use."""
        age = timedelta(seconds=self._seconds() - self._learnt_at)
        if self._stations is None or age > SILENT_AFTER:
            return None
        return replace(self._stations, at=self._stations.at + age)


def _place(kiosk: Station, language: str) -> str:
    return kiosk.place(language) or words(language).gettext("Máy {name}").format(name=kiosk.name)
