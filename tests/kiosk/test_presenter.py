"""What the kiosk decides, without a window, a thread, a store or a printer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hardware.printing import Trouble
from kiosk.paper import Ending, Hindrance, Printed
from kiosk.state import AgencyBody, AwayBody, ConfirmBody, HomeBody, Page, RefusedBody, SearchBody, TicketBody
from shared.catalogue import Catalogue
from shared.domain.errors import HallClosed, OfAnotherDay, StoreAway
from shared.domain.events import PrintState
from shared.feed import Away, News
from shared.search import SearchIndex
from shared.settings import HallForm
from shared.store.reference import Reference
from shared.ui.worker import Done, Refused, Trying, Unsettled
from tests.conftest import MORNING
from tests.kiosk.fakes import KioskOnPaper, hall_now, issued, ticket

AWAY = StoreAway("cable cut")


def printed(state: PrintState, why: Trouble | Hindrance | None = None, *, recorded: bool = True) -> Done:
    return Done(Printed(ending=Ending(job=47, state=state, why=why), recorded=recorded))


def take(kiosk: KioskOnPaper) -> None:
    kiosk.go_to_confirm()
    kiosk.presenter.take_number()


def search(kiosk: KioskOnPaper, catalogue: Catalogue, text: str) -> SearchBody:
    kiosk.presenter.told(News(now=hall_now(seq=8), reference=replace(kiosk.reference, version=2)))
    kiosk.asks.answer_last(Done(SearchIndex(catalogue)))
    kiosk.presenter.open_search()
    kiosk.presenter.type_text(text)
    body = kiosk.state.body
    assert isinstance(body, SearchBody)
    return body


def test_before_the_first_news_it_says_that_it_starts(sample_form: HallForm, sample_catalogue: Catalogue) -> None:
    kiosk = KioskOnPaper(sample_form, sample_catalogue)
    kiosk.presenter.start()
    assert kiosk.page is Page.STARTING


def test_home_shows_all_agencies_and_who_waits(sample_form: HallForm, sample_catalogue: Catalogue) -> None:
    kiosk = KioskOnPaper(sample_form, sample_catalogue)
    kiosk.begin(ticket(1), ticket(2), ticket(3, service="TC01", agency="TC"))
    body = kiosk.state.body
    assert isinstance(body, HomeBody)
    waiting = {one.code: one.waiting for one in body.leaf.choices}
    assert len(waiting) == 18
    assert (waiting["TP"], waiting["TC"], waiting["NV"]) == (2, 1, 0)


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


def test_the_last_page_before_a_number_tells_how_many_are_ahead(on_paper: KioskOnPaper) -> None:
    on_paper.presenter.told(News(now=hall_now(ticket(1), ticket(2), ticket(3, service="TP02"))))
    on_paper.go_to_confirm()
    body = on_paper.state.body
    assert isinstance(body, ConfirmBody)
    assert (body.ahead, body.counters) == (2, ())


def test_two_quick_taps_ask_for_one_number(on_paper: KioskOnPaper) -> None:
    take(on_paper)
    on_paper.presenter.take_number()
    on_paper.asks.answer(Done(issued()))
    on_paper.presenter.take_number()
    assert len(on_paper.asks.asked) == 1


def test_pages_turn_and_stop_at_both_ends(on_paper: KioskOnPaper) -> None:
    on_paper.presenter.choose_agency("NM")
    seen = []
    for turn in (on_paper.presenter.previous_leaf, on_paper.presenter.next_leaf, on_paper.presenter.next_leaf):
        turn()
        body = on_paper.state.body
        assert isinstance(body, AgencyBody)
        seen.append((body.leaf.number, body.leaf.count))
    assert seen == [(0, 2), (1, 2), (1, 2)]


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


def test_somebody_who_left_is_asked_and_then_forgotten(on_paper: KioskOnPaper) -> None:
    on_paper.presenter.change_language()
    on_paper.go_to_confirm()
    seen = []
    for seconds in (29, 1, 14):
        on_paper.wait(seconds)
        seen.append(on_paper.state.seconds_left)
    assert seen == [None, 15, 1]
    on_paper.wait(1)
    assert (on_paper.page, on_paper.state.language) == (Page.HOME, "vi")


def test_more_time_is_given_to_whoever_asks(on_paper: KioskOnPaper) -> None:
    on_paper.go_to_confirm()
    on_paper.wait(40)
    on_paper.presenter.more_time()
    assert on_paper.state.seconds_left is None
    on_paper.wait(20)
    on_paper.expect(Page.CONFIRM)


def test_nobody_is_sent_home_while_his_number_is_on_its_way(on_paper: KioskOnPaper) -> None:
    take(on_paper)
    on_paper.wait(100)
    on_paper.expect(Page.PRINTING)
    on_paper.presenter.home()
    on_paper.presenter.back()
    on_paper.expect(Page.PRINTING)


def test_the_store_away_is_said_with_the_age_of_what_is_known(on_paper: KioskOnPaper) -> None:
    on_paper.go_to_confirm()
    on_paper.presenter.told(Away(reason="gone"))
    on_paper.expect(Page.AWAY)
    for _ in range(3):
        on_paper.wait(60)
        on_paper.presenter.touched()
    assert on_paper.state.body == AwayBody(as_of="08:00", minutes=3)
    assert not on_paper.state.connected


def test_when_the_store_is_back_so_is_the_page(on_paper: KioskOnPaper) -> None:
    on_paper.go_to_confirm()
    on_paper.presenter.told(Away(reason="gone"))
    on_paper.presenter.take_number()
    assert on_paper.asks.asked == []
    on_paper.presenter.told(News(now=hall_now(seq=9)))
    on_paper.expect(Page.CONFIRM)


def test_a_number_stays_on_the_screen_though_the_store_goes_away(on_paper: KioskOnPaper) -> None:
    take(on_paper)
    on_paper.asks.answer(Done(issued()))
    on_paper.presenter.told(Away(reason="gone"))
    assert (on_paper.page, on_paper.state.label) == (Page.PRINTING, "C047")


def test_a_field_that_is_no_longer_offered_leads_home(
    on_paper: KioskOnPaper, sample_form: HallForm, sample_catalogue: Catalogue
) -> None:
    on_paper.go_to_confirm()
    fewer = replace(sample_catalogue, services=tuple(one for one in sample_catalogue.services if one.code != "TP01"))
    on_paper.presenter.told(News(now=hall_now(seq=9), reference=Reference.of(2, sample_form, fewer)))
    on_paper.expect(Page.HOME)


@pytest.mark.parametrize("typed", ["hộ tịch", "ho tich"])
def test_search_finds_with_marks_and_without(on_paper: KioskOnPaper, sample_catalogue: Catalogue, typed: str) -> None:
    body = search(on_paper, sample_catalogue, typed)
    assert (body.results[0].name, body.results[0].agency) == ("Hộ tịch", "Sở Tư pháp")
    assert body.results[0].ranges


def test_a_result_leads_to_its_field_and_back_to_the_query(on_paper: KioskOnPaper, sample_catalogue: Catalogue) -> None:
    wanted = sample_catalogue.procedures[0]
    body = search(on_paper, sample_catalogue, wanted.name_vi)
    number = next(n for n, one in enumerate(body.results) if one.name == wanted.name_vi)
    on_paper.presenter.choose_result(number)
    confirm = on_paper.state.body
    assert isinstance(confirm, ConfirmBody)
    assert confirm.procedure == wanted.name_vi
    on_paper.presenter.back()
    after = on_paper.state.body
    assert isinstance(after, SearchBody)
    assert after.query == wanted.name_vi[:80]


def test_before_the_index_is_made_the_search_page_says_so(on_paper: KioskOnPaper) -> None:
    on_paper.presenter.type_text("ho")
    body = on_paper.state.body
    assert isinstance(body, SearchBody)
    assert (body.query, body.ready, body.results) == ("ho", False, ())


def test_what_was_typed_can_be_rubbed_out_and_cleared(on_paper: KioskOnPaper) -> None:
    on_paper.presenter.type_text("đất\t")
    on_paper.presenter.rub_out()
    body = on_paper.state.body
    assert isinstance(body, SearchBody)
    assert body.query == "đấ"
    on_paper.presenter.clear_query()
    assert on_paper.state.body == SearchBody(query="", results=(), ready=False)


def typed_with_telex(kiosk: KioskOnPaper, *keys: str) -> SearchBody:
    kiosk.presenter.open_search()
    kiosk.presenter.turn_telex()
    for key in keys:
        kiosk.presenter.type_text(key)
    body = kiosk.state.body
    assert isinstance(body, SearchBody)
    return body


def test_keys_are_plain_letters_until_telex_is_turned_on(on_paper: KioskOnPaper) -> None:
    on_paper.presenter.type_text("soor")
    assert on_paper.state.body == SearchBody(query="soor", results=(), ready=False, telex=False)
    on_paper.presenter.turn_telex()
    assert on_paper.state.body == SearchBody(query="soor", results=(), ready=False, telex=True)


def test_with_telex_keys_make_letters_with_marks(on_paper: KioskOnPaper) -> None:
    body = typed_with_telex(on_paper, *"soor ddor")
    assert (body.query, body.telex) == ("sổ đỏ", True)
    on_paper.presenter.rub_out()
    on_paper.presenter.type_text("of")
    after = on_paper.state.body
    assert isinstance(after, SearchBody)
    assert after.query == "sổ đò"


def test_a_real_keyboard_types_the_same_way(on_paper: KioskOnPaper) -> None:
    assert typed_with_telex(on_paper, "hooj tichj", " đất").query == "hộ tịch đất"


def test_telex_turned_off_leaves_what_is_typed(on_paper: KioskOnPaper) -> None:
    typed_with_telex(on_paper, *"ddaats")
    on_paper.presenter.turn_telex()
    on_paper.presenter.type_text("s")
    body = on_paper.state.body
    assert isinstance(body, SearchBody)
    assert (body.query, body.telex) == ("đấts", False)


def test_telex_stays_for_the_visit_and_is_off_for_the_next_citizen(on_paper: KioskOnPaper) -> None:
    typed_with_telex(on_paper, "a")
    on_paper.presenter.home()
    on_paper.presenter.open_search()
    assert on_paper.state.body == SearchBody(query="", results=(), ready=False, telex=True)
    on_paper.wait(60)
    on_paper.expect(Page.HOME)
    on_paper.presenter.open_search()
    assert on_paper.state.body == SearchBody(query="", results=(), ready=False, telex=False)


def test_gestures_of_another_page_do_nothing(on_paper: KioskOnPaper) -> None:
    presenter = on_paper.presenter
    for gesture in (presenter.take_number, presenter.print_again, presenter.have_paper, presenter.no_paper):
        gesture()
    presenter.choose_service("TP01")
    presenter.choose_result(0)
    presenter.rub_out()
    presenter.turn_telex()
    on_paper.expect(Page.HOME)
    presenter.open_search()
    assert presenter.state.body == SearchBody(query="", results=(), ready=False)
    presenter.home()
    assert on_paper.asks.asked == []
