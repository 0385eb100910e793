"""Coming and going in the real window, with the real worker and feed: by keyboard alone, by mouse alone."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from shared.domain.counter import CounterState
from shared.domain.roles import Role, Staff
from shared.domain.ticket import State, Ticket
from shared.hall import Hall
from tests.counter.conftest import AtTheDesk
from tests.counter.seat import BINH, HONG, PIN, elsewhere

Opens = Callable[..., AtTheDesk]
Arrives = Callable[..., Ticket]
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def field(officer: AtTheDesk, name: str) -> QLineEdit:
    found = officer.find(name)
    assert isinstance(found, QLineEdit)
    return found


def logs_in(officer: AtTheDesk, code: str = HONG.code, pin: str = PIN) -> None:
    """With the keyboard, from the empty number on."""
    officer.types(code)
    officer.presses(Key.Key_Return)
    officer.types(pin)
    officer.presses(Key.Key_Return)


def comes(desk: Opens) -> AtTheDesk:
    """Hồng at counter 7, which is closed."""
    officer = desk(7)
    officer.sees(page="log-in")
    logs_in(officer)
    officer.sees(page="closed", busy=False)
    return officer


def test_a_day_by_keyboard_alone(desk: Opens, arrive: Arrives, staffed: Hall) -> None:
    ticket = arrive("TC01")
    officer = desk(7)
    officer.sees(page="log-in", gate="nobody")
    logs_in(officer, pin="111222")
    officer.sees(refused="Mã cán bộ hoặc mã PIN không đúng. Còn 4 lần thử.")
    assert field(officer, "staff-pin").text() == "", "a wrong PIN is wiped"
    officer.types(PIN)
    officer.presses(Key.Key_Enter)
    officer.sees(page="closed", officer=HONG.name)
    officer.presses(Key.Key_F2)
    officer.sees(page="idle", busy=False)
    officer.presses(Key.Key_F8)
    officer.sees(page="called", label=ticket.label, busy=False)
    officer.presses(Key.Key_F9)
    officer.sees(page="serving", busy=False)
    officer.presses(Key.Key_L, CONTROL)
    officer.sees(page="log-in", gate="locked", label=ticket.label)
    officer.presses(Key.Key_F9)
    officer.presses(Key.Key_F12)
    officer.types(PIN)  # the number stands there already
    officer.goes((Key.Key_Return, "serving"), (Key.Key_F9, "idle"))
    officer.presses(Key.Key_4, CONTROL)
    officer.sees(page="paused", busy=False)
    officer.presses(Key.Key_M, CONTROL)
    officer.sees(list="officer")
    officer.presses(Key.Key_5)
    officer.sees(page="log-in", gate="nobody")
    assert staffed.ticket(ticket.id).state is State.SERVED
    assert staffed.now().counters[7].state is CounterState.CLOSED


def test_a_day_by_mouse_alone(desk: Opens, arrive: Arrives, staffed: Hall) -> None:
    ticket = arrive("TC01")
    officer = desk(7)
    officer.sees(page="log-in")
    officer.clicks("staff-number")
    officer.clicks_keys("10077")
    officer.clicks("key-erase")
    officer.clicks("staff-pin")
    officer.clicks_keys(PIN)
    officer.clicks("enter")
    officer.sees(page="closed", officer=HONG.name)
    for button, page in (("open-counter", "idle"), ("call-next", "called"), ("serve", "serving"), ("finish", "idle")):
        officer.clicks(button)
        officer.sees(page=page, busy=False)
    officer.clicks("pause-2")
    officer.sees(page="paused", busy=False)
    assert staffed.now().counters[7].reason == "file"
    officer.clicks("open-counter")
    officer.sees(page="idle", busy=False)
    officer.clicks("pause")
    officer.sees(list="pauses")
    officer.clicks("pick-1")
    officer.sees(page="paused", busy=False)
    officer.clicks("who")
    officer.clicks("pick-2")
    officer.sees(gate="handed-over")
    assert field(officer, "staff-number").text() == ""
    officer.clicks("staff-number")
    officer.clicks_keys(BINH.code)
    officer.clicks("staff-pin")
    officer.clicks_keys(PIN)
    officer.clicks("enter")
    officer.sees(page="paused", officer=BINH.name)
    assert staffed.ticket(ticket.id).state is State.SERVED


def test_who_may_not_call_out_of_turn_is_told_before_he_writes_a_reason(
    desk: Opens, arrive: Arrives, staffed: Hall
) -> None:
    arrive("TC01")
    label = arrive("TC01").label
    officer = comes(desk)
    officer.presses(Key.Key_F2)
    officer.sees(page="idle", busy=False)
    officer.presses(Key.Key_F3)
    officer.types(label)
    officer.presses(Key.Key_Return)
    officer.reads("chooser-said", "Ông/bà không có quyền gọi số trước lượt.")
    assert not officer.can_see("form")


def test_a_staff_number_with_letters_is_typed_by_mouse_alone(desk: Opens, staffed: Hall) -> None:
    staffed.put_staff(
        Staff(code="CB-10.x", name="Phan Văn Chữ", role=Role.OFFICER), PIN, command=uuid4(), actor="setup"
    )
    officer = desk(7)
    officer.sees(page="log-in")
    officer.clicks("staff-pin")
    officer.clicks("key-letters")
    for key in ("C", "B", "-", "digits", "1", "0", "letters", ".", "Y", "erase", "X"):
        officer.clicks(f"key-{key}")
    assert field(officer, "staff-number").text() == "CB-10.X"
    officer.clicks("staff-pin")
    assert not officer.can_see("key-A"), "a PIN has no letters"
    officer.clicks_keys(PIN)
    officer.clicks("enter")
    officer.sees(page="closed", officer="Phan Văn Chữ")


def test_one_key_clicked_twice_fast_is_two_digits(desk: Opens, staffed: Hall) -> None:
    officer = desk(7)
    officer.sees(page="log-in")
    key = officer.find("key-1")
    QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(key, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(key, Qt.MouseButton.LeftButton)
    assert field(officer, "staff-number").text() == "11"


def test_a_scanned_card_fills_the_number_and_goes_on_to_the_pin(desk: Opens, staffed: Hall) -> None:
    officer = desk(7)
    officer.sees(page="log-in")
    officer.types("1007\r")  # as a scanner types
    assert officer.face.window.focusWidget() is field(officer, "staff-pin")
    officer.types(f"{PIN}\r")
    officer.sees(page="closed", officer=HONG.name)


def test_the_question_of_another_counter_is_answered_by_a_key_or_a_click(desk: Opens, staffed: Hall) -> None:
    elsewhere(staffed, HONG, 5)
    officer = desk(7)
    officer.sees(page="log-in")
    logs_in(officer)
    officer._qtbot.waitUntil(lambda: officer.can_see("take-over"))
    officer.presses(Key.Key_Escape)
    officer._qtbot.waitUntil(lambda: not officer.can_see("take-over"))
    assert field(officer, "staff-pin").text() == ""
    officer.types(PIN)
    officer.presses(Key.Key_Return)
    officer._qtbot.waitUntil(lambda: officer.can_see("take-over"))
    officer.clicks("take-over")
    officer.sees(page="closed", officer=HONG.name)
    assert staffed.now().counters[5].officer is None


def test_a_desk_that_was_taken_over_says_so_and_takes_it_back(desk: Opens, arrive: Arrives, staffed: Hall) -> None:
    label = arrive("TC01").label
    officer = comes(desk)
    officer.goes((Key.Key_F2, "idle"), (Key.Key_F8, "called"))
    elsewhere(staffed, BINH, 7)
    officer.sees(page="log-in", gate="lost", label=label)
    assert "Trần Văn Bình đã đăng nhập" in officer.find("gate").accessibleName()
    officer.types(PIN)
    officer.presses(Key.Key_Return)
    officer.sees(page="called", label=label, officer=HONG.name)


def test_what_was_typed_at_the_gate_goes_with_it(desk: Opens, staffed: Hall) -> None:
    officer = comes(desk)
    gate = officer.face.window.gate
    assert (gate.pin.text(), gate.number.text()) == ("", "")
    officer.presses(Key.Key_L, CONTROL)
    officer.sees(gate="locked")
    assert (gate.pin.text(), gate.number.text()) == ("", HONG.code)


def test_the_pin_is_shown_as_dots_and_given_to_no_clipboard(desk: Opens, staffed: Hall) -> None:
    officer = desk(7)
    officer.sees(page="log-in")
    pin = field(officer, "staff-pin")
    pin.setFocus()
    officer.types(PIN)
    assert PIN not in pin.displayText()
    pin.selectAll()
    officer.presses(Key.Key_C, CONTROL)
    assert PIN not in QApplication.clipboard().text()


def test_the_lock_reaches_through_whatever_lies_over_the_desk(desk: Opens, arrive: Arrives, staffed: Hall) -> None:
    arrive("TC01")
    officer = comes(desk)
    officer.presses(Key.Key_M, CONTROL)
    officer.sees(list="officer")
    officer.presses(Key.Key_L, CONTROL)
    officer.sees(gate="locked", list="")
    assert not officer.can_see("picker")


def test_the_language_changes_at_the_gate_and_what_was_typed_stays(desk: Opens, staffed: Hall) -> None:
    officer = desk(7)
    officer.sees(page="log-in")
    officer.types("10")
    officer.presses(Key.Key_F11)
    officer.sees(language="en")
    assert field(officer, "staff-number").text() == "10"
    officer.clicks("language")
    officer.sees(language="vi")


def test_a_key_or_a_click_anywhere_in_the_window_is_a_touch(desk: Opens, staffed: Hall) -> None:
    officer = desk(7)
    presenter, handle = officer.face.presenter, officer.face.window.windowHandle()
    assert handle is not None
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at = QPointF(5, 5)
    for event in (
        QKeyEvent(QEvent.Type.KeyPress, Key.Key_Tab, none),
        QMouseEvent(QEvent.Type.MouseButtonPress, at, at, left, left, none),
    ):
        before = presenter._touched_at
        QApplication.sendEvent(handle, event)
        assert presenter._touched_at > before


def test_messages_are_read_by_a_click_or_from_the_list(desk: Opens, staffed: Hall) -> None:
    officer = comes(desk)
    staffed.say("Họp lúc 11 giờ.", command=uuid4(), actor="setup")
    staffed.say("Máy in đã sửa xong.", command=uuid4(), actor="setup")
    officer.sees(mail="Họp lúc 11 giờ.")
    officer.clicks("mail-read")
    officer.sees(mail="Máy in đã sửa xong.")
    officer.presses(Key.Key_M, CONTROL)
    officer.sees(list="officer")
    officer.presses(Key.Key_4)
    officer.sees(list="mail")
    officer.presses(Key.Key_Return)
    officer.sees(mail="")
    officer.presses(Key.Key_Escape)
    officer.sees(list="")


def test_a_second_machine_takes_the_counter_over_and_the_first_takes_it_back(
    desk: Opens, arrive: Arrives, staffed: Hall
) -> None:
    label = arrive("TC01").label
    first = comes(desk)
    first.goes((Key.Key_F2, "idle"), (Key.Key_F8, "called"), (Key.Key_F9, "serving"))
    second = desk(7)
    second.sees(page="log-in", gate="nobody", label=label)
    logs_in_after_number(second, HONG.code, BINH.code)
    second.sees(page="serving", label=label, officer=BINH.name)
    first.sees(page="log-in", gate="lost", label=label)
    first.types(PIN)
    first.presses(Key.Key_Return)
    first.sees(page="serving", label=label, officer=HONG.name)
    second.sees(page="log-in", gate="lost")


def logs_in_after_number(officer: AtTheDesk, suggested: str, code: str) -> None:
    """Somebody else than the one whose number stands there already."""
    number = field(officer, "staff-number")
    assert number.text() == suggested
    officer.presses(Key.Key_Up)
    number.selectAll()
    logs_in(officer, code)
