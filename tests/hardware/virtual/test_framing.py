from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.virtual.framing import LARGEST, Command, Garbage, Letters, Piece, next_piece


def pieces(data: bytes) -> list[Piece]:
    found = []
    while (piece := next_piece(data)) is not None:
        found.append(piece[0])
        data = data[piece[1] :]
    return found


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("1b 40", [Command(b"\x1b@", b"")]),
        ("1b 4a 20 41 42 0a", [Command(b"\x1bJ", b" "), Letters(b"AB"), Command(b"\n", b"")]),
        ("1d 56 00 1d 56 42 05", [Command(b"\x1dV", b"\0"), Command(b"\x1dV", b"\x42\x05")]),
        ("1d 76 30 00 01 00 02 00 ff 81", [Command(b"\x1dv0", bytes.fromhex("0001000200ff81"))]),
        ("1d 28 6b 03 00 31 43 06", [Command(b"\x1d(k", bytes.fromhex("0300314306"))]),
        ("1b 7e 41", [Garbage(b"\x1b~"), Letters(b"A")]),
        ("c4 90", [Garbage(b"\xc4"), Garbage(b"\x90")]),
        ("1d 76 30 09 01 00 01 00", [Garbage(b"\x1dv"), Letters(b"0"), Garbage(b"\t"), Garbage(b"\x01")]),
    ],
)
def test_a_stream_falls_into_its_commands(data: str, expected: list[Piece]) -> None:
    assert pieces(bytes.fromhex(data))[: len(expected)] == expected


@given(st.binary(min_size=1, max_size=200))
def test_every_piece_is_at_least_a_byte_and_within_what_arrived(data: bytes) -> None:
    piece = next_piece(data)
    assert piece is None or 1 <= piece[1] <= len(data)


@settings(max_examples=50)
@given(st.binary(min_size=8, max_size=60))
def test_nothing_is_waited_for_beyond_the_largest_command(data: bytes) -> None:
    assert next_piece(data + bytes(LARGEST + 16)) is not None
