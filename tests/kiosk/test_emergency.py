"""An emergency of the hall at a kiosk: nobody takes a number into a fire, and a slip on its way still comes out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt

from hardware.scanning.scanner import Scan
from kiosk.emergency import EmergencyBody
from kiosk.guidance import guidance_of, occasion
from kiosk.paper import Ending, Hindrance, Printed
from kiosk.state import Aid, Page
from shared.board import Posted
from shared.domain.errors import HallClosed
from shared.domain.events import PrintState
from shared.domain.notices import Notice, NoticeKind, Wording
from shared.feed import Away, News
from shared.hall import Hall
from shared.ui.worker import Done, Refused
from tests.conftest import MORNING
from tests.kiosk.conftest import OpenKiosk
from tests.kiosk.fakes import KioskOnPaper, hall_now, issued

FIRE = Notice(
    id=1, said=Wording.of(NoticeKind.EMERGENCY, "Báo cháy", "Fire alarm"), starts_at=MORNING - timedelta(hours=1)
)
FLOOD = replace(FIRE, id=2, said=Wording.of(NoticeKind.EMERGENCY, "Nước ngập tầng hầm"))
CARD = "000150000001||Nguyễn Văn Thử|01011950|Nam|Thôn 1|15042021"  # nobody's: there is no province 000


def posted(*notices: Notice) -> News:
    return News(now=hall_now(), posted=Posted(notices=notices))


def test_it_takes_the_place_of_the_first_page_in_both_languages_until_it_is_over(on_paper: KioskOnPaper) -> None:
    on_paper.presenter.told(posted(FIRE, FLOOD))
    on_paper.expect(Page.EMERGENCY)
    assert on_paper.state.body == EmergencyBody(notices=(("Nước ngập tầng hầm", ""), ("Báo cháy", "Fire alarm")))
    on_paper.wait(120)
    on_paper.expect(Page.EMERGENCY)
    on_paper.presenter.told(posted())
    on_paper.expect(Page.HOME)


def test_it_ends_by_itself_at_its_time_and_not_because_the_store_is_lost(on_paper: KioskOnPaper) -> None:
    on_paper.presenter.told(posted(replace(FIRE, ends_at=on_paper.clock.at + timedelta(minutes=1))))
    on_paper.presenter.told(Away(reason="the cable"))
    on_paper.expect(Page.EMERGENCY)
    on_paper.wait(60)
    on_paper.expect(Page.AWAY)


def test_a_notice_of_the_strip_stops_no_kiosk(on_paper: KioskOnPaper) -> None:
    on_paper.presenter.told(posted(replace(FIRE, said=Wording.of(NoticeKind.TICKER, "Quầy 3 tạm nghỉ"))))
    on_paper.expect(Page.HOME)


def test_nothing_leads_to_a_number_meanwhile(on_paper: KioskOnPaper) -> None:
    on_paper.presenter.told(posted(FIRE))
    kiosk = on_paper.presenter
    on_paper.asks.asked.clear()  # what is learnt after any snapshot
    on_paper.go_to_confirm()
    for gesture in (kiosk.open_search, kiosk.open_popular, kiosk.take_number, kiosk.back, kiosk.change_language):
        gesture()
    kiosk.heard(Scan(CARD))
    kiosk.heard(Scan("LH-2026-0001"))
    assert (on_paper.page, on_paper.state.language, on_paper.asks.asked) == (Page.EMERGENCY, "vi", [])
    kiosk.told(posted())
    on_paper.expect(Page.HOME)  # nothing of it comes up afterwards


def test_what_was_begun_is_over_but_how_somebody_reads_and_hears_stays(on_paper: KioskOnPaper) -> None:
    on_paper.presenter.change_language()
    on_paper.presenter.turn_aid(Aid.SPOKEN)
    on_paper.go_to_confirm()
    on_paper.presenter.told(posted(FIRE))
    state = on_paper.state
    assert (state.page, state.language, state.aids) == (Page.EMERGENCY, "en", frozenset({Aid.SPOKEN}))
    assert guidance_of(state).sentences == ("Fire alarm",)
    on_paper.presenter.told(posted(FIRE, FLOOD))
    assert occasion(on_paper.state) != occasion(state), "a new one is said as well"
    on_paper.presenter.told(posted())
    on_paper.expect(Page.HOME)


def test_a_slip_that_is_being_printed_is_finished_first(on_paper: KioskOnPaper) -> None:
    on_paper.go_to_confirm()
    on_paper.presenter.take_number()
    on_paper.presenter.told(posted(FIRE))
    on_paper.expect(Page.PRINTING)
    on_paper.asks.answer(Done(issued()))
    on_paper.expect(Page.PRINTING)
    on_paper.asks.answer_last(Done(Printed(ending=Ending(job=47, state=PrintState.PRINTED), recorded=True)))
    assert (on_paper.page, on_paper.state.label) == (Page.DONE, "C047")
    on_paper.presenter.heard(Scan(CARD))
    on_paper.expect(Page.DONE)  # no next citizen comes now
    on_paper.wait(8)
    on_paper.expect(Page.EMERGENCY)


def test_a_number_without_a_slip_is_read_before_it(on_paper: KioskOnPaper) -> None:
    on_paper.go_to_confirm()
    on_paper.presenter.take_number()
    on_paper.asks.answer_last(Done(issued()))
    why = Ending(job=47, state=PrintState.FAILED, why=Hindrance.NO_PRINTER)
    on_paper.asks.answer_last(Done(Printed(ending=why, recorded=True)))
    on_paper.presenter.told(posted(FIRE))
    on_paper.expect(Page.NO_PAPER)
    on_paper.presenter.home()
    on_paper.expect(Page.EMERGENCY)


def test_a_refusal_need_not_be_read_to_its_end(on_paper: KioskOnPaper) -> None:
    on_paper.go_to_confirm()
    on_paper.presenter.take_number()
    on_paper.asks.answer_last(Refused(HallClosed(MORNING + timedelta(days=1))))
    on_paper.presenter.told(posted(FIRE))
    on_paper.expect(Page.EMERGENCY)
    on_paper.presenter.told(posted())
    on_paper.expect(Page.HOME)


def test_a_real_kiosk_has_nothing_to_press_until_it_is_taken_down(open_kiosk: OpenKiosk, sqlite_hall: Hall) -> None:
    kiosk = open_kiosk()
    kiosk.go_to_confirm()
    put = sqlite_hall.put_notice(NoticeKind.EMERGENCY, "Báo cháy", "Fire alarm", command=uuid4(), actor="admin")
    kiosk.wait_for(Page.EMERGENCY)
    assert kiosk.words("emergency").splitlines() == ["Báo cháy", "Fire alarm"]
    kiosk.press(Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_Return)
    kiosk.type("ho tich")
    kiosk.expect(Page.EMERGENCY)
    with pytest.raises(AssertionError, match="0 visible widgets"):
        kiosk.find("take-number")
    sqlite_hall.take_notice_down(put.id, command=uuid4(), actor="admin")
    kiosk.wait_for(Page.HOME)
    assert sqlite_hall.now().tickets == {}
