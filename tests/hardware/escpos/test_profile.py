from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from hardware.escpos.profile import PAPER_58MM, PAPER_80MM, Cutter, PrinterProfile, ProofKind, Text
from hardware.escpos.profiles import SETTINGS, find_profile, profile_names
from shared.domain.errors import ConfigError


def test_the_house_profiles_go_by_their_paper() -> None:
    assert find_profile("80mm", where="hall.toml") is PAPER_80MM
    assert find_profile("58mm", where="hall.toml") is PAPER_58MM


def test_a_model_brings_its_width_its_knife_and_its_qr() -> None:
    epson = find_profile("TM-T20II", where="hall.toml")
    assert (epson.width, epson.native_qr, epson.cutter) == (576, True, Cutter.PARTIAL)
    assert (epson.dpi, epson.sets_units, epson.tcvn3_pages) == (203, True, (30, 31))
    clone = find_profile("POS-5890", where="hall.toml")
    assert (clone.width, clone.native_qr, clone.cutter) == (384, False, Cutter.NONE)


def test_a_misspelt_model_is_answered_with_the_right_one() -> None:
    with pytest.raises(ConfigError) as refused:
        find_profile("TM-T20I", where="hall.toml")
    assert "TM-T20II" in refused.value.suggestions
    with pytest.raises(ConfigError, match="not known to print pictures"):
        find_profile("TM-U220", where="hall.toml")


def test_every_file_the_house_carries_is_a_profile_that_can_print() -> None:
    assert {"POS-5890K", "TM-T20III", "TM-T20III-serial", "TM-T88V", "XP-80", "ZJ-5870"} <= set(profile_names())
    for name in profile_names():
        assert find_profile(name, where="hall.toml").name == name


def test_a_file_goes_before_a_model_of_the_same_name_and_knows_more() -> None:
    assert find_profile("TM-T88V", where="hall.toml").proof is ProofKind.PROCESS_ID
    serial = find_profile("TM-T20III-serial", where="hall.toml")
    assert (serial.width, serial.text, serial.native_number) == (576, Text.LETTERS, True)
    assert find_profile("POS-5890K", where="hall.toml").bad_rows == 48


def test_a_hall_may_write_its_own_profile_on_top_of_any_other(tmp_path: Path) -> None:
    own = tmp_path / "máy in sảnh.toml"
    own.write_text('base = "TM-T20III"\nlogo = "HT"\ncutter = "full"\n', encoding="utf-8")
    profile = find_profile(str(own), where="hall.toml")
    assert (profile.name, profile.logo, profile.cutter, profile.sets_units) == ("máy in sảnh", "HT", Cutter.FULL, True)


@pytest.mark.parametrize(
    ("text", "key", "says"),
    [
        ("widht = 576", "widht", "Did you mean width?"),
        ('cutter = "partail"', "cutter", "Did you mean partial?"),
        ('width = "576"', "width", "write a whole number"),
        ("width = 575", "width", "multiple of 8"),
        ("native_qr = 1", "native_qr", "write true or false"),
        ('base = "TM-T20IIII"', "base", "TM-T20III"),
        ('text = "letters"', "text", "letters need tcvn3_pages"),
        ("tcvn3_pages = [30]", "tcvn3_pages", "as in [30, 31]"),
        ("tcvn3_pages = [30, 999]", "tcvn3_pages", "0 to 255"),
        ('logo = "HT"', "logo", "not known to store pictures"),
        ('stores_pictures = true\nlogo = "Hội"', "logo", "two printable ASCII letters"),
        ("logo = 12", "logo", "quotation marks"),
        ("most_rows = 300", "most_rows", "24 to 255"),
        ("bad_rows = 1", "bad_rows", "3 or more"),
        ("dpi = 600", "dpi", "203 or 180"),
        ("width = ", "profile", "not TOML"),
    ],
)
def test_a_profile_that_makes_no_sense_is_refused_by_its_line(tmp_path: Path, text: str, key: str, says: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        find_profile(str(own), where="hall.toml")
    assert (Path(refused.value.where), refused.value.key) == (own, key)
    assert says in str(refused.value)


def test_a_profile_that_leads_back_to_itself_or_is_not_there_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    with pytest.raises(ConfigError, match="cannot be read"):
        find_profile(str(own), where="hall.toml")
    own.write_text(f'base = "{own}"', encoding="utf-8")
    with pytest.raises(ConfigError, match="does not lead back here"):
        find_profile(str(own), where="hall.toml")
    own.write_bytes(b"# m\xe1y in")
    with pytest.raises(ConfigError, match="UTF-8"):
        find_profile(str(own), where="hall.toml")


def test_every_ability_can_be_written_in_a_file() -> None:
    assert {field.name for field in fields(PrinterProfile)} == {"name", *SETTINGS}


def test_asking_for_models_leaves_neither_log_handlers_nor_folders(tmp_path: Path) -> None:
    program = (
        "import logging\n"
        "from hardware.escpos.capabilities import known_models\n"
        "assert 'TM-T88V' in known_models()\n"
        "assert not logging.getLogger().handlers\n"
    )
    asked = subprocess.run(
        [sys.executable, "-c", program],
        check=False,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert (asked.returncode, asked.stdout, asked.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []
