"""The programs of a hall as real processes, and one that can be driven from here as a hand would."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from shared.domain.errors import DeviceAway

PATIENCE: Final = 20.0  # s: a program that does not answer for so long is broken


class Program:
    """One program of the hall as a process. Ended at the end of the `with` block."""

    def __init__(self, name: str, command: Sequence[str], *, log: Path, environment: Mapping[str, str] = {}) -> None:
        self.name: Final = name
        log.parent.mkdir(parents=True, exist_ok=True)
        self._log = log.open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-m", *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            encoding="utf-8",
            env={**os.environ, **environment},
        )
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        threading.Thread(target=self._read, name=f"read-{name}", daemon=True).start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def running(self) -> bool:
        return self._process.poll() is None

    def line(self, timeout: float = PATIENCE) -> str:
        """The next line the program says. Raises DeviceAway when it ends or says nothing for `timeout` s."""
        try:
            line = self._lines.get(timeout=timeout)
        except queue.Empty:
            raise DeviceAway(self.name, f"said nothing for {timeout:.0f} s; see {self._log.name}") from None
        if line is None:
            raise DeviceAway(self.name, f"ended with {self._process.wait()}; see {self._log.name}")
        return line

    def send(self, line: str) -> None:
        """Write one line to the program."""
        if self._process.stdin is None or not self.running():
            raise DeviceAway(self.name, f"is not running; see {self._log.name}")
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def kill(self) -> None:
        """SIGKILL: as a power cut."""
        self._process.kill()
        self._process.wait()

    def end(self) -> None:
        """Ask it to end; kill it if it does not within five seconds."""
        if self.running():
            self._process.terminate()
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                self.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue
        self._log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def _read(self) -> None:
        if self._process.stdout is not None:
            for line in self._process.stdout:
                self._lines.put(line.rstrip("\n"))
        self._lines.put(None)


class Rehearsed(Program):
    """A face that is touched and typed into from here (see `shared.ui.rehearsal`)."""

    def __init__(self, face: str, *, settings: Path, size: str, log: Path, options: Sequence[str] = ()) -> None:
        command = [face, "--settings", str(settings), "--size", size, "--rehearse", *options]
        super().__init__(face, command, log=log, environment={"QT_QPA_PLATFORM": "offscreen"})

    def do(self, what: str, **details: Any) -> dict[str, Any]:
        """Do one thing and return the face's state after it. Raises DeviceAway when it cannot be done."""
        self.send(json.dumps({"do": what, **details}))
        answer = json.loads(self.line(PATIENCE + float(details.get("within", 0))))
        if not answer["ok"]:
            raise DeviceAway(self.name, f"{what} {details}: {answer['error']}; it shows {answer.get('state')}")
        return dict(answer.get("state", {}))

    def tap(self, name: str) -> dict[str, Any]:
        return self.do("tap", name=name)

    def wait(self, *, within: float = 10.0, **state: Any) -> dict[str, Any]:
        """Wait until the face's state has these values."""
        return self.do("wait", **{"for": state, "within": within})

    def picture(self, path: Path) -> Path:
        """Save what the window shows."""
        self.do("picture", path=str(path))
        return path


def virtual_printer(folder: Path, *, log: Path, port: int = 0, width: int = 576, window: bool = False) -> Program:
    """A printer that is not there, drawing its roll into `folder`. Its first line is its address."""
    options = ["--port", str(port), "--width", str(width), "--roll", str(folder)]
    options.append("--window" if window else "--no-window")
    return Program("virtual-printer", ["shared.cli", "virtual-printer", *options], log=log)
