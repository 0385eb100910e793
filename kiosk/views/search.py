"""The search page: what was typed, what it finds and where that leads, and the keyboard."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.state import Gestures, KioskState, Result, SearchBody
from kiosk.views.keyboard import Keyboard
from kiosk.views.look import Look
from kiosk.views.page import PageView
from kiosk.views.parts import Words, draw_ground
from kiosk.views.tiles import TileFace, TileGrid
from shared.text import words
from shared.ui.lettering import tail
from shared.ui.theme import LIGHT

_CARET: Final = "|"


class QueryField(QWidget):
    """What was typed, with a caret behind it; an example while nothing is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("query")
        self._theme = LIGHT
        self._words = Words("query-text", self)

    def show_query(self, query: str, language: str, look: Look) -> None:
        m, self._theme = look.measures, look.theme
        self.setGeometry(*m.query)
        inset = m.px(28)
        line = min(m.lines(66), self.height())  # one line, however long the example is in another language
        self._words.setGeometry(inset, (self.height() - line) // 2, self.width() - 2 * inset, line)
        if query:
            size = m.text(46)
            shown = tail(query + _CARET, size, 600, self._words.width())
            self._words.show_paras(look, look.para(shown, 46, 600), left=True)
        else:
            example = words(language).gettext("Gõ tên thủ tục, ví dụ: khai sinh")
            self._words.show_paras(look, look.para(_CARET + example, 38, 400), inks=(look.theme.quiet,), left=True)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_ground(painter, self.rect(), self._theme.surface, self._theme.accent)


class SearchPage(PageView):
    """Every keystroke answers."""

    takes_text = True

    def __init__(self, gestures: Gestures, parent: QWidget | None = None) -> None:
        super().__init__(gestures, parent)
        self._title = Words("title", self)
        self._query = QueryField(self)
        self._grid = TileGrid(self)
        self._nothing = Words("nothing-found", self)
        self._keyboard = Keyboard(gestures, self)
        self._keys_for: tuple[str, Look, bool] | None = None
        self._grid.chosen.connect(self._chosen)

    def show_page(self, state: KioskState, look: Look) -> None:
        body = state.body
        if not isinstance(body, SearchBody):
            return
        m = look.measures
        if self._keys_for != (state.language, look, body.telex):
            self._keys_for = (state.language, look, body.telex)
            self._keyboard.setGeometry(*m.keyboard)
            self._keyboard.show_keys(state.language, look, telex=body.telex)
        self._show_title(state.language, look)
        self._query.show_query(body.query, state.language, look)
        faces = [
            (f"result-{number}", str(number), _face(result, state.language))
            for number, result in enumerate(body.results)
        ]
        self._grid.show_tiles(look, m.results, faces, sizes=(34, 26))
        self._nothing.setGeometry(*m.results.box)
        self._nothing.show_paras(look, look.para(_hint(body, state.language), 36), inks=(look.theme.quiet,))
        self._nothing.setVisible(not body.results)

    def _show_title(self, language: str, look: Look) -> None:
        """Only low reach leaves room for it."""
        m = look.measures
        self._title.setVisible(m.low)
        self._title.setGeometry(m.margin, m.content_top, m.inner, m.query.top - m.gap - m.content_top)
        self._title.show_paras(look, look.para(words(language).gettext("Tìm thủ tục"), 68, 700))

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
    if not body.query.strip() and body.telex:
        return _("Telex: aa = â, aw = ă, ow = ơ, dd = đ; s f r x j là dấu thanh. Gõ lại phím đó để bỏ dấu.")
    if not body.query.strip():
        return _("Gõ vài chữ là đủ, có dấu hay không dấu đều được.")
    return _("Không tìm thấy. Xin gõ cách khác, hoặc quay lại để chọn theo cơ quan.")
