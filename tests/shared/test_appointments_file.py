"""Appointments come from a table of the booking system; all that is wrong in it is told at once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from shared.catalogue import BadCatalogue
from shared.catalogue.appointments import read_appointments
from shared.cli.main import motcua
from shared.domain.errors import ConfigError
from shared.hall import Hall
from tests.conftest import ZONE

FIELDS = ("TP01", "TC01")


def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "appointments.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_with_what_else_the_booking_system_knows_is_read(tmp_path: Path) -> None:
    text = "\ufeffname;code;at;field;procedure;language\nx;LH1;2026-11-26 08:30;TP01;;en\n;;;;;\n"
    (one,) = read_appointments(table(tmp_path, text), fields=FIELDS, zone=ZONE)
    assert (one.code, one.service, one.procedure, one.language) == ("LH1", "TP01", None, "en")
    assert one.at == datetime(2026, 11, 26, 8, 30, tzinfo=ZONE)


def test_every_bad_line_is_told_at_once(tmp_path: Path) -> None:
    text = "code,at,field\nLH1,tomorrow,TP01\nLH2,2026-11-26 08:30,TP1\n,2026-11-26 08:30,TP01\n"
    with pytest.raises(BadCatalogue) as refused:
        read_appointments(table(tmp_path, text), fields=FIELDS, zone=ZONE)
    assert [(one.line, one.column) for one in refused.value.rows] == [(2, "at"), (3, "field"), (4, "code")]
    assert refused.value.rows[1].suggestions == ("TP01",)


def test_a_table_without_a_needed_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="the column at is missing"):
        read_appointments(table(tmp_path, "code,field\n"), fields=FIELDS, zone=ZONE)


def test_the_command_brings_them_into_the_hall(sqlite_hall: Hall, sqlite_url: str, tmp_path: Path) -> None:
    file = table(tmp_path, "code,at,field\nLH1,2026-11-26 08:30,TP01\nLH2,2026-11-26 09:00,TC01\n")
    done = CliRunner().invoke(
        motcua, ["--store", sqlite_url, "--hall", sqlite_hall.id, "import-appointments", str(file)]
    )
    assert done.exit_code == 0, done.output
    assert "2" in done.output
    assert sqlite_hall.appointment("LH2").service == "TC01"
