"""From the citizen's touch to the first byte on the printer's wire, and to the proof that the slip is out.

The kiosk is the real program in a process of its own; the printer is a virtual one at USB's speed, without the time
the paper itself needs.
"""

from __future__ import annotations

import socket
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from benchmarks.verbs import found
from hardware.virtual.condition import Build
from hardware.virtual.printer import VirtualPrinter
from shared.demo.place import write_settings
from shared.demo.stations import Rehearsed

USB_BYTES_A_SECOND: Final = 1_200_000.0  # bulk transfers at full speed: 19 packets of 64 bytes a frame
_AGENCY, _SERVICE = "VP", "VP01"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTimes:
    """Milliseconds after the touch."""

    first_byte_p95_ms: float
    confirmed_median_ms: float
    confirmed_p95_ms: float


class Wire:
    """Stands between kiosk and printer, hands every byte on, and notes when the kiosk first spoke after `reset`."""

    def __init__(self, printer_port: int) -> None:
        self._printer_port = printer_port
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: Final = int(self._server.getsockname()[1])
        self.first: float | None = None
        threading.Thread(target=self._accept, daemon=True).start()

    def reset(self) -> None:
        self.first = None

    def close(self) -> None:
        self._server.close()

    def _accept(self) -> None:
        while True:
            try:
                kiosk, _ = self._server.accept()
            except OSError:
                return
            printer = socket.create_connection(("127.0.0.1", self._printer_port))
            for one in (kiosk, printer):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._hand_on, args=(kiosk, printer, True), daemon=True).start()
            threading.Thread(target=self._hand_on, args=(printer, kiosk, False), daemon=True).start()

    def _hand_on(self, source: socket.socket, target: socket.socket, from_kiosk: bool) -> None:
        try:
            while data := source.recv(65_536):
                if from_kiosk and self.first is None:
                    self.first = time.monotonic()
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            return


def measure(url: str, *, tickets: int) -> PaperTimes:
    """Take `tickets` numbers at the kiosk, one after the other; the first one warms everything up."""
    hall = found(url)
    first_byte: list[float] = []
    confirmed: list[float] = []
    with (
        tempfile.TemporaryDirectory() as place,
        VirtualPrinter(build=Build(bytes_per_second=USB_BYTES_A_SECOND)) as printer,
    ):
        folder, wire = Path(place), Wire(printer.port)
        address = f"tcp://127.0.0.1:{wire.port}"
        settings = write_settings(folder, store=url, hall=hall.id, printer=address, counter=1)
        with Rehearsed("kiosk", settings=settings, size="1080x1920", log=folder / "log") as kiosk:
            for _ in range(tickets + 1):
                kiosk.wait(page="home", connected=True)
                kiosk.tap(f"agency-{_AGENCY}")
                kiosk.wait(page="agency")
                kiosk.tap(f"field-{_SERVICE}")
                kiosk.wait(page="confirm")
                wire.reset()
                touched = time.monotonic()
                kiosk.tap("take-number")
                kiosk.wait(page="done")
                confirmed.append(time.monotonic() - touched)
                first_byte.append((wire.first or touched) - touched)
                kiosk.tap("home")
        wire.close()
    hall.close()
    return PaperTimes(
        first_byte_p95_ms=quantiles(first_byte[1:], n=20)[-1] * 1e3,
        confirmed_median_ms=median(confirmed[1:]) * 1e3,
        confirmed_p95_ms=quantiles(confirmed[1:], n=20)[-1] * 1e3,
    )
