"""An emergency of the hall over the panel: nothing on it is asked meanwhile, and nothing that was begun is lost."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter.rating.state import Page
from counter.rating.views.keys import PanelKey
from counter.rating.window import RatingWindow
from shared.domain.notices import NoticeKind
from shared.hall import Hall
from tests.conftest import FakeClock
from tests.counter.rating.conftest import Officer, Panel, counted

FIRE = "Báo cháy"


@pytest.fixture
def warned(asked: Panel, sqlite_hall: Hall, clock: FakeClock) -> Panel:
    """Somebody is asked, and then an emergency stands for five minutes."""
    warn(sqlite_hall, clock)
    asked.follows()
    return asked


def warn(hall: Hall, clock: FakeClock) -> None:
    ends = clock.at + timedelta(minutes=5)
    hall.put_notice(NoticeKind.EMERGENCY, FIRE, "Fire alarm", ends_at=ends, command=uuid4(), actor="admin")


def test_it_lies_over_a_question_which_is_there_again_when_it_is_over(
    warned: Panel, sqlite_hall: Hall, clock: FakeClock
) -> None:
    assert (warned.page(), warned.state.title, warned.state.note) == (Page.EMERGENCY, FIRE, "Fire alarm")
    warned.passes(299)
    assert warned.page() is Page.EMERGENCY
    warned.passes(1.25)
    assert warned.page() is Page.ASK, "it waited much longer than it stands"
    warned.passes(0.5)
    warned.presenter.choose(5)
    warned.passes(0.5)
    warned.presenter.send()
    assert counted(sqlite_hall, clock).scores == (0, 0, 0, 0, 1)


def test_an_answer_whose_reasons_are_being_given_goes_on_where_it_was(
    asked: Panel, sqlite_hall: Hall, clock: FakeClock
) -> None:
    asked.presenter.choose(1)
    asked.passes(0.5)
    asked.presenter.turn("wait")
    warn(sqlite_hall, clock)
    asked.follows()
    asked.passes(301)
    assert asked.page() is Page.REASONS
    assert [one.code for one in asked.state.reasons if one.chosen] == ["wait"]
    asked.passes(0.5)
    asked.presenter.send()
    assert counted(sqlite_hall, clock).faulted == {"wait": 1}


def test_no_touch_under_it_and_none_that_comes_as_it_ends_is_an_answer(
    warned: Panel, sqlite_hall: Hall, clock: FakeClock
) -> None:
    warned.presenter.choose(1)
    warned.passes(300)
    assert warned.page() is Page.ASK
    warned.presenter.choose(1)
    assert warned.page() is Page.ASK
    warned.passes(60)
    assert counted(sqlite_hall, clock).answered == 0


def test_about_a_visit_that_ends_under_it_nobody_is_asked(warned: Panel, officer: Officer) -> None:
    officer.finishes(officer.serves())
    warned.follows()
    warned.passes(301)
    assert warned.page() is Page.SIGN


def test_who_is_invited_stands_below_it(warned: Panel, officer: Officer) -> None:
    label = officer.calls().label
    warned.follows()
    assert (warned.page(), warned.state.inviting) == (Page.EMERGENCY, label)


def test_the_window_has_no_key_under_it(qtbot: QtBot, lettered: QApplication, warned: Panel) -> None:
    window = RatingWindow(px_per_mm=5.9)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.obey(warned.presenter)
    window.show_state(warned.state)
    window.show()
    assert [one for one in window.findChildren(PanelKey) if one.isVisible()] == []
    assert window.accessibleName() == FIRE
