"""The ways to a number: by need, popular fields, class, several agencies, and what is held before the scanner."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from hardware.scanning.framing import Why
from hardware.scanning.scanner import Plugged, Scan, Unreadable
from kiosk.paper import Ending, Hindrance, Printed
from kiosk.state import (
    AgencyBody,
    Aid,
    ConfirmBody,
    FoundBody,
    HomeBody,
    IdentifyBody,
    Page,
    PopularBody,
    PriorityBody,
    TicketBody,
)
from shared.catalogue import Catalogue
from shared.domain.appointment import Appointment
from shared.domain.errors import UnknownAppointment
from shared.domain.events import PrintState
from shared.domain.ticket import State
from shared.feed import News
from shared.hall import Hall
from shared.settings import ConfirmedBy, HallForm, NeedForm, OnePersonForm, PriorityForm, VisitForm
from shared.ui.worker import Done, Refused
from tests.conftest import MORNING
from tests.kiosk.fakes import KioskOnPaper, hall_now, issued, ticket

#: Nobody's: there is no province 000.
OLD = "000150000001||Nguyễn Văn Thử|01011950|Nam|Thôn 1|15042021"
YOUNG = "000095000001||Nguyễn Văn Thử|01011995|Nam|Thôn 1|15042021"


def kiosk_of(form: HallForm, catalogue: Catalogue) -> KioskOnPaper:
    made = KioskOnPaper(form, catalogue)
    made.begin()
    return made


def taken(kiosk: KioskOnPaper) -> dict[str, object]:
    """What the kiosk asks the hall for."""
    wish = kiosk.asks.asked[-1].work.keywords["wish"]  # type: ignore[attr-defined]
    return {name: getattr(wish, name) for name in ("service", "priority", "need", "stops", "appointment", "person")}


def confirm(kiosk: KioskOnPaper) -> ConfirmBody:
    body = kiosk.state.body
    assert isinstance(body, ConfirmBody)
    return body


def found(kiosk: KioskOnPaper) -> FoundBody:
    body = kiosk.state.body
    assert isinstance(body, FoundBody), kiosk.page
    return body


def test_a_need_with_lines_of_its_own_leads_to_these_only(sample_form: HallForm, sample_catalogue: Catalogue) -> None:
    needs = (
        NeedForm(code="file", name_vi="Nộp hồ sơ", name_en="File"),
        NeedForm(code="result", name_vi="Nhận kết quả", name_en="Collect", fields=("TP03", "DL01")),
    )
    kiosk = kiosk_of(msgspec.structs.replace(sample_form, need=needs), sample_catalogue)
    kiosk.presenter.choose_need("result")
    home = kiosk.state.body
    assert isinstance(home, HomeBody)
    assert {one.code for one in home.leaf.choices} == {"TP", "DL"}
    assert [one.code for one in home.needs if one.chosen] == ["result"]
    kiosk.presenter.choose_agency("TP")
    fields = kiosk.state.body
    assert isinstance(fields, AgencyBody)
    assert [one.code for one in fields.leaf.choices] == ["TP03"]
    kiosk.presenter.choose_service("TP03")
    kiosk.presenter.take_number()
    assert taken(kiosk)["need"] == "result"


def test_the_first_need_is_meant_until_another_is_chosen(on_paper: KioskOnPaper) -> None:
    on_paper.go_to_confirm()
    on_paper.presenter.take_number()
    assert taken(on_paper)["need"] == "file"


def test_what_many_come_for_is_two_touches_from_a_number(sample_form: HallForm, sample_catalogue: Catalogue) -> None:
    form = msgspec.structs.replace(sample_form, visit=VisitForm(popular=("TP02", "NV04")))
    kiosk = kiosk_of(form, sample_catalogue)
    kiosk.presenter.open_popular()
    body = kiosk.state.body
    assert isinstance(body, PopularBody)
    assert [one.code for one in body.leaf.choices] == ["TP02", "NV04"]
    kiosk.presenter.choose_service("NV04")
    kiosk.expect(Page.CONFIRM)


def test_a_class_is_chosen_by_the_citizen_and_goes_with_him(on_paper: KioskOnPaper) -> None:
    on_paper.go_to_confirm()
    on_paper.presenter.open_priority()
    body = on_paper.state.body
    assert isinstance(body, PriorityBody)
    assert [one.code for one in body.choices if one.chosen] == ["normal"]
    on_paper.presenter.choose_priority("disabled")
    assert confirm(on_paper).priority == "Người khuyết tật"
    on_paper.presenter.take_number()
    assert taken(on_paper)["priority"] == "disabled"


def test_a_class_that_staff_must_confirm_is_not_had_by_a_touch(
    sample_form: HallForm, sample_catalogue: Catalogue
) -> None:
    classes = (
        PriorityForm(code="normal", name_vi="Thường", name_en="Ordinary"),
        PriorityForm(code="merit", name_vi="Có công", name_en="Merit", confirmed_by=ConfirmedBy.STAFF),
    )
    kiosk = kiosk_of(msgspec.structs.replace(sample_form, priority=classes), sample_catalogue)
    kiosk.go_to_confirm()
    kiosk.presenter.open_priority()
    kiosk.presenter.choose_priority("merit")
    assert "Có công" in found(kiosk).text
    kiosk.presenter.back()
    kiosk.presenter.back()
    assert confirm(kiosk).priority == ""


def test_several_agencies_are_one_visit(on_paper: KioskOnPaper) -> None:
    on_paper.go_to_confirm()
    on_paper.presenter.add_stop()
    home = on_paper.state.body
    assert isinstance(home, HomeBody)
    assert (home.adding, home.needs) == (True, ())
    on_paper.presenter.choose_agency("TC")
    on_paper.presenter.choose_service("TC01")
    assert [one.partition(" – ")[0] for one in confirm(on_paper).stops] == ["Sở Tài chính"]
    on_paper.presenter.add_stop()
    on_paper.presenter.choose_agency("TC")
    on_paper.presenter.choose_service("TC01")  # once is enough
    assert len(confirm(on_paper).stops) == 1
    on_paper.presenter.take_number()
    assert (taken(on_paper)["service"], taken(on_paper)["stops"]) == ("TP01", ("TC01",))


def test_a_stop_is_left_out_again_and_back_adds_none(on_paper: KioskOnPaper) -> None:
    on_paper.go_to_confirm()
    on_paper.presenter.add_stop()
    on_paper.presenter.back()
    on_paper.expect(Page.CONFIRM)
    on_paper.presenter.add_stop()
    on_paper.presenter.choose_agency("TC")
    on_paper.presenter.choose_service("TC01")
    on_paper.presenter.drop_stop()
    assert confirm(on_paper).stops == ()


def test_no_more_stops_are_offered_than_the_hall_allows(on_paper: KioskOnPaper) -> None:
    on_paper.go_to_confirm()
    for agency, service in (("TC", "TC01"), ("NV", "NV04"), ("VP", "VP01")):
        assert confirm(on_paper).can_add_stop
        on_paper.presenter.add_stop()
        on_paper.presenter.choose_agency(agency)
        on_paper.presenter.choose_service(service)
    assert not confirm(on_paper).can_add_stop


def test_a_field_without_numbers_left_says_when_to_come_back(
    sample_form: HallForm, sample_catalogue: Catalogue
) -> None:
    services = tuple(replace(one, quota_per_session=40) for one in sample_catalogue.services)
    kiosk = kiosk_of(sample_form, replace(sample_catalogue, services=services))
    kiosk.go_to_confirm()
    kiosk.asks.answer_last(Done(3))
    assert confirm(kiosk).hindrance == ""
    kiosk.presenter.back()
    kiosk.presenter.choose_service("TP01")
    kiosk.asks.answer_last(Done(0))
    assert "13:00" in confirm(kiosk).hindrance


def test_at_lunch_it_says_when_numbers_are_given_again(on_paper: KioskOnPaper) -> None:
    on_paper.clock.at = MORNING.replace(hour=23)
    on_paper.presenter.tick()
    on_paper.expect(Page.CLOSED)
    on_paper.clock.at = MORNING + timedelta(days=1)
    on_paper.presenter.tick()
    on_paper.expect(Page.HOME)


def test_a_card_gives_the_class_of_its_age_and_is_forgotten_with_the_visit(on_paper: KioskOnPaper) -> None:
    on_paper.presenter.heard(Scan(OLD))
    assert "Người cao tuổi" in found(on_paper).text
    assert "•••••••0001" in found(on_paper).text
    on_paper.presenter.back()
    on_paper.go_to_confirm()
    assert confirm(on_paper).priority == "Người cao tuổi"
    on_paper.presenter.take_number()
    assert taken(on_paper)["priority"] == "elderly"
    assert taken(on_paper)["person"] is None  # this hall counts nobody
    on_paper.asks.answer_last(Done(issued()))
    on_paper.asks.answer_last(Done(Printed(ending=Ending(job=47, state=PrintState.PRINTED), recorded=True)))
    on_paper.wait(10)
    on_paper.go_to_confirm()
    assert confirm(on_paper).priority == ""


def test_a_young_card_gives_nothing(on_paper: KioskOnPaper) -> None:
    on_paper.go_to_confirm()
    on_paper.presenter.heard(Scan(YOUNG))
    assert confirm(on_paper).priority == ""


def test_a_hall_that_counts_by_person_asks_for_a_card_and_then_gives_the_number(
    sample_form: HallForm, sample_catalogue: Catalogue
) -> None:
    form = msgspec.structs.replace(sample_form, one_person=OnePersonForm(on=True))
    kiosk = kiosk_of(form, sample_catalogue)
    kiosk.presenter.heard(Plugged())
    kiosk.go_to_confirm()
    kiosk.presenter.take_number()
    assert kiosk.state.body == IdentifyBody(can_scan=True)
    assert kiosk.asks.asked == []
    kiosk.presenter.heard(Scan(YOUNG))
    kiosk.expect(Page.PRINTING)
    person = taken(kiosk)["person"]
    assert person is not None
    assert "95000001" not in repr(person)


def test_an_appointment_leads_straight_to_its_field(on_paper: KioskOnPaper) -> None:
    on_paper.presenter.heard(Scan("LH-2026-0001"))
    at = MORNING + timedelta(minutes=30)
    on_paper.asks.answer_last(Done(Appointment(code="LH-2026-0001", at=at, service="TP01")))
    assert confirm(on_paper).notes == ("Lịch hẹn lúc 08:30",)
    on_paper.presenter.take_number()
    assert taken(on_paper)["appointment"] == "LH-2026-0001"


def test_who_turns_from_his_appointment_to_another_field_gets_a_number_there(on_paper: KioskOnPaper) -> None:
    on_paper.presenter.heard(Scan("LH-2026-0001"))
    on_paper.asks.answer_last(Done(Appointment(code="LH-2026-0001", at=MORNING, service="TP01")))
    on_paper.presenter.back()
    on_paper.go_to_confirm(service="TP02")
    assert confirm(on_paper).notes == ()
    on_paper.presenter.take_number()
    assert (taken(on_paper)["service"], taken(on_paper)["appointment"]) == ("TP02", None)


def test_a_further_stop_that_is_chosen_first_after_all_is_visited_once(on_paper: KioskOnPaper) -> None:
    on_paper.go_to_confirm()
    on_paper.presenter.add_stop()
    on_paper.go_to_confirm(service="TP02")
    assert len(confirm(on_paper).stops) == 1
    on_paper.presenter.back()
    on_paper.presenter.choose_service("TP02")
    assert confirm(on_paper).stops == ()


def test_an_appointment_at_a_further_stop_is_visited_once(on_paper: KioskOnPaper) -> None:
    on_paper.go_to_confirm()
    on_paper.presenter.add_stop()
    on_paper.go_to_confirm(service="TP02")
    on_paper.presenter.heard(Scan("LH-2026-0001"))
    on_paper.asks.answer_last(Done(Appointment(code="LH-2026-0001", at=MORNING, service="TP02")))
    assert confirm(on_paper).stops == ()


def test_an_appointment_nobody_knows_or_of_another_day_is_told_kindly(on_paper: KioskOnPaper) -> None:
    on_paper.presenter.heard(Scan("LH-2026-0001"))
    on_paper.asks.answer_last(Refused(UnknownAppointment()))
    assert "Không tìm thấy lịch hẹn" in found(on_paper).text
    on_paper.presenter.heard(Scan("LH-2026-0002"))
    late = Appointment(code="LH-2026-0002", at=MORNING + timedelta(days=2), service="TP01")
    on_paper.asks.answer_last(Done(late))
    assert "25/11" in found(on_paper).text


def test_the_receipt_of_a_dossier_leads_to_its_agency_for_the_result(
    sample_form: HallForm, sample_catalogue: Catalogue
) -> None:
    visit = VisitForm(dossiers={"H27.12": "TP"}, result_need="result")
    kiosk = kiosk_of(msgspec.structs.replace(sample_form, visit=visit), sample_catalogue)
    kiosk.presenter.heard(Scan("H27.12-240510-0007"))
    body = kiosk.state.body
    assert isinstance(body, AgencyBody)
    assert body.agency == "Sở Tư pháp"
    kiosk.presenter.choose_service("TP01")
    kiosk.presenter.take_number()
    assert taken(kiosk)["need"] == "result"


def test_a_slip_tells_how_it_stands(on_paper: KioskOnPaper) -> None:
    mine = ticket(48)
    on_paper.presenter.told(News(now=hall_now(ticket(47), mine, seq=8)))
    on_paper.presenter.heard(Scan("https://example.test/p/abcdefghijkl"))
    on_paper.asks.answer_last(Done(mine))
    assert found(on_paper).heading == "C048"
    assert "Trước ông/bà có 1 người" in found(on_paper).text
    on_paper.presenter.heard(Scan("https://example.test/p/abcdefghijkl"))
    on_paper.asks.answer_last(Done(replace(mine, state=State.CALLED, counter=7)))
    assert "quầy 7" in found(on_paper).text


@pytest.mark.parametrize("event", [Scan("hello there"), Unreadable(Why.LETTERS)])
def test_what_is_no_code_of_the_hall_is_said_to_be_none(on_paper: KioskOnPaper, event: Scan | Unreadable) -> None:
    on_paper.presenter.heard(event)
    assert found(on_paper).heading == "Chưa đọc được mã"
    on_paper.presenter.back()
    on_paper.expect(Page.HOME)


def test_a_scan_of_somebody_who_has_gone_is_of_no_interest(on_paper: KioskOnPaper) -> None:
    on_paper.presenter.heard(Scan("LH-2026-0001"))
    on_paper.go_to_confirm()
    on_paper.wait(50)
    on_paper.asks.answer_last(Done(Appointment(code="LH-2026-0001", at=MORNING, service="TP01")))
    on_paper.expect(Page.HOME)


def test_nothing_is_scanned_while_a_number_is_under_way(on_paper: KioskOnPaper) -> None:
    on_paper.go_to_confirm()
    on_paper.presenter.take_number()
    on_paper.presenter.heard(Scan(OLD))
    on_paper.expect(Page.PRINTING)


def test_without_paper_the_number_stands_there_with_its_code_and_a_count_down(on_paper: KioskOnPaper) -> None:
    on_paper.go_to_confirm()
    on_paper.presenter.take_number()
    on_paper.asks.answer_last(Done(issued()))
    ending = Ending(job=47, state=PrintState.FAILED, why=Hindrance.NO_PRINTER)
    on_paper.asks.answer_last(Done(Printed(ending=ending, recorded=True)))
    body = on_paper.state.body
    assert isinstance(body, TicketBody)
    assert (body.code, body.closes_in) == ("https://example.test/p/abc", 45)
    on_paper.wait(5)
    later = on_paper.state.body
    assert isinstance(later, TicketBody)
    assert later.closes_in == 40


def test_a_number_that_is_only_on_the_screen_is_not_taken_off_it_by_a_scan(on_paper: KioskOnPaper) -> None:
    on_paper.go_to_confirm()
    on_paper.presenter.take_number()
    on_paper.asks.answer_last(Done(issued()))
    ending = Ending(job=47, state=PrintState.FAILED, why=Hindrance.NO_PRINTER)
    on_paper.asks.answer_last(Done(Printed(ending=ending, recorded=True)))
    on_paper.presenter.heard(Scan(OLD))
    on_paper.expect(Page.NO_PAPER)
    assert on_paper.state.label == "C047"


def test_the_hall_itself_gives_what_the_kiosk_wishes(on_paper: KioskOnPaper, hall: Hall) -> None:
    on_paper.go_to_confirm()
    on_paper.presenter.add_stop()
    on_paper.presenter.choose_agency("TC")
    on_paper.presenter.choose_service("TC01")
    on_paper.presenter.take_number()
    work = on_paper.asks.asked[0].work
    made = work(hall).ticket
    assert (made.service, made.stops, made.need) == ("TP01", ("TC01",), "file")


def test_large_text_leaves_fewer_agencies_on_a_page(on_paper: KioskOnPaper) -> None:
    def agencies() -> int:
        body = on_paper.state.body
        assert isinstance(body, HomeBody)
        return len(body.leaf.choices)

    plain = agencies()
    on_paper.presenter.turn_aid(Aid.LARGE_TEXT)
    assert agencies() < plain
    on_paper.presenter.turn_aid(Aid.LARGE_TEXT)
    assert agencies() == plain
