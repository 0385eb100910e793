"""The judge of the kills: it must see what it is there to see."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from benchmarks.accounts import TICKET_PAGE, Books, Piece, judge, piece_of
from hardware.escpos.encode import Encoder
from hardware.escpos.profile import PAPER_80MM
from hardware.ticket_slip import SlipFacts, ticket_slip
from shared.domain.events import PrintJob, PrintState
from tests.conftest import ZONE
from tests.hardware.paper import printed
from tests.kiosk.fakes import ticket

WHOLE = 1000
SLIP = Piece(codes=("c1",), copy=False, blank=False, height=WHOLE)
TORN = Piece(codes=(), copy=False, blank=False, height=300)
BLANK = Piece(codes=(), copy=False, blank=True, height=144)


def books(*states: PrintState) -> Books:
    """Tickets c1, c2, … whose originals are as far as `states` says."""
    made = Books()
    for number, state in enumerate(states, start=1):
        made.tickets[number] = replace(ticket(number), code=f"c{number}")
        made.jobs[number] = PrintJob(id=number, ticket=number, station="kiosk-1", state=state)
    return made


def with_copy(state: PrintState, copy: PrintState) -> Books:
    made = books(state)
    made.jobs[2] = PrintJob(id=2, ticket=1, station="kiosk-1", state=copy, copy=1)
    return made


@pytest.mark.parametrize(
    ("state", "pieces"),
    [
        (PrintState.PRINTED, [SLIP]),
        (PrintState.UNKNOWN, [SLIP, BLANK]),
        (PrintState.UNKNOWN, [TORN]),
        (PrintState.UNKNOWN, []),
        (PrintState.FAILED, []),
    ],
)
def test_what_is_printed_or_known_to_be_missing_is_accounted_for(state: PrintState, pieces: list[Piece]) -> None:
    assert judge(books(state), pieces, whole=WHOLE) == []


@pytest.mark.parametrize(
    ("state", "pieces", "what"),
    [
        (PrintState.PENDING, [], "is left pending"),
        (PrintState.SENDING, [SLIP], "is left sending"),
        (PrintState.PRINTED, [], "0 slips came out for printed"),
        (PrintState.PRINTED, [SLIP, SLIP], "2 times as an original"),
        (PrintState.UNKNOWN, [SLIP, SLIP], "2 times as an original"),
        (PrintState.FAILED, [SLIP], "1 slips came out for failed"),
        (PrintState.PRINTED, [SLIP, TORN], "1 torn slips"),
        (PrintState.PRINTED, [replace(SLIP, height=WHOLE + 300)], "something else hangs on it"),
        (PrintState.PRINTED, [SLIP, replace(SLIP, codes=("zz",))], "which is no ticket"),
        (PrintState.PRINTED, [replace(SLIP, copy=True)], "0 slips came out for printed"),
    ],
)
def test_what_is_lost_or_doubled_or_joined_is_seen(state: PrintState, pieces: list[Piece], what: str) -> None:
    assert any(what in one for one in judge(books(state), pieces, whole=WHOLE))


def test_two_tickets_on_one_paper_are_seen() -> None:
    both = replace(SLIP, codes=("c1", "c2"))
    assert judge(books(PrintState.PRINTED, PrintState.PRINTED), [both], whole=WHOLE) == ["one paper names 2 tickets"]


def test_a_ticket_without_any_order_for_paper_is_seen() -> None:
    made = books(PrintState.PRINTED)
    made.jobs.clear()
    assert any("no order" in one or "not one order" in one for one in judge(made, [], whole=WHOLE))


def test_a_marked_copy_stands_for_the_copy_only() -> None:
    copy = replace(SLIP, copy=True, height=WHOLE + 80)
    assert judge(with_copy(PrintState.UNKNOWN, PrintState.PRINTED), [copy], whole=WHOLE) == []
    assert judge(with_copy(PrintState.UNKNOWN, PrintState.PRINTED), [SLIP, copy], whole=WHOLE) == []
    assert judge(with_copy(PrintState.UNKNOWN, PrintState.PRINTED), [SLIP], whole=WHOLE) != []


@pytest.mark.parametrize("reprint", [0, 1])
def test_a_piece_of_paper_says_whose_it_is_and_whether_it_is_a_copy(reprint: int) -> None:
    facts = SlipFacts(
        hall="Trung tâm",
        agency="Sở Tư pháp",
        service="Hộ tịch",
        label="C047",
        issued_at=datetime(2026, 11, 23, 8, 0, tzinfo=ZONE),
        people_ahead=3,
        qr=TICKET_PAGE + "abc",
        reprint=reprint,
    )
    paper = printed(Encoder(PAPER_80MM).encode(ticket_slip(facts, "vi")), PAPER_80MM.width)
    piece = piece_of(paper.slip)
    assert (piece.codes, piece.copy, piece.blank) == (("abc",), bool(reprint), False)
