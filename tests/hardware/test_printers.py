from __future__ import annotations

from pathlib import Path

import pytest

from hardware.capture import CapturePrinter
from hardware.escpos.encode import Encoder
from hardware.escpos.profile import PAPER_58MM
from hardware.printer import Printer
from hardware.printers import open_printer
from hardware.printing import Outcome, Proof, Trouble
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
        ("", "begin with tcp://"),
        ("192.168.1.50:9100", "begin with tcp://"),
        ("usb://printer", "begin with tcp://"),
        ("tcp://", "host and port"),
        ("tcp://192.168.1.50:abc", "port must be a number"),
        ("tcp://192.168.1.50:99999", "port must be a number"),
        ("tcp://192.168.1.50/lp", "host and port"),
        ("file://slips.bin", "whole path"),
        ("tcp://192.168.1.50?width=80", "only one profile="),
        ("tcp://192.168.1.50?profile=80", "name a printer model"),
    ],
)
def test_an_address_that_makes_no_sense_is_refused_with_a_cure(url: str, cure: str) -> None:
    with pytest.raises(ConfigError) as refused:
        open_printer(url, where="kiosk.toml", key="printer.url")
    assert cure in refused.value.cure
    assert refused.value.where == "kiosk.toml"
