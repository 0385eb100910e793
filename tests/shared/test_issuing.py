"""What a number may be wanted for, and who is refused."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID

import msgspec
import pytest

from shared.catalogue import Catalogue
from shared.domain.appointment import Appointment
from shared.domain.errors import (
    AppointmentNotToday,
    AppointmentUsed,
    EnoughNumbers,
    HasNumber,
    IdentityNeeded,
    NotAllowed,
    TooManyStops,
    UnknownAppointment,
)
from shared.domain.ticket import State, Step
from shared.founding import found_hall
from shared.hall import VOUCHED, Hall
from shared.issuing import Promise
from shared.settings import ConfirmedBy, HallForm, NeedForm, OnePersonForm, PriorityForm
from shared.store.audit import audit
from tests.conftest import MORNING, FakeClock
from tests.visitor import Visitor

Command = Callable[[], UUID]


class Card:
    """Somebody's card."""

    def __init__(self, number: str) -> None:
        self._number = number.encode()

    def digest(self, key: bytes) -> bytes:
        return hmac.digest(key, self._number, "sha256")


@pytest.fixture
def form(sample_form: HallForm) -> HallForm:
    """A hall with a result desk, a class that staff confirm, and one number for one person."""
    return msgspec.structs.replace(
        sample_form,
        need=(
            NeedForm(code="file", name_vi="Nộp hồ sơ", name_en="File"),
            NeedForm(code="result", name_vi="Nhận kết quả", name_en="Collect", fields=("VP05",)),
        ),
        priority=(
            PriorityForm(code="normal", name_vi="Thường", name_en="Ordinary"),
            PriorityForm(
                code="merit", name_vi="Có công", name_en="Merit", credit_minutes=20, confirmed_by=ConfirmedBy.STAFF
            ),
        ),
        one_person=OnePersonForm(on=True, per_day=2, per_field=1),
    )


@pytest.fixture
def strict(store_url: str, form: HallForm, sample_catalogue: Catalogue, clock: FakeClock) -> Iterator[Hall]:
    found_hall(store_url, form, sample_catalogue, clock=clock)
    made = Hall(store_url, form.id, clock=clock)
    yield made
    made.close()


def test_need_stops_and_promise_stand_on_the_ticket_and_in_the_journal(hall: Hall, command: Command) -> None:
    made = hall.issue(
        "TP01", command=command(), actor="k", stops=("TC01", "NV04"), promise=Promise(low=10, high=25)
    ).ticket
    assert (made.stops, made.wait_low, made.wait_high) == (("TC01", "NV04"), 10, 25)
    assert hall.ticket(made.id) == made
    event = hall.since(made.id - 1)[0]
    assert event.ticket == made


def test_a_visit_leads_to_so_many_agencies_and_to_none_twice(hall: Hall, command: Command) -> None:
    with pytest.raises(TooManyStops) as refused:
        hall.issue("TP01", command=command(), actor="k", stops=("TC01", "NV04", "VP01", "VP02"))
    assert refused.value.most == 4
    with pytest.raises(NotAllowed):
        hall.issue("TP01", command=command(), actor="k", stops=("TC01", "TP01"))
    assert hall.now().waiting() == []


def test_who_is_done_at_one_agency_waits_at_the_next_with_the_rank_he_came_with(
    hall: Hall, visitor: Visitor, command: Command, store_url: str, clock: FakeClock
) -> None:
    hall.open_counter(4, command=command(), actor="c")
    made = hall.issue("TP01", command=command(), actor="k", stops=("TC01",), procedure="TP01.001").ticket
    clock.forward(minutes=9)
    called = hall.call_next(4, command=command(), actor="c")
    hall.serve(4, called.id, command=command(), actor="c")
    on = hall.finish(4, called.id, command=command(), actor="c")
    assert (on.state, on.service, on.agency, on.stops) == (State.WAITING, "TC01", "TC", ())
    assert (on.rank_at, on.label, on.procedure, on.counter) == (made.rank_at, made.label, None, None)
    assert hall.since(hall.now().seq - 1)[0].step is Step.CONTINUE
    assert hall.now().at_counter(4) == []
    hall.open_counter(5, command=command(), actor="c", profile="TC-A")
    again = hall.call_next(5, command=command(), actor="c")
    hall.serve(5, again.id, command=command(), actor="c")
    assert hall.finish(5, again.id, command=command(), actor="c").state is State.SERVED
    assert audit(store_url, hall.id).findings == ()


def test_a_need_the_hall_does_not_know_is_refused(strict: Hall, command: Command) -> None:
    with pytest.raises(NotAllowed):
        strict.issue("TP01", command=command(), actor="k", need="tea", vouched=True)
    made = strict.issue("VP05", command=command(), actor="k", need="result", vouched=True).ticket
    assert made.need == "result"


def test_services_are_sorted_by_what_they_are_there_for(strict: Hall) -> None:
    reference = strict.reference()
    rules = reference.rules
    assert rules.meeting("result", reference.services) == {"VP05"}
    assert "VP05" not in rules.meeting("file", reference.services)
    assert rules.meeting(None, reference.services) == rules.meeting("file", reference.services)


