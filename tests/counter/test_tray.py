"""The icon of a desk: its menu does what the desk's keys do, its picture and its words say what the counter does, and
where there is no tray nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QIcon, QImage
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from counter.outfit import Outfit
from counter.tray import DeskTray
from counter.tray_picture import Mark
from counter.views.tray_icon import tray_icon
from shared.counter_form import CounterForm
from shared.domain.counter import CounterState
from shared.domain.ticket import State, Ticket
from shared.hall import Hall
from tests.counter.conftest import AtTheDesk

Opens = Callable[..., AtTheDesk]
Arrives = Callable[..., Ticket]
Key = Qt.Key


def tray_of(officer: AtTheDesk) -> DeskTray:
    tray = officer.face.outfit.tray
    assert tray is not None
    return tray


def icon_of(officer: AtTheDesk) -> QSystemTrayIcon:
    found = tray_of(officer).findChildren(QSystemTrayIcon)
    assert len(found) == 1
    return found[0]


def offered(officer: AtTheDesk) -> list[str]:
    """What the menu says, without the keys behind it."""
    return [one.text().split("\t")[0] for one in tray_of(officer).menu.actions() if not one.isSeparator()]


def entry(officer: AtTheDesk, text: str) -> QAction:
    found = [one for one in tray_of(officer).menu.actions() if one.text().split("\t")[0] == text]
    assert len(found) == 1, (text, offered(officer))
    return found[0]


def picture(icon: QIcon) -> QImage:
    return icon.pixmap(64, 64).toImage()


def grey(image: QImage) -> bytes:
    """As somebody sees it who sees no colours: how light each dot is, on a ground that is lighter than any."""
    lights = []
    for y in range(image.height()):
        for x in range(image.width()):
            dot = image.pixelColor(x, y)
            light = dot.lightnessF() * dot.alphaF() + 1.0 * (1 - dot.alphaF())
            lights.append(round(255 * light))
    return bytes(lights)


def test_a_visit_from_the_menu_alone(desk: Opens, arrive: Arrives, sqlite_hall: Hall) -> None:
    ticket = arrive("TC01")
    officer = desk(7)
    officer.sees(page="closed", busy=False)
    for text, page in (
        ("Mở quầy", "idle"),
        ("Gọi số tiếp theo", "called"),
        ("Gọi lại", "called"),
        ("Bắt đầu tiếp nhận", "serving"),
        ("Hoàn thành", "idle"),
        ("Tạm nghỉ", "paused"),
    ):
        entry(officer, text).trigger()
        officer.sees(page=page, busy=False)
    served = sqlite_hall.ticket(ticket.id)
    assert (served.state, served.calls) == (State.SERVED, 2)
    assert sqlite_hall.now().counters[7].state is CounterState.PAUSED


def test_the_menu_leads_to_each_shape_and_to_the_end(desk: Opens) -> None:
    officer = desk(7)
    window, bar = officer.face.window, officer.face.bar
    assert offered(officer)[-3:] == ["Mở cửa sổ", "Thanh nhỏ", "Thoát"]
    entry(officer, "Thanh nhỏ").trigger()
    assert (window.isVisible(), bar.isVisible()) == (False, True)
    entry(officer, "Mở cửa sổ").trigger()
    assert (window.isVisible(), bar.isVisible()) == (True, False)
    officer.presses(Key.Key_F2)
    officer.sees(page="idle", busy=False)
    entry(officer, "Thoát").trigger()
    assert window.leave.isVisible(), "an open counter is not left behind unasked"
    assert not officer.ended
    assert offered(officer) == ["Mở cửa sổ", "Thanh nhỏ", "Thoát"], "behind a question nothing is done"
    officer.presses(Key.Key_Escape)
    officer.presses(Key.Key_F12)
    officer.sees(page="closed", busy=False)
    entry(officer, "Thoát").trigger()
    assert officer.ended


def test_a_click_on_the_icon_or_on_what_it_told_brings_the_window(desk: Opens) -> None:
    officer = desk(7)
    window, icon = officer.face.window, icon_of(officer)
    for reason in QSystemTrayIcon.ActivationReason:
        window.hide()
        icon.activated.emit(reason)
        assert window.isVisible() is (reason is QSystemTrayIcon.ActivationReason.Trigger), reason
    window.hide()
    icon.messageClicked.emit()
    assert window.isVisible()


def test_the_words_under_the_pointer_say_what_the_counter_does(desk: Opens, arrive: Arrives) -> None:
    officer = desk(7)
    icon = icon_of(officer)
    assert icon.toolTip() == "Quầy 7 – Quầy đang đóng – 0 người chờ"
    label = arrive("TC01").label
    arrive("TC02")
    officer.sees(waiting=2)
    for key, page, says in (
        (Key.Key_F2, "idle", "Quầy 7 – Sẵn sàng – 2 người chờ"),
        (Key.Key_F8, "called", f"Quầy 7 – Đang mời {label} – 1 người chờ"),
        (Key.Key_F9, "serving", f"Quầy 7 – Đang tiếp nhận {label} – 1 người chờ"),
    ):
        officer.goes((key, page))
        assert icon.toolTip() == says
    officer.presses(Key.Key_F11)
    officer.sees(language="en")
    assert icon.toolTip() == f"Counter 7 – Serving {label} – 1 waiting"
    assert offered(officer)[-1] == "Leave"


def test_nobody_reads_in_the_tray_who_is_here_while_nobody_is_logged_in(desk: Opens, staffed: Hall) -> None:
    officer = desk(7)
    officer.sees(page="log-in")
    assert icon_of(officer).toolTip() == "Quầy 7 – Chưa đăng nhập – 0 người chờ"
    assert offered(officer) == ["Mở cửa sổ", "Thanh nhỏ", "Thoát"]


@pytest.mark.parametrize(("one", "other"), list(combinations(Mark, 2)))
def test_each_state_has_a_picture_that_is_told_from_every_other_without_colours(
    one: Mark, other: Mark, lettered: QApplication
) -> None:
    first, second = (grey(picture(tray_icon(mark, 3))) for mark in (one, other))
    unlike = sum(abs(a - b) > 60 for a, b in zip(first, second, strict=True))
    if {one, other} in ({Mark.IDLE, Mark.SERVING}, {Mark.IDLE, Mark.CALLED}, {Mark.CALLED, Mark.SERVING}):
        assert unlike > 60, "round, rounded and diamond"
    else:
        assert unlike > 250


def test_the_picture_counts_to_ninety_nine(lettered: QApplication) -> None:
    counted = [grey(picture(tray_icon(Mark.IDLE, waiting))) for waiting in (0, 7, 10, 42, 99, 100)]
    assert len(set(counted)) == len(counted)
    assert grey(picture(tray_icon(Mark.IDLE, 1200))) == counted[-1]


def test_the_picture_is_drawn_anew_only_when_it_says_something_else(desk: Opens, arrive: Arrives) -> None:
    officer = desk(7)
    before = icon_of(officer).icon().cacheKey()
    officer.presses(Key.Key_F1)  # the sheet of keys lies over the desk now
    assert icon_of(officer).icon().cacheKey() == before
    arrive("TC01")
    officer.sees(waiting=1)
    assert icon_of(officer).icon().cacheKey() != before


def test_an_idle_officer_is_told_of_a_citizen_and_of_a_message_unless_he_looks_at_the_desk(
    desk: Opens, arrive: Arrives, sqlite_hall: Hall, qtbot: QtBot
) -> None:
    officer = desk(7)
    tray, window = tray_of(officer), officer.face.window
    officer.goes((Key.Key_F2, "idle"))
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    arrive("TC01")
    officer.sees(waiting=1)
    assert tray.told == "", "he sees it"
    officer.goes((Key.Key_F8, "called"), (Key.Key_F9, "serving"), (Key.Key_F9, "idle"))
    window.hide()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is None)
    arrive("TC01")
    officer.sees(waiting=1)
    assert tray.told == "Quầy đang rảnh và có người chờ."
    tray.told = ""
    arrive("TC02")
    officer.sees(waiting=2)
    assert tray.told == "", "once is enough"
    sqlite_hall.say("Họp lúc 10 giờ", command=uuid4(), actor="console")
    officer.sees(mail="Họp lúc 10 giờ")
    assert tray.told == "Có lời nhắn mới cho quầy."


def test_where_there_is_no_tray_a_desk_that_is_closed_ends_and_is_not_lost(desk: Opens) -> None:
    assert not QSystemTrayIcon.isSystemTrayAvailable(), "the tests' screen has none"
    officer = desk(7)
    assert not tray_of(officer).is_there()
    officer.goes((Key.Key_F2, "idle"))
    officer.face.window.close()
    assert officer.face.window.leave.isVisible()
    assert not officer.ended
    officer.presses(Key.Key_Escape)
    officer.goes((Key.Key_F12, "closed"))
    officer.face.window.close()
    assert officer.ended


def test_a_desk_whose_settings_want_no_icon_has_none(qapp: QApplication) -> None:
    outfit = Outfit(CounterForm(number=7, tray=False), 7)
    outfit.start()
    assert outfit.tray is None
    assert not outfit.stays_in_tray()
    outfit.stop()
