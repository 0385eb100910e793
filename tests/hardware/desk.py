"""A virtual printer and the program's own, with a line between them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

from hardware.escpos.conversation import Patience
from hardware.escpos.profile import PAPER_80MM
from hardware.printer import Printer
from hardware.printing import Wanted
from hardware.serial_line import SerialTransport
from hardware.tcp import TcpTransport
from hardware.transport import Transport
from hardware.virtual.condition import Build, ProcessIds
from hardware.virtual.ports import PtyPort
from hardware.virtual.printer import VirtualPrinter
from hardware.virtual.roll import HEAD_TO_KNIFE
from tests.hardware.samples import HURRY, vietnamese_slip

WITH_IDS: Final = Build(process_ids=ProcessIds.RETURNED)
WITHOUT_IDS: Final = Build()
LINES: Final = ("tcp", "pty")
BUILDS: Final = (WITH_IDS, WITHOUT_IDS)


class Desk:
    """`device` is the thing with paper in it, `printer` is what the program knows of it."""

    def __init__(self, device: VirtualPrinter, line: Transport, *, patience: Patience, wanted: Wanted, recovers: bool):
        self.device = device
        self.printer = Printer(line, PAPER_80MM, patience=patience, wanted=wanted, recovers=recovers)

    def mains_come_back(self) -> None:
        self.device.stop()
        self.device.start()


@contextmanager
def desk(
    kind: str,
    folder: Path,
    build: Build = WITHOUT_IDS,
    *,
    patience: Patience = HURRY,
    wanted: Wanted = Wanted.AUTO,
    recovers: bool = False,
) -> Iterator[Desk]:
    port = PtyPort(folder / "printer") if kind == "pty" else None
    with VirtualPrinter(build=build, line=port) as device:
        line: Transport = SerialTransport(port.path) if port else TcpTransport("127.0.0.1", device.port)
        found = Desk(device, line, patience=patience, wanted=wanted, recovers=recovers)
        try:
            yield found
        finally:
            found.printer.close()


def perfect_slip(label: str = "C047") -> Image.Image:
    """The sample slip as a printer without any fault prints it."""
    with VirtualPrinter() as device:
        printer = Printer(TcpTransport("127.0.0.1", device.port), PAPER_80MM, patience=HURRY)
        printer.print(vietnamese_slip(label))
        printer.close()
        return device.slips[0]


def is_whole(slip: Image.Image, perfect: Image.Image) -> bool:
    """Whether `slip` ends with all of the perfect one; what stands above may be left from before."""
    rows = perfect.height - HEAD_TO_KNIFE
    if slip.height < rows:
        return False
    return np.array_equal(np.asarray(slip)[-rows:], np.asarray(perfect)[-rows:])
