"""The paper of a virtual printer: what comes out is drawn dot by dot and kept as pictures."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

DOTS_PER_MM: Final = 8
_MARGINS: Final = {576: 32, 384: 40}  # from the edge of the paper to what can be printed: 80 mm, 58 mm
_WHITE, _BLACK, _SHADOW = 255, 0, 200
_LONGEST_SLIP: Final = 2_000 * DOTS_PER_MM
_KEPT_SLIPS: Final = 40
_SHOWN_SLIPS: Final = 8
_TOOTH: Final = 8
# The knife stands behind the head, so each slip begins with the paper that was between them at the last cut.
HEAD_TO_KNIFE: Final = 14 * DOTS_PER_MM
_TO_TEAR: Final = 18 * DOTS_PER_MM


class Roll:
    """Paper `width` printable dots wide. With a `folder`, each cut leaves slip-0001.png and so on, and roll.png.

    Memory is bounded: of a slip longer than two metres the beginning is lost, of many slips the oldest.
    """

    __slots__ = ("_blank", "_count", "_end", "_folder", "_page", "_slips", "width")

    def __init__(self, width: int, *, folder: Path | None = None) -> None:
        self.width = width
        self._folder = folder
        self._page = Image.new("L", (width, 2048), _WHITE)
        self._end = HEAD_TO_KNIFE
        self._blank = HEAD_TO_KNIFE
        self._slips: deque[Image.Image] = deque(maxlen=_KEPT_SLIPS)
        self._count = 0
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)

    @property
    def slips(self) -> tuple[Image.Image, ...]:
        """The last slips cut, grey pictures as wide as the paper."""
        return tuple(self._slips)

    @property
    def count(self) -> int:
        """How many slips were ever cut."""
        return self._count

    @property
    def uncut(self) -> Image.Image:
        """What hangs out of the printer."""
        return self._page.crop((0, 0, self.width, self._end))

    def feed(self, dots: int) -> None:
        dots = min(dots, _LONGEST_SLIP)
        self._make_room(dots)
        self._end += dots
        self._blank += dots

    def draw(self, image: Image.Image, left: int) -> None:
        """Print `image` (1 bit, 1 is black) at `left` and move on by its height."""
        image = image.crop((0, max(0, image.height - _LONGEST_SLIP), *image.size))
        self._make_room(image.height)
        self._page.paste(_BLACK, (left, self._end), image)
        self._end += image.height
        self._blank = 0

    @property
    def waits_for_a_hand(self) -> bool:
        """Whether a slip was fed out as far as one does it only for tearing it off."""
        return _TO_TEAR <= self._blank < self._end

    def cut(self) -> None:
        """Cut or tear where the knife is; what is between knife and head stays in the printer."""
        printed = self.uncut
        at = max(0, self._end - HEAD_TO_KNIFE)
        slip = self._on_paper(printed.crop((0, 0, self.width, at)))
        self._page.paste(_WHITE, (0, 0, *self._page.size))
        self._page.paste(printed.crop((0, at, self.width, self._end)), (0, 0))
        self._end -= at
        self._blank = min(self._blank, self._end)
        self._slips.append(slip)
        self._count += 1
        if self._folder is not None:
            _replace(self._folder / f"slip-{self._count:04}.png", slip)
            _replace(self._folder / "roll.png", self._whole())

    def _make_room(self, dots: int) -> None:
        lost = min(self._end, max(0, self._end + dots - _LONGEST_SLIP))
        if lost:
            kept = self._page.crop((0, lost, self.width, self._end))
            self._page.paste(_WHITE, (0, 0, *self._page.size))
            self._page.paste(kept, (0, 0))
            self._end -= lost
        if self._end + dots > self._page.height:
            longer = Image.new("L", (self.width, max(2 * self._page.height, self._end + dots)), _WHITE)
            longer.paste(self._page, (0, 0))
            self._page = longer

    def _on_paper(self, printed: Image.Image) -> Image.Image:
        margin = _MARGINS.get(self.width, 32)
        paper = Image.new("L", (self.width + 2 * margin, printed.height), _WHITE)
        paper.paste(printed, (margin, 0))
        return paper

    def _whole(self) -> Image.Image:
        shown = list(self._slips)[-_SHOWN_SLIPS:]
        roll = Image.new("L", (shown[0].width, sum(slip.height + _TOOTH for slip in shown)), _WHITE)
        pen = ImageDraw.Draw(roll)
        top = 0
        for slip in shown:
            roll.paste(slip, (0, top))
            top += slip.height + _TOOTH
            for x in range(0, roll.width, 2 * _TOOTH):
                pen.line((x, top, x + _TOOTH, top - _TOOTH, x + 2 * _TOOTH, top), fill=_SHADOW)
        return roll


def _replace(path: Path, image: Image.Image) -> None:
    """Whoever looks at `path` sees the old picture or the new one, never half of one."""
    half = path.with_name(f".{path.name}.part")
    image.save(half, format="PNG", dpi=(203, 203))
    half.replace(path)
