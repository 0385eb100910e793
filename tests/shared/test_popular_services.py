"""The hall knows what people take numbers for, from its own tickets."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from msgspec import structs

from shared.catalogue import Catalogue, read_catalogue
from shared.domain.popular import DAYS_LOOKED_BACK
from shared.founding import SAMPLE_HALL, SAMPLE_HALL_BEFORE, found_hall
from shared.hall import Hall
from shared.settings import HallForm, read_hall
from tests.conftest import FakeClock
from tests.visitor import Visitor


def test_a_new_hall_offers_its_own_list(hall: Hall, sample_form: HallForm) -> None:
    assert hall.popular_services(6) == sample_form.visit.popular[:6]
    assert hall.popular_services(99) == sample_form.visit.popular


def test_the_sample_hall_names_only_fields_it_has(sample_form: HallForm, sample_catalogue: Catalogue) -> None:
    named = sample_form.visit.popular
    assert len(named) == len(set(named)) == 20
    assert set(named) <= {one.code for one in sample_catalogue.services} - {
        one.code for one in sample_catalogue.unserved()
    }


def test_what_people_take_numbers_for_comes_forward(visitor: Visitor) -> None:
    for _ in range(6):
        visitor.issue("HQ01")
    assert visitor.hall.popular_services(2) == ("HQ01", "NM01")


def test_tickets_count_until_two_weeks_have_passed(visitor: Visitor, clock: FakeClock) -> None:
    for _ in range(12):
        visitor.issue("HQ01")
    clock.forward(days=DAYS_LOOKED_BACK)
    assert visitor.hall.popular_services(1) == ("HQ01",)
    clock.forward(days=1)
    assert "HQ01" not in visitor.hall.popular_services(99)


def test_another_halls_tickets_are_not_counted(visitor: Visitor, store_url: str, clock: FakeClock) -> None:
    form = structs.replace(read_hall(SAMPLE_HALL_BEFORE / "hall.toml"), id="elsewhere")
    found_hall(store_url, form, read_catalogue(SAMPLE_HALL), clock=clock)
    visitor.issue("HQ01")
    other = Hall(store_url, form.id, clock=clock)
    assert other.popular_services(9) == ()
    other.close()


def test_after_a_merger_a_ticket_counts_for_the_service_that_carries_on(
    store_url: str, sample_catalogue: Catalogue, clock: FakeClock, command: Callable[[], UUID]
) -> None:
    form, before = read_hall(SAMPLE_HALL_BEFORE / "hall.toml"), read_catalogue(SAMPLE_HALL_BEFORE)
    found_hall(store_url, form, before, clock=clock)
    visitor = Visitor(Hall(store_url, form.id, clock=clock), command)
    old_field, new_field = next(iter(sample_catalogue.succession.items()))
    visitor.hall.cancel(visitor.issue(old_field).id, command=command(), actor="test")
    visitor.hall.import_catalogue(sample_catalogue, command=command(), actor="admin")
    assert visitor.hall.popular_services(9) == (new_field,)
    visitor.hall.close()
