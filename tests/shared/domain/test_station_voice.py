"""A board whose voice cannot follow is told from one that can."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shared.domain.station import Complaint, Health, StationKind, health
from shared.hall import Hall
from shared.wording import symptom_said
from tests.conftest import MORNING, ZONE
from tests.shared.stations import beat, station


@pytest.mark.parametrize(
    ("unsaid", "state"),
    [(timedelta(seconds=49), Health.GOOD), (timedelta(seconds=55), Health.WARNING), (timedelta(minutes=3), Health.BAD)],
)
def test_calls_that_wait_long_to_be_spoken_are_a_symptom(unsaid: timedelta, state: Health) -> None:
    found = health(station(unsaid=unsaid, spoken=5), now=MORNING)
    assert found.state is state
    assert all(one.complaint is Complaint.UNSAID for one in found.symptoms)


def test_it_is_said_in_words() -> None:
    one = station(unsaid=timedelta(seconds=55))
    (symptom,) = health(one, now=MORNING).symptoms
    assert symptom_said(symptom, one, "vi", ZONE, now=MORNING) == "lời gọi chậm 55 giây"


def test_what_was_spoken_comes_back_from_the_store(hall: Hall) -> None:
    hall.beat(beat("board-1", kind=StationKind.BOARD, spoken=7, unsaid=timedelta(seconds=12)), clock=lambda: MORNING)
    hall.beat(beat("board-2", kind=StationKind.BOARD), clock=lambda: MORNING)
    first, second = hall.stations().stations
    assert (first.spoken, first.unsaid) == (7, timedelta(seconds=12))
    assert (second.spoken, second.unsaid) == (None, timedelta(0))
