"""How many pixels of a screen are a millimetre: as it says itself, or as somebody has measured who knows better."""

from __future__ import annotations

import logging
import math
from typing import Final

from PySide6.QtGui import QScreen

from kiosk.measures import can_be_a_density

_log: Final = logging.getLogger(__name__)
_MM_PER_INCH: Final = 25.4


class Density:
    """Of one window's screen, which may become another while the program runs."""

    def __init__(self, *, px_per_mm: float = 0.0, inches: float | None = None) -> None:
        """`px_per_mm`, unless 0, is the answer. `inches` is the diagonal, however the picture is turned; None: believe
        the screen."""
        self._px_per_mm = px_per_mm
        self._inches = inches
        self._warned = False

    def of(self, screen: QScreen) -> float:
        """Pixels of a millimetre; 0.0 for a screen that does not know. It may be nonsense: see `Measures.of`."""
        if self._px_per_mm:
            return self._px_per_mm
        pixels = screen.geometry()
        if self._inches is None:
            millimetres = screen.physicalSize().width()
            return pixels.width() / millimetres if millimetres > 0 else 0.0
        density = math.hypot(pixels.width(), pixels.height()) / (self._inches * _MM_PER_INCH)
        if not can_be_a_density(density) and not self._warned:
            self._warned = True
            _log.warning(
                "kiosk.screen_inches = %g is not believed: %dx%d would have %.1f pixels in a millimetre",
                self._inches,
                pixels.width(),
                pixels.height(),
                density,
            )
        return density
