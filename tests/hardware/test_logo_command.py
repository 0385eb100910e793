"""`motcua store-logo`, at a printer that keeps pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace
from PIL import Image

from hardware.logo_command import store_logo_command
from hardware.virtual.printer import VirtualPrinter
from shared.catalogue import read_catalogue
from shared.cli.terminal import Station
from shared.domain.errors import ConfigError
from shared.founding import SAMPLE_HALL, found_hall
from shared.settings import read_hall


def _store(folder: Path, printer: str, picture: str, *options: str) -> str:
    settings = folder / "motcua.toml"
    settings.write_text(f'store = "sqlite:///x.db"\nhall = "hatinh"\n[kiosk]\nprinter = "{printer}"\n')
    station = Station(settings=str(settings), store=None, hall=None)
    words = [str(folder / picture), *options]
    return CliRunner().invoke(store_logo_command, words, obj=station, catch_exceptions=False).output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Image.new("L", (96, 48), 0).save(tmp_path / "logo.png")
    (tmp_path / "letter.txt").write_text("no picture")
    return tmp_path


def test_a_picture_is_written_once(folder: Path) -> None:
    with VirtualPrinter() as printer:
        address = f"{printer.url}?profile=TM-T20III"
        first = _store(folder, address, "logo.png")
        assert _store(folder, address, "logo.png") != first
        assert printer.memory_writes == 1
        assert _store(folder, address, "logo.png", "--again") == first
        assert printer.memory_writes == 2


def test_without_a_picture_the_hall_s_own_logo_is_stored(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/hall.db"
    form = read_hall(SAMPLE_HALL / "hall.toml")
    found_hall(url, form, read_catalogue(SAMPLE_HALL))
    with VirtualPrinter() as printer:
        settings = tmp_path / "motcua.toml"
        address = f"{printer.url}?profile=TM-T20III"
        settings.write_text(f'store = "{url}"\nhall = "hatinh"\n[kiosk]\nprinter = "{address}"\n')
        station = Station(settings=str(settings), store=None, hall=None)
        CliRunner().invoke(store_logo_command, [], obj=station, catch_exceptions=False)
        assert printer.memory_writes == 1
        without = replace(form, slip=replace(form.slip, logo="", picture=None))
        found_hall(url, without, read_catalogue(SAMPLE_HALL))
        with pytest.raises(ConfigError) as caught:
            CliRunner().invoke(store_logo_command, [], obj=station, catch_exceptions=False)
        assert caught.value.key == "slip.logo"
        assert printer.memory_writes == 1


@pytest.mark.parametrize(
    ("printer", "picture"),
    [
        ("tcp://127.0.0.1:9?profile=TM-T20III", "letter.txt"),
        ("tcp://127.0.0.1:9?profile=80mm", "logo.png"),
        ("tcp://127.0.0.1:9 tcp://127.0.0.1:10", "logo.png"),
        ("", "logo.png"),
    ],
)
def test_what_cannot_be_done_is_told_with_its_cure(folder: Path, printer: str, picture: str) -> None:
    with pytest.raises(ConfigError):
        _store(folder, printer, picture)
