from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.escpos.status import (
    AnswerParser,
    AutomaticStatus,
    Block,
    FenceAnswer,
    Noise,
    Paper,
    ProcessId,
    RealTimeAnswer,
    read_status,
)

NOW = datetime(2026, 9, 28, 7, 42, tzinfo=UTC)


def test_answers_of_all_kinds_are_told_apart_on_one_stream() -> None:
    stream = bytes.fromhex("12 1e 00 0c 18080300 37 22 30303031 00 11 5f 41 42 00 72")
    assert AnswerParser().feed(stream) == (
        RealTimeAnswer(0x12),
        RealTimeAnswer(0x1E),
        FenceAnswer(0x00),
        FenceAnswer(0x0C),
        AutomaticStatus(bytes.fromhex("18080300")),
        ProcessId(b"0001"),
        Noise(b"\x11"),
        Block(b"_AB\x00"),
        RealTimeAnswer(0x72),
    )


@given(st.binary(max_size=300), st.lists(st.integers(0, 300), max_size=8))
def test_any_bytes_in_any_pieces_are_taken_without_complaint(data: bytes, cuts: list[int]) -> None:
    whole, pieces = AnswerParser(), AnswerParser()
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    in_pieces = [a for start, end in pairwise(edges) for a in pieces.feed(data[start:end])]
    assert in_pieces == list(whole.feed(data))


@given(st.binary(max_size=300))
def test_noise_never_swallows_answers_for_longer_than_a_block(data: bytes) -> None:
    parser = AnswerParser()
    parser.feed(data)
    assert RealTimeAnswer(0x12) in parser.feed(b"\x12" * 100)


@pytest.mark.parametrize(
    ("paper", "offline_cause", "expected"),
    [
        (0x12, 0x12, Paper.OK),
        (0x1E, 0x12, Paper.LOW),
        (0x7E, 0x12, Paper.OUT),
        (0x72, 0x12, Paper.OUT),
        (0x12, 0x32, Paper.OUT),
    ],
)
def test_paper_is_read_from_both_of_the_bytes_that_tell_of_it(paper: int, offline_cause: int, expected: Paper) -> None:
    assert read_status(0x12, offline_cause, paper, None, at=NOW).paper is expected


def test_cover_knife_and_lamp_each_have_their_bit() -> None:
    idle = read_status(0x12, 0x12, 0x12, None, at=NOW)
    assert idle.ready
    assert idle.at == NOW
    assert read_status(0x1A, 0x16, 0x12, None, at=NOW).cover_open
    jam = read_status(0x1A, 0x52, 0x12, 0x1A, at=NOW)
    assert jam.error
    assert not jam.cutter_ok
    assert read_status(0x1A, 0x52, 0x12, 0x12, at=NOW).cutter_ok
    assert not read_status(0x1A, 0x12, 0x12, None, at=NOW).ready
