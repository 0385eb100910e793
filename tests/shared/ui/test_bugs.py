"""A bug brings the screen home; three within a minute end the program."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QtMsgType, qInstallMessageHandler, qWarning
from pytestqt.qtbot import QtBot

from shared.ui import bugs
from shared.ui.bugs import BugWatch


@dataclass
class Program:
    """What a watch does to a program, and a clock moved by hand."""

    at: float = 0.0
    done: list[str] = field(default_factory=list)

    def watch(self) -> BugWatch:
        return BugWatch(
            recover=lambda: self.done.append("home"), give_up=lambda: self.done.append("end"), seconds=lambda: self.at
        )

    def bug_at(self, at: float, watch: BugWatch, bot: QtBot) -> None:
        """A bug, and what comes of it."""
        before = len(self.done)
        self.at = at
        bug(watch)
        bot.waitUntil(lambda: len(self.done) > before)


def bug(watch: BugWatch) -> None:
    error = ZeroDivisionError("a test's own")
    watch.caught(type(error), error, None)


def test_a_bug_is_logged_and_brings_the_screen_home(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    program = Program()
    watch = program.watch()
    bug(watch)
    assert program.done == [], "never from inside the error"
    qtbot.waitUntil(lambda: program.done == ["home"])
    assert "ZeroDivisionError" in caplog.text
    assert caplog.records[0].levelname == "CRITICAL"


def test_the_third_within_a_minute_ends_the_program(qtbot: QtBot) -> None:
    program = Program()
    watch = program.watch()
    for at in (0.0, 30.0, 59.0):
        program.bug_at(at, watch, qtbot)
    assert program.done == ["home", "home", "end"]


def test_bugs_a_minute_apart_are_lived_with(qtbot: QtBot) -> None:
    program = Program()
    watch = program.watch()
    for at in (0.0, 30.0, 60.0, 91.0, 130.0):
        program.bug_at(at, watch, qtbot)
    assert program.done == ["home"] * 5


def test_a_bug_in_another_thread_is_acted_on_in_the_windows(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.excepthook", None)
    monkeypatch.setattr("threading.excepthook", None)
    acted_in: list[threading.Thread] = []
    watch = BugWatch(recover=lambda: acted_in.append(threading.current_thread()), give_up=pytest.fail)
    watch.install()

    def fail() -> None:
        raise LookupError("a test's own")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: acted_in == [threading.main_thread()])


def test_what_qt_says_goes_into_the_log(qapp: object, caplog: pytest.LogCaptureFixture) -> None:
    before = qInstallMessageHandler(bugs._qt_says)
    qWarning("the sky falls")
    qInstallMessageHandler(before)
    assert ("qt", 30, "default: the sky falls") in caplog.record_tuples


def test_every_kind_of_message_has_its_level() -> None:
    assert set(bugs._LEVELS) == set(QtMsgType)
