"""The counters of a zone as a table: each that is at work, whom it invites or serves, and what for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from display.invitations import Invitation
from display.pages import Pages
from display.scope import Scope, Ways, agencies_of
from display.state import Glow, ZonePage, ZoneRow
from shared.board import HallNow
from shared.counter_shows import CounterShows, Doing, counter_shows
from shared.domain.counter import Counter, CounterState
from shared.store.reference import Reference
from shared.text import nfc, words

_BY_DOING: Final = {Doing.CLOSED: CounterState.CLOSED, Doing.PAUSED: CounterState.PAUSED}


class ZoneTable:
    """Makes the pages. A new call turns to its own page at once."""

    def __init__(self, scope: Scope, language: str) -> None:
        self._scope = scope
        self._ways = Ways()
        self._language = language
        self._pages = Pages()
        self._shown: set[tuple[int, int]] = set()
        self._of: HallNow | None = None
        self._at_work: list[tuple[Counter, CounterShows]] = []

    def speaks_for(self, scope: Scope) -> None:
        """From now on for these."""
        self._scope, self._of = scope, None

    def at(
        self,
        now: HallNow,
        reference: Reference | None,
        *,
        time: float,
        per_page: int,
        ways: Ways,
        standing: list[Invitation],
        glow: Callable[[Invitation], Glow],
    ) -> ZonePage:
        """The page that stands at `time` (s). Nothing but a highlighted call that is new turns it early."""
        self._ways = ways
        invited: dict[int, Invitation] = {}
        for one in reversed(standing):
            invited[one.call.counter] = one
        if now is not self._of:  # looked at four times a second, and changed much less often
            self._of = now
            shows = ((one, counter_shows(now, one.number)) for one in self._scope.places(now, reference))
            self._at_work = [(place, one) for place, one in shows if one.doing is not Doing.CLOSED]
        rows = [self._row(place, one, reference, invited=invited, glow=glow) for place, one in self._at_work]
        turned = self._pages.at(time, rows, per_page, show=self._new(rows))
        return ZonePage(rows=turned.rows, page=turned.page, pages=turned.pages)

    def _new(self, rows: list[ZoneRow]) -> int | None:
        """The place of the newest call that was not shown yet, if it is still highlighted."""
        glowing = {(row.seq, row.counter): place for place, row in enumerate(rows) if row.glow is not Glow.NONE}
        fresh = [one for one in glowing if one not in self._shown]
        self._shown = set(glowing)
        return glowing[max(fresh)] if fresh else None

    def _row(
        self,
        place: Counter,
        shows: CounterShows,
        reference: Reference | None,
        *,
        invited: Mapping[int, Invitation],
        glow: Callable[[Invitation], Glow],
    ) -> ZoneRow:
        call = invited.get(place.number)
        mine = call is not None and shows.doing is Doing.INVITING and call.call.label == shows.label
        return ZoneRow(
            counter=place.number,
            label=nfc(shows.label),
            state=_BY_DOING.get(shows.doing, CounterState.OPEN),
            invites=shows.doing is Doing.INVITING,
            doing=self._doing(shows),
            agency=self._agency(place, shows, reference),
            seq=call.call.seq if mine and call is not None else 0,
            glow=glow(call) if mine and call is not None else Glow.NONE,
            way=self._ways.to(place.number),
        )

    def _doing(self, shows: CounterShows) -> str:
        return doing_words(shows.doing, self._language)

    def _agency(self, place: Counter, shows: CounterShows, reference: Reference | None) -> str:
        if reference is None:
            return ""
        named = {shows.ticket.agency} if shows.ticket is not None else agencies_of(place, reference)
        if self._scope.agencies:
            named = (named & self._scope.agencies) or named
        return nfc(", ".join(one.name(self._language) for code, one in reference.agencies.items() if code in named))


def doing_words(doing: Doing, language: str) -> str:
    """What a counter is doing, for those who stand before it."""
    _ = words(language).gettext
    match doing:
        case Doing.CLOSED:
            return _("Đóng quầy")
        case Doing.PAUSED:
            return _("Tạm dừng")
        case Doing.FREE:
            return _("Đang mở")
        case Doing.INVITING:
            return _("Mời vào")
        case Doing.SERVING:
            return _("Đang phục vụ")
