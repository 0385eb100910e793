"""What a slip says is looked up in the hall's rules and catalogue, and what is missing there is said honestly."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import msgspec
import pytest

from hardware.ticket_facts import slip_facts
from shared.catalogue import Agency, Catalogue, Procedure, Service
from shared.domain.errors import UnknownService
from shared.domain.ticket import State, Ticket
from shared.settings import HallForm, NeedForm, PriorityForm
from shared.store.reference import Reference

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
CATALOGUE = Catalogue(
    agencies=(
        Agency(code="TP", letter="C", name_vi="Sở Tư pháp", name_en="Department of Justice"),
        Agency(code="CA", letter="R", name_vi="Công an", name_en="Police"),
        Agency(code="HQ", letter="T", name_vi="Hải quan", name_en="Customs"),
    ),
    services=(
        Service(code="TP01", agency="TP", name_vi="Hộ tịch", name_en="Civil status"),
        Service(code="CA01", agency="CA", name_vi="Căn cước", name_en=""),
        Service(code="HQ01", agency="HQ", name_vi="Hải quan", name_en="Customs"),
    ),
    procedures=(Procedure(code="TP01.1", service="TP01", name_vi="Đăng ký khai sinh", name_en=""),),
)
TICKET = Ticket(
    id=1,
    day=AT.date(),
    series="C",
    number=47,
    label="C047",
    code="7Kq2mZ9xAB",
    service="TP01",
    agency="TP",
    priority="normal",
    state=State.WAITING,
    rank_at=AT,
    issued_at=AT,
    ahead=6,
)


@pytest.fixture
def reference(sample_form: HallForm) -> Reference:
    form = msgspec.structs.replace(
        sample_form,
        priority=(
            PriorityForm(code="normal", name_vi="Thường", name_en="Ordinary"),
            PriorityForm(code="priority", name_vi="Ưu tiên", name_en="Priority"),
            PriorityForm(code="old", name_vi="Người cao tuổi"),
        ),
        need=(
            NeedForm(code="file", name_vi="Nộp hồ sơ", name_en="File a dossier"),
            NeedForm(code="result", name_vi="Nhận kết quả", name_en="Collect a result"),
        ),
    )
    return Reference.of(1, form, CATALOGUE)


def test_names_are_in_the_ticket_s_language_and_times_in_the_hall_s_zone(reference: Reference) -> None:
    facts = slip_facts(
        replace(TICKET, language="en", need="result", priority="priority", wait_low=15, wait_high=30),
        reference,
        appointed=datetime(2026, 11, 23, 1, 30, tzinfo=UTC),
    )
    assert (facts.agency, facts.service) == ("Department of Justice", "Civil status")
    assert (facts.need, facts.priority) == ("Collect a result", "Priority")
    assert f"{facts.issued_at:%H:%M}" == "08:00"
    assert facts.appointment is not None
    assert f"{facts.appointment:%H:%M}" == "08:30"
    assert (facts.wait_low, facts.wait_high, facts.people_ahead) == (15, 30, 6)


def test_a_name_missing_in_english_is_shown_in_vietnamese(reference: Reference) -> None:
    facts = slip_facts(replace(TICKET, language="en", service="CA01", procedure="TP01.1", priority="old"), reference)
    assert (facts.service, facts.procedure, facts.priority) == ("Căn cước", "Đăng ký khai sinh", "Người cao tuổi")


def test_what_nearly_everybody_comes_for_takes_no_paper(reference: Reference) -> None:
    assert slip_facts(replace(TICKET, need="file"), reference).need == ""
    assert slip_facts(replace(TICKET, need="result"), reference).need == "Nhận kết quả"


def test_an_ordinary_ticket_says_nothing_of_classes_and_one_of_a_class_that_is_gone_neither(
    reference: Reference,
) -> None:
    assert slip_facts(TICKET, reference).priority == ""
    assert slip_facts(replace(TICKET, priority="heroes"), reference).priority == ""


def test_the_places_of_a_visit_are_in_one_language_each(reference: Reference) -> None:
    visit = replace(TICKET, stops=("CA01", "HQ01"))
    assert slip_facts(visit, reference).stops == ("Sở Tư pháp – Hộ tịch", "Công an – Căn cước", "Hải quan")
    english = slip_facts(replace(visit, language="en"), reference).stops
    assert english == ("Department of Justice – Civil status", "Công an – Căn cước", "Customs")


def test_a_ticket_for_one_agency_has_no_itinerary(reference: Reference) -> None:
    assert slip_facts(TICKET, reference).stops == ()
    assert slip_facts(replace(TICKET, stops=("GONE",)), reference).stops == ()


def test_there_is_a_code_only_where_there_is_a_page(reference: Reference) -> None:
    assert slip_facts(TICKET, reference).qr == ""
    assert slip_facts(TICKET, reference, page="https://x.vn/t/").qr == "https://x.vn/t/7Kq2mZ9xAB"


def test_the_hall_s_logo_and_lines_and_which_copy_it_is_come_along(reference: Reference) -> None:
    facts = slip_facts(TICKET, reference, copy=2)
    assert facts.logo == reference.rules.logo is not None
    assert facts.footer == reference.rules.slip_lines_vi
    assert facts.reprint == 2


def test_a_field_without_an_heir_is_refused(reference: Reference) -> None:
    with pytest.raises(UnknownService):
        slip_facts(replace(TICKET, service="GONE"), reference)
