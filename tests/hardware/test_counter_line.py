"""The call unit and the sign of one counter's machine: heard, told, pulled out and found again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue

import pytest

from hardware.counter_line import CounterLine, plugged
from hardware.keypads.interface import Lamp
from hardware.virtual.bus import VirtualBus
from hardware.virtual.keypad import VirtualCallUnit, VirtualModbusKeys
from hardware.virtual.ports import PtyPort
from hardware.virtual.sign import PlainText, VirtualPlainSign, VirtualTablo
from shared.domain.errors import ConfigError
from shared.domain.station import DeviceKind, DeviceTrouble, Health

SOON = 10.0


@contextmanager
def running(line: CounterLine) -> Iterator[None]:
    line.start()
    try:
        yield
    finally:
        line.stop()


def ills(line: CounterLine) -> dict[DeviceKind, DeviceTrouble | None]:
    for one in line.health():
        assert (one.state is Health.GOOD) == (one.trouble is None)
    return {one.kind: one.trouble for one in line.health()}


def test_a_unit_and_a_tablo_share_a_line(tmp_path: Path) -> None:
    unit, tablo = VirtualCallUnit(5), VirtualTablo(7)
    keys: SimpleQueue[int] = SimpleQueue()
    with VirtualBus(PtyPort(tmp_path / "line"), [unit, tablo]) as wire:
        line = CounterLine(
            keypad=f"{wire.url}?kind=qsystem&address=5&baudrate=57600",
            sign=f"{wire.url}?kind=qsystem&address=7&baudrate=57600",
            counter=7,
            on_key=keys.put,
        )
        with running(line):
            line.show("C047", blink=True)
            line.light(Lamp.RED_SLOW)
            assert wire.wait(lambda: tablo.text == "C047" and unit.lamp == 0x35)
            unit.press(2, wire.say)
            assert keys.get(timeout=SOON) == 2
            line.show("")
            assert wire.wait(lambda: tablo.text == "")
            assert ills(line) == {DeviceKind.KEYPAD: None, DeviceKind.SIGN: None}


def test_a_unit_that_is_pulled_out_and_comes_back_is_heard_again(tmp_path: Path) -> None:
    unit = VirtualCallUnit(5)
    keys: SimpleQueue[int] = SimpleQueue()
    wire = VirtualBus(PtyPort(tmp_path / "line"), [unit])
    with wire:
        line = CounterLine(keypad=f"{wire.url}?kind=qsystem&address=5", sign="", counter=7, on_key=keys.put)
        with running(line):
            line.light(Lamp.GREEN)
            assert wire.wait(lambda: unit.lamp == 0x32)
            wire.unplug()
            assert wire.wait(lambda: ills(line) == {DeviceKind.KEYPAD: DeviceTrouble.UNREACHABLE})
            unit.lamp = 0x30
            wire.plug()
            assert wire.wait(lambda: unit.lamp == 0x32), "the lamp is told anew"
            assert ills(line) == {DeviceKind.KEYPAD: None}
            unit.press(1, wire.say)
            assert keys.get(timeout=SOON) == 1


def test_a_sign_that_does_not_answer_is_told_from_a_line_that_is_away(tmp_path: Path) -> None:
    sign = VirtualPlainSign(7)
    keys = VirtualModbusKeys(41, keys=8)
    with VirtualBus(PtyPort(tmp_path / "line"), [sign, keys]) as wire:
        line = CounterLine(
            keypad=f"{wire.url}?kind=modbus&address=41",
            sign=f"{wire.url}?kind=plain&address=9",
            counter=7,
            on_key=SimpleQueue[int]().put,
        )
        with running(line):
            line.show("C047")
            assert wire.wait(lambda: ills(line) == {DeviceKind.KEYPAD: None, DeviceKind.SIGN: DeviceTrouble.SILENT})


def test_a_label_longer_than_a_sign_keeps_its_end(tmp_path: Path) -> None:
    sign = VirtualPlainSign(7, places=7)
    with VirtualBus(PtyPort(tmp_path / "line"), [sign]) as wire:
        line = CounterLine(keypad="", sign=f"{wire.url}?kind=plain&address=7", counter=7, on_key=SimpleQueue[int]().put)
        with running(line):
            line.show("ABCDEF1047", blink=True)
            assert wire.wait(lambda: sign.shown == PlainText(label="DEF1047", counter=7, light="B"))


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (lambda: plugged("serial:///dev/x", key="counter.keypad"), "counter.keypad"),
        (lambda: plugged("serial:///dev/x?kind=qsystem&address=x", key="counter.keypad"), "counter.keypad"),
        (lambda: plugged("/dev/x?kind=qsystem", key="counter.sign"), "counter.sign"),
        (lambda: _line(keypad="serial:///dev/x?kind=qsytem"), "counter.keypad"),
        (lambda: _line(keypad="serial:///dev/x?kind=qsystem&address=255"), "counter.keypad"),
        (lambda: _line(sign="serial:///dev/x?kind=plan"), "counter.sign"),
        (
            lambda: _line(keypad="serial:///dev/x?kind=qsystem", sign="serial:///dev/x?kind=plain&address=7"),
            "counter.sign",
        ),
    ],
)
def test_a_setting_that_makes_no_sense_is_told(make: Callable[[], object], key: str) -> None:
    with pytest.raises(ConfigError) as refused:
        make()
    assert key in str(refused.value)


def _line(*, keypad: str = "", sign: str = "") -> CounterLine:
    return CounterLine(keypad=keypad, sign=sign, counter=7, on_key=SimpleQueue[int]().put)
