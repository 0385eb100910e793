"""The verbs, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from shared.domain.ticket import State
from shared.hall import Hall


def test_a_second_arrival_of_a_command_gets_the_first_answer(hall: Hall, command: Callable[[], UUID]) -> None:
    once = command()
    first = hall.issue("VP01", command=once, actor="kiosk-1")
    assert hall.issue("VP01", command=once, actor="kiosk-1") == first
    assert len(hall.now().tickets) == 1


def test_a_visit_goes_its_whole_road(hall: Hall, command: Callable[[], UUID]) -> None:
    issued = hall.issue("VP01", command=command(), actor="kiosk-1")
    hall.open_counter(1, command=command(), actor="counter-1")
    called = hall.call_next(1, command=command(), actor="counter-1")
    assert (called.id, called.state, called.counter) == (issued.ticket.id, State.CALLED, 1)
    assert hall.serve(1, called.id, command=command(), actor="counter-1").state is State.SERVING
    assert hall.finish(1, called.id, command=command(), actor="counter-1").state is State.SERVED
