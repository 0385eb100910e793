"""A program driven from outside by its own touch and keys, for the demo, the tests and the timings.

With ``--rehearse`` a face reads one JSON command a line from standard input and answers each with one JSON line:

    {"do": "tap", "name": "agency-TP"}             press and release the widget of this objectName
    {"do": "type", "text": "ho tich"}              type into the widget that has the focus
    {"do": "key", "key": "F8"}                     press one key
    {"do": "picture", "path": "build/a.png"}       save what the window shows
    {"do": "state"}                                answer with the face's state
    {"do": "wait", "for": {"page": "home"}, "within": 5.0}   answer once the state says so
    {"do": "quit"}

Nothing is short-circuited: a tap is a mouse press and release on the real widget in the real window.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_LOOK_MS: Final = 5


class Rehearsal(QObject):
    """Obeys standard input. `state` tells what the face shows, as plain JSON values."""

    _line = Signal(str)

    def __init__(self, window: QWidget, state: Callable[[], Mapping[str, Any]]) -> None:
        super().__init__(window)
        self._window = window
        self._state = state
        self._waiting: tuple[Mapping[str, Any], float] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._line.connect(self._obey, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._read, name="rehearsal", daemon=True)

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def _read(self) -> None:
        for line in sys.stdin:
            self._line.emit(line)
        self._line.emit('{"do": "quit"}')

    @Slot(str)
    def _obey(self, line: str) -> None:
        try:
            command = json.loads(line)
            answer = self._do(command)
        except (ValueError, KeyError, LookupError) as fault:
            answer = {"ok": False, "error": f"{type(fault).__name__}: {fault}"}
        if answer is not None:
            self._say(answer)

    def _do(self, command: dict[str, Any]) -> dict[str, Any] | None:
        what = command["do"]
        if what == "tap":
            target = self._find(command["name"])
            QTest.mouseClick(target, Qt.MouseButton.LeftButton)
        elif what == "type":
            QTest.keyClicks(QApplication.focusWidget() or self._window, command["text"])
        elif what == "key":
            sequence: Any = QKeySequence.fromString(command["key"])
            combination = sequence[0]
            focus = QApplication.focusWidget() or self._window
            QTest.keyClick(focus, combination.key(), combination.keyboardModifiers())
        elif what == "picture":
            path = Path(command["path"])
            path.parent.mkdir(parents=True, exist_ok=True)
            if not self._window.grab().save(str(path)):
                raise ValueError(f"cannot write {path}")
        elif what == "wait":
            self._waiting = (command["for"], time.monotonic() + float(command.get("within", 5.0)))
            self._timer.start()
            return None
        elif what == "quit":
            # Not QApplication.quit, which asks the windows: one may want to ask back.
            QCoreApplication.exit(0)
        elif what != "state":
            raise ValueError(f"unknown command {what!r}")
        return {"ok": True, "state": dict(self._state())}

    def _find(self, name: str) -> QWidget:
        for widget in QApplication.allWidgets():
            if widget.objectName() == name and widget.isVisible() and widget.isEnabled():
                return widget
        raise LookupError(f"nothing named {name!r} can be touched now")

    @Slot()
    def _look(self) -> None:
        if self._waiting is None:
            return
        wanted, until = self._waiting
        state = dict(self._state())
        met = all(state.get(key) == value for key, value in wanted.items())
        if met or time.monotonic() > until:
            self._waiting = None
            self._timer.stop()
            self._say({"ok": met, "state": state} | ({} if met else {"error": f"waited in vain for {wanted}"}))

    def _say(self, answer: dict[str, Any]) -> None:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()
