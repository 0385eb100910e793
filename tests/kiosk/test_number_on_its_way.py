"""From the touch to the slip, without a store or a printer: a rule says no, the world fails, paper is missing."""

from __future__ import annotations

from hardware.printing import Trouble
from kiosk.paper import Ending, Hindrance, Printed
from kiosk.state import Page, RefusedBody, TicketBody
from shared.domain.errors import HallClosed, OfAnotherDay, StoreAway
from shared.domain.events import PrintState
from shared.feed import Away, News
from shared.ui.worker import Done, Refused, Trying, Unsettled
from tests.conftest import MORNING
from tests.kiosk.fakes import KioskOnPaper, hall_now, issued

AWAY = StoreAway("cable cut")


def printed(state: PrintState, why: Trouble | Hindrance | None = None, *, recorded: bool = True) -> Done:
    return Done(Printed(ending=Ending(job=47, state=state, why=why), recorded=recorded))


def take(kiosk: KioskOnPaper) -> None:
    kiosk.go_to_confirm()
    kiosk.presenter.take_number()


def test_two_quick_taps_ask_for_one_number(on_paper: KioskOnPaper) -> None:
    take(on_paper)
    on_paper.presenter.take_number()
    on_paper.asks.answer(Done(issued()))
    on_paper.presenter.take_number()
    assert len(on_paper.asks.asked) == 1


def test_a_rule_that_says_no_is_told_in_words(on_paper: KioskOnPaper) -> None:
    take(on_paper)
    on_paper.asks.answer(Refused(HallClosed(on_paper.clock().replace(hour=13))))
    body = on_paper.state.body
    assert isinstance(body, RefusedBody)
    assert "13:00" in body.text
    on_paper.presenter.home()
    on_paper.expect(Page.HOME)


def test_while_the_store_is_tried_again_the_page_says_so(on_paper: KioskOnPaper) -> None:
    take(on_paper)
    on_paper.asks.asked[0].answer(Trying(AWAY))
    body = on_paper.state.body
    assert isinstance(body, TicketBody)
    assert body.trying


def test_a_number_that_stays_unsettled_is_taken_back_later(on_paper: KioskOnPaper) -> None:
    take(on_paper)
    on_paper.asks.answer(Unsettled(AWAY))
    on_paper.expect(Page.NOT_GIVEN)
    assert [one.patience for one in on_paper.asks.asked] == [0.0]


def test_what_the_store_could_not_be_told_is_tried_until_it_can(on_paper: KioskOnPaper) -> None:
    take(on_paper)
    on_paper.asks.answer(Unsettled(AWAY))
    first = on_paper.asks.asked[0].work
    on_paper.asks.answer(Unsettled(AWAY))
    on_paper.presenter.told(Away(reason="gone"))
    on_paper.wait(5)
    assert on_paper.asks.asked == []
    on_paper.presenter.told(News(now=hall_now(seq=9)))
    on_paper.wait(3)
    assert [one.work for one in on_paper.asks.asked if one.work is first] == [first]


def test_without_paper_the_number_stands_and_the_reason_is_told(on_paper: KioskOnPaper) -> None:
    take(on_paper)
    on_paper.asks.answer(Done(issued()))
    on_paper.asks.answer(printed(PrintState.FAILED, Trouble.PAPER_OUT))
    body = on_paper.state.body
    on_paper.expect(Page.NO_PAPER)
    assert isinstance(body, TicketBody)
    assert (body.label, body.why) == ("C047", Trouble.PAPER_OUT)
    on_paper.presenter.print_again()
    on_paper.expect(Page.PRINTING)
    on_paper.asks.answer(printed(PrintState.PRINTED))
    on_paper.expect(Page.DONE)


def test_a_store_lost_before_the_slip_leaves_a_number_without_paper(on_paper: KioskOnPaper) -> None:
    take(on_paper)
    on_paper.asks.answer(Done(issued()))
    on_paper.asks.answer(Unsettled(AWAY))
    body = on_paper.state.body
    on_paper.expect(Page.NO_PAPER)
    assert isinstance(body, TicketBody)
    assert body.why is Hindrance.STORE_AWAY
    assert len(on_paper.asks.asked) == 1  # that nothing came out is told when the store is back


