"""The fields of one agency."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from kiosk.measures import Measures
from kiosk.state import AgencyBody, Gestures, KioskState
from kiosk.views.icons import Icon
from kiosk.views.page import LeafKeys, PageView, TileGrid
from kiosk.views.parts import Key, TileFace, Words
from kiosk.wording import waiting_words
from shared.text import words
from shared.ui.lettering import Para
from shared.ui.theme import LIGHT


class AgencyPage(PageView):
    """Tiles, a page of them at a time."""

    def __init__(self, gestures: Gestures, parent: QWidget | None = None) -> None:
        super().__init__(gestures, parent)
        self._title = Words("agency-name", self)
        self._grid = TileGrid(self)
        self._back = Key("back", parent=self)
        self._leaf = LeafKeys(gestures, self)
        self._back.tapped.connect(self._back_tapped)
        self._grid.chosen.connect(self._chosen)

    def show_page(self, state: KioskState, measures: Measures) -> None:
        body = state.body
        if not isinstance(body, AgencyBody):
            return
        m = measures
        _ = words(state.language).gettext
        self._title.setGeometry(m.margin, m.content_top, m.inner, m.px(112))
        self._title.show_paras(
            Para(body.agency, m.px(46), 700),
            Para(_("Xin chọn lĩnh vực"), m.px(30), 500),
            inks=(LIGHT.ink, LIGHT.quiet),
            left=True,
        )
        self._grid.setGeometry(m.margin, m.fields_top, m.inner, m.bar_top - m.gap - m.fields_top)
        faces = [
            (
                f"field-{choice.code}",
                choice.code,
                TileFace(name=choice.name, note=waiting_words(choice.waiting, state.language), busy=choice.waiting > 0),
            )
            for choice in body.leaf.choices
        ]
        self._grid.show_tiles(faces, m, columns=m.fields_columns, rows=m.fields_rows, sizes=(34, 26))
        self._back.setGeometry(m.margin, m.bar_top, m.px(300), m.bar)
        self._back.show_text(_("Quay lại"), m.px(34), Icon.BACK)
        keys = LeafKeys.broad(m)
        self._leaf.setGeometry(m.width - m.margin - keys, m.bar_top, keys, m.bar)
        self._leaf.show_leaf(body.leaf, state.language, m)

    @Slot()
    def _back_tapped(self) -> None:
        self.gestures.back()

    @Slot(str)
    def _chosen(self, code: str) -> None:
        self.gestures.choose_service(code)
