"""``[display.media]``, ``[display.ticker]`` and ``[display.figures]``: what a board shows beside the calls."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import msgspec

from shared.form import Form


class MediaOrder(Enum):
    """In which order the files of the folder come."""

    NAME = "name"
    SHUFFLED = "shuffled"


class WhileSpeaking(Enum):
    """What a film does while somebody is called over the loudspeaker."""

    DUCK = "duck"  #: goes on, nearly silent
    PAUSE = "pause"


class TickerChange(Enum):
    """How one text of the strip gives way to the next."""

    FADE = "fade"
    STEP = "step"
    SCROLL = "scroll"


class MediaForm(Form, frozen=True, kw_only=True):
    """``[display.media]``: the folder with pictures and films ("": none), how long a picture stands, how loud films are
    in percent (0: silent), what they do while somebody is called, and whether films that are too large for a machine
    without a GPU are played from smaller copies (see `display.film_copies`)."""

    folder: str = ""
    seconds: Annotated[int, msgspec.Meta(ge=3, le=600)] = 12
    order: MediaOrder = MediaOrder.NAME
    volume: Annotated[int, msgspec.Meta(ge=0, le=100)] = 30
    while_speaking: WhileSpeaking = WhileSpeaking.DUCK
    smaller_films: bool = True


class TickerForm(Form, frozen=True, kw_only=True):
    """``[display.ticker]``: how long each text of the strip stands, and how the next one comes. `scroll` costs the
    machine more than all the rest of the board."""

    seconds: Annotated[int, msgspec.Meta(ge=4, le=120)] = 10
    change: TickerChange = TickerChange.FADE


class FiguresForm(Form, frozen=True, kw_only=True):
    """``[display.figures]``: whether published figures are shown, how long a page of them stands, and after how many
    hours they are too old to be shown."""

    shown: bool = True
    seconds: Annotated[int, msgspec.Meta(ge=4, le=120)] = 12
    hide_after_hours: Annotated[int, msgspec.Meta(ge=1, le=24 * 31)] = 72
