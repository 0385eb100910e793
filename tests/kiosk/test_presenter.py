"""What the kiosk decides, without a window, a thread, a store or a printer: pages, patience, the world around."""

from __future__ import annotations

from dataclasses import replace

from kiosk.state import AgencyBody, AwayBody, ConfirmBody, HomeBody, Page, SearchBody
from shared.catalogue import Catalogue
from shared.domain.errors import StoreAway
from shared.feed import Away, News
from shared.settings import HallForm
from shared.store.reference import Reference
from tests.kiosk.fakes import KioskOnPaper, hall_now, ticket

AWAY = StoreAway("cable cut")


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


def test_the_last_page_before_a_number_tells_how_many_are_ahead(on_paper: KioskOnPaper) -> None:
    on_paper.presenter.told(News(now=hall_now(ticket(1), ticket(2), ticket(3, service="TP02"))))
    on_paper.go_to_confirm()
    body = on_paper.state.body
    assert isinstance(body, ConfirmBody)
    assert (body.ahead, body.counters) == (2, ())


def test_pages_turn_and_stop_at_both_ends(on_paper: KioskOnPaper) -> None:
    on_paper.presenter.choose_agency("NM")
    seen = []
    for turn in (on_paper.presenter.previous_leaf, on_paper.presenter.next_leaf, on_paper.presenter.next_leaf):
        turn()
        body = on_paper.state.body
        assert isinstance(body, AgencyBody)
        seen.append((body.leaf.number, body.leaf.count))
    assert seen == [(0, 2), (1, 2), (1, 2)]


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


def test_a_field_that_is_no_longer_offered_leads_home(
    on_paper: KioskOnPaper, sample_form: HallForm, sample_catalogue: Catalogue
) -> None:
    on_paper.go_to_confirm()
    fewer = replace(sample_catalogue, services=tuple(one for one in sample_catalogue.services if one.code != "TP01"))
    on_paper.presenter.told(News(now=hall_now(seq=9), reference=Reference.of(2, sample_form, fewer)))
    on_paper.expect(Page.HOME)


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
