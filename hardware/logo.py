"""A picture kept in the printer: sent once, then printed on every slip by eleven bytes.

    store_logo(line, picture, "HT", profile=profile, kept=folder / "logos.json")      # an administrator's act
    PrinterProfile(..., stores_pictures=True, logo="HT")                              # every slip after it

The memory wears out: makers allow about ten writes a day, and while it writes the printer hears nothing. So nothing
here is called by itself; what was stored is noted on disk and not written again; and one call writes once at the most.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Final, TypeVar

from PIL import Image

from hardware.deadline import Deadline
from hardware.escpos.logo import define_logo
from hardware.escpos.profile import PrinterProfile
from hardware.escpos.status import AnswerParser, FenceAnswer, RealTimeAnswer, read_status
from hardware.printing import DeviceSilent, trouble_of
from hardware.transport import Transport
from shared.domain.errors import DeviceAway

log = logging.getLogger(__name__)

_Answer = TypeVar("_Answer")
_FENCE: Final = b"\x1dr\x01"
_CONNECT: Final = 1.5  # seconds
_ANSWER: Final = 1.0


class Stored(Enum):
    """What a call did."""

    WRITTEN = "written"
    ALREADY = "already"  # the note says that this printer has this picture; nothing was sent


def store_logo(
    line: Transport,
    image: Image.Image,
    key: str,
    *,
    profile: PrinterProfile,
    kept: Path,
    again: bool = False,
    writing: float = 30.0,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Stored:
    """Store `image` under `key`, unless the note in the file `kept` says that the printer at `line` has it.

    `again` writes it all the same: for a printer that was exchanged behind the same address. Raises ValueError if the
    profile stores no pictures or the picture is too large, DeviceAway if the printer is not ready, or did not say
    within `writing` seconds that it had done all it was sent; then nothing is noted. Nobody else may use the line
    meanwhile; it is closed in the end.
    """
    if not profile.stores_pictures:
        raise ValueError(f"{profile.name} is not known to store pictures")
    data = define_logo(image, key, width=profile.width)
    digest = hashlib.sha256(data).hexdigest()
    notes = _notes(kept)
    place = f"{line.name} {key}"
    if notes.get(place) == digest and not again:
        return Stored.ALREADY
    try:
        _write(_Talk(line), data, writing, clock())
    finally:
        line.close()
    _note(kept, notes | {place: digest})
    log.info("%s: a picture of %s bytes was stored as %s", line.name, len(data), key)
    return Stored.WRITTEN


def _write(talk: _Talk, data: bytes, writing: float, now: datetime) -> None:
    talk.line.open(Deadline.after(_CONNECT))
    printer, cause, paper = (talk.ask(what) for what in (1, 2, 4))
    trouble = trouble_of(read_status(printer, cause, paper, None, at=now))
    if trouble is not None:
        raise DeviceAway(talk.line.name, f"not ready to store a picture: {trouble.value}")
    talk.in_turn(b"", Deadline.after(_ANSWER))
    talk.in_turn(data, Deadline.after(writing))


class _Talk:
    """Questions on a line that nobody else uses. Raises DeviceAway where no answer comes."""

    def __init__(self, line: Transport) -> None:
        self.line = line
        self._parser = AnswerParser()

    def ask(self, what: int) -> int:
        """DLE EOT `what`."""
        deadline = Deadline.after(_ANSWER)
        self._send(b"\x10\x04" + bytes((what,)), deadline)
        return self._heard(RealTimeAnswer, deadline).value

    def in_turn(self, data: bytes, deadline: Deadline) -> None:
        """Send `data`, and wait for the printer to say that it has worked it off."""
        self._send(data + _FENCE, deadline)
        self._heard(FenceAnswer, deadline)

    def _send(self, data: bytes, deadline: Deadline) -> None:
        if self.line.write(data, deadline) < len(data):
            raise DeviceAway(self.line.name, "it stopped taking bytes")

    def _heard(self, kind: type[_Answer], deadline: Deadline) -> _Answer:
        while not deadline.passed():
            for answer in self._parser.feed(self.line.read(256, deadline)):
                if isinstance(answer, kind):
                    return answer
        raise DeviceSilent(self.line.name, f"no {kind.__name__} came")


def _notes(kept: Path) -> dict[str, str]:
    try:
        found = json.loads(kept.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError:
        log.warning("%s holds no notes of stored pictures; it is begun anew", kept)
        return {}
    return {str(place): str(digest) for place, digest in found.items()} if isinstance(found, dict) else {}


def _note(kept: Path, notes: dict[str, str]) -> None:
    half = kept.with_name(f".{kept.name}.part")
    half.write_text(json.dumps(notes, indent=1, sort_keys=True), encoding="utf-8")
    half.replace(kept)
