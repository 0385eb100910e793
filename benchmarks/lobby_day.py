"""Twenty-four hours of a board in a process of its own: python -m benchmarks.lobby_day VISITS

Its clock is moved by a quarter of a second at a time, each look is taken and each change is painted; pictures, figures,
notices, hours and calls come and go. Prints the memory (MB) and the objects at the end of each hour as JSON.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Final

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from display.arrangement import Layout
from display.beside import Beside
from display.presenter import BoardPresenter
from display.screens import sample_reference
from display.window import BoardWindow, Look
from shared.board import Posted
from shared.domain.figures import AgencyFigures, Figures
from shared.domain.notices import Notice, NoticeKind, Wording
from shared.feed import News
from shared.media_form import FiguresForm, MediaForm, TickerForm
from shared.settings import DisplayForm
from shared.ui import fonts
from tests.conftest import ZONE, FakeClock
from tests.display.made_day import MadeDay

VISITS: Final = 6000
HOURS: Final = 24
WARM: Final = 2  # hours after which every page has been seen
_LOOK: Final = 0.25  # s
_PAGE_MB: Final = os.sysconf("SC_PAGE_SIZE") / 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class LobbyDay:
    """Memory in MB and Python's objects, hour by hour."""

    resident_mb: list[float]
    objects: list[int]

    @property
    def growth_mb(self) -> float:
        """From when it was warm to the end."""
        return self.resident_mb[-1] - self.resident_mb[WARM]

    @property
    def more_objects(self) -> int:
        """Than when it was warm."""
        return self.objects[-1] - self.objects[WARM]


def measure() -> LobbyDay:
    """Let it pass. Raises CalledProcessError with what the board complained of."""
    command = [sys.executable, "-W", "error", "-m", "benchmarks.lobby_day", str(VISITS)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return LobbyDay(**json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    """One day."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QApplication([])
    fonts.register()
    with tempfile.TemporaryDirectory() as folder:
        passed = _pass(application, Path(folder), int(sys.argv[1]))
    print(json.dumps({"resident_mb": passed.resident_mb, "objects": passed.objects}))
    application.quit()


def _pass(application: QApplication, folder: Path, visits: int) -> LobbyDay:
    for number in range(6):
        image = QImage(640, 360, QImage.Format.Format_RGB32)
        image.fill(QColor.fromHsv(number * 60, 160, 200))
        image.save(str(folder / f"{number}.png"))
        os.utime(folder / f"{number}.png", (0, 0))
    clock = FakeClock(datetime(2026, 11, 23, tzinfo=ZONE))
    day = MadeDay(sample_reference(), clock.at)
    form = DisplayForm(media=MediaForm(folder=str(folder)), ticker=TickerForm(), figures=FiguresForm())
    look = Look(layout=Layout.SPLIT)
    window = BoardWindow(BoardPresenter(clock=clock, language="vi"), look)
    window.resize(1920, 1080)
    beside = Beside(window, form=form, look=look, clock=clock)
    window.show()
    beside.start()

    def told(news: News) -> None:
        window.told(news)
        beside.told(news)

    told(replace(day.begin(), posted=_posted(clock.at)))
    resident: list[float] = []
    objects: list[int] = []
    done = 0
    for tick in range(int(HOURS * 3600 / _LOOK)):
        clock.forward(seconds=_LOOK)
        while done < visits * (tick + 1) * _LOOK / (HOURS * 3600):
            for news in day.visit(done, clock()):
                told(replace(news, posted=_posted(clock.at)))
            done += 1
        window.look()
        beside.look()
        application.processEvents()
        if (tick + 1) % int(3600 / _LOOK) == 0:
            _forget()
            resident.append(int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE_MB)
            objects.append(len(gc.get_objects()))
    beside.stop()
    return LobbyDay(resident_mb=resident, objects=objects)


def _forget() -> None:
    """Empty the memories that have a limit: filling them is no leak. Those without one stay, and are counted."""
    gc.collect()
    for one in gc.get_objects():
        if isinstance(one, _lru_cache_wrapper) and one.cache_parameters()["maxsize"] is not None:
            one.cache_clear()
    gc.collect()


def _posted(at: datetime) -> Posted:
    """Another notice each ten minutes, other figures each hour."""
    ten = at.replace(minute=at.minute // 10 * 10, second=0, microsecond=0)
    notice = Notice(
        id=int(ten.timestamp()),
        said=Wording.of(NoticeKind.TICKER, f"Thông báo lúc {ten:%H:%M}: xin giữ số thứ tự", f"Notice of {ten:%H:%M}"),
        starts_at=ten,
        ends_at=ten + timedelta(minutes=9),
    )
    rows = (AgencyFigures(agency="NV", received=20 + at.hour, on_time=11 + at.hour, late=1, in_process=8),)
    return Posted(notices=(notice,), figures=Figures(as_of=ten.replace(minute=0), source="Hệ thống", agencies=rows))


if __name__ == "__main__":
    main()
