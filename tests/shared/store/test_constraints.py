"""The database refuses the impossible, whatever a program does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from shared.hall import Hall
from shared.store import schema
from shared.store.connection import Connections


@pytest.fixture
def two_called(hall: Hall, store_url: str, command: Callable[[], UUID]) -> tuple[Connections, int, int]:
    """A store with one citizen called to counter 1 and another waiting; their ids."""
    first = hall.issue("VP01", command=command(), actor="kiosk-1").ticket.id
    second = hall.issue("VP01", command=command(), actor="kiosk-1").ticket.id
    hall.open_counter(1, command=command(), actor="counter-1")
    hall.call_next(1, command=command(), actor="counter-1")
    return Connections(store_url), first, second


def _force(connections: Connections, ticket: int, **values: Any) -> None:
    try:
        with connections.writing() as connection:
            connection.execute(update(schema.ticket).where(schema.ticket.c.id == ticket).values(**values))
    finally:
        connections.close()


def test_a_counter_cannot_have_two_citizens_in_one_place(two_called: tuple[Connections, int, int]) -> None:
    connections, _, second = two_called
    with pytest.raises(IntegrityError):
        _force(connections, second, state="called", counter=1, slot=1)


def test_a_number_cannot_be_given_twice_in_a_day(two_called: tuple[Connections, int, int]) -> None:
    connections, _, second = two_called
    with pytest.raises(IntegrityError):
        _force(connections, second, number=1)


@pytest.mark.parametrize(
    "values",
    [
        {"state": "sleeping"},
        {"state": "waiting"},  # with a counter and a place
        {"slot": None},  # called, and in no place
        {"counter": 999},  # no such counter
        {"service": "NONE"},
    ],
)
def test_a_ticket_cannot_stand_where_no_road_leads(
    two_called: tuple[Connections, int, int], values: dict[str, Any]
) -> None:
    connections, first, _ = two_called
    with pytest.raises(IntegrityError):
        _force(connections, first, **values)
