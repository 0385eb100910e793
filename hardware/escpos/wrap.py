"""Where a text breaks into lines.

Vietnamese writes each syllable by itself, so a plain wrap parts words in the middle: "Phục vụ hành / chính công".
There is no list of all words here; but a line may well begin with a word that begins a phrase, and that keeps most of
them whole.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from PIL import ImageFont

# Words that begin a phrase: a line may begin with them, and should not end with them.
_OPENERS: Final = frozenset({
    "bằng", "bị", "cho", "chưa", "có", "cấp", "của", "do", "giữa", "hoặc", "huyện", "khi", "không",
    "là", "mời", "nếu", "nhưng", "phường", "quận", "sau", "tại", "theo", "thuộc", "thành", "tỉnh",
    "trong", "trên", "trước", "từ", "và", "về", "với", "vào", "vì", "xã", "đã", "đang", "được", "đến",
    "để", "đối", "ở", "and", "at", "for", "from", "in", "of", "on", "or", "the", "to", "until", "with",
    "when",
})  # fmt: skip
_CLOSES: Final = (",", ";", ":", ".", ")", "–", "-")
_FREELY, _ANYWHERE, _BADLY = 0.0, 0.18, 0.4


def wrap(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """`text` in as few lines as fit in `width`, evenly filled and broken where the sense allows.

    A no-break space holds its words together. A word longer than a line is broken between letters: nothing is ever
    left out.
    """
    return [line for paragraph in text.splitlines() for line in _wrap_paragraph(paragraph, font, width)]


def _wrap_paragraph(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    words = [piece for word in re.split(r"[ \t]+", text.strip()) for piece in _pieces(word, font, width)]
    # best[i]: for the words up to i, the fewest lines, then the least cost, and where the last line begins
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for end in range(1, len(words) + 1):
        choices = []
        for start in range(end - 1, -1, -1):
            room = 1 - ink_width(" ".join(words[start:end]), font) / width
            if room < 0 and start < end - 1:
                break
            lines, cost, _begin = best[start]
            choices.append((lines + 1, cost + room * room + _break_cost(words, start), start))
        best.append(min(choices))
    lines_backwards = []
    end = len(words)
    while end:
        start = best[end][2]
        lines_backwards.append(" ".join(words[start:end]))
        end = start
    return lines_backwards[::-1]


def _break_cost(words: list[str], at: int) -> float:
    """What it costs to begin a line with word `at`, in squares of the part of a line left empty."""
    if at == 0:
        return 0.0
    before, after = words[at - 1], words[at]
    if before.endswith(_CLOSES) or after.startswith("("):
        return _FREELY
    if before.lower() in _OPENERS or (before[0].isupper() and after[0].isupper()):
        return _BADLY
    return _FREELY if after.lower() in _OPENERS else _ANYWHERE


def _pieces(word: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    pieces = []
    while ink_width(word, font) > width and len(word) > 1:
        fits = max(1, sum(ink_width(word[:n], font) <= width for n in range(1, len(word) + 1)))
        pieces.append(word[:fits])
        word = word[fits:]
    return [*pieces, word]


@lru_cache(maxsize=4096)
def ink_width(text: str, font: ImageFont.FreeTypeFont) -> int:
    """How many dots wide `text` is when it is drawn."""
    left, _top, right, _bottom = font.getbbox(text, mode="1")
    return int(max(right, font.getlength(text, mode="1")) - min(0, left) + 1)
