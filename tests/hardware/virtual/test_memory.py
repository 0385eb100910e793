from __future__ import annotations

from PIL import Image

from hardware.virtual.condition import Condition
from hardware.virtual.interpreter import Interpreter
from hardware.virtual.nv import NvMemory
from hardware.virtual.roll import HEAD_TO_KNIFE, Roll
from tests.hardware.samples import ink

STORE = b"\x1d(L\x0c\x000C0HT\x01\x08\x00\x01\x001\xaa"
PRINT = b"\x1d(L\x06\x000EHT\x01\x01"


def switched_on(memory: NvMemory, reports: list[str]) -> tuple[Interpreter, Roll]:
    roll = Roll(576)
    return Interpreter(roll, Condition(), answer=lambda _data: None, report=reports.append, nv=memory), roll


def test_a_stored_picture_outlives_the_power_and_prints_by_its_key() -> None:
    reports: list[str] = []
    memory = NvMemory()
    switched_on(memory, reports)[0].feed(STORE)
    printer, roll = switched_on(memory, reports)
    printer.feed(PRINT)
    assert reports == []
    assert memory.writes == 1
    row = roll.uncut.crop((0, HEAD_TO_KNIFE, 8, HEAD_TO_KNIFE + 1))
    assert row.convert("1").tobytes() == bytes((0xAA ^ 0xFF,))


def test_a_picture_that_was_never_stored_or_is_cut_short_is_reported() -> None:
    reports: list[str] = []
    printer, _roll = switched_on(NvMemory(), reports)
    printer.feed(PRINT + STORE.replace(b"\x08\x00\x01", b"\x08\x00\x02"))
    assert reports == ["no stored picture 48 54 to print", "a stored picture whose size is not its number of bytes"]


def test_letters_come_from_the_page_that_was_chosen() -> None:
    def printed(data: bytes) -> Image.Image:
        reports: list[str] = []
        printer, roll = switched_on(NvMemory(), reports)
        printer.feed(data + b"\n")
        assert reports == []
        return ink(roll.uncut)

    lower, upper = printed(b"\x1bt\x1e\xb8"), printed(b"\x1bt\x1f\xb8")
    assert lower.height < upper.height
    assert printed(b"\x1bE\x01A").tobytes() != printed(b"A").tobytes()
    white_on_black = printed(b"\x1dB\x01A")
    assert white_on_black.size == (12, 24)
    assert len(white_on_black.getcolors() or ()) == 2
