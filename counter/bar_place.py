"""Where the bar stands, kept in a small file: docked to an edge, so far along it, so wide."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from shared.state_file import StateFile

_log: Final = logging.getLogger(__name__)

LEAST_WIDTH: Final = 960
USUAL_WIDTH: Final = 1366


class Edge(StrEnum):
    """Which edge of the screen."""

    TOP = "top"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True, kw_only=True)
class BarPlace:
    """`along` is from the left end of the screen to the bar's, px; `screen` its name, "" for the first."""

    edge: Edge = Edge.TOP
    along: int = 0
    width: int = USUAL_WIDTH
    screen: str = ""

    def within(self, width: int) -> BarPlace:
        """The same on a screen so wide: never wider than that, never beyond an end."""
        broad = min(width, max(LEAST_WIDTH, self.width))
        return replace(self, width=broad, along=min(max(0, self.along), width - broad))


class BarPlaces:
    """The file. One that cannot be read or written costs the place and nothing else."""

    def __init__(self, file: Path | None) -> None:
        """Without a file nothing outlives a restart."""
        self._file = StateFile(file, what="the bar's place") if file is not None else None

    def read(self) -> BarPlace:
        """As kept; as usual where nothing was, or nothing that makes sense."""
        try:
            text = self._file.read() if self._file is not None else None
            if text is None:
                return BarPlace()
            kept = json.loads(text)
            return BarPlace(
                edge=Edge(kept["edge"]),
                along=int(kept["along"]),
                width=int(kept["width"]),
                screen=str(kept["screen"]),
            )
        except (OSError, ValueError, KeyError, TypeError) as fault:
            _log.warning("the bar's place in %s cannot be read: %s", self._file, fault)
            return BarPlace()

    def keep(self, place: BarPlace) -> None:
        if self._file is not None:
            self._file.keep(json.dumps(asdict(place)))
