"""The pictures the kiosk has: what each means. How they are drawn stands in `drawings`."""

from __future__ import annotations

from enum import Enum, auto
from functools import cache

from PySide6.QtGui import QPainterPath

from kiosk.views import drawings
from shared import settings


class Icon(Enum):
    """What a picture means."""

    NONE = auto()
    BACK = auto()
    FORWARD = auto()
    HOME = auto()
    SEARCH = auto()
    RUB_OUT = auto()
    PEOPLE = auto()
    COUNTER = auto()
    TICK = auto()
    CLOUD = auto()
    PAPER = auto()
    STOP = auto()
    CLOCK = auto()
    # what a hall may choose for its needs and priority classes
    FILE = auto()
    RESULT = auto()
    ASK = auto()
    ELDERLY = auto()
    DISABLED = auto()
    PREGNANT = auto()
    CHILD = auto()
    MERIT = auto()
    STAR = auto()
    # aids
    LETTERS = auto()
    CONTRAST = auto()
    EYE = auto()
    WHEELCHAIR = auto()
    SPEAKER = auto()
    EAR = auto()
    # devices and staff
    SCAN = auto()
    CARD = auto()
    PRINTER = auto()
    LOCK = auto()
    WRENCH = auto()
    PLUS = auto()

    @classmethod
    def of(cls, chosen: settings.Icon) -> Icon:
        """The picture a hall chose in its settings."""
        return cls[chosen.name]

    @classmethod
    def named(cls, code: str) -> Icon:
        """The picture whose name the hall's rules carry; none for ""."""
        return cls.of(settings.Icon(code)) if code else cls.NONE


@cache
def path_of(icon: Icon) -> QPainterPath:
    """The lines of a picture in a square of 24; none for NONE."""
    if icon is Icon.NONE:
        return QPainterPath()
    if icon is Icon.DISABLED:
        icon = Icon.WHEELCHAIR
    path: QPainterPath = getattr(drawings, icon.name.lower())()
    return path
