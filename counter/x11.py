"""What the X server does for the desk: keys grabbed before all other programs, a strip kept free of their windows.

A connection of its own, read when there is something to read, in the window's thread: the server is this machine's.
"""

from __future__ import annotations

import logging
import struct
from collections.abc import Iterable, Mapping
from itertools import chain, combinations
from typing import Any, Final

import xcffib
import xcffib.xproto
from PySide6.QtCore import QObject, QRect, QSocketNotifier, Signal, Slot
from PySide6.QtGui import QGuiApplication

from counter.hotkeys import Combination, Presses

_log: Final = logging.getLogger(__name__)
_CAPS: Final = xcffib.xproto.ModMask.Lock
_NUM_LOCK: Final = 0xFF7F
_SCROLL_LOCK: Final = 0xFF14
_ACTIVE: Final = "_NET_ACTIVE_WINDOW"
_A_PERSON: Final = 2
_STRUT: Final = "_NET_WM_STRUT_PARTIAL"


def has_x11() -> bool:
    """Whether the program's windows are on an X server."""
    return QGuiApplication.platformName() == "xcb"


class X11Keys(QObject):
    """Combinations taken from the X server, from `grab` to `stop`. `pressed` tells their names."""

    pressed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        """Raises OSError where there is no server."""
        super().__init__(parent)
        self._connection = _connected()
        self._root: int = self._connection.get_setup().roots[self._connection.pref_screen].root
        self._wanted: dict[str, Combination] = {}
        self._names: dict[tuple[int, int], str] = {}
        self._mask = 0
        self._table: object = None
        self._presses = Presses()
        self._reading = QSocketNotifier(self._connection.get_file_descriptor(), QSocketNotifier.Type.Read, self)
        self._reading.activated.connect(self._read)

    def grab(self, wanted: Mapping[str, Combination]) -> tuple[str, ...]:
        """See `counter.hotkeys.Grabs`. A key that this keyboard does not have counts as taken."""
        self._wanted = dict(wanted)
        return self._grab_all()

    def stop(self) -> None:
        self._reading.setEnabled(False)
        # The server gives back the keys of a connection that has ended.
        self._connection.disconnect()

    def _grab_all(self) -> tuple[str, ...]:
        keyboard = _Keyboard(self._connection)
        self._names.clear()
        refused = []
        for name, one in self._wanted.items():
            codes = keyboard.codes(one.keysym)
            granted = [self._grab(code, int(one.held), keyboard.ignored) for code in codes]
            if not granted or not all(granted):
                refused.append(name)
                self._ungrab(codes, int(one.held), keyboard.ignored)
                continue
            for code in codes:
                self._names[code, int(one.held)] = name
        self._mask = ~keyboard.ignored_mask & 0xFF
        self._table = keyboard.table
        return tuple(refused)

    def _grab(self, code: int, held: int, ignored: Iterable[int]) -> bool:
        """Num Lock and Caps Lock make another combination of it for the server, so each is asked for."""
        mode = xcffib.xproto.GrabMode.Async
        asked = [
            self._connection.core.GrabKey(True, self._root, held | more, code, mode, mode, is_checked=True)
            for more in ignored
        ]
        granted = True
        for one in asked:
            try:
                one.check()
            except xcffib.xproto.AccessError:
                granted = False
        return granted

    def _ungrab(self, codes: Iterable[int], held: int, ignored: Iterable[int]) -> None:
        for code in codes:
            for more in ignored:
                self._connection.core.UngrabKey(code, self._root, held | more)
        self._connection.flush()

    @Slot()
    def _read(self) -> None:
        try:
            while (event := self._connection.poll_for_event()) is not None:
                self._hear(event)
        except xcffib.ConnectionException:
            # The screen has ended, and the windows with it: Qt tells that.
            self._reading.setEnabled(False)

    def _hear(self, event: Any) -> None:
        if isinstance(event, xcffib.xproto.MappingNotifyEvent):
            # It is told at the first key of another keyboard, too, which changes nothing: a press must not fall into
            # the moment in which the keys would be nobody's.
            keyboard = _Keyboard(self._connection)
            if event.request != xcffib.xproto.Mapping.Pointer and keyboard.table != self._table:
                self._connection.core.UngrabKey(0, self._root, xcffib.xproto.ModMask.Any)
                self._grab_all()
        elif isinstance(event, xcffib.xproto.KeyPressEvent | xcffib.xproto.KeyReleaseEvent):
            name = self._names.get((event.detail, event.state & self._mask))
            if name is None:
                return
            if isinstance(event, xcffib.xproto.KeyReleaseEvent):
                self._presses.let_go(name, event.time)
            elif self._presses.is_one(name, event.time):
                self.pressed.emit(name)


