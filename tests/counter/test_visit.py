"""Whole visits, in the real window, with the real worker and feed on a real store."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter.views.choices import ChoiceRow
from shared.domain.counter import CounterState
from shared.domain.ticket import State, Ticket
from shared.hall import Hall
from tests.conftest import FakeClock
from tests.counter.conftest import AtTheDesk

Opens = Callable[..., AtTheDesk]
Arrives = Callable[..., Ticket]
Key = Qt.Key


def test_a_visit_by_keyboard_alone(desk: Opens, arrive: Arrives, sqlite_hall: Hall) -> None:
    first, second = arrive("TC01"), arrive("TC02")
    officer = desk(7)
    officer.sees(page="closed", waiting=2)
    officer.presses(Key.Key_F2)
    officer.sees(page="idle", busy=False)
    officer.presses(Key.Key_F8)
    officer.sees(page="called", label=first.label, waiting=1, busy=False)
    officer.presses(Key.Key_F7)
    officer.sees(message=f"Đã mời lại số {first.label} (lần 2).")
    officer.presses(Key.Key_F9)
    officer.sees(page="serving", busy=False)
    officer.presses(Key.Key_F9)
    officer.sees(page="idle", label=None, busy=False)
    officer.presses(Key.Key_Plus)
    officer.sees(page="called", label=second.label, waiting=0, busy=False)
    officer.goes((Key.Key_Enter, "serving"), (Key.Key_Return, "idle"), (Key.Key_F12, "closed"))
    assert sqlite_hall.ticket(first.id).state is State.SERVED
    assert sqlite_hall.ticket(second.id).state is State.SERVED


def test_the_number_is_painted_before_the_rest_of_the_desk(desk: Opens, arrive: Arrives) -> None:
    ticket = arrive("TC01")
    officer = desk(7)
    officer.presses(Key.Key_F2)
    officer.sees(page="idle", busy=False)
    free = officer.face.presenter.state
    officer.presses(Key.Key_F8)
    officer.sees(page="called", label=ticket.label, busy=False)
    window, invited = officer.face.window, officer.face.presenter.state
    painted: list[str] = []
    window.desk.card.painted.connect(painted.append)
    window.show_state(free)
    window.show_state(invited)  # nothing else can be painted before this returns
    assert painted == [ticket.label]


def test_a_visit_by_mouse_alone(desk: Opens, arrive: Arrives, sqlite_hall: Hall) -> None:
    ticket = arrive("TC01")
    officer = desk(7)
    for button, page in (
        ("open-counter", "idle"),
        ("call-next", "called"),
        ("serve", "serving"),
        ("finish", "idle"),
        ("pause", "paused"),
        ("open-counter", "idle"),
        ("close-counter", "closed"),
    ):
        officer.clicks(button)
        officer.sees(page=page, busy=False)
    assert sqlite_hall.ticket(ticket.id).state is State.SERVED
    assert sqlite_hall.now().counters[7].state is CounterState.CLOSED


def test_the_officer_of_the_settings_sits_at_the_counter(desk: Opens, sqlite_hall: Hall) -> None:
    officer = desk(7, officer="Trần Văn Bình")
    officer.presses(Key.Key_F2)
    officer.sees(page="idle")
    assert sqlite_hall.now().counters[7].officer == "Trần Văn Bình"


def test_the_recall_past_the_limit_is_refused_in_words(desk: Opens, arrive: Arrives) -> None:
    label = arrive("TC01").label
    officer = _called(desk)
    for _ in range(2):
        officer.presses(Key.Key_F7)
        officer.sees(busy=False)
    officer.presses(Key.Key_F7)
    officer.sees(message=f"Số {label} đã được mời 3 lần. Hãy ghi vắng mặt hoặc xếp lại.", page="called", busy=False)


def test_who_did_not_come_is_called_back_from_the_list(desk: Opens, arrive: Arrives, sqlite_hall: Hall) -> None:
    ticket = arrive("TC01")
    officer = _called(desk)
    officer.presses(Key.Key_F10)
    officer.sees(page="idle", message=f"Đã ghi số {ticket.label} vắng mặt.")
    officer.clicks("absent-call-0")
    officer.sees(page="called", label=ticket.label)
    assert not officer.can_see("absent-call-0")
    assert sqlite_hall.ticket(ticket.id).state is State.CALLED


def test_who_was_set_aside_is_called_back_by_keyboard(desk: Opens, arrive: Arrives) -> None:
    ticket = arrive("TC01")
    officer = _called(desk)
    officer.presses(Key.Key_F9)
    officer.sees(page="serving")
    officer.presses(Key.Key_F5)
    officer.sees(page="idle", busy=False)
    _tab_to(officer, "parked-call-0")
    officer.presses(Key.Key_Return)
    officer.sees(page="called", label=ticket.label, busy=False)
    assert officer.face.window.focusWidget() is officer.find("serve")


def test_who_is_put_back_waits_again(desk: Opens, arrive: Arrives, clock: FakeClock) -> None:
    ticket = arrive("TC01")
    officer = _called(desk)
    officer.presses(Key.Key_F4)
    officer.sees(page="idle", waiting=1, message=f"Đã xếp số {ticket.label} trở lại hàng chờ.")


def test_putting_back_past_the_limit_says_how_often_it_was(desk: Opens, arrive: Arrives) -> None:
    label = arrive("TC01").label
    officer = _called(desk)
    for _ in range(3):
        officer.goes((Key.Key_F4, "idle"), (Key.Key_F8, "called"))
    officer.presses(Key.Key_F4)
    officer.sees(message=f"Số {label} đã được xếp lại 3 lần, không xếp lại được nữa.", page="called")


def test_a_transfer_by_keyboard_finds_the_field_without_marks(desk: Opens, arrive: Arrives, sqlite_hall: Hall) -> None:
    ticket = arrive("TC01")
    officer = _called(desk)
    officer.presses(Key.Key_F6)
    officer.types("cong chung")
    officer.presses(Key.Key_Return)
    officer.sees(page="idle", busy=False)
    moved = sqlite_hall.ticket(ticket.id)
    assert (moved.state, moved.agency) == (State.WAITING, "TP")
    assert "Công chứng" in officer.state["message"]


def test_a_transfer_by_mouse(desk: Opens, arrive: Arrives, sqlite_hall: Hall) -> None:
    ticket = arrive("TC01")
    officer = _called(desk)
    officer.clicks("transfer")
    officer.clicks("transfer-next")
    officer.clicks("transfer-field-VP02")
    officer.sees(page="idle", busy=False)
    assert sqlite_hall.ticket(ticket.id).service == "VP02"


def test_escape_leaves_the_chooser_and_no_key_gets_past_it(desk: Opens, arrive: Arrives, sqlite_hall: Hall) -> None:
    ticket = arrive("TC01")
    officer = _called(desk)
    officer.presses(Key.Key_F6)
    assert officer.can_see("transfer-search")
    for key in (Key.Key_F9, Key.Key_F10, Key.Key_F2, Key.Key_Return):
        officer.presses(key)
    officer.presses(Key.Key_Escape)
    assert not officer.can_see("transfer-search")
    assert officer.face.window.focusWidget() is officer.find("serve")
    assert not officer.state["busy"]
    assert sqlite_hall.ticket(ticket.id).state is State.CALLED


def test_every_field_can_be_reached_in_the_chooser_by_arrows_and_pages(desk: Opens, arrive: Arrives) -> None:
    arrive("TC01")
    officer = _called(desk)
    officer.presses(Key.Key_F6)
    seen = set(_choices(officer))
    while officer.find("transfer-next").isEnabled():
        officer.presses(Key.Key_PageDown)
        seen |= set(_choices(officer))
    assert len(seen) == 184, "all fields but the one it waits for"
    assert officer.find("transfer-back").isEnabled()


def test_two_counters_that_call_at_once_get_different_tickets(desk: Opens, arrive: Arrives) -> None:
    labels = {arrive("TC01").label, arrive("TC01").label}
    one, other = desk(7), desk(8)
    for officer in (one, other):
        officer.presses(Key.Key_F2)
    for officer in (one, other):
        officer.sees(page="idle", busy=False)
    for officer in (one, other):
        officer.presses(Key.Key_F8)
    for officer in (one, other):
        officer.sees(page="called", busy=False)
    assert {one.state["label"], other.state["label"]} == labels


def test_a_pause_takes_nobody_new_but_the_visit_goes_on(desk: Opens, arrive: Arrives) -> None:
    arrive("TC01"), arrive("TC01")
    officer = _called(desk)
    officer.presses(Key.Key_F2)
    officer.sees(page="called", message="Quầy tạm nghỉ: không có số mới được gọi.")
    officer.goes((Key.Key_F9, "serving"), (Key.Key_F9, "paused"))
    officer.presses(Key.Key_F8)
    officer.sees(message="Quầy chưa mở. Hãy mở quầy trước khi gọi.", page="paused")
    officer.presses(Key.Key_Enter)
    officer.sees(page="idle")


def test_a_counter_with_a_visit_does_not_close(desk: Opens, arrive: Arrives) -> None:
    label = arrive("TC01").label
    officer = _called(desk)
    officer.presses(Key.Key_F12)
    officer.sees(message=f"Quầy đang có số {label}. Hãy hoàn thành lượt này trước.", page="called")


def test_nobody_waiting_is_said_kindly(desk: Opens) -> None:
    officer = desk(7)
    officer.presses(Key.Key_F2)
    officer.sees(page="idle", busy=False)
    officer.presses(Key.Key_F8)
    officer.sees(message="Hiện không có ai đang chờ quầy này.", page="idle", busy=False)


def test_a_number_no_counter_has_is_told_with_those_that_exist(desk: Opens) -> None:
    officer = desk(99)
    officer.sees(page="unknown")
    card = officer.find("visit")
    assert "Không có quầy số 99" in card.accessibleName()
    assert "1, 2, 3" in card.accessibleName()
    officer.presses(Key.Key_F8)
    assert officer.state["message"] == ""


def test_the_place_of_a_waiting_ticket_is_explained(desk: Opens, arrive: Arrives) -> None:
    arrive("TC01")
    late = arrive("TC02", "priority")
    officer = desk(7)
    _tab_to(officer, "waiting-0")
    officer.presses(Key.Key_Return)
    told = officer.find("why").accessibleName()
    assert late.label in told
    assert "Được xếp như người lấy số lúc 07:40" in told
    officer.presses(Key.Key_Escape)
    assert not officer.can_see("why")


def test_the_tab_key_goes_from_the_large_button_to_the_others_and_down_the_lists(desk: Opens, arrive: Arrives) -> None:
    for _ in range(4):
        arrive("TC01")
    officer = _called(desk)
    officer.goes((Key.Key_F5, "idle"), (Key.Key_F8, "called"))
    way: list[str] = []
    while "language" not in way:
        focus = officer.face.window.focusWidget()
        assert focus is not None
        way.append(focus.objectName())
        officer.presses(Key.Key_Tab)
    assert way == [
        *("serve", "undo", "recall", "no-show", "requeue", "park", "transfer", "give-number", "pause", "close-counter"),
        *("waiting-0", "waiting-1", "waiting-find", "parked-call-0", "why-visit", "show-keys", "to-bar", "language"),
    ]


def test_the_language_changes_at_once(desk: Opens, arrive: Arrives) -> None:
    arrive("TC01")
    officer = _called(desk)
    officer.clicks("language")
    officer.sees(language="en", page="called")
    assert "Sở Tài chính" not in officer.find("visit").accessibleName()
    officer.presses(Key.Key_F11)
    officer.sees(language="vi")


def test_the_second_half_of_a_double_click_does_nothing(desk: Opens, arrive: Arrives) -> None:
    arrive("TC01")
    officer = desk(7)
    officer.presses(Key.Key_F2)
    officer.sees(page="idle", busy=False)
    button = officer.find("call-next")
    officer.clicks("call-next")
    officer.sees(page="called", busy=False)
    at = QPointF(button.rect().center())
    left = Qt.MouseButton.LeftButton
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        event = QMouseEvent(kind, at, button.mapToGlobal(at), left, left, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(button, event)
    assert not officer.state["busy"]
    assert officer.state["page"] == "called"


def test_a_press_that_wanders_off_does_nothing(desk: Opens) -> None:
    officer = desk(7)
    button = officer.find("open-counter")
    centre = button.rect().center()
    QTest.mousePress(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, centre)
    QTest.mouseMove(button, centre + QPoint(60, 0))
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, centre + QPoint(60, 0))
    assert not officer.state["busy"]


def test_a_key_that_bounces_or_is_held_is_one_press(desk: Opens, arrive: Arrives) -> None:
    arrive("TC01")
    officer = desk(7)
    officer.presses(Key.Key_F2)
    officer.sees(page="idle", busy=False)
    _press_at(officer, Key.Key_Enter, 1000)
    officer.sees(page="called", busy=False)
    _press_at(officer, Key.Key_Enter, 1120)
    _press_at(officer, Key.Key_Enter, 2000, held=True)
    assert not officer.state["busy"]
    _press_at(officer, Key.Key_Enter, 3000)
    officer.sees(page="serving")


def test_another_window_of_the_same_counter_shows_the_same(desk: Opens, arrive: Arrives) -> None:
    label = arrive("TC01").label
    one = _called(desk)
    other = desk(7)
    other.sees(page="called", label=label)
    one.presses(Key.Key_F9)
    other.sees(page="serving")


def test_a_catalogue_that_moves_the_counter_is_followed(desk: Opens, arrive: Arrives, sqlite_hall: Hall) -> None:
    arrive("TC01")
    officer = desk(7)
    officer.sees(waiting=1)
    sqlite_hall.open_counter(7, profile="TP-A", command=uuid4(), actor="manager")
    officer.sees(page="idle", waiting=0)


def _called(desk: Opens) -> AtTheDesk:
    officer = desk(7)
    officer.goes((Key.Key_F2, "idle"), (Key.Key_F8, "called"))
    return officer


def _tab_to(officer: AtTheDesk, name: str) -> None:
    for _ in range(60):
        focus = officer.face.window.focusWidget()
        if focus is not None and focus.objectName() == name:
            return
        officer.presses(Key.Key_Tab)
    raise AssertionError(f"{name} cannot be reached by the keyboard")


def _choices(officer: AtTheDesk) -> list[str]:
    rows = officer.face.window.chooser.findChildren(ChoiceRow)
    return [row.objectName() for row in rows if row.isVisible()]


def _press_at(officer: AtTheDesk, key: Qt.Key, at_ms: int, *, held: bool = False) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", held)
    event.setTimestamp(at_ms)
    QApplication.sendEvent(officer.face.window.focusWidget() or officer.face.window, event)
