"""A bus that ends in order puts out what shines."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue

from hardware.keypads.interface import KeyPressed, Lamp
from hardware.keypads.qsystem import QsystemKeypad
from hardware.signs.plain import PlainSign
from hardware.signs.qsystem import QsystemTablo
from hardware.virtual.bus import Fault
from hardware.virtual.keypad import VirtualCallUnit
from hardware.virtual.sign import VirtualPlainSign, VirtualTablo
from tests.hardware.test_bus import bus_on, line_of, report, running, text

NOW = datetime(2026, 9, 28, 0, 42, tzinfo=UTC)
SOON = 5.0
Keys = SimpleQueue[KeyPressed]


def test_a_bus_that_is_ended_puts_out_what_shines_and_says_nothing_to_the_others(tmp_path: Path) -> None:
    signs = [VirtualPlainSign(address) for address in range(1, 4)]
    with line_of(tmp_path, signs) as line:
        bus = bus_on(line)
        shown = [bus.sign(PlainSign(sign.address)) for sign in signs]
        with running(bus):
            shown[0].show(text("A001"))
            shown[1].show(text(""))
            assert line.wait(lambda: report(bus, "sign 1").answers == report(bus, "sign 2").answers == 1)
        assert [sign.shown for sign in signs] == [None, None, None]
        assert [len(sign.history) for sign in signs] == [2, 1, 0]


def test_lamps_and_signs_without_an_answer_are_put_out_too(tmp_path: Path) -> None:
    unit, tablo = VirtualCallUnit(4), VirtualTablo(5)
    with line_of(tmp_path, [unit, tablo]) as line:
        bus = bus_on(line)
        lamp, shown = bus.talking(QsystemKeypad(4, peace=0.3)), bus.sign(QsystemTablo(5))
        with running(bus):
            lamp.light(Lamp.GREEN)
            shown.show(text("B042"))
            assert line.wait(lambda: (tablo.text, unit.lamp) == ("B042", 0x32))
        assert line.wait(lambda: unit.lamp == 0x30)
    assert tablo.reports == [], "it had its peace before the last word, too"


def test_ending_waits_for_no_sign_that_is_away(tmp_path: Path) -> None:
    signs = [VirtualPlainSign(address) for address in range(1, 21)]
    with line_of(tmp_path, signs) as line:
        bus = bus_on(line, left_alone=60.0)
        shown = [bus.sign(PlainSign(sign.address)) for sign in signs]
        with running(bus):
            for one in shown:
                one.show(text("A001"))
            assert line.wait(lambda: all(sign.shown for sign in signs))
            for sign in signs:
                line.fail(sign, Fault.SILENT)
            before = sum(one.sent for one in bus.reports())
        assert sum(one.sent for one in bus.reports()) <= before + 4, "half a second, and each says nothing for 0.15 s"