class X11Desktop:
    """What is asked of the window manager; see `counter.bar.Desktop`. Where there is none, nothing happens."""

    def activate(self, window: int) -> None:
        """As a person wants it: what only an application wants is refused to who was not typed into lately."""
        QGuiApplication.sync()  # what Qt has asked for this window goes before
        try:
            connection = _connected()
        except OSError as fault:
            _log.warning("the desk cannot come to the front: %s", fault)
            return
        root = connection.get_setup().roots[connection.pref_screen].root
        active = connection.core.InternAtom(False, len(_ACTIVE), _ACTIVE).reply().atom
        data = xcffib.xproto.ClientMessageData.synthetic([_A_PERSON, 0, 0, 0, 0], "5I")  # type: ignore[no-untyped-call]
        event = xcffib.xproto.ClientMessageEvent.synthetic(32, window, active, data)  # type: ignore[no-untyped-call]
        mask = xcffib.xproto.EventMask.SubstructureRedirect | xcffib.xproto.EventMask.SubstructureNotify
        _settle(connection, connection.core.SendEvent(False, root, mask, event.pack(), is_checked=True))

    def reserve(self, window: int, strip: QRect, *, top: bool) -> None:
        """The strip at the top (or bottom) of the whole desktop, in its device's pixels."""
        QGuiApplication.sync()
        try:
            connection = _connected()
        except OSError as fault:
            _log.warning("the bar's strip cannot be kept free: %s", fault)
            return
        whole: QRect = QGuiApplication.primaryScreen().virtualGeometry()
        deep = strip.bottom() + 1 - whole.top() if top else whole.bottom() + 1 - strip.top()
        sides = [0, 0, deep, 0] if top else [0, 0, 0, deep]
        ends = [0] * 8
        ends[4 if top else 6], ends[5 if top else 7] = strip.left(), strip.right()
        atoms = [connection.core.InternAtom(False, len(name), name).reply().atom for name in (_STRUT, "CARDINAL")]
        data = struct.pack("=12I", *(max(0, round(one)) for one in (*sides, *ends)))
        replace = xcffib.xproto.PropMode.Replace
        asked = connection.core.ChangeProperty(replace, window, *atoms, 32, 12, data, is_checked=True)
        _settle(connection, asked)


class _Keyboard:
    """Which key codes make a keysym now, and which modifiers do not matter."""

    def __init__(self, connection: Any) -> None:
        setup = connection.get_setup()
        first, last = setup.min_keycode, setup.max_keycode
        reply = connection.core.GetKeyboardMapping(first, last - first + 1).reply()
        self._keysyms, self._each, self._first = list(reply.keysyms), reply.keysyms_per_keycode, first
        modifiers = connection.core.GetModifierMapping().reply()
        each, codes = modifiers.keycodes_per_modifier, list(modifiers.keycodes)
        locks = {code for keysym in (_NUM_LOCK, _SCROLL_LOCK) for code in self.codes(keysym)}
        masks = [1 << bit for bit in range(8) if locks & set(codes[bit * each : (bit + 1) * each])]
        bits = sorted({_CAPS, *masks})
        self.ignored_mask = sum(bits)
        #: What tells one keyboard from another.
        self.table = (tuple(self._keysyms), tuple(codes))
        sets = chain.from_iterable(combinations(bits, count) for count in range(len(bits) + 1))
        self.ignored = tuple(sum(one) for one in sets)

    def codes(self, keysym: int) -> tuple[int, ...]:
        """Of the key that makes it without Shift, in any layout; else of one that makes it at all."""
        rows = [self._keysyms[at : at + self._each] for at in range(0, len(self._keysyms), self._each)]
        plain = tuple(self._first + row for row, made in enumerate(rows) if keysym in made[0::2])
        return plain or tuple(self._first + row for row, made in enumerate(rows) if keysym in made)


def _settle(connection: Any, asked: Any) -> None:
    """Wait until the server has done it: what is on its way is lost with the connection."""
    try:
        asked.check()
    except xcffib.XcffibException as fault:
        _log.warning("the X server refuses: %r", fault)
    finally:
        connection.disconnect()


def _connected() -> Any:
    try:
        return xcffib.connect()  # type: ignore[no-untyped-call]
    except xcffib.ConnectionException as fault:
        raise OSError(f"no X server: {fault}") from None
