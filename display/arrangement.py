"""Where everything on the board stands: arithmetic only, from the size of the window and what there is to show.

    arrangement = Arrangement.of((1920, 1080), layout=Layout.AUTO, showing=Showing(media=True))

A part that is not shown has no place (None), and the others have its room. Parts never overlap and never leave the
window, whatever its size. Sizes are pixels of the window.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Final, NamedTuple

from display.legibility import Legibility

MOST_MEDIA: Final = 0.30  # of the whole board: pictures must never crowd the numbers out
_HD: Final = (1920, 1080)
_WIDE: Final = 16 / 9
_LINE: Final = 1.32  # height of a line by its letters
_LEAST_EM: Final = 10  # letters the waiting lines must hold side by side to be worth their place
_LEAST_LINES: Final = 4  # of them, with their head
_HINT_EM: Final = 26  # letters the standing hint needs side by side
_LEAST_COUNTERS: Final = 6  # a table of fewer would turn its pages all day


class Layout(StrEnum):
    """What kind of board it is. AUTO is decided by what there is to show."""

    AUTO = "auto"
    CALLS = "calls"  #: an event board: who is called now, and who was lately
    ZONE = "zone"  #: a table of this board's counters
    SPLIT = "split"  #: calls, and beside them pictures and films


class Place(NamedTuple):
    """A rectangle in the window."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def area(self) -> int:
        return self.width * self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """What there is to show beside the calls. `zone`: the board speaks for some counters only; `alarm`: its figures
    are not live, which the foot must say whatever else goes for it."""

    media: bool = False
    ticker: bool = False
    emergency: bool = False
    figures: bool = False
    zone: bool = False
    alarm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """The places of all parts. `unit` is one pixel of the 1080 lines (portrait: columns) the design is drawn for.

    `media` is for pictures and films, `ticker` for one line of text at the bottom, `figures` for published numbers,
    `emergency` for a notice that must be seen before anything else: as long as it stands, nothing else has a place but
    head and, below it, the calls in front, so that nobody misses his own. None of them should write letters
    smaller than `least_px` (0: nobody said from where the board is read). A table of counters that would hold too few
    of them gives way to the calls: `layout` says what the board is, not what was asked for.
    """

    size: tuple[int, int]
    layout: Layout
    portrait: bool
    unit: float
    head: Place
    hero: Place
    least_px: int = 0
    foot: Place | None = None
    recent: Place | None = None
    zone: Place | None = None
    waiting: Place | None = None
    media: Place | None = None
    figures: Place | None = None
    ticker: Place | None = None
    emergency: Place | None = None

    @classmethod
    def of(
        cls,
        size: tuple[int, int],
        *,
        layout: Layout = Layout.AUTO,
        showing: Showing = Showing(),
        legibility: Legibility = Legibility(),  # noqa: B008 - frozen
    ) -> Arrangement:
        """For a window of this size (width, height)."""
        return _Arranger(size, _decided(layout, showing), showing, legibility).arranged()

    @property
    def places(self) -> Mapping[str, Place]:
        """What has a place, by name."""
        named = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: place for name, place in named.items() if isinstance(place, Place)}


def _decided(layout: Layout, showing: Showing) -> Layout:
    if layout is not Layout.AUTO:
        return layout
    if showing.media:
        return Layout.SPLIT
    return Layout.ZONE if showing.zone else Layout.CALLS


