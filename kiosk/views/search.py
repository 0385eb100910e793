"""The search page: what was typed, what it finds and where that leads, and the keyboard."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.measures import Measures
from kiosk.state import Gestures, KioskState, Result, SearchBody
from kiosk.views.keyboard import Keyboard
from kiosk.views.page import PageView, TileGrid
from kiosk.views.parts import TileFace, Words, draw_ground
from shared.text import words
from shared.ui.lettering import Para, tail
from shared.ui.theme import LIGHT

_CARET: Final = "|"


class QueryField(QWidget):
    """What was typed, with a caret behind it; an example while nothing is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("query")
        self._words = Words("query-text", self)

    def show_query(self, query: str, language: str, measures: Measures) -> None:
        inset = measures.px(28)
        line = measures.px(66)  # one line, however long the example is in another language
        self._words.setGeometry(inset, (self.height() - line) // 2, self.width() - 2 * inset, line)
        if query:
            size = measures.px(46)
            self._words.show_paras(Para(tail(query + _CARET, size, 600, self._words.width()), size, 600), left=True)
        else:
            example = words(language).gettext("Gõ tên thủ tục, ví dụ: khai sinh")
            self._words.show_paras(Para(_CARET + example, measures.px(38)), inks=(LIGHT.quiet,), left=True)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_ground(painter, self.rect(), LIGHT.surface, LIGHT.accent)


class SearchPage(PageView):
    """Every keystroke answers."""

    def __init__(self, gestures: Gestures, parent: QWidget | None = None) -> None:
        super().__init__(gestures, parent)
        self._query = QueryField(self)
        self._grid = TileGrid(self)
        self._nothing = Words("nothing-found", self)
        self._keyboard = Keyboard(gestures, self)
        self._keys_for: tuple[str, Measures] | None = None
        self._grid.chosen.connect(self._chosen)

    def show_page(self, state: KioskState, measures: Measures) -> None:
        body = state.body
        if not isinstance(body, SearchBody):
            return
        self._place(measures)
        if self._keys_for != (state.language, measures):
            self._keys_for = (state.language, measures)
            self._keyboard.show_keys(state.language, measures)
        self._query.show_query(body.query, state.language, measures)
        faces = [
            (f"result-{number}", str(number), _face(result, state.language))
            for number, result in enumerate(body.results)
        ]
        m = measures
        self._grid.show_tiles(faces, m, columns=m.results_columns, rows=m.results_rows, sizes=(32, 25))
        self._nothing.show_paras(Para(_hint(body, state.language), m.px(36), 500), inks=(LIGHT.quiet,))
        self._nothing.setVisible(not body.results)

    def _place(self, m: Measures) -> None:
        top, bottom = m.results_span
        if m.beside:
            left = m.margin + m.keyboard_width + 2 * m.gap
            results = QRect(left, top, m.width - m.margin - left, bottom - top)
            self._query.setGeometry(m.margin, m.query_top, m.keyboard_width, m.px(120))
        else:
            results = QRect(m.margin, top, m.inner, bottom - top)
            self._query.setGeometry(m.margin, m.query_top, m.inner, m.px(108))
        self._grid.setGeometry(results)
        self._nothing.setGeometry(results)
        self._keyboard.setGeometry(m.margin, m.keyboard_top, m.keyboard_width, m.height - m.margin - m.keyboard_top)

    @Slot(str)
    def _chosen(self, code: str) -> None:
        self.gestures.choose_result(int(code))


def _face(result: Result, language: str) -> TileFace:
    """Where it leads stands below the name: field and agency, or for a field only the agency."""
    _ = words(language).gettext
    place = result.agency if result.is_field else f"{result.service} — {result.agency}"
    if result.said:
        place = _("“{said}” · {place}").format(said=result.said, place=place)
    return TileFace(name=result.name, note=place, ranges=result.ranges)


def _hint(body: SearchBody, language: str) -> str:
    _ = words(language).gettext
    if not body.ready:
        return _("Đang chuẩn bị tìm kiếm, xin chờ một chút…")
    if not body.query.strip():
        return _("Gõ vài chữ là đủ, có dấu hay không dấu đều được.")
    return _("Không tìm thấy. Xin gõ cách khác, hoặc quay lại để chọn theo cơ quan.")
