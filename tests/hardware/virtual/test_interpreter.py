from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.virtual.condition import Condition
from hardware.virtual.interpreter import Interpreter
from hardware.virtual.roll import HEAD_TO_KNIFE, Roll
from tests.hardware.samples import ink, read_qr

COMMANDS = (
    b"\x1b@ \x1ba\x01 \x1bJ\xff \x1bd\xff \x1b3\xff \x1d!\x77 \x1dv0\x00\x48\x00\x30\x00 \x1d(k\x03\x00 \x1dV\x42\x00 "
    b"\x1dr\x01 \x1da\xff \x10\x04\x01 \x1d(L \x1d8L \x1b*\x21 \x1d(k\x08\x001P0hello \x1d(k\x03\x001Q0 \n\n C047\n"
).split(b" ")


class Desk:
    """An interpreter on paper, with what it said."""

    def __init__(self, condition: Condition | None = None) -> None:
        self.answers = bytearray()
        self.reports: list[str] = []
        self.roll = Roll(576)
        self.printer = Interpreter(
            self.roll, condition or Condition(), answer=self.answers.extend, report=self.reports.append
        )


def test_a_picture_stands_where_it_was_aligned() -> None:
    desk = Desk()
    for align in (b"\x00", b"\x01", b"\x02"):
        desk.printer.feed(b"\x1ba" + align + b"\x1dv0\x00\x02\x00\x01\x00\xff\xff")
    rows = np.asarray(desk.roll.uncut)[HEAD_TO_KNIFE:] == 0
    assert [(int(row.argmax()), int(row.sum())) for row in rows] == [(0, 16), (280, 16), (560, 16)]


def test_a_doubled_picture_has_four_dots_for_one() -> None:
    desk = Desk()
    desk.printer.feed(b"\x1dv0\x03\x01\x00\x01\x00\x80")
    assert ink(desk.roll.uncut).size == (2, 2)


def test_a_native_qr_code_can_be_read() -> None:
    desk = Desk()
    data = b"http://mc.vn/C047"
    desk.printer.feed(
        b"\x1ba\x01\x1d(k\x04\x001A2\x00\x1d(k\x03\x001C\x06\x1d(k\x03\x001E1\x1d(k"
        + bytes((len(data) + 3, 0))
        + b"1P0"
        + data
        + b"\x1d(k\x03\x001Q0\x1bJ\x20"
    )
    assert read_qr(desk.roll.uncut) == "http://mc.vn/C047"


def test_letters_of_its_own_font_grow_by_whole_dots() -> None:
    small, large = Desk(), Desk()
    small.printer.feed(b"C047\n")
    large.printer.feed(b"\x1d!\x77C047\n")
    wide, high = ink(small.roll.uncut).size
    assert ink(large.roll.uncut).size == (8 * wide, 8 * high)


def test_the_fence_is_answered_in_its_turn_and_not_while_offline() -> None:
    desk = Desk(Condition(cover_open=True))
    desk.printer.feed(b"A\n\x1dr\x01")
    assert desk.answers == b""
    desk.printer.condition = replace(desk.printer.condition, cover_open=False)
    desk.printer.work()
    assert desk.answers == b"\x00"


def test_paper_ends_to_the_dot_and_the_rest_waits() -> None:
    desk = Desk(Condition(paper_mm=2, near_end_mm=1))
    desk.printer.feed(b"\x1bJ\x08\x1bJ\x10\x1dr\x01")
    assert desk.roll.uncut.height == HEAD_TO_KNIFE + 16
    assert desk.printer.condition.paper_out
    assert desk.answers == b""
    assert desk.printer.buffer == b"\x1dr\x01"


def test_what_it_does_not_know_shows_on_the_paper_and_in_the_report() -> None:
    desk = Desk()
    desk.printer.feed("Số\n".encode())
    assert desk.reports == ["garbage: e1", "garbage: bb", "garbage: 91"]
    desk.printer.feed(b"\x1dv0\x00\x50\x00\x01\x00" + b"\xff" * 80)
    assert "640 dots wide" in desk.reports[-1]
    desk.printer.feed(b"\x1dv0\x00\x03\x00\x01\x00\x10\x04\x01")
    assert "hidden" in desk.reports[-1]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(COMMANDS) | st.binary(max_size=12), max_size=40))
def test_any_bytes_are_worked_off_without_falling_over(stream: list[bytes]) -> None:
    desk = Desk(Condition(paper_mm=3_000))
    for data in stream:
        desk.printer.feed(data)
    assert desk.roll.uncut.height <= 2_000 * 8


def test_of_endless_paper_the_last_two_metres_are_kept() -> None:
    desk = Desk()
    desk.printer.feed(b"\x1b3\xff\x1bd\xff" + b"\x1dv0\x03\x01\x00\x00\x50" + b"\xff" * 0x5000 + b"\x1bJ\x08")
    assert desk.roll.uncut.height == 2_000 * 8
    assert ink(desk.roll.uncut).size == (16, 2_000 * 8 - 8)
