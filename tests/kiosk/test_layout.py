"""Nothing is ever cut off, on any screen, in any language, whatever the names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import cast

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hardware.printing import Trouble
from kiosk import offer
from kiosk.measures import Measures
from kiosk.state import (
    AwayBody,
    Body,
    ClosedBody,
    ConfirmBody,
    FoundBody,
    Gestures,
    IdentifyBody,
    KioskState,
    NoBody,
    Page,
    RefusedBody,
    Result,
    SearchBody,
    TicketBody,
)
from kiosk.views.parts import Key, Words
from kiosk.views.tiles import Tile
from kiosk.visit import Visit
from kiosk.window import KioskWindow
from kiosk.wording import card_words, hours_words
from shared.catalogue import Catalogue
from shared.domain.errors import HallClosed
from shared.settings import HallForm
from shared.store.reference import Reference
from shared.wording import said
from tests.kiosk.fakes import hall_now

NOW = datetime(2026, 11, 25, 10, 48)  # noqa: DTZ001 - only drawn
SIZES = [(1080, 1920), (1920, 1080), (1024, 768)]


class NoGestures:
    """Somebody who watches and touches nothing."""

    def __getattr__(self, _name: str) -> Callable[..., None]:
        return lambda *_: None


@pytest.fixture
def window(qtbot: QtBot, lettered: QApplication) -> KioskWindow:
    """A window alone; the test gives it its states."""
    made = KioskWindow(px_per_mm=3.2)
    qtbot.addWidget(made)
    made.obey(cast(Gestures, NoGestures()))
    made.show()
    return made


@pytest.fixture(scope="module")
def reference(sample_form: HallForm, sample_catalogue: Catalogue) -> Reference:
    return Reference.of(1, sample_form, sample_catalogue)


def longest(reference: Reference, language: str) -> tuple[str, str, str]:
    """The longest names of an agency, a field and a procedure."""
    catalogue = reference.catalogue
    agency, field, procedure = (
        max((one.name(language) for one in kind), key=len)
        for kind in (catalogue.agencies, catalogue.services, catalogue.procedures)
    )
    return agency, field, procedure


def every_page(reference: Reference, language: str, m: Measures) -> dict[Page, Body]:
    agency, field, procedure = longest(reference, language)
    now = hall_now()
    number = TicketBody(label="D1047", service=field, agency=agency, ahead=120, why=Trouble.UNREACHABLE)
    shown = replace(number, code="https://phieu.hatinh.example/p/abcdefghijkl", closes_in=45)
    zone = reference.rules.calendar.zone
    tomorrow = datetime(2026, 11, 26, 7, 0, tzinfo=zone)
    class_name = max((one.name(language) for one in reference.rules.classes), key=len)
    return {
        Page.STARTING: NoBody(),
        Page.HOME: offer.home_body(
            reference,
            now,
            need="file",
            language=language,
            leaf=0,
            room=partial(m.home_room, needs=bool(reference.rules.needs)),
        ),
        Page.CLOSED: ClosedBody(
            text=said(HallClosed(tomorrow), language, zone, now=tomorrow.replace(day=25)),
            hours=hours_words(reference.rules.calendar.sessions(date(2026, 11, 25)), language),
        ),
        Page.POPULAR: offer.popular_body(
            replace(reference, rules=replace(reference.rules, popular=tuple(reference.services))),
            now,
            language=language,
            leaf=0,
            room=m.fields_room,
        ),
        Page.PRIORITY: offer.priority_body(reference, Visit(language=language, priority="merit")),
        Page.IDENTIFY: IdentifyBody(can_scan=True),
        Page.FOUND: FoundBody(heading="D1047", text=card_words("•••••••1234", class_name, language), good=True),
        Page.AGENCY: offer.agency_body(
            reference, now, need=None, agency="TC", language=language, leaf=0, room=m.fields_room
        ),
        Page.SEARCH: SearchBody(query="w" * 80, results=(), ready=True, telex=True),
        Page.CONFIRM: ConfirmBody(
            agency=agency,
            badge="D",
            service=field,
            procedure=procedure,
            ahead=120,
            counters=(31, 32, 33, 34, 35, 36),
            wait="Dự kiến chờ khoảng 1 giờ 15 phút đến 2 giờ",
            documents=("Căn cước hoặc hộ chiếu", "Giấy ủy quyền (nếu nộp thay)"),
            notes=("Lịch hẹn lúc 09:30",),
            priority=class_name,
            can_have_priority=True,
            stops=(f"{agency} – {field}",),
            can_add_stop=True,
        ),
        Page.PRINTING: number,
        Page.DONE: number,
        Page.NO_PAPER: shown,
        Page.UNSURE: number,
        Page.REFUSED: RefusedBody(text="Lĩnh vực này đã phát hết số của buổi này. Xin quay lại lúc 13:00 ngày 24/11."),
        Page.NOT_GIVEN: NoBody(),
        Page.AWAY: AwayBody(as_of="08:12", minutes=125),
    }


def every_result(reference: Reference, language: str) -> Iterator[Result]:
    """Each procedure as an answer, each found by an everyday word."""
    for one in reference.catalogue.procedures:
        service = reference.services[one.service]
        yield Result(
            name=one.name(language),
            ranges=((0, 5),),
            service=service.name(language),
            agency=reference.agency_of(service).name(language),
            is_field=False,
            said="sổ đỏ",
        )


def show(window: KioskWindow, page: Page, body: Body, *, language: str = "vi", hall: str = "Trung tâm") -> None:
    now = NOW
    asking = 12 if page is Page.CONFIRM else None
    window.show_state(KioskState(page=page, body=body, language=language, hall=hall, now=now, seconds_left=asking))
    QApplication.processEvents()


def cut_off(window: KioskWindow) -> list[str]:
    """What stands on the page and does not fit into its place, or stands outside of the window."""
    shown = [
        one
        for kind in (Words, Key, Tile)
        for one in cast("list[Words | Key | Tile]", window.findChildren(kind))
        if one.isVisible()
    ]
    assert shown
    outside = [
        one.objectName()
        for one in shown
        if not window.rect().contains(QRect(one.mapTo(window, QPoint(0, 0)), one.size()))
    ]
    return outside + [one.accessibleName() for one in shown if not one.block.whole]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_no_page_cuts_off_a_word(
    window: KioskWindow, reference: Reference, size: tuple[int, int], language: str
) -> None:
    window.resize(*size)
    for page, body in every_page(reference, language, Measures.of(*size)).items():
        show(window, page, body, language=language, hall=reference.rules.name(language))
        assert cut_off(window) == [], page


@pytest.mark.parametrize("size", SIZES)
def test_every_field_of_the_hall_fits_on_its_tile(
    window: KioskWindow, reference: Reference, size: tuple[int, int]
) -> None:
    window.resize(*size)
    room = Measures.of(*size).fields_room
    for agency in reference.agencies:
        for leaf in range(3):
            body = offer.agency_body(
                reference, hall_now(), need=None, agency=agency, language="vi", leaf=leaf, room=room
            )
            show(window, Page.AGENCY, body)
            assert cut_off(window) == []


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_every_procedure_fits_on_its_tile(
    window: KioskWindow, reference: Reference, size: tuple[int, int], language: str
) -> None:
    window.resize(*size)
    room = Measures.of(*size).results_room
    results = sorted(every_result(reference, language), key=lambda one: -len(one.name + one.service + one.agency))
    for start in range(0, 60, room):
        body = SearchBody(query="x", results=tuple(results[start : start + room]), ready=True)
        show(window, Page.SEARCH, body, language=language)
        assert cut_off(window) == []


@pytest.mark.parametrize("size", SIZES)
def test_tiles_do_not_lie_on_each_other(window: KioskWindow, reference: Reference, size: tuple[int, int]) -> None:
    window.resize(*size)
    show(window, Page.HOME, every_page(reference, "vi", Measures.of(*size))[Page.HOME])
    places = [tile.geometry() for tile in window.findChildren(Tile) if tile.isVisible()]
    assert len(places) >= 12
    assert not any(one.intersects(other) for n, one in enumerate(places) for other in places[:n])


@pytest.mark.parametrize(("size", "px_per_mm"), [((1080, 1920), 3.2), ((1080, 1920), 4.0), ((1024, 768), 3.4)])
def test_keys_are_large_enough_for_a_finger(size: tuple[int, int], px_per_mm: float) -> None:
    m = Measures.of(*size, px_per_mm)
    assert m.key >= 20 * px_per_mm - 1
    assert m.bar.height >= 20 * px_per_mm - 1
    assert m.results_room >= 4
    assert m.keyboard.top >= m.results.box.bottom


def test_a_screen_that_tells_nonsense_about_its_size_is_not_believed() -> None:
    assert Measures.of(1080, 1920, 0.0) == Measures.of(1080, 1920) == Measures.of(1080, 1920, 90.0)
