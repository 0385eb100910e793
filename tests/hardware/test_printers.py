from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from hardware.capture import CapturePrinter
from hardware.escpos.encode import Encoder
from hardware.escpos.profile import PAPER_58MM
from hardware.printer import Printer
from hardware.printers import open_printer
from hardware.printing import Outcome, Proof, Trouble
from hardware.virtual.condition import Build, ProcessIds
from hardware.virtual.printer import VirtualPrinter
from shared.domain.errors import ConfigError, DeviceAway
from tests.hardware.samples import vietnamese_slip


def test_a_network_printer_is_opened_by_its_address(device: VirtualPrinter) -> None:
    printer = open_printer(f"{device.url}?profile=80mm")
    assert isinstance(printer, Printer)
    assert printer.print(vietnamese_slip()).outcome is Outcome.CONFIRMED
    printer.close()


def test_a_capture_keeps_the_bytes_of_each_slip(tmp_path: Path) -> None:
    kept = tmp_path / "phiếu.bin"
    printer = open_printer(f"file://{kept}?profile=58mm")
    assert isinstance(printer, CapturePrinter)
    assert printer.status().ready
    for _time in range(2):
        result = printer.print(vietnamese_slip())
        assert (result.outcome, result.proof) == (Outcome.CONFIRMED, Proof.WRITTEN)
    assert kept.read_bytes() == 2 * Encoder(PAPER_58MM).encode(vietnamese_slip())


def test_a_capture_into_a_folder_that_is_not_there_is_unreachable(tmp_path: Path) -> None:
    printer = open_printer(f"file://{tmp_path}/none/slips.bin")
    result = printer.print(vietnamese_slip())
    assert (result.outcome, result.trouble) == (Outcome.FAILED_BEFORE_SEND, Trouble.UNREACHABLE)
    with pytest.raises(DeviceAway):
        printer.status()


@pytest.mark.parametrize(
    ("url", "cure"),
    [
        ("", "begin with usblp://"),
        ("192.168.1.50:9100", "begin with usblp://"),
        ("usb://printer", "as lsusb shows them"),
        ("usb://04b8", "as lsusb shows them"),
        ("usblp://lp0", "whole path"),
        ("serial://", "whole path"),
        ("serial:///dev/ttyUSB0?baudrate=1200", "baudrate is a number from 9600"),
        ("serial:///dev/ttyUSB0?baudrate=100000", "baudrate is one of"),
        ("serial:///dev/ttyUSB0?flow=dtr", "flow is one of none, xonxoff, rtscts"),
        ("tcp://h?baudrate=9600", "baudrate is no option here"),
        ("tcp://h?proof=gs", "proof is one of auto, fence, status, none"),
        ("tcp://h?recover=1", "recover is yes or no"),
        ("tcp://h?roll_mm=80", "roll_mm is a number from 1000"),
        ("tcp://h?profile=80mm&profile=58mm", "only once"),
        ("tcp://[h", "write the address"),
        ("tcp://a tcp://b tcp://c", "name one printer, or two"),
        ("tcp://a,lpt1", "begin with usblp://"),
        ("tcp://", "host and port"),
        ("tcp://192.168.1.50:abc", "port must be a number"),
        ("tcp://192.168.1.50:99999", "port must be a number"),
        ("tcp://192.168.1.50/lp", "host and port"),
        ("file://slips.bin", "whole path"),
        ("tcp://192.168.1.50?width=80", "width is no option here"),
        ("tcp://192.168.1.50?profile=80", "name a printer model"),
    ],
)
def test_an_address_that_makes_no_sense_is_refused_with_a_cure(url: str, cure: str) -> None:
    with pytest.raises(ConfigError) as refused:
        open_printer(url, where="kiosk.toml", key="printer.url")
    assert cure in refused.value.cure
    assert refused.value.where == "kiosk.toml"


@pytest.mark.parametrize(("url", "meant"), [("sreial:///dev/ttyS0", "serial"), ("tcp://h?profil=80mm", "profile")])
def test_a_slip_of_the_pen_is_answered_with_what_was_meant(url: str, meant: str) -> None:
    with pytest.raises(ConfigError) as refused:
        open_printer(url)
    assert refused.value.suggestions == (meant,)


@pytest.mark.skipif(find_spec("usb") is not None, reason="pyusb is installed here")
def test_a_bulk_printer_without_pyusb_is_refused_with_what_to_install() -> None:
    with pytest.raises(ConfigError) as refused:
        open_printer("usb://04b8:0e15")
    assert "pip install 'motcua[usb]'" in refused.value.cure


def test_a_device_file_that_is_not_there_is_unreachable_and_looked_for_by_its_lasting_name(tmp_path: Path) -> None:
    for scheme in ("serial", "usblp"):
        printer = open_printer(f"{scheme}://{tmp_path}/printer")
        result = printer.print(vietnamese_slip())
        assert (result.outcome, result.trouble) == (Outcome.FAILED_BEFORE_SEND, Trouble.UNREACHABLE)
        assert result.printer == f"{scheme}://{tmp_path}/printer"


def test_two_addresses_are_a_printer_and_the_one_that_stands_in_for_it(device: VirtualPrinter, tmp_path: Path) -> None:
    printer = open_printer(f"usblp://{tmp_path}/none, {device.url}?profile=80mm")
    result = printer.print(vietnamese_slip())
    assert (result.outcome, result.printer) == (Outcome.CONFIRMED, device.url)
    printer.close()


def test_a_roll_with_a_length_is_counted(
    device: VirtualPrinter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path))
    printer = open_printer(f"{device.url}?roll_mm=80000")
    assert printer.print(vietnamese_slip()).outcome is Outcome.CONFIRMED
    printer.close()
    again = open_printer(f"{device.url}?roll_mm=80000")
    left = again.status().left_mm
    again.close()
    assert left == pytest.approx(device.condition.paper_mm, abs=2)
    assert [file.name for file in tmp_path.iterdir()] == [f"roll-tcp-127-0-0-1-{device.port}.json"]


@pytest.mark.parametrize(
    ("profile", "proof"), [("80mm", Proof.PROCESS_ID), ("TM-T20III", Proof.PROCESS_ID), ("XP-80", Proof.FENCE)]
)
def test_a_profile_s_word_on_proof_is_obeyed(profile: str, proof: Proof) -> None:
    with VirtualPrinter(build=Build(process_ids=ProcessIds.RETURNED)) as device:
        printer = open_printer(f"{device.url}?profile={profile}")
        assert printer.print(vietnamese_slip()).proof is proof
        printer.close()
