"""The first page: search, or choose the agency."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from kiosk.state import Gestures, HomeBody, KioskState
from kiosk.views.icons import Icon
from kiosk.views.look import Look
from kiosk.views.page import PageView
from kiosk.views.parts import Key, Kind, Words
from kiosk.views.tiles import LeafKeys, TileFace, TileGrid
from kiosk.wording import waiting_words
from shared.text import words


class HomePage(PageView):
    """All agencies with how many wait for each."""

    def __init__(self, gestures: Gestures, parent: QWidget | None = None) -> None:
        super().__init__(gestures, parent)
        self._question = Words("question", self)
        self._search = Key("search", Kind.MAIN, self)
        self._or = Words("or", self)
        self._grid = TileGrid(self)
        self._leaf = LeafKeys(gestures, self)
        self._search.tapped.connect(self._search_tapped)
        self._grid.chosen.connect(self._chosen)

    def show_page(self, state: KioskState, look: Look) -> None:
        body = state.body
        if not isinstance(body, HomeBody):
            return
        m = look.measures
        _ = words(state.language).gettext
        self._question.setGeometry(*m.question)
        self._question.show_paras(
            look,
            look.para(_("Ông/bà cần làm thủ tục gì?"), 80 if m.low else 52, 700),
            look.para(_("Xin chọn cơ quan, hoặc tìm thủ tục theo tên.") if m.low else "", 46),
            inks=(look.theme.ink, look.theme.quiet),
            left=not (m.portrait or m.low),
        )
        self._search.setGeometry(*m.search_key)
        self._search.show_text(look, _("Tìm thủ tục"), 40 if m.low else 48, Icon.SEARCH)
        self._or.setGeometry(*m.or_line)
        self._or.show_paras(look, look.para(_("Hoặc chọn cơ quan:"), 34, 600), left=True)
        self._or.setVisible(m.or_line.height > 0)
        self._show_agencies(body, state.language, look)
        self._leaf.show_leaf(look, body.leaf, state.language)

    def _show_agencies(self, body: HomeBody, language: str, look: Look) -> None:
        faces = [
            (
                f"agency-{choice.code}",
                choice.code,
                TileFace(
                    name=choice.name,
                    note=waiting_words(choice.waiting, language),
                    badge=choice.badge,
                    busy=choice.waiting > 0,
                ),
            )
            for choice in body.leaf.choices
        ]
        grid = look.measures.home(body.leaf.total)
        rows = min(grid.rows, -(-body.leaf.total // grid.columns))
        self._grid.show_tiles(look, grid._replace(rows=rows), faces, sizes=(34, 26))

    @Slot()
    def _search_tapped(self) -> None:
        self.gestures.open_search()

    @Slot(str)
    def _chosen(self, code: str) -> None:
        self.gestures.choose_agency(code)
