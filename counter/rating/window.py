"""The panel's one window. It decides nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from counter.rating.measures import Measures
from counter.rating.state import Gestures, Page, RatingState
from counter.rating.views.keys import FaceKey, PanelKey, ReasonButton, WordKey
from counter.rating.views.sign import Canvas
from counter.views.measures import Measures as Letters
from shared.domain.ratings import BEST, WORST
from shared.ui.which_screen import screen_of

_ONWARD: Final = frozenset({Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Tab})
_BACK: Final = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Backtab})
_HOLDS: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_PRESS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class RatingWindow(QWidget):
    """Shows states and tells gestures. Digits answer as the keys stand on the screen, so that a box of five keys that
    acts as a keyboard does, too; 0 skips."""

    def __init__(self, *, takes_keys: bool = True, px_per_mm: float = 0.0) -> None:
        """Without `takes_keys` touching it never takes the keyboard from another program of the machine. `px_per_mm`,
        unless 0, is believed instead of what the screen says of its size."""
        super().__init__()
        self._px_per_mm_told = px_per_mm
        self._gestures: Gestures | None = None
        self._state: RatingState | None = None
        self._by_keys = False
        self._canvas = Canvas()
        self._faces = {score: FaceKey(score, self) for score in range(BEST, WORST - 1, -1)}
        self._reasons: list[ReasonButton] = []
        self._skip, self._send = WordKey("skip", self, main=False), WordKey("send", self, main=True)
        for face in self._faces.values():
            face.chosen.connect(self._chosen)
        for key in self._every_key():
            key.fingered.connect(self._fingered)
        self._skip.clicked.connect(self._skipped)
        self._send.clicked.connect(self._sent)
        self.setObjectName("rating")
        self.setWindowTitle("Một Cửa")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus, not takes_keys)
        self._show_only(())

    def obey(self, gestures: Gestures) -> None:
        """Tell `gestures` what is touched."""
        self._gestures = gestures

    @property
    def cut_off(self) -> tuple[str, ...]:
        """Words of the last drawing that did not fit their room."""
        keys = (key.cut_off for key in self._shown_keys())
        return (*self._canvas.cut_off, *(text for cut in keys for text in cut))

    def show_state(self, state: RatingState) -> None:
        was, self._state = self._state, state
        m = self._measures()
        letters = Letters(factor=m.unit)
        for key in self._every_key():
            key.measures = letters
        self._canvas.show(state, m, letters)
        match state.page:
            case Page.ASK:
                self._show_faces(state, m)
                self._show_only(self._faces.values())
            case Page.REASONS:
                self._show_reasons(state, m)
                self._show_only((*self._reasons[: len(state.reasons)], self._skip, self._send))
            case _:
                self._show_only(())
        for key in self._shown_keys():
            key.show_digit(shown=self._by_keys)
        if was is None or was.page is not state.page:
            self._new_page()
        self.setAccessibleName(state.title or state.hall)
        self.setAccessibleDescription(state.note)
        self.update()

    def _new_page(self) -> None:
        """Keys begin nowhere on the faces: pressing Enter twice must not be an answer. Reasons are sent by Enter."""
        at_send = self._by_keys and not self._send.isHidden()
        (self._send if at_send else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_faces(self, state: RatingState, m: Measures) -> None:
        for face, box in zip(state.faces, m.faces(len(state.faces)), strict=True):
            self._faces[face.score].setGeometry(*box)
        size = min((self._faces[face.score].largest(face.name) for face in state.faces), default=0.0)
        for face in state.faces:
            self._faces[face.score].show_face(face, size)

    def _show_reasons(self, state: RatingState, m: Measures) -> None:
        while len(self._reasons) < len(state.reasons):
            made = ReasonButton(len(self._reasons) + 1, self)
            made.turned.connect(self._turned)
            made.fingered.connect(self._fingered)
            made.measures = self._skip.measures
            self._reasons.append(made)
        for key, reason, box in zip(self._reasons, state.reasons, m.reasons(len(state.reasons)), strict=False):
            key.setGeometry(*box)
            key.show_reason(reason)
        for word, text, box in zip((self._skip, self._send), (state.skip, state.send), m.keys(), strict=True):
            word.setGeometry(*box)
            word.show_text(text)

    def _show_only(self, shown: Iterable[PanelKey]) -> None:
        kept = set(shown)
        for key in self._every_key():
            key.setVisible(key in kept)

    def _every_key(self) -> tuple[PanelKey, ...]:
        return (*self._faces.values(), *self._reasons, self._skip, self._send)

    def _shown_keys(self) -> tuple[PanelKey, ...]:
        return tuple(key for key in self._every_key() if not key.isHidden())

    def _measures(self) -> Measures:
        return Measures.of(self.width(), self.height(), self._px_per_mm())

    def _px_per_mm(self) -> float:
        if self._px_per_mm_told:
            return self._px_per_mm_told
        screen = screen_of(self)
        millimetres = screen.physicalSize().width()
        return screen.geometry().width() / millimetres if millimetres > 0 else 0.0

    # what Qt tells

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if self._state is not None:
            self.show_state(self._state)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        self._canvas.paint(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A touch beside everything."""
        self._fingered()
        if self._gestures is not None:
            self._gestures.touched()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """All keys come here, whatever has the focus."""
        if self._gestures is None or event.isAutoRepeat() or event.modifiers() & _HOLDS:
            return
        text = event.text()
        if text.isascii() and text.isdigit():
            self._digit(int(text))
        elif event.key() in _ONWARD:
            self._move(1)
        elif event.key() in _BACK:
            self._move(-1)
        elif event.key() in _PRESS:
            self._press()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, following: bool) -> bool:  # noqa: N802 - Qt's name and signature
        """Tab obeys the same rule as the arrows."""
        self._move(1 if following else -1)
        return True

    # by keys

    def _digit(self, digit: int) -> None:
        """Presses what bears this digit, seen or not: a box of keys has no arrows to bring the digits up with."""
        for key in self._shown_keys():
            if key.digit == digit and digit:
                key.click()
                return
        if digit == 0 and not self._skip.isHidden():
            self._skip.click()

    def _move(self, by: int) -> None:
        if self._gestures is not None:
            self._gestures.touched()
        keys = self._shown_keys()
        if not keys:
            return
        here = self._on_key()
        start = keys.index(here) if here is not None else -1 if by > 0 else 0
        keys[(start + by) % len(keys)].setFocus(Qt.FocusReason.TabFocusReason)
        self._use_keys(used=True)

    def _press(self) -> None:
        """What nobody sees the ring on is not pressed."""
        here = self._on_key()
        if here is not None:
            here.click()
        else:
            self._move(1)

    def _on_key(self) -> PanelKey | None:
        """Where the ring is."""
        held = self.focusWidget()
        return held if isinstance(held, PanelKey) and held in self._shown_keys() else None

    @Slot()
    def _fingered(self) -> None:
        """A finger leaves no ring and no digits."""
        if self._by_keys:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._use_keys(used=False)

    def _use_keys(self, *, used: bool) -> None:
        self._by_keys = used
        for key in self._every_key():
            key.show_digit(shown=used)

    # by touch

    @Slot(int)
    def _chosen(self, score: int) -> None:
        if self._gestures is not None:
            self._gestures.choose(score)

    @Slot(str)
    def _turned(self, code: str) -> None:
        if self._gestures is not None:
            self._gestures.turn(code)

    @Slot()
    def _skipped(self) -> None:
        if self._gestures is not None:
            self._gestures.skip()

    @Slot()
    def _sent(self) -> None:
        if self._gestures is not None:
            self._gestures.send()
