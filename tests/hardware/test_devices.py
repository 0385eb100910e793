"""`motcua devices`, at devices that behave as real ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hardware.devices import devices
from hardware.signs.interface import SignText
from hardware.virtual.bus import VirtualBus
from hardware.virtual.keypad import VirtualModbusKeys
from hardware.virtual.ports import PtyPort
from hardware.virtual.printer import VirtualPrinter
from hardware.virtual.scanner import VirtualScanner
from hardware.virtual.sign import VirtualPlainSign
from shared.cli.terminal import Station
from tests.hardware.sharing.world import SECRET, Counter, Line, sharing, station

_SETTINGS = 'store = "sqlite:///nowhere.db"\nhall = "hatinh"\n'


@pytest.fixture
def printer() -> Iterator[VirtualPrinter]:
    with VirtualPrinter() as made:
        yield made


def _devices(folder: Path, settings: str, *options: str) -> Result:
    file = folder / "motcua.toml"
    file.write_text(_SETTINGS + settings, encoding="utf-8")
    station = Station(settings=str(file), store=None, hall=None)
    return CliRunner().invoke(devices, options, obj=station, catch_exceptions=False)


def test_a_printer_that_is_ready_is_told_so(tmp_path: Path, printer: VirtualPrinter) -> None:
    done = _devices(tmp_path, f'[kiosk]\nprinter = "{printer.url}"\n')
    assert done.exit_code == 0
    assert done.output.startswith(f"✓ {printer.url}")
    assert printer.cuts == 0


def test_the_self_test_prints_a_slip_and_says_its_proof(tmp_path: Path, printer: VirtualPrinter) -> None:
    done = _devices(tmp_path, f'[kiosk]\nprinter = "{printer.url}"\n', "--test")
    assert done.exit_code == 0
    assert "fence" in done.output
    assert printer.cuts == 1
    assert printer.reports == ()


def test_a_printer_that_stands_in_does_not_hide_that_the_first_is_in_trouble(
    tmp_path: Path, printer: VirtualPrinter
) -> None:
    printer.change(cover_open=True)
    with VirtualPrinter() as second:
        done = _devices(tmp_path, f'[kiosk]\nprinter = "{printer.url} {second.url}"\n')
    assert done.exit_code == 1
    assert f"✗ {printer.url}" in done.output
    assert f"✓ {second.url}" in done.output


def test_what_is_not_plugged_is_told_so_and_nothing_hangs(tmp_path: Path) -> None:
    lines = '[kiosk]\nscanner = "serial:///dev/serial/by-id/none"\n[bus]\nline = "serial:///dev/serial/by-id/none2"\n'
    sign = '[[sign]]\ncounter = 7\nkind = "plain"\naddress = 7\n'
    done = _devices(tmp_path, lines + sign)
    assert done.exit_code == 1
    assert done.output.count("✗") == 3


def test_a_scanner_that_types_cannot_be_asked_and_is_no_trouble(tmp_path: Path) -> None:
    done = _devices(tmp_path, '[kiosk]\nscanner = "keyboard"\n', "--test")
    assert (done.exit_code, done.output.count("✓")) == (0, 1)
    assert any(word in done.output for word in ("ki-ốt", "kiosk"))


def test_a_scanner_and_the_signs_of_a_line_are_tried(tmp_path: Path) -> None:
    sign, unit = VirtualPlainSign(7), VirtualModbusKeys(9)
    with VirtualBus(PtyPort(tmp_path / "line"), [sign, unit]), VirtualScanner(PtyPort(tmp_path / "scanner")):
        settings = (
            f'[kiosk]\nscanner = "serial://{tmp_path}/scanner"\n[bus]\nline = "serial://{tmp_path}/line"\n'
            '[[sign]]\ncounter = 7\nkind = "plain"\naddress = 7\n'
            '[[keypad]]\ncounter = 7\nkind = "modbus"\naddress = 9\n'
        )
        done = _devices(tmp_path, settings)
        assert (done.exit_code, done.output.count("✓")) == (0, 4), done.output


def test_a_machine_without_devices_says_so(tmp_path: Path) -> None:
    done = _devices(tmp_path, "")
    assert done.exit_code == 0
    assert "motcua.toml" in done.output


def test_the_devices_of_a_shared_line_are_asked_of_motcua_bus_and_no_key_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / "line").mkdir()
    with Line(tmp_path / "line") as line, sharing(station(line.wire.url)) as bus:
        port = bus.server.address[1]
        with Counter(bus.server.address, 1) as own:
            own.sign.show(SignText(label="C001", counter=1))
            assert line.wire.wait(lambda: line.texts()[0] == "C001")
            shared = f"tcp://127.0.0.1:{port}?kind=shared"
            settings = f'[bus]\nsecret = "{SECRET}"\n[counter]\nnumber = 1\nkeypad = "{shared}"\nsign = "{shared}"\n'
            done = _devices(tmp_path, settings)
            assert (done.exit_code, done.output.count("✓")) == (0, 2), done.output
            assert line.texts()[0] == "C001"
            line.press(1, 1)
            assert own.keys.get(timeout=10) == 1
        of_the_line = (
            f'[bus]\nline = "{line.wire.url}"\nshared = true\nlisten = "127.0.0.1:{port}"\nsecret = "{SECRET}"\n'
            '[[sign]]\ncounter = 1\nkind = "qsystem"\naddress = 11\n'
            '[[keypad]]\ncounter = 2\nkind = "qsystem"\naddress = 2\n'
        )
        done = _devices(tmp_path, of_the_line)
        assert (done.exit_code, done.output.count("✓")) == (0, 3), done.output
    done = _devices(tmp_path, of_the_line)
    assert (done.exit_code, done.output.count("✗")) == (1, 3), done.output
