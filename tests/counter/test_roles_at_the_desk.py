"""Role and verb, through the real window: what each role may do there it does, and the journal names who did it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt

from shared.domain.events import CounterStep
from shared.domain.roles import RIGHTS, Right, Role, Staff
from shared.domain.ticket import State, Step, Ticket
from shared.hall import Hall
from tests.counter.conftest import AtTheDesk
from tests.counter.seat import PIN

Opens = Callable[..., AtTheDesk]
Arrives = Callable[..., Ticket]
Key = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier

#: The work of a counter, one key after the other: key, with what, and what the desk is about afterwards.
WORK = (
    (Key.Key_F2, None, "idle", CounterStep.OPEN_COUNTER),
    (Key.Key_F8, None, "called", Step.CALL),
    (Key.Key_F7, None, "called", Step.RECALL),
    (Key.Key_F4, None, "idle", Step.REQUEUE),
    (Key.Key_F8, None, "called", Step.CALL),
    (Key.Key_Z, CONTROL, "idle", Step.UNDO),
    (Key.Key_F8, None, "called", Step.CALL),
    (Key.Key_F10, None, "idle", Step.NO_SHOW),
    (Key.Key_F8, None, "called", Step.CALL),
    (Key.Key_F9, None, "serving", Step.SERVE),
    (Key.Key_F5, None, "idle", Step.PARK),
    (Key.Key_F8, None, "called", Step.CALL),
    (Key.Key_F9, None, "serving", Step.SERVE),
    (Key.Key_F9, None, "idle", Step.FINISH),
    (Key.Key_1, CONTROL, "paused", CounterStep.PAUSE_COUNTER),
    (Key.Key_F2, None, "idle", CounterStep.OPEN_COUNTER),
)


def employed(role: Role, agency: str | None = None) -> Staff:
    return Staff(code="5005", name="Đỗ Thị Năm", role=role, agency=agency)


def logged_in(desk: Opens, hall: Hall, one: Staff) -> AtTheDesk:
    hall.put_staff(one, PIN, command=uuid4(), actor="setup")
    officer = desk(7)
    officer.sees(page="log-in")
    officer.types(one.code)
    officer.presses(Key.Key_Return)
    officer.types(PIN)
    officer.presses(Key.Key_Return)
    officer.sees(page="closed", busy=False, officer=one.name)
    return officer


@pytest.mark.parametrize("role", Role)
def test_the_work_of_a_counter_is_done_by_each_role_in_its_own_name(
    desk: Opens, arrive: Arrives, staffed: Hall, role: Role
) -> None:
    for _ in range(5):
        arrive("TC01")
    one = employed(role, "TC" if role is Role.LEAD else None)
    officer = logged_in(desk, staffed, one)
    since = staffed.now().seq
    for key, modifier, page, _ in WORK:
        officer.presses(key, modifier or Qt.KeyboardModifier.NoModifier)
        officer.sees(page=page, busy=False)
    officer.presses(Key.Key_F3, SHIFT)
    officer.types("thanh lap doanh nghiep")
    officer.presses(Key.Key_Return, SHIFT)
    officer.sees(page="serving", busy=False)
    officer.presses(Key.Key_F6)
    officer.types("cong chung")
    officer.goes((Key.Key_Return, "idle"), (Key.Key_F12, "closed"))
    rows = staffed.since(since)
    wanted = [step for *_, step in WORK] + [Step.WALK_IN, Step.TRANSFER, CounterStep.CLOSE_COUNTER]
    assert [row.step for row in rows] == wanted
    assert {row.actor for row in rows} == {one.code}


@pytest.mark.parametrize(
    ("role", "agency"),
    [
        (Role.OFFICER, None),
        (Role.LEAD, "TC"),
        (Role.LEAD, "TP"),
        (Role.MANAGER, None),
        (Role.ADMINISTRATOR, None),
    ],
)
def test_a_number_out_of_turn_is_called_by_who_has_the_right_over_it(
    desk: Opens, arrive: Arrives, staffed: Hall, role: Role, agency: str | None
) -> None:
    arrive("TC01")
    wanted = arrive("TC01")
    officer = logged_in(desk, staffed, employed(role, agency))
    officer.presses(Key.Key_F2)
    officer.sees(page="idle", busy=False)
    officer.presses(Key.Key_F3)
    officer.types(wanted.label)
    officer.presses(Key.Key_Return)
    refusal = "Ông/bà không có quyền gọi số trước lượt. Hãy nhờ trưởng bộ phận hoặc quản lý."
    if Right.CALL_BY_NUMBER not in RIGHTS[role]:
        officer.reads("chooser-said", refusal)
    else:
        officer.presses(Key.Key_2)
        officer.presses(Key.Key_Return)
        if agency == "TP":
            officer.reads("form-said", refusal)
        else:
            officer.sees(page="called", label=wanted.label, busy=False)
            assert staffed.since(staffed.now().seq - 1)[0].actor == "5005"
            return
    assert staffed.ticket(wanted.id).state is State.WAITING
