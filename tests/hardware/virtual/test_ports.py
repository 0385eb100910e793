from __future__ import annotations

import os
from pathlib import Path

from hardware.virtual.condition import Condition
from hardware.virtual.pace import Pace, after, allowed
from hardware.virtual.ports import PtyPort


def test_a_slow_line_brings_bytes_as_time_goes_by_and_makes_up_for_nothing() -> None:
    pace = Pace(1_024)
    tick = 1 / 64
    assert pace.may_take(10.0, dribbling=False) == 0
    assert pace.may_take(10.0 + tick, dribbling=False) == 16
    pace.took(10)
    assert pace.may_take(10.0 + 2 * tick, dribbling=False) == 22
    pace.took(22)
    assert pace.may_take(99.0, dribbling=False) == 40
    pace.took(40)
    assert pace.may_take(99.0, dribbling=True) == 0
    assert pace.may_take(100.5, dribbling=True) == 1
    assert Pace(None).may_take(0.0, dribbling=False) > 1_000


def test_what_goes_wrong_on_the_line_goes_wrong_at_its_byte() -> None:
    condition = Condition(dies_after=10, holds_after=7, drops_after=3)
    assert allowed(condition, 100) == 7
    assert allowed(Condition(), 100) == 100
    assert after(condition, 7) == Condition(dies_after=3, holds_after=0, drops_after=0)


def test_a_port_with_a_lasting_name_is_found_by_it_only_while_it_is_plugged_in(tmp_path: Path) -> None:
    port = PtyPort(tmp_path / "printer")
    assert not (tmp_path / "printer").exists()
    for _time in range(2):
        port.plug()
        assert (tmp_path / "printer").is_char_device()
        port.unplug()
        port.unplug()
        assert list(tmp_path.iterdir()) == []
    port.plug()
    port.send(bytes(300_000))
    assert os.path.realpath(port.path).startswith("/dev/pts/")
    port.unplug()
