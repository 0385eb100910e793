"""A shared line by its settings: what is refused, and where the shared lines of others are."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from hardware.counter_line import CounterLine
from hardware.sharing.address import line_of_signs, shared_at
from hardware.sharing.plan import SharedBus
from shared.bus_form import BusForm
from shared.domain.errors import ConfigError
from shared.settings import read_station

HEAD = 'store = "sqlite:///hall.db"\nhall = "hatinh"\n'
LINE = '[bus]\nline = "serial:///dev/rs485"\nshared = true\n'
UNIT = '[[keypad]]\ncounter = 7\nkind = "qsystem"\naddress = 5\n'
SIGN = '[[sign]]\ncounter = 7\nkind = "qsystem"\naddress = 7\n'


def listens(folder: Path, settings: str) -> tuple[str, int]:
    """Where the line of these settings is shared."""
    file = folder / "motcua.toml"
    file.write_text(HEAD + settings, encoding="utf-8")
    with closing(SharedBus(read_station(file), where=file)) as bus:
        return bus.server.address


def test_a_line_is_shared_with_this_machine_only_unless_told_otherwise(tmp_path: Path) -> None:
    assert listens(tmp_path, LINE + UNIT + SIGN) == ("127.0.0.1", 4100)
    other = LINE + 'listen = "10.0.0.5:4200"\nsecret = "0123456789abcdef"\n' + UNIT
    assert listens(tmp_path, other) == ("10.0.0.5", 4200)


@pytest.mark.parametrize(
    ("settings", "key"),
    [
        (LINE.replace("true", "false") + UNIT, "bus.shared"),
        (LINE.replace("serial:///dev/rs485", "") + UNIT, "bus.line"),
        (LINE.replace("serial:///dev/rs485", "tcp://10.0.0.5:4100?kind=shared") + UNIT, "bus.line"),
        (LINE, "keypad"),
        (LINE + 'listen = "0.0.0.0:4100"\n' + UNIT, "bus.secret"),
        (LINE + 'listen = "bus-host:4100"\n' + UNIT, "bus.secret"),
        (LINE + 'secret = "geheim"\n' + UNIT, "bus.secret"),
        (LINE + 'listen = ""\n' + UNIT, "bus.listen"),
        (LINE + 'listen = "127.0.0.1:port"\n' + UNIT, "bus.listen"),
        (LINE + 'listen = "127.0.0.1:70000"\n' + UNIT, "bus.listen"),
        (LINE + 'listen = "tcp://127.0.0.1:4100"\n' + UNIT, "bus.listen"),
        (LINE + UNIT + UNIT, "keypad.address"),
        (LINE + UNIT + SIGN.replace("7\n", "5\n"), "sign.address"),
        (LINE + UNIT + SIGN.replace("qsystem", "plain"), "sign.kind"),
        (LINE + UNIT + UNIT.replace("qsystem", "modbus").replace("5", "6"), "sign.kind"),
        (LINE + UNIT.replace("qsystem", "qsytem"), "keypad.kind"),
        (LINE + SIGN.replace("address = 7", ""), "sign.kind"),
        (LINE + UNIT + "keys = 99\n", "keypad[0].keys"),
    ],
)
def test_a_setting_that_makes_no_sense_is_told(tmp_path: Path, settings: str, key: str) -> None:
    with pytest.raises(ConfigError) as refused:
        listens(tmp_path, settings)
    assert refused.value.key == key
    assert "geheim" not in str(refused.value)


def test_signs_that_answer_share_a_line_with_modules_that_are_asked(tmp_path: Path) -> None:
    listens(tmp_path, LINE + UNIT.replace("qsystem", "modbus") + SIGN.replace("qsystem", "plain"))


def test_where_the_signs_of_a_board_are() -> None:
    assert line_of_signs(BusForm(line="serial:///dev/rs485")) is None
    assert line_of_signs(BusForm(line="tcp://10.0.0.9:4001")) is None, "a serial server of its own"
    assert line_of_signs(BusForm(line="tcp://10.0.0.5:4200?kind=shared")) == ("10.0.0.5", 4200)
    assert line_of_signs(BusForm(line="tcp://10.0.0.5?kind=shared")) == ("10.0.0.5", 4100)
    own = BusForm(line="serial:///dev/rs485", shared=True)
    assert line_of_signs(own) == ("127.0.0.1", 4100), "this machine's line is motcua-bus's"
    everywhere = BusForm(line="serial:///dev/rs485", shared=True, listen="[::]:4200", secret="0123456789abcdef")
    assert line_of_signs(everywhere) == ("::1", 4200)


@pytest.mark.parametrize(
    "url",
    [
        "tcp://10.0.0.5:4100?kind=shared&address=7",
        "tcp://10.0.0.5:4100/7?kind=shared",
        "tcp://:4100?kind=shared",
        "tcp://10.0.0.5:0?kind=shared",
        "tcp://me:secret@10.0.0.5?kind=shared",
        "serial:///dev/rs485?kind=shared",
    ],
)
def test_a_shared_line_that_makes_no_sense_is_told(url: str) -> None:
    with pytest.raises(ConfigError, match=r"counter\.keypad"):
        shared_at(url, key="counter.keypad")
    with pytest.raises(ConfigError, match=r"counter\.keypad"):
        CounterLine(keypad=url, sign="", counter=7, on_key=lambda _key: None)
