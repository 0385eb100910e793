from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from hardware.escpos.encode import Encoder
from hardware.escpos.length import paper_length
from hardware.escpos.profile import PAPER_58MM, PAPER_80MM, Cutter, PrinterProfile, Text
from hardware.escpos.profiles import find_profile
from hardware.slip import Align, Cut, Gap, Number, Slip, TextLine
from hardware.ticket_slip import ticket_slip
from hardware.virtual.condition import Build
from tests.hardware.paper import printed
from tests.hardware.samples import facts, ink, vietnamese_slip


def test_the_standard_slip_stays_under_fifteen_thousand_bytes() -> None:
    assert len(Encoder(PAPER_80MM).encode(vietnamese_slip())) < 15_000
    assert len(Encoder(PAPER_58MM).encode(vietnamese_slip())) < 15_000


def test_on_a_slow_line_letters_take_a_twentieth_of_the_bytes() -> None:
    pictures = Encoder(find_profile("TM-T20III", where="")).encode(vietnamese_slip())
    letters = Encoder(find_profile("TM-T20III-serial", where="")).encode(vietnamese_slip())
    assert len(letters) < 600 < 11_000 < len(pictures)


@pytest.mark.parametrize("name", ["TM-T20III-serial", "TM-T20III", "80mm", "58mm"])
def test_the_paper_a_slip_uses_is_known_from_its_bytes(name: str) -> None:
    profile = find_profile(name, where="")
    data = Encoder(profile).encode(vietnamese_slip())
    uncut = Encoder(replace(profile, cutter=Cutter.NONE)).encode(vietnamese_slip())
    height = printed(uncut, profile.width).slip.height
    assert paper_length(uncut, dpi=profile.dpi) * profile.dpi / 25.4 == pytest.approx(height, abs=1)
    assert paper_length(data, dpi=profile.dpi) > 80


def test_what_the_pages_cannot_write_is_drawn_among_the_letters() -> None:
    encoder = Encoder(find_profile("TM-T20III-serial", where=""))
    slip = Slip((TextLine("Hộ tịch"), TextLine("Hộ tịch ✓"), TextLine("Một cửa"), Cut()))
    data = encoder.encode(slip)
    assert data.count(b"\x1dv0") == 1
    assert b"H\x1bt\x1e\xe9 t\xdech\n" in data
    assert data.index(b"t\xdech") < data.index(b"\x1dv0") < data.index(b"M\xe9t c")


def test_an_epson_is_told_that_a_unit_is_a_dot_because_by_itself_it_takes_half_of_one() -> None:
    for name, expected in (
        ("TM-T20III", b"\x1dP\xcb\xcb\x1b3\x00\x1bJ\x50"),
        ("TM-T88V", b"\x1dP\xb4\xb4\x1b3\x00\x1bJ\x47"),
    ):
        assert Encoder(find_profile(name, where="")).encode(Slip((Gap(10),))).endswith(expected)
    assert b"\x1dP" not in Encoder(PAPER_80MM).encode(vietnamese_slip())
    halves = Build(feeds_half_dots=True)
    right = Encoder(find_profile("TM-T20III", where="")).encode(vietnamese_slip())
    pinched = Encoder(PAPER_80MM).encode(vietnamese_slip())
    assert printed(right, 576, build=halves).slip.height == printed(pinched, 576).slip.height
    assert printed(pinched, 576, build=halves).slip.height < printed(pinched, 576).slip.height - 60


def test_the_same_slip_has_the_same_bytes_whether_its_strips_were_kept_or_drawn() -> None:
    encoder = Encoder(PAPER_80MM)
    first = encoder.encode(vietnamese_slip())
    assert encoder.encode(vietnamese_slip()) == first == Encoder(PAPER_80MM).encode(vietnamese_slip())


def test_decomposed_letters_print_as_composed_ones_do() -> None:
    composed = TextLine("Lĩnh vực: Đất đai – CHỨNG THỰC")
    decomposed = replace(composed, text=unicodedata.normalize("NFD", composed.text))
    encoder = Encoder(PAPER_80MM)
    assert encoder.encode(Slip((composed, Cut()))) == encoder.encode(Slip((decomposed, Cut())))


@pytest.mark.parametrize(
    "profile", [PAPER_80MM, PAPER_58MM, replace(PAPER_80MM, native_number=True)], ids=lambda p: p.name
)
def test_no_slip_hides_a_real_time_command(profile: PrinterProfile) -> None:
    encoder = Encoder(profile)
    for number in range(0, 1000, 37):
        data = encoder.encode(ticket_slip(facts(label=f"K{number:03}", people_ahead=number), "vi"))
        assert not any(bytes((0x10, kind)) in data for kind in (0x04, 0x05, 0x14))


def test_the_printers_own_letters_are_used_for_the_number_where_the_profile_allows() -> None:
    own = Encoder(replace(PAPER_80MM, native_number=True)).encode(Slip((Number("C047"),)))
    assert b"\x1d!\x77C047\n" in own
    narrow = Encoder(replace(PAPER_58MM, native_number=True)).encode(Slip((Number("C047"),)))
    assert b"\x1d!\x66C047\n" in narrow


@pytest.mark.parametrize("profile", [PAPER_80MM, PAPER_58MM], ids=lambda profile: profile.name)
@pytest.mark.parametrize("label", ["I111", "C047", "W888", "A1047", "W8888"])
def test_a_number_is_high_enough_to_be_read_from_two_metres(label: str, profile: PrinterProfile) -> None:
    paper = printed(Encoder(profile).encode(Slip((Number(label, mm=15), Cut()))), profile.width)
    seen = ink(paper.slip)
    assert 12 * 8 <= seen.height <= 15 * 8
    assert seen.width <= profile.width


@pytest.mark.parametrize(
    "profile",
    [PAPER_58MM, replace(PAPER_58MM, text=Text.LETTERS, tcvn3_pages=(30, 31))],
    ids=["pictures", "letters"],
)
def test_lines_a_text_is_wrapped_to_begin_as_far_in_as_they_hang(profile: PrinterProfile) -> None:
    twice = TextLine("Hai\nHai", align=Align.LEFT, hang=24)
    paper = printed(Encoder(profile).encode(Slip((twice, Cut()))), 384)
    seen = ink(paper.slip).convert("L")
    middle = seen.height // 2
    first, second = ink(seen.crop((0, 0, seen.width, middle))), ink(seen.crop((0, middle, seen.width, seen.height)))
    assert first.tobytes() == second.tobytes()
    assert 20 <= seen.width - first.width <= 28


@pytest.mark.parametrize("native", [True, False], ids=["the printer's", "ours"])
@pytest.mark.parametrize("label", ["A", "A001", "ABCDEFGHIJKL", "WWWW-WWWW-WW"])
def test_short_and_long_labels_stay_on_the_narrowest_paper(label: str, native: bool) -> None:
    for width in (256, 384, 576):
        profile = PrinterProfile(name="paper", width=width, native_number=native)
        paper = printed(Encoder(profile).encode(Slip((Number(label), Cut()))), width)
        assert paper.reports == ()
        assert ink(paper.slip).width <= width
