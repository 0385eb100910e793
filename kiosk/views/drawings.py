"""The kiosk's pictures as lines in a square of 24 by 24, drawn with a pen of 2.2. One function is one picture; a test
draws each and looks that it fills its square and stays inside."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from shared.ui.painting import polyline


def _drawn(*parts: QPainterPath) -> QPainterPath:
    whole = QPainterPath()
    for part in parts:
        whole.addPath(part)
    return whole


def _circle(x: float, y: float, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), radius, radius)
    return path


def _plate(left: float, top: float, width: float, height: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(left, top, width, height), 2, 2)
    return path


def _arc(x: float, y: float, radius: float, *, start: float, sweep: float) -> QPainterPath:
    """Part of a circle; degrees against the clock from three o'clock."""
    box = QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
    path = QPainterPath()
    path.arcMoveTo(box, start)
    path.arcTo(box, start, sweep)
    return path


def _curve(start: tuple[float, float], *cubics: tuple[float, float, float, float, float, float]) -> QPainterPath:
    path = QPainterPath(QPointF(*start))
    for cubic in cubics:
        path.cubicTo(*cubic)
    return path


def _dot(x: float, y: float) -> QPainterPath:
    return polyline((x, y - 0.1), (x, y + 0.1))


# the way


def back() -> QPainterPath:
    return _drawn(polyline((20, 12), (4, 12)), polyline((11, 5), (4, 12), (11, 19)))


def forward() -> QPainterPath:
    return _drawn(polyline((4, 12), (20, 12)), polyline((13, 5), (20, 12), (13, 19)))


def home() -> QPainterPath:
    return _drawn(polyline((3, 12), (12, 4), (21, 12)), polyline((6, 10), (6, 20), (18, 20), (18, 10)))


def search() -> QPainterPath:
    return _drawn(_circle(10.5, 10.5, 6.5), polyline((15.5, 15.5), (21, 21)))


def rub_out() -> QPainterPath:
    return _drawn(
        polyline((8, 5), (2, 12), (8, 19), (22, 19), (22, 5), (8, 5)),
        polyline((12, 9.5), (17, 14.5)),
        polyline((17, 9.5), (12, 14.5)),
    )


def plus() -> QPainterPath:
    return _drawn(polyline((12, 4), (12, 20)), polyline((4, 12), (20, 12)))


# how things stand


def people() -> QPainterPath:
    return _drawn(
        _circle(9, 8, 3.6),
        _curve((2, 20), (2, 11.5, 16, 11.5, 16, 20)),
        _circle(17, 9, 2.6),
        _curve((18, 13.6), (21, 13.8, 22.3, 16.2, 22.3, 19.4)),
    )


def counter() -> QPainterPath:
    return _drawn(_plate(3, 4, 18, 10), polyline((12, 14), (12, 20)), polyline((7, 20), (17, 20)))


def tick() -> QPainterPath:
    return _drawn(_circle(12, 12, 10), polyline((7.5, 12.5), (10.8, 15.8), (16.8, 8.8)))


def cloud() -> QPainterPath:
    outline = _curve(
        (7, 18),
        (1.5, 18, 1.5, 10.5, 7, 10.8),
        (8.5, 4.8, 17, 5.2, 17.5, 10.8),
        (22.5, 11, 22.5, 18, 17.5, 18),
    )
    outline.closeSubpath()
    return _drawn(outline, polyline((4, 3), (20.5, 21.5)))


def paper() -> QPainterPath:
    return _drawn(
        polyline((6, 3), (18, 3), (18, 21), (15, 19), (12, 21), (9, 19), (6, 21), (6, 3)),
        polyline((9.5, 8), (14.5, 8)),
        polyline((9.5, 12.5), (14.5, 12.5)),
    )


def stop() -> QPainterPath:
    return _drawn(_circle(12, 12, 10), polyline((12, 6.8), (12, 13)), _dot(12, 17))


def clock() -> QPainterPath:
    return _drawn(_circle(12, 12, 10), polyline((12, 6), (12, 12), (16, 14.5)))


