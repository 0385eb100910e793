"""An X server that nobody sees, and a hand at its keyboard."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from PIL import Image, ImageGrab

OPENBOX = Path(__file__).parents[3] / "packaging/x11/openbox.xml"


class Server:
    """One X server; what is started on it ends with it."""

    def __init__(self, command: Sequence[str], on: Mapping[str, str] = {}) -> None:
        """`command` is Xvfb or Xephyr with its options; the server itself chooses its display."""
        read, write = os.pipe()
        self._started: list[subprocess.Popen[str]] = []
        self._process = subprocess.Popen(
            [*command, "-displayfd", str(write), "-nolisten", "tcp"],
            pass_fds=(write,),
            env={**os.environ, **on},
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read, encoding="ascii") as number:
            self.display = f":{number.readline().strip()}"
        self.environment = {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for one in reversed(self._started):
            one.kill()
            one.communicate()
        self._process.terminate()
        self._process.wait()

    def start(self, *command: str, **variables: str) -> subprocess.Popen[str]:
        """A program on this screen."""
        made = subprocess.Popen(
            command,
            env={**self.environment, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._started.append(made)
        return made

    def do(self, *command: str) -> str:
        """What a tool says."""
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=True).stdout

    def says(self, *command: str) -> str:
        """What a tool says, or nothing if it fails."""
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False).stdout

    def key(self, *keys: str) -> None:
        self.do("xdotool", "key", "--delay", "20", *keys)

    def windows(self, title: str) -> list[int]:
        """The windows of this title that can be seen."""
        return [int(one) for one in self.says("xdotool", "search", "--onlyvisible", "--name", title).split()]

    def active(self) -> int:
        """The window that is typed into; 0: none."""
        return int(self.says("xdotool", "getactivewindow").strip() or 0)

    def topmost(self) -> int:
        """The window in front of all others, as the window manager has it."""
        found = re.findall(r"0x[0-9a-f]+", self.says("xprop", "-root", "_NET_CLIENT_LIST_STACKING"))
        return int(found[-1], 16) if found else 0

    def place(self, window: int) -> tuple[int, int, int, int]:
        """x, y, width, height."""
        said = self.says("xdotool", "getwindowgeometry", "--shell", str(window))
        found = dict(re.findall(r"^(\w+)=(-?\d+)$", said, re.MULTILINE))
        return (int(found["X"]), int(found["Y"]), int(found["WIDTH"]), int(found["HEIGHT"])) if found else (0, 0, 0, 0)

    def picture(self) -> Image.Image:
        return ImageGrab.grab(xdisplay=self.display)