class _Arranger:
    """Cuts the window up, from the outside in."""

    def __init__(self, size: tuple[int, int], layout: Layout, showing: Showing, legibility: Legibility) -> None:
        self._size = size
        self._layout = layout
        self._showing = showing
        self._legibility = legibility
        width, height = size
        self._portrait = height > width
        long, short = _HD
        self._unit = min(width / short, height / long) if self._portrait else min(width / long, height / short)
        self._gap = self._u(16)

    def arranged(self) -> Arrangement:
        room, strips = self._strips()
        if self._layout is Layout.ZONE and not self._tables(room):
            self._layout = Layout.CALLS
        media = self._showing.media
        cut = self._tall if self._portrait else self._wide
        if self._showing.emergency:
            cut = self._under_an_emergency
        return Arrangement(
            size=self._size,
            layout=self._layout,
            portrait=self._portrait,
            unit=self._unit,
            least_px=self._legibility.text_px,
            **strips,
            **{name: place for name, place in cut(room, media=media).items() if place is not None},
        )

    def _u(self, pixels: float) -> int:
        return round(pixels * self._unit)

    def _line(self, pixels: float) -> int:
        """The height of a line that wants so many pixels of the design, and has what its letters need."""
        return max(self._u(pixels), round(self._legibility.text_px * _LINE))

    def _strips(self) -> tuple[Place, dict[str, Place]]:
        """Head, figures, ticker and foot over the whole width; and the room that is left."""
        width, height = self._size
        edge = self._u(24)
        across = max(1, width - 2 * edge)
        strips: dict[str, Place] = {}
        head = min(self._line(92) * (2 if self._portrait else 1), height // 6)
        strips["head"] = Place(edge, 0, across, head)
        top, bottom = head, height
        quiet = self._showing.emergency  # nobody is told to wait for his turn then
        hints = across >= _HINT_EM * self._legibility.text_px
        for name, wanted, shown in (
            ("foot", self._line(60) * (1 if hints else 2), (hints and not quiet) or self._showing.alarm),
            ("ticker", self._line(72), self._showing.ticker),
            ("figures", self._line(120), self._showing.figures),
        ):
            if shown and (name == "foot" or not quiet):
                high = min(wanted, height // (9 if hints else 5))
                whole = name != "figures"  # a strip from edge to edge, or a pane
                bottom -= high
                strips[name] = Place(0 if whole else edge, bottom, width if whole else across, high)
        return Place(edge, top, across, max(1, bottom - self._gap - top)), strips

    def _under_an_emergency(self, room: Place, *, media: bool) -> dict[str, Place | None]:  # noqa: ARG002 - as the others
        """The notice, and below it a strip for the calls in front."""
        high = round((room.height - self._gap) * (0.7 if self._portrait else 0.76))
        emergency = Place(room.x, room.y, room.width, max(1, high))
        return {"emergency": emergency, "hero": _below(room, emergency, self._gap)}

    def _tables(self, room: Place) -> bool:
        """Whether a table of counters would hold enough of them."""
        letters = self._legibility.recent_px
        high = max(self._u(98), round(letters * 1.4))
        wide = max(self._u(540), round(letters * 5.3))
        width = room.width if self._portrait else room.width * 0.64
        height = (room.height - self._hero_high(room, 0.38)) * (0.66 if self._portrait else 1.0)
        return not letters or (int(height / high) * min(2, int(width / wide))) >= _LEAST_COUNTERS

    def _hero_high(self, room: Place, part: float) -> int:
        """The strip of the present call: part of the room, and more where its figures and two lines need it."""
        least = self._legibility.hero_wanted * 1.5 + 2 * _LINE * self._legibility.text_px
        return round(min(max(room.height * part, least), room.height * 0.62))

    def _wide(self, room: Place, *, media: bool) -> dict[str, Place | None]:
        if self._layout is Layout.SPLIT:
            return self._wide_split(room, media=media)
        hero_high = self._hero_high(room, 0.47 if self._layout is Layout.CALLS else 0.38)
        hero = Place(room.x, room.y, room.width, hero_high)
        lower = _below(room, hero, self._gap)
        left_wide = round(lower.width * (0.55 if self._layout is Layout.CALLS else 0.64))
        left, right = self._columns(lower, left_wide, always=media)
        shown: dict[str, Place | None] = {"hero": hero, self._list: left}
        if right is not None and media:
            return shown | self._beside(right)
        return shown | {"waiting": right}

    def _wide_split(self, room: Place, *, media: bool) -> dict[str, Place | None]:
        left, right = self._columns(room, round(room.width * 0.57), always=media)
        hero = Place(left.x, left.y, left.width, self._hero_high(left, 0.5))
        shown: dict[str, Place | None] = {"hero": hero, "recent": _below(left, hero, self._gap)}
        if right is None:
            return shown
        if not media:
            return shown | {"waiting": right}
        return shown | self._beside(right)

    def _tall(self, room: Place, *, media: bool) -> dict[str, Place | None]:
        hero = Place(
            room.x, room.y, room.width, self._hero_high(room, 0.34 if media or self._layout is Layout.ZONE else 0.42)
        )
        lower = _below(room, hero, self._gap)
        shown: dict[str, Place | None] = {"hero": hero}
        if media:
            pictures = self._pictures(lower, lower.height * 0.45)
            shown["media"] = pictures
            lower = _below(lower, pictures, self._gap)
        high = round((lower.height - self._gap) * (0.54 if self._layout is not Layout.ZONE else 0.66))
        upper = Place(lower.x, lower.y, lower.width, high)
        waiting = self._worth(_below(lower, upper, self._gap))
        return shown | {self._list: upper if waiting is not None else lower, "waiting": waiting}

    @property
    def _list(self) -> str:
        return "zone" if self._layout is Layout.ZONE else "recent"

    def _columns(self, room: Place, left_wide: int, *, always: bool) -> tuple[Place, Place | None]:
        """Two panes side by side; only one where those who wait would have no room in the right one, and nothing else
        is `always` there."""
        gap = 2 * self._gap
        right = Place(room.x + left_wide + gap, room.y, max(1, room.width - left_wide - gap), room.height)
        if not always and self._worth(right) is None:
            return room, None
        return Place(room.x, room.y, left_wide, room.height), right

    def _beside(self, room: Place) -> dict[str, Place | None]:
        """Pictures over those who wait; over the whole height where those would have no room."""
        pictures = self._pictures(room, room.height * 0.62)
        waiting = self._worth(_below(room, pictures, self._gap))
        if waiting is None:
            most = int(min(room.height, MOST_MEDIA * self._size[0] * self._size[1] / room.width))
            pictures = Place(room.x, room.y, room.width, max(1, most))
        return {"media": pictures, "waiting": waiting}

    def _pictures(self, room: Place, most_high: float) -> Place:
        """At the top of `room`, 16:9 or flatter, and never more than its share of the board."""
        high = min(room.width / _WIDE, most_high, MOST_MEDIA * self._size[0] * self._size[1] / room.width)
        return Place(room.x, room.y, room.width, max(1, int(high)))

    def _worth(self, place: Place) -> Place | None:
        """The place, if the waiting lines can be read in it."""
        letters = self._legibility.text_px
        high = place.height >= _LEAST_LINES * max(self._u(56), _LINE * letters)
        return place if high and place.width >= _LEAST_EM * letters else None


def _below(room: Place, upper: Place, gap: int) -> Place:
    top = upper.bottom + gap
    return Place(room.x, top, room.width, max(1, room.bottom - top))
