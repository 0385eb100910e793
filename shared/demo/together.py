"""All programs on this screen, each in a window, until somebody ends them."""

from __future__ import annotations

import contextlib
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from shared.demo import place
from shared.demo.stations import Program, virtual_printer
from shared.text import words

_LOOK: Final = 0.3  # s
_SERVICE: Final = "TP01"
#: face, size and place on the screen: side by side where there is room
_WINDOWS: Final = (("kiosk", "540x960", "0,0"), ("counter", "1366x768", "550,0"), ("display", "1280x720", "550,800"))


def run(folder: Path, *, say: Callable[[str], None], told_in: str = "vi", store: str | None = None) -> None:
    """Start everything and stay until one window is closed or somebody presses Ctrl+C; then end everything.

    `told_in` is the language of what is said here; the windows begin in Vietnamese.
    """
    _ = words(told_in).gettext
    url, hall, catalogue = place.make(folder, store=store)
    log = folder / "log"
    number = place.counter_for(catalogue, _SERVICE)
    with contextlib.ExitStack() as stack:
        printer = stack.enter_context(virtual_printer(folder / "roll", log=log / "printer.log", window=True))
        settings = place.write_settings(folder, store=url, hall=hall, printer=printer.line(), counter=number)
        programs = [
            stack.enter_context(
                Program(face, [face, "--settings", str(settings), "--size", size, "--at", at], log=log / f"{face}.log")
            )
            for face, size, at in _WINDOWS
        ]
        say(
            _("Ki-ốt, quầy {number} và bảng đang chạy. Phiếu in ra ở {roll}.").format(
                number=number, roll=folder / "roll"
            )
        )
        say(_("Đóng một cửa sổ hoặc nhấn Ctrl+C để kết thúc."))
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with contextlib.suppress(KeyboardInterrupt):
            while all(program.running() for program in programs):
                time.sleep(_LOOK)
