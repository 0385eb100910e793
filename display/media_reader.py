"""One thread that touches the disk for the pane of pictures: it lists the folder and reads pictures.

A folder may lie on a stick that was pulled or a share that hangs; the board must not wait for it.
"""

from __future__ import annotations

import queue
import threading
import time
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from display.playlist import MediaFile, scan

LOOK: Final = 5.0  # s between two looks at the folder
_MOST_MB: Final = 256  # what one picture may take while it is read
_QUARTER: Final = QImageIOHandler.Transformation.TransformationRotate90


class MediaReader(QObject):
    """Emits in the thread of whoever connects a QObject's slot: `found` (Found) after each look, `lost` (why);
    `read` (MediaFile, QImage) or `spoilt` (MediaFile, why) for each picture asked for."""

    found = Signal(object)
    lost = Signal(str)
    read = Signal(object, QImage)
    spoilt = Signal(object, str)

    def __init__(self, folder: Path, *, every: float = LOOK, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._every = every
        self._wanted: queue.SimpleQueue[tuple[MediaFile, QSize] | None] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="media", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self, timeout: float = 2.0) -> None:
        """End the thread; waits at most `timeout` s."""
        self._stop.set()
        self._wanted.put(None)
        if self._thread.is_alive():
            self._thread.join(timeout)

    def want(self, file: MediaFile, size: QSize) -> None:
        """Read this picture so that it fits into `size` (pixels)."""
        self._wanted.put((file, size))

    def _run(self) -> None:
        next_look = 0.0
        while not self._stop.is_set():
            if time.monotonic() >= next_look:
                self._look()
                next_look = time.monotonic() + self._every
            try:
                wanted = self._wanted.get(timeout=max(0.0, next_look - time.monotonic()))
            except queue.Empty:
                continue
            if wanted is not None:
                self._read(*wanted)

    def _look(self) -> None:
        try:
            self.found.emit(scan(self._folder, now=time.time()))
        except OSError as fault:
            self.lost.emit(str(fault))

    def _read(self, file: MediaFile, size: QSize) -> None:
        reader = QImageReader(str(file.path))
        reader.setAllocationLimit(_MOST_MB)
        reader.setAutoTransform(True)
        reader.setDecideFormatFromContent(True)
        whole = reader.size()
        if whole.isValid():
            room = size.transposed() if reader.transformation() & _QUARTER else size
            fitted = whole.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
            # A picture is made smaller while it is read, and larger never: it would only be blurred.
            if fitted.width() < whole.width():
                reader.setScaledSize(fitted)
        image = reader.read()
        if image.isNull():
            self.spoilt.emit(file, reader.errorString())
        else:
            self.read.emit(file, image)
