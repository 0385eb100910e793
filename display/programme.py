"""What the pane of pictures shows, in turn: a file of the folder, a page of figures, a file, and so on. Plain Python.

It never shows nothing: without a file that can be shown there are the figures, without figures the hall's notices, and
without those its hours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from display.playlist import MediaFile, MediaKind, Playlist

CARD_SECONDS: Final = 20.0  # s after which the folder is asked again when there was nothing in it


@dataclass(frozen=True, slots=True, kw_only=True)
class FileItem:
    """A picture or film. `turn` tells one showing from the next."""

    file: MediaFile
    turn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureItem:
    """A page of figures, counted from 0."""

    page: int
    turn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CardItem:
    """The card that is there when nothing else is."""

    turn: int


Item = FileItem | FigureItem | CardItem


class Programme:
    """Whose turn it is. Time is seconds that only run forward."""

    def __init__(self, playlist: Playlist, *, picture_seconds: float, page_seconds: float) -> None:
        self._playlist = playlist
        self._picture_seconds = picture_seconds
        self._page_seconds = page_seconds
        self._turn = 0
        self._page = -1
        self._item: Item = CardItem(turn=0)
        self._until: float | None = 0.0

    def at(self, time: float, *, pages: int) -> Item:
        """What stands at `time`, where the figures have so many pages (0: there are none)."""
        gone = isinstance(self._item, FigureItem) and self._item.page >= pages
        better = isinstance(self._item, CardItem) and (pages or self._playlist.playable)
        if gone or better or (self._until is not None and time >= self._until):
            self._advance(time, pages)
        return self._item

    def ended(self, item: Item) -> None:
        """The film of this item has ended; `at` gives what comes next."""
        if item == self._item:
            self._until = 0.0

    def failed(self, item: FileItem, why: str) -> None:
        """The file of this item cannot be shown; `at` gives what comes next."""
        self._playlist.spoil(item.file, why)
        self.ended(item)

    def _advance(self, time: float, pages: int) -> None:
        self._turn += 1
        after_file = isinstance(self._item, FileItem)
        file = None if after_file and pages else self._playlist.next()
        if file is not None:
            self._item = FileItem(file=file, turn=self._turn)
            # A film says itself when it ends.
            self._until = time + self._picture_seconds if file.kind is MediaKind.PICTURE else None
        elif pages:
            self._page = (self._page + 1) % pages
            self._item = FigureItem(page=self._page, turn=self._turn)
            self._until = time + self._page_seconds
        else:
            self._item = CardItem(turn=self._turn)
            self._until = time + CARD_SECONDS
