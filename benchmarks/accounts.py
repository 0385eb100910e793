"""Holds a hall's journal against the paper that came out of its printer: nothing lost, nothing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import zxingcpp
from PIL import Image

from hardware.virtual.printer import VirtualPrinter
from shared.domain.events import PrintJob, PrintState
from shared.domain.ticket import Step, Ticket
from shared.hall import Hall
from shared.store.audit import audit
from shared.store.hall_store import HallStore

#: What a ticket's code stands behind in the QR of a slip.
TICKET_PAGE: Final = "https://phieu.example/p/"
_DARK: Final = 128
_BAR: Final = 24  # rows: a line of white letters on black, as only a copy has one
_BAR_INK: Final = 0.6  # of it; no other line of a slip is nearly so black
_ROOM: Final = 24  # rows by which whole slips of one field may differ
_PROMISE: Final = 40  # rows of the line that a slip has when a wait was promised
_SETTLED: Final = frozenset({PrintState.PRINTED, PrintState.FAILED, PrintState.UNKNOWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One piece of paper that came out. `codes` are the tickets it names; `blank`: there is nothing on it."""

    codes: tuple[str, ...]
    copy: bool
    blank: bool
    height: int


def piece_of(picture: Image.Image) -> Piece:
    """Read a piece of paper."""
    dots = np.asarray(picture.convert("L"))
    found = zxingcpp.read_barcodes(dots)
    codes = tuple(one.text.removeprefix(TICKET_PAGE) for one in found)
    dark = dots < _DARK
    return Piece(codes=codes, copy=_has_bar(dark), blank=not bool(dark.any()), height=int(dots.shape[0]))


def _has_bar(dark: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> bool:
    edges = np.flatnonzero(np.diff(np.r_[False, dark.any(axis=1), False].astype(int)))
    for top, bottom in edges.reshape(-1, 2):
        columns = np.flatnonzero(dark[top:bottom].any(axis=0))
        band = dark[top:bottom, columns[0] : columns[-1] + 1]
        if band.shape[0] >= _BAR and band.mean() > _BAR_INK:
            return True
    return False


class Paper:
    """All that came out of a printer, read as it comes, because a printer keeps its last slips only."""

    def __init__(self, printer: VirtualPrinter) -> None:
        self._printer = printer
        self.pieces: list[Piece] = []

    def look(self) -> None:
        """Read what is new. Call it at least once every forty slips."""
        new = self._printer.cuts - len(self.pieces)
        if new:
            self.pieces += map(piece_of, self._printer.slips[-new:])


@dataclass(slots=True, kw_only=True)
class Books:
    """What the journal says of the tickets one station gave, and of its print jobs."""

    tickets: dict[int, Ticket] = field(default_factory=dict)
    jobs: dict[int, PrintJob] = field(default_factory=dict)
    seq: int = 0

    def read_on(self, store: HallStore, *, station: str) -> None:
        """Take in what was written since. Raises StoreAway."""
        while page := store.since(self.seq):
            self.seq = page[-1].seq
            for event in page:
                if event.ticket is not None and event.step is Step.ISSUE and event.actor == station:
                    self.tickets[event.ticket.id] = event.ticket
                if event.job is not None and event.job.station == station:
                    self.jobs[event.job.id] = event.job

    def count(self, state: PrintState) -> int:
        return sum(one.state is state for one in self.jobs.values())


def without_promise(piece: Piece, books: Books) -> int:
    """How high a slip would be that promises nothing. A kiosk promises a wait as soon as it has learnt enough."""
    promised = any(one.code in piece.codes and one.wait_low is not None for one in books.tickets.values())
    return piece.height - (_PROMISE if promised else 0)


def judge(books: Books, pieces: Iterable[Piece], *, whole: int) -> list[str]:
    """What is not accounted for; empty is good. `whole` is the height of one whole original slip without a promise."""
    wrong: list[str] = []
    originals: Counter[int] = Counter()
    copies: Counter[int] = Counter()
    ids = {one.code: one.id for one in books.tickets.values()}
    scraps = 0
    for piece in pieces:
        scraps += not piece.codes and not piece.blank
        if len(set(piece.codes)) > 1:
            wrong.append(f"one paper names {len(piece.codes)} tickets")
        if piece.codes and not piece.copy and without_promise(piece, books) > whole + _ROOM:
            wrong.append(f"a slip is {piece.height} dots long, not {whole}: something else hangs on it")
        for code in piece.codes:
            if code not in ids:
                wrong.append(f"a slip says {code}, which is no ticket")
                continue
            (copies if piece.copy else originals)[ids[code]] += 1
    unknown = books.count(PrintState.UNKNOWN)
    if scraps > unknown:
        wrong.append(f"{scraps} torn slips, and only {unknown} of which nobody knows")
    for ticket in books.tickets.values():
        wrong += _judge_ticket(books, ticket, originals[ticket.id], copies[ticket.id])
    return wrong


def _judge_ticket(books: Books, ticket: Ticket, originals: int, copies: int) -> list[str]:
    jobs = [one for one in books.jobs.values() if one.ticket == ticket.id]
    wrong = [f"{ticket.label}: job {one.id} is left {one.state}" for one in jobs if one.state not in _SETTLED]
    if sum(one.copy == 0 for one in jobs) != 1:
        wrong.append(f"{ticket.label} has not one order for an original: {jobs}")
    if originals > 1:
        wrong.append(f"{ticket.label} is on paper {originals} times as an original")
    for number, kind in (
        (originals, [one for one in jobs if not one.copy]),
        (copies, [one for one in jobs if one.copy]),
    ):
        least = sum(one.state is PrintState.PRINTED for one in kind)
        most = least + sum(one.state is PrintState.UNKNOWN for one in kind)
        if not least <= number <= most:
            states = ", ".join(one.state for one in kind)
            wrong.append(f"{ticket.label}: {number} slips came out for {states or 'no order'}")
    return wrong


def judge_journal(url: str, hall: Hall) -> list[str]:
    """What the journal does not explain of the tables, numbers with a gap or given twice among it."""
    return [f"{one.seq}: {one.what}" for one in audit(url, hall.id).findings]
