"""The staff's page: behind a PIN, out of every citizen's way."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from kiosk.elsewhere import Elsewhere
from kiosk.lock import Lock, Reason
from kiosk.paper import Paper
from kiosk.presenter import Presenter
from kiosk.staff import StaffKit
from kiosk.staff_tools import StaffTools
from kiosk.state import Body, ConfirmBody, FoundBody, IdentifyBody, OutBody, Page, PinBody, StaffBody
from shared import pins
from shared.board import Posted
from shared.catalogue import Catalogue
from shared.domain.notices import Notice, NoticeKind, Wording
from shared.domain.station import DeviceHealth, DeviceKind, DeviceTrouble, Health
from shared.feed import News
from shared.hall import Hall
from shared.pin_check import PinCheck
from shared.settings import ConfirmedBy, HallForm, OnePersonForm, PriorityForm
from shared.store.reference import Reference
from tests.conftest import MORNING, FakeClock
from tests.kiosk.fakes import FakeAsks, FakeSeconds, FakeView, hall_now

PIN = "271828"


class Desk:
    """A kiosk and a member of staff before it."""

    def __init__(self, form: HallForm, catalogue: Catalogue, folder: Path, hall: Hall) -> None:
        self.asks, self.seconds, self.hall = FakeAsks(), FakeSeconds(), hall
        self.left = 0
        self.lock_file = folder / "lock"
        self.health: tuple[DeviceHealth, ...] = ()
        paper = Paper(None, station="kiosk-1", ticket_page="")
        self.presenter = Presenter(
            FakeView(),
            self.asks,
            paper,
            station="kiosk-1",
            language="vi",
            clock=FakeClock(),
            seconds=self.seconds,
            elsewhere=Elsewhere(own="kiosk-1", told={"vi": "Xin đến máy số 2."}, seconds=self.seconds),
            staff=StaffKit(
                pin=PinCheck(pins.hashed(PIN), file=folder / "tries.json", at_seconds=self.seconds()),
                tools=StaffTools(paper, station="kiosk-1", health=lambda: self.health),
                lock=Lock(self.lock_file),
                leave=self._leave,
            ),
        )
        self.presenter.start()
        self.presenter.told(News(now=hall_now(), reference=Reference.of(1, form, catalogue)))
        self.asks.asked.clear()

    def _leave(self) -> None:
        self.left += 1

    @property
    def page(self) -> Page:
        return self.presenter.state.page

    def expect(self, page: Page) -> None:
        assert self.page is page

    @property
    def body(self) -> Body:
        return self.presenter.state.body

    @property
    def message(self) -> str:
        assert isinstance(self.body, StaffBody | PinBody)
        return self.body.message

    def type_pin(self, digits: str) -> None:
        for digit in digits:
            self.presenter.type_digit(digit)
        self.presenter.try_pin()
        self.asks.work_off(self.hall)

    def enter(self) -> None:
        self.presenter.call_staff_page()
        self.type_pin(PIN)
        assert self.page is Page.STAFF

    def do(self, code: str) -> None:
        self.presenter.staff_does(code)
        self.asks.work_off(self.hall)


@pytest.fixture
def desk(sample_form: HallForm, sample_catalogue: Catalogue, tmp_path: Path, sqlite_hall: Hall) -> Desk:
    return Desk(sample_form, sample_catalogue, tmp_path, sqlite_hall)


def test_without_the_pin_nobody_gets_in_and_guessing_locks(desk: Desk) -> None:
    desk.presenter.call_staff_page()
    desk.expect(Page.STAFF_PIN)
    desk.type_pin("000000")
    assert "4 lần" in desk.message
    for _ in range(4):
        desk.type_pin("111111")
    assert "1 phút" in desk.message
    desk.type_pin(PIN)
    desk.expect(Page.STAFF_PIN)
    desk.seconds.forward(61)
    desk.type_pin(PIN)
    desk.expect(Page.STAFF)


def test_what_is_typed_is_never_shown(desk: Desk) -> None:
    desk.presenter.call_staff_page()
    desk.presenter.type_digit("7")
    assert desk.body == PinBody(typed=1, checking=False, message="")
    assert "7" not in repr(desk.body).replace("typed=1", "")
    desk.presenter.rub_out_digit()
    assert desk.body == PinBody(typed=0, checking=False, message="")


def test_a_locked_kiosk_says_why_and_where_else_to_go_until_it_is_unlocked(desk: Desk) -> None:
    desk.enter()
    desk.do("lock")
    desk.expect(Page.STAFF_REASON)
    desk.do(Reason.MAINTENANCE.value)
    assert desk.body == OutBody(reason="Máy đang được bảo trì", elsewhere="Xin đến máy số 2.")
    desk.presenter.choose_agency("TP")
    desk.presenter.open_search()
    desk.expect(Page.OUT_OF_SERVICE)
    assert Lock(desk.lock_file).reason is Reason.MAINTENANCE, "a restart does not unlock it"
    desk.enter()
    desk.do("unlock")
    desk.do("close")
    desk.expect(Page.HOME)
    assert Lock(desk.lock_file).reason is None


def test_the_last_slip_is_printed_again_as_a_copy(desk: Desk) -> None:
    desk.enter()
    desk.do("reprint-last")
    assert desk.message == "Máy này chưa in phiếu nào."
    desk.presenter.staff_does("close")
    desk.presenter.choose_agency("TP")
    desk.presenter.choose_service("TP01")
    desk.presenter.take_number()
    desk.asks.work_off(desk.hall)
    desk.presenter.home()
    desk.enter()
    desk.do("reprint-last")
    assert desk.message == "Chưa in lại được phiếu C001: máy này không có máy in."
    last = desk.hall.last_job("kiosk-1")
    assert last.copy == 1


def test_devices_tell_what_is_the_matter(desk: Desk) -> None:
    desk.enter()
    desk.health = (DeviceHealth(name="printer", kind=DeviceKind.PRINTER, state=Health.GOOD),)
    desk.do("health")
    assert desk.message == "Các thiết bị hoạt động tốt."
    desk.health = (
        DeviceHealth(name="printer", kind=DeviceKind.PRINTER, state=Health.BAD, trouble=DeviceTrouble.COVER_OPEN),
    )
    desk.do("health")
    assert desk.message == "Máy in đang mở nắp."
    desk.do("printer-test")
    assert "không có máy in" in desk.message
    desk.do("paper-changed")
    assert "không đếm giấy" in desk.message


def test_a_staff_page_nobody_touches_goes_home(desk: Desk) -> None:
    desk.enter()
    desk.seconds.forward(50)
    desk.presenter.tick()
    desk.expect(Page.HOME)
    desk.do("leave-kiosk")
    assert desk.left == 0, "its deeds are gone with it"


def test_a_member_of_staff_confirms_a_class_beside_the_citizen(
    sample_form: HallForm, sample_catalogue: Catalogue, tmp_path: Path, sqlite_hall: Hall
) -> None:
    classes = (
        PriorityForm(code="normal", name_vi="Thường", name_en="Ordinary"),
        PriorityForm(code="merit", name_vi="Có công", name_en="Merit", confirmed_by=ConfirmedBy.STAFF),
    )
    desk = Desk(msgspec.structs.replace(sample_form, priority=classes), sample_catalogue, tmp_path, sqlite_hall)
    desk.presenter.choose_agency("TP")
    desk.presenter.choose_service("TP01")
    desk.presenter.open_priority()
    desk.presenter.choose_priority("merit")
    asked: Body = desk.body
    assert isinstance(asked, FoundBody)
    assert asked.can_vouch
    desk.presenter.vouch()
    desk.type_pin("000000")
    desk.expect(Page.STAFF_PIN)
    desk.type_pin(PIN)
    body = desk.body
    assert isinstance(body, ConfirmBody)
    assert body.priority == "Có công"
    desk.presenter.take_number()
    wish = getattr(desk.asks.asked[-1].work, "keywords", {})["wish"]
    assert (wish.priority, wish.vouched) == ("merit", True)


def test_staff_vouch_for_who_has_no_card_and_for_one_number_only(
    sample_form: HallForm, sample_catalogue: Catalogue, tmp_path: Path, sqlite_hall: Hall
) -> None:
    form = msgspec.structs.replace(sample_form, one_person=OnePersonForm(on=True))
    desk = Desk(form, sample_catalogue, tmp_path, sqlite_hall)
    desk.presenter.choose_agency("TP")
    desk.presenter.choose_service("TP01")
    desk.presenter.take_number()
    assert desk.body == IdentifyBody(can_scan=False, can_vouch=True)
    desk.presenter.vouch()
    desk.type_pin(PIN)
    assert desk.presenter.state.label == "C001"
    desk.presenter.home()
    desk.presenter.choose_agency("TP")
    desk.presenter.choose_service("TP01")
    desk.presenter.take_number()
    desk.expect(Page.IDENTIFY)


def test_the_program_ends_only_from_the_staff_page(desk: Desk) -> None:
    desk.presenter.staff_does("leave-kiosk")
    assert desk.left == 0
    desk.enter()
    desk.do("leave-kiosk")
    assert desk.left == 1


def test_a_kiosk_without_a_pin_has_no_staff_page(on_paper_without_pin: Presenter) -> None:
    on_paper_without_pin.call_staff_page()
    assert on_paper_without_pin.state.page is Page.HOME


@pytest.fixture
def on_paper_without_pin(sample_form: HallForm, sample_catalogue: Catalogue) -> Presenter:
    made = Presenter(
        FakeView(),
        FakeAsks(),
        Paper(None, station="kiosk-1", ticket_page=""),
        station="kiosk-1",
        language="vi",
        clock=FakeClock(),
        seconds=FakeSeconds(),
    )
    made.start()
    made.told(News(now=hall_now(), reference=Reference.of(1, sample_form, sample_catalogue)))
    return made


def test_in_an_emergency_of_the_hall_staff_come_to_their_page_and_from_it_back(desk: Desk) -> None:
    fire = Notice(id=1, said=Wording.of(NoticeKind.EMERGENCY, "Báo cháy"), starts_at=MORNING - timedelta(hours=1))
    desk.presenter.told(News(now=hall_now(), posted=Posted(notices=(fire,))))
    desk.enter()
    desk.presenter.tick()
    desk.expect(Page.STAFF)
    desk.do("lock")
    desk.presenter.staff_does("moved")
    desk.expect(Page.EMERGENCY)
    desk.presenter.told(News(now=hall_now(), posted=Posted()))
    desk.expect(Page.OUT_OF_SERVICE)