# what a citizen comes for


def _sheet() -> QPainterPath:
    return _drawn(
        polyline((14, 2.5), (5, 2.5), (5, 21.5), (19, 21.5), (19, 7.5), (14, 2.5)),
        polyline((14, 2.5), (14, 7.5), (19, 7.5)),
    )


def file() -> QPainterPath:
    return _drawn(_sheet(), polyline((12, 18), (12, 11.5)), polyline((8.8, 14.4), (12, 11.2), (15.2, 14.4)))


def result() -> QPainterPath:
    return _drawn(_sheet(), polyline((8.6, 14.6), (11.2, 17.2), (15.6, 11.8)))


def ask() -> QPainterPath:
    bubble = polyline((3, 3), (21, 3), (21, 16.5), (11.5, 16.5), (6.5, 21), (6.5, 16.5), (3, 16.5), (3, 3))
    mark = _curve((9.4, 8), (9.4, 5.2, 14.6, 5.2, 14.6, 8), (14.6, 9.8, 12, 9.4, 12, 11.2))
    return _drawn(bubble, mark, _dot(12, 13.6))


# who goes first


def elderly() -> QPainterPath:
    return _drawn(
        _circle(9.5, 4.2, 2.4),
        polyline((9, 8.6), (7.6, 14.4), (10.4, 17.4), (10.6, 21.8)),
        polyline((7.6, 14.4), (5.2, 21.8)),
        polyline((9, 9.4), (12, 12.4), (16, 12.6)),
        _curve((18.6, 13), (18.6, 10.6, 15.6, 10.6, 15.6, 13)),
        polyline((15.8, 13), (15.8, 21.8)),
    )


def wheelchair() -> QPainterPath:
    return _drawn(
        _circle(9.6, 3.6, 2),
        polyline((9.6, 8), (9.6, 13.4), (15.4, 13.4), (18, 19.4), (20.6, 18.4)),
        polyline((9.6, 10.2), (14.4, 10.2)),
        _arc(10.2, 16.2, 5.6, start=120, sweep=228),
    )


def pregnant() -> QPainterPath:
    front = _curve((11.2, 8.4), (13, 9.4, 17.4, 11.6, 16.6, 15), (16, 17, 14, 17.2, 13.2, 17.2))
    return _drawn(
        _circle(10.4, 4, 2.4),
        polyline((9.2, 8.4), (8, 15.6), (8.8, 21.8)),
        front,
        polyline((13.2, 17.2), (13.2, 21.8)),
        polyline((10.4, 11.4), (13.6, 13.6)),
    )


def child() -> QPainterPath:
    return _drawn(
        _circle(12, 7, 4.6),
        _curve((10, 8.2), (10.6, 9.6, 13.4, 9.6, 14, 8.2)),
        polyline((5.6, 12.4), (9.6, 14.6), (14.4, 14.6), (18.4, 12.4)),
        polyline((9.6, 14.6), (9, 21.6)),
        polyline((14.4, 14.6), (15, 21.6)),
        polyline((9.2, 18.6), (14.8, 18.6)),
    )


def merit() -> QPainterPath:
    return _drawn(
        polyline((7, 2), (10.4, 8.8)),
        polyline((17, 2), (13.6, 8.8)),
        polyline((12, 2), (12, 6)),
        _circle(12, 15.2, 6.8),
        _star(12, 15.4, 3.4),
    )


def star() -> QPainterPath:
    return _star(12, 12.8, 10.6)


def _star(x: float, y: float, radius: float) -> QPainterPath:
    points = []
    for corner in range(11):
        angle = math.radians(-90 + 36 * corner)
        far = radius if corner % 2 == 0 else radius * 0.44
        points.append((x + far * math.cos(angle), y + far * math.sin(angle)))
    return polyline(*points)


# aids


def letters() -> QPainterPath:
    return _drawn(
        polyline((1.6, 19.5), (7.6, 4), (13.6, 19.5)),
        polyline((3.9, 14.2), (11.3, 14.2)),
        polyline((15, 19.5), (18.7, 10), (22.4, 19.5)),
        polyline((16.4, 16.2), (21, 16.2)),
    )


