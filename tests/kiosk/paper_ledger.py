"""The books of a kiosk's paper: what was shown, what came out of the printer, what the journal says of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

import numpy as np
import zxingcpp
from PIL import Image

from kiosk.paper import Hindrance
from kiosk.state import KioskState, Page
from shared.domain.events import Event, PrintJob, PrintState
from shared.domain.ticket import State, Ticket

_SAID_SO: Final = frozenset({Page.NO_PAPER, Page.UNSURE})
_COPY_BROAD: Final = (120, 450)  # dots: the black plate of IN LẠI; no stroke is as broad, the rule is broader
_COPY_HIGH: Final = 4


class Ledger:
    """Fed while the kiosk runs, balanced at the end. `page` stands before the code of a ticket in its QR."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._shown: defaultdict[tuple[str, date], set[Page]] = defaultdict(set)
        self.originals: Counter[str] = Counter()
        self.copies: Counter[str] = Counter()
        self.torn = 0
        self.pages: Counter[Page] = Counter()

    def shown(self, state: KioskState) -> None:
        """The window shows this from now on."""
        self.pages[state.page] += 1
        if state.label is not None and state.now is not None:
            self._shown[state.label, state.now.date()].add(state.page)

    def came_out(self, paper: Image.Image) -> None:
        """A piece of paper was cut off. It may hold the torn beginning of one slip above another."""
        dots = np.asarray(paper)
        qr = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
        found = zxingcpp.read_barcodes(dots, formats=qr, try_rotate=False)
        top = 0
        for code in sorted(found, key=lambda one: one.position.top_left.y):
            end = code.position.top_left.y
            slips = self.copies if _is_copy(dots[top:end]) else self.originals
            slips[code.text.removeprefix(self._page)] += 1
            top = code.position.bottom_left.y
        self.torn += not found

    @property
    def slips(self) -> int:
        return self.originals.total() + self.copies.total()

    def balance(self, events: Iterable[Event]) -> list[str]:
        """What does not agree; the kiosk has ended all that it had begun."""
        tickets: dict[int, Ticket] = {}
        jobs: defaultdict[int, dict[int, PrintJob]] = defaultdict(dict)
        for event in events:
            for ticket in (*((event.ticket,) if event.ticket else ()), *event.moved):
                tickets[ticket.id] = ticket
            if event.job is not None:
                jobs[event.job.ticket][event.job.id] = event.job
        codes = {ticket.code for ticket in tickets.values()}
        wrong = [f"paper of no ticket: {code}" for code in {*self.originals, *self.copies} - codes]
        for ticket in tickets.values():
            wrong += [f"{ticket.label} of {ticket.day}: {what}" for what in self._of(ticket, jobs[ticket.id].values())]
        return wrong

    def _of(self, ticket: Ticket, jobs: Iterable[PrintJob]) -> Iterator[str]:
        jobs = list(jobs)
        states = {(job.copy, job.state) for job in jobs}
        pages = self._shown[ticket.label, ticket.day] | self._shown[ticket.label, ticket.day + timedelta(days=1)]
        printed = any(state is PrintState.PRINTED for _copy, state in states)
        # Its citizen was told that he has none, and a counter was quicker than the taking back.
        taken_back = self.pages[Page.NOT_GIVEN] and any(job.reason == Hindrance.TAKEN_BACK.value for job in jobs)
        if ticket.state is not State.CANCELLED and not (printed or taken_back or pages & _SAID_SO):
            yield f"no paper, and nobody was told so; {states}, {pages}"
        if any(state in (PrintState.PENDING, PrintState.SENDING) for _copy, state in states):
            yield f"its slip has no end in the journal; {states}"
        originals, copies = self.originals[ticket.code], self.copies[ticket.code]
        if originals > 1:
            yield f"{originals} slips that do not say that they are copies"
        if originals and (0, PrintState.FAILED) in states:
            yield "the journal says that nothing came out, and it did"
        possible = sum(copy > 0 and state is not PrintState.FAILED for copy, state in states)
        if copies > possible:
            yield f"{copies} copies, where the journal knows of {possible}"
        if Page.UNSURE not in pages:  # where a citizen was asked, he may have said what is not true
            if originals == 0 and (0, PrintState.PRINTED) in states:
                yield "the journal says that it was printed, and it was not"
            if copies:
                yield "a copy that nobody asked for"


def _is_copy(dots: np.ndarray) -> bool:
    dark = (dots < 128).astype(np.int8)
    edges = np.diff(np.pad(dark, ((0, 0), (1, 1))), axis=1)
    rows = 0
    for row in edges:
        longest = int((np.flatnonzero(row < 0) - np.flatnonzero(row > 0)).max(initial=0))
        rows += _COPY_BROAD[0] <= longest <= _COPY_BROAD[1]
    return rows >= _COPY_HIGH
