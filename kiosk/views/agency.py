"""The fields of one agency."""

from __future__ import annotations

from kiosk.state import AgencyBody, KioskState
from kiosk.views.look import Look
from kiosk.views.page import ChoicesPage
from kiosk.views.tiles import TileFace
from kiosk.wording import waiting_words
from shared.text import words


class AgencyPage(ChoicesPage):
    """A tile for each field, with how many wait for it."""

    def show_page(self, state: KioskState, look: Look) -> None:
        body = state.body
        if not isinstance(body, AgencyBody):
            return
        _ = words(state.language).gettext
        faces = [
            (
                f"field-{choice.code}",
                choice.code,
                TileFace(name=choice.name, note=waiting_words(choice.waiting, state.language), busy=choice.waiting > 0),
            )
            for choice in body.leaf.choices
        ]
        self.show_choices(
            look,
            look.measures.fields,
            faces,
            title=(body.agency, _("Xin chọn lĩnh vực")),
            language=state.language,
            leaf=body.leaf,
        )

    def chosen(self, code: str) -> None:
        self.gestures.choose_service(code)
