"""Smaller copies of large films, made by ffmpeg while nobody else wants the processor.

Without a GPU a film of 1920 × 1080 takes close to half a core, three fifths of it to decode it. Beside the queue it
fills less than half the width of the screen; a copy of 1280 × 720 looks the same there and takes a third of that. Until
the copy is ready the film is not shown; where none can be made, the film itself is.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import time
from collections import deque
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QProcess, Signal

from display.playlist import MediaFile

LARGEST: Final = (1280, 720)  # points, either way round
FASTEST: Final = 30  # pictures a second
_UNUSED: Final = 30 * 86400.0  # s, after which a copy is thrown away
_SPARE: Final = 500_000_000  # bytes that stay free on the disk

_long, _short = LARGEST
#: Never larger than the film was, both sides even; a film of television is freed of its half-lines.
_SMALLER: Final = (
    f"yadif=deint=interlaced,scale=w='min(iw,if(gt(a,1),{_long},{_short}))':h='min(ih,if(gt(a,1),{_short},{_long}))'"
    ":force_original_aspect_ratio=decrease:force_divisible_by=2"
)
_FORM: Final = (
    *("-map", "0:v:0", "-map", "0:a:0?", "-vf", _SMALLER, "-fpsmax", str(FASTEST)),
    *(
        "-c:v",
        "libx264",
        "-preset",
        "veryfast",
        "-tune",
        "fastdecode",
        "-crf",
        "22",
        "-pix_fmt",
        "yuv420p",
        "-threads",
        "1",
    ),
    *("-c:a", "aac", "-ac", "2", "-b:a", "128k", "-f", "mp4"),
)

_log: Final = logging.getLogger(__name__)


class FilmCopies(QObject):
    """The copies in one folder. What is in it can be made again: it may be emptied at any time. `settled` comes with
    each film that was wanted, when it has its copy or will have none."""

    settled = Signal(object)

    def __init__(self, folder: Path, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._named: set[MediaFile] = set()
        self._under_way: set[MediaFile] = set()
        self._wanted: deque[MediaFile] = deque()
        self._process: QProcess | None = None
        self._tidy()

    def of(self, file: MediaFile) -> Path:
        """The copy of this film, or the film itself where there is none."""
        copy = self._copy(file)
        try:
            os.utime(copy)  # it is used: see _UNUSED
        except OSError:
            return file.path
        return copy

    def want(self, file: MediaFile, why: str) -> bool:
        """This film takes too much, and `why`. Make a copy when its turn comes; each film is tried once. The answer is
        whether one is under way, so that `settled` will come."""
        if file in self._named:
            return file in self._under_way
        self._named.add(file)
        if shutil.which("ffmpeg") is None:
            _log.warning(
                "%s is %s: without a GPU that takes a third of a core and more. With ffmpeg (Debian's package) the "
                "board makes itself a smaller copy", file.path.name, why,
            )  # fmt: skip
            return False
        self._under_way.add(file)
        self._wanted.append(file)
        if self._process is None:
            self._next()
        return file in self._under_way

    def stop(self) -> None:
        """Make no more copies; the one that is being made is given up."""
        self._wanted.clear()
        if self._process is not None:
            process, self._process = self._process, None
            process.finished.disconnect()
            process.kill()
            process.waitForFinished(2000)
            self._tidy()

    def _next(self) -> None:
        if self._process is not None or not self._wanted:
            return
        file = self._wanted.popleft()
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            free = shutil.disk_usage(self._folder).free
        except OSError as fault:
            self._give_up(file, str(fault))
            return
        if free < file.size + _SPARE:
            self._give_up(file, f"the disk has only {free // 1_000_000} MB left")
            return
        _log.info("a smaller copy of %s is being made", file.path.name)
        self._process = QProcess(self)
        self._process.finished.connect(lambda code, _status: self._made(file, code))
        self._process.start("nice", ["-n", "19", "ffmpeg", *_quiet(file.path), *_FORM, f"file:{self._part(file)}"])

    def _give_up(self, file: MediaFile, why: str) -> None:
        _log.warning("no smaller copy of %s: %s", file.path.name, why)
        self._settle(file)

    def _settle(self, file: MediaFile) -> None:
        self._under_way.discard(file)
        self.settled.emit(file)
        self._next()

    def _made(self, file: MediaFile, code: int) -> None:
        said = ""
        if self._process is not None:
            said = self._process.readAllStandardError().toStdString().strip()
            self._process.deleteLater()
            self._process = None
        try:
            if code == 0:
                self._part(file).replace(self._copy(file))
                _log.info("%s is played from a smaller copy from now on", file.path.name)
                self._settle(file)
            else:
                self._part(file).unlink(missing_ok=True)
                self._give_up(file, said or f"ffmpeg ended with {code}")
        except OSError as fault:
            self._give_up(file, str(fault))

    def _copy(self, file: MediaFile) -> Path:
        known = hashlib.sha256(f"{file.path}\0{file.size}\0{file.changed_ns}".encode()).hexdigest()
        return self._folder / f"{known[:32]}.mp4"

    def _part(self, file: MediaFile) -> Path:
        return self._copy(file).with_suffix(".part")

    def _tidy(self) -> None:
        """Throw away what was not finished, and what is not used any more."""
        try:
            for one in self._folder.iterdir():
                if one.suffix == ".part" or one.stat().st_mtime < time.time() - _UNUSED:
                    one.unlink(missing_ok=True)
        except FileNotFoundError:
            return
        except OSError as fault:
            _log.warning("the copies of films in %s cannot be looked through: %s", self._folder, fault)


def _quiet(film: Path) -> tuple[str, ...]:
    return ("-nostdin", "-hide_banner", "-loglevel", "error", "-y", "-threads", "1", "-i", f"file:{film}")
