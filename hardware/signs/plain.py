"""Our own protocol for signs, described in docs/sign-protocol.md: lines of text, a checksum, an answer."""

from __future__ import annotations

import re
from functools import partial
from itertools import count
from typing import Final

from hardware.exchange import BadAnswer, Exchange
from hardware.modbus import crc
from hardware.signs.interface import SignText

VERSION: Final = 1
_LONGEST_LINE: Final = 64
_PATIENCE: Final = 0.15
_GAP: Final = 0.005
_REFRESH: Final = 30.0
_LINE: Final = re.compile(rb"<([0-9A-F]{2}) ([0-9A-F]{2}) ([ -;=?-~]{1,64})\*([0-9A-F]{4})\r\n")


class PlainSign:
    """The sign at `address`, 1 to 254."""

    __slots__ = ("_address", "_numbers")

    def __init__(self, address: int) -> None:
        if not 1 <= address <= 254:
            raise ValueError(f"{address} is no address of a sign: 1 to 254")
        self._address = address
        self._numbers = count()

    @property
    def name(self) -> str:
        return f"sign {self._address}"

    @property
    def refresh(self) -> float | None:
        return _REFRESH

    def exchange(self, text: SignText) -> Exchange:
        label = re.sub(r"[^A-Z0-9-]", "-", text.digits)
        light = "B" if text.blink else "S"
        return self._question(f"SHOW {label} {text.counter} {light}" if label else "DARK")

    def hello(self) -> Exchange:
        """Asks for version, places and light: the answer's content is as in ``1 4 B``."""
        return self._question(f"HELLO {VERSION}")

    def _question(self, words: str) -> Exchange:
        number = next(self._numbers) % 0x100
        body = f"{self._address:02X} {number:02X} {words}".encode("ascii")
        line = b">" + body + b"*" + checksum(body) + b"\r\n"
        read = partial(_answer, self._address, number)
        return Exchange(request=line, answer=read, patience=_PATIENCE, gap=_GAP)


def checksum(body: bytes) -> bytes:
    """Four hexadecimal digits."""
    return b"%04X" % int.from_bytes(crc(body), "little")


def _answer(address: int, number: int, received: bytes) -> bytes | None:
    """What stands behind OK in the answer to that question. Noise and late answers to others are passed over."""
    end = 0
    for line in _LINE.finditer(received):
        if checksum(line[0][1 : line[0].rindex(b"*")]) != line[4]:
            raise BadAnswer("the checksum is wrong")
        if (int(line[1], 16), int(line[2], 16)) != (address, number):
            end = line.end()
            continue
        verdict, _blank, rest = line[3].partition(b" ")
        if verdict != b"OK":
            raise BadAnswer(f"the sign refuses: {line[3].decode('ascii')}")
        return rest
    rest_of_it = received[end:]
    if rest_of_it.endswith(b"\n") or len(rest_of_it) - rest_of_it.rfind(b"<") > _LONGEST_LINE:
        raise BadAnswer("no line of an answer")
    return None
