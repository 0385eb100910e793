"""Reading what a desk has drawn, word by word."""

from __future__ import annotations

from itertools import combinations

from PySide6.QtWidgets import QWidget

from counter.views.painted import Drawn


def cut_off(window: QWidget) -> list[tuple[str, str]]:
    """What does not fit its room or lies over other words of its part, and where; `window` is drawn for it."""
    window.grab()
    found: list[tuple[str, str]] = []
    for one in window.findChildren(QWidget):
        if isinstance(one, Drawn) and one.isVisible():
            found += [(one.objectName(), text) for text in one.cut_off]
            found += [
                (one.objectName(), f"{text} / {other}")
                for (room, text), (other_room, other) in combinations(one.written, 2)
                if room.adjusted(1, 1, -1, -1).intersects(other_room)
            ]
    return found


def misplaced(window: QWidget) -> list[tuple[str, str]]:
    """The parts of `window` that leave it or lie over one another."""
    parts = [one for one in window.findChildren(QWidget) if isinstance(one, Drawn) and one.isVisible()]
    outside = [(one.objectName(), "outside") for one in parts if not window.rect().contains(one.geometry())]
    return outside + [
        (one.objectName(), other.objectName())
        for one, other in combinations(parts, 2)
        if one.geometry().intersects(other.geometry())
    ]
