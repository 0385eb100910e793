"""What does not fit on one page is shown page by page, each for some seconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

TURN: Final = 9.0  # s a page stands
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned(Generic[_T]):
    """The page that is up, counted from 0, and what is on it."""

    rows: tuple[_T, ...]
    page: int
    pages: int


class Pages:
    """Turns pages. Time is seconds that only run forward."""

    def __init__(self, turn: float = TURN) -> None:
        self._turn = turn
        self._page = 0
        self._since = 0.0

    def at(self, time: float, rows: Sequence[_T], per_page: int, *, show: int | None = None) -> Turned[_T]:
        """The page that stands at `time`. `show`: the row (by its place) that must be seen now, and stays from then
        on as long as any page."""
        pages = max(1, -(-len(rows) // max(1, per_page)))
        even = max(1, -(-len(rows) // pages))
        if show is not None:
            self._page, self._since = show // even, time
        elif pages == 1:
            self._page, self._since = 0, time
        elif time - self._since >= self._turn:
            self._page, self._since = self._page + 1, time
        self._page %= pages
        return Turned(rows=tuple(rows[self._page * even : (self._page + 1) * even]), page=self._page, pages=pages)
