"""`motcua staff-pin`: the line for motcua.toml, and nothing of the PIN anywhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from shared import pins
from shared.cli.main import motcua
from shared.settings import read_station


def typed(*lines: str) -> Result:
    return CliRunner().invoke(motcua, ["staff-pin"], input="".join(f"{line}\n" for line in lines))


def test_what_it_prints_opens_the_page(tmp_path: Path) -> None:
    done = typed("271828", "271828")
    assert done.exit_code == 0
    file = tmp_path / "motcua.toml"
    file.write_text(f'store = "x"\nhall = "x"\n[kiosk]\n{done.stdout}', encoding="utf-8")
    assert pins.fits("271828", read_station(file).kiosk.staff_pin)


def test_the_digits_are_never_shown() -> None:
    done = typed("271828", "271828")
    assert "271828" not in done.output + done.stderr


@pytest.mark.parametrize("lines", [("123456",), ("0000000",), ("12345",), ("abcdef",), ("271828", "271829")])
def test_a_pin_that_is_too_easy_or_mistyped_makes_no_line(lines: tuple[str, ...]) -> None:
    done = typed(*lines)
    assert done.exit_code == 1
    assert "staff_pin" not in done.stdout
    assert done.stderr.strip()
