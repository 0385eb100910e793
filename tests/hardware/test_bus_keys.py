"""Call units on a line: whose keys are heard, and when."""

from __future__ import annotations

from pathlib import Path
from queue import SimpleQueue
from threading import Event

import pytest

from hardware.bus import Bus
from hardware.deadline import Deadline
from hardware.keypads.interface import KeyPressed
from hardware.keypads.modbus import ModbusKeypad
from hardware.keypads.qsystem import QsystemKeypad
from hardware.line_address import open_line
from hardware.signs.plain import PlainSign
from hardware.transport import Transport
from hardware.virtual.bus import Fault
from hardware.virtual.keypad import VirtualCallUnit, VirtualModbusKeys
from hardware.virtual.sign import VirtualPlainSign
from tests.hardware.test_bus import SOON, bus_on, line_of, listening, report, running, text

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


class AsleepForAWhile:
    """A line whose reader stood still between two looks, as a process that is stopped does."""

    def __init__(self, line: Transport) -> None:
        self._line = line
        self.goes_on = Event()
        self.goes_on.set()
        self.stands_still = Event()

    @property
    def name(self) -> str:
        return self._line.name

    @property
    def is_open(self) -> bool:
        return self._line.is_open

    def open(self, deadline: Deadline) -> None:
        self._line.open(deadline)

    def close(self) -> None:
        self._line.close()

    def write(self, data: bytes, deadline: Deadline) -> int:
        return self._line.write(data, deadline)

    def read(self, at_most: int, deadline: Deadline) -> bytes:
        if not self.goes_on.is_set():
            self.stands_still.set()
            self.goes_on.wait()
        return self._line.read(at_most, deadline)

    def paper_out(self) -> bool | None:
        return None


def test_a_key_that_was_pressed_while_the_program_stood_still_is_dropped(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    unit, keys = VirtualCallUnit(5), SimpleQueue[KeyPressed]()
    with line_of(tmp_path, [unit]) as line:
        asleep = AsleepForAWhile(open_line(line.url))
        bus = Bus(asleep, on_key=keys.put, baudrate=115_200)
        lamp = bus.talking(QsystemKeypad(5))
        with running(bus):
            listening(line, lamp, unit)
            asleep.goes_on.clear()
            assert asleep.stands_still.wait(SOON)
            unit.press(1, line.say)
            line.wait(lambda: False, 1.2)
            asleep.goes_on.set()
            assert line.wait(lambda: "is dropped" in caplog.text)
            unit.press(2, line.say)
            assert keys.get(timeout=SOON) == KeyPressed(address=5, key=2)
        assert keys.empty()
