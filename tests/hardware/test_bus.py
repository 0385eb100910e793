"""Signs and call units on one pseudo terminal, and all that can happen to such a line."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from random import Random

import pytest

from hardware.bus import Bus, BusLamp
from hardware.bus_posts import DeviceReport
from hardware.keypads.interface import KeyPressed, Lamp
from hardware.keypads.modbus import ModbusKeypad
from hardware.keypads.qsystem import QsystemKeypad
from hardware.line_address import open_line
from hardware.signs.interface import SignText
from hardware.signs.modbus_digits import ModbusDigits
from hardware.signs.plain import PlainSign
from hardware.signs.qsystem import QsystemTablo
from hardware.virtual.bus import Fault, VirtualBus, VirtualDevice
from hardware.virtual.keypad import VirtualCallUnit, VirtualModbusKeys
from hardware.virtual.ports import Port, PtyPort, TcpPort
from hardware.virtual.sign import PlainText, VirtualModbusDigits, VirtualPlainSign, VirtualTablo

NOW = datetime(2026, 9, 28, 0, 42, tzinfo=UTC)
SOON = 5.0
Keys = SimpleQueue[KeyPressed]


@contextmanager
def line_of(tmp_path: Path, devices: Sequence[VirtualDevice], port: Port | None = None) -> Iterator[VirtualBus]:
    with VirtualBus(port or PtyPort(tmp_path / "rs485"), devices) as line:
        yield line


@contextmanager
def running(bus: Bus) -> Iterator[None]:
    bus.start()
    try:
        yield
    finally:
        bus.stop()


def bus_on(line: VirtualBus, keys: Keys | None = None, *, left_alone: float = 0.1) -> Bus:
    on_key: Callable[[KeyPressed], None] = (keys or SimpleQueue()).put
    port = open_line(line.url)
    # As fast as the pseudo terminal is: the pace of 9600 baud would only be waited for.
    return Bus(port, on_key=on_key, baudrate=115_200, clock=lambda: NOW, back_off=(0.01,), left_alone=left_alone)


def text(label: str, counter: int = 12) -> SignText:
    return SignText(label=label, counter=counter)


def listening(line: VirtualBus, lamp: BusLamp, unit: VirtualCallUnit) -> None:
    """Opening a line throws away what was said before, so wait until the bus has spoken."""
    lamp.light(Lamp.GREEN)
    assert line.wait(lambda: unit.lamp == 0x32)


def report(bus: Bus, name: str) -> DeviceReport:
    return next(one for one in bus.reports() if one.name == name)


def test_twelve_signs_and_twelve_call_units_share_a_line(tmp_path: Path) -> None:
    signs = [VirtualPlainSign(address) for address in range(1, 7)]
    digits = [VirtualModbusDigits(slave) for slave in range(21, 27)]
    units = [VirtualModbusKeys(slave) for slave in range(41, 53)]
    keys: Keys = SimpleQueue()
    with line_of(tmp_path, [*signs, *digits, *units]) as line:
        bus = bus_on(line, keys)
        shown = [bus.sign(PlainSign(sign.address)) for sign in signs]
        shown += [bus.sign(ModbusDigits(one.slave)) for one in digits]
        for unit in units:
            bus.asked(ModbusKeypad(unit.slave))
        with running(bus):
            for round_ in range(1, 4):
                for number, sign in enumerate(shown):
                    sign.show(text(f"B{round_}{number:02}"))
                wanted = [f"B{round_}{number:02}" for number in range(12)]

                def all_there(wanted: list[str] = wanted) -> bool:
                    plain = [sign.shown.label if sign.shown else "" for sign in signs]
                    return plain + [one.text for one in digits] == wanted

                assert line.wait(all_there)
            assert line.wait(lambda: all(unit.asked > 2 for unit in units))
            for unit in units:
                with line.quiet:
                    unit.down = {3}
                assert keys.get(timeout=SOON) == KeyPressed(address=unit.slave, key=3)
                with line.quiet:
                    unit.down = set()
            assert all(one.answers and not one.away for one in bus.reports())
        assert keys.empty()
        assert report(bus, "sign 1").last_answer == NOW


def test_only_the_newest_text_of_a_sign_is_sent(tmp_path: Path) -> None:
    sign = VirtualPlainSign(5)
    with line_of(tmp_path, [sign]) as line:
        bus = bus_on(line)
        shown = bus.sign(PlainSign(5))
        for number in range(200):
            shown.show(text(f"B{number:03}"))
        with running(bus):
            assert line.wait(lambda: sign.shown == PlainText("B199", 12, "S"))
            with line.quiet:
                for number in range(200):
                    shown.show(text(f"C{number:03}"))
            assert line.wait(lambda: sign.shown == PlainText("C199", 12, "S"))
    assert len(sign.history) <= 4, "at most the one that was on its way; at the end, darkness"


def test_a_tablo_has_its_peace_between_frames(tmp_path: Path) -> None:
    tablos = [VirtualTablo(address) for address in range(1, 4)]
    with line_of(tmp_path, tablos) as line:
        bus = bus_on(line)
        shown = [bus.sign(QsystemTablo(tablo.address)) for tablo in tablos]
        with running(bus):
            for sign in shown:
                sign.show(text("B042"))
            assert line.wait(lambda: all(tablo.text == "B042" for tablo in tablos))
    assert [tablo.reports for tablo in tablos] == [[], [], []]
    assert report(bus, "tablo 1").last_answer is None


@pytest.mark.parametrize("fault", list(Fault))
def test_each_fault_that_happens_twice_is_got_over(tmp_path: Path, fault: Fault) -> None:
    sign, digits = VirtualPlainSign(5), VirtualModbusDigits(21)
    with line_of(tmp_path, [sign, digits]) as line:
        bus = bus_on(line)
        shown = [bus.sign(PlainSign(5)), bus.sign(ModbusDigits(21))]
        line.fail(sign, fault, times=2)
        line.fail(digits, fault, times=2)
        with running(bus):
            for one in shown:
                one.show(text("B042"))
            assert line.wait(lambda: sign.shown is not None and digits.text == "B042")


def test_a_sign_without_power_holds_up_nobody_and_is_told_when_it_is_back(tmp_path: Path) -> None:
    dead, alive = VirtualPlainSign(5), VirtualPlainSign(6)
    unit = VirtualModbusKeys(41)
    keys: Keys = SimpleQueue()
    with line_of(tmp_path, [dead, alive, unit]) as line:
        bus = bus_on(line, keys)
        first, second = bus.sign(PlainSign(5)), bus.sign(PlainSign(6))
        bus.asked(ModbusKeypad(41))
        line.fail(dead, Fault.SILENT)
        with running(bus):
            first.show(text("A001"))
            second.show(text("B042"))
            assert line.wait(lambda: alive.shown is not None)
            assert line.wait(lambda: report(bus, "sign 5").away)
            asked = unit.asked
            assert line.wait(lambda: unit.asked > asked + 3)
            with line.quiet:
                unit.down = {1}
            assert keys.get(timeout=SOON) == KeyPressed(address=41, key=1)
            first.show(text("A002"))
            line.fail(dead, Fault.SILENT, times=0)
            assert line.wait(lambda: dead.shown == PlainText("A002", 12, "S"))
            assert line.wait(lambda: not report(bus, "sign 5").away)
    assert dead.history == [PlainText("A002", 12, "S"), None]
    told = report(bus, "sign 5")
    assert told.errors >= 3
    assert told.last_error == "no answer"


def test_unplugged_and_plugged_in_again_every_sign_is_told_once_more(tmp_path: Path) -> None:
    sign = VirtualPlainSign(5)
    with line_of(tmp_path, [sign]) as line:
        bus = bus_on(line)
        shown = bus.sign(PlainSign(5))
        with running(bus):
            shown.show(text("A001"))
            assert line.wait(lambda: sign.shown == PlainText("A001", 12, "S"))
            line.unplug()
            shown.show(text("A002"))
            shown.show(text("A003"))
            line.plug()
            assert line.wait(lambda: sign.shown == PlainText("A003", 12, "S"))
            line.unplug()
            with line.quiet:
                sign.shown = None  # it had no power either
            line.plug()
            assert line.wait(lambda: sign.shown == PlainText("A003", 12, "S"))
    assert PlainText("A002", 12, "S") not in sign.history


def test_units_that_speak_unasked_are_heard_and_their_lamps_lit(tmp_path: Path) -> None:
    units = [VirtualCallUnit(address) for address in range(1, 4)]
    keys: Keys = SimpleQueue()
    with line_of(tmp_path, units) as line:
        bus = bus_on(line, keys)
        lamps = [bus.talking(QsystemKeypad(unit.address)) for unit in units]
        with running(bus):
            lamps[0].light(Lamp.RED)
            lamps[1].light(Lamp.GREEN)
            assert line.wait(lambda: [unit.lamp for unit in units] == [0x31, 0x32, 0x30])
            line.say(b"\x00\xff\x01")
            for unit in units:
                unit.press(2, line.say)
                assert keys.get(timeout=SOON) == KeyPressed(address=unit.address, key=2)


def test_a_bouncing_key_is_one_press(tmp_path: Path) -> None:
    unit, keys = VirtualCallUnit(5), SimpleQueue[KeyPressed]()
    with line_of(tmp_path, [unit]) as line:
        bus = bus_on(line, keys)
        lamp = bus.talking(QsystemKeypad(5))
        with running(bus):
            listening(line, lamp, unit)
            for key in (1, 1, 1, 2):
                unit.press(key, line.say)
            assert keys.get(timeout=SOON) == KeyPressed(address=5, key=1)
            assert keys.get(timeout=SOON) == KeyPressed(address=5, key=2)
            assert keys.empty()


def test_a_bug_in_who_listens_to_keys_does_not_end_the_line(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    unit, heard = VirtualCallUnit(5), SimpleQueue[KeyPressed]()

    def listener(key: KeyPressed) -> None:
        heard.put(key)
        raise RuntimeError("a bug")

    with line_of(tmp_path, [unit]) as line:
        bus = Bus(open_line(line.url), on_key=listener)
        lamp = bus.talking(QsystemKeypad(5))
        with running(bus):
            listening(line, lamp, unit)
            for key in (1, 2):
                unit.press(key, line.say)
                assert heard.get(timeout=SOON).key == key
    assert "a bug in who listens: RuntimeError" in caplog.text


def test_a_line_that_is_not_there_is_waited_for_and_stopping_is_prompt(tmp_path: Path) -> None:
    bus = Bus(open_line(f"serial://{tmp_path}/nothing"))
    sign = bus.sign(PlainSign(5))
    with running(bus):
        sign.show(text("B042"))
        started = time.monotonic()
    assert time.monotonic() - started < 1
    assert report(bus, "sign 5").sent == 0


def test_a_bus_says_nothing_when_nothing_is_wanted(tmp_path: Path) -> None:
    sign, keys = VirtualTablo(5), SimpleQueue[KeyPressed]()
    with line_of(tmp_path, [sign]) as line:
        bus = bus_on(line, keys)
        bus.sign(QsystemTablo(5))
        with running(bus), pytest.raises(Empty):
            keys.get(timeout=0.2)
        assert report(bus, "tablo 5").sent == 0


def test_a_line_behind_a_serial_server_is_the_same(tmp_path: Path) -> None:
    sign, unit = VirtualPlainSign(5), VirtualModbusKeys(41)
    keys: Keys = SimpleQueue()
    with line_of(tmp_path, [sign, unit], TcpPort("127.0.0.1", 0)) as line:
        bus = bus_on(line, keys)
        shown = bus.sign(PlainSign(5))
        bus.asked(ModbusKeypad(41))
        with running(bus):
            for label in ("A001", "A002"):
                shown.show(text(label))
                assert line.wait(lambda label=label: sign.shown == PlainText(label, 12, "S"))  # type: ignore[misc]
                line.unplug()
                line.plug()
            asked = unit.asked
            assert line.wait(lambda: unit.asked > asked + 1)
            with line.quiet:
                unit.down = {4}
            assert keys.get(timeout=SOON) == KeyPressed(address=41, key=4)


class EchoingPort(PtyPort):
    """An adapter whose receiver is never off: the computer hears itself."""

    def receive(self, at_most: int, *, resets: bool) -> bytes | None:
        data = super().receive(at_most, resets=resets)
        self.send(data or b"")
        return data


def test_an_adapter_that_hears_itself_is_not_taken_for_a_call_unit(tmp_path: Path) -> None:
    unit, sign = VirtualCallUnit(5), VirtualPlainSign(6)
    keys: Keys = SimpleQueue()
    with line_of(tmp_path, [unit, sign], EchoingPort(tmp_path / "echo")) as line:
        bus = Bus(open_line(line.url), on_key=keys.put, echo=True, back_off=(0.01,))
        lamp, shown = bus.talking(QsystemKeypad(5)), bus.sign(PlainSign(6))
        with running(bus):
            shown.show(text("B042"))
            for colour, byte in ((Lamp.RED, 0x31), (Lamp.GREEN, 0x32)):
                lamp.light(colour)
                assert line.wait(lambda byte=byte: unit.lamp == byte)  # type: ignore[misc]
            unit.press(3, line.say)
            assert keys.get(timeout=SOON) == KeyPressed(address=5, key=3)
            assert line.wait(lambda: sign.shown == PlainText("B042", 12, "S"))
        assert keys.empty()


def test_what_is_said_again_later_does_not_blink_again(tmp_path: Path) -> None:
    sign = VirtualPlainSign(5)
    with line_of(tmp_path, [sign]) as line:
        bus = bus_on(line)
        shown = bus.sign(PlainSign(5))
        with running(bus):
            shown.show(SignText(label="B042", counter=12, blink=True))
            assert line.wait(lambda: sign.shown == PlainText("B042", 12, "B") and report(bus, "sign 5").answers == 1)
            line.unplug()
            line.plug()
            assert line.wait(lambda: sign.shown == PlainText("B042", 12, "S"))


def test_on_a_line_that_is_gone_everybody_is_away(tmp_path: Path) -> None:
    tablo = VirtualTablo(5)
    with line_of(tmp_path, [tablo]) as line:
        bus = bus_on(line)
        shown = bus.sign(QsystemTablo(5))
        assert report(bus, "tablo 5").away
        with running(bus):
            shown.show(text("B042"))
            assert line.wait(lambda: tablo.text == "B042")
            assert (bus.is_up, report(bus, "tablo 5").away) == (True, False)
        assert (bus.is_up, report(bus, "tablo 5").away) == (False, True)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_to_the_line_signs_never_go_back_and_end_with_the_newest_text(
    tmp_path: Path, seed: int
) -> None:
    chance = Random(seed)
    signs = [VirtualPlainSign(address) for address in range(1, 7)]
    with line_of(tmp_path, signs) as line:
        bus = bus_on(line, left_alone=0.02)
        shown = [bus.sign(PlainSign(sign.address)) for sign in signs]
        with running(bus):
            for number in range(120):
                shown[number % 6].show(text(f"B{number:03}"))
                match chance.randrange(8):
                    case 0:
                        line.fail(chance.choice(signs), chance.choice(list(Fault)), times=chance.randrange(1, 4))
                    case 1:
                        line.say(chance.randbytes(chance.randrange(1, 40)))
                    case 2:
                        line.wait(lambda: False, 0.01)
                    case 3 if number % 5 == 0:
                        line.unplug()
                        line.plug()
            wanted = [f"B{number:03}" for number in range(114, 120)]
            assert line.wait(lambda: [sign.shown.label if sign.shown else "" for sign in signs] == wanted)
    for sign in signs:
        labels = [one.label for one in sign.history if one]
        assert labels == sorted(labels)


def test_a_silent_sign_gets_two_more_attempts_and_is_then_left_alone(tmp_path: Path) -> None:
    dead = VirtualPlainSign(5)
    with line_of(tmp_path, [dead]) as line:
        bus = bus_on(line, left_alone=60.0)
        shown = bus.sign(PlainSign(5))
        line.fail(dead, Fault.SILENT)
        with running(bus):
            shown.show(text("B042"))
            # A line that is not open yet is away, too: it is the third error that tells.
            assert line.wait(lambda: report(bus, "sign 5").errors == 3)
            assert line.wait(lambda: report(bus, "sign 5").away)
            assert report(bus, "sign 5").sent == 3
