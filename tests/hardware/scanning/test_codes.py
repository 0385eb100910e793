from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.scanning.codes import DossierCode, TicketCode, UnknownCode, recognise
from hardware.scanning.identity_card import IdentityCard
from tests.hardware.scanning.test_identity_card import WHOLE

PAGE = "https://motcua.example.vn/p/"


def test_the_page_of_a_ticket_and_its_code() -> None:
    found = recognise(f"{PAGE}aB3_-xYz09Qw", ticket_page=PAGE)
    assert found == TicketCode(code="aB3_-xYz09Qw")
    assert recognise(f"{PAGE.upper()}aB3_-xYz09Qw", ticket_page=PAGE) == found
    assert "aB3" not in repr(found)


@pytest.mark.parametrize(
    "text",
    [
        "https://motcua.example.vn.evil.test/p/aB3_-xYz09Qw",
        f"{PAGE}short",
        f"{PAGE}aB3_-xYz09Qw/../x",
        f"{PAGE}aB3_-xYz09Qw?next=1",
        PAGE,
        "K047",
    ],
)
def test_other_addresses_are_unknown(text: str) -> None:
    assert recognise(text, ticket_page=PAGE) == UnknownCode(length=len(text))


def test_a_hall_without_ticket_pages_recognises_none() -> None:
    assert isinstance(recognise("aB3_-xYz09Qw", ticket_page=""), UnknownCode)


@pytest.mark.parametrize(
    "code",
    ["000.00.12.H27-210510-0007", "H27.12-240510-0007", "H27.12.34-240510-000123", "h27-240510-0007"],
)
def test_dossiers_in_the_old_and_the_new_pattern_are_kept_as_they_were_scanned(code: str) -> None:
    assert recognise(f" {code}\t", ticket_page=PAGE) == DossierCode(code=code)


@pytest.mark.parametrize(
    "code", ["000.00.12.H27-210510-007", "H27.12-24051-0007", "H27.12.3.4.5-240510-0007", "H27.12"]
)
def test_what_only_resembles_a_dossier_is_unknown(code: str) -> None:
    assert isinstance(recognise(code, ticket_page=PAGE), UnknownCode)


def test_an_identity_card_is_recognised() -> None:
    assert isinstance(recognise(WHOLE, ticket_page=PAGE), IdentityCard)


@settings(max_examples=1200, deadline=None)
@given(
    st.one_of(st.text(max_size=80), st.text("0123456789.-HhK|/", max_size=60), st.text(max_size=20).map(PAGE.__add__))
)
def test_any_text_is_something(text: str) -> None:
    assert recognise(text, ticket_page=PAGE) is not None