def test_a_store_lost_after_the_slip_is_no_business_of_the_citizen(on_paper: KioskOnPaper) -> None:
    take(on_paper)
    on_paper.asks.answer(Done(issued()))
    on_paper.asks.answer(printed(PrintState.PRINTED, recorded=False))
    on_paper.expect(Page.DONE)
    assert len(on_paper.asks.asked) == 1


def test_an_unsure_slip_that_is_there_is_done(on_paper: KioskOnPaper) -> None:
    take(on_paper)
    on_paper.asks.answer(Done(issued()))
    on_paper.asks.answer(printed(PrintState.UNKNOWN, Trouble.NO_PROOF))
    on_paper.expect(Page.UNSURE)
    on_paper.presenter.have_paper()
    on_paper.expect(Page.DONE)
    assert len(on_paper.asks.asked) == 1


def test_an_unsure_slip_that_is_not_there_is_ordered_again(on_paper: KioskOnPaper) -> None:
    take(on_paper)
    on_paper.asks.answer(Done(issued()))
    on_paper.asks.answer(printed(PrintState.UNKNOWN, Trouble.NO_PROOF))
    on_paper.presenter.no_paper()
    on_paper.expect(Page.PRINTING)
    on_paper.asks.answer(Done(issued(copy=1)))
    on_paper.asks.answer(printed(PrintState.PRINTED))
    assert (on_paper.page, on_paper.state.label) == (Page.DONE, "C047")


def test_where_no_copy_may_be_ordered_no_key_promises_one(on_paper: KioskOnPaper) -> None:
    take(on_paper)
    on_paper.asks.answer(Done(issued()))
    on_paper.asks.answer(printed(PrintState.UNKNOWN, Trouble.NO_PROOF))
    on_paper.presenter.no_paper()
    on_paper.asks.answer(Refused(OfAnotherDay("C047", MORNING.date())))
    on_paper.expect(Page.NO_PAPER)
    body = on_paper.state.body
    assert isinstance(body, TicketBody)
    assert not body.can_print_again


def test_the_finished_page_goes_home_by_itself(on_paper: KioskOnPaper) -> None:
    take(on_paper)
    on_paper.asks.answer(Done(issued()))
    on_paper.asks.answer(printed(PrintState.PRINTED))
    on_paper.wait(7)
    on_paper.expect(Page.DONE)
    on_paper.wait(1)
    on_paper.expect(Page.HOME)
    assert on_paper.state.label is None


def test_a_touch_sends_the_finished_page_home_but_not_one_meant_for_the_page_before(on_paper: KioskOnPaper) -> None:
    take(on_paper)
    on_paper.asks.answer(Done(issued()))
    on_paper.asks.answer(printed(PrintState.PRINTED))
    on_paper.presenter.leave_done()
    on_paper.expect(Page.DONE)
    on_paper.seconds.forward(2)
    on_paper.presenter.leave_done()
    on_paper.expect(Page.HOME)


def test_nobody_is_sent_home_while_his_number_is_on_its_way(on_paper: KioskOnPaper) -> None:
    take(on_paper)
    on_paper.wait(100)
    on_paper.expect(Page.PRINTING)
    on_paper.presenter.home()
    on_paper.presenter.back()
    on_paper.expect(Page.PRINTING)


def test_a_number_stays_on_the_screen_though_the_store_goes_away(on_paper: KioskOnPaper) -> None:
    take(on_paper)
    on_paper.asks.answer(Done(issued()))
    on_paper.presenter.told(Away(reason="gone"))
    assert (on_paper.page, on_paper.state.label) == (Page.PRINTING, "C047")


def test_three_touches_lead_from_home_to_a_number(on_paper: KioskOnPaper) -> None:
    on_paper.presenter.choose_agency("TP")
    on_paper.expect(Page.AGENCY)
    on_paper.presenter.choose_service("TP01")
    on_paper.expect(Page.CONFIRM)
    on_paper.presenter.take_number()
    on_paper.expect(Page.PRINTING)
    on_paper.asks.answer(Done(issued()))
    assert on_paper.state.label == "C047"
    on_paper.asks.answer(printed(PrintState.PRINTED))
    on_paper.expect(Page.DONE)
