"""The first page: search, or choose the agency."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from kiosk.measures import Measures
from kiosk.state import Gestures, HomeBody, KioskState, Leaf
from kiosk.views.icons import Icon
from kiosk.views.page import LeafKeys, PageView, TileGrid
from kiosk.views.parts import Key, Kind, TileFace, Words
from kiosk.wording import waiting_words
from shared.text import words
from shared.ui.lettering import Para
from shared.ui.theme import LIGHT


class HomePage(PageView):
    """All agencies with how many wait for each."""

    def __init__(self, gestures: Gestures, parent: QWidget | None = None) -> None:
        super().__init__(gestures, parent)
        self._question = Words("question", self)
        self._search = Key("search", Kind.MAIN, self)
        self._or = Words("or", self)
        self._grid = TileGrid(self)
        self._help = Words("help", self)
        self._leaf = LeafKeys(gestures, self)
        self._search.tapped.connect(self._search_tapped)
        self._grid.chosen.connect(self._chosen)

    def show_page(self, state: KioskState, measures: Measures) -> None:
        body = state.body
        if not isinstance(body, HomeBody):
            return
        m = measures
        self._place(m, body.leaf)
        _ = words(state.language).gettext
        self._question.show_paras(Para(_("Ông/bà cần làm thủ tục gì?"), m.px(52), 700), left=not m.portrait)
        self._search.show_text(_("Tìm thủ tục"), m.px(48), Icon.SEARCH)
        self._or.show_paras(Para(_("Hoặc chọn cơ quan:"), m.px(34), 600), left=True)
        self._or.setVisible(m.portrait)
        self._help.show_paras(
            Para(_("Cần giúp đỡ? Xin gọi nhân viên hướng dẫn."), m.px(30), 500),
            inks=(LIGHT.quiet,),
            left=body.leaf.count > 1,
        )
        faces = [
            (
                f"agency-{choice.code}",
                choice.code,
                TileFace(
                    name=choice.name,
                    note=waiting_words(choice.waiting, state.language),
                    badge=choice.badge,
                    busy=choice.waiting > 0,
                ),
            )
            for choice in body.leaf.choices
        ]
        rows = min(m.home_rows(body.leaf.total), -(-body.leaf.total // m.home_columns))
        self._grid.show_tiles(faces, m, columns=m.home_columns, rows=rows, sizes=(32, 25))
        self._leaf.show_leaf(body.leaf, state.language, m)

    def _place(self, m: Measures, leaf: Leaf) -> None:
        top = m.content_top
        if m.portrait:
            self._question.setGeometry(m.margin, top, m.inner, m.px(84))
            top += m.px(84) + m.gap
            self._search.setGeometry(m.margin, top, m.inner, m.px(140))
            self._or.setGeometry(m.margin, top + m.px(140) + m.gap, m.inner, m.px(52))
        else:
            half = (m.inner - m.gap) // 2
            self._question.setGeometry(m.margin, top, half, m.px(128))
            self._search.setGeometry(m.margin + half + m.gap, top, m.inner - half - m.gap, m.px(128))
        bottom = m.home_bottom(leaf.total)
        self._grid.setGeometry(m.margin, m.home_top, m.inner, bottom - m.home_top)
        keys = LeafKeys.broad(m)
        foot = bottom + m.gap
        high = m.height - m.margin - foot
        self._leaf.setGeometry(m.width - m.margin - keys, foot, keys, high)
        self._help.setGeometry(m.margin, foot, m.inner - (keys + m.gap if leaf.count > 1 else 0), high)

    @Slot()
    def _search_tapped(self) -> None:
        self.gestures.open_search()

    @Slot(str)
    def _chosen(self, code: str) -> None:
        self.gestures.choose_agency(code)
