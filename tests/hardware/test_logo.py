from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw

from hardware.escpos.encode import Encoder
from hardware.escpos.logo import define_logo, print_logo
from hardware.escpos.profile import PAPER_58MM, PAPER_80MM, PrinterProfile
from hardware.escpos.profiles import find_profile
from hardware.logo import Stored, store_logo
from hardware.printer import Printer
from hardware.printers import open_printer
from hardware.printing import Outcome
from hardware.slip import Picture, Slip
from hardware.tcp import TcpTransport
from hardware.ticket_slip import ticket_slip
from hardware.virtual.nv import NvMemory
from hardware.virtual.printer import VirtualPrinter
from shared.domain.errors import DeviceAway
from tests.hardware.paper import printed
from tests.hardware.samples import HURRY, facts, ink, read_qr, vietnamese_slip

EPSON = replace(PAPER_80MM, stores_pictures=True)
WITH_LOGO = replace(EPSON, logo="HT")


def emblem(width: int = 200, height: int = 96) -> Image.Image:
    picture = Image.new("L", (width, height), 255)
    ImageDraw.Draw(picture).ellipse((0, 0, width - 1, height - 1), fill=0)
    return picture


@pytest.fixture
def line(device: VirtualPrinter) -> Iterator[TcpTransport]:
    transport = TcpTransport("127.0.0.1", device.port)
    yield transport
    transport.close()


def test_a_stored_picture_costs_eleven_bytes_a_slip_and_stands_above_the_hall() -> None:
    plain, with_logo = Encoder(EPSON).encode(vietnamese_slip()), Encoder(WITH_LOGO).encode(vietnamese_slip())
    assert len(print_logo("HT")) == 11
    assert len(with_logo) - len(plain) <= 14
    memory = NvMemory()
    assert printed(define_logo(emblem(), "HT", width=576), 576, memory=memory).reports == ()
    paper = printed(with_logo, 576, memory=memory)
    assert paper.reports == ()
    assert paper.slip.height == printed(plain, 576).slip.height + 96 + 16
    assert ink(paper.slip.crop((0, 0, paper.slip.width, 14 * 8 + 96))).size == (200, 96)


@pytest.mark.parametrize("height", range(1, 241))
def test_no_picture_to_be_stored_hides_a_real_time_command_in_its_dots_or_in_its_length(height: int) -> None:
    stripes = Image.frombytes("1", (24, height), b"\x10\x04\x01" * height).point(lambda dot: 255 - dot)
    for picture in (stripes, emblem(576, height), emblem(41 * 8, height)):
        data = define_logo(picture, "HT", width=576)
        assert not any(bytes((0x10, kind)) in data for kind in (0x04, 0x05, 0x14))
        assert printed(data, 576).reports == ()


def test_a_picture_too_large_or_with_a_bad_key_is_refused() -> None:
    for width, height, key in ((577, 10, "HT"), (100, 241, "HT"), (100, 10, "H"), (100, 10, "Hộ")):
        with pytest.raises(ValueError, match=r"logo|key"):
            define_logo(emblem(width, height), key, width=576)


def test_it_is_written_once_and_not_again_until_it_changes(
    device: VirtualPrinter, line: TcpTransport, tmp_path: Path
) -> None:
    kept = tmp_path / "logos.json"
    assert store_logo(line, emblem(), "HT", profile=EPSON, kept=kept) is Stored.WRITTEN
    assert store_logo(line, emblem(), "HT", profile=EPSON, kept=kept) is Stored.ALREADY
    assert device.memory_writes == 1
    assert store_logo(line, emblem(120), "HT", profile=EPSON, kept=kept) is Stored.WRITTEN
    assert store_logo(line, emblem(120), "HT", profile=EPSON, kept=kept, again=True) is Stored.WRITTEN
    assert device.memory_writes == 3
    assert [path.name for path in tmp_path.iterdir()] == ["logos.json"]


