"""PINs: which are good, and what is kept of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared import pins
from shared.domain.errors import ConfigError
from shared.settings import read_station


@pytest.mark.parametrize("digits", ["271828", "100000", "123457", "121212", "998877665544"])
def test_a_pin_of_six_to_twelve_digits_is_good(digits: str) -> None:
    assert pins.is_good(digits)


@pytest.mark.parametrize(
    "digits", ["", "12345", "1234567890123", "000000", "123456", "654321", "890123", "12345a", "１２３４５７", "12 345"]
)
def test_a_pin_that_is_short_long_plain_or_no_digits_is_not(digits: str) -> None:
    assert not pins.is_good(digits)
    with pytest.raises(ValueError, match="a PIN has"):
        pins.hashed(digits)


def test_what_is_kept_fits_its_own_digits_and_no_other() -> None:
    kept = pins.hashed("271828")
    assert "271828" not in kept
    assert pins.fits("271828", kept)
    assert not pins.fits("271829", kept)
    assert pins.hashed("271828") != kept, "two kiosks with one PIN do not show it"


def test_nothing_fits_what_is_damaged() -> None:
    assert not pins.fits("271828", "$argon2id$v=19$m=65536,t=3,p=4$AAAA$AAAA")


def test_the_settings_take_what_was_made_and_refuse_a_bare_pin_without_repeating_it(tmp_path: Path) -> None:
    file = tmp_path / "motcua.toml"
    kept = pins.hashed("271828")
    file.write_text(f'store = "x"\nhall = "x"\n[kiosk]\nstaff_pin = "{kept}"\n', encoding="utf-8")
    assert read_station(file).kiosk.staff_pin == kept
    file.write_text('store = "x"\nhall = "x"\n[kiosk]\nstaff_pin = "271828"\n', encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        read_station(file)
    assert refused.value.key == "kiosk.staff_pin"
    assert "motcua staff-pin" in refused.value.cure
    assert "271828" not in str(refused.value)
    file.write_text('store = "x"\nhall = "x"\n[display]\nstaff_pin = "271828"\n', encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        read_station(file)
    assert refused.value.key == "display.staff_pin"
