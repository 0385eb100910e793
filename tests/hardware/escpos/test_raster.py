from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from hardware.escpos.raster import LONGEST, raster


def pieces(data: bytes) -> list[tuple[int, int, bytes]]:
    """Row bytes, rows and dots of each GS v 0 in `data`, which holds nothing else."""
    found = []
    while data:
        assert data[:3] == b"\x1dv0"
        across, down = int.from_bytes(data[4:6], "little"), int.from_bytes(data[6:8], "little")
        found.append((across, down, data[8 : 8 + across * down]))
        data = data[8 + across * down :]
    return found


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 800), st.booleans(), st.integers(24, 255))
def test_no_piece_has_a_height_that_upsets_printers(height: int, doubled: bool, most: int) -> None:
    found = pieces(raster(Image.new("1", (80, height), 255), doubled=doubled, most_rows=most))
    assert all(rows % 48 and rows <= most for _across, rows, _dots in found)
    assert not doubled or all(2 * rows % 48 for _across, rows, _dots in found)
    assert height <= sum(rows for _across, rows, _dots in found) <= height + 1
    sent = b"".join(dots for _across, _rows, dots in found)
    assert sent[: height * 10] == b"\xff" * (height * 10)


@pytest.mark.parametrize("width", [384, 576, 640, 832, 2040])
def test_no_piece_is_longer_than_what_ends_a_broken_one(width: int) -> None:
    found = pieces(raster(Image.new("1", (width, 700), 255), most_rows=255))
    assert all(len(dots) <= LONGEST for _across, _rows, dots in found)
    assert sum(rows for _across, rows, _dots in found) >= 700


@pytest.mark.parametrize("height", [48, 96, 250, 251, 480])
def test_a_printer_without_that_fault_gets_every_height(height: int) -> None:
    found = pieces(raster(Image.new("1", (80, height), 255), bad_rows=0))
    assert sum(rows for _across, rows, _dots in found) == height


@settings(max_examples=50, deadline=None)
@given(st.binary(min_size=1, max_size=40), st.sampled_from([b"\x10\x04\x01", b"\x10\x05\x02", b"\x10\x14\x02"]))
def test_a_picture_hides_no_real_time_command_and_changes_by_no_more_than_dots(around: bytes, hidden: bytes) -> None:
    dots = around + hidden + around
    image = Image.frombytes("1", (8 * len(dots), 1), dots)
    ((_across, _rows, sent),) = pieces(raster(image))
    assert all(command[:2] not in sent for command in (b"\x10\x04", b"\x10\x05", b"\x10\x14"))
    assert sum((a ^ b).bit_count() for a, b in zip(sent, dots, strict=True)) <= len(dots)


def test_ink_stays_in_the_middle_of_its_bytes() -> None:
    ((across, _rows, dots),) = pieces(raster(Image.new("1", (10, 1), 255)))
    assert (across, dots) == (2, bytes((0b00011111, 0b11111000)))
