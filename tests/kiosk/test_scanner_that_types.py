"""A scanner plugged in as a keyboard, before a real window with real keys: it is one on a line, and presses nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from hardware.scanning.scanner import KEYBOARD
from kiosk.state import AgencyBody, Aid, ConfirmBody, FoundBody, IdentifyBody, Page, SearchBody
from shared.domain.appointment import Appointment
from shared.domain.errors import ConfigError
from shared.hall import Hall
from shared.settings import OnePersonForm, VisitForm
from tests.conftest import MORNING
from tests.kiosk.conftest import Kiosk, OpenKiosk
from tests.kiosk.keyboard import FINGERS, SCANNER
from tests.visitor import Visitor

Key = Qt.Key
#: Nobody's: there is no province 000.
CARD = "000150000001||Nguyễn Văn Thử|01011950|Nam|Thôn 1|15042021"
BROKEN = "000150000001||Nguy?n Va(n Th|01011950|Nam|Thn 1|15042021"
RECEIPT = "000.00.12.H27-261123-0042"


@pytest.fixture
def kiosk(open_kiosk: OpenKiosk) -> Kiosk:
    made = open_kiosk()
    made.wait_for(Page.HOME)
    made.face.window.activateWindow()
    made.bot.waitUntil(made.face.window.isActiveWindow)
    return made


def found(kiosk: Kiosk) -> FoundBody:
    kiosk.wait_for(Page.FOUND)
    body = kiosk.face.presenter.state.body
    assert isinstance(body, FoundBody)
    return body


def query(kiosk: Kiosk) -> str:
    body = kiosk.face.presenter.state.body
    assert isinstance(body, SearchBody)
    return body.query


def change_rules(hall: Hall, command: Callable[[], UUID], **rules: object) -> None:
    now = hall.reference()
    form = msgspec.structs.replace(now.form, **rules)
    hall.import_catalogue(now.catalogue, form=form, command=command(), actor="test")


def quiet(kiosk: Kiosk) -> None:
    kiosk.bot.waitUntil(lambda: not kiosk.face.typed.keeping)


@pytest.mark.parametrize("end", [Key.Key_Return, Key.Key_Enter, Key.Key_Tab, None])
@pytest.mark.parametrize("code", [CARD, BROKEN])
def test_an_identity_card_is_read_whatever_became_of_its_letters(kiosk: Kiosk, code: str, end: Qt.Key | None) -> None:
    kiosk.keyboard.scan(code, end=end)
    assert "•••••••0001" in found(kiosk).text
    assert "Người cao tuổi" in found(kiosk).text
    assert not kiosk.face.window.by_keys.in_use, "no Tab of it moved anything"


def test_an_appointment_leads_to_its_field(
    open_kiosk: OpenKiosk, sqlite_hall: Hall, command: Callable[[], UUID]
) -> None:
    booked = Appointment(code="LH-2026-0017", at=MORNING + timedelta(minutes=10), service="TP01")
    sqlite_hall.import_appointments([booked], command=command(), actor="test")
    kiosk = open_kiosk()
    kiosk.wait_for(Page.HOME)
    kiosk.keyboard.scan("LH-2026-0017")
    kiosk.wait_for(Page.CONFIRM)
    body = kiosk.face.presenter.state.body
    assert isinstance(body, ConfirmBody)
    assert body.notes[0].startswith("Lịch hẹn lúc 08:10")


def test_the_receipt_of_a_dossier_leads_to_the_agency_that_has_it(
    open_kiosk: OpenKiosk, sqlite_hall: Hall, command: Callable[[], UUID]
) -> None:
    visit = VisitForm(dossiers={"000.00.12.H27": "TP"}, result_need="result")
    change_rules(sqlite_hall, command, visit=visit)
    kiosk = open_kiosk()
    kiosk.wait_for(Page.HOME)
    kiosk.keyboard.scan(RECEIPT)
    kiosk.wait_for(Page.AGENCY)
    body = kiosk.face.presenter.state.body
    assert isinstance(body, AgencyBody)
    assert body.agency == "Sở Tư pháp"


def test_ones_own_slip_says_how_one_stands(
    open_kiosk: OpenKiosk, sqlite_hall: Hall, command: Callable[[], UUID]
) -> None:
    ticket = Visitor(sqlite_hall, command).issue("TP01")
    kiosk = open_kiosk()
    kiosk.wait_for(Page.HOME)
    kiosk.keyboard.scan(f"https://example.test/p/{ticket.code}")
    assert found(kiosk).heading == ticket.label
    kiosk.press(Key.Key_Asterisk)
    kiosk.expect(Page.HOME)
    kiosk.keyboard.scan("https://example.test/p/" + "nobodys_code")
    assert not found(kiosk).good


def test_no_key_of_a_code_presses_or_chooses_anything(kiosk: Kiosk, sqlite_hall: Hall) -> None:
    kiosk.press(Key.Key_3, Key.Key_1)
    kiosk.expect(Page.CONFIRM)
    assert kiosk.face.window.by_keys.here is not None, "an Enter would take a number"
    kiosk.keyboard.scan("8938505974194")
    assert found(kiosk).heading == "Chưa đọc được mã"
    kiosk.press(Key.Key_Asterisk)
    kiosk.expect(Page.CONFIRM)
    assert sqlite_hall.now().tickets == {}


def test_a_code_on_the_search_page_never_stands_in_the_search_box(kiosk: Kiosk) -> None:
    kiosk.type("ho")
    kiosk.expect(Page.SEARCH)
    seen = []
    for letter in BROKEN:
        kiosk.keyboard.type(letter, pace=SCANNER)
        seen.append(query(kiosk))
    kiosk.keyboard.press(Key.Key_Return, pace=SCANNER)
    assert set(seen[1:]) == {"ho"}
    assert found(kiosk).good
    kiosk.press(Key.Key_Asterisk)
    assert query(kiosk) == "ho"


def test_a_code_right_behind_what_a_hand_typed_takes_no_letter_of_it(kiosk: Kiosk) -> None:
    kiosk.keyboard.type("ho")
    kiosk.keyboard.scan(CARD)
    assert found(kiosk).good
    kiosk.press(Key.Key_Asterisk)
    assert query(kiosk) == "ho"


def test_a_slow_hand_that_types_a_code_types_it(kiosk: Kiosk) -> None:
    kiosk.type("h27-1 000095000001")
    kiosk.expect(Page.SEARCH)
    assert query(kiosk) == "h27-1 000095000001"


def test_quick_fingers_that_roll_over_three_keys_type_them(kiosk: Kiosk) -> None:
    for part in ("hok", "hau", " kh"):
        kiosk.keyboard.type(part[0], pace=FINGERS)
        kiosk.keyboard.type(part[1:], pace=0.03)
    quiet(kiosk)
    assert query(kiosk) == "hokhau kh"


def test_a_key_that_is_held_types_and_is_no_scanner(kiosk: Kiosk) -> None:
    kiosk.type("h")
    kiosk.keyboard.hold(Key.Key_A, times=12)
    quiet(kiosk)
    assert query(kiosk) == "h" + "a" * 13
    kiosk.keyboard.hold(Key.Key_Backspace, times=13)
    assert query(kiosk) == ""


def test_a_hand_s_keys_that_arrive_all_at_once_are_still_a_hand_s(kiosk: Kiosk) -> None:
    kiosk.keyboard.type("nha dat 12")  # a window that was busy is handed them so: the times tell
    quiet(kiosk)
    assert query(kiosk) == "nha dat 12"


def test_digits_of_a_keypad_choose_and_the_pin_is_typed(kiosk: Kiosk) -> None:
    kiosk.press(Key.Key_3)
    kiosk.expect(Page.AGENCY)
    kiosk.press(Key.Key_1, Key.Key_Return)
    kiosk.wait_for(Page.NO_PAPER)


def test_marked_letters_that_an_input_method_composes_stay_in_the_code(kiosk: Kiosk) -> None:
    head, _, tail = CARD.partition("ễ")
    kiosk.keyboard.scan(head, end=None)
    composed = QInputMethodEvent()
    composed.setCommitString("ễ")
    QApplication.sendEvent(kiosk.face.window, composed)
    kiosk.keyboard.type(tail, pace=SCANNER)
    quiet(kiosk)
    assert "•••••••0001" in found(kiosk).text


def test_who_is_asked_whether_he_is_there_answers_with_his_card(kiosk: Kiosk) -> None:
    kiosk.press(Key.Key_3, Key.Key_1)
    kiosk.seconds.forward(35)
    kiosk.bot.waitUntil(lambda: kiosk.face.state()["warning"])
    kiosk.keyboard.scan(CARD)
    kiosk.bot.waitUntil(lambda: not kiosk.face.state()["warning"])
    kiosk.expect(Page.CONFIRM)
    body = kiosk.face.presenter.state.body
    assert isinstance(body, ConfirmBody)
    assert body.priority == "Người cao tuổi"


def test_a_code_changes_no_aid_and_no_language(kiosk: Kiosk) -> None:
    kiosk.press(Key.Key_Up)
    kiosk.keyboard.scan("8938505974194", end=Key.Key_Tab)
    found(kiosk)
    state = kiosk.face.presenter.state
    assert (state.language, state.aids) == ("vi", frozenset[Aid]())


@pytest.mark.parametrize(("scanner", "can_scan"), [(KEYBOARD, True), ("", False)])
def test_whether_people_are_asked_to_hold_a_card_there_is_a_setting(
    open_kiosk: OpenKiosk, sqlite_hall: Hall, command: Callable[[], UUID], scanner: str, *, can_scan: bool
) -> None:
    change_rules(sqlite_hall, command, one_person=OnePersonForm(on=True))
    kiosk = open_kiosk(scanner=scanner)
    kiosk.go_to_confirm()
    kiosk.tap("take-number")
    kiosk.expect(Page.IDENTIFY)
    assert kiosk.face.presenter.state.body == IdentifyBody(can_scan=can_scan)
    kiosk.keyboard.scan(CARD)
    kiosk.wait_for(Page.NO_PAPER)


def test_a_scanner_that_is_neither_is_refused_with_what_was_meant(open_kiosk: OpenKiosk) -> None:
    with pytest.raises(ConfigError) as refused:
        open_kiosk(scanner="keybord")
    assert (refused.value.key, refused.value.suggestions) == ("kiosk.scanner", (KEYBOARD,))
