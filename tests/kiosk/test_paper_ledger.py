"""The ledger a monkey is judged by: it must see what it is there for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

import pytest
from PIL import Image

from hardware.escpos.encode import Encoder
from hardware.escpos.profile import PAPER_80MM
from hardware.ticket_slip import ticket_slip
from kiosk.state import KioskState, NoBody, Page
from shared.domain.events import Event, PaperStep, PrintJob, PrintState
from shared.domain.ticket import Ticket
from tests.conftest import MORNING
from tests.hardware.paper import printed
from tests.hardware.samples import facts
from tests.kiosk.fakes import ticket
from tests.kiosk.paper_ledger import Ledger

PAGE = "https://example.test/p/"


@pytest.fixture
def ledger() -> Ledger:
    return Ledger(PAGE)


def slip(of: Ticket, *, copy: int = 0) -> Image.Image:
    made = ticket_slip(facts(label=of.label, qr=PAGE + of.code, reprint=copy), "vi")
    return printed(Encoder(PAPER_80MM).encode(made), PAPER_80MM.width).slip


def journal(of: Ticket, *states: PrintState) -> Iterator[Event]:
    """Its original slip, then its copies, with what became of them."""
    for copy, state in enumerate(states):
        job = PrintJob(id=copy, ticket=of.id, station="kiosk-1", state=state, copy=copy)
        step = PaperStep.END_PRINT
        yield Event(seq=copy, at=MORNING, day=of.day, step=step, command=uuid4(), actor="kiosk-1", ticket=of, job=job)


def show(ledger: Ledger, page: Page, of: Ticket) -> None:
    ledger.shown(KioskState(page=page, body=NoBody(), language="vi", now=MORNING, label=of.label))


def test_a_slip_and_a_copy_that_was_asked_for_are_in_order(ledger: Ledger) -> None:
    mine = ticket()
    ledger.came_out(slip(mine))
    show(ledger, Page.UNSURE, mine)
    ledger.came_out(slip(mine, copy=1))
    assert (ledger.originals[mine.code], ledger.copies[mine.code]) == (1, 1)
    assert ledger.balance(journal(mine, PrintState.UNKNOWN, PrintState.PRINTED)) == []


def test_two_slips_that_both_say_they_are_the_first_are_seen(ledger: Ledger) -> None:
    mine = ticket()
    for _ in range(2):
        ledger.came_out(slip(mine))
    (wrong,) = ledger.balance(journal(mine, PrintState.PRINTED))
    assert "2 slips" in wrong


def test_a_torn_beginning_above_a_slip_is_not_taken_for_another(ledger: Ledger) -> None:
    mine, other = ticket(), replace(ticket(48), code="other")
    begun, whole = slip(other, copy=1), slip(mine)
    both = Image.new("L", (whole.width, begun.height // 2 + whole.height), 255)
    both.paste(begun.crop((0, 0, begun.width, begun.height // 2)), (0, 0))
    both.paste(whole, (0, begun.height // 2))
    ledger.came_out(both)
    assert ledger.slips == 1


@pytest.mark.parametrize("page", [Page.NO_PAPER, Page.UNSURE, Page.DONE])
def test_a_number_without_paper_is_in_order_only_where_its_page_said_so(ledger: Ledger, page: Page) -> None:
    mine = ticket()
    show(ledger, page, mine)
    wrong = ledger.balance(journal(mine, PrintState.FAILED))
    assert len(wrong) == (page is Page.DONE)


def test_paper_of_no_ticket_and_a_slip_without_an_end_are_seen(ledger: Ledger) -> None:
    mine, nobodys = ticket(), replace(ticket(48), code="nobodys")
    show(ledger, Page.NO_PAPER, mine)
    ledger.came_out(slip(nobodys))
    wrong = " ".join(ledger.balance(journal(mine, PrintState.SENDING)))
    assert "paper of no ticket: nobodys" in wrong
    assert "no end in the journal" in wrong


def test_a_slip_that_the_journal_believes_unprinted_is_seen(ledger: Ledger) -> None:
    mine = ticket()
    show(ledger, Page.NO_PAPER, mine)
    ledger.came_out(slip(mine))
    assert "nothing came out" in " ".join(ledger.balance(journal(mine, PrintState.FAILED)))
