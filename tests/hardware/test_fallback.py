"""Two printers for one kiosk, and the count of paper: both stand before printers played by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hardware.escpos.status import Paper, PrinterStatus
from hardware.fallback import FallbackPrinter
from hardware.paper_meter import PaperMeter, RollCount, meter_file
from hardware.printing import Outcome, PrintResult, Proof, Trouble
from hardware.slip import Cut, Slip
from shared.domain.errors import DeviceAway

NOW = datetime(2026, 9, 28, 0, 42, tzinfo=UTC)
SLIP = Slip((Cut(),))
READY = PrinterStatus(online=True, cover_open=False, paper=Paper.OK, cutter_ok=True, error=False, at=NOW)


class Played:
    """A printer that does what it is told to: `outcome` for each slip, `paper` for each status; None is away."""

    def __init__(self, name: str, outcome: Outcome = Outcome.CONFIRMED, paper: Paper | None = Paper.OK) -> None:
        self.name = name
        self.outcome = outcome
        self.paper = paper
        self.slips = 0
        self.closed = False

    def status(self) -> PrinterStatus:
        if self.paper is None:
            raise DeviceAway(self.name, "away")
        return replace(READY, paper=self.paper)

    def print(self, slip: Slip) -> PrintResult:
        sent = self.outcome is not Outcome.FAILED_BEFORE_SEND
        self.slips += sent
        confirmed = self.outcome is Outcome.CONFIRMED
        return PrintResult(
            outcome=self.outcome,
            proof=Proof.FENCE if confirmed else Proof.NONE,
            trouble=None if confirmed else Trouble.PAPER_OUT,
            status=None if self.paper is None else self.status(),
            bytes_sent=100 if sent else 0,
            elapsed=1.0,
            printer=self.name,
            paper_mm=125.0,
        )

    def close(self) -> None:
        self.closed = True


@pytest.mark.parametrize(
    ("first", "second", "by", "slips"),
    [
        (Outcome.CONFIRMED, Outcome.CONFIRMED, "first", (1, 0)),
        (Outcome.UNKNOWN, Outcome.CONFIRMED, "first", (1, 0)),
        (Outcome.FAILED_BEFORE_SEND, Outcome.CONFIRMED, "second", (0, 1)),
        (Outcome.FAILED_BEFORE_SEND, Outcome.UNKNOWN, "second", (0, 1)),
        (Outcome.FAILED_BEFORE_SEND, Outcome.FAILED_BEFORE_SEND, "first", (0, 0)),
    ],
)
def test_the_second_printer_has_only_what_surely_did_not_come_out_of_the_first(
    first: Outcome, second: Outcome, by: str, slips: tuple[int, int]
) -> None:
    one, other = Played("first", first), Played("second", second)
    result = FallbackPrinter(one, other).print(SLIP)
    assert result.printer == by
    assert result.outcome is (first if by == "first" else second)
    assert (one.slips, other.slips) == slips
    assert result.elapsed == (1.0 if first is not Outcome.FAILED_BEFORE_SEND else 2.0)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (Paper.OK, None, Paper.OK),
        (None, Paper.LOW, Paper.LOW),
        (Paper.OUT, Paper.LOW, Paper.LOW),
        (Paper.OUT, None, Paper.OUT),
    ],
)
def test_the_status_is_that_of_the_printer_which_has_the_next_slip(
    first: Paper | None, second: Paper | None, told: Paper
) -> None:
    pair = FallbackPrinter(Played("first", paper=first), Played("second", paper=second))
    assert pair.status().paper is told


def test_both_printers_away_are_away_and_both_are_closed() -> None:
    one, other = Played("first", paper=None), Played("second", paper=None)
    pair = FallbackPrinter(one, other)
    with pytest.raises(DeviceAway):
        pair.status()
    pair.close()
    assert (one.closed, other.closed) == (True, True)


# paper


def metered(printer: Played, file: Path) -> PaperMeter:
    return PaperMeter(printer, roll_mm=1_000, file=file, clock=lambda: NOW)


def test_paper_is_counted_by_what_was_sent_and_outlives_a_restart(tmp_path: Path) -> None:
    printer = Played("roll")
    meter = metered(printer, tmp_path / "new" / "roll.json")
    for outcome in (Outcome.CONFIRMED, Outcome.FAILED_BEFORE_SEND, Outcome.UNKNOWN):
        printer.outcome = outcome
        result = meter.print(SLIP)
        assert result.status is not None
        assert result.status.left_mm == meter.left_mm
    again = metered(printer, tmp_path / "new" / "roll.json")
    assert again.count == RollCount(used_mm=250.0, slips=2, since="2026-09-28T00:42:00+00:00")
    assert again.left_mm == 750
    assert again.status().left_mm == 750
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["roll.json"]


@pytest.mark.parametrize("end", [Paper.LOW, Paper.OUT])
def test_the_count_begins_again_when_a_new_roll_is_in(end: Paper, tmp_path: Path) -> None:
    printer = Played("roll")
    meter = metered(printer, tmp_path / "roll.json")
    meter.print(SLIP)
    printer.paper = end
    assert meter.status().left_mm == 875
    meter.print(SLIP)
    again = metered(printer, tmp_path / "roll.json")
    assert again.count.slips == 2
    printer.paper = Paper.OK
    assert again.status().left_mm == 1_000
    again.print(SLIP)
    again.roll_changed()
    assert again.left_mm == 1_000


def test_a_roll_never_has_less_than_nothing_left(tmp_path: Path) -> None:
    meter = metered(Played("roll"), tmp_path / "roll.json")
    for _slip in range(10):
        meter.print(SLIP)
    assert meter.left_mm == 0


def test_a_printer_that_says_nothing_is_counted_all_the_same(tmp_path: Path) -> None:
    printer = Played("roll", Outcome.UNKNOWN, paper=None)
    meter = metered(printer, tmp_path / "roll.json")
    assert meter.print(SLIP).status is None
    assert meter.left_mm == 875
    meter.close()
    assert printer.closed


@pytest.mark.parametrize(
    "kept", ["", "[]", "{", '{"used_mm": "x"}', '{"used_mm": -1, "slips": 0, "since": "2026-09-28", "ended": false}']
)
def test_a_count_that_cannot_be_read_begins_again(kept: str, tmp_path: Path) -> None:
    file = tmp_path / "roll.json"
    file.write_text(kept)
    meter = metered(Played("roll"), file)
    assert meter.left_mm == 1_000
    meter.print(SLIP)
    assert json.loads(file.read_text())["slips"] == 1


def test_a_count_that_cannot_be_kept_keeps_nobody_from_printing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    meter = metered(Played("roll"), tmp_path / "file" / "roll.json")
    assert meter.print(SLIP).outcome is Outcome.CONFIRMED
    assert meter.left_mm == 875


def test_the_count_is_kept_where_the_system_keeps_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("STATE_DIRECTORY", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    name = "roll-usblp-dev-usb-lp0.json"
    assert meter_file("usblp:///dev/usb/lp0") == tmp_path / "home/.local/state/motcua" / name
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "xdg"))
    assert meter_file("usblp:///dev/usb/lp0") == tmp_path / "xdg/motcua" / name
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path / "state"))
    assert meter_file("usblp:///dev/usb/lp0") == tmp_path / "state" / name
