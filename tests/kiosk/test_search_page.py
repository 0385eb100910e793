"""What the search page does, without a window or a store: answers, what was typed, keys that make marks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.state import ConfirmBody, Page, SearchBody
from shared.catalogue import Catalogue
from shared.feed import News
from shared.search import SearchIndex
from shared.ui.worker import Done
from tests.kiosk.fakes import KioskOnPaper, hall_now


def search(kiosk: KioskOnPaper, catalogue: Catalogue, text: str) -> SearchBody:
    kiosk.presenter.told(News(now=hall_now(seq=8), reference=replace(kiosk.reference, version=2)))
    kiosk.asks.answer_last(Done(SearchIndex(catalogue)))
    kiosk.presenter.open_search()
    kiosk.presenter.type_text(text)
    body = kiosk.state.body
    assert isinstance(body, SearchBody)
    return body


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
