from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from PIL import Image

from hardware.printers import open_printer
from hardware.printing import Outcome
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
