"""The small screen beside one counter: whom it invites, whom it serves, or that it is closed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from display.bulletin import Emergency, emergency_of
from display.captions import both, other
from display.invitations import GLOWING, PULSE, PULSING
from display.presenter import SLEPT
from display.scope import agencies_of
from display.sentences import Sentences
from display.state import Glow, Notice, Said
from shared.board import HallNow, Posted
from shared.counter_shows import CounterShows, Doing, counter_shows
from shared.feed import Away, News
from shared.store.reference import Reference
from shared.text import nfc

_log: Final = logging.getLogger(__name__)
_NO_NOTICE: Final = Notice(text=Said(main=""))


@dataclass(frozen=True, slots=True, kw_only=True)
class SignState:
    """What stands on the small screen. `doing` is None before anything was read; `says` is what people are told,
    `serves` the agencies of the counter, `notice` an alarm or nothing, `emergency` what goes before all but an
    invitation."""

    counter: int
    doing: Doing | None
    says: Said
    label: str = ""
    serves: str = ""
    seq: int = 0
    connected: bool = False
    glow: Glow = Glow.NONE
    notice: Notice = _NO_NOTICE
    emergency: Emergency | None = None


class SignPresenter:
    """Follows one counter. Each call gives the whole new state."""

    def __init__(
        self,
        counter: int,
        *,
        clock: Callable[[], datetime],
        language: str,
        reduced_motion: bool = False,
        steady: Callable[[], float] | None = None,
    ) -> None:
        """As for the board's presenter."""
        self._counter = counter
        self._clock = clock
        self._steady = steady
        self._language = language
        self._reduced_motion = reduced_motion
        self._sentences = Sentences(language, "")
        self._now: HallNow | None = None
        self._reference: Reference | None = None
        self._posted = Posted()
        self._away: tuple[datetime, float] | None = None
        self._looked_at = clock()
        self._steady_at = steady() if steady else 0.0
        self._time = 0.0
        self._called: tuple[int, int] = (0, 0)  # ticket and how often: what the highlight is for
        self._called_at = -GLOWING
        self._slept = True  # what a first reading finds may be old
        self.state = self._sign()

    def told(self, told: News | Away) -> SignState:
        """News of the hall, or that the store is away."""
        self._look()
        if isinstance(told, Away):
            if self._away is None:
                self._away = (self._looked_at, self._time)
                _log.warning("the store is away: %s", told.reason)
        else:
            self._away = None
            self._hear(told)
        self._slept = False
        return self.tick()

    def tick(self) -> SignState:
        """Time has passed."""
        self._look()
        self.state = self._sign()
        return self.state

    def _look(self) -> None:
        at = self._clock()
        passed = (at - self._looked_at).total_seconds()
        if self._steady is not None:
            steady = self._steady()
            passed, self._steady_at = steady - self._steady_at, steady
        self._looked_at = at
        self._time += max(0.0, passed)
        self._slept = self._slept or passed > SLEPT

    def _hear(self, news: News) -> None:
        if self._now is None and self._counter not in news.now.counters:
            _log.error("this hall has no counter %d", self._counter)
        self._now = news.now
        self._reference = news.reference or self._reference
        self._posted = news.posted if news.posted is not None else self._posted
        shows = counter_shows(news.now, self._counter)
        if shows.doing is not Doing.INVITING or shows.ticket is None:
            return
        called = (shows.ticket.id, shows.times)
        if called != self._called:
            self._called = called
            fresh = bool(news.events) and not self._slept
            age = 0.0 if fresh else (self._looked_at - (shows.ticket.called_at or self._looked_at)).total_seconds()
            self._called_at = self._time - max(0.0, age)

    def _sign(self) -> SignState:
        now = self._now
        if now is None:
            says = both(self._language, lambda _: _("Đang kết nối với hệ thống"))
            return SignState(counter=self._counter, doing=None, says=says)
        local = self._looked_at.astimezone(self._reference.rules.calendar.zone if self._reference else UTC)
        now = now.on(local.date())
        shows = counter_shows(now, self._counter)
        notice = _NO_NOTICE
        if self._away is not None:
            age = timedelta(seconds=self._time - self._away[1])
            notice = self._sentences.notice(away_since=self._away[0], age=age, local=local)
        return SignState(
            counter=self._counter,
            doing=shows.doing,
            says=self._says(now, shows),
            label=nfc(shows.label),
            serves=self._serves(now, shows),
            seq=now.seq,
            connected=self._away is None,
            glow=self._glow(shows),
            notice=notice,
            emergency=emergency_of(self._posted.emergencies(self._looked_at), self._language),
        )

    def _says(self, now: HallNow, shows: CounterShows) -> Said:
        """What it does; of a pause what the hall has to say of it, if anything."""
        known, reference = now.counters.get(self._counter), self._reference
        if shows.doing is Doing.PAUSED and known is not None and reference is not None:
            pause = reference.rules.desk.pause(known.reason)
            if pause is not None and pause.public_vi:
                main, small = (nfc(pause.public(one)) for one in (self._language, other(self._language)))
                return Said(main=main, small="" if small == main else small)
        return said_of(shows.doing, self._language)

    def _serves(self, now: HallNow, shows: CounterShows) -> str:
        known, reference = now.counters.get(self._counter), self._reference
        if reference is None or known is None:
            return ""
        codes = {shows.ticket.agency} if shows.ticket is not None else agencies_of(known, reference)
        return nfc(", ".join(one.name(self._language) for code, one in reference.agencies.items() if code in codes))

    def _glow(self, shows: CounterShows) -> Glow:
        age = self._time - self._called_at
        if shows.doing is not Doing.INVITING or age >= GLOWING:
            return Glow.NONE
        pulsing = not self._reduced_motion and age < PULSING
        return Glow.OUTLINED if pulsing and int(age / PULSE) % 2 else Glow.FILLED


def said_of(doing: Doing, language: str) -> Said:
    """What people before a counter are told, in both languages."""
    match doing:
        case Doing.CLOSED:
            return both(language, lambda _: _("Quầy đóng"))
        case Doing.PAUSED:
            return both(language, lambda _: _("Quầy tạm dừng, xin quý vị chờ"))
        case Doing.FREE:
            return both(language, lambda _: _("Quầy đang mở"))
        case Doing.INVITING:
            return both(language, lambda _: _("Xin mời vào quầy"))
        case Doing.SERVING:
            return both(language, lambda _: _("Đang phục vụ"))
