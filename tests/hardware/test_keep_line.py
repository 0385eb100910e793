from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from hardware.keep_line import keep_line
from hardware.line_address import open_line
from hardware.virtual.ports import PtyPort
from shared.domain.errors import DeviceAway


def test_a_line_is_opened_again_after_each_failure_and_closed_at_the_end(tmp_path: Path) -> None:
    port = PtyPort(tmp_path / "port")
    port.plug()
    line, end, told = open_line(port.url), Event(), list[str]()

    def use() -> None:
        told.append("use")
        if told.count("use") == 3:
            end.set()
            return
        raise DeviceAway(line.name, "broken")

    keep_line(line, use, end=end, came=lambda: told.append("came"), went=lambda: told.append("went"), waits=(0.001,))
    assert told == ["came", "use", "went", "came", "use", "went", "came", "use"]
    assert not line.is_open
    port.unplug()


def test_a_line_that_cannot_be_opened_is_said_to_be_away_once(tmp_path: Path) -> None:
    line, told = open_line(f"serial://{tmp_path}/nothing"), list[str]()

    class Impatient(Event):
        """Ends at the third wait."""

        waited = 0

        def wait(self, timeout: float | None = None) -> bool:
            self.waited += 1
            assert timeout == (1.0, 2.0, 5.0, 5.0)[self.waited - 1]
            if self.waited == 4:
                self.set()
            return self.is_set()

    end = Impatient()
    keep_line(line, lambda: None, end=end, came=lambda: told.append("came"), went=lambda: told.append("went"))
    assert told == ["went"]


def test_a_bug_is_logged_without_its_words_and_the_line_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    port = PtyPort(tmp_path / "port")
    port.plug()
    end, uses, scanned = Event(), list[int](), "000095000001"

    def use() -> None:
        uses.append(1)
        if len(uses) == 2:
            end.set()
            return
        raise ZeroDivisionError(scanned)

    keep_line(open_line(port.url), use, end=end, came=lambda: None, went=lambda: None, waits=(0.001,))
    assert len(uses) == 2
    assert "a bug in its own thread: ZeroDivisionError" in caplog.text
    assert "000095000001" not in caplog.text
    port.unplug()
