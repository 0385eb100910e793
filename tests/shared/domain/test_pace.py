"""What the hall's pace is learnt from, and what it must not be learnt from."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from shared.domain.counter import Counter, CounterState
from shared.domain.events import CounterStep, Event
from shared.domain.pace import KEPT_GAPS, LEARNT_FROM, LONGEST_GAP, Learnt, Pace, VisitTime
from shared.domain.ticket import Step, Ticket
from shared.settings import HallForm, rules_of
from tests.conftest import MORNING
from tests.shared.made_days import Writer


@pytest.fixture
def new(sample_form: HallForm) -> Pace:
    """A hall of which nothing is known."""
    return Pace(calendar=rules_of(sample_form).calendar)


def learnt(pace: Pace, events: Sequence[Event]) -> Pace:
    for event in events:
        pace = pace.after(event)
    return pace


def at(clock: str) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return MORNING.replace(hour=hour, minute=minute)


def issued(out: Writer, clock: str, service: str = "TP01") -> Ticket:
    return out.issue(at(clock), service, priority="normal", rank_at=at(clock))


def visit(out: Writer, ticket: Ticket, called: str, ended: str, *, counter: int = 4, step: Step = Step.FINISH) -> None:
    one = out.move(at(called), Step.CALL, ticket, counter=counter, slot=1)
    if step is not Step.NO_SHOW:
        one = out.move(at(called), Step.SERVE, one)
    out.move(at(ended), step, one)


def minutes(time: VisitTime) -> float:
    """The mean of a visit."""
    return math.exp(time.mean + time.spread**2 / 2) / 60


def test_before_anything_is_known_what_was_assumed_holds(new: Pace) -> None:
    time = new.visit_time("TP01")
    assert minutes(time) == pytest.approx(10.0)
    assert time.unsure > 0
    assert new.no_show == pytest.approx(0.07)
    assert 20 < sum(new.turn_rounds) / len(new.turn_rounds) < 60
    assert not new.has_a_past


def test_a_service_is_known_by_its_own_visits_then_by_the_halls_then_by_what_was_assumed(new: Pace) -> None:
    out = Writer()
    for n in range(60):
        visit(out, issued(out, "07:30"), f"{8 + n // 20}:{n % 20 * 3:02}", f"{8 + n // 20}:{n % 20 * 3 + 2:02}")
    known = learnt(new, out.events)
    assert 1.9 < math.exp(known.visit_time("TP01").mean) / 60 < 3.0, "its visits took two minutes"
    other = math.exp(known.visit_time("CA01").mean)
    assert math.exp(known.visit_time("TP01").mean) < other < math.exp(new.visit_time("CA01").mean)
    assert known.visit_time("TP01").unsure < known.visit_time("CA01").unsure


def test_old_visits_fade() -> None:
    slow_then_quick = Learnt()
    for value in [5.0] * 2000 + [3.0] * 2000:
        slow_then_quick = slow_then_quick.after(value)
    assert slow_then_quick.sum / slow_then_quick.weight == pytest.approx(3.04, abs=0.01)


def test_who_does_not_come_is_no_visit_but_costs_time(new: Pace) -> None:
    out = Writer()
    for n in range(10):
        visit(out, issued(out, "07:30"), f"08:{2 * n:02}", f"08:{2 * n + 2:02}", step=Step.NO_SHOW)
    known = learnt(new, out.events)
    assert known.no_show > 0.5
    assert 90 < known.no_show_seconds < 120
    assert known.visit_time("TP01") == new.visit_time("TP01")


@pytest.mark.parametrize("step", [Step.TRANSFER, Step.CONTINUE, Step.PARK, Step.REQUEUE])
def test_a_visit_that_leads_on_counts_for_the_service_it_was_for(new: Pace, step: Step) -> None:
    out = Writer()
    ticket = issued(out, "07:30")
    one = out.move(at("08:00"), Step.CALL, ticket, counter=4, slot=1)
    one = out.move(at("08:00"), Step.SERVE, one)
    out.move(at("08:04"), step, one, **({} if step is Step.PARK else {"service": "CA01"}))
    known = learnt(new, out.events)
    assert set(known.services) == {"TP01"}
    assert known.services["TP01"].sum == pytest.approx(math.log(240))


def test_a_visit_that_the_officer_forgot_to_end_teaches_nothing(new: Pace) -> None:
    out = Writer()
    one = out.move(at("08:00"), Step.CALL, issued(out, "07:30"), counter=4, slot=1)
    one = out.move(at("08:00"), Step.SERVE, one)
    out.move(at("16:00"), Step.EXPIRE, one)
    assert not learnt(new, out.events).services


def test_the_gap_between_two_visits_is_learnt_while_somebody_waits(new: Pace) -> None:
    out = Writer()
    first, second = issued(out, "07:30"), issued(out, "07:40")
    visit(out, first, "08:00", "08:10")
    visit(out, second, "08:12", "08:20")
    assert learnt(new, out.events).gaps == (120.0,)


def test_a_counter_that_waits_for_somebody_to_come_shows_no_gap(new: Pace) -> None:
    out = Writer()
    visit(out, issued(out, "07:30"), "08:00", "08:10")
    visit(out, issued(out, "08:30"), "08:31", "08:40")
    assert learnt(new, out.events).gaps == ()


def test_lunch_is_not_taken_for_a_gap(new: Pace) -> None:
    """Learnt as a gap, lunch made each afternoon's forecasts useless."""
    out = Writer()
    first, second = issued(out, "11:00"), issued(out, "11:01")
    visit(out, first, "11:10", "11:28")
    visit(out, second, "13:31", "13:40")
    assert learnt(new, out.events).gaps == (180.0,), "two minutes before lunch, one after"


