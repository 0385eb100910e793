"""Slips over a real socket onto virtual paper, and all that can happen on the way."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from hardware.escpos.encode import Encoder
from hardware.escpos.profile import PAPER_58MM, PAPER_80MM, PrinterProfile
from hardware.escpos.status import Paper
from hardware.printer import Printer
from hardware.printing import DeviceSilent, Outcome, Proof, Trouble
from hardware.slip import Cut, Slip, TextLine, Weight
from hardware.tcp import TcpTransport
from hardware.ticket_slip import ticket_slip
from hardware.virtual.condition import Changes
from hardware.virtual.printer import VirtualPrinter
from shared.domain.errors import DeviceAway
from shared.fonts import font_path
from tests.hardware.samples import HURRY, STATUS_URL, facts, ink, read_qr, vietnamese_slip
from tests.ports import free_port

NOW = datetime(2026, 9, 28, 0, 42, tzinfo=UTC)


@contextmanager
def connected(device: VirtualPrinter, profile: PrinterProfile = PAPER_80MM) -> Iterator[Printer]:
    printer = Printer(TcpTransport("127.0.0.1", device.port), profile, clock=lambda: NOW, patience=HURRY)
    try:
        yield printer
    finally:
        printer.close()


def came_out(device: VirtualPrinter) -> int:
    return len(device.slips)


def test_a_slip_comes_out_and_is_proven(device: VirtualPrinter) -> None:
    with connected(device) as printer:
        result = printer.print(vietnamese_slip())
    assert (result.outcome, result.proof, result.trouble) == (Outcome.CONFIRMED, Proof.FENCE, None)
    assert result.status is not None
    assert (result.status.paper, result.status.at) == (Paper.OK, NOW)
    assert result.bytes_sent == len(Encoder(PAPER_80MM).encode(vietnamese_slip()))
    assert came_out(device) == 1
    assert read_qr(device.slips[0]) == STATUS_URL
    assert device.reports == ()


@pytest.mark.parametrize(
    ("width", "profile"),
    [
        (576, PAPER_80MM),
        (384, PAPER_58MM),
        (576, replace(PAPER_80MM, native_number=True)),
        (384, replace(PAPER_58MM, native_number=True, native_qr=True)),
    ],
)
def test_no_width_is_exceeded_by_any_slip(width: int, profile: PrinterProfile) -> None:
    longest = facts(
        agency="Sở Văn hóa, Thể thao và Du lịch",
        service="Đầu tư bằng vốn hỗ trợ phát triển chính thức (ODA) và viện trợ không hoàn lại "
        "không thuộc hỗ trợ phát triển chính thức",
        procedure="Chuyển trẻ em đang được chăm sóc thay thế tại cơ sở trợ giúp xã hội đến cá nhân, "
        "gia đình nhận chăm sóc thay thế",
        reprint=1,
    )
    with VirtualPrinter(width=width) as device, connected(device, profile) as printer:
        for language in ("vi", "en"):
            assert printer.print(ticket_slip(longest, language)).outcome is Outcome.CONFIRMED
        assert device.reports == ()
        assert came_out(device) == 2
        assert read_qr(device.slips[0]) == STATUS_URL


def test_what_is_on_the_paper_is_the_text_with_all_its_marks(device: VirtualPrinter) -> None:
    words = "Ủy quyền, Đỗ Thị Ngữ: ẳ ặ ễ ợ ự ỵ"
    with connected(device) as printer:
        printer.print(Slip((TextLine(words, size=26, weight=Weight.BOLD), Cut())))
    font = ImageFont.truetype(font_path("BeVietnamPro-Bold"), 26, layout_engine=ImageFont.Layout.BASIC)
    wanted = Image.new("L", (700, 80), 255)
    pen = ImageDraw.Draw(wanted)
    pen.fontmode = "1"
    pen.text((10, 10), words, fill=0, font=font)
    assert np.array_equal(np.asarray(ink(device.slips[0])), np.asarray(ink(wanted)))


def test_the_number_is_at_least_twelve_millimetres_high(device: VirtualPrinter) -> None:
    with connected(device) as printer:
        printer.print(vietnamese_slip())
    rows = (np.asarray(device.slips[0]) == 0).sum(axis=1) > 60
    longest = max(len(run) for run in "".join("#" if row else " " for row in rows).split())
    assert longest >= 96


def test_a_copy_carries_white_words_on_a_black_bar(device: VirtualPrinter) -> None:
    with connected(device) as printer:
        printer.print(Slip((TextLine("IN LẠI 1", size=30, weight=Weight.BOLD, inverse=True), Cut())))
    bar = np.asarray(ink(device.slips[0])) == 0
    assert bar[0].all()
    assert bar[-1].all()
    assert 0.05 < 1 - bar.mean() < 0.5


@pytest.mark.parametrize(
    ("changes", "trouble"),
    [
        (Changes(paper_mm=0), Trouble.PAPER_OUT),
        (Changes(cover_open=True), Trouble.COVER_OPEN),
        (Changes(cutter_jam=True), Trouble.CUTTER),
        (Changes(offline=True), Trouble.OFFLINE),
        (Changes(silent=True), Trouble.SILENT),
    ],
)
def test_a_printer_that_cannot_print_is_sent_nothing(
    device: VirtualPrinter, changes: Changes, trouble: Trouble
) -> None:
    device.change(**changes)
    with connected(device) as printer:
        result = printer.print(vietnamese_slip())
        assert (result.outcome, result.proof, result.trouble) == (
            Outcome.FAILED_BEFORE_SEND,
            Proof.NONE,
            trouble,
        )
        assert result.bytes_sent == 0
        assert came_out(device) == 0
        device.change(paper_mm=80_000, cover_open=False, cutter_jam=False, offline=False, silent=False)
        assert printer.print(vietnamese_slip()).outcome is Outcome.CONFIRMED
    assert came_out(device) == 1


def test_nobody_waits_longer_than_three_seconds_for_a_silent_printer(device: VirtualPrinter) -> None:
    device.change(silent=True)
    printer = Printer(TcpTransport("127.0.0.1", device.port), PAPER_80MM)
    started = time.monotonic()
    assert printer.print(vietnamese_slip()).trouble is Trouble.SILENT
    assert time.monotonic() - started < 3
    with pytest.raises(DeviceSilent):
        printer.status()


def test_a_printer_that_is_not_there_is_unreachable() -> None:
    printer = Printer(TcpTransport("127.0.0.1", free_port()), PAPER_80MM, patience=HURRY)
    result = printer.print(vietnamese_slip())
    assert (result.outcome, result.trouble) == (Outcome.FAILED_BEFORE_SEND, Trouble.UNREACHABLE)
    with pytest.raises(DeviceAway):
        printer.status()


def test_little_paper_is_told_and_still_printed_on(device: VirtualPrinter) -> None:
    device.change(paper_mm=1_000)
    with connected(device) as printer:
        assert printer.status().paper is Paper.LOW
        result = printer.print(vietnamese_slip())
    assert result.outcome is Outcome.CONFIRMED
    assert result.status is not None
    assert result.status.paper is Paper.LOW


def test_paper_that_ends_in_the_middle_leaves_the_slip_unknown(device: VirtualPrinter) -> None:
    device.change(paper_mm=60)
    with connected(device) as printer:
        result = printer.print(vietnamese_slip())
        assert (result.outcome, result.trouble) == (Outcome.UNKNOWN, Trouble.PAPER_OUT)
        assert result.bytes_sent > 0
        assert came_out(device) == 0
        device.change(paper_mm=80_000)
        copy = printer.print(ticket_slip(facts(reprint=1), "vi"))
    assert copy.outcome is Outcome.CONFIRMED
    assert read_qr(device.slips[-1]) == STATUS_URL


def test_a_late_answer_for_the_last_slip_does_not_confirm_this_one(device: VirtualPrinter) -> None:
    device.change(paper_mm=60)
    with connected(device) as printer:
        assert printer.print(vietnamese_slip("C001")).outcome is Outcome.UNKNOWN
        device.change(paper_mm=120)
        assert printer.print(vietnamese_slip("C002")).outcome is Outcome.UNKNOWN
    assert came_out(device) == 1


@pytest.mark.parametrize("after", [40, 1_000, 5_000, 9_000, 12_000])
def test_a_power_cut_on_the_way_is_never_a_confirmed_slip(device: VirtualPrinter, after: int) -> None:
    device.change(dies_after=after)
    with connected(device) as printer:
        result = printer.print(vietnamese_slip())
        assert (result.outcome, result.proof) == (Outcome.UNKNOWN, Proof.NONE)
        device.stop()
        device.start()
        assert printer.print(vietnamese_slip()).outcome is Outcome.CONFIRMED
    assert came_out(device) == 1


def test_after_a_line_that_broke_inside_a_picture_the_next_slip_is_whole(device: VirtualPrinter) -> None:
    with socket.create_connection(("127.0.0.1", device.port)) as line:
        line.sendall(b"\x1b@\x1dv0\x00\x48\x00\xf0\x00" + b"\xaa" * 500)
        line.shutdown(socket.SHUT_WR)
        assert line.recv(1) == b""
    with connected(device) as printer:
        assert printer.print(vietnamese_slip()).outcome is Outcome.CONFIRMED
    assert read_qr(device.slips[-1]) == STATUS_URL


def test_a_printer_switched_off_and_on_between_slips_is_found_again(device: VirtualPrinter) -> None:
    with connected(device) as printer:
        assert printer.print(vietnamese_slip("C001")).outcome is Outcome.CONFIRMED
        device.stop()
        assert printer.print(vietnamese_slip("C002")).outcome is Outcome.FAILED_BEFORE_SEND
        device.start()
        assert printer.print(vietnamese_slip("C002")).outcome is Outcome.CONFIRMED
    assert came_out(device) == 2


def test_messages_nobody_asked_for_do_not_disturb(device: VirtualPrinter) -> None:
    with connected(device) as printer:
        assert printer.print(Slip((TextLine("một"), Cut()))).outcome is Outcome.CONFIRMED
        with_automatic_status = Printer(TcpTransport("127.0.0.1", device.port), PAPER_80MM, patience=HURRY)
        printer.close()
        line = socket.create_connection(("127.0.0.1", device.port))
        with line:
            line.sendall(b"\x1da\xff")
            assert len(line.recv(4)) == 4
        device.change(near_end_mm=79_700)
        assert with_automatic_status.print(vietnamese_slip()).outcome is Outcome.CONFIRMED
        with_automatic_status.close()
    assert came_out(device) == 2


def test_sixty_slips_in_a_row_are_sixty_slips(device: VirtualPrinter) -> None:
    with connected(device) as printer:
        for number in range(1, 61):
            slip = ticket_slip(facts(label=f"C{number:03}", qr=f"http://mc.vn/{number}"), "vi")
            assert printer.print(slip).outcome is Outcome.CONFIRMED
    assert [read_qr(slip) for slip in device.slips] == [f"http://mc.vn/{n}" for n in range(21, 61)]
