"""What the board shows and when: plain Python, asked with news and with the passing of time."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from display.invitations import (
    GLOWING,
    IN_FRONT,
    PULSE,
    PULSING,
    Invitation,
    Invitations,
    in_front,
    invited,
)
from display.pages import Pages
from display.scope import Scope, Ways
from display.sentences import Sentences
from display.state import BoardState, Glow, Page, Tile, WaitingPage, ZonePage
from display.waiting_lines import WaitingLines
from display.zone_table import ZoneTable
from shared.board import HallNow, call_of
from shared.feed import Away, News
from shared.store.reference import Reference
from shared.text import nfc, words

SLEPT: Final = 10.0  # s without a look: the machine slept, and what came meanwhile is not new

_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How much the view has room for: calls in front, recent calls, waiting lines and counters a page (0: no table)."""

    front: int = IN_FRONT
    recent: int = 8
    lines: int = 5
    zone: int = 0


class BoardPresenter:
    """The board of one hall, or of a part of it. Each call gives the whole new state."""

    def __init__(
        self,
        *,
        clock: Callable[[], datetime],
        language: str,
        scope: Scope = Scope(),  # noqa: B008 - frozen
        ways: Ways = Ways(),  # noqa: B008 - frozen
        name: str = "Một Cửa",
        reduced_motion: bool = False,
        steady: Callable[[], float] | None = None,
    ) -> None:
        """`clock` gives the hall's time, aware (`HallTime`); `name` stands at the head until its own is known. `steady`
        gives seconds that nobody sets and that count while the machine sleeps; without it those of `clock` that run
        forward. With `reduced_motion` a new call is a block of colour that stands still."""
        self._clock = clock
        self._steady = steady
        self._language = language
        self._scope = scope
        self._ways = ways
        self._reduced_motion = reduced_motion
        self._sentences = Sentences(language, name)
        self._invitations = Invitations(scope)
        self._lines = WaitingLines(scope, language)
        self._table = ZoneTable(scope, language)
        self._line_pages = Pages()
        self._now: HallNow | None = None
        self._reference: Reference | None = None
        self._away_since: datetime | None = None
        self._looked_at = clock()
        self._steady_at = steady() if steady else 0.0
        self._time = 0.0
        self._away_at = 0.0
        self._slept = False
        self._room = Room()
        self.state = self._board()

    def arranged(self, room: Room) -> BoardState:
        """The view has room for so much."""
        self._room = room
        return self.tick()

    def told(self, told: News | Away) -> BoardState:
        """News of the hall, or that the store is away."""
        self._look()
        if isinstance(told, Away):
            if self._away_since is None:
                self._away_since, self._away_at = self._clock(), self._time
                _log.warning("the store is away: %s", told.reason)
        else:
            self._away_since = None
            self._hear(told)
        self._slept = False
        self.state = self._board()
        return self.state

    def tick(self) -> BoardState:
        """Time has passed."""
        self._look()
        self.state = self._board()
        return self.state

    # -- time and news -------------------------------------------------------------------------------------------

    def _look(self) -> None:
        at = self._clock()
        if self._steady is None:
            passed = (at - self._looked_at).total_seconds()
        else:
            steady = self._steady()
            passed, self._steady_at = steady - self._steady_at, steady
        self._looked_at = at
        self._time += max(0.0, passed)
        self._slept = self._slept or passed > SLEPT

    def _hear(self, news: News) -> None:
        self._now = news.now
        if news.reference is not None:
            self._reference = news.reference
            self._scope = self._scope.within(news.reference.form.area)
            self._scope.complain(news.now, news.reference)
            for part in (self._invitations, self._lines, self._table):
                part.speaks_for(self._scope)
            self._ways = self._ways.within(news.reference.form.area)
            self._ways.complain(news.reference.form.area)
        if not news.events:
            self._invitations.start((call, self._time - self._age(call.at)) for call in invited(news.now))
            return
        latest = news.events[-1].at
        behind = self._age(latest) if self._slept else 0.0
        for event in news.events:
            call = call_of(event)
            if call is not None:
                age = behind + max(0.0, (latest - call.at).total_seconds())
                self._invitations.add(call, self._time - age)

    def _age(self, at: datetime) -> float:
        return max(0.0, (self._looked_at - at).total_seconds())

    # -- the board -----------------------------------------------------------------------------------------------

    def _board(self) -> BoardState:
        local = self._looked_at.astimezone(self._reference.rules.calendar.zone if self._reference else None)
        # What is left of yesterday is not news.
        now = self._now.on(local.date()) if self._now is not None else None
        standing = self._invitations.standing(now, self._time) if now else []
        front = in_front(standing, self._room.front)
        rest = standing[len(front) : len(front) + self._room.recent]
        waiting = self._waiting(now)
        zone = self._zone(now, standing)
        page = Page.WAITING_FOR_STORE
        if now is not None:
            page = Page.BOARD if standing or waiting.total or zone.rows else Page.EMPTY
        away = self._away_since if self._now is not None else None
        return BoardState(
            page=page,
            seq=now.seq if now else 0,
            connected=now is not None and self._away_since is None,
            heading=self._sentences.heading(local, self._reference),
            greeting=self._sentences.greeting(page, local, self._reference),
            hero=tuple(self._tile(one, self._pulse(one, front[0])) for one in front),
            recent=tuple(self._tile(one, Glow.OUTLINED if self._glows(one) else Glow.NONE) for one in rest),
            zone=zone,
            waiting=waiting,
            notice=self._sentences.notice(
                away_since=away, age=timedelta(seconds=self._time - self._away_at), local=local
            ),
        )

    def _tile(self, one: Invitation, glow: Glow) -> Tile:
        call = one.call
        _ = words(self._language).gettext
        agency, field = call.agency, call.service
        if self._reference is not None:
            known_agency = self._reference.agencies.get(agency)
            known_service = self._reference.services.get(field)
            agency = known_agency.name(self._language) if known_agency else agency
            field = known_service.name(self._language) if known_service else field
        return Tile(
            seq=call.seq,
            label=nfc(call.label),
            counter=call.counter,
            agency=nfc(agency),
            field=nfc(field),
            again=_("gọi lại lần {n}").format(n=call.times - 1) if call.times > 1 else "",
            glow=glow,
            way=self._ways.to(call.counter),
        )

    def _glows(self, one: Invitation) -> bool:
        return self._time - one.since < GLOWING

    def _pulse(self, one: Invitation, newest: Invitation) -> Glow:
        if not self._glows(one):
            return Glow.NONE
        # All calls of a burst pulse together, in the time of the newest: many tiles are still one change a second.
        beat = int((self._time - newest.since) / PULSE)
        pulsing = not self._reduced_motion and self._time - one.since < PULSING
        return Glow.OUTLINED if pulsing and beat % 2 else Glow.FILLED

    def _waiting(self, now: HallNow | None) -> WaitingPage:
        lines = () if now is None else self._lines.of(now, self._reference, at=self._away_since or self._looked_at)
        turned = self._line_pages.at(self._time, lines, self._room.lines)
        return WaitingPage(
            lines=turned.rows,
            page=turned.page,
            pages=turned.pages,
            total=sum(one.waiting for one in lines),
            counts=tuple((one.code, one.waiting) for one in lines),
        )

    def _zone(self, now: HallNow | None, standing: list[Invitation]) -> ZonePage:
        if now is None or not self._room.zone:
            return ZonePage()
        return self._table.at(
            now,
            self._reference,
            time=self._time,
            per_page=self._room.zone,
            ways=self._ways,
            standing=standing,
            glow=lambda one: Glow.OUTLINED if self._glows(one) else Glow.NONE,
        )
