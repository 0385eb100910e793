"""The pictures and films of a folder, in their order, without those that cannot be shown.

A file that fails is named in the log once and passed over until it is another file (size or time). Files may come and
go while the board runs; one that is still being copied is left alone until it has been still for a moment.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from shared.media_form import MediaOrder
from shared.text import plain

SETTLED: Final = 2.0  # s a file must have been as it is
PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp"})
FILMS: Final = frozenset({".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".ts"})
_PASSED_OVER: Final = frozenset({".part", ".tmp", ".crdownload", ".txt", ".md", ".ini", ".db"})
_DIGITS: Final = re.compile(r"([0-9]+)")

_log: Final = logging.getLogger(__name__)


class MediaKind(Enum):
    """What a file is, by its name."""

    PICTURE = "picture"
    FILM = "film"


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFile:
    """One file as it was found: when it changes, it is another one."""

    path: Path
    kind: MediaKind
    changed_ns: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a folder holds: what can be tried, and the names of what is neither picture nor film."""

    files: tuple[MediaFile, ...] = ()
    strange: tuple[str, ...] = ()


def scan(folder: Path, *, now: float) -> Found:
    """Look at the folder itself, not at folders in it. `now` is seconds since 1970. Raises OSError."""
    files, strange = [], []
    with os.scandir(folder) as entries:
        for entry in entries:
            ending = Path(entry.name).suffix.lower()
            if entry.name.startswith((".", "~")) or ending in _PASSED_OVER or not entry.is_file():
                continue
            kind = MediaKind.PICTURE if ending in PICTURES else MediaKind.FILM if ending in FILMS else None
            if kind is None:
                strange.append(entry.name)
                continue
            try:
                state = entry.stat()
            except FileNotFoundError:  # gone since the folder was opened
                continue
            if state.st_size and not 0 <= now - state.st_mtime < SETTLED:
                files.append(
                    MediaFile(path=Path(entry.path), kind=kind, changed_ns=state.st_mtime_ns, size=state.st_size)
                )
    return Found(files=tuple(files), strange=tuple(sorted(strange)))


class Playlist:
    """Which file is next."""

    def __init__(self, order: MediaOrder = MediaOrder.NAME) -> None:
        self._order = order
        self._round = 0
        self._last: tuple[object, ...] | None = None
        self._files: tuple[MediaFile, ...] = ()
        self._spoilt: set[MediaFile] = set()
        self._held: set[MediaFile] = set()
        self._kinds = set(MediaKind)
        self._strange: set[str] = set()
        self._lost = False

    def found(self, found: Found) -> None:
        """The folder was looked at."""
        self._lost = False
        self._files = found.files
        self._spoilt &= set(found.files)
        for name in found.strange:
            if name not in self._strange:
                _log.warning("%s is neither a picture nor a film a board can show; it is passed over", name)
        self._strange = set(found.strange)

    def lost(self, why: str) -> None:
        """The folder cannot be looked at. What was known is kept: it may still be readable."""
        if not self._lost:
            _log.warning("the folder of pictures and films cannot be read: %s", why)
        self._lost = True

    def spoil(self, file: MediaFile, why: str) -> None:
        """This one could not be shown."""
        if file not in self._spoilt:
            _log.warning("%s cannot be shown and is passed over: %s", file.path.name, why)
        self._spoilt.add(file)

    def hold(self, file: MediaFile) -> None:
        """This one waits until it is released."""
        self._held.add(file)

    def release(self, file: MediaFile) -> None:
        """It may be shown again."""
        self._held.discard(file)

    def without(self, kind: MediaKind, why: str) -> None:
        """This machine cannot show what is of this kind."""
        _log.warning("files of the kind %r are passed over: %s", kind.value, why)
        self._kinds -= {kind}

    @property
    def playable(self) -> tuple[MediaFile, ...]:
        """What may be tried, in order."""
        waits = self._spoilt | self._held
        found = (one for one in self._files if one.kind in self._kinds and one not in waits)
        return tuple(sorted(found, key=self._key))

    def next(self) -> MediaFile | None:
        """The file after the last one; None where nothing can be shown. A file that is new comes in its place."""
        files = self.playable
        if not files:
            return None
        after = [one for one in files if self._last is None or self._key(one) > self._last]
        if not after:
            self._round += 1
            files = self.playable
            after = list(files)
        chosen = after[0]
        self._last = self._key(chosen)
        return chosen

    def _key(self, file: MediaFile) -> tuple[object, ...]:
        name = file.path.name
        if self._order is MediaOrder.SHUFFLED:
            mixed = hashlib.sha256(f"{self._round} {name}".encode()).hexdigest()
            return (self._round, mixed, name)
        return (tuple(_by_number(plain(name))), name)


def _by_number(name: str) -> Iterable[tuple[int, int, str]]:
    """2.jpg before 10.jpg."""
    for part in _DIGITS.split(name):
        if part:
            yield (0, int(part), "") if part.isdigit() else (1, 0, part)
