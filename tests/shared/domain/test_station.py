"""Who is ill, judged from the last beats alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from shared.domain.station import (
    BEAT,
    SILENT_AFTER,
    Complaint,
    DeviceKind,
    Diagnosis,
    Health,
    Station,
    StationKind,
    StationsNow,
    diagnoses,
    health,
    kiosks_to_go_to,
)
from tests.conftest import MORNING
from tests.shared.stations import EMPTY, LOW, READY, station

SECOND = timedelta(seconds=1)


def complaints(one: Diagnosis) -> list[tuple[Complaint, Health]]:
    return [(symptom.complaint, symptom.state) for symptom in one.symptoms]


def test_a_station_that_beats_and_shows_what_the_hall_does_is_well() -> None:
    one = health(station(devices=(READY,)), now=MORNING + BEAT)
    assert (one.state, one.symptoms) == (Health.GOOD, ())


def test_two_missed_beats_are_borne_and_the_fourth_is_missed() -> None:
    assert health(station(), now=MORNING + 3 * BEAT).state is Health.GOOD
    late = health(station(), now=MORNING + 4 * BEAT)
    assert complaints(late) == [(Complaint.SILENT, Health.BAD)]
    assert late.symptoms[0].amount == 4 * BEAT


def test_of_a_silent_station_nothing_else_is_believed() -> None:
    ill = station(devices=(EMPTY,), clock_offset=timedelta(hours=1), behind=timedelta(hours=1))
    assert complaints(health(ill, now=MORNING + 10 * BEAT, version="9")) == [(Complaint.SILENT, Health.BAD)]


@pytest.mark.parametrize(
    ("seconds", "state"),
    [(0.4, None), (-2, None), (2.1, Health.WARNING), (-2.1, Health.WARNING), (61, Health.BAD), (-7200, Health.BAD)],
)
def test_a_clock_is_wrong_whichever_way_it_goes(seconds: float, state: Health | None) -> None:
    one = health(station(clock_offset=seconds * SECOND), now=MORNING)
    assert complaints(one) == ([] if state is None else [(Complaint.CLOCK, state)])
    assert [symptom.amount for symptom in one.symptoms] == ([] if state is None else [seconds * SECOND])


@pytest.mark.parametrize(("seconds", "state"), [(4, None), (6, Health.WARNING), (61, Health.BAD)])
def test_a_screen_that_does_not_follow_the_journal_is_ill(seconds: float, state: Health | None) -> None:
    one = health(station(behind=seconds * SECOND), now=MORNING)
    assert complaints(one) == ([] if state is None else [(Complaint.BEHIND, state)])


def test_a_screen_that_just_began_may_still_be_blank() -> None:
    began = station(seq=0, started_at=MORNING - SECOND, behind=timedelta(days=40))
    assert health(began, now=MORNING).state is Health.GOOD
    still = station(seq=0, started_at=MORNING - timedelta(minutes=2), behind=timedelta(days=40))
    assert complaints(health(still, now=MORNING)) == [(Complaint.BLANK, Health.BAD)]


def test_the_worst_comes_first_and_what_people_feel_before_the_rest() -> None:
    ill = station(devices=(LOW, EMPTY), clock_offset=3 * SECOND, behind=6 * SECOND, doubled=True)
    assert complaints(health(ill, now=MORNING, version="0.2.0")) == [
        (Complaint.DEVICE, Health.BAD),
        (Complaint.DOUBLED, Health.BAD),
        (Complaint.DEVICE, Health.WARNING),
        (Complaint.BEHIND, Health.WARNING),
        (Complaint.CLOCK, Health.WARNING),
        (Complaint.VERSION, Health.WARNING),
    ]


def test_two_of_one_name_are_worst_where_they_print() -> None:
    assert complaints(health(station(doubled=True), now=MORNING)) == [(Complaint.DOUBLED, Health.BAD)]
    board = station("board-1", kind=StationKind.BOARD, doubled=True)
    assert complaints(health(board, now=MORNING)) == [(Complaint.DOUBLED, Health.WARNING)]


def test_the_version_of_most_is_the_right_one_and_the_dead_have_no_voice() -> None:
    board = StationKind.BOARD
    now = StationsNow(
        at=MORNING + BEAT,
        stations=(
            station("kiosk-1", version="0.10.0"),
            station("kiosk-2", version="0.9.0"),
            station("board-1", kind=board, version="0.9.0", at=MORNING - timedelta(hours=1)),
            station("board-2", kind=board, version="0.9.0", at=MORNING - timedelta(hours=1)),
        ),
    )
    first, second, *silent = diagnoses(now)
    assert first.symptoms == (), "of two versions as common as each other the newer is right"
    assert (second.symptoms[0].complaint, second.symptoms[0].expected) == (Complaint.VERSION, "0.10.0")
    assert [one.symptoms[0].complaint for one in silent] == [Complaint.SILENT, Complaint.SILENT]


def test_nobody_there_is_nobody_ill() -> None:
    assert diagnoses(StationsNow(at=MORNING, stations=())) == ()


def sent_to(*stations: Station, later: timedelta = timedelta(0)) -> list[str]:
    now = StationsNow(at=MORNING + later, stations=stations)
    return [one.name for one in kiosks_to_go_to(now, besides="kiosk-1")]


def test_people_are_sent_to_another_kiosk_that_prints() -> None:
    other = station("kiosk-2", devices=(READY,))
    assert sent_to(station("kiosk-1", devices=(READY,)), other) == ["kiosk-2"]
    assert sent_to(replace(other, kind=StationKind.COUNTER), replace(other, kind=StationKind.BOARD)) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"locked": True},
        {"doubled": True},
        {"devices": ()},
        {"devices": (EMPTY,)},
        {"devices": (replace(READY, state=Health.UNKNOWN),)},
        {"devices": (READY, replace(EMPTY, name="printer-2"))},
        {"devices": (replace(READY, name="scanner", kind=DeviceKind.SCANNER),)},
        {"behind": timedelta(minutes=2)},
        {"seq": 0},
        {"clock_offset": timedelta(minutes=2)},
        {"at": MORNING - SILENT_AFTER - timedelta(seconds=1)},
    ],
)
def test_nobody_is_sent_to_a_kiosk_that_is_dead_ill_locked_or_without_paper(changes: dict[str, Any]) -> None:
    other = station("kiosk-2", devices=(READY,))
    assert sent_to(other) == ["kiosk-2"]
    assert sent_to(replace(other, **changes)) == []


def test_a_kiosk_with_nothing_the_matter_comes_before_one_whose_paper_ends() -> None:
    low, well = station("kiosk-2", devices=(LOW,)), station("kiosk-3", devices=(READY,))
    assert sent_to(low, well) == ["kiosk-3", "kiosk-2"]
    assert sent_to(low, well, later=SILENT_AFTER + timedelta(seconds=1)) == []
