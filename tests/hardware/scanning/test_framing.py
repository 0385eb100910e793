from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.scanning.framing import LONGEST, Frame, Framer, UnreadableCode, Why, decode


def texts(frames: list[Frame]) -> list[str]:
    return [decode(frame) for frame in frames]


@pytest.mark.parametrize("suffix", [b"\r", b"\n", b"\r\n"])
def test_a_suffix_ends_a_code_and_leaves_no_empty_one(suffix: bytes) -> None:
    framer = Framer()
    assert texts(framer.feed(b"K047" + suffix + b"C001" + suffix, 1.0)) == ["K047", "C001"]
    assert framer.waits(1.0) is None


def test_a_code_in_pieces_of_seven_bytes_is_one_and_silence_ends_the_one_without_suffix() -> None:
    framer, sent = Framer(), "H27.12-240510-0007 Nguyễn\r\nXYZ".encode()
    found = []
    for number, start in enumerate(range(0, len(sent), 7)):
        found += framer.feed(sent[start : start + 7], 1 + number * 0.007)
    assert texts(found) == ["H27.12-240510-0007 Nguyễn"]
    assert framer.idle(1.1) == []
    wait = framer.waits(1.1)
    assert wait is not None
    assert 0 < wait < 0.15
    assert texts(framer.idle(1.3)) == ["XYZ"]


def test_a_pause_parts_two_codes_without_suffix() -> None:
    framer = Framer()
    assert framer.feed(b"K047", 1.0) == []
    assert texts(framer.feed(b"C001", 1.2)) == ["K047"]
    assert texts(framer.idle(1.4)) == ["C001"]


def test_an_endless_code_is_cut_off_reported_once_and_forgotten() -> None:
    framer = Framer()
    for moment in range(100):
        assert framer.feed(b"9" * 500, 1 + moment / 100) == []
    (frame,) = framer.feed(b"\r", 2.0)
    assert (len(frame.data), frame.length) == (LONGEST, 50_000)
    with pytest.raises(UnreadableCode) as unreadable:
        decode(frame)
    assert (unreadable.value.why, unreadable.value.length) == (Why.TOO_LONG, 50_000)
    assert texts(framer.feed(b"K047\r", 2.1)) == ["K047"]


def test_what_was_half_sent_when_the_plug_was_pulled_is_forgotten() -> None:
    framer = Framer()
    framer.feed(b"K0", 1.0)
    framer.forget()
    assert texts(framer.feed(b"C001\r", 1.01)) == ["C001"]


def test_utf_8_goes_before_windows_1258_and_both_come_out_composed() -> None:
    assert decode(Frame(data="\ufeffĐỗ Thị Ngữ".encode(), length=18)) == "Đỗ Thị Ngữ"
    in_1258 = b"H\xf4\xcc"  # o with its circumflex, and behind it the grave by itself
    assert decode(Frame(data=in_1258, length=3)) == "Hồ"


@pytest.mark.parametrize("data", [b"K0\x8147", b"K0\x0047", b"\x1b[2J", b"  ", b"K\x7f"])
def test_control_characters_and_unknown_letters_are_said_to_be_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableCode) as unreadable:
        decode(Frame(data=data, length=len(data)))
    assert unreadable.value.why is Why.LETTERS
    assert unreadable.value.__context__ is None, "the bytes would travel with the error"


@settings(max_examples=700, deadline=None)
@given(st.lists(st.tuples(st.binary(max_size=60), st.floats(0, 0.3)), max_size=12))
def test_any_stream_is_cut_without_losing_or_inventing_bytes(pieces: list[tuple[bytes, float]]) -> None:
    framer, now, frames = Framer(), 1.0, []
    for piece, later in pieces:
        now += later
        frames += framer.feed(piece, now)
    frames += framer.idle(now + 1)
    sent = b"".join(piece for piece, _later in pieces)
    assert b"".join(frame.data for frame in frames) == sent.replace(b"\r", b"").replace(b"\n", b"")
    assert all(frame.data for frame in frames)


@settings(max_examples=2200, deadline=None)
@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_are_text_or_declared_unreadable(data: bytes) -> None:
    try:
        text = decode(Frame(data=data, length=len(data)))
    except UnreadableCode as unreadable:
        failure = repr(unreadable)
        text = "-"
    else:
        failure = ""
    assert repr(data) not in failure
    assert text == text.strip() != ""
    assert not any(unicodedata.category(one) == "Cc" for one in text)


def test_what_scanners_put_around_a_code_is_left_out() -> None:
    assert decode(Frame(data=b"\x02K047\t\x03\x1d", length=8)) == "K047"
