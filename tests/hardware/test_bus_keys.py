"""Call units on a line: whose keys are heard, and when."""

from __future__ import annotations

from pathlib import Path
from queue import SimpleQueue

from hardware.keypads.interface import KeyPressed
from hardware.keypads.modbus import ModbusKeypad
from hardware.signs.plain import PlainSign
from hardware.virtual.bus import Fault
from hardware.virtual.keypad import VirtualModbusKeys
from hardware.virtual.sign import VirtualPlainSign
from tests.hardware.test_bus import SOON, bus_on, line_of, report, running, text

Keys = SimpleQueue[KeyPressed]


def test_a_key_that_was_held_while_nobody_asked_is_not_pressed(tmp_path: Path) -> None:
    unit, keys = VirtualModbusKeys(41), SimpleQueue[KeyPressed]()
    with line_of(tmp_path, [unit]) as line:
        bus = bus_on(line, keys, left_alone=0.02)
        bus.asked(ModbusKeypad(41))

        def asked_more() -> bool:
            before = unit.asked
            return line.wait(lambda: unit.asked > before + 2)

        with running(bus):
            assert asked_more()
            line.fail(unit, Fault.SILENT)
            assert line.wait(lambda: report(bus, "modbus keys 41").away)
            with line.quiet:
                unit.down = {1}
            line.fail(unit, Fault.SILENT, times=0)
            assert asked_more()
            line.unplug()
            unit.down = {1, 2}
            line.plug()
            assert asked_more()
            assert keys.empty()
            with line.quiet:
                unit.down = {1, 2, 3}
            assert keys.get(timeout=SOON) == KeyPressed(address=41, key=3)


def test_signs_that_change_all_the_time_do_not_keep_call_units_from_being_asked(tmp_path: Path) -> None:
    signs, unit = [VirtualPlainSign(address) for address in range(1, 13)], VirtualModbusKeys(41)
    with line_of(tmp_path, [*signs, unit]) as line:
        bus = bus_on(line)
        shown = [bus.sign(PlainSign(sign.address)) for sign in signs]
        bus.asked(ModbusKeypad(41))

        def asked_while_all_change() -> bool:
            for sign in shown:
                sign.show(text("B042"))
            return unit.asked > 3

        asked_while_all_change()
        with running(bus):
            assert line.wait(asked_while_all_change, 3.0)
