"""What the board shows and when: plain Python, asked with news and with the passing of time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from display.captions import both
from display.invitations import (
    GLOWING,
    PULSE,
    PULSING,
    Invitation,
    Invitations,
    in_front,
    invited,
)
from display.state import BoardState, Glow, Greeting, Heading, Notice, Page, Said, Tile, WaitingLine, WaitingPage
from shared.board import HallNow, call_of
from shared.domain.ticket import Ticket
from shared.feed import Away, News
from shared.store.reference import Reference
from shared.text import nfc, words

PAGE_TURN: Final = 9.0  # s a page of waiting lines stands
SLEPT: Final = 10.0  # s without a look: the machine slept, and what came meanwhile is not new

_log: Final = logging.getLogger(__name__)


class BoardPresenter:
    """The board of one hall, or of some of its counters. Each call gives the whole new state."""

    def __init__(
        self, *, clock: Callable[[], datetime], language: str, counters: Collection[int] = (), name: str = "Một Cửa"
    ) -> None:
        """`clock` gives aware times; `name` stands at the head until the hall's own is known."""
        self._clock = clock
        self._language = language
        self._zone_counters = tuple(counters)
        self._name = name
        self._invitations = Invitations(counters)
        self._now: HallNow | None = None
        self._reference: Reference | None = None
        self._away_since: datetime | None = None
        self._looked_at = clock()
        self._time = 0.0
        self._slept = False
        self._recent_rows = 8
        self._lines_per_page = 5
        self._page = 0
        self._turned = 0.0
        self.state = self._board()

    def arranged(self, *, recent: int, lines: int) -> BoardState:
        """The view has room for so many recent calls and so many waiting lines a page."""
        self._recent_rows, self._lines_per_page = max(1, recent), max(1, lines)
        return self.tick()

    def told(self, told: News | Away) -> BoardState:
        """News of the hall, or that the store is away."""
        self._look()
        if isinstance(told, Away):
            if self._away_since is None:
                self._away_since = self._clock()
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
        passed = (at - self._looked_at).total_seconds()
        self._looked_at = at
        self._time += max(0.0, passed)
        self._slept = self._slept or passed > SLEPT

    def _hear(self, news: News) -> None:
        self._now = news.now
        if news.reference is not None:
            self._reference = news.reference
            self._miss_unknown_counters(news.now)
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

    def _miss_unknown_counters(self, now: HallNow) -> None:
        unknown = [number for number in self._zone_counters if number not in now.counters]
        if unknown:
            _log.error("[display] counters names counters this hall does not have: %s", unknown)

    # -- the board -----------------------------------------------------------------------------------------------

    def _board(self) -> BoardState:
        local = self._looked_at.astimezone(self._reference.rules.calendar.zone if self._reference else None)
        now = self._now
        if now is not None and now.day != local.date():
            # Nobody has done anything today yet: what is left of yesterday is not news.
            now = replace(now, tickets={}, calls=())
        standing = self._invitations.standing(now, self._time) if now else []
        front = in_front(standing)
        rest = standing[len(front) : len(front) + self._recent_rows]
        waiting = self._waiting(now)
        page = Page.WAITING_FOR_STORE
        if now is not None:
            page = Page.BOARD if standing or waiting.total else Page.EMPTY
        return BoardState(
            page=page,
            seq=now.seq if now else 0,
            connected=now is not None and self._away_since is None,
            heading=self._heading(local),
            greeting=self._greeting(page, local),
            hero=tuple(self._tile(one, self._pulse(one, front[0])) for one in front),
            recent=tuple(self._tile(one, Glow.OUTLINED if self._glows(one) else Glow.NONE) for one in rest),
            waiting=waiting,
            notice=self._notice(local),
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
        )

    def _glows(self, one: Invitation) -> bool:
        return self._time - one.since < GLOWING

    def _pulse(self, one: Invitation, newest: Invitation) -> Glow:
        if not self._glows(one):
            return Glow.NONE
        # All calls of a burst pulse together, in the time of the newest: many tiles are still one change a second.
        beat = int((self._time - newest.since) / PULSE)
        pulsing = self._time - one.since < PULSING
        return Glow.OUTLINED if pulsing and beat % 2 else Glow.FILLED

    def _waiting(self, now: HallNow | None) -> WaitingPage:
        lines = self._lines(now) if now is not None else []
        per_page = self._lines_per_page
        pages = max(1, -(-len(lines) // per_page))
        if pages == 1:
            self._page, self._turned = 0, self._time
        elif self._time - self._turned >= PAGE_TURN:
            self._page, self._turned = self._page + 1, self._time
        self._page %= pages
        even = -(-len(lines) // pages)
        return WaitingPage(
            lines=tuple(lines[self._page * even : (self._page + 1) * even]),
            page=self._page,
            pages=pages,
            total=sum(one.waiting for one in lines),
            counts=tuple((one.code, one.waiting) for one in lines),
        )

    def _lines(self, now: HallNow) -> list[WaitingLine]:
        """The agencies with people, in the order of the catalogue: a line that grows does not jump about."""
        by_agency: dict[str, list[Ticket]] = {}
        for ticket in now.waiting(self._zone_services(now)):
            by_agency.setdefault(ticket.agency, []).append(ticket)
        known = self._reference.agencies if self._reference else {}
        order = {code: place for place, code in enumerate(known)}
        figures_at = self._away_since or self._looked_at
        found = []
        for code in sorted(by_agency, key=lambda code: (order.get(code, len(order)), code)):
            tickets = by_agency[code]
            longest = max(timedelta(0), figures_at - min(one.issued_at for one in tickets))
            agency = known.get(code)
            found.append(
                WaitingLine(
                    code=code,
                    letter=agency.letter if agency else tickets[0].series,
                    name=nfc(agency.name(self._language) if agency else code),
                    waiting=len(tickets),
                    longest=int(longest.total_seconds() // 60),
                )
            )
        return found

    def _zone_services(self, now: HallNow) -> frozenset[str] | None:
        if not self._zone_counters or self._reference is None:
            return None
        profiles = {now.counters[number].profile for number in self._zone_counters if number in now.counters}
        known = self._reference.profiles
        return frozenset(service for code in profiles if code in known for service in known[code].services)

    # -- words ---------------------------------------------------------------------------------------------------

    def _heading(self, local: datetime) -> Heading:
        _ = words(self._language).gettext
        weekdays = (
            _("Thứ Hai"),
            _("Thứ Ba"),
            _("Thứ Tư"),
            _("Thứ Năm"),
            _("Thứ Sáu"),
            _("Thứ Bảy"),
            _("Chủ nhật"),
        )
        hall = self._reference.rules.name(self._language) if self._reference else self._name
        return Heading(
            hall=nfc(hall),
            date=f"{weekdays[local.weekday()]}, {local:%d/%m/%Y}",
            clock=f"{local:%H:%M}",
        )

    def _greeting(self, page: Page, local: datetime) -> Greeting:
        if page is Page.WAITING_FOR_STORE:
            return Greeting(
                title=both(self._language, lambda _: _("Đang kết nối với hệ thống")),
                text=both(self._language, lambda _: _("Xin quý vị chờ trong giây lát.")),
            )
        return Greeting(
            title=both(self._language, lambda _: _("Kính chào quý vị")),
            text=both(self._language, lambda _: _("Xin lấy số thứ tự và chờ gọi số tại đây.")),
            hours=self._hours(local),
        )

    def _hours(self, local: datetime) -> str:
        _ = words(self._language).gettext
        if self._reference is None:
            return ""
        sessions = self._reference.rules.calendar.sessions(local.date())
        if not sessions:
            return _("Hôm nay trung tâm không làm việc.")
        spans = "   ".join(f"{one.opens:%H:%M} – {one.closes:%H:%M}" for one in sessions)
        return _("Giờ làm việc hôm nay: {spans}").format(spans=spans)

    def _notice(self, local: datetime) -> Notice:
        if self._away_since is None or self._now is None:
            said = both(self._language, lambda _: _("Xin mời đến quầy khi số của quý vị được gọi."))
            return Notice(text=said, alarm=False)
        clock = f"{self._away_since.astimezone(local.tzinfo):%H:%M}"
        minutes = int(self._age(self._away_since) // 60)
        lost = both(self._language, lambda _: _("Mất kết nối – số liệu lúc {clock}").format(clock=clock))
        if not minutes:
            return Notice(text=lost, alarm=True)
        age = words(self._language).ngettext("{n} phút trước", "{n} phút trước", minutes).format(n=minutes)
        return Notice(text=Said(main=f"{lost.main} · {age}", small=lost.small), alarm=True)


def this_machines_clock() -> datetime:
    """The time, aware."""
    return datetime.now(UTC)
