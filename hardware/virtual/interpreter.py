"""Works off the bytes a printer was sent, in order, onto a roll of paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from PIL import Image

from hardware.virtual import letters
from hardware.virtual.condition import Build, Condition, ProcessIds
from hardware.virtual.framing import Command, Garbage, Letters, Piece, next_piece
from hardware.virtual.nv import NvMemory
from hardware.virtual.pages import letter_of
from hardware.virtual.qr import QrStore
from hardware.virtual.roll import DOTS_PER_MM, HEAD_TO_KNIFE, Roll

_DEFAULT_SPACING: Final = 30
_PICTURE_HEADER: Final = 5
_HIDDEN: Final = (b"\x10\x04", b"\x10\x05", b"\x10\x14")


@dataclass(slots=True, kw_only=True)
class _Modes:
    """What ESC @ sets back."""

    align: int = 0
    wide: int = 1
    high: int = 1
    spacing: int = _DEFAULT_SPACING
    units_set: bool = False
    page: int = 0
    bold: bool = False
    inverse: bool = False


class Interpreter:
    """A printer without its line. `answer` sends bytes to the computer, `report` tells a person what was odd.

    Work stops where the condition says offline and goes on when it says online again; `buffer` holds what waits.
    """

    def __init__(
        self,
        roll: Roll,
        condition: Condition,
        *,
        answer: Callable[[bytes], None],
        report: Callable[[str], None],
        nv: NvMemory | None = None,
        build: Build | None = None,
    ) -> None:
        self.condition = condition
        self._build = build or Build()
        self.automatic_status = False
        self.buffer = bytearray()
        self._roll = roll
        self._answer = answer
        self._report = report
        self._modes = _Modes()
        self._line: list[letters.Cell] = []
        self._qr = QrStore()
        self._nv = nv or NvMemory()

    def feed(self, data: bytes) -> None:
        """Take `data` and work off what can be."""
        self.buffer += data
        self.work()

    def work(self) -> None:
        while self.step():
            pass

    def step(self) -> bool:
        """Work off one piece; False when there is none, or it may not be done now."""
        found = next_piece(self.buffer) if self.condition.online else None
        if found is None:
            if self._roll.waits_for_a_hand:
                self._roll.cut()
            return False
        piece, length = found
        del self.buffer[:length]
        self._do(piece)
        return True

    def clear(self) -> None:
        """Forget what waits, printed or not."""
        self.buffer.clear()
        self._line.clear()

    def _do(self, piece: Piece) -> None:
        match piece:
            case Letters(text):
                for byte in text:
                    self._put(chr(byte))
            case Garbage(data) if len(data) == 1 and (letter := letter_of(self._modes.page, data[0])):
                self._put(letter)
            case Garbage(data):
                self._report(f"garbage: {data.hex(' ')}")
                for byte in data:
                    self._put(letter_of(0, byte) or "")
            case Command(name, data):
                if any(hidden in data for hidden in _HIDDEN):
                    self._report(f"a real-time command is hidden in the data of {name.hex(' ')}")
                self._command(name, data)

    def _command(self, name: bytes, data: bytes) -> None:
        match name:
            case b"\n":
                self._line_feed()
            case b"\x1b@":
                self._modes = _Modes()
                self._line.clear()
                self.automatic_status = False
            case b"\x1bJ":
                self._print_line()
                self._feed(self._dots(data[0]))
            case b"\x1bd":
                self._print_line()
                self._feed(data[0] * self._modes.spacing)
            case b"\x1dV":
                self._cut(data)
            case b"\x1dv0":
                self._picture(data)
            case b"\x1d(L" | b"\x1d8L" | b"\x1d(k":
                self._block(name, data)
            case b"\x1dr" if not self._build.answers_fence:
                pass
            case b"\x1dr":
                self._answer(bytes((self.condition.paper_sensors() if data[0] in (1, 49) else 0,)))
            case b"\x1da":
                self.automatic_status = data[0] != 0
                if self.automatic_status:
                    self._answer(self.condition.automatic())
            case b"\x1d(H":
                self._process_id(data)
            case b"\x1b*":
                self._report(f"not done by this printer: {name.hex(' ')}")
            case _:
                self._mode(name, data)

    def _process_id(self, data: bytes) -> None:
        """GS ( H pL pH fn m d1 d2 d3 d4 with fn = m = 48: what stands before it is printed by now."""
        match self._build.process_ids:
            case ProcessIds.RETURNED if data[:4] == b"\x06\x0000" and len(data) == 8:
                self._answer(b"\x37\x22" + data[4:] + b"\x00")
            case ProcessIds.PRINTED:
                for byte in b"(H" + data:
                    if byte >= 0x20:
                        self._put(chr(byte))

    def _mode(self, name: bytes, data: bytes) -> None:
        match name:
            case b"\x1ba" if data[0] % 48 <= 2:
                self._modes.align = data[0] % 48
            case b"\x1b2":
                self._modes.spacing = _DEFAULT_SPACING
            case b"\x1b3":
                self._modes.spacing = self._dots(data[0])
            case b"\x1dP":
                self._modes.units_set = data[1] != 0
            case b"\x1d!":
                self._modes.wide = (data[0] >> 4 & 7) + 1
                self._modes.high = (data[0] & 7) + 1
            case b"\x1bt":
                self._modes.page = data[0]
            case b"\x1bE":
                self._modes.bold = bool(data[0] & 1)
            case b"\x1dB":
                self._modes.inverse = bool(data[0] & 1)

    def _put(self, letter: str) -> None:
        used = sum(cell.width for cell in self._line)
        if used + letters.WIDTH * self._modes.wide > self._roll.width:
            self._report("text runs beyond the edge of the paper")
            self._line_feed()
        modes = self._modes
        self._line.append(
            letters.Cell(letter=letter, wide=modes.wide, high=modes.high, bold=modes.bold, inverse=modes.inverse)
        )

    def _line_feed(self) -> None:
        if self._line:
            printed = self._print_line()
            self._feed(max(0, self._modes.spacing - printed))
        else:
            self._feed(self._modes.spacing)

    def _print_line(self) -> int:
        """Print what has been put in the line, and return its height."""
        if not self._line:
            return 0
        image = letters.line_image(self._line)
        self._line.clear()
        self._draw(image)
        return image.height

    def _draw(self, image: Image.Image) -> None:
        """Print at the alignment, as far as the paper goes."""
        if image.width > self._roll.width:
            self._report(f"a picture {image.width} dots wide on paper of {self._roll.width}")
            image = image.crop((0, 0, self._roll.width, image.height))
        rows = self._use_paper(image.height)
        if rows:
            free = self._roll.width - image.width
            left = (0, free // 2, free)[self._modes.align]
            self._roll.draw(image.crop((0, 0, image.width, rows)), left)

    def _dots(self, units: int) -> int:
        """What a command that counts in vertical motion units moves the paper by; GS P makes a unit one dot."""
        return units // 2 if self._build.feeds_half_dots and not self._modes.units_set else units

    def _feed(self, dots: int) -> None:
        self._roll.feed(self._use_paper(dots))

    def _use_paper(self, dots: int) -> int:
        """How many of these dots of paper there still are; at the last the printer goes offline."""
        had = max(0, round(self.condition.paper_mm * DOTS_PER_MM))
        used = min(dots, had)
        self.condition = replace(self.condition, paper_mm=(had - used) / DOTS_PER_MM)
        return used

    def _cut(self, data: bytes) -> None:
        self._print_line()
        if len(data) == 2:
            self._feed(HEAD_TO_KNIFE + self._dots(data[1]))
        if not self.condition.paper_out:
            self._roll.cut()

    def _picture(self, data: bytes) -> None:
        self._print_line()
        image = _unpack(data[_PICTURE_HEADER:], int.from_bytes(data[1:3], "little"))
        mode = data[0] % 48
        self._draw(
            image.resize(
                (image.width * (2 if mode & 1 else 1), image.height * (2 if mode & 2 else 1)),
                Image.Resampling.NEAREST,
            )
        )

    def _block(self, name: bytes, data: bytes) -> None:
        done: Image.Image | str | None
        if name == b"\x1d(k":
            done = self._qr.command(data[2:])
        else:
            done = self._nv.command(data[4 if name == b"\x1d8L" else 2 :])
        if isinstance(done, str):
            self._report(done)
        elif done is not None:
            self._print_line()
            self._draw(done)


def _unpack(dots: bytes, row_bytes: int) -> Image.Image:
    return Image.frombytes("1", (row_bytes * 8, len(dots) // row_bytes), dots)
