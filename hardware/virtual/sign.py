"""Counter signs that are not there, from the descriptions of their protocols; nothing is shared with the drivers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_ALL: Final = 0xFF
_PLAIN_LINE: Final = re.compile(rb">([0-9A-F]{2}) ([0-9A-F]{2}) ([\x20-\x7e]+)\*([0-9A-F]{4})\r\n")
_TABLO_FRAME: Final = re.compile(rb"\x01(.)([\x20-\x7e]*)\x07", re.DOTALL)
_GOES_DARK: Final = 120.0


def crc16(data: bytes) -> int:
    """CRC-16/MODBUS by division in GF(2): polynomial 8005, bits reflected, begun with ones."""
    register = 0xFFFF
    for byte in data:
        for bit in range(8):
            feedback = (register ^ byte >> bit) & 1
            register >>= 1
            if feedback:
                register ^= 0xA001
    return register


class VirtualTablo:
    """QSystem's: shows what stands between its address and 07, and says nothing.

    `peace`: seconds it is busy after each frame on the line; a frame that comes too soon is lost and reported. Half
    of the 0.3 s that its makers leave, because no clock here is exact.
    """

    def __init__(self, address: int, *, peace: float = 0.15) -> None:
        self.address = address
        self.text = ""
        self.reports: list[str] = []
        self.frames = 0
        self._peace = peace
        self._bytes = b""
        self._busy_until = 0.0

    def hear(self, data: bytes, at: float) -> bytes:
        self._bytes = (self._bytes + data)[-64:]
        while frame := _TABLO_FRAME.search(self._bytes):
            self._bytes = self._bytes[frame.end() :]
            if at < self._busy_until:
                self.reports.append(f"a frame {self._busy_until - at:.3f} s too soon")
            elif frame[1][0] == self.address:
                self.text = frame[2].decode("ascii").strip()
                self.frames += 1
            self._busy_until = at + self._peace
        return b""


class VirtualModbusDigits:
    """LED digits on Modbus RTU: registers 0 to 5 are characters, 7 a number. Functions 6 and 16."""

    _SILENCE: Final = 0.05  # a frame that stops for longer is over; far above 3.5 characters, for a busy machine

    def __init__(self, slave: int, *, places: int = 4) -> None:
        self.slave = slave
        self.registers = [0x20] * 6 + [0, 0]
        self._places = places
        self._bytes = b""
        self._last = 0.0

    @property
    def text(self) -> str:
        """What is lit, the number where one was written last."""
        return "".join(map(chr, self.registers[: self._places])).strip()

    def hear(self, data: bytes, at: float) -> bytes:
        self._bytes = data if at - self._last > self._SILENCE else (self._bytes + data)[-300:]
        self._last = at
        length = self._length()
        if length is None or len(self._bytes) < length:
            return b""
        frame, self._bytes = self._bytes[:length], b""
        if frame[0] != self.slave or crc16(frame[:-2]) != int.from_bytes(frame[-2:], "little"):
            return b""
        answer = self._obey(frame)
        return answer + crc16(answer).to_bytes(2, "little")

    def _length(self) -> int | None:
        if len(self._bytes) < 2:
            return None
        if self._bytes[1] != 0x10:
            return 8
        return 9 + self._bytes[6] if len(self._bytes) > 6 else None

    def _obey(self, frame: bytes) -> bytes:
        first, second = int.from_bytes(frame[2:4]), int.from_bytes(frame[4:6])
        if frame[1] == 0x06:
            values = [second]
        elif frame[1] == 0x10 and frame[6] == 2 * second:
            values = [int.from_bytes(frame[7 + 2 * one : 9 + 2 * one]) for one in range(second)]
        else:
            return bytes((frame[0], frame[1] | 0x80, 0x01))
        if first + len(values) > len(self.registers):
            return bytes((frame[0], frame[1] | 0x80, 0x02))
        self.registers[first : first + len(values)] = values
        if first == 7:
            self.registers[: self._places] = map(ord, str(values[0]).rjust(self._places))
        return frame[:6]


class VirtualPole:
    """A pole display with two lines of twenty: CD5220 (ESC Q A, ESC Q B, FF) and UTC enhanced (ESC u A, ESC u B)."""

    _COMMAND: Final = re.compile(rb"\x1b([Qu])([AB])([\x20-\x7e]*)\r|(\x0c|\x1b@)|\x1b\*[\x01-\x04]", re.DOTALL)

    def __init__(self) -> None:
        self.lines = ["", ""]
        self.reports: list[str] = []
        self._bytes = b""

    def hear(self, data: bytes, at: float) -> bytes:  # noqa: ARG002 - it has no clock
        self._bytes += data
        end = 0
        for command in self._COMMAND.finditer(self._bytes):
            if command.start() != end:
                self.reports.append(f"not understood: {self._bytes[end : command.start()]!r}")
            end = command.end()
            if command[4]:
                self.lines = ["", ""]
            elif command[1]:
                self._line(command[2], command[3].decode("ascii"))
        self._bytes = self._bytes[end:][-64:]
        return b""

    def _line(self, which: bytes, text: str) -> None:
        if len(text) > 20:
            self.reports.append(f"a line of {len(text)}")
        self.lines[which == b"B"] = text[:20]


@dataclass(frozen=True, slots=True)
class PlainText:
    """What a plain sign was told to show."""

    label: str
    counter: int
    light: str


class VirtualPlainSign:
    """A sign as docs/sign-protocol.md has it, version 1."""

    def __init__(self, address: int, *, places: int = 4, blinks: bool = True) -> None:
        self.address = address
        self.shown: PlainText | None = None
        self.history: list[PlainText | None] = []
        self._places = places
        self._blinks = blinks
        self._bytes = b""
        self._told = 0.0

    def dark_at(self, at: float) -> bool:
        """Whether nobody told it anything for so long that it shows nothing."""
        return self.shown is None or at - self._told >= _GOES_DARK

    def hear(self, data: bytes, at: float) -> bytes:
        self._bytes += data
        answers = b""
        while b"\n" in self._bytes:
            line, _end, self._bytes = self._bytes.partition(b"\n")
            answers += self._line(line[line.rfind(b">") :] + b"\n" if b">" in line else b"", at)
        begin = self._bytes.rfind(b">")
        self._bytes = self._bytes[begin:][:65] if begin >= 0 else b""
        return answers

    def _line(self, line: bytes, at: float) -> bytes:
        found = _PLAIN_LINE.fullmatch(line) if len(line) <= 64 else None
        if found is None:
            return b""
        body = line[1 : line.rindex(b"*")]
        address = int(found[1], 16)
        if address not in (self.address, _ALL) or crc16(body) != int(found[4], 16):
            return b""
        self._told = at
        verdict = self._obey(found[3].decode("ascii").split(" "))
        if address == _ALL:
            return b""
        answer = b"%02X %s %s" % (address, found[2], verdict.encode())
        return b"<%s*%04X\r\n" % (answer, crc16(answer))

    def _obey(self, words: list[str]) -> str:
        match words:
            case ["HELLO", version, *_later] if version.isdecimal() and version != "0":
                return f"OK 1 {self._places} {'B' if self._blinks else 'S'}"
            case ["SHOW", label, counter, "S" | "B" as light, *_later]:
                if not re.fullmatch(r"[A-Z0-9-]{1,7}", label) or not re.fullmatch(r"[0-9]{1,4}", counter):
                    return "NO 2"
                self._show(PlainText(label[-self._places :], int(counter), light))
            case ["DARK", *_later]:
                self._show(None)
            case ["HELLO" | "SHOW", *_wrong]:
                return "NO 2"
            case _:
                return "NO 1"
        return "OK"

    def _show(self, text: PlainText | None) -> None:
        self.shown = text
        self.history.append(text)
