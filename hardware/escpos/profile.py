"""What one printer can do, as far as it matters for a slip.

Two house profiles cover the paper that is sold here; `hardware.escpos.profiles` finds all others by their names.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final


class Cutter(Enum):
    """The knife: FULL parts the slip, PARTIAL leaves a bridge to tear, NONE is a bar to tear against."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


class Text(Enum):
    """How words travel: as PICTURES, which every printer prints, or as LETTERS of its TCVN-3 pages."""

    PICTURES = "pictures"
    LETTERS = "letters"


class ProofKind(Enum):
    """The proof of printing a model is known to give."""

    LEARNT = "learnt"  # not known: the printer is tried on each new line
    PROCESS_ID = "process_id"  # GS ( H answers when a slip is on paper
    FENCE = "fence"  # GS r is answered in its turn; GS ( H is not even tried
    STATUS = "status"  # nothing but DLE EOT


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterProfile:
    """A printer's abilities. `width` is the printable width in dots, a multiple of 8; `dpi` is dots an inch, both ways.

    `native_number`: the ticket's number in the printer's own letters, a tenth of the bytes but coarse; for slow
    serial lines. Without it the number is drawn, in half resolution.
    `native_qr`: the printer makes QR codes by itself.
    `sets_units`: feeds count dots only after GS P says so; by themselves they count halves of dots (Epson).
    `tcvn3_pages`: the numbers of its lower and upper case pages; `text` may be LETTERS only with them.
    `most_rows`: of one picture. `bad_rows`: heights that are multiples of it upset the printer; 0 is none.
    `stores_pictures`: GS ( L keeps pictures in the printer. `logo`: the two key letters of the one printed in
    place of the hall's own, or at the head of a slip without one; it must have been stored before
    (`hardware.escpos.logo`). Empty is none.
    """

    name: str
    width: int
    dpi: int = 203
    native_qr: bool = True
    native_number: bool = False
    cutter: Cutter = Cutter.PARTIAL
    sets_units: bool = False
    text: Text = Text.PICTURES
    tcvn3_pages: tuple[int, int] | None = None
    most_rows: int = 250
    bad_rows: int = 48
    stores_pictures: bool = False
    logo: str = ""
    proof: ProofKind = ProofKind.LEARNT

    def __post_init__(self) -> None:
        if not 256 <= self.width <= 2040 or self.width % 8:
            raise ValueError(f"width: {self.width} dots is no printable width: a multiple of 8 from 256 to 2040")
        if not 100 <= self.dpi <= 255:
            raise ValueError("dpi: 203 or 180 for nearly every printer, 100 to 255 at all")
        if not 24 <= self.most_rows <= 255:
            raise ValueError("most_rows: a picture is sent in pieces of 24 to 255 rows")
        if self.bad_rows < 0 or self.bad_rows in (1, 2):
            raise ValueError("bad_rows: 0 for none, else 3 or more")
        if self.tcvn3_pages and not all(0 <= page <= 255 for page in self.tcvn3_pages):
            raise ValueError("tcvn3_pages: pages are 0 to 255")
        if self.text is Text.LETTERS and self.tcvn3_pages is None:
            raise ValueError("text: letters need tcvn3_pages")
        if self.logo and not (len(self.logo) == 2 and self.logo.isascii() and self.logo.isprintable()):
            raise ValueError("logo: two printable ASCII letters")
        if self.logo and not self.stores_pictures:
            raise ValueError("logo: this printer is not known to store pictures")

    def dots(self, mm: float) -> int:
        """How many dots make `mm` millimetres on this printer."""
        return round(mm * self.dpi / 25.4)


PAPER_80MM: Final = PrinterProfile(name="80mm", width=576)
PAPER_58MM: Final = PrinterProfile(name="58mm", width=384, native_qr=False, cutter=Cutter.NONE)
HOUSE_PROFILES: Final = {profile.name: profile for profile in (PAPER_80MM, PAPER_58MM)}
