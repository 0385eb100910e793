"""Keys that work from any program: what a setting means, and when two presses are one. No Qt and no screen here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntFlag
from typing import Final, Protocol

from counter.acts import HOTKEYS
from shared.counter_form import HotkeysForm
from shared.domain.errors import ConfigError

#: Two presses of one combination within this many ms are one: a hand that trembled, or a key held down.
BOUNCE_MS: Final = 250


class Held(IntFlag):
    """Keys that are held, as X11 counts them."""

    SHIFT = 1
    CTRL = 4
    ALT = 8
    META = 64


_HELD: Final = {"ctrl": Held.CTRL, "alt": Held.ALT, "shift": Held.SHIFT, "meta": Held.META, "super": Held.META}
_NAMED: Final = {
    "space": 0x20,
    "enter": 0xFF0D,
    "return": 0xFF0D,
    "tab": 0xFF09,
    "insert": 0xFF63,
    "delete": 0xFFFF,
    "home": 0xFF50,
    "end": 0xFF57,
    "pageup": 0xFF55,
    "pagedown": 0xFF56,
    "left": 0xFF51,
    "up": 0xFF52,
    "right": 0xFF53,
    "down": 0xFF54,
    "pause": 0xFF13,
    "plus": 0x2B,
    "minus": 0x2D,
}
_FIRST_F: Final = 0xFFBE


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """`keysym` is X11's number of the key, `text` how it is written in the setting and read on the screen."""

    held: Held
    keysym: int
    text: str


class Grabs(Protocol):
    """A screen that can give us keys before all other programs."""

    def grab(self, wanted: Mapping[str, Combination]) -> tuple[str, ...]:
        """Take these, by name; the names of those that another program has already."""

    def stop(self) -> None:
        """Give all of them back."""


def combinations(form: HotkeysForm) -> dict[str, Combination]:
    """The combinations of a setting, by their name there. Raises ConfigError."""
    found: dict[str, Combination] = {}
    for name in (*HOTKEYS, "show"):
        text = getattr(form, name)
        if text:
            found[name] = combination(text, key=f"counter.hotkeys.{name}")
    for name, one in found.items():
        same = [other for other, its in found.items() if (its.held, its.keysym) == (one.held, one.keysym)]
        if len(same) > 1:
            cure = f"{' and '.join(same)} cannot be the same keys"
            raise ConfigError("settings", f"counter.hotkeys.{name}", one.text, cure)
    return found


def combination(text: str, *, key: str = "counter.hotkeys") -> Combination:
    """What "Ctrl+Alt+N" means. Raises ConfigError; a key that is typed with must be held with Ctrl, Alt or Meta."""
    *holds, last = (part.strip() for part in text.split("+"))
    held = Held(0)
    for one in holds:
        if one.lower() not in _HELD:
            raise ConfigError("settings", key, text, "hold Ctrl, Alt, Shift or Meta, as in Ctrl+Alt+N")
        held |= _HELD[one.lower()]
    keysym = _keysym(last)
    if keysym is None:
        cure = "the last must be a letter, a digit, F1 to F24 or a key such as Space, Insert, Plus, as in Ctrl+Alt+N"
        raise ConfigError("settings", key, text, cure)
    is_function_key = _FIRST_F <= keysym < _FIRST_F + 24
    if not is_function_key and not held & (Held.CTRL | Held.ALT | Held.META):
        raise ConfigError("settings", key, text, "no other program could type that any more: hold Ctrl or Alt with it")
    return Combination(held=held, keysym=keysym, text="+".join([*(one.capitalize() for one in holds), _shown(last)]))


def _keysym(name: str) -> int | None:
    if re.fullmatch(r"[A-Za-z0-9]", name):
        return ord(name.lower())
    numbered = re.fullmatch(r"[fF](\d{1,2})", name)
    if numbered and 1 <= int(numbered[1]) <= 24:
        return _FIRST_F + int(numbered[1]) - 1
    return _NAMED.get(name.lower())


def _shown(name: str) -> str:
    return name.upper() if len(name) <= 3 and name.lower() != "end" else name.capitalize()


class Presses:
    """Tells a press from the echo of one. A held key is let go and pressed again and again, as X11 tells it."""

    __slots__ = ("_last",)

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def is_one(self, name: str, at: int) -> bool:
        """Whether this press, at `at` ms, is one of its own."""
        before = self._last.get(name)
        self._last[name] = at
        return before is None or not 0 <= at - before < BOUNCE_MS

    def let_go(self, name: str, at: int) -> None:
        """The key came up."""
        self._last[name] = at
