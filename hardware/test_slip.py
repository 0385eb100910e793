"""A slip without a number: all letters, the time, and whose it is."""

from __future__ import annotations

from datetime import UTC, datetime

from hardware.slip import Cut, Gap, Number, Rule, Slip, TextLine
from shared.text import words


def test_slip(whose: str, language: str) -> Slip:
    """What proves that a printer prints. `whose` stands at its foot."""
    return Slip(
        (
            TextLine(words(language).gettext("PHIẾU THỬ"), size=36),
            Rule(),
            Number("T000"),
            TextLine("ĂÂĐÊÔƠƯ ắằẳẵặ ếềểễệ ốồổỗộ"),
            TextLine(datetime.now(UTC).astimezone().strftime("%H:%M:%S %d/%m/%Y")),
            TextLine(whose, size=20),
            Gap(4),
            Cut(),
        )
    )
