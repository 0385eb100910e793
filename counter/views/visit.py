"""The middle of the desk: the citizen who is here, very large; or who would be next; or that the counter rests."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from counter.acts import Act, key_of
from counter.state import Blank, Visit
from counter.views.measures import Measures
from counter.views.overlay import WordButton
from counter.views.painted import Painted
from shared.ui.lettering import CENTRE, RIGHT
from shared.ui.painting import rounded
from shared.ui.theme import LIGHT


class VisitCard(Painted):
    """Draws a Visit or a Blank."""

    asked = Signal(Act)
    #: The label of who is here, each time it has been painted.
    painted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("visit")
        self._visit: Visit | None = None
        self._blank: Blank | None = None
        self.why = WordButton("why-visit", self)
        self.why.hide()
        self.why.clicked.connect(self._ask_why)

    def show_visit(self, visit: Visit | None, blank: Blank | None) -> bool:
        """Whether the number is another one than before."""
        if (visit, blank) == (self._visit, self._blank):
            return False
        another = visit is not None and (self._visit is None or visit.label != self._visit.label)
        self._visit, self._blank = visit, blank
        self.why.setVisible(visit is not None)
        if visit is not None:
            self.why.show_text(visit.why, key_of(Act.WHY))
            spoken: tuple[str, ...] = (
                visit.status,
                visit.label,
                visit.service,
                visit.procedure,
                visit.agency,
                visit.priority,
                visit.since,
                visit.times,
                visit.norm,
            )
        else:
            spoken = (blank.above, blank.large, blank.below) if blank is not None else ()
        name = ", ".join(part for part in spoken if part)
        if name != self.accessibleName():
            self.setAccessibleName(name)
        self.update()
        return another

    def measure(self, measures: Measures) -> None:
        super().measure(measures)
        self.why.measure(measures)

    def place(self) -> None:
        """Put the button where it belongs; to be called when the size changed."""
        px = self.measures.px
        width, height = max(124.0, px(210)), max(28.0, px(48))
        self.why.setGeometry(
            round(self.width() - px(40) - width),
            round(self.height() - px(28) - height),
            round(width),
            round(height),
        )

    @Slot()
    def _ask_why(self) -> None:
        self.asked.emit(Act.WHY)

    def draw(self, painter: QPainter) -> None:
        px = self.measures.px
        room = QRectF(self.rect())
        edge = LIGHT.line
        if self._visit is not None:
            edge = LIGHT.good if self._visit.serving else LIGHT.accent
        rounded(painter, room, px(20), fill=LIGHT.surface, edge=edge, thick=max(2.0, px(3)))
        inside = room.adjusted(px(40), px(28), -px(40), -px(28))
        if self._visit is not None:
            self._draw_visit(painter, self._visit, inside)
        elif self._blank is not None:
            self._draw_blank(painter, self._blank, inside)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        self.painted.emit(self._visit.label if self._visit is not None else "")

    # -- somebody is here ----------------------------------------------------------------------------------------

    def _draw_visit(self, painter: QPainter, visit: Visit, room: QRectF) -> None:
        px = self.measures.px
        strip = QRectF(room.left(), room.top(), room.width(), max(30.0, px(52)))
        self._draw_strip(painter, visit, strip)
        below = QRectF(room.left(), strip.bottom() + px(12), room.width(), room.bottom() - strip.bottom() - px(12))
        part = 0.42 if visit.procedure else 0.52
        upper = QRectF(below.left(), below.top(), below.width(), below.height() * part)
        label = QRectF(upper.left(), upper.top(), upper.width() * 0.66, upper.height())
        self.write(
            painter,
            label,
            visit.label,
            self.face(250, weight=700, digits=True, columns=False),
            colour=LIGHT.ink,
        )
        times = QRectF(label.right() + px(16), upper.top(), upper.width() * 0.34 - px(16), upper.height())
        self._draw_times(painter, visit, times)
        lower = QRectF(below.left(), upper.bottom() + px(6), below.width(), below.bottom() - upper.bottom() - px(6))
        self._draw_names(painter, visit, lower)

    def _draw_names(self, painter: QPainter, visit: Visit, room: QRectF) -> None:
        foot = QRectF(room.left(), room.bottom() - max(24.0, self.measures.px(44)), room.width(), 0)
        foot.setBottom(room.bottom())
        foot.setRight(self.why.x() - self.measures.px(14))
        self.write(painter, foot, visit.agency, self.face(27), colour=LIGHT.quiet)
        names = QRectF(room.left(), room.top(), room.width(), foot.top() - room.top())
        if visit.procedure:
            split = names.top() + names.height() * 0.54
            procedure = QRectF(names.left(), split, names.width(), names.bottom() - split)
            self.write(painter, procedure, visit.procedure, self.face(30), colour=LIGHT.ink)
            names.setBottom(split)
        self.write(painter, names, visit.service, self.face(50, weight=600), colour=LIGHT.ink)

    def _draw_strip(self, painter: QPainter, visit: Visit, room: QRectF) -> None:
        fill = LIGHT.good if visit.serving else LIGHT.accent
        right = self._draw_pill(painter, room, visit.status, fill=fill, ink=LIGHT.on_accent)
        if visit.priority:
            rest = QRectF(right + self.measures.px(14), room.top(), room.right() - right, room.height())
            self._draw_pill(painter, rest, visit.priority, fill=LIGHT.highlight, ink=LIGHT.on_highlight)

    def _draw_pill(self, painter: QPainter, room: QRectF, text: str, *, fill: QColor, ink: QColor) -> float:
        """Its right end."""
        face = self.face(28, weight=600)
        pad = self.measures.px(24)
        words = QRectF(room.left() + pad, room.top(), room.width() - 2 * pad, room.height())
        really = self.laid(words, text, face)
        pill = QRectF(room.left(), room.top(), really.width + 2 * pad, room.height())
        rounded(painter, pill, pill.height() / 2, fill=fill)
        self.write(painter, words, text, face, colour=ink)
        return pill.right()

    def _draw_times(self, painter: QPainter, visit: Visit, room: QRectF) -> None:
        large, small = self.face(84, weight=600, digits=True), self.face(26)
        lines = 3 if visit.norm else 2
        line = min(self.measures.type(26) * 1.5, room.height() / (lines + 1.2))
        tall = min(self.measures.type(84) * 1.15, room.height() - lines * line)
        top = room.center().y() - (tall + lines * line) / 2
        running = QRectF(room.left(), top, room.width(), tall)
        self.write(painter, running, visit.running, large, colour=LIGHT.ink, align=RIGHT)
        since = QRectF(room.left(), running.bottom(), room.width(), line)
        self.write(painter, since, visit.since, small, colour=LIGHT.quiet, align=RIGHT)
        times = QRectF(room.left(), since.bottom(), room.width(), line)
        self.write(painter, times, visit.times, small, colour=LIGHT.quiet, align=RIGHT)
        if visit.norm:
            self._draw_norm(painter, visit, QRectF(room.left(), times.bottom(), room.width(), line))

    def _draw_norm(self, painter: QPainter, visit: Visit, room: QRectF) -> None:
        """What such a visit takes; a calm sign beside it where this one takes longer."""
        colour = LIGHT.warning if visit.over else LIGHT.quiet
        face = self.face(26, weight=600 if visit.over else 400)
        took = self.write(painter, room, visit.norm, face, colour=colour, align=RIGHT)
        if visit.over:
            size = min(took.height() * 0.6, room.height() * 0.6)
            dot = QRectF(took.left() - size * 1.6, room.center().y() - size / 2, size, size)
            if dot.left() > room.left():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour)
                painter.drawEllipse(dot)

    # -- nobody is here ------------------------------------------------------------------------------------------

    def _draw_blank(self, painter: QPainter, blank: Blank, room: QRectF) -> None:
        above = QRectF(room.left(), room.top() + room.height() * 0.08, room.width(), room.height() * 0.16)
        large = QRectF(room.left(), room.top() + room.height() * 0.24, room.width(), room.height() * 0.42)
        below = QRectF(room.left(), large.bottom(), room.width(), room.height() * 0.32)
        if blank.above:
            self.write(painter, above, blank.above, self.face(34, weight=500), colour=LIGHT.quiet, align=CENTRE)
        face = self.face(200, weight=700, digits=True, columns=False) if blank.is_label else self.face(76, weight=700)
        colour = LIGHT.accent if blank.is_label else LIGHT.ink
        self.write(painter, large, blank.large, face, colour=colour, align=CENTRE)
        if blank.below:
            self.write(painter, below, blank.below, self.face(36, weight=500), colour=LIGHT.quiet, align=CENTRE)
