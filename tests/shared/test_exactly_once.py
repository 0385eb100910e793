"""Whoever asks again with the same CommandId gets the first answer, even from another process after a kill."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

import pytest

from shared.domain.appointment import Appointment
from shared.domain.events import PrintState
from shared.domain.figures import AgencyFigures, Figures
from shared.domain.notices import NoticeKind
from shared.domain.roles import Role, Staff
from shared.hall import Hall
from shared.issuing import Wish
from shared.store.audit import audit
from shared.store.connection import Connections
from shared.store.journal import take
from tests.conftest import MORNING, FakeClock

_SPAWN: Final = multiprocessing.get_context("fork")

_FIGURES: Final = Figures(
    as_of=MORNING,
    source="eGate",
    since=date(2026, 1, 1),
    agencies=(AgencyFigures(agency="VP", received=20, on_time=11, late=1, in_process=8),),
)

#: verb -> the verbs before it, and its own arguments besides command and actor
_SCENES: Final[dict[str, tuple[tuple[str, ...], dict[str, Any]]]] = {
    "issue": ((), {"service": "VP01"}),
    "issue_for": ((), {"wish": Wish(service="VP01")}),
    "start_print": (("issue",), {"job": "job"}),
    "end_print": (("issue", "start_print"), {"job": "job", "state": PrintState.PRINTED}),
    "reprint": (("issue",), {"ticket": "ticket"}),
    "cancel": (("issue",), {"ticket": "ticket"}),
    "open_counter": ((), {"counter": 1}),
    "pause_counter": (("open_counter",), {"counter": 1}),
    "close_counter": (("open_counter",), {"counter": 1}),
    "call_next": (("issue", "open_counter"), {"counter": 1}),
    "call": (("issue", "open_counter"), {"counter": 1, "ticket": "ticket"}),
    "recall": (("issue", "open_counter", "call_next"), {"counter": 1, "ticket": "ticket"}),
    "serve": (("issue", "open_counter", "call_next"), {"counter": 1, "ticket": "ticket"}),
    "no_show": (("issue", "open_counter", "call_next"), {"counter": 1, "ticket": "ticket"}),
    "park": (("issue", "open_counter", "call_next"), {"counter": 1, "ticket": "ticket"}),
    "requeue": (("issue", "open_counter", "call_next"), {"counter": 1, "ticket": "ticket"}),
    "transfer": (("issue", "open_counter", "call_next"), {"counter": 1, "ticket": "ticket", "service": "VP02"}),
    "import_appointments": ((), {"appointments": (Appointment(code="LH1", at=MORNING, service="VP01"),)}),
    "finish": (("issue", "open_counter", "call_next", "serve"), {"counter": 1, "ticket": "ticket"}),
    "undo": (("issue", "open_counter", "call_next", "serve"), {"counter": 1, "ticket": "ticket"}),
    "walk_in": (("open_counter",), {"counter": 1, "service": "VP01"}),
    "assign": ((), {"counter": 1, "profile": "NV-A"}),
    "say": ((), {"text": "Họp lúc 11:00", "counters": (1,)}),
    "put_staff": ((), {"one": Staff(code="cb01", name="Nguyễn Văn A", role=Role.OFFICER), "pin": "271828"}),
    "drop_staff": (("put_staff",), {"code": "cb01"}),
    "put_notice": ((), {"kind": NoticeKind.TICKER, "text_vi": "Nghỉ sớm"}),
    "take_notice_down": (("put_notice",), {"notice": "notice"}),
    "import_figures": ((), {"figures": _FIGURES}),
}


def _do(hall: Hall, verb: str, made: dict[str, int], command: UUID) -> Any:
    arguments = {
        key: made[value] if isinstance(value, str) and value in made else value
        for key, value in _SCENES[verb][1].items()
    }
    return getattr(hall, verb)(**arguments, command=command, actor="test")


def _prepare(hall: Hall, verb: str) -> dict[str, int]:
    made: dict[str, int] = {}
    for earlier in _SCENES[verb][0]:
        answer = _do(hall, earlier, made, uuid4())
        if earlier == "issue":
            made = {"ticket": answer.ticket.id, "job": answer.job.id}
        elif earlier == "put_notice":
            made = {"notice": answer.id}
    return made


def _die_before_answering(
    url: str, hall_id: str, clock: FakeClock, verb: str, made: dict[str, int], command: UUID
) -> None:
    hall = Hall(url, hall_id, clock=clock)
    turn = hall._store.turn

    def commit_and_die(*arguments: Any, **options: Any) -> None:
        turn(*arguments, **options)
        os.kill(os.getpid(), signal.SIGKILL)

    hall._store.turn = commit_and_die  # type: ignore[assignment, method-assign]
    _do(hall, verb, made, command)


@pytest.mark.parametrize("verb", _SCENES)
def test_a_verb_asked_again_after_a_kill_between_commit_and_answer_happens_once(
    hall: Hall, store_url: str, clock: FakeClock, verb: str
) -> None:
    made = _prepare(hall, verb)
    hall.close()
    command = uuid4()
    child = _SPAWN.Process(target=_die_before_answering, args=(store_url, hall.id, clock, verb, made, command))
    child.start()
    child.join(20)
    assert child.exitcode == -signal.SIGKILL
    seq = hall.now().seq

    first = _do(hall, verb, made, command)
    assert _do(hall, verb, made, command) == first
    assert hall.now().seq == seq
    assert audit(store_url, hall.id).findings == ()


def test_every_verb_of_the_hall_is_tried_here() -> None:
    verbs = {name for name in dir(Hall) if not name.startswith("_") and "command" in _parameters(name)}
    # A day ends by itself; who logs in and out is tried where staff are.
    assert verbs - {"import_catalogue", "done", "end_day", "log_in", "log_out"} == set(_SCENES)


def _parameters(name: str) -> tuple[str, ...]:
    code = getattr(getattr(Hall, name), "__code__", None)
    return code.co_varnames[: code.co_argcount + code.co_kwonlyargcount] if code else ()


def test_what_a_command_did_can_be_looked_up_without_doing_it(hall: Hall, command: Callable[[], UUID]) -> None:
    once = command()
    assert hall.done(once) is None
    before = hall.now().seq
    issued = hall.issue("VP01", command=once, actor="kiosk-1")
    found = hall.done(once)
    assert found is not None
    assert (found.ticket, found.job) == (issued.ticket, issued.job)
    assert hall.now().seq <= before + 2  # the day's first verb, and the issue


def test_what_was_done_last_is_known_without_waiting_for_another_s_verb(
    hall: Hall, command: Callable[[], UUID], store_url: str
) -> None:
    once = command()
    issued = hall.issue("VP01", command=once, actor="kiosk-1")
    with Connections(store_url).writing() as another:
        take(another, hall.id)  # nobody else can have a turn meanwhile
        found = hall.done(once)
    assert found is not None
    assert found.ticket == issued.ticket


def test_the_second_answer_is_the_first_even_when_the_ticket_has_moved_on(
    hall: Hall, command: Callable[[], UUID]
) -> None:
    once = command()
    first = hall.issue("VP01", command=once, actor="kiosk-1")
    hall.cancel(first.ticket.id, command=command(), actor="kiosk-1")
    assert hall.issue("VP01", command=once, actor="kiosk-1") == first
