"""The whole kiosk without a finger: every path by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.examples import AIDS
from kiosk.state import Aid, Page
from kiosk.views.focus import Ring
from kiosk.views.look import Look
from kiosk.views.tiles import Tile
from kiosk.views.touch import PictureButton
from shared.feed import Away
from shared.hall import Hall
from shared.store.reference import Reference
from tests.kiosk.conftest import Kiosk, OpenKiosk
from tests.kiosk.looking import SCREENS, Screen, look_at_all

Key = Qt.Key


@pytest.fixture
def kiosk(open_kiosk: OpenKiosk) -> Kiosk:
    """At home, the window in front of everything."""
    made = open_kiosk()
    made.wait_for(Page.HOME)
    made.face.window.activateWindow()
    made.bot.waitUntil(made.face.window.isActiveWindow)
    return made


def focused(kiosk: Kiosk) -> QWidget:
    return QApplication.focusWidget() or kiosk.face.window


def here(kiosk: Kiosk) -> str:
    """The name of the control the keys are on."""
    focus = kiosk.face.window.by_keys.here
    assert focus is None or focus is QApplication.focusWidget()
    return "" if focus is None else focus.objectName()


def ring(kiosk: Kiosk) -> QWidget:
    (found,) = kiosk.face.window.findChildren(Ring)
    return found


def digits_shown(kiosk: Kiosk) -> list[str]:
    return [one.objectName() for one in kiosk.face.window.by_keys.choices()]


def test_arrows_and_enter_take_a_number(kiosk: Kiosk, sqlite_hall: Hall) -> None:
    assert here(kiosk) == ""
    kiosk.press(Key.Key_Down)
    assert here(kiosk) == "search"  # the first key only shows where they are
    assert ring(kiosk).isVisible()
    kiosk.press(Key.Key_Down, Key.Key_Down, Key.Key_Return)
    kiosk.expect(Page.AGENCY)
    assert here(kiosk).startswith("field-")
    kiosk.press(Key.Key_Space)
    kiosk.expect(Page.CONFIRM)
    assert here(kiosk) == "take-number"
    kiosk.press(Key.Key_Enter)
    kiosk.wait_for(Page.NO_PAPER)
    assert len(sqlite_hall.now().tickets) == 1
    kiosk.press(Key.Key_NumberSign)
    kiosk.expect(Page.HOME)


def test_digits_choose_and_star_goes_back(kiosk: Kiosk) -> None:
    kiosk.press(Key.Key_3)
    kiosk.expect(Page.AGENCY)
    kiosk.press(Key.Key_1)
    kiosk.expect(Page.CONFIRM)
    kiosk.press(Key.Key_Asterisk)
    kiosk.expect(Page.AGENCY)
    kiosk.press(Key.Key_Escape)
    kiosk.expect(Page.HOME)
    kiosk.press(Key.Key_2, Key.Key_Backspace)
    kiosk.expect(Page.HOME)
    kiosk.press(Key.Key_2, Key.Key_1, Key.Key_Home)
    kiosk.expect(Page.HOME)


def test_a_digit_without_a_choice_does_nothing(kiosk: Kiosk) -> None:
    kiosk.press(Key.Key_3, Key.Key_1, Key.Key_5, Key.Key_0)
    kiosk.expect(Page.CONFIRM)


def test_an_enter_that_nobody_could_see_the_aim_of_presses_nothing(kiosk: Kiosk) -> None:
    kiosk.tap("agency-TP")
    kiosk.press(Key.Key_Return)
    kiosk.expect(Page.AGENCY)
    assert here(kiosk).startswith("field-")


def test_a_finger_takes_ring_and_digits_away(kiosk: Kiosk) -> None:
    kiosk.press(Key.Key_Tab)
    assert digits_shown(kiosk)[0].startswith("agency-")
    kiosk.tap("agency-TP")
    assert not ring(kiosk).isVisible()
    assert here(kiosk) == ""
    assert not kiosk.face.window.by_keys.in_use


def test_tab_goes_round_and_back(kiosk: Kiosk) -> None:
    kiosk.press(Key.Key_3, Key.Key_1)
    seen = [here(kiosk)]
    for _ in range(20):
        kiosk.press(Key.Key_Tab)
        if here(kiosk) == seen[0]:
            break
        seen.append(here(kiosk))
    visible = {one.objectName() for one in kiosk.face.window.findChildren(PictureButton) if one.isVisible()}
    assert set(seen) == visible
    kiosk.press(Key.Key_Backtab)
    assert here(kiosk) == seen[-1]


def test_letters_open_the_search_and_enter_takes_the_first_answer(kiosk: Kiosk) -> None:
    kiosk.type("ho tich 1")
    kiosk.expect(Page.SEARCH)
    kiosk.press(Key.Key_Backspace)
    kiosk.press(Key.Key_Backspace)
    assert kiosk.words("query-text").replace("\N{NO-BREAK SPACE}", " ") == "ho tich|"
    assert digits_shown(kiosk) == []  # digits are typed here
    kiosk.bot.waitUntil(lambda: bool([one for one in kiosk.face.window.findChildren(Tile) if one.isVisible()]))
    kiosk.type(" ")
    assert here(kiosk) == "result-0"
    kiosk.press(Key.Key_Return)
    kiosk.expect(Page.CONFIRM)


def test_backspace_leaves_the_search_when_nothing_is_left_of_the_query(kiosk: Kiosk) -> None:
    kiosk.type("h")
    kiosk.press(Key.Key_Backspace)
    kiosk.expect(Page.SEARCH)
    kiosk.press(Key.Key_Backspace)
    kiosk.expect(Page.HOME)


def test_the_keyboard_on_the_screen_is_worked_by_arrows_too(kiosk: Kiosk) -> None:
    kiosk.press(Key.Key_Down, Key.Key_Return)
    kiosk.expect(Page.SEARCH)
    assert here(kiosk) == "key-1"
    kiosk.press(Key.Key_Down, Key.Key_Right, Key.Key_Return, Key.Key_Return)
    assert here(kiosk) == "key-w"
    assert kiosk.words("query-text").startswith("ww")


def test_marked_letters_of_an_input_method_arrive_wherever_the_keys_are(kiosk: Kiosk) -> None:
    kiosk.press(Key.Key_Down)
    typed = QInputMethodEvent()
    typed.setCommitString("hộ")
    QApplication.sendEvent(focused(kiosk), typed)
    kiosk.bot.waitUntil(lambda: not kiosk.face.typed.keeping)
    kiosk.expect(Page.SEARCH)
    assert kiosk.words("query-text").startswith("hộ")


def test_a_filter_hears_keys_before_the_pages_do(kiosk: Kiosk) -> None:
    heard: list[str] = []

    def scanner(event: object) -> bool:
        heard.append(getattr(event, "text")())  # noqa: B009
        return True

    kiosk.face.window.hear_keys_first(scanner)
    kiosk.type("000095|x")
    kiosk.press(Key.Key_Return)
    assert "".join(heard) == "000095|x\r"
    kiosk.expect(Page.HOME)


def test_any_key_answers_the_question_whether_somebody_is_there(kiosk: Kiosk) -> None:
    kiosk.press(Key.Key_3, Key.Key_1)
    kiosk.seconds.forward(35)
    kiosk.bot.waitUntil(lambda: kiosk.face.state()["warning"])
    assert here(kiosk) == "more-time"
    kiosk.press(Key.Key_Asterisk)
    kiosk.expect(Page.CONFIRM)
    assert not kiosk.face.state()["warning"]
    assert here(kiosk) == "take-number"


def test_moving_shows_that_somebody_is_there(kiosk: Kiosk) -> None:
    kiosk.press(Key.Key_3, Key.Key_1)
    for _ in range(4):
        kiosk.seconds.forward(20)
        kiosk.press(Key.Key_Right)
        kiosk.face.presenter.tick()
    kiosk.expect(Page.CONFIRM)


def test_the_focus_is_never_on_something_hidden(kiosk: Kiosk) -> None:
    kiosk.press(Key.Key_Down)
    window = kiosk.face.window
    for key in (Key.Key_3, Key.Key_1, Key.Key_Escape, Key.Key_Right, Key.Key_Escape, Key.Key_PageDown, Key.Key_Up):
        kiosk.press(key)
        focus = window.by_keys.here
        assert focus is not None
        assert focus.isVisible()
        assert ring(kiosk).geometry().contains(focus.rect().translated(focus.mapTo(window, focus.rect().topLeft())))
    kiosk.face.presenter.told(Away(reason="cable cut"))
    focus = window.by_keys.here
    assert focus is not None
    assert focus.isVisible()
    assert focus.objectName() == "language"


def test_an_aid_is_turned_on_by_keys_and_the_keys_stay_on_it(kiosk: Kiosk) -> None:
    kiosk.press(Key.Key_Up)
    kiosk.bot.waitUntil(lambda: kiosk.face.window.by_keys.in_use)
    while here(kiosk) != "aid-low_reach":
        kiosk.press(Key.Key_Tab)
    kiosk.press(Key.Key_Return)
    assert Aid.LOW_REACH in kiosk.face.presenter.state.aids
    assert here(kiosk) == "aid-low_reach"
    kiosk.press(Key.Key_Return)
    assert Aid.LOW_REACH not in kiosk.face.presenter.state.aids


@pytest.mark.usefixtures("lettered")
@pytest.mark.parametrize("aid", ["plain", "all"])
@pytest.mark.parametrize("screen", SCREENS)
def test_the_ring_is_seen_on_every_page(reference: Reference, screen: Screen, aid: str) -> None:
    for seen in look_at_all(reference, screen, aids=AIDS[aid], by_keys=True):
        here = seen.window.by_keys.here
        assert here is not None, seen.example.name
        (shown,) = seen.window.findChildren(Ring)
        assert shown.isVisible()
        picture = seen.window.grab().toImage()
        theme = Look.of(*screen, aids=AIDS[aid]).theme
        middle, place = shown.geometry().center(), shown.geometry()
        column = [picture.pixelColor(middle.x(), place.top() + row) for row in range(10)]
        assert any(_near(colour, theme.focus) for colour in column), seen.example.name
        assert any(_near(colour, theme.focus_inner) for colour in column), seen.example.name


def _near(one: QColor, other: QColor) -> bool:
    apart = (one.red() - other.red(), one.green() - other.green(), one.blue() - other.blue())
    return max(map(abs, apart)) < 12
