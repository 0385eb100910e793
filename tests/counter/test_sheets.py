"""The sheets over the desk, in the real window: by keyboard alone, by mouse alone, by a scanner."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter.face import CounterFace
from shared.counter_form import CounterForm
from shared.domain.ticket import State, Step, Ticket
from shared.hall import Hall
from shared.settings import StationForm
from tests.conftest import FakeClock
from tests.counter.conftest import AtTheDesk

Opens = Callable[..., AtTheDesk]
Arrives = Callable[..., Ticket]
Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def anywhere(
    qtbot: QtBot, lettered: QApplication, hall: Hall, store_url: str, clock: FakeClock
) -> Iterator[tuple[AtTheDesk, Hall]]:
    """The desk of counter 7, on a store of each kind."""
    face = CounterFace(StationForm(store=store_url, hall=hall.id, counter=CounterForm(number=7)), 7, clock=clock)
    qtbot.addWidget(face.window)
    face.window.resize(1366, 768)
    face.window.show()
    face.start()
    officer = AtTheDesk(face, qtbot)
    officer.sees(connected=True)
    yield officer, hall
    face.stop()


def _came(hall: Hall, service: str = "TC01", priority: str = "normal") -> Ticket:
    return hall.issue(service, command=uuid4(), actor="kiosk-1", priority=priority).ticket


def test_a_whole_visit_by_keyboard_alone(anywhere: tuple[AtTheDesk, Hall]) -> None:
    officer, hall = anywhere
    first, second, third, fourth = (_came(hall, f"TC0{number}") for number in range(1, 5))
    officer.sees(waiting=4)
    officer.presses(Key.Key_F2)
    officer.sees(page="idle", busy=False)
    officer.presses(Key.Key_F8)
    officer.sees(page="called", label=first.label, busy=False)
    officer.presses(Key.Key_F9)
    officer.sees(page="serving", busy=False)
    officer.presses(Key.Key_F9, SHIFT)
    officer.presses(Key.Key_1)
    officer.presses(Key.Key_Plus)
    officer.presses(Key.Key_Plus)
    officer.types("H27-1")
    officer.presses(Key.Key_Return)
    officer.presses(Key.Key_Return)
    officer.sees(page="idle", busy=False, message=f"Đã hoàn thành số {first.label}.")
    done = hall.ticket(first.id)
    assert (done.state, done.outcome, done.dossiers, done.dossier_codes) == (State.SERVED, "filed", 2, ("H27-1",))
    officer.goes((Key.Key_F8, "called"), (Key.Key_F9, "serving"))
    officer.presses(Key.Key_F8)
    officer.sees(page="called", label=third.label, message=f"{second.label} xong. Đã mời số {third.label}.")
    officer.presses(Key.Key_Z, CTRL)
    officer.sees(page="serving", label=second.label, busy=False)
    assert hall.ticket(third.id).state is State.WAITING
    officer.presses(Key.Key_F5, SHIFT)
    officer.presses(Key.Key_3)
    officer.presses(Key.Key_Return)
    officer.sees(page="idle", message=f"Đã tạm dừng hồ sơ số {second.label}, hẹn quay lại lúc 08:30.")
    officer.types("d")
    officer.types(fourth.label[1:])
    officer.presses(Key.Key_Return)
    officer.presses(Key.Key_2)
    officer.presses(Key.Key_Return)
    officer.sees(page="called", label=fourth.label, busy=False)
    assert (
        next(row.note for row in hall.life_of(fourth.id) if row.step is Step.CALL) == "Bổ sung giấy tờ của lượt trước"
    )
    officer.presses(Key.Key_I, CTRL)
    officer.reads("why", f"Số {fourth.label} được quầy 7 gọi trước lượt. Lý do: Bổ sung giấy tờ của lượt trước.")
    officer.presses(Key.Key_Escape)
    assert not officer.can_see("why")


def test_a_whole_visit_by_mouse_alone(desk: Opens, arrive: Arrives, sqlite_hall: Hall) -> None:
    first, second, third = arrive("TC01"), arrive("TC02"), arrive("TC03")
    officer = desk(7)
    for button, page in (("open-counter", "idle"), ("call-next", "called"), ("serve", "serving")):
        officer.clicks(button)
        officer.sees(page=page, busy=False)
    officer.clicks("outcome")
    officer.clicks("form-more_papers")
    officer.clicks("form-more")
    officer.clicks("form-confirm")
    officer.sees(page="idle", busy=False)
    done = sqlite_hall.ticket(first.id)
    assert (done.outcome, done.dossiers) == ("more_papers", 1)
    officer.clicks("undo")
    officer.sees(page="serving", label=first.label, busy=False)
    officer.clicks("call-next")
    officer.sees(page="called", label=second.label, busy=False)
    park = officer.find("park")
    QTest.mouseClick(park, Qt.MouseButton.LeftButton, pos=QPoint(park.width() - 12, park.height() // 2))
    officer.clicks("form-15")
    officer.clicks("form-confirm")
    officer.sees(page="idle", busy=False)
    assert sqlite_hall.ticket(second.id).back_at is not None
    officer.clicks("waiting-find")
    officer.clicks(f"number-{third.id}")
    officer.sees(page="called", label=third.label, busy=False)
    officer.clicks("why-visit")
    assert officer.can_see("why")
    officer.clicks("close-why")
    assert not officer.can_see("why")


def test_what_a_scanner_types_is_a_code_though_it_begins_with_a_digit_that_chooses(
    desk: Opens, arrive: Arrives, sqlite_hall: Hall
) -> None:
    ticket = arrive("TC01")
    officer = _served(desk)
    officer.presses(Key.Key_F9, SHIFT)
    officer.presses(Key.Key_2)
    for at, sign in enumerate("1.H27-261123"):
        _sign_at(officer, sign, 5000 + 8 * at)
    officer.presses(Key.Key_Return)
    for at, sign in enumerate("1.H27-261123"):
        _sign_at(officer, sign, 7000 + 8 * at)
    officer.presses(Key.Key_Return)
    assert officer.can_see("chip-1.H27-261123"), "the same code twice is one"
    officer.presses(Key.Key_Return)
    officer.sees(page="idle", busy=False)
    done = sqlite_hall.ticket(ticket.id)
    assert (done.outcome, done.dossiers, done.dossier_codes) == ("more_papers", 1, ("1.H27-261123",))


def test_a_bad_code_is_said_kindly_and_does_not_end_the_visit(desk: Opens, arrive: Arrives) -> None:
    arrive("TC01")
    officer = _served(desk)
    officer.presses(Key.Key_F9, SHIFT)
    officer.types("H27 12")
    officer.presses(Key.Key_Return)
    assert "không phải mã hồ sơ" in officer.find("form-said").accessibleName()
    officer.sees(page="serving", busy=False)


def test_the_number_of_dossiers_is_typed_where_it_stands(desk: Opens, arrive: Arrives, sqlite_hall: Hall) -> None:
    ticket = arrive("TC01")
    officer = _served(desk)
    officer.presses(Key.Key_F9, SHIFT)
    officer.clicks("form-amount")
    officer.types("12")
    officer.presses(Key.Key_Return)
    officer.sees(page="idle", busy=False)
    assert sqlite_hall.ticket(ticket.id).dossiers == 12


def test_a_transfer_to_a_counter_that_comes_back(desk: Opens, arrive: Arrives, sqlite_hall: Hall) -> None:
    ticket = arrive("TC01")
    sqlite_hall.open_counter(8, profile="TC-A", officer="Bình", command=uuid4(), actor="counter-8")
    officer = _served(desk)
    officer.presses(Key.Key_F6)
    officer.presses(Key.Key_F6)
    officer.presses(Key.Key_Space)
    officer.types("8")
    officer.presses(Key.Key_Return)
    officer.sees(page="idle", message=f"Đã chuyển số {ticket.label} đến quầy 8.")
    sent = sqlite_hall.ticket(ticket.id)
    assert (sent.for_counter, sent.back_counter, sent.service) == (8, 7, "TC01")
    other = desk(8)
    other.sees(waiting=1)
    assert "Giữ riêng cho quầy này" in other.find("waiting-0").accessibleName()


def test_a_space_is_a_space_while_words_are_typed(desk: Opens, arrive: Arrives) -> None:
    arrive("TC01")
    officer = _served(desk)
    officer.presses(Key.Key_F6)
    officer.types("cong chung")
    assert officer.face.window.chooser.field.text() == "cong chung"
    assert "✓" not in officer.find("option-back-comes-back").accessibleName()
    officer.presses(Key.Key_Down)
    officer.presses(Key.Key_Space)
    assert "✓" in officer.find("option-back-comes-back").accessibleName()


def test_a_number_nobody_prints_is_shown_large_and_the_journal_says_so(desk: Opens, sqlite_hall: Hall) -> None:
    officer = desk(7)
    officer.presses(Key.Key_F2)
    officer.sees(page="idle", busy=False)
    officer.presses(Key.Key_F3, SHIFT)
    officer.presses(Key.Key_F2)
    officer.types("thanh lap doanh nghiep")
    officer.presses(Key.Key_Return)
    officer.sees(busy=False, waiting=1)
    given = sqlite_hall.now().waiting()[0]
    assert given.label in officer.find("form").accessibleName()
    assert "Viết số này cho công dân." in officer.find("form").accessibleName()
    assert given.priority != "normal"
    assert sqlite_hall.unfinished_jobs("counter-7") == []
    assert sqlite_hall.last_job("counter-7").reason == "no_printer"
    officer.presses(Key.Key_Return)
    assert not officer.can_see("form")


def test_somebody_without_a_ticket_is_served_at_once(desk: Opens, sqlite_hall: Hall) -> None:
    officer = desk(7)
    officer.presses(Key.Key_F2)
    officer.sees(page="idle", busy=False)
    officer.presses(Key.Key_F3, SHIFT)
    officer.types("thanh lap doanh nghiep")
    officer.presses(Key.Key_Return, SHIFT)
    officer.sees(page="serving", busy=False)
    assert sqlite_hall.now().at_counter(7)[0].state is State.SERVING


def test_by_mouse_alone_a_line_is_lit_and_then_given_or_served(desk: Opens, sqlite_hall: Hall) -> None:
    officer = desk(7)
    officer.clicks("open-counter")
    officer.sees(page="idle", busy=False)
    officer.clicks("give-number")
    assert not officer.find("chooser-take").isEnabled(), "nothing is lit yet"
    assert not officer.find("chooser-also").isEnabled()
    officer.clicks("give-TC01")
    officer.sees(waiting=0)
    assert officer.can_see("chooser"), "a number that was given cannot be taken back"
    officer.clicks("chooser-take")
    officer.sees(busy=False, waiting=1)
    officer.clicks("form-confirm")
    officer.clicks("give-number")
    officer.clicks("give-TC02")
    officer.clicks("chooser-also")
    officer.sees(page="serving", busy=False, waiting=1)
    assert sqlite_hall.now().at_counter(7)[0].service == "TC02"


def test_the_counters_own_fields_are_offered_first(desk: Opens, arrive: Arrives) -> None:
    arrive("TC01")
    officer = _served(desk)
    officer.presses(Key.Key_F3, SHIFT)
    assert officer.can_see("give-TC01")
    officer.presses(Key.Key_Escape)
    officer.presses(Key.Key_F6)
    assert officer.can_see("transfer-field-TC02")


def test_after_a_scanned_code_digits_choose_again(desk: Opens, arrive: Arrives, sqlite_hall: Hall) -> None:
    ticket = arrive("TC01")
    officer = _served(desk)
    officer.presses(Key.Key_F9, SHIFT)
    for number, sign in enumerate("H27.12-261126-0001"):
        _sign_at(officer, sign, 5000 + 5 * number)
    officer.presses(Key.Key_Return)
    _sign_at(officer, "2", 9000)
    assert officer.face.window.form.field.text() == ""
    officer.presses(Key.Key_Return)
    officer.sees(page="idle", busy=False)
    done = sqlite_hall.ticket(ticket.id)
    assert (done.outcome, done.dossier_codes) == ("more_papers", ("H27.12-261126-0001",))


def test_after_the_last_recall_enter_means_that_nobody_came(desk: Opens, arrive: Arrives, sqlite_hall: Hall) -> None:
    ticket = arrive("TC01")
    officer = desk(7)
    officer.goes((Key.Key_F2, "idle"), (Key.Key_F8, "called"))
    for _ in range(3):
        officer.presses(Key.Key_F7)
        officer.sees(busy=False)
    assert officer.can_see("serve"), "who comes after all can still be served"
    officer.presses(Key.Key_Return)
    officer.sees(page="idle", busy=False)
    assert sqlite_hall.ticket(ticket.id).state is State.NO_SHOW


def test_who_stands_in_the_way_of_the_next_can_be_written_down_as_absent(desk: Opens, arrive: Arrives) -> None:
    label = arrive("TC01").label
    officer = desk(7)
    officer.goes((Key.Key_F2, "idle"), (Key.Key_F8, "called"))
    officer.presses(Key.Key_F8)
    officer.sees(message=f"Quầy đang có số {label}. Hãy hoàn thành lượt này trước.", busy=False)
    bar = officer.face.window.desk.notice
    assert bar.retry.objectName() == "no-show"
    QTest.mouseClick(bar.retry, Qt.MouseButton.LeftButton)
    officer.sees(page="idle", message=f"Đã ghi số {label} vắng mặt.")


def _served(desk: Opens) -> AtTheDesk:
    officer = desk(7)
    officer.goes((Key.Key_F2, "idle"), (Key.Key_F8, "called"), (Key.Key_F9, "serving"))
    return officer


def _sign_at(officer: AtTheDesk, sign: str, at_ms: int) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign)
    event.setTimestamp(at_ms)
    QApplication.sendEvent(officer.face.window.focusWidget() or officer.face.window, event)
