"""The tables of motcua.toml that say how a screen hangs, and what the panel before a citizen is."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import msgspec

from shared.form import Form


class Rotation(Enum):
    """How a picture is turned on its screen, in xrandr's words: left is a quarter turn against the clock."""

    NORMAL = "normal"
    LEFT = "left"
    RIGHT = "right"
    INVERTED = "inverted"


class PanelForm(Form, frozen=True, kw_only=True):
    """``[rating]``: the panel before the citizen: its counter (0: the one of ``[counter]``), its screen, how that is
    turned, its touch device. `keyboard`: whether a keyboard, or a box of keys, of this machine is the panel's; else it
    leaves the keyboard to the officer's programs."""

    counter: Annotated[int, msgspec.Meta(ge=0)] = 0
    screen: str = ""
    rotation: Rotation = Rotation.NORMAL
    touch: str = ""
    keyboard: bool = False
