"""Slips and the journal, on a real store: what is told, in which order, and what a crash leaves."""

from __future__ import annotations

from uuid import uuid4

import pytest
from msgspec.structs import replace

from hardware.escpos.status import PrinterStatus
from hardware.printing import Outcome, PrintResult, Proof, Trouble
from hardware.slip import Cut, Number, Qr, Slip, TextLine
from kiosk.leftovers import Leftovers
from kiosk.loose_ends import LooseEnds
from kiosk.paper import Ending, Hindrance, Order, Paper
from kiosk.ticketing import drop_copy, take_back
from shared.catalogue import Catalogue
from shared.domain.appointment import Appointment
from shared.domain.errors import DeviceAway, WrongState
from shared.domain.events import PrintJob, PrintState
from shared.domain.slip_template import LineKind
from shared.domain.ticket import State
from shared.feed import Feed
from shared.hall import Hall, Issued
from shared.issuing import Wish
from shared.settings import HallForm
from shared.slip_form import SlipForm, SlipLineForm
from tests.conftest import FakeClock
from tests.kiosk.fakes import FakeAsks

STATION = "kiosk-1"


class FakePrinter:
    """Does with slips what the test says, and keeps them."""

    def __init__(self, outcome: Outcome = Outcome.CONFIRMED, trouble: Trouble | None = None) -> None:
        self.outcome = outcome
        self.trouble = trouble
        self.slips: list[Slip] = []

    def status(self) -> PrinterStatus:
        raise DeviceAway("fake", "nobody asks")

    def print(self, slip: Slip) -> PrintResult:
        self.slips.append(slip)
        proof = Proof.FENCE if self.trouble is None else Proof.NONE
        return PrintResult(
            outcome=self.outcome, proof=proof, trouble=self.trouble, status=None, bytes_sent=1, elapsed=0.1
        )

    def close(self) -> None:
        pass


class BrokenPrinter(FakePrinter):
    def print(self, slip: Slip) -> PrintResult:
        raise ZeroDivisionError


class WatchingPrinter(FakePrinter):
    """Notes which print jobs the store holds for unfinished while it prints."""

    def __init__(self, hall: Hall) -> None:
        super().__init__()
        self._hall = hall
        self.unfinished: list[list[int]] = []

    def print(self, slip: Slip) -> PrintResult:
        self.unfinished.append([job.id for job in self._hall.unfinished_jobs(STATION)])
        return super().print(slip)


def numbers_on(slip: Slip) -> list[str]:
    return [item.text for item in slip.items if isinstance(item, Number)]


def paper_with(printer: FakePrinter | None) -> Paper:
    return Paper(printer, station=STATION, ticket_page="https://example.test/p/")


def issue(hall: Hall, service: str = "TP01", *, language: str = "vi", procedure: str | None = None) -> Issued:
    return hall.issue(service, command=uuid4(), actor=STATION, language=language, procedure=procedure)


def job_now(hall: Hall, url: str, job: int) -> PrintJob:
    """The job as the journal tells it."""
    feed = Feed(url, hall.id)
    try:
        return [event.job for event in feed.since(0) if event.job is not None and event.job.id == job][-1]
    finally:
        feed.close()


def settle(hall: Hall, printer: FakePrinter, clock: FakeClock) -> None:
    asks = FakeAsks()
    ends = LooseEnds(asks)
    Leftovers(ends, paper_with(printer), station=STATION, clock=clock, owns=lambda _job: False).settle()
    asks.work_off(hall)
    assert ends.open == 0


def serves(hall: Hall, profile: str, service: str) -> bool:
    return service in hall.reference().profile(profile).services


def test_a_proven_slip_is_told_as_printed(sqlite_hall: Hall, sqlite_url: str) -> None:
    given = issue(sqlite_hall)
    done = paper_with(FakePrinter()).print(sqlite_hall, Order(ticket=given.ticket, job=given.job))
    assert done.recorded
    assert job_now(sqlite_hall, sqlite_url, given.job.id).state is PrintState.PRINTED


def test_run_again_after_an_outage_it_prints_on_the_same_commands(sqlite_hall: Hall) -> None:
    given = issue(sqlite_hall)
    paper = paper_with(None)
    order = Order(ticket=given.ticket, job=given.job)
    assert paper.print(sqlite_hall, order) == paper.print(sqlite_hall, order)