def test_a_class_that_staff_confirm_is_not_given_on_ones_own_word(strict: Hall, command: Command) -> None:
    with pytest.raises(NotAllowed):
        strict.issue("TP01", command=command(), actor="k", priority="merit", person=Card("1"))
    made = strict.issue("TP01", command=command(), actor="k", priority="merit", person=Card("1"), vouched=True).ticket
    assert made.rank_at == MORNING - timedelta(minutes=20)
    assert strict.since(made.id - 1)[0].note == VOUCHED


def test_one_person_has_one_number_for_a_service_and_two_a_day(strict: Hall, command: Command) -> None:
    first = strict.issue("TP01", command=command(), actor="k", person=Card("1")).ticket
    with pytest.raises(HasNumber) as again:
        strict.issue("TP01", command=command(), actor="k", person=Card("1"))
    assert again.value.label == first.label
    strict.issue("TC01", command=command(), actor="k", person=Card("1"))
    with pytest.raises(EnoughNumbers):
        strict.issue("NV04", command=command(), actor="k", person=Card("1"))
    strict.issue("TP01", command=command(), actor="k", person=Card("2"))
    strict.issue("TP01", command=command(), actor="k", person=Card("1"), vouched=True)


def test_a_number_that_was_given_back_does_not_count(strict: Hall, command: Command) -> None:
    first = strict.issue("TP01", command=command(), actor="k", person=Card("1")).ticket
    strict.cancel(first.id, command=command(), actor="k")
    strict.issue("TP01", command=command(), actor="k", person=Card("1"))


def test_without_a_card_only_a_member_of_staff_helps(strict: Hall, command: Command) -> None:
    with pytest.raises(IdentityNeeded):
        strict.issue("TP01", command=command(), actor="k")
    strict.issue("TP01", command=command(), actor="k", vouched=True)


def test_a_person_is_a_stranger_again_the_next_day(strict: Hall, command: Command, clock: FakeClock) -> None:
    strict.issue("TP01", command=command(), actor="k", person=Card("1"))
    clock.forward(days=1)
    strict.issue("TP01", command=command(), actor="k", person=Card("1"))


def test_who_has_an_appointment_ranks_by_its_time(hall: Hall, command: Command, clock: FakeClock) -> None:
    at = MORNING + timedelta(minutes=30)
    hall.import_appointments([Appointment(code="LH1", at=at, service="TP01")], command=command(), actor="a")
    assert hall.appointment("LH1").ticket is None
    clock.forward(minutes=20)
    made = hall.issue("TP01", command=command(), actor="k", appointment="LH1").ticket
    assert made.rank_at == clock() - timedelta(minutes=15)
    assert hall.appointment("LH1").ticket == made.id
    with pytest.raises(AppointmentUsed) as used:
        hall.issue("TP01", command=command(), actor="k", appointment="LH1")
    assert used.value.label == made.label
    hall.cancel(made.id, command=command(), actor="k")
    hall.issue("TP01", command=command(), actor="k", appointment="LH1")


def test_who_comes_too_late_for_an_appointment_is_one_who_just_comes(
    hall: Hall, command: Command, clock: FakeClock
) -> None:
    hall.import_appointments([Appointment(code="LH1", at=MORNING, service="TP01")], command=command(), actor="a")
    clock.forward(minutes=16)
    assert hall.issue("TP01", command=command(), actor="k", appointment="LH1").ticket.rank_at == clock()


def test_an_appointment_of_another_day_service_or_nobody_is_refused(hall: Hall, command: Command) -> None:
    tomorrow = Appointment(code="LH2", at=MORNING + timedelta(days=1), service="TP01")
    today = Appointment(code="LH1", at=MORNING, service="TP01")
    assert hall.import_appointments([today, tomorrow], command=command(), actor="a") == 2
    with pytest.raises(AppointmentNotToday):
        hall.issue("TP01", command=command(), actor="k", appointment="LH2")
    with pytest.raises(NotAllowed):
        hall.issue("TC01", command=command(), actor="k", appointment="LH1")
    with pytest.raises(UnknownAppointment):
        hall.issue("TP01", command=command(), actor="k", appointment="LH9")


def test_new_appointments_replace_those_without_a_number_only(hall: Hall, command: Command) -> None:
    old = [Appointment(code=code, at=MORNING, service="TP01") for code in ("LH1", "LH2")]
    hall.import_appointments(old, command=command(), actor="a")
    made = hall.issue("TP01", command=command(), actor="k", appointment="LH1").ticket
    new = [Appointment(code=code, at=MORNING, service="TP02") for code in ("LH1", "LH3")]
    assert hall.import_appointments(new, command=command(), actor="a") == 1
    assert hall.appointment("LH1").ticket == made.id
    assert hall.appointment("LH3").service == "TP02"
    with pytest.raises(UnknownAppointment):
        hall.appointment("LH2")


def test_a_slip_finds_its_ticket_again_by_its_code(hall: Hall, command: Command) -> None:
    made = hall.issue("TP01", command=command(), actor="k").ticket
    assert hall.coded(made.code) == made
