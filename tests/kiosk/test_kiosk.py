"""The whole kiosk: a window that is touched, a worker on a real store, a printer on a real line."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import numpy as np
import pytest
import zxingcpp
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hardware.virtual.printer import VirtualPrinter
from kiosk.state import Page
from kiosk.views.parts import Key
from kiosk.views.tiles import Tile
from shared.domain.events import PaperStep, PrintState
from shared.feed import Away, Feed
from shared.hall import Hall
from tests.conftest import ZONE, FakeClock
from tests.kiosk.conftest import STATION, OpenKiosk

NIGHT = datetime(2026, 11, 23, 20, 0, tzinfo=ZONE)


def states_told(url: str, hall: Hall) -> list[PrintState]:
    feed = Feed(url, hall.id)
    try:
        return [event.job.state for event in feed.since(0) if event.job is not None]
    finally:
        feed.close()


def tickets_given(hall: Hall) -> int:
    return len(hall.now().tickets)


def test_three_taps_give_a_ticket_and_a_slip(
    open_kiosk: OpenKiosk, device: VirtualPrinter, sqlite_hall: Hall, sqlite_url: str
) -> None:
    kiosk = open_kiosk(device)
    kiosk.wait_for(Page.HOME)
    for name in ("agency-TP", "field-TP01", "take-number"):
        kiosk.tap(name)
    kiosk.wait_for(Page.DONE)
    assert kiosk.label == "C001"
    assert kiosk.words("number") == "C001"
    assert len(device.slips) == 1
    (ticket,) = sqlite_hall.now().tickets.values()
    (code,) = zxingcpp.read_barcodes(np.asarray(device.slips[0].convert("L")))
    assert code.text == f"https://example.test/p/{ticket.code}"
    assert states_told(sqlite_url, sqlite_hall) == [PrintState.PENDING, PrintState.SENDING, PrintState.PRINTED]
    assert device.reports == ()


def test_a_search_gives_a_ticket_for_the_procedure(open_kiosk: OpenKiosk, sqlite_hall: Hall) -> None:
    kiosk = open_kiosk()
    kiosk.wait_for(Page.HOME)
    kiosk.tap("search")
    for letter in "sodo":
        kiosk.tap(f"key-{letter}")
    kiosk.tap("key-clear")
    for key in ("s", "o", "space", "d", "o", "k", "backspace"):
        kiosk.tap(f"key-{key}")
    kiosk.bot.waitUntil(lambda: any(tile.objectName() == "result-0" for tile in kiosk.face.window.findChildren(Tile)))
    assert kiosk.words("query-text").startswith("so")
    kiosk.tap("result-0")
    kiosk.expect(Page.CONFIRM)
    kiosk.tap("take-number")
    kiosk.wait_for(Page.NO_PAPER)
    (ticket,) = sqlite_hall.now().tickets.values()
    assert ticket.agency == "NM"


def test_a_real_keyboard_types_with_marks(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk()
    kiosk.wait_for(Page.HOME)
    kiosk.type("ho tichk")
    kiosk.press(Qt.Key.Key_Backspace)
    kiosk.expect(Page.SEARCH)
    kiosk.bot.waitUntil(lambda: any(tile.objectName() == "result-0" for tile in kiosk.face.window.findChildren(Tile)))
    assert kiosk.find_a(Tile, "result-0").accessibleName() == "Hộ tịch. Sở Tư pháp"


def test_the_telex_key_makes_the_keys_make_marks_and_shows_that_it_does(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk()
    kiosk.wait_for(Page.HOME)
    kiosk.tap("search")
    telex = kiosk.find_a(Key, "key-telex")
    plain = telex.grab().toImage()
    kiosk.tap("key-telex")
    assert telex.isChecked()
    assert telex.grab().toImage() != plain
    for letter in "soor":
        kiosk.tap(f"key-{letter}")
    kiosk.type(" ddor")
    assert kiosk.words("query-text").replace("\N{NO-BREAK SPACE}", " ").startswith("sổ đỏ")
    kiosk.tap("key-telex")
    assert telex.grab().toImage() == plain


def test_at_night_it_says_when_to_come_back(open_kiosk: OpenKiosk, clock: FakeClock, sqlite_hall: Hall) -> None:
    clock.at = NIGHT
    kiosk = open_kiosk()
    kiosk.wait_for(Page.CLOSED)
    assert "07:00 ngày 24/11" in kiosk.words("say")
    assert "07:30–11:30, 13:30–17:00" in kiosk.words("say")


def test_who_is_under_way_when_the_hall_closes_reads_it_before_he_takes_a_number(
    open_kiosk: OpenKiosk, clock: FakeClock, sqlite_hall: Hall
) -> None:
    kiosk = open_kiosk()
    kiosk.go_to_confirm()
    clock.at = NIGHT
    kiosk.bot.waitUntil(lambda: "07:00 ngày 24/11" in kiosk.words("hindrance"))
    assert tickets_given(sqlite_hall) == 0
    kiosk.tap("home")
    kiosk.expect(Page.CLOSED)


def test_two_quick_taps_give_one_ticket(open_kiosk: OpenKiosk, device: VirtualPrinter, sqlite_hall: Hall) -> None:
    kiosk = open_kiosk(device)
    kiosk.go_to_confirm()
    target = kiosk.find("take-number")
    QTest.mouseDClick(target, Qt.MouseButton.LeftButton)
    QTest.mouseClick(target, Qt.MouseButton.LeftButton)
    kiosk.wait_for(Page.DONE)
    assert tickets_given(sqlite_hall) == 1
    assert len(device.slips) == 1


@pytest.mark.parametrize("by", [QPoint(0, 60), QPoint(-80, 10), QPoint(0, 1500)])
def test_a_swipe_takes_no_number(open_kiosk: OpenKiosk, sqlite_hall: Hall, by: QPoint) -> None:
    kiosk = open_kiosk()
    kiosk.go_to_confirm()
    kiosk.swipe("take-number", by)
    kiosk.expect(Page.CONFIRM)
    assert tickets_given(sqlite_hall) == 0


def test_a_finger_that_trembles_still_taps(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk()
    kiosk.go_to_confirm()
    kiosk.swipe("take-number", QPoint(9, -7))
    kiosk.wait_for(Page.NO_PAPER)


def test_out_of_paper_the_number_is_shown_and_can_be_printed_later(
    open_kiosk: OpenKiosk, device: VirtualPrinter, sqlite_hall: Hall, sqlite_url: str
) -> None:
    device.change(paper_mm=0.0)
    kiosk = open_kiosk(device)
    kiosk.go_to_confirm()
    kiosk.tap("take-number")
    kiosk.wait_for(Page.NO_PAPER)
    assert kiosk.words("number") == "C001"
    assert "máy in hết giấy" in kiosk.words("say")
    device.change(paper_mm=50_000.0)
    kiosk.tap("reprint")
    kiosk.wait_for(Page.DONE)
    assert len(device.slips) == 1
    assert tickets_given(sqlite_hall) == 1
    assert states_told(sqlite_url, sqlite_hall) == [
        PrintState.PENDING,
        PrintState.SENDING,
        PrintState.FAILED,
        PrintState.SENDING,
        PrintState.PRINTED,
    ]


def test_a_printer_that_dies_in_the_slip_leads_to_the_question_and_a_copy(
    open_kiosk: OpenKiosk, device: VirtualPrinter, sqlite_hall: Hall, sqlite_url: str
) -> None:
    kiosk = open_kiosk(device)
    kiosk.go_to_confirm()
    device.change(dies_after=4_000)
    kiosk.tap("take-number")
    kiosk.wait_for(Page.UNSURE)
    device.stop()
    device.start()
    kiosk.tap("no-paper")
    kiosk.wait_for(Page.DONE)
    assert kiosk.label == "C001"
    assert tickets_given(sqlite_hall) == 1
    feed = Feed(sqlite_url, sqlite_hall.id)
    copies = [event.job.copy for event in feed.since(0) if event.step is PaperStep.REPRINT and event.job is not None]
    feed.close()
    assert copies == [1]
    assert states_told(sqlite_url, sqlite_hall)[-1] is PrintState.PRINTED


def test_whoever_has_the_slip_after_all_says_so(
    open_kiosk: OpenKiosk, device: VirtualPrinter, sqlite_hall: Hall, sqlite_url: str
) -> None:
    kiosk = open_kiosk(device)
    kiosk.go_to_confirm()
    device.change(dies_after=4_000)
    kiosk.tap("take-number")
    kiosk.wait_for(Page.UNSURE)
    kiosk.tap("have-paper")
    kiosk.expect(Page.DONE)
    kiosk.bot.waitUntil(lambda: states_told(sqlite_url, sqlite_hall)[-1] is PrintState.PRINTED)


def test_while_the_store_is_away_it_says_so_and_comes_back_by_itself(open_kiosk: OpenKiosk, sqlite_hall: Hall) -> None:
    kiosk = open_kiosk()
    kiosk.go_to_confirm()
    kiosk.face.presenter.told(Away(reason="cable cut"))
    kiosk.expect(Page.AWAY)
    assert "Hệ thống đang tự kết nối lại" in kiosk.words("say")
    assert "08:00" in kiosk.words("say")
    sqlite_hall.issue("TP01", command=uuid4(), actor="kiosk-2")
    kiosk.wait_for(Page.CONFIRM)
    assert kiosk.words("ahead").startswith("Trước ông/bà có 1 người")


def test_the_question_whether_somebody_is_there_is_answered_by_its_key(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk()
    kiosk.go_to_confirm()
    kiosk.seconds.forward(35)
    kiosk.bot.waitUntil(lambda: kiosk.face.state()["warning"])
    assert "10" in kiosk.words("still-there")
    kiosk.tap("more-time")
    kiosk.expect(Page.CONFIRM)
    assert not kiosk.face.state()["warning"]


def test_slips_left_by_a_crash_are_settled_at_the_start(
    open_kiosk: OpenKiosk, device: VirtualPrinter, sqlite_hall: Hall
) -> None:
    sqlite_hall.issue("TP01", command=uuid4(), actor=STATION)
    begun = sqlite_hall.issue("TP01", command=uuid4(), actor=STATION)
    sqlite_hall.start_print(begun.job.id, command=uuid4(), actor=STATION)
    kiosk = open_kiosk(device)
    kiosk.bot.waitUntil(lambda: not sqlite_hall.unfinished_jobs(STATION), timeout=8_000)
    cut_off, slip = device.slips
    assert zxingcpp.read_barcodes(np.asarray(cut_off.convert("L"))) == []
    assert len(zxingcpp.read_barcodes(np.asarray(slip.convert("L")))) == 1
    kiosk.wait_for(Page.HOME)


def test_the_language_changes_everything_at_once(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk()
    kiosk.wait_for(Page.HOME)
    kiosk.tap("language")
    assert kiosk.find("agency-TP").accessibleName().startswith("Department of Justice")
    assert kiosk.words("hall-name").startswith("Hà Tĩnh Provincial")


@pytest.mark.parametrize(("pause", "page"), [(120, Page.AGENCY), (800, Page.CONFIRM)])
def test_the_second_half_of_a_double_tap_is_not_meant_for_the_next_page(
    open_kiosk: OpenKiosk, pause: int, page: Page
) -> None:
    kiosk = open_kiosk()
    kiosk.wait_for(Page.HOME)
    window = kiosk.face.window
    tile = kiosk.find("agency-NM")
    at = tile.mapTo(window, tile.rect().center())
    tap_at(tile, at, 100 * pause)
    kiosk.expect(Page.AGENCY)
    below = window.childAt(at)
    assert isinstance(below, Tile)
    tap_at(below, at, 101 * pause)
    kiosk.expect(page)


def tap_at(target: QWidget, at: QPoint, when: int) -> None:
    """A tap at a place of the window, at a moment in milliseconds."""
    local = QPointF(target.mapFrom(target.window(), at))
    for kind, buttons in (
        (QEvent.Type.MouseButtonPress, Qt.MouseButton.LeftButton),
        (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
    ):
        event = QMouseEvent(
            kind, local, QPointF(at), Qt.MouseButton.LeftButton, buttons, Qt.KeyboardModifier.NoModifier
        )
        event.setTimestamp(when)
        QApplication.sendEvent(target, event)
