"""The staff's pages: the PIN, what can be done, why the kiosk is locked."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from kiosk.state import Gestures, KioskState, PinBody, StaffBody
from kiosk.views.icons import Icon
from kiosk.views.look import Look
from kiosk.views.page import BackKey, ChoicesPage, PageView, TitleWords
from kiosk.views.parts import Key, Kind, Words
from kiosk.views.tiles import TileFace
from shared.text import words
from shared.ui.measures import Box

_DIGITS: Final = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0")


class PinPage(PageView):
    """Twelve keys. What was typed stands there as dots."""

    def __init__(self, gestures: Gestures, parent: QWidget | None = None) -> None:
        super().__init__(gestures, parent)
        self._title = TitleWords("title", self)
        self._dots = Words("dots", self)
        self._keys: list[Key] = []
        for digit in _DIGITS:
            key = Key(f"digit-{digit}", Kind.LETTER, self)
            key.code = digit
            key.tapped.connect(self._typed)
            key.setVisible(bool(digit))
            self._keys.append(key)
        self._rub_out = Key("rub-out-digit", Kind.LETTER, self)
        self._enter = Key("try-pin", Kind.MAIN, self)
        self._back = BackKey(gestures, self)
        self._rub_out.tapped.connect(self._rub_out_tapped)
        self._enter.tapped.connect(self._enter_tapped)

    def show_page(self, state: KioskState, look: Look) -> None:
        body = state.body
        if not isinstance(body, PinBody):
            return
        m = look.measures
        _ = words(state.language).gettext
        self._title.show_title(look, _("Mã PIN của nhân viên"), body.message)
        enter = m.key_broad(360)
        self._back.show_back(look, state.language)
        self._enter.setGeometry(m.bar.right - enter, m.bar.top, enter, m.bar.height)
        self._enter.show_text(look, _("Xác nhận"), 40)
        self._enter.setEnabled(body.typed > 0 and not body.checking)
        self._place(look)
        checking = _("Đang kiểm tra…") if body.checking else "●" * body.typed or "—"
        self._dots.show_paras(look, look.para(checking, 52, 700))
        self._rub_out.show_text(look, "", 56, Icon.RUB_OUT, said=_("Xóa"))

    def _place(self, look: Look) -> None:
        """Four rows of keys below the dots; on a broad screen two, and the dots in the bar."""
        m = look.measures
        flat = not m.portrait
        box, dots = m.body, m.lines(90)
        if flat:
            left = m.bar.left + self._back.width() + m.gap
            self._dots.setGeometry(left, m.bar.top, self._enter.x() - m.gap - left, m.bar.height)
        else:
            self._dots.setGeometry(box.left, box.top, box.width, dots)
            box = Box(box.left, box.top + dots + m.gap, box.width, box.height - dots - m.gap)
        columns, rows = (6, 2) if flat else (3, 4)
        high = min((box.height - (rows - 1) * m.gap) // rows, m.px(190))
        broad = min((box.width - (columns - 1) * m.gap) // columns, m.px(330))
        left = box.left + (box.width - columns * broad - (columns - 1) * m.gap) // 2
        keys = [key for key in self._keys if key.code or not flat]
        for number, key in enumerate((*keys, self._rub_out)):
            row, column = divmod(number, columns)
            key.setGeometry(left + column * (broad + m.gap), box.top + row * (high + m.gap), broad, high)
            key.show_text(look, key.code, 56)

    @Slot(str)
    def _typed(self, digit: str) -> None:
        self.gestures.type_digit(digit)

    @Slot()
    def _rub_out_tapped(self) -> None:
        self.gestures.rub_out_digit()

    @Slot()
    def _enter_tapped(self) -> None:
        self.gestures.try_pin()


class StaffPage(ChoicesPage):
    """A tile for each thing that can be done."""

    def show_page(self, state: KioskState, look: Look) -> None:
        body = state.body
        if not isinstance(body, StaffBody):
            return
        m = look.measures
        columns = 2 if m.portrait else 3
        self.show_choices(
            look,
            m.grid_of_all(m.body, len(body.choices), columns=columns, least=120),
            [
                (f"staff-{one.code}", one.code, TileFace(name=one.name, note=one.note, icon=Icon[one.icon]))
                for one in body.choices
            ],
            title=(body.title, body.message),
            language=state.language,
            sizes=(38, 28),
        )

    def chosen(self, code: str) -> None:
        self.gestures.staff_does(code)
