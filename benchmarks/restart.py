"""A kiosk that is killed: how long until a citizen sees the first page again.

A supervisor of some lines does what the unit file tells systemd to: it waits RestartSec and starts the program anew.
The kiosk is the real one, in kiosk mode, with the sample hall and a printer that is not there.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from benchmarks.verbs import found
from shared.demo.place import write_settings
from shared.demo.stations import virtual_printer

_UNIT: Final = Path(__file__).parents[1] / "packaging/systemd/motcua-kiosk.service"
_HOME: Final = "page home first painted"
_PATIENCE: Final = 60.0  # s


def restart_sec() -> float:
    """What the unit says, in seconds."""
    written = re.search(r"^RestartSec=(\d+)(ms|s)?$", _UNIT.read_text(encoding="utf-8"), re.MULTILINE)
    if written is None:
        raise LookupError(f"no RestartSec in {_UNIT}")
    return int(written[1]) / (1000 if written[2] == "ms" else 1)


def measure(url: str, *, kills: int) -> list[float]:
    """Seconds from each SIGKILL until the first page was painted again."""
    hall = found(url)
    pause = restart_sec()
    took: list[float] = []
    with (
        tempfile.TemporaryDirectory() as place,
        virtual_printer(Path(place, "roll"), log=Path(place, "log")) as printer,
    ):
        settings = write_settings(Path(place), store=url, hall=hall.id, printer=printer.line(), counter=1)
        kiosk = _started(settings, Path(place))
        for _ in range(kills):
            kiosk.kill()
            killed = time.monotonic()
            kiosk.communicate()
            time.sleep(pause)
            kiosk = _started(settings, Path(place))
            took.append(time.monotonic() - killed)
        kiosk.terminate()
        kiosk.communicate(timeout=_PATIENCE)
    hall.close()
    return took


def _started(settings: Path, place: Path) -> subprocess.Popen[str]:
    """The kiosk, at home."""
    kiosk = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "--settings", str(settings)],
        env={**os.environ, "RUNTIME_DIRECTORY": str(place), "STATE_DIRECTORY": str(place)},
        stderr=subprocess.PIPE,
        text=True,
    )
    for line in kiosk.stderr or ():
        if _HOME in line:
            return kiosk
    raise RuntimeError(f"the kiosk ended with {kiosk.wait()}")
