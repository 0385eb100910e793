"""Commands that a printer obeys the moment they arrive, wherever they stand in the stream."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_REQUEST: Final = re.compile(rb"\x10([\x04\x05\x14])([\x00-\xff])")
_BEGINNING: Final = re.compile(rb"\x10[\x04\x05\x14]?\Z")


@dataclass(frozen=True, slots=True)
class Request:
    """`ask` is n of DLE EOT n; `clears` is DLE ENQ 2, forget what waits."""

    ask: int | None = None
    clears: bool = False


class RealTimeScanner:
    """Finds them across the pieces in which a stream arrives."""

    __slots__ = ("_tail",)

    def __init__(self) -> None:
        self._tail = b""

    def feed(self, data: bytes) -> Iterator[Request]:
        seen = self._tail + data
        end = 0
        found = []
        for match in _REQUEST.finditer(seen):
            end = match.end()
            kind, n = match[1][0], match[2][0]
            if kind == 0x04:
                found.append(Request(ask=n))
            elif kind == 0x05 and n == 2:
                found.append(Request(clears=True))
        rest = _BEGINNING.search(seen, end)
        self._tail = rest.group() if rest else b""
        yield from found
