"""Which class somebody belongs to, and what that means."""

from __future__ import annotations

from kiosk.state import KioskState, PriorityBody, PriorityChoice
from kiosk.views.icons import Icon
from kiosk.views.look import Look
from kiosk.views.page import ChoicesPage
from kiosk.views.tiles import TileFace
from shared.text import words


class PriorityPage(ChoicesPage):
    """A tile for each class of the hall; the chosen one has a tick."""

    def show_page(self, state: KioskState, look: Look) -> None:
        body = state.body
        if not isinstance(body, PriorityBody):
            return
        m = look.measures
        _ = words(state.language).gettext
        columns = 1 if m.portrait and not m.low else 2
        self.show_choices(
            look,
            m.grid_of_all(m.body, len(body.choices), columns=columns, least=150),
            [(f"priority-{one.code}", one.code, _face(one, state.language)) for one in body.choices],
            title=(_("Ông/bà thuộc diện nào?"), _("Người được ưu tiên được mời sớm hơn.")),
            language=state.language,
            sizes=(40, 29),
        )

    def chosen(self, code: str) -> None:
        self.gestures.choose_priority(code)


def _face(choice: PriorityChoice, language: str) -> TileFace:
    _ = words(language).gettext
    parts = [_("Đang chọn") if choice.chosen else "", choice.who]
    parts.append(_("Cần nhân viên xác nhận") if choice.by_staff else "")
    icon = Icon.TICK if choice.chosen else Icon.named(choice.icon)
    return TileFace(name=choice.name, note=" · ".join(one for one in parts if one), icon=icon, busy=choice.chosen)
