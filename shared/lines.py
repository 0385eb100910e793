"""Where a text breaks into lines: one rule for the paper and for every screen.

Vietnamese writes each syllable by itself, so a plain wrap parts words in the middle: "Phục vụ hành / chính công".
There is no list of all words here; but a line may well begin with a word that begins a phrase, and that keeps most of
them whole. No Qt and no Pillow: who draws also measures.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

#: How wide a piece of text is, in any unit. A line is taken to be as wide as its words and blanks together.
Measure = Callable[[str], float]

#: Line height by letter size: the marks of Ệ and Ỗ stay clear of the tails above them.
LEADING: Final = 1.32

# Words that begin a phrase: a line may begin with them, and should not end with them.
_OPENERS: Final = frozenset({
    "bằng", "bị", "cho", "chưa", "có", "cấp", "của", "do", "giữa", "hoặc", "huyện", "khi", "không",
    "là", "mời", "nếu", "nhưng", "phường", "quận", "sau", "tại", "theo", "thuộc", "thành", "tỉnh",
    "trong", "trên", "trước", "từ", "và", "về", "với", "vào", "vì", "xã", "đã", "đang", "được", "đến",
    "để", "đối", "ở", "and", "at", "for", "from", "in", "of", "on", "or", "the", "to", "until", "with",
    "when",
})  # fmt: skip
# Words whose last syllable looks like one of those.
_WHOLE: Final = frozenset({
    "cao cấp", "chuẩn bị", "chứng từ", "công bằng", "cung cấp", "đa cấp", "điện từ", "hàng không", "hiện tại",
    "hình thành", "hoàn thành", "khẩn cấp", "lý do", "nâng cấp", "nguy cấp", "phân cấp", "tác xã", "thị xã",
    "thiết bị", "tồn tại", "trợ cấp", "trung cấp", "tự do", "tuyệt đối", "văn bằng",
})  # fmt: skip
_CLOSES: Final = (",", ";", ":", ".", ")", "–", "—", "-", "·")
_FREELY, _ANYWHERE, _BADLY = 0.0, 0.18, 0.4  # in squares of the part of a line left empty
_NEARLY: Final = 1e-6  # sums of widths are not exact


class _Piece(NamedTuple):
    """A word, or a part of one too long for a line; where it is in the text, and where on an endless line."""

    start: int
    end: int
    left: float
    right: float


def break_lines(text: str, measure: Measure, width: float) -> tuple[str, ...]:
    """`text` in as few lines as fit in `width`, evenly filled and broken where the sense allows.

    A newline begins a line; a no-break space holds its words together. A word longer than a line is broken between
    letters: nothing is ever left out, and each line stands in `text` as it is.
    """
    return tuple(line for row in text.splitlines() or [""] for line in _break_row(row, measure, max(1.0, width)))


def _break_row(text: str, measure: Measure, width: float) -> Iterator[str]:
    if measure(text) <= width:
        yield text.strip()
        return
    pieces = list(_pieces(text, measure, width))
    costs = [0.0, *(_break_cost(text[one.start : one.end], text[two.start : two.end]) for one, two in pairwise(pieces))]
    # best[i]: for the pieces up to i, the fewest lines, then the least cost, and where the last line begins
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for end in range(1, len(pieces) + 1):
        choices = []
        for start in range(end - 1, -1, -1):
            room = 1 - (pieces[end - 1].right - pieces[start].left) / width
            if room < -_NEARLY and start < end - 1:
                break
            lines, cost, _begin = best[start]
            choices.append((lines + 1, cost + room * room + costs[start], start))
        best.append(min(choices))
    begins = []
    end = len(pieces)
    while end:
        end = best[end][2]
        begins.append(end)
    for begin, end in pairwise([*begins[::-1], len(pieces)]):
        yield text[pieces[begin].start : pieces[end - 1].end]


def _pieces(text: str, measure: Measure, width: float) -> Iterator[_Piece]:
    blank = measure(" ")
    at, left = 0, 0.0
    for word in re.finditer(r"[^ \t]+", text):
        start, end = word.span()
        left += blank * (start - at) if at else 0.0
        at = end
        while start < end:
            cut = start + _fitting(text[start:end], measure, width)
            broad = measure(text[start:cut])
            yield _Piece(start, cut, left, left + broad)
            start, left = cut, left + broad


def _fitting(word: str, measure: Measure, width: float) -> int:
    """How many of its letters fit in `width`; at least one."""
    if measure(word) <= width:
        return len(word)
    return max(1, bisect_right(range(1, len(word)), width, key=lambda letters: measure(word[:letters])))


@lru_cache(maxsize=8192)
def _break_cost(before: str, after: str) -> float:
    """What it costs to part these two."""
    if before.endswith(_CLOSES) or after.startswith("("):
        return _FREELY
    first, second = before.lower(), after.lower()
    if first in _OPENERS or f"{first} {second}".rstrip(",;.:)") in _WHOLE or after.startswith(_CLOSES):
        return _BADLY
    if second in _OPENERS:
        return _FREELY
    # A capital begins a word of several syllables, and names of places have one in each; a number has its unit.
    an_acronym = len(before) > 1 and before.isupper() and after.islower()
    begins_a_name = before[0].isupper() and after[0].isalpha() and not an_acronym
    return _BADLY if begins_a_name or before[-1].isdigit() or after[0].isdigit() else _ANYWHERE
