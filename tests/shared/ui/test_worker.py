"""One thread owns the hall; the asker is answered in its own thread, and an outage is survived."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from shared.domain.errors import NobodyWaiting, StoreAway
from shared.hall import Hall
from shared.ui.worker import Answer, Done, HallWorker, Refused, Trying, Unsettled
from tests.conftest import FakeClock


@pytest.fixture
def worker(sqlite_hall: Hall, sqlite_url: str, clock: FakeClock) -> Iterator[HallWorker]:
    made = HallWorker(lambda: Hall(sqlite_url, sqlite_hall.id, clock=clock))
    made.start()
    yield made
    made.stop()


def test_the_answer_comes_in_the_askers_thread(qtbot: QtBot, worker: HallWorker, command: Callable[[], UUID]) -> None:
    answers: list[tuple[Answer, str]] = []
    once = command()
    worker.ask(
        lambda hall: hall.issue("VP01", command=once, actor="kiosk-1"),
        lambda answer: answers.append((answer, threading.current_thread().name)),
    )
    qtbot.waitUntil(lambda: len(answers) == 1)
    answer, thread = answers[0]
    assert isinstance(answer, Done)
    assert answer.value.ticket.label == "A001"
    assert thread == threading.main_thread().name


def test_a_refusal_is_an_answer(qtbot: QtBot, worker: HallWorker, command: Callable[[], UUID]) -> None:
    answers: list[Answer] = []
    opening, calling = command(), command()
    worker.ask(lambda hall: hall.open_counter(1, command=opening, actor="counter-1"), answers.append)
    worker.ask(lambda hall: hall.call_next(1, command=calling, actor="counter-1"), answers.append)
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert isinstance(answers[1], Refused)
    assert isinstance(answers[1].refusal, NobodyWaiting)


def test_an_outage_is_tried_again_until_it_is_over(qtbot: QtBot, worker: HallWorker) -> None:
    answers: list[Answer] = []
    left = [2]

    def work(hall: Hall) -> str:
        if left[0]:
            left[0] -= 1
            raise StoreAway("gone")
        return hall.id

    worker.ask(work, answers.append)
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert isinstance(answers[0], Trying)
    assert answers[1] == Done("hatinh")


def test_whose_patience_ends_is_told_that_it_is_not_settled(qtbot: QtBot, worker: HallWorker) -> None:
    answers: list[Answer] = []

    def work(_hall: Hall) -> None:
        raise StoreAway("gone")

    worker.ask(work, answers.append, patience=0.1)
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert isinstance(answers[1], Unsettled)


def test_a_bug_does_not_end_the_thread(qtbot: QtBot, worker: HallWorker, caplog: pytest.LogCaptureFixture) -> None:
    answers: list[Answer] = []
    worker.ask(lambda _hall: 1 / 0, answers.append)
    worker.ask(lambda hall: hall.id, answers.append)
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert isinstance(answers[0], Unsettled)
    assert answers[1] == Done("hatinh")
    assert "ZeroDivisionError" in caplog.text


def test_a_stopped_worker_answers_no_more(qtbot: QtBot, sqlite_hall: Hall, sqlite_url: str) -> None:
    worker = HallWorker(lambda: Hall(sqlite_url, sqlite_hall.id))
    worker.start()
    entered, leave = threading.Event(), threading.Event()
    answers: list[Answer] = []

    def work(_hall: Hall) -> None:
        entered.set()
        leave.wait(5)

    worker.ask(work, answers.append)
    assert entered.wait(5)
    leave.set()
    worker.stop()
    qtbot.wait(20)
    assert answers == []