def test_without_a_printer_the_journal_says_why(sqlite_hall: Hall, sqlite_url: str) -> None:
    given = issue(sqlite_hall)
    done = paper_with(None).print(sqlite_hall, Order(ticket=given.ticket, job=given.job))
    assert done.ending.why is Hindrance.NO_PRINTER
    told = job_now(sqlite_hall, sqlite_url, given.job.id)
    assert (told.state, told.reason) == (PrintState.FAILED, "no_printer")


def test_a_bug_in_the_printing_leaves_the_slip_unknown(sqlite_hall: Hall, sqlite_url: str) -> None:
    given = issue(sqlite_hall)
    paper_with(BrokenPrinter()).print(sqlite_hall, Order(ticket=given.ticket, job=given.job))
    assert job_now(sqlite_hall, sqlite_url, given.job.id).state is PrintState.UNKNOWN


def test_a_slip_that_failed_is_printed_again_as_itself(sqlite_hall: Hall, sqlite_url: str) -> None:
    given = issue(sqlite_hall)
    failed = Ending(job=given.job.id, state=PrintState.FAILED, why=Trouble.PAPER_OUT)
    sqlite_hall.start_print(given.job.id, command=uuid4(), actor=STATION)
    printer = FakePrinter()
    # That it failed was not told before: it is told first, or the store would refuse.
    paper_with(printer).print(sqlite_hall, Order(ticket=given.ticket, job=given.job, before=failed))
    assert job_now(sqlite_hall, sqlite_url, given.job.id).state is PrintState.PRINTED
    assert not any("IN LẠI" in item.text for item in printer.slips[0].items if isinstance(item, TextLine))


def test_the_slip_says_what_the_citizen_chose_in_his_language(sqlite_hall: Hall) -> None:
    given = issue(sqlite_hall, "VP02", procedure="VP02.001", language="vi")
    printer = FakePrinter()
    paper_with(printer).print(sqlite_hall, Order(ticket=given.ticket, job=given.job))
    items = printer.slips[0].items
    lines = [item.text for item in items if isinstance(item, TextLine)]
    assert "Văn phòng Ủy ban nhân dân tỉnh" in lines
    assert any(line.startswith("Tiếp nhận hồ sơ chứng nhận lãnh sự") for line in lines)
    assert [item.text for item in items if isinstance(item, Number)] == ["A001"]
    assert [item.payload for item in items if isinstance(item, Qr)] == [f"https://example.test/p/{given.ticket.code}"]
    assert any("08:00" in line for line in lines)


def test_the_slip_of_who_was_appointed_says_for_when(sqlite_hall: Hall, clock: FakeClock) -> None:
    appointed = Appointment(code="LH1", at=clock().replace(minute=15), service="TP01")
    sqlite_hall.import_appointments([appointed], command=uuid4(), actor="admin")
    given = sqlite_hall.issue("TP01", command=uuid4(), actor=STATION, appointment="LH1")
    printer = FakePrinter()
    paper_with(printer).print(sqlite_hall, Order(ticket=given.ticket, job=given.job))
    assert any("08:15" in item.text for item in printer.slips[0].items if isinstance(item, TextLine))


def test_the_slip_is_laid_out_as_the_hall_in_the_store_wants_it(
    sqlite_hall: Hall, sample_form: HallForm, sample_catalogue: Catalogue
) -> None:
    lines = (SlipLineForm(kind=LineKind.NUMBER, size=20), SlipLineForm(kind=LineKind.HALL))
    form = replace(sample_form, slip=SlipForm(line=lines))
    sqlite_hall.import_catalogue(sample_catalogue, form=form, command=uuid4(), actor="admin")
    given = issue(sqlite_hall)
    printer = FakePrinter()
    paper_with(printer).print(sqlite_hall, Order(ticket=given.ticket, job=given.job))
    number, hall = (item for item in printer.slips[0].items if isinstance(item, Number | TextLine))
    assert number == Number(given.ticket.label, mm=20)
    assert isinstance(hall, TextLine)
    assert hall.text == sample_form.name_vi


def test_after_a_crash_an_untouched_slip_is_printed(sqlite_hall: Hall, sqlite_url: str, clock: FakeClock) -> None:
    given = issue(sqlite_hall)
    printer = FakePrinter()
    settle(sqlite_hall, printer, clock)
    assert len(printer.slips) == 1
    assert job_now(sqlite_hall, sqlite_url, given.job.id).state is PrintState.PRINTED


