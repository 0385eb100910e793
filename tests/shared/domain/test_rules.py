"""What the rules of a hall give a ticket: its rank, and its rank after a return."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.discipline import ClassFirst, Credit, Discipline, PriorityClass, Ratio
from shared.domain.errors import NotAllowed
from shared.domain.hours import Calendar
from shared.domain.numbering import SeriesRule
from shared.domain.rules import HallRules
from tests.conftest import MORNING, ZONE

MINUTES = st.integers(min_value=0, max_value=600).map(lambda minutes: timedelta(minutes=minutes))


def rules(discipline: Discipline, *, return_credit: timedelta = timedelta(minutes=20)) -> HallRules:
    return HallRules(
        id="h",
        name_vi="Trung tâm",
        name_en="Centre",
        calendar=Calendar(zone=ZONE, weekly={}),
        classes=(
            PriorityClass(code="normal", name_vi="Thường", name_en="Ordinary"),
            PriorityClass(code="priority", name_vi="Ưu tiên", name_en="Priority", credit=timedelta(minutes=20)),
        ),
        discipline=discipline,
        series=SeriesRule(),
        return_credit=return_credit,
        slip_lines_vi=("Xin chào.",),
        slip_lines_en=("Welcome.",),
    )


def test_credit_is_a_head_start_in_minutes() -> None:
    hall = rules(Credit())
    assert hall.rank_at("normal", MORNING) == MORNING
    assert hall.rank_at("priority", MORNING) == MORNING - timedelta(minutes=20)


@pytest.mark.parametrize("discipline", [Ratio({"normal": 2, "priority": 1}), ClassFirst(("priority", "normal"))])
def test_where_classes_are_told_apart_at_the_call_the_rank_is_the_arrival(discipline: Discipline) -> None:
    hall = rules(discipline)
    assert hall.rank_at("priority", MORNING) == hall.rank_at("normal", MORNING) == MORNING


@pytest.mark.parametrize("discipline", [Credit(), Ratio({"normal": 2}), ClassFirst(("priority",))])
def test_a_class_the_hall_does_not_have_is_not_allowed(discipline: Discipline) -> None:
    with pytest.raises(NotAllowed, match="vip"):
        rules(discipline).rank_at("vip", MORNING)


def test_who_returns_soon_stands_where_he_stood() -> None:
    assert rules(Credit()).rank_after_return(MORNING, MORNING + timedelta(minutes=20)) == MORNING


def test_who_returns_late_stands_as_if_he_had_come_a_little_before() -> None:
    late = MORNING + timedelta(minutes=90)
    assert rules(Credit()).rank_after_return(MORNING, late) == late - timedelta(minutes=20)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["normal", "priority"]), MINUTES, MINUTES)
def test_a_return_never_makes_a_rank_better(priority: str, away: timedelta, credit: timedelta) -> None:
    hall = rules(Credit(), return_credit=credit)
    rank: datetime = hall.rank_at(priority, MORNING)
    after = hall.rank_after_return(rank, MORNING + away)
    assert after >= rank
    assert after <= max(rank, MORNING + away), "nobody stands behind those who have not come yet"


@settings(max_examples=50, deadline=None)
@given(st.lists(MINUTES, min_size=1, max_size=6))
def test_however_often_somebody_returns_the_rank_only_grows(absences: list[timedelta]) -> None:
    hall = rules(Credit())
    rank, now = MORNING, MORNING
    for away in absences:
        now += away
        again = hall.rank_after_return(rank, now)
        assert again >= rank
        rank = again


def test_names_and_lines_are_in_the_readers_language() -> None:
    hall = rules(Credit())
    assert (hall.name("vi"), hall.name("en")) == ("Trung tâm", "Centre")
    assert (hall.slip_lines("vi"), hall.slip_lines("en")) == (("Xin chào.",), ("Welcome.",))
    assert (hall.priority("priority").name("vi"), hall.priority("priority").name("en")) == ("Ưu tiên", "Priority")
