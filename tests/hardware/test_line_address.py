from __future__ import annotations

from pathlib import Path

import pytest

from hardware.deadline import Deadline
from hardware.line_address import open_line
from hardware.tcp import TcpTransport
from hardware.virtual.ports import PtyPort
from shared.domain.errors import ConfigError


def test_lines_by_their_address(tmp_path: Path) -> None:
    assert isinstance(open_line("tcp://127.0.0.1:4001"), TcpTransport)
    port = PtyPort(tmp_path / "by id")
    port.plug()
    line = open_line(f"{port.url.replace(' ', '%20')}?baudrate=57600")
    line.open(Deadline.after(1))
    assert line.is_open
    line.close()
    port.unplug()


@pytest.mark.parametrize(
    ("url", "cure"),
    [
        ("", "begin with serial://"),
        ("/dev/ttyUSB0", "begin with serial://"),
        ("serial://ttyUSB0", "whole path"),
        ("serial:///", "whole path"),
        ("serial:///dev/x?baudrate=9601", "baudrate is one of"),
        ("serial:///dev/x?baudrate=9600&baudrate=9600", "baudrate is one of"),
        ("serial:///dev/x?speed=1", "only baudrate="),
        ("tcp://192.168.1.60", "host and port"),
        ("tcp://192.168.1.60:x", "port must be a number"),
        ("tcp://192.168.1.60:4001?baudrate=9600", "host and port"),
    ],
)
def test_an_address_that_makes_no_sense_is_refused_with_a_cure(url: str, cure: str) -> None:
    with pytest.raises(ConfigError) as refused:
        open_line(url, where="display.toml", key="signs.line")
    assert cure in refused.value.cure
    assert (refused.value.where, refused.value.key) == ("display.toml", "signs.line")
