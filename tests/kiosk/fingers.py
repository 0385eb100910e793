"""Fingers on a window: taps, double taps, swipes, several at once. Time is the caller's, so that none is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from shared.ui.touch import TouchButton


class Fingers:
    """Of whoever stands before `window`. `seconds` stamps the touches."""

    def __init__(self, window: QWidget, seconds: Callable[[], float]) -> None:
        self._window = window
        self._seconds = seconds
        self._screen = QTest.createTouchDevice()

    @property
    def buttons(self) -> list[TouchButton]:
        """All that can be tapped now."""
        return [one for one in self._window.findChildren(TouchButton) if one.isVisible()]

    def middle(self, widget: QWidget) -> QPoint:
        return widget.mapTo(self._window, widget.rect().center())

    def tap(self, place: QPoint, *, again: bool = False) -> None:
        """On whatever is there. `again`: so soon after another that it is the second half of a double tap."""
        target = self._at(place)
        self._mouse(QEvent.Type.MouseButtonDblClick if again else QEvent.Type.MouseButtonPress, target, place)
        self._mouse(QEvent.Type.MouseButtonRelease, target, place)

    def swipe(self, start: QPoint, end: QPoint) -> None:
        target = self._at(start)
        self._mouse(QEvent.Type.MouseButtonPress, target, start)
        for part in (0.2, 0.5, 0.8):
            self._mouse(QEvent.Type.MouseMove, target, start + (end - start) * part)
        self._mouse(QEvent.Type.MouseButtonRelease, target, end)

    def together(self, places: Sequence[QPoint], moved: QPoint | None) -> None:
        """Real touches, of which Qt makes the mouse's; `moved` by so much before they are lifted."""
        touch = QTest.touchEvent(self._window, self._screen, False)
        for number, place in enumerate(places):
            touch.press(number, place, self._window)
        touch.commit()
        if moved is not None:
            for number, place in enumerate(places):
                touch.move(number, place + moved, self._window)
            touch.commit()
        for number, place in enumerate(places):
            touch.release(number, place, self._window)
        touch.commit()

    def compose(self, text: str) -> None:
        """At once, as an input method gives it."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self._window, event)

    def _at(self, place: QPoint) -> QWidget:
        return self._window.childAt(place) or self._window

    def _mouse(self, kind: QEvent.Type, target: QWidget, place: QPoint) -> None:
        held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
        event = QMouseEvent(
            kind,
            QPointF(target.mapFrom(self._window, place)),
            QPointF(self._window.mapToGlobal(place)),
            Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else Qt.MouseButton.LeftButton,
            held,
            Qt.KeyboardModifier.NoModifier,
        )
        event.setTimestamp(int(self._seconds() * 1000))
        QApplication.sendEvent(target, event)
