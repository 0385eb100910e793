"""What many people come for."""

from __future__ import annotations

from kiosk.state import KioskState, PopularBody
from kiosk.views.look import Look
from kiosk.views.page import ChoicesPage
from kiosk.views.tiles import TileFace
from shared.text import words


class PopularPage(ChoicesPage):
    """A tile for each field, with whose it is."""

    def show_page(self, state: KioskState, look: Look) -> None:
        body = state.body
        if not isinstance(body, PopularBody):
            return
        _ = words(state.language).gettext
        faces = [
            (
                f"field-{choice.code}",
                choice.code,
                TileFace(name=choice.name, note=choice.place, badge=choice.badge),
            )
            for choice in body.leaf.choices
        ]
        self.show_choices(
            look,
            look.measures.fields,
            faces,
            title=(_("Nhiều người đến làm"), _("Xin chọn lĩnh vực")),
            language=state.language,
            leaf=body.leaf,
        )

    def chosen(self, code: str) -> None:
        self.gestures.choose_service(code)