def test_a_hall_names_its_logo_in_a_profile_of_its_own(tmp_path: Path) -> None:
    own, kept = tmp_path / "hall.toml", tmp_path / "slips.bin"
    own.write_text('base = "TM-T20III"\nlogo = "HT"\n', encoding="utf-8")
    open_printer(f"file://{kept}?profile={own}").print(vietnamese_slip())
    assert kept.read_bytes().count(print_logo("HT")) == 1


def test_printing_never_writes_the_memory_and_the_stored_picture_is_on_every_slip(
    device: VirtualPrinter, line: TcpTransport, tmp_path: Path
) -> None:
    store_logo(line, emblem(), "HT", profile=EPSON, kept=tmp_path / "logos.json")
    printer = Printer(line, WITH_LOGO, patience=HURRY)
    for _slip in range(3):
        assert printer.print(vietnamese_slip()).outcome is Outcome.CONFIRMED
    assert device.memory_writes == 1
    assert all(ink(slip).height == ink(device.slips[0]).height for slip in device.slips)
    assert read_qr(device.slips[-1])


def test_a_printer_that_is_not_ready_gets_no_picture_and_no_note_is_made(
    device: VirtualPrinter, line: TcpTransport, tmp_path: Path
) -> None:
    kept = tmp_path / "logos.json"
    device.change(cover_open=True)
    with pytest.raises(DeviceAway, match="not ready"):
        store_logo(line, emblem(), "HT", profile=EPSON, kept=kept)
    assert device.memory_writes == 0
    assert not kept.exists()
    device.change(cover_open=False)
    kept.write_text("[nonsense", encoding="utf-8")
    assert store_logo(line, emblem(), "HT", profile=EPSON, kept=kept) is Stored.WRITTEN


def test_a_printer_not_known_to_store_pictures_is_left_alone(line: TcpTransport, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not known to store pictures"):
        store_logo(line, emblem(), "HT", profile=PAPER_80MM, kept=tmp_path / "logos.json")
    assert not line.is_open


# -- the hall's own, on the slip -------------------------------------------------------------------------------------


def carried(width: int = 200, height: int = 96) -> Picture:
    black = ImageChops.invert(emblem(width, height)).convert("1")
    return Picture(width=width, height=height, dots=black.tobytes())


def slip_with(picture: Picture) -> Slip:
    return ticket_slip(replace(facts(), logo=picture), "vi")


@pytest.mark.parametrize("profile", [PAPER_80MM, PAPER_58MM], ids=lambda profile: profile.name)
def test_a_logo_is_sent_with_the_slip_and_stands_in_the_middle_dot_by_dot(profile: PrinterProfile) -> None:
    paper = printed(Encoder(profile).encode(slip_with(carried())), profile.width)
    assert paper.reports == ()
    head = ink(paper.slip.crop((0, 0, paper.slip.width, 14 * 8 + 96)))
    assert head.tobytes() == emblem().tobytes()


def test_a_printer_that_keeps_a_logo_prints_that_one_in_its_place() -> None:
    slip = slip_with(carried(height=90))
    sent, kept = Encoder(EPSON).encode(slip), Encoder(WITH_LOGO).encode(slip)
    assert kept.count(print_logo("HT")) == 1
    assert len(sent) - len(kept) > 25 * 90 - 11
    memory = NvMemory()
    printed(define_logo(emblem(height=90), "HT", width=576), 576, memory=memory)
    assert printed(kept, 576, memory=memory).slip.tobytes() == printed(sent, 576).slip.tobytes()


def test_on_a_slow_line_no_logo_is_sent_that_the_printer_does_not_keep() -> None:
    slow = find_profile("TM-T20III-serial", where="")
    assert len(Encoder(slow).encode(slip_with(carried()))) < len(Encoder(slow).encode(vietnamese_slip())) + 10
    keeps = replace(slow, logo="HT")
    assert print_logo("HT") in Encoder(keeps).encode(slip_with(carried()))


def test_a_logo_broader_than_the_paper_is_made_smaller() -> None:
    narrow = PrinterProfile(name="narrow", width=256)
    paper = printed(Encoder(narrow).encode(slip_with(carried(384, 96))), 256)
    assert paper.reports == ()
    assert ink(paper.slip.crop((0, 0, paper.slip.width, 14 * 8 + 64))).size == (256, 64)
