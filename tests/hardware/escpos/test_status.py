from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.escpos.status import (
    Answer,
    AnswerParser,
    AutomaticStatus,
    Block,
    FenceAnswer,
    Learnt,
    Noise,
    Paper,
    ProcessId,
    RealTimeAnswer,
    read_automatic,
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


@given(st.binary(max_size=60), st.lists(st.integers(0, 60), max_size=4))
def test_any_bytes_in_any_pieces_are_taken_without_complaint(data: bytes, cuts: list[int]) -> None:
    whole, pieces = AnswerParser(), AnswerParser()
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    in_pieces = [a for start, end in pairwise(edges) for a in pieces.feed(data[start:end])]
    assert in_pieces == list(whole.feed(data))


@given(st.binary(max_size=120))
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


def one_answer(chance: Random) -> tuple[bytes, Answer]:
    """A whole answer as a printer sends it, and what it must be taken for."""
    bits = chance.randbytes(4)
    match chance.randrange(6):
        case 0:
            return bytes((bits[0] & 0x6C | 0x12,)), RealTimeAnswer(bits[0] & 0x6C | 0x12)
        case 1:
            return bytes((bits[0] & 0x6F,)), FenceAnswer(bits[0] & 0x6F)
        case 2:
            four = bytes((bits[0] & 0x6C | 0x10, *(byte & 0x6F for byte in bits[1:])))
            return four, AutomaticStatus(four)
        case 3:
            letters = b"%04d" % chance.randrange(10_000)
            return b"\x37\x22" + letters + b"\0", ProcessId(letters)
        case 4:
            block = b"\x5f" + chance.randbytes(chance.randrange(40)).replace(b"\0", b"") + b"\0"
            return block, Block(block)
    flow = chance.choice((b"\x11", b"\x13"))
    return flow, Noise(flow)


@settings(max_examples=120, deadline=None)
@given(st.integers(min_value=0))
def test_twelve_thousand_streams_of_answers_in_any_pieces_are_what_they_were(seed: int) -> None:
    chance = Random(seed)
    for _stream in range(100):
        answers = [one_answer(chance) for _answer in range(chance.randrange(8))]
        stream, piece = b"".join(data for data, _answer in answers), chance.randint(1, 7)
        parser = AnswerParser()
        found = [a for at in range(0, len(stream), piece) for a in parser.feed(stream[at : at + piece])]
        assert found == [answer for _data, answer in answers], stream.hex(" ")


@settings(max_examples=50, deadline=None)
@given(st.integers(min_value=0), st.integers(1, 3))
def test_an_automatic_message_that_lost_a_later_byte_is_no_answer_to_a_question(seed: int, lost: int) -> None:
    four = bytes((0x10, *(byte & 0x6F for byte in Random(seed).randbytes(3))))
    rest = four[:lost] + four[lost + 1 :]
    assert AnswerParser().feed(rest + b"\x12") == (Noise(rest), RealTimeAnswer(0x12))


def test_an_automatic_message_tells_the_same_as_the_answers() -> None:
    idle = read_automatic(bytes.fromhex("10000000"), at=NOW)
    assert (idle.ready, idle.paper, idle.learnt) == (True, Paper.OK, Learnt.AUTOMATIC)
    assert read_automatic(bytes.fromhex("38000000"), at=NOW).cover_open
    assert read_automatic(bytes.fromhex("10000300"), at=NOW).paper is Paper.LOW
    assert read_automatic(bytes.fromhex("18000f00"), at=NOW).paper is Paper.OUT
    jam = read_automatic(bytes.fromhex("18080000"), at=NOW)
    assert (jam.cutter_ok, jam.error, jam.online) == (False, True, False)
