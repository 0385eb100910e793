"""How much paper a slip's bytes use, for counting what is left on a roll."""

from __future__ import annotations

import re
from typing import Final

from hardware.escpos.qr import qr_modules

_LETTER_HEIGHT: Final = 24  # of the printer's own font, in dots
_HEAD_TO_KNIFE: Final = 112  # 14 mm: GS V 65 and 66 feed as far before they cut
_STEP: Final = re.compile(
    rb"\x1dv0(?P<mode>[\x00-\x03\x30-\x33])(?P<across>..)(?P<down>..)"
    rb"|\x1bJ(?P<feed>.)"
    rb"|\x1d\(k(?P<length>..)1(?P<function>[CP])(?P<value>.)"
    rb"|\x1d!(?P<size>.)"
    rb"|(?P<line>\n)"
    rb"|\x1dV[ABab](?P<cut>.)",
    re.DOTALL,
)


def paper_length(data: bytes, *, dpi: int) -> float:
    """Millimetres of paper from cut to cut, at that many dots an inch.

    Made for what our encoder writes; what it does not know counts nothing.
    """
    dots, at, high, module, square = 0, 0, 1, 3, 0
    while step := _STEP.search(data, at):
        at = step.end()
        if step["down"] is not None:
            rows = int.from_bytes(step["down"], "little")
            dots += rows * (2 if step["mode"][0] & 2 else 1)
            at += rows * int.from_bytes(step["across"], "little")
        elif step["feed"] is not None:
            dots += step["feed"][0]
        elif step["cut"] is not None:
            dots += _HEAD_TO_KNIFE + step["cut"][0]
        elif step["size"] is not None:
            high = (step["size"][0] & 7) + 1
        elif step["line"] is not None:
            dots += _LETTER_HEIGHT * high
        elif step["function"] == b"C":
            module = step["value"][0]
        else:
            end = at + int.from_bytes(step["length"], "little") - 3
            square = qr_modules(data[at:end].decode("ascii", "replace"))
            dots += square * module
            at = end
    return dots * 25.4 / dpi
