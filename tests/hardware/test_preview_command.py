"""`motcua preview-slip`: what is in the pictures is what the bytes say."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from hardware.preview_command import preview_slip
from shared.catalogue import read_catalogue
from shared.cli.terminal import Station
from shared.domain.errors import ConfigError
from shared.founding import SAMPLE_HALL, found_hall
from shared.settings import read_hall
from tests.hardware.samples import read_qr

USUAL, VISIT = "80mm-vi-usual.png", "80mm-vi-visit.png"


def preview(folder: Path, *words: str, settings: str = "motcua.toml") -> str:
    station = Station(settings=str(folder / settings), store=None, hall=None)
    words = (*words, "--out", str(folder / "slips"))
    return CliRunner().invoke(preview_slip, words, obj=station, catch_exceptions=False).output


def picture(folder: Path, name: str) -> Image.Image:
    with Image.open(folder / "slips" / name) as image:
        return image.copy()


@pytest.fixture
def my_hall(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE_HALL, tmp_path / "my-hall"))


def test_a_folder_is_shown_on_both_papers_in_both_languages_before_it_is_imported(
    tmp_path: Path, my_hall: Path
) -> None:
    said = preview(tmp_path, "--from", str(my_hall))
    written = sorted(path.name for path in (tmp_path / "slips").iterdir())
    assert len(written) == 2 * (2 * 5 + 1)
    assert all(name in said for name in written)
    assert {name.split("-")[-1] for name in written if "vi" in name} == {
        "usual.png",
        "copy.png",
        "promise.png",
        "longest.png",
        "visit.png",
    }
    assert "!" not in said, "the printer found something odd"


def test_the_pictures_are_as_wide_as_the_paper_and_a_usual_slip_is_short(tmp_path: Path, my_hall: Path) -> None:
    preview(tmp_path, "--from", str(my_hall), "--language", "vi")
    assert picture(tmp_path, USUAL).width == 640  # 80 mm
    assert picture(tmp_path, "58mm-vi-usual.png").width == 464  # 58 mm
    assert picture(tmp_path, USUAL).height <= 115 * 8
    assert picture(tmp_path, VISIT).height > picture(tmp_path, USUAL).height
    assert read_qr(picture(tmp_path, USUAL)).startswith("http://motcua.example.vn/t/")


def test_a_template_is_seen_before_it_is_imported(tmp_path: Path, my_hall: Path) -> None:
    rules = my_hall / "hall.toml"
    text = rules.read_text(encoding="utf-8").partition("[slip]")[0]
    rules.write_text(text + '[[slip.line]]\nkind = "number"\nsize = 12\n', encoding="utf-8")
    preview(tmp_path, "--from", str(my_hall), "--paper", "80mm", "--language", "vi")
    assert picture(tmp_path, USUAL).height < 40 * 8


def test_a_bad_template_is_refused_and_nothing_is_drawn(tmp_path: Path, my_hall: Path) -> None:
    rules = my_hall / "hall.toml"
    rules.write_text(rules.read_text(encoding="utf-8") + '[[slip.line]]\nkind = "nummer"\n', encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        preview(tmp_path, "--from", str(my_hall))
    assert caught.value.suggestions == ("number",)
    assert not (tmp_path / "slips").exists()


def test_without_a_folder_the_hall_in_the_store_is_shown_with_this_machine_s_page(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/hall.db"
    found_hall(url, read_hall(SAMPLE_HALL / "hall.toml"), read_catalogue(SAMPLE_HALL))
    settings = tmp_path / "motcua.toml"
    settings.write_text(f'store = "{url}"\nhall = "hatinh"\n[kiosk]\nticket_page = "https://x.vn/t/"\n')
    preview(tmp_path, "--paper", "80mm", "--language", "vi")
    assert read_qr(picture(tmp_path, USUAL)).startswith("https://x.vn/t/")
    settings.write_text(f'store = "{url}"\nhall = "hatinh"\n')
    said = preview(tmp_path, "--paper", "80mm", "--language", "vi")
    assert "ticket_page" in said
    assert picture(tmp_path, USUAL).height < 95 * 8


def test_a_printer_of_its_own_letters_is_shown_as_it_prints(tmp_path: Path, my_hall: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('base = "TM-T20III"\nlogo = "HT"\n', encoding="utf-8")
    words = ("--from", str(my_hall), "--language", "vi")
    said = preview(tmp_path, *words, "--paper", "TM-T20III-serial", "--paper", str(own), "--paper", "TM-T20III")
    assert "!" not in said
    sizes = {
        name: next(int(line.split()[-2]) for line in said.splitlines() if line.startswith(f"{name}-vi-usual"))
        for name in ("TM-T20III-serial", "own", "TM-T20III")
    }
    assert sizes["TM-T20III-serial"] < 700
    assert 500 < sizes["TM-T20III"] - sizes["own"] < 1_000, "the logo is printed from the printer's memory"
    with_logo = picture(tmp_path, "own-vi-usual.png").crop((0, 0, 640, 200))
    assert with_logo.tobytes() == picture(tmp_path, "TM-T20III-vi-usual.png").crop((0, 0, 640, 200)).tobytes()


def test_a_hall_of_one_agency_has_no_visit_to_show(tmp_path: Path, my_hall: Path) -> None:
    (my_hall / "agencies.csv").write_text("code,letter,name_vi,name_en\nTP,C,Sở Tư pháp,\n", encoding="utf-8")
    (my_hall / "fields.csv").write_text(
        "code,agency,name_vi,name_en,quota_per_session\nTP01,TP,Hộ tịch,,\n", encoding="utf-8"
    )
    (my_hall / "procedures.csv").write_text("code,field,name_vi,name_en,days\n", encoding="utf-8")
    (my_hall / "profiles.csv").write_text("code,name_vi,name_en,fields,at_once\nALL,Tất cả,,TP01,1\n", encoding="utf-8")
    (my_hall / "counters.csv").write_text("number,profile\n1,ALL\n", encoding="utf-8")
    for other in ("succession.csv", "documents.csv"):
        (my_hall / other).unlink()
    preview(tmp_path, "--from", str(my_hall), "--paper", "80mm")
    assert len(list((tmp_path / "slips").glob("80mm-*-*.png"))) == 2 * 4


def test_a_paper_nobody_knows_is_refused(tmp_path: Path, my_hall: Path) -> None:
    with pytest.raises(ConfigError):
        preview(tmp_path, "--from", str(my_hall), "--paper", "90mm")