def test_after_a_crash_a_begun_slip_is_unknown_and_not_printed(
    sqlite_hall: Hall, sqlite_url: str, clock: FakeClock
) -> None:
    given = issue(sqlite_hall)
    sqlite_hall.start_print(given.job.id, command=uuid4(), actor=STATION)
    printer = FakePrinter()
    settle(sqlite_hall, printer, clock)
    told = job_now(sqlite_hall, sqlite_url, given.job.id)
    assert (told.state, told.reason) == (PrintState.UNKNOWN, "kiosk_restarted")
    assert [numbers_on(slip) for slip in printer.slips] == [[]]


def test_half_a_slip_left_by_a_crash_is_cut_off_before_the_next(sqlite_hall: Hall, clock: FakeClock) -> None:
    untouched, begun = issue(sqlite_hall), issue(sqlite_hall)
    sqlite_hall.start_print(begun.job.id, command=uuid4(), actor=STATION)
    printer = FakePrinter()
    settle(sqlite_hall, printer, clock)
    assert [numbers_on(slip) for slip in printer.slips] == [[], [untouched.ticket.label]]
    assert all(isinstance(slip.items[-1], Cut) for slip in printer.slips)


def test_killed_while_it_cuts_off_half_a_slip_the_next_run_does_it_again(sqlite_hall: Hall) -> None:
    given = issue(sqlite_hall)
    sqlite_hall.start_print(given.job.id, command=uuid4(), actor=STATION)
    watched = WatchingPrinter(sqlite_hall)
    ending = Ending(job=given.job.id, state=PrintState.UNKNOWN, why=Hindrance.RESTARTED)
    paper_with(watched).end_begun(sqlite_hall, ending)
    assert watched.unfinished == [[given.job.id]]


def test_half_a_slip_that_a_broken_line_left_is_cut_off_before_the_next(sqlite_hall: Hall) -> None:
    printer = FakePrinter(Outcome.UNKNOWN, Trouble.LINE_LOST)
    paper = paper_with(printer)
    first, second = issue(sqlite_hall), issue(sqlite_hall)
    paper.print(sqlite_hall, Order(ticket=first.ticket, job=first.job))
    printer.outcome, printer.trouble = Outcome.CONFIRMED, None
    paper.print(sqlite_hall, Order(ticket=second.ticket, job=second.job))
    assert [numbers_on(slip) for slip in printer.slips] == [[first.ticket.label], [], [second.ticket.label]]


def test_while_half_a_slip_cannot_be_cut_off_no_other_is_printed_on_it(sqlite_hall: Hall, sqlite_url: str) -> None:
    printer = FakePrinter(Outcome.UNKNOWN, Trouble.LINE_LOST)
    paper = paper_with(printer)
    first, second = issue(sqlite_hall), issue(sqlite_hall)
    paper.print(sqlite_hall, Order(ticket=first.ticket, job=first.job))
    printer.outcome, printer.trouble = Outcome.FAILED_BEFORE_SEND, Trouble.UNREACHABLE
    order = Order(ticket=second.ticket, job=second.job)
    failed = paper.print(sqlite_hall, order).ending
    told = job_now(sqlite_hall, sqlite_url, second.job.id)
    assert (told.state, told.reason) == (PrintState.FAILED, "unreachable")
    printer.outcome, printer.trouble = Outcome.CONFIRMED, None
    again = Order(ticket=second.ticket, job=second.job, before=failed)
    assert paper.print(sqlite_hall, again).ending.state is PrintState.PRINTED
    assert [numbers_on(slip) for slip in printer.slips] == [[first.ticket.label], [], [], [second.ticket.label]]


def test_a_printer_that_never_proves_anything_is_not_made_to_cut_twice(sqlite_hall: Hall) -> None:
    printer = FakePrinter(Outcome.UNKNOWN, Trouble.NO_PROOF)
    paper = paper_with(printer)
    for given in (issue(sqlite_hall), issue(sqlite_hall)):
        paper.print(sqlite_hall, Order(ticket=given.ticket, job=given.job))
    assert [len(numbers_on(slip)) for slip in printer.slips] == [1, 1]


def test_the_slip_of_a_ticket_that_ended_is_not_printed(sqlite_hall: Hall, sqlite_url: str, clock: FakeClock) -> None:
    cancelled, of_yesterday = issue(sqlite_hall), issue(sqlite_hall, "TC01")
    sqlite_hall.cancel(cancelled.ticket.id, command=uuid4(), actor="desk")
    clock.forward(days=1)
    printer = FakePrinter()
    settle(sqlite_hall, printer, clock)
    assert printer.slips == []
    for given in (cancelled, of_yesterday):
        assert job_now(sqlite_hall, sqlite_url, given.job.id).state is PrintState.FAILED


