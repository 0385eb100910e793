"""What has been rendered, kept in a folder: a program that starts again need not speak everything anew.

A file is written beside its place and moved there, so there is never half of one; each carries a sum of its bytes, and
what does not fit it is taken for missing and rendered again.
"""

from __future__ import annotations

import logging
import os
import re
import zlib
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from hardware.sound.pcm import Pcm

_log: Final = logging.getLogger(__name__)
#: Another as soon as clips are made otherwise than before.
_MAKING: Final = 2
_HEAD: Final = re.compile(rb"motcua-sound (\d+) (\d+)\n")
MOST: Final = 4000  # files: about 100 MB


class Rendered:
    """A folder of finished sounds. Several programs may use one; any number of threads may use one object."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> Pcm | None:
        """What was kept under this key; None if nothing is, or if it is damaged."""
        path = self._path(key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        head = _HEAD.match(data)
        if head is None or zlib.crc32(data[head.end() :]) != int(head[2]):
            _log.warning("%s is damaged; it is made anew", path.name)
            return None
        with suppress(OSError):
            os.utime(path)
        return Pcm.of_bytes(data[head.end() :], int(head[1]))

    def put(self, key: str, sound: Pcm) -> None:
        """Keep it. A folder that cannot be written to costs time at the next start and nothing else."""
        path, data = self._path(key), sound.data()
        beside = path.with_suffix(f".{os.getpid()}.new")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(b"motcua-sound %d %d\n" % (sound.rate, zlib.crc32(data)) + data)
            beside.replace(path)
        except OSError as fault:
            _log.warning("a rendered sound cannot be kept: %s", fault)

    def prune(self, most: int = MOST) -> None:
        """Drop what was not used for longest, until `most` are left."""
        with suppress(OSError):
            found = [(one.stat().st_mtime_ns, one) for one in self._folder.iterdir()]
            for _, path in sorted(found, reverse=True)[most:]:
                path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._folder / f"{sha256(f'{_MAKING} {key}'.encode()).hexdigest()[:40]}.sound"
