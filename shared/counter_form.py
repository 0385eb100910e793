"""``[counter]`` of motcua.toml: what the machine of one officer is."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import msgspec

from shared.form import Form

_Number = Annotated[int, msgspec.Meta(ge=1, le=999_999)]


class DeskShape(Enum):
    """How the desk shows itself when it begins."""

    WINDOW = "window"
    BAR = "bar"


class HotkeysForm(Form, frozen=True, kw_only=True):
    """``[counter.hotkeys]``: combinations such as "Ctrl+Alt+N" that work whatever program has the keyboard. One that is
    not named is not taken from the other programs."""

    call_next: str = ""
    recall: str = ""
    serve: str = ""
    no_show: str = ""
    show: str = ""


class CounterForm(Form, frozen=True, kw_only=True):
    """``[counter]``: the number on the wall and who sits there; whether the desk begins as a window or as a bar, and
    stays in the tray when it is closed; the call unit and the sign plugged to this machine, the citizen's screen."""

    number: _Number = 1
    officer: str = ""
    shape: DeskShape = DeskShape.WINDOW
    tray: bool = True
    hotkeys: HotkeysForm = HotkeysForm()
    keypad: str = ""
    sign: str = ""
    citizen_screen: str = ""
