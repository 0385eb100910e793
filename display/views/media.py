"""The pane of pictures, films, figures and the card that is there when there is nothing else.

What stands there stays until what comes next is ready to be drawn: the pane is never empty.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, Protocol

from PySide6.QtCore import QEasingCurve, QRect, QRectF, QSize, QSizeF, Qt, QVariantAnimation, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QWidget

from display.bulletin import FiguresSheet
from display.legibility import Legibility
from display.state import Said
from display.views.painted import PaintedView
from display.views.sheet import Sheet
from shared.ui.lettering import CENTRE, Para, draw, fit
from shared.ui.painting import picture
from shared.ui.theme import DARK, Theme

_FADE_MS: Final = 500
_STEP: Final = 0.09  # of a fade, between two of its pictures
_LEAST: Final = 8


class Frame(Protocol):
    """One picture of a film."""

    def toImage(self) -> QImage:  # noqa: N802 - Qt's name
        """The picture."""


class MediaView(PaintedView):
    """Shows what it is given; whose turn it is, it does not know."""

    def __init__(
        self, language: str, parent: QWidget | None = None, *, fades: bool = True, theme: Theme = DARK
    ) -> None:
        super().__init__("media", parent, theme=theme)
        self._language = language
        self._fades = fades
        self._render: Callable[[QPainter, QRectF], None] = partial(self._paint_card, ())
        self._still: QPixmap | None = None
        self._before: QPixmap | None = None
        self._frame: Frame | None = None
        self._faded = 1.0
        self._fading = QVariantAnimation(self)
        self._fading.setDuration(_FADE_MS)
        self._fading.setStartValue(0.0)
        self._fading.setEndValue(1.0)
        self._fading.setEasingCurve(QEasingCurve.Type.InOutQuad)
        self._fading.valueChanged.connect(self._fade)

    @property
    def room(self) -> QSize:
        """The pane in pixels of the screen."""
        return self.size() * self.devicePixelRatioF()

    def show_picture(self, image: QImage, name: str) -> None:
        """A picture, as large as it fits."""
        self._show(partial(self._paint_image, image), name)

    def sheet(self, figures: FiguresSheet) -> Sheet:
        """The figures as they would stand on this pane."""
        least = self.scribe.least_px()
        return Sheet(figures, self.size(), language=self._language, theme=self.theme, unit=self.unit, least_px=least)

    def show_sheet(self, figures: FiguresSheet, page: int) -> None:
        """A page of figures."""
        name = "; ".join(f"{one.name}: {one.counts.received}" for one in figures.rows)
        self._show(partial(self.sheet(figures).paint, page), name)

    def show_card(self, card: tuple[Said, ...]) -> None:
        """Sentences, for want of anything else."""
        self._show(partial(self._paint_card, card), "; ".join(one.main for one in card))

    def show_frame(self, frame: Frame, name: str) -> None:
        """The next picture of a film."""
        if self._frame is None:
            self._fading.stop()
            self._faded, self._before = 1.0, None
            self.setAccessibleName(name)
        self._frame = frame
        self.update()

    def arrange(self, place: QRect, unit: float, legibility: Legibility = Legibility()) -> None:  # noqa: B008 - frozen
        super().arrange(place, unit, legibility)
        self._still = self._before = None

    def draw(self, painter: QPainter, dirty: QRect) -> None:  # noqa: ARG002 - one picture, drawn whole
        if self._frame is not None:
            self._paint_image(self._frame.toImage(), painter, QRectF(self.rect()))
            self._cut_corners(painter)
            return
        if self._still is None:
            self._still = self._made()
        if self._before is not None and self._faded < 1:
            painter.drawPixmap(0, 0, self._before)
            painter.setOpacity(self._faded)
        painter.drawPixmap(0, 0, self._still)

    def _show(self, render: Callable[[QPainter, QRectF], None], name: str) -> None:
        before = self.grab() if self._frame is not None else self._still
        self._render, self._frame = render, None
        self.setAccessibleName(name)
        self._still = None
        self._fading.stop()
        self._faded, self._before = 1.0, None
        if self._fades and self.isVisible() and before is not None:
            self._before, self._faded = before, 0.0
            self._fading.start()
        self.update()

    @Slot(object)
    def _fade(self, value: float) -> None:
        if value >= 1 or value - self._faded >= _STEP:
            self._faded = value
            if value >= 1:
                self._before = None
            self.update()

    def _made(self) -> QPixmap:
        size = self.size().expandedTo(QSize(1, 1))

        def render(painter: QPainter) -> None:
            self._render(painter, QRectF(0, 0, size.width(), size.height()))
            self._cut_corners(painter)

        return picture(size, self.devicePixelRatioF(), self.theme.ground, render)

    def _paint_image(self, image: QImage, painter: QPainter, room: QRectF) -> None:
        painter.fillRect(room, _BEHIND)
        shown = QSizeF(image.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(
            room.center().x() - shown.width() / 2,
            room.center().y() - shown.height() / 2,
            shown.width(),
            shown.height(),
        )
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, image)

    def _paint_card(self, card: tuple[Said, ...], painter: QPainter, room: QRectF) -> None:
        painter.fillRect(room, self.theme.surface)
        inside = room.adjusted(self.u(40), self.u(30), -self.u(40), -self.u(30))
        paras, inks = [], []
        for said in card:
            paras += [Para(said.main, self.u(46), 600, least=_LEAST), Para(said.small, self.u(32), 400, least=_LEAST)]
            inks += [self.theme.ink, self.theme.quiet] if said.small else [self.theme.ink]
        draw(painter, inside, fit(tuple(paras), inside.width(), inside.height()), inks, align=CENTRE)

    def _cut_corners(self, painter: QPainter) -> None:
        """Round like everything else on the board."""
        radius = self.u(14)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for right, bottom in ((False, False), (True, False), (False, True), (True, True)):
            left = self.width() - radius if right else 0.0
            top = self.height() - radius if bottom else 0.0
            square, disc = QPainterPath(), QPainterPath()
            square.addRect(left, top, radius, radius)
            disc.addEllipse(left - (radius if right else 0), top - (radius if bottom else 0), 2 * radius, 2 * radius)
            painter.fillPath(square.subtracted(disc), self.theme.ground)


_BEHIND: Final = QColor("#000000")
