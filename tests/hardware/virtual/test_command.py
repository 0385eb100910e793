from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from hardware.printers import open_printer
from hardware.printing import Outcome, Proof
from hardware.virtual.command import virtual_printer
from tests.hardware.samples import STATUS_URL, read_qr, vietnamese_slip


def test_the_command_prints_its_address_then_slips_until_it_is_told_to_end(tmp_path: Path) -> None:
    program = "from hardware.virtual.command import virtual_printer; virtual_printer()"
    options = ["--port", "0", "--width", "384", "--roll", str(tmp_path / "roll")]
    with subprocess.Popen([sys.executable, "-c", program, *options], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        printer = open_printer(f"{url}?profile=58mm")
        assert printer.print(vietnamese_slip()).outcome is Outcome.CONFIRMED
        printer.close()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=5) == 0
    with Image.open(tmp_path / "roll" / "slip-0001.png") as slip:
        assert read_qr(slip) == STATUS_URL
    assert sorted(path.name for path in (tmp_path / "roll").iterdir()) == ["roll.png", "slip-0001.png"]


def test_the_command_can_be_a_serial_printer_with_faults_and_prints_its_path(tmp_path: Path) -> None:
    program = "from hardware.virtual.command import virtual_printer; virtual_printer()"
    options = ["--link", str(tmp_path / "printer"), "--process-ids", "--speed", "50000", "--paper-speed", "2000"]
    faults = ["--fault", "noise", "--fault", "dies-after=30000"]
    with subprocess.Popen(
        [sys.executable, "-c", program, *options, *faults], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert url == f"serial://{tmp_path}/printer"
        printer = open_printer(url)
        result = printer.print(vietnamese_slip())
        assert (result.outcome, result.proof) == (Outcome.CONFIRMED, Proof.PROCESS_ID)
        assert printer.print(vietnamese_slip()).outcome is Outcome.CONFIRMED
        assert printer.print(vietnamese_slip()).outcome is not Outcome.CONFIRMED
        printer.close()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=5) == 0


@pytest.mark.parametrize("fault", ["slient", "dies-after", "dies-after=x", "noise=3"])
def test_a_fault_that_does_not_exist_is_refused_with_those_that_do(fault: str) -> None:
    refused = CliRunner().invoke(virtual_printer, ["--fault", fault])
    assert refused.exit_code == 2
    assert "drops-after=BYTES" in refused.output