def test_a_slip_nobody_waits_for_any_more_is_not_printed_but_told(
    sqlite_hall: Hall, sqlite_url: str, clock: FakeClock
) -> None:
    given = issue(sqlite_hall)
    clock.forward(minutes=6)
    printer = FakePrinter()
    settle(sqlite_hall, printer, clock)
    assert printer.slips == []
    told = job_now(sqlite_hall, sqlite_url, given.job.id)
    assert (told.state, told.reason) == (PrintState.FAILED, "too_late")


def test_another_kiosk_s_slips_are_left_alone(sqlite_hall: Hall, sqlite_url: str, clock: FakeClock) -> None:
    given = sqlite_hall.issue("TP01", command=uuid4(), actor="kiosk-2")
    settle(sqlite_hall, FakePrinter(), clock)
    assert job_now(sqlite_hall, sqlite_url, given.job.id).state is PrintState.PENDING


def test_a_ticket_nobody_was_told_of_is_cancelled_with_a_reason(sqlite_hall: Hall, sqlite_url: str) -> None:
    command = uuid4()
    given = sqlite_hall.issue("TP01", command=command, actor=STATION)
    work = take_back(STATION, command)
    work(sqlite_hall)
    work(sqlite_hall)
    assert sqlite_hall.ticket(given.ticket.id).state is State.CANCELLED
    assert sqlite_hall.unfinished_jobs(STATION) == []
    assert job_now(sqlite_hall, sqlite_url, given.job.id).reason == "taken_back"


def test_the_slip_of_a_ticket_nobody_was_told_of_has_an_end_even_if_the_ticket_was_served(sqlite_hall: Hall) -> None:
    command = uuid4()
    sqlite_hall.issue("TP01", command=command, actor=STATION)
    counter = next(one for one in sqlite_hall.now().counters.values() if serves(sqlite_hall, one.profile, "TP01"))
    sqlite_hall.open_counter(counter.number, command=uuid4(), actor="counter")
    called = sqlite_hall.call_next(counter.number, command=uuid4(), actor="counter")
    sqlite_hall.serve(counter.number, called.id, command=uuid4(), actor="counter")
    sqlite_hall.finish(counter.number, called.id, command=uuid4(), actor="counter")
    with pytest.raises(WrongState):
        take_back(STATION, command)(sqlite_hall)
    assert sqlite_hall.unfinished_jobs(STATION) == []


def test_taking_back_what_was_never_given_uses_no_number(sqlite_hall: Hall) -> None:
    take_back(STATION, uuid4())(sqlite_hall)
    assert issue(sqlite_hall).ticket.label == "C001"


def test_a_copy_nobody_waits_for_is_ended(sqlite_hall: Hall) -> None:
    given = issue(sqlite_hall)
    command = uuid4()
    sqlite_hall.reprint(given.ticket.id, command=command, actor=STATION)
    drop_copy(STATION, given.ticket.id, command)(sqlite_hall)
    assert [job.id for job in sqlite_hall.unfinished_jobs(STATION)] == [given.job.id]


def test_a_number_that_a_counter_gave_is_printed_here_once(
    sqlite_hall: Hall, sqlite_url: str, clock: FakeClock
) -> None:
    asks, printer = FakeAsks(), FakePrinter()
    ends = LooseEnds(asks)
    leftovers = Leftovers(ends, paper_with(printer), station=STATION, clock=clock, owns=lambda _job: False)
    before = sqlite_hall.now().seq
    wish = Wish(service="TP01", vouched=True)
    ordered = sqlite_hall.issue_for(wish, command=uuid4(), actor="counter-7", station=STATION)
    elsewhere = sqlite_hall.issue_for(wish, command=uuid4(), actor="counter-7", station="kiosk-9")
    own = issue(sqlite_hall)
    for _ in range(2):
        leftovers.told(sqlite_hall.since(before))
    asks.work_off(sqlite_hall)
    states = [job_now(sqlite_hall, sqlite_url, one.job.id).state for one in (ordered, elsewhere, own)]
    assert states == [PrintState.PRINTED, PrintState.PENDING, PrintState.PENDING]
    assert [numbers_on(slip) for slip in printer.slips] == [[ordered.ticket.label]]
