from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hardware.deadline import Deadline
from hardware.serial_port import SerialPort, open_line
from hardware.tcp import TcpTransport
from hardware.virtual.plug import Plug
from shared.domain.errors import ConfigError, DeviceAway


@pytest.fixture
def plug(tmp_path: Path) -> Iterator[Plug]:
    plug = Plug(tmp_path / "by-id")
    plug.plug()
    yield plug
    plug.unplug()


def opened(plug: Plug) -> SerialPort:
    line = SerialPort(str(plug.path))
    line.open(Deadline.after(1))
    return line


def test_bytes_go_there_and_come_back(plug: Plug) -> None:
    line = opened(plug)
    assert line.write(b"xin", Deadline.after(1)) == 3
    assert plug.read() == b"xin"
    plug.write("chào".encode())
    assert line.read(10, Deadline.after(1)) == "chào".encode()
    line.close()
    assert not line.is_open


def test_silence_is_nothing_read_and_takes_no_longer_than_allowed(plug: Plug) -> None:
    line = opened(plug)
    started = time.monotonic()
    assert line.read(10, Deadline.after(0)) == b""
    assert line.read(10, Deadline.after(0.05)) == b""
    assert time.monotonic() - started < 1
    line.close()


def test_a_device_that_stops_taking_gets_a_short_count(plug: Plug) -> None:
    line = opened(plug)
    assert 0 < line.write(bytes(100_000), Deadline.after(0.05)) < 100_000
    line.close()


def test_an_unplugged_line_is_away_for_reading_and_writing(plug: Plug) -> None:
    reader = opened(plug)
    plug.unplug()
    with pytest.raises(DeviceAway):
        reader.read(10, Deadline.after(1))
    with pytest.raises(DeviceAway):
        reader.write(b"x", Deadline.after(1))
    reader.close()
    with pytest.raises(DeviceAway):
        reader.open(Deadline.after(1))


def test_nobody_else_reads_an_open_line(plug: Plug) -> None:
    line = opened(plug)
    with pytest.raises(DeviceAway):
        opened(plug)
    line.close()
    opened(plug).close()


def test_a_file_is_no_serial_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DeviceAway):
        SerialPort(str(tmp_path / "file")).open(Deadline.after(1))


def test_a_closed_line_can_neither_be_read_nor_written() -> None:
    line = SerialPort(os.devnull)
    for use in (lambda: line.read(1, Deadline.after(0)), lambda: line.write(b"x", Deadline.after(0))):
        with pytest.raises(DeviceAway):
            use()
    line.close()


def test_lines_by_their_address(plug: Plug) -> None:
    assert isinstance(open_line("tcp://127.0.0.1:4001"), TcpTransport)
    line = open_line(f"{plug.url}?baudrate=57600&parity=E&stopbits=2")
    line.open(Deadline.after(1))
    assert line.name == plug.url
    line.close()


@pytest.mark.parametrize(
    ("url", "cure"),
    [
        ("", "begin with serial://"),
        ("/dev/ttyUSB0", "begin with serial://"),
        ("serial://ttyUSB0", "whole path"),
        ("serial:///dev/x?baudrate=9601", "baudrate is one of"),
        ("serial:///dev/x?parity=X", "parity=N"),
        ("serial:///dev/x?speed=1", "parity=N"),
        ("tcp://192.168.1.60", "host and port"),
        ("tcp://192.168.1.60:x", "port must be a number"),
        ("tcp://192.168.1.60:4001?baudrate=9600", "host and port"),
    ],
)
def test_an_address_that_makes_no_sense_is_refused_with_a_cure(url: str, cure: str) -> None:
    with pytest.raises(ConfigError) as refused:
        open_line(url)
    assert cure in refused.value.cure
