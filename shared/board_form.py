"""What stands on a board and for whom (``[display]`` of motcua.toml), and where the counters of a hall stand, for all
its boards (``[[area]]`` of hall.toml)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from pathlib import Path
from typing import Annotated, Final

import msgspec

from shared.domain.errors import ConfigError
from shared.form import Form, Text

_Positive = Annotated[int, msgspec.Meta(ge=1, le=999_999)]
_SPAN: Final = re.compile(r"\s*([0-9]{1,6})\s*(?:-\s*([0-9]{1,6})\s*)?")
_MOST_COUNTERS: Final = 1000


class Arrow(Enum):
    """Where a counter is, for somebody who stands before the board: `up` is straight on, `down` behind."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"
    UP_LEFT = "up-left"
    UP_RIGHT = "up-right"
    DOWN_LEFT = "down-left"
    DOWN_RIGHT = "down-right"


class BoardLayout(Enum):
    """What kind of board it is; AUTO is decided by what there is to show."""

    AUTO = "auto"
    CALLS = "calls"
    ZONE = "zone"
    SPLIT = "split"


class AreaForm(Form, frozen=True, kw_only=True):
    """One ``[[area]]`` of hall.toml: a part of the hall, what people call it, and which counters stand there
    ("1-9, 12"). Where it lies is said at each board, because that depends on where the board hangs."""

    code: Text
    name_vi: Text
    name_en: str = ""
    counters: Text


class BoardForm(Form, frozen=True, kw_only=True):
    """For whom the board speaks (`counters`, the counters of `areas` of the hall, `agencies`; none named: all), how it
    looks, and from how far it is read.

    `theme` is dark, light or a file of the hall's own. `viewing_distance_m` is that of the farthest seat; 0 demands
    nothing. `diagonal_in` is the screen's, in inches; 0 believes what the screen itself says. `arrows` says for an area
    of the hall (its code) which way it is from before this board; `directions` for a counter ("7") or several ("1-9"),
    and goes before the arrow of their area.
    """

    counters: tuple[_Positive, ...] = ()
    areas: tuple[Text, ...] = ()
    agencies: tuple[Text, ...] = ()
    layout: BoardLayout = BoardLayout.AUTO
    theme: Text = "dark"
    reduced_motion: bool = False
    viewing_distance_m: Annotated[float, msgspec.Meta(ge=0, le=200)] = 0.0
    diagonal_in: Annotated[float, msgspec.Meta(ge=0, le=500)] = 0.0
    arrows: dict[str, Arrow] = msgspec.field(default_factory=dict)
    directions: dict[str, Arrow] = msgspec.field(default_factory=dict)


def counters_of(text: str, *, where: str | Path, key: str) -> tuple[int, ...]:
    """The numbers in "1-9, 12". Raises ConfigError."""
    found: list[int] = []
    for part in text.split(","):
        span = _SPAN.fullmatch(part)
        if span is None:
            raise ConfigError(where, key, text, 'write numbers and spans of them, such as "1-9, 12"')
        first = int(span[1])
        last = int(span[2]) if span[2] else first
        if not 0 <= last - first < _MOST_COUNTERS:
            raise ConfigError(where, key, text, "a span goes from the lower number to the higher one")
        found.extend(range(first, last + 1))
    return tuple(found)


def check_board(form: BoardForm, where: Path) -> None:
    """Raises ConfigError for counters that are not written as numbers."""
    for counters in form.directions:
        counters_of(counters, where=where, key="display.directions")


def areas_of(areas: Iterable[AreaForm], where: str | Path) -> Mapping[int, AreaForm]:
    """In which area each counter stands. Raises ConfigError: a code twice, a counter in two areas, no number."""
    by_code: dict[str, AreaForm] = {}
    found: dict[int, AreaForm] = {}
    for area in areas:
        if by_code.setdefault(area.code, area) is not area:
            raise ConfigError(where, "area.code", area.code, "give each area its own code")
        for number in counters_of(area.counters, where=where, key=f"area {area.code}: counters"):
            before = found.setdefault(number, area)
            if before is not area:
                cure = f"counter {number} stands in {before.code} already: a counter is in one area"
                raise ConfigError(where, f"area {area.code}: counters", area.counters, cure)
    return found
