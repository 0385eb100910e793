from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hardware.escpos.profile import PAPER_58MM, PAPER_80MM, Cutter, find_profile
from shared.domain.errors import ConfigError


def test_the_house_profiles_go_by_their_paper() -> None:
    assert find_profile("80mm", where="hall.toml") is PAPER_80MM
    assert find_profile("58mm", where="hall.toml") is PAPER_58MM


def test_a_model_brings_its_width_its_knife_and_its_qr() -> None:
    epson = find_profile("TM-T20II", where="hall.toml")
    assert (epson.width, epson.native_qr, epson.cutter) == (576, True, Cutter.PARTIAL)
    clone = find_profile("POS-5890", where="hall.toml")
    assert (clone.width, clone.native_qr, clone.cutter) == (384, False, Cutter.NONE)


def test_a_misspelt_model_is_answered_with_the_right_one() -> None:
    with pytest.raises(ConfigError) as refused:
        find_profile("TM-T20I", where="hall.toml")
    assert "TM-T20II" in refused.value.suggestions
    with pytest.raises(ConfigError, match="not known to print pictures"):
        find_profile("TM-U220", where="hall.toml")


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
