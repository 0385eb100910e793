"""What is known of a kiosk's printers, from slips and from looks, in words that staff can act upon."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hardware.printers import open_printer
from hardware.printing import Outcome
from hardware.slip import Cut, Number, Slip
from hardware.virtual.condition import Changes
from hardware.virtual.printer import VirtualPrinter
from hardware.watched import LOW_MM, PrinterWatch
from shared.domain.station import DeviceHealth, DeviceKind, DeviceTrouble, Health

SLIP = Slip((Number("C047"), Cut()))
UNASKED = DeviceHealth(name="printer", kind=DeviceKind.PRINTER, state=Health.UNKNOWN)


@pytest.fixture
def device() -> Iterator[VirtualPrinter]:
    with VirtualPrinter() as printer:
        yield printer


@pytest.fixture
def watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], PrinterWatch]]:
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path))
    opened: list[PrinterWatch] = []

    def over(url: str) -> PrinterWatch:
        opened.append(PrinterWatch(open_printer(url)))
        return opened[-1]

    yield over
    for one in opened:
        one.printer.close()


def told(watch: PrinterWatch, *, ask: bool = True) -> tuple[Health, DeviceTrouble | None]:
    (one,) = watch.health(ask=ask)
    assert (one.name, one.kind) == ("printer", DeviceKind.PRINTER)
    return one.state, one.trouble


def test_nothing_is_known_of_a_printer_nobody_asked(
    device: VirtualPrinter, watch: Callable[[str], PrinterWatch]
) -> None:
    assert watch(device.url).health(ask=False) == (UNASKED,)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, (Health.GOOD, None)),
        ({"paper_mm": 2_000.0}, (Health.WARNING, DeviceTrouble.PAPER_LOW)),
        ({"paper_mm": 0.0}, (Health.BAD, DeviceTrouble.PAPER_OUT)),
        ({"cover_open": True}, (Health.BAD, DeviceTrouble.COVER_OPEN)),
        ({"cutter_jam": True}, (Health.BAD, DeviceTrouble.CUTTER)),
        ({"offline": True}, (Health.BAD, DeviceTrouble.OFFLINE)),
        ({"silent": True}, (Health.BAD, DeviceTrouble.SILENT)),
    ],
)
def test_a_look_and_a_slip_tell_the_same(
    device: VirtualPrinter,
    watch: Callable[[str], PrinterWatch],
    changes: Changes,
    expected: tuple[Health, DeviceTrouble | None],
) -> None:
    device.change(**changes)
    looking, printing = watch(device.url), watch(device.url)
    assert told(looking) == expected
    looking.printer.close()  # it serves one computer at a time
    printing.printer.print(SLIP)
    assert told(printing, ask=False) == expected


def test_what_was_mended_is_well_at_the_next_look(device: VirtualPrinter, watch: Callable[[str], PrinterWatch]) -> None:
    one = watch(device.url)
    device.change(cover_open=True)
    assert told(one) == (Health.BAD, DeviceTrouble.COVER_OPEN)
    device.change(cover_open=False)
    assert told(one, ask=False) == (Health.BAD, DeviceTrouble.COVER_OPEN)
    assert told(one) == (Health.GOOD, None)


def test_a_printer_that_was_pulled_out_is_unreachable(
    device: VirtualPrinter, watch: Callable[[str], PrinterWatch]
) -> None:
    one = watch(device.url)
    device.stop()
    assert told(one) == (Health.BAD, DeviceTrouble.UNREACHABLE)


def test_a_printer_that_never_proves_anything_is_not_ill_for_it(
    device: VirtualPrinter, watch: Callable[[str], PrinterWatch]
) -> None:
    one = watch(f"{device.url}?proof=none")
    assert one.printer.print(SLIP).outcome is Outcome.UNKNOWN
    assert told(one, ask=False) == (Health.GOOD, None)


def test_counted_paper_warns_long_before_the_sensor(
    device: VirtualPrinter, watch: Callable[[str], PrinterWatch]
) -> None:
    one = watch(f"{device.url}?roll_mm={LOW_MM + 20}")
    assert told(one) == (Health.GOOD, None)
    one.printer.print(SLIP)
    (counted,) = one.health(ask=False)
    assert (counted.state, counted.trouble) == (Health.WARNING, DeviceTrouble.PAPER_LOW)
    assert counted.left_mm is not None
    assert LOW_MM - 150 < counted.left_mm < LOW_MM


def test_a_count_the_sensor_proves_wrong_is_not_told(
    device: VirtualPrinter, watch: Callable[[str], PrinterWatch]
) -> None:
    one = watch(f"{device.url}?roll_mm=80000")
    assert one.health(ask=True)[0].left_mm == 80_000
    device.change(paper_mm=2_000.0)
    (low,) = one.health(ask=True)
    assert (low.trouble, low.left_mm) == (DeviceTrouble.PAPER_LOW, None)


def test_a_stand_in_does_not_hide_that_the_first_is_ill(
    device: VirtualPrinter, watch: Callable[[str], PrinterWatch]
) -> None:
    with VirtualPrinter() as second:
        device.change(cover_open=True)
        pair = watch(f"{device.url},{second.url}")
        assert pair.printer.print(SLIP).outcome is Outcome.CONFIRMED
        assert len(second.slips) == 1
        for ask in (False, True):
            assert [(one.name, one.state, one.trouble) for one in pair.health(ask=ask)] == [
                ("printer-1", Health.BAD, DeviceTrouble.COVER_OPEN),
                ("printer-2", Health.GOOD, None),
            ]
