"""What one printer can do, as far as it matters for a slip.

Two house profiles cover what is sold here; any other name is looked up among the models python-escpos knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from typing import Final

from shared.domain.errors import ConfigError


class Cutter(Enum):
    """The knife: FULL parts the slip, PARTIAL leaves a bridge to tear, NONE is a bar to tear against."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterProfile:
    """A printer's abilities. `width` is the printable width in dots, a multiple of 8.

    `native_number`: the ticket's number in the printer's own letters, a tenth of the bytes but coarse; for slow
    serial lines. Without it the number is drawn, in half resolution.
    `native_qr`: the printer makes QR codes by itself.
    """

    name: str
    width: int
    native_qr: bool = True
    native_number: bool = False
    cutter: Cutter = Cutter.PARTIAL

    def __post_init__(self) -> None:
        if self.width < 256 or self.width % 8:
            raise ValueError(f"{self.width} dots is no printable width: a multiple of 8 from 256 on")


PAPER_80MM: Final = PrinterProfile(name="80mm", width=576)
PAPER_58MM: Final = PrinterProfile(name="58mm", width=384, native_qr=False, cutter=Cutter.NONE)
_HOUSE: Final = {profile.name: profile for profile in (PAPER_80MM, PAPER_58MM)}


def find_profile(name: str, *, where: str, key: str = "profile") -> PrinterProfile:
    """The profile of that name; ConfigError naming `where` and `key` if there is none that can print a slip."""
    if name in _HOUSE:
        return _HOUSE[name]
    from hardware.escpos.capabilities import known_models  # noqa: PLC0415  half a second, for rare names only

    models = known_models()
    model = models.get(name)
    if model is None:
        near = get_close_matches(name, [*_HOUSE, *models], n=2)
        raise ConfigError(
            where, key, name, "name a printer model, or 80mm or 58mm for its paper.", suggestions=tuple(near)
        )
    if not model.raster or model.width is None:
        raise ConfigError(where, key, name, "this model is not known to print pictures; try 80mm or 58mm.")
    return PrinterProfile(
        name=name,
        width=model.width // 8 * 8,
        native_qr=model.qr,
        cutter=Cutter.PARTIAL if model.partial_cut else Cutter.FULL if model.full_cut else Cutter.NONE,
    )
