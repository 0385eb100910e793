"""What is really written on a painted window: each text with its place, its size and its colour, and what is wrong with
it. Qt's own drawing calls are listened to, so that no view can leave out something that it draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, Final

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from display.views import media, painted, ticker
from display.views.painted import PaintedView
from shared.ui import painting
from shared.ui.theme import contrast

_NEARLY: Final = 1.0  # px: letters are smoothed at their edges
_SAMPLES: Final = 96  # px a side that are looked at of a text


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """Something that was drawn: a text, or "→" for the way to a counter. `room` is what cuts it off, `cap` the height
    (px) of its capitals."""

    view: str
    text: str
    place: QRectF
    room: QRectF
    cap: float
    colour: QColor

    def moved(self, by: QPointF, room: QRectF) -> Ink:
        return replace(self, place=self.place.translated(by), room=self.room.translated(by).intersected(room))


class Listener:
    """Hears everything that is drawn on the views of a window, in the window's pixels."""

    def __init__(self) -> None:
        self._heard: list[Ink] = []
        self._in_picture: list[list[Ink]] = []
        self._pictures: dict[int, list[Ink]] = {}

    def look_at(self, window: QWidget) -> tuple[list[Ink], QImage]:
        """Everything that stands on it now, and its picture."""
        self._heard.clear()
        image = window.grab().toImage()
        places = {view.objectName(): view.geometry() for view in window.findChildren(PaintedView) if view.isVisible()}
        at = {name: QPointF(place.topLeft()) for name, place in places.items()}
        return [one.moved(at[one.view], QRectF(places[one.view])) for one in self._heard], image

    def draws(self, painter: QPainter, text: str, place: QRectF, *, cap: float, colour: QColor) -> None:
        device = painter.device()
        room = QRectF(0, 0, device.width(), device.height())
        if painter.hasClipping():
            room = room.intersected(painter.worldTransform().mapRect(painter.clipBoundingRect()))
        view = device.objectName() if isinstance(device, QWidget) else ""
        place = painter.worldTransform().mapRect(place)
        made = Ink(view=view, text=text, place=place, room=room, cap=cap, colour=QColor(colour))
        (self._in_picture[-1] if self._in_picture else self._heard).append(made)

    def picture(self, make: Callable[..., QPixmap], *given: Any) -> QPixmap:
        self._in_picture.append([])
        pixmap = make(*given)
        self._pictures[pixmap.cacheKey()] = self._in_picture.pop()
        return pixmap

    def draws_picture(self, painter: QPainter, at: QPointF, pixmap: QPixmap) -> None:
        device = painter.device()
        room = QRectF(0, 0, device.width(), device.height())
        if painter.hasClipping():
            room = room.intersected(painter.clipBoundingRect())
        for one in self._pictures.get(pixmap.cacheKey(), []):
            view = device.objectName() if isinstance(device, QWidget) else ""
            self._heard.append(replace(one.moved(at, room), view=view))


@contextmanager
def listening(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    """Hears what is drawn from now on."""
    heard = Listener()
    draw_text, draw_pixmap, draw_way = QPainter.drawText, QPainter.drawPixmap, painted.draw_way

    def text(painter: QPainter, *given: Any) -> None:
        metrics = QFontMetricsF(painter.font())
        place = metrics.tightBoundingRect(given[-1]).translated(QPointF(given[0]))
        heard.draws(painter, given[-1], place, cap=metrics.capHeight(), colour=painter.pen().color())
        draw_text(painter, *given)

    def pixmap(painter: QPainter, *given: Any) -> None:
        at = QPointF(*given[:2]) if len(given) == 3 else QPointF(given[0])
        heard.draws_picture(painter, at, given[-1])
        draw_pixmap(painter, *given)

    def way(painter: QPainter, place: QRectF, way: Any, colour: QColor) -> None:
        if way.arrow is not None or not way.pointed:
            side = min(place.width(), place.height()) * 0.5
            middle = QRectF(place.center() - QPointF(side / 2, side / 2), QRectF(0, 0, side, side).size())
            heard.draws(painter, "→", middle, cap=side, colour=colour)
        draw_way(painter, place, way, colour)

    monkeypatch.setattr(QPainter, "drawText", text)
    monkeypatch.setattr(QPainter, "drawPixmap", pixmap)
    make = painting.picture
    for module in (painted, ticker, media):
        monkeypatch.setattr(module, "picture", lambda *given: heard.picture(make, *given))
    for view in ("call_tile", "recent", "zone"):
        monkeypatch.setattr(f"display.views.{view}.draw_way", way)
    yield heard
    monkeypatch.undo()


def faults(inks: list[Ink], image: QImage, *, least: float = 0.0, contrast_least: float = 7.0) -> list[str]:
    """Everything that is wrong with what was written. `least` is the least height (px) of capitals."""
    found = []
    for one in inks:
        if "…" in one.text:
            found.append(f"{one.view}: {one.text!r} is elided")
        if not one.room.adjusted(-_NEARLY, -_NEARLY, _NEARLY, _NEARLY).contains(one.place):
            found.append(f"{one.view}: {one.text!r} is cut off: {_told(one.place)} in {_told(one.room)}")
        if one.text != "→" and one.cap < least - _NEARLY:
            found.append(f"{one.view}: {one.text!r} is {one.cap:.0f} px high, and {least:.0f} px are the least")
        if one.text != "→":
            found.extend(_seen(one, image, contrast_least))
    for one, two in combinations(inks, 2):
        shared = one.place.intersected(two.place)
        if shared.width() > _NEARLY and shared.height() > _NEARLY:
            found.append(f"{one.view}: {one.text!r} and {two.text!r} stand on each other at {_told(shared)}")
    return found


def _seen(one: Ink, image: QImage, least: float) -> Iterator[str]:
    """Whether its colour can be seen in its place at all, and how far it stands out from what is most of the rest."""
    place = one.place.adjusted(-2, -2, 2, 2).toAlignedRect().intersected(QRect(QPoint(0, 0), image.size()))
    part = image.copy(place)
    size = QSize(min(_SAMPLES, part.width()), min(_SAMPLES, part.height()))
    part = part.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.FastTransformation)
    pixels = memoryview(part.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("I").tolist()
    colours = Counter(pixels)
    ink = one.colour.rgb() | 0xFF000000
    near = min(colours, key=lambda colour: _distance(colour, ink), default=0)
    if _distance(near, ink) > 60:
        yield f"{one.view}: {one.text!r} cannot be seen: nothing there has its colour {one.colour.name()}"
    behind = max((colour for colour in colours if colour != near), key=colours.__getitem__, default=ink)
    ratio = contrast(one.colour, QColor(behind))
    if ratio < least:
        yield f"{one.view}: {one.text!r} stands out {ratio:.1f}:1 from {QColor(behind).name()}"


def _distance(one: int, two: int) -> int:
    return sum(abs((one >> shift & 255) - (two >> shift & 255)) for shift in (0, 8, 16))


def _told(place: QRectF) -> str:
    return f"{place.x():.0f},{place.y():.0f} {place.width():.0f}x{place.height():.0f}"
