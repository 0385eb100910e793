"""What the desk says of the hall's emergencies, whoever is logged in and whatever lies over it."""

from __future__ import annotations

from counter.situation import Situation
from counter.state import Emergency
from shared.text import words


def emergency(situation: Situation) -> Emergency | None:
    """None while nothing is the matter."""
    standing = situation.emergencies
    if not standing:
        return None
    _ = words(situation.language).gettext
    return Emergency(
        title=_("Thông báo khẩn"),
        short=_("KHẨN!"),
        texts=tuple(one.said.read(situation.language)[0] for one in standing),
    )
