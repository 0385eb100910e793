"""The first page: what one came for; then search, what many come for, or the agency."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from kiosk.state import Gestures, HomeBody, KioskState, NeedChoice
from kiosk.views.icons import Icon
from kiosk.views.look import Look
from kiosk.views.page import PageView
from kiosk.views.parts import Key, Kind, Words
from kiosk.views.tiles import LeafKeys, TileFace, TileGrid
from kiosk.wording import waiting_words
from shared.text import words
from shared.ui.measures import Box


class HomePage(PageView):
    """All agencies with how many wait for each. The same page chooses the next agency of a visit to several."""

    def __init__(self, gestures: Gestures, parent: QWidget | None = None) -> None:
        super().__init__(gestures, parent)
        self._question = Words("question", self)
        self._needs: list[Key] = []
        self._search = Key("search", Kind.MAIN, self)
        self._popular = Key("popular", parent=self)
        self._back = Key("back", parent=self)
        self._or = Words("or", self)
        self._grid = TileGrid(self)
        self._leaf = LeafKeys(gestures, self)
        self._search.tapped.connect(self._search_tapped)
        self._popular.tapped.connect(self._popular_tapped)
        self._back.tapped.connect(self._back_tapped)
        self._grid.chosen.connect(self._chosen)

    def show_page(self, state: KioskState, look: Look) -> None:
        body = state.body
        if not isinstance(body, HomeBody):
            return
        m, language = look.measures, state.language
        _ = words(language).gettext
        places = m.home(body.leaf.total, needs=bool(body.needs))
        self._show_question(look, places.question, adding=body.adding, language=language)
        self._show_needs(look, places.needs, body.needs)
        whole = Box(
            places.search.left, places.search.top, places.beside_search.right - places.search.left, places.search.height
        )
        two = body.has_popular or body.adding
        self._search.setGeometry(*(places.search if two else whole))
        self._search.show_text(look, _("Tìm thủ tục"), 40, Icon.SEARCH)
        for key in (self._popular, self._back):
            key.setGeometry(*places.beside_search)
        self._popular.show_text(look, _("Hay làm nhất"), 40, Icon.STAR)
        self._popular.setVisible(body.has_popular and not body.adding)
        self._back.show_text(look, _("Quay lại"), 40, Icon.BACK)
        self._back.setVisible(body.adding)
        self._or.setGeometry(*places.or_line)
        self._or.show_paras(look, look.para(_("Hoặc chọn cơ quan:"), 34, 600), left=True)
        self._or.setVisible(places.or_line.height > 0)
        self._show_agencies(body, language, look)
        self._leaf.show_leaf(look, body.leaf, language)

    def _show_question(self, look: Look, place: Box, *, adding: bool, language: str) -> None:
        m = look.measures
        _ = words(language).gettext
        asked = _("Ông/bà cần đến cơ quan nào nữa?") if adding else _("Ông/bà cần làm thủ tục gì?")
        self._question.setGeometry(*place)
        self._question.show_paras(
            look,
            look.para(asked, 80 if m.low else 52, 700),
            look.para(_("Xin chọn cơ quan, hoặc tìm thủ tục theo tên.") if m.low else "", 46),
            inks=(look.theme.ink, look.theme.quiet),
            left=not (m.portrait or m.low),
        )

    def _show_needs(self, look: Look, place: Box, needs: tuple[NeedChoice, ...]) -> None:
        while len(self._needs) < len(needs):
            key = Key("", parent=self)
            key.tapped.connect(self._need_tapped)
            self._needs.append(key)
        gap = look.measures.gap
        broad = (place.width - (len(needs) - 1) * gap) // max(1, len(needs))
        for number, key in enumerate(self._needs):
            shown = number < len(needs)
            key.setObjectName(f"need-{needs[number].code}" if shown else "")
            key.setVisible(shown)
            if shown:
                need = needs[number]
                key.code = need.code
                key.setGeometry(place.left + number * (broad + gap), place.top, broad, place.height)
                key.show_text(look, need.name, 34, Icon.named(need.icon), on=need.chosen)

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
        grid = look.measures.home(body.leaf.total, needs=bool(body.needs)).grid
        rows = min(grid.rows, -(-body.leaf.total // grid.columns))
        self._grid.show_tiles(look, grid._replace(rows=max(1, rows)), faces, sizes=(34, 26))

    @Slot()
    def _search_tapped(self) -> None:
        self.gestures.open_search()

    @Slot()
    def _popular_tapped(self) -> None:
        self.gestures.open_popular()

    @Slot()
    def _back_tapped(self) -> None:
        self.gestures.back()

    @Slot(str)
    def _need_tapped(self, code: str) -> None:
        self.gestures.choose_need(code)

    @Slot(str)
    def _chosen(self, code: str) -> None:
        self.gestures.choose_agency(code)