def test_whoever_stays_away_for_hours_counts_as_half_an_hour(new: Pace) -> None:
    out = Writer()
    first, second = issued(out, "07:30"), issued(out, "07:31")
    visit(out, first, "08:00", "08:10")
    visit(out, second, "10:40", "10:45")
    assert learnt(new, out.events).gaps == (LONGEST_GAP,)


@pytest.mark.parametrize("step", [CounterStep.PAUSE_COUNTER, CounterStep.CLOSE_COUNTER])
def test_an_announced_pause_is_no_gap(new: Pace, step: CounterStep) -> None:
    out = Writer()
    first, second = issued(out, "07:30"), issued(out, "07:31")
    visit(out, first, "08:00", "08:10")
    away = Counter(number=4, profile="TP-A", state=CounterState.PAUSED, since=at("08:11"))
    out.write(at("08:11"), step, counter=away)
    visit(out, second, "08:30", "08:40")
    assert learnt(new, out.events).gaps == ()


def test_a_visit_of_another_ending_is_no_gap_either(new: Pace) -> None:
    out = Writer()
    first, second, third = issued(out, "07:30"), issued(out, "07:31"), issued(out, "07:32")
    visit(out, first, "08:00", "08:10")
    visit(out, second, "08:11", "08:20", step=Step.TRANSFER)
    visit(out, third, "08:22", "08:30")
    assert learnt(new, out.events).gaps == (60.0, 120.0)


def test_who_was_set_aside_may_be_called_at_any_moment_and_shows_no_gap(new: Pace) -> None:
    out = Writer()
    first, second = issued(out, "07:30"), issued(out, "07:31")
    one = out.move(at("08:00"), Step.CALL, first, counter=4, slot=1)
    one = out.move(at("08:00"), Step.SERVE, one)
    parked = out.move(at("08:05"), Step.PARK, one)
    visit(out, second, "08:06", "08:10")
    visit(out, parked, "08:25", "08:30")
    assert learnt(new, out.events).gaps == (60.0,)


def test_only_the_last_gaps_are_kept(new: Pace) -> None:
    out = Writer()
    begins = at("07:30")
    for n in range(KEPT_GAPS + 5):
        ticket = out.issue(begins, "TP01", priority="normal", rank_at=begins)
        called = begins + timedelta(seconds=40 * n)
        one = out.move(called, Step.CALL, ticket, counter=4, slot=1)
        one = out.move(called, Step.SERVE, one)
        out.move(called + timedelta(seconds=30), Step.FINISH, one)
    assert learnt(new, out.events).gaps == (10.0,) * KEPT_GAPS


def test_who_gives_the_number_back_shows_how_long_people_wait(new: Pace) -> None:
    out = Writer()
    for n in range(40):
        ticket = issued(out, f"08:{n:02}")
        out.move(at(f"08:{n + 10:02}"), Step.CANCEL, ticket)
    assert 600 < learnt(new, out.events).patience_seconds < 1800


def test_the_same_is_learnt_from_the_rows_that_matter_as_from_all(new: Pace) -> None:
    out = Writer()
    tickets = [issued(out, f"07:{30 + n}") for n in range(9)]
    ends = [Step.FINISH, Step.NO_SHOW, Step.PARK, Step.TRANSFER, Step.REQUEUE, Step.FINISH, Step.CONTINUE]
    for n, step in enumerate(ends):
        visit(out, tickets[n], f"08:{5 * n:02}", f"08:{5 * n + 3:02}", step=step, counter=4 + n % 2)
    out.move(at("09:00"), Step.CANCEL, tickets[7])
    whole = learnt(new, out.events)
    part = learnt(new, [one for one in out.events if one.step in LEARNT_FROM])
    assert whole == part
    assert whole.gaps


def test_a_row_that_is_known_already_changes_nothing(new: Pace) -> None:
    out = Writer()
    visit(out, issued(out, "07:30"), "08:00", "08:10")
    known = learnt(new, out.events)
    assert known.after(out.events[-1]) is known


def test_a_new_day_forgets_who_was_where_and_keeps_what_was_learnt(new: Pace) -> None:
    out = Writer()
    visit(out, issued(out, "07:30"), "08:00", "08:10")
    known = learnt(new, out.events)
    assert known.free_since
    assert not known.has_a_past
    later = MORNING + timedelta(days=1)
    out.issue(later, "TP01", priority="normal", rank_at=later)
    next_day = known.after(out.events[-1])
    assert not next_day.free_since
    assert next_day.services == known.services
    assert next_day.has_a_past