def contrast() -> QPainterPath:
    """A circle, half of it full: lines so near that they meet."""
    path = _drawn(_circle(12, 12, 10), polyline((12.4, 2), (12.4, 22)))
    for step in range(-9, 10):
        y = float(step)
        path.addPath(polyline((12.4, 12 + y), (12 + math.sqrt(92 - y * y), 12 + y)))
    return path


def eye() -> QPainterPath:
    return _drawn(
        _curve((1.8, 12), (7, 3.6, 17, 3.6, 22.2, 12)),
        _curve((1.8, 12), (7, 20.4, 17, 20.4, 22.2, 12)),
        _circle(12, 12, 3.2),
    )


def speaker() -> QPainterPath:
    return _drawn(
        polyline((2.5, 9), (6.5, 9), (11.5, 4.5), (11.5, 19.5), (6.5, 15), (2.5, 15), (2.5, 9)),
        _arc(11.5, 12, 5, start=-45, sweep=90),
        _arc(11.5, 12, 9.5, start=-45, sweep=90),
    )


def ear() -> QPainterPath:
    return _drawn(
        _curve(
            (5.5, 9.5),
            (5.5, 0, 18.5, 0, 18.5, 9.5),
            (18.5, 14, 14.6, 14.4, 14.2, 17.6),
            (13.8, 22.6, 7.2, 23, 7, 18),
        ),
        _curve((9.2, 9.6), (9.2, 5.2, 14.8, 5.2, 14.8, 9.2), (14.8, 11.6, 11.6, 11.4, 11, 14)),
    )


# devices and staff


def scan() -> QPainterPath:
    return _drawn(
        polyline((2.5, 7.5), (2.5, 2.5), (7.5, 2.5)),
        polyline((16.5, 2.5), (21.5, 2.5), (21.5, 7.5)),
        polyline((21.5, 16.5), (21.5, 21.5), (16.5, 21.5)),
        polyline((7.5, 21.5), (2.5, 21.5), (2.5, 16.5)),
        polyline((6, 12), (18, 12)),
    )


def card() -> QPainterPath:
    return _drawn(
        _plate(1.8, 4.5, 20.4, 15),
        _circle(8, 9.8, 2.2),
        _curve((4.8, 16), (4.8, 12.6, 11.2, 12.6, 11.2, 16)),
        polyline((14.4, 9.5), (18.6, 9.5)),
        polyline((14.4, 14), (18.6, 14)),
    )


def printer() -> QPainterPath:
    return _drawn(
        polyline((6.5, 8.5), (6.5, 2.5), (17.5, 2.5), (17.5, 8.5)),
        polyline((6.5, 17), (2.5, 17), (2.5, 8.5), (21.5, 8.5), (21.5, 17), (17.5, 17)),
        polyline((6.5, 13.5), (17.5, 13.5), (17.5, 21.5), (6.5, 21.5), (6.5, 13.5)),
    )


def lock() -> QPainterPath:
    return _drawn(
        _plate(4, 10.5, 16, 11),
        _curve((7.5, 10.5), (7.5, 0.6, 16.5, 0.6, 16.5, 10.5)),
        polyline((12, 14.6), (12, 17.4)),
    )


def wrench() -> QPainterPath:
    jaw = polyline((17.8, 2.4), (14.6, 5.6), (15.2, 8.8), (18.4, 9.4), (21.6, 6.2))
    head = _curve((17.8, 2.4), (12.4, 1.2, 8.8, 6, 10.6, 10.4))
    belly = _curve((21.6, 6.2), (22.8, 11.6, 18, 15.2, 13.6, 13.4))
    handle = _drawn(
        polyline((10.6, 10.4), (3.2, 17.8)),
        _curve((3.2, 17.8), (1.2, 19.8, 4.2, 22.8, 6.2, 20.8)),
        polyline((6.2, 20.8), (13.6, 13.4)),
    )
    return _drawn(jaw, head, belly, handle)
