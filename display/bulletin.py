"""What the hall tells everybody beside its calls: emergencies, the strip's texts, the dossier figures. Plain Python."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from display.captions import both
from display.opening_hours import HoursSaid, hours_said
from display.state import Said
from shared.board import Posted
from shared.domain.figures import AgencyFigures, Figures
from shared.domain.notices import Notice, NoticeKind
from shared.feed import News
from shared.media_form import FiguresForm, TickerForm
from shared.store.reference import Reference
from shared.text import nfc, words
from shared.wording import lasting

_OLD: Final = timedelta(hours=12)  # from then on their age is said with their time
_PRESSING_EVERY: Final = 2  # what presses comes back after every second page
_SIDE_BY_SIDE: Final = 96  # letters both languages may have together to stand on one page
_ON_CARD: Final = 3

_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class TickerPage:
    """The text of the strip that stands. `turn` differs whenever the next one comes."""

    said: Said
    turn: int = 0
    page: int = 0
    pages: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency:
    """What covers the board: every emergency that stands, the newest first."""

    notices: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresRow:
    """One agency."""

    name: str
    counts: AgencyFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresSheet:
    """The figures as they are to be read; `when` and `source` are finished sentences."""

    rows: tuple[FiguresRow, ...]
    total: AgencyFigures
    when: Said
    source: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinNow:
    """Everything that is told now; None where there is nothing. `card` is for a pane that has nothing else to show.
    `hours_told`: the strip tells when the hall is open today."""

    emergency: Emergency | None = None
    ticker: TickerPage | None = None
    figures: FiguresSheet | None = None
    card: tuple[Said, ...] = ()
    hours_told: bool = False


class Bulletin:
    """Follows what is posted. Time comes twice: as the hall's clock, and as seconds that only run forward."""

    def __init__(self, *, language: str, ticker: TickerForm, figures: FiguresForm) -> None:
        self._language = language
        self._ticker = ticker
        self._figures = figures
        self._posted = Posted()
        self._reference: Reference | None = None
        self._turn = 0
        self._turned: float | None = None
        self._known: frozenset[int] | None = None
        self._new: set[int] = set()
        self._complained: Figures | None = None

    def told(self, news: News) -> None:
        """What is posted may be new."""
        self._reference = news.reference or self._reference
        if news.posted is not None:
            self._posted = news.posted
            ids = frozenset(one.id for one in news.posted.notices)
            # What stood when the board was switched on is not new.
            self._new |= ids - (self._known if self._known is not None else ids)
            self._known = ids

    def at(self, at: datetime, time: float, *, greeted: bool = False) -> BulletinNow:
        """What is told at `at` (aware), which is `time` s. `greeted`: today's hours stand large on the board, and are
        told here only where there is nothing else to tell."""
        standing = [one for one in self._posted.notices if one.stands(at)]
        emergencies = self._posted.emergencies(at)
        hours = hours_said(self._reference.rules.calendar, at, self._language) if self._reference else None
        if greeted and hours is not None and not hours.pressing and any(_runs(one) for one in standing):
            hours = None
        return BulletinNow(
            emergency=emergency_of(emergencies, self._language),
            ticker=self._page(standing, hours, time),
            figures=self._sheet(at),
            card=self._card(standing, hours),
            hours_told=hours is not None and not hours.pressing,
        )

    def _card(self, standing: Sequence[Notice], hours: HoursSaid | None) -> tuple[Said, ...]:
        notices = [_said(one, self._language) for one in standing if _runs(one)][-_ON_CARD:]
        return (*notices, hours.said) if hours else tuple(notices)

    # -- the strip -----------------------------------------------------------------------------------------------

    def _page(self, standing: Sequence[Notice], hours: HoursSaid | None, time: float) -> TickerPage | None:
        pages = self._pages([one for one in standing if _runs(one)], hours)
        if not pages:
            self._turned = None
            return None
        new = next((place for place, (notice, _) in enumerate(pages) if notice in self._new), None)
        if new is not None:
            # Somebody has just put it up, and looks whether it is there.
            self._turn += 1 + (new - self._turn - 1) % len(pages)
            self._turned = time
            self._new.clear()
        elif self._turned is None:
            self._turn, self._turned = 0, time
        elif time - self._turned >= self._ticker.seconds:
            self._turn, self._turned = self._turn + 1, time
        place = self._turn % len(pages)
        return TickerPage(said=pages[place][1], turn=self._turn, page=place, pages=len(pages))

    def _pages(self, notices: Sequence[Notice], hours: HoursSaid | None) -> list[tuple[int, Said]]:
        """What takes turns, each with the number of its notice. A notice that is long in both languages takes two."""
        pages = [(one.id, said) for one in notices for said in _parted(_said(one, self._language))]
        if hours is None:
            return pages
        if not hours.pressing:
            return [*pages, (0, hours.said)]
        every = [(0, hours.said)]
        for place, one in enumerate(pages):
            every += [(0, hours.said), one] if place and place % _PRESSING_EVERY == 0 else [one]
        return every

    # -- figures -------------------------------------------------------------------------------------------------

    def _sheet(self, at: datetime) -> FiguresSheet | None:
        figures, reference = self._posted.figures, self._reference
        if figures is None or reference is None or not self._figures.shown:
            return None
        age = figures.age(at)
        if age > timedelta(hours=self._figures.hide_after_hours):
            if self._complained is not figures:
                self._complained = figures
                _log.warning("the published figures are %s old and are not shown", age)
            return None
        known = [one for one in figures.agencies if one.agency in reference.agencies]
        rows = tuple(
            FiguresRow(name=nfc(reference.agencies[one.agency].name(self._language)), counts=one) for one in known
        )
        if not rows:
            return None
        return FiguresSheet(
            rows=rows,
            total=_sum(known),
            when=self._when(figures, at),
            source=both(self._language, lambda _: _("Nguồn: {source}").format(source=figures.source)),
        )

    def _when(self, figures: Figures, at: datetime) -> Said:
        assert self._reference is not None
        zone = self._reference.rules.calendar.zone
        local = figures.as_of.astimezone(zone)
        clock, day = f"{local:%H:%M}", f"{local:%d/%m/%Y}"
        since = f"{figures.since:%d/%m/%Y}" if figures.since else ""
        if since:
            said = both(
                self._language,
                lambda _: _("Từ {since} đến {clock} ngày {day}").format(since=since, clock=clock, day=day),
            )
        else:
            said = both(self._language, lambda _: _("Lúc {clock} ngày {day}").format(clock=clock, day=day))
        age = figures.age(at)
        if age < _OLD:
            return said
        old = lasting(age, self._language)
        aged = words(self._language).gettext("{when} (cách đây {age})").format(when=said.main, age=old)
        return Said(main=aged, small=said.small)


def emergency_of(standing: Sequence[Notice], language: str) -> Emergency | None:
    """What covers every screen of the hall while these emergencies stand: the same for the board and a counter's
    sign."""
    return Emergency(notices=tuple(_said(one, language) for one in standing)) if standing else None


def _said(notice: Notice, language: str) -> Said:
    main, small = notice.said.read(language)
    return Said(main=main, small=small)


def _runs(notice: Notice) -> bool:
    return notice.kind is NoticeKind.TICKER


def _parted(said: Said) -> tuple[Said, ...]:
    if not said.small or len(said.main) + len(said.small) <= _SIDE_BY_SIDE:
        return (said,)
    return (Said(main=said.main), Said(main=said.small))


def _sum(rows: Sequence[AgencyFigures]) -> AgencyFigures:
    return AgencyFigures(
        agency="",
        received=sum(one.received for one in rows),
        on_time=sum(one.on_time for one in rows),
        late=sum(one.late for one in rows),
        in_process=sum(one.in_process for one in rows),
    )
