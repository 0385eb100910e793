"""The template of the slip: read as it is meant, or refused before a printer meets it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PIL import Image, ImageDraw

from shared.domain.errors import ConfigError
from shared.domain.rules import HallRules
from shared.domain.slip_template import LOOKS, STANDARD_SLIP, Align, LineKind, Picture, SlipLine, Weight
from shared.founding import SAMPLE_HALL
from shared.settings import HallForm, pack, read_hall, rules_of, unpack
from shared.slip_form import PictureForm

HALL = """\
id = "xa-1"
name_vi = "Trung tâm xã"

[hours]
monday = ["07:30-11:30"]

[[priority]]
code = "normal"
name_vi = "Thường"

[slip]
"""
NUMBER = '[[slip.line]]\nkind = "number"\n'

Read = Callable[[str], HallForm]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a hall whose [slip] goes on like this, from a folder with a logo in it."""
    picture = Image.new("L", (400, 200), 255)
    ImageDraw.Draw(picture).rectangle((100, 50, 299, 149), fill=0)
    picture.save(tmp_path / "logo.png")

    def read(text: str) -> HallForm:
        path = tmp_path / "hall.toml"
        path.write_text(HALL + text, encoding="utf-8")
        return read_hall(path)

    return read


def rules(form: HallForm) -> HallRules:
    return rules_of(unpack(pack(form)))


# -- what is right ---------------------------------------------------------------------------------------------------


def test_a_hall_that_says_nothing_has_the_usual_slip(read: Read) -> None:
    assert rules(read("")).slip == STANDARD_SLIP
    assert rules(read("")).logo is None


def test_the_usual_slip_has_every_fact_once_and_its_number() -> None:
    kinds = [line.kind for line in STANDARD_SLIP]
    assert len(set(kinds)) == len(kinds)
    assert set(LineKind) - set(kinds) == {LineKind.TEXT, LineKind.GAP}
    assert set(LOOKS) == set(LineKind)


def test_a_line_says_only_what_is_unusual_of_it(read: Read) -> None:
    text = (
        '[[slip.line]]\nkind = "field"\n'
        + NUMBER
        + 'size = 20\nabove = 3\n[[slip.line]]\nkind = "ahead"\nalign = "left"'
    )
    field, number, ahead = rules(read(text)).slip
    assert field == LOOKS[LineKind.FIELD]
    assert (number.size, number.above) == (20, 3)
    assert (ahead.align, ahead.weight, ahead.size) == (Align.LEFT, Weight.BOLD, LOOKS[LineKind.AHEAD].size)


def test_texts_rules_and_gaps_may_stand_there_more_than_once(read: Read) -> None:
    words = '[[slip.line]]\nkind = "text"\ntext_vi = "Tầng 2"\ntext_en = "Floor 2"\nweight = "bold"\n'
    blank = '[[slip.line]]\nkind = "gap"\nsize = 5\n[[slip.line]]\nkind = "rule"\n'
    lines = rules(read(words + blank + NUMBER + words + blank)).slip
    assert [line.kind.value for line in lines] == ["text", "gap", "rule", "number", "text", "gap", "rule"]
    assert (lines[0].text_vi, lines[0].text_en, lines[0].weight) == ("Tầng 2", "Floor 2", Weight.BOLD)
    assert lines[1] == SlipLine(kind=LineKind.GAP, size=5)


def test_the_template_travels_in_the_store_with_the_hall_s_rules(read: Read) -> None:
    form = read('logo = "logo.png"\n[[slip.line]]\nkind = "logo"\nsize = 12\n' + NUMBER)
    kept = unpack(pack(form))
    assert kept == form
    assert rules_of(kept) == rules_of(form)


def test_lines_at_the_foot_are_in_vietnamese_where_there_is_no_english(read: Read) -> None:
    found = rules(read('footer_vi = ["Cảm ơn."]'))
    assert found.slip_lines("en") == found.slip_lines("vi") == ("Cảm ơn.",)


def test_the_example_in_the_handbook_is_right(read: Read) -> None:
    handbook = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
    example = handbook.partition("## The slip")[2].partition("```toml\n[slip]\n")[2].partition("```")[0]
    kinds = [line.kind.value for line in rules(read(example)).slip]
    assert kinds == ["logo", "hall", "text", "rule", "number", "wait", "footer"]


# -- what is wrong ---------------------------------------------------------------------------------------------------

#: The [slip], then key, value, words of the cure, and what may be meant.
BAD: list[tuple[Any, ...]] = [
    ('[[slip.line]]\nkind = "nummer"', "slip.line[0].kind", "nummer", "write logo or hall or", "number"),
    (NUMBER + 'font = "Arial"', "slip.line[0].font", "Arial", "not a setting"),
    (NUMBER + "siz = 20", "slip.line[0].siz", 20, "not a setting", "size"),
    ("footer = []", "slip.footer", [], "not a setting", "footer_vi"),
    ('[[slip.line]]\nkind = "hall"', "slip.line", ["hall"], "without its number"),
    (NUMBER + NUMBER, "slip.line[1].kind", "number", "once"),
    (NUMBER + "size = 11", "slip.line[0].size", 11, "12 to 30 millimetres"),
    (NUMBER + "size = 31.0", "slip.line[0].size", 31.0, "12 to 30 millimetres"),
    (NUMBER + "size = nan", "slip.line[0].size", None, "12 to 30 millimetres"),
    (NUMBER + 'size = "large"', "slip.line[0].size", "large", "must be a number"),
    (NUMBER + "above = 25", "slip.line[0].above", 25, "at most 20"),
    (NUMBER + 'weight = "bold"', "slip.line[0].weight", "bold", "only words"),
    (NUMBER + 'align = "left"', "slip.line[0].align", "left", "only words"),
    (NUMBER + '[[slip.line]]\nkind = "hall"\nsize = 2', "slip.line[1].size", 2, "2.5 to 8 millimetres"),
    (NUMBER + '[[slip.line]]\nkind = "hall"\nalign = "center"', "slip.line[1].align", "center", "left or", "centre"),
    (NUMBER + '[[slip.line]]\nkind = "hall"\nweight = "fat"', "slip.line[1].weight", "fat", "regular or medium"),
    (NUMBER + '[[slip.line]]\nkind = "rule"\nsize = 2', "slip.line[1].size", 2, "has no size"),
    (NUMBER + '[[slip.line]]\nkind = "gap"\nsize = 200', "slip.line[1].size", 200, "0.5 to 20"),
    (NUMBER + '[[slip.line]]\nkind = "code"\nsize = 5', "slip.line[1].size", 5, "15 to 40"),
    (NUMBER + '[[slip.line]]\nkind = "text"\ntext_vi = "Tầng 2"', "slip.line[1].text_en", "", "both languages"),
    (NUMBER + '[[slip.line]]\nkind = "text"\ntext_en = "Floor 2"', "slip.line[1].text_vi", "", "both languages"),
    (NUMBER + '[[slip.line]]\nkind = "text"', "slip.line[1].text_vi", "", "both languages"),
    (NUMBER + '[[slip.line]]\nkind = "hall"\ntext_vi = "Xã"', "slip.line[1].text_vi", "Xã", "only a line of kind"),
    (
        NUMBER + f'[[slip.line]]\nkind = "text"\ntext_vi = "{"ă" * 201}"\ntext_en = "a"',
        "slip.line[1].text_vi",
        "ă" * 201,
        "at most 200",
    ),
    (NUMBER + '[[slip.line]]\nkind = "gap"\n' * 40, "slip.line", 41, "at most 40"),
    (NUMBER + '[[slip.line]]\nkind = "logo"', "slip.logo", "", "needs it"),
    ('logo = "logo.png"\n' + NUMBER, "slip.logo", "logo.png", "printed nowhere"),
    ('footer_vi = ["Cảm ơn."]\n' + NUMBER, "slip.footer_vi", ["Cảm ơn."], "printed nowhere"),
    ('footer_en = ["Thanks."]', "slip.footer_vi", [], "in Vietnamese too"),
    ('logo = "/etc/logo.png"', "slip.logo", "/etc/logo.png", "beside hall.toml"),
    ('logo = "../logo.png"', "slip.logo", "../logo.png", "beside hall.toml"),
    ('logo = "emblem.png"', "slip.logo", "emblem.png", "no such file"),
    ('[slip.picture]\nwidth = 8\nheight = 1\ndots = "AA=="', "slip.picture", "…", "not a setting"),
]


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: f"{bad[1]}: {bad[3]}")
def test_a_bad_template_is_refused_with_key_value_and_cure(read: Read, tmp_path: Path, bad: tuple[Any, ...]) -> None:
    text, key, value, cure, *meant = bad
    with pytest.raises(ConfigError) as caught:
        read(text)
    error = caught.value
    assert (error.where, error.key) == (tmp_path / "hall.toml", key)
    assert value is None or error.value == value
    assert cure in error.cure
    assert list(error.suggestions[: len(meant)]) == meant


# -- the logo --------------------------------------------------------------------------------------------------------


def ink(picture: Picture) -> Image.Image:
    return Image.frombytes("1", (picture.width, picture.height), picture.dots)


def test_a_logo_is_cropped_to_what_is_drawn_and_as_high_as_its_line(read: Read) -> None:
    logo = rules(read('logo = "logo.png"\n[[slip.line]]\nkind = "logo"\nsize = 10\n' + NUMBER)).logo
    assert logo is not None
    assert (logo.width, logo.height) == (160, 80)
    assert ink(logo).getextrema() == (255, 255), "all of it is black"


def test_a_broad_logo_is_as_wide_as_narrow_paper_and_no_wider(read: Read, tmp_path: Path) -> None:
    Image.new("L", (2000, 200), 0).save(tmp_path / "logo.png")
    logo = rules(read('logo = "logo.png"')).logo
    assert logo is not None
    assert (logo.width, logo.height) == (384, 38)


def test_what_is_transparent_is_paper_and_what_is_pale_is_drawn_all_the_same(read: Read, tmp_path: Path) -> None:
    picture = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((50, 50, 149, 149), fill=(200, 200, 60, 255))
    picture.save(tmp_path / "logo.png")
    logo = rules(read('logo = "logo.png"')).logo
    assert logo is not None
    assert (logo.width, logo.height) == (68, 68)
    assert (ink(logo).getpixel((0, 0)), ink(logo).getpixel((34, 34))) == (0, 255)


def test_the_sample_hall_has_a_logo_that_is_small_enough_for_any_line() -> None:
    logo = rules_of(read_hall(SAMPLE_HALL / "hall.toml")).logo
    assert logo is not None
    assert logo.height == 68
    assert len(logo.dots) < 1_000


def _letter(path: Path) -> None:
    path.write_text("no picture")


def _half(path: Path) -> None:
    shutil.copy(SAMPLE_HALL / "logo.png", path)
    path.write_bytes(path.read_bytes()[:200])


@pytest.mark.parametrize(
    ("make", "cure"),
    [
        (_letter, "not a picture"),
        (_half, "not a picture"),
        (lambda path: Image.new("L", (100, 100), 255).save(path), "white all over"),
        (lambda path: Image.new("RGBA", (100, 100), (0, 0, 0, 0)).save(path), "white all over"),
        (lambda path: Image.new("L", (20, 20), 0).save(path), "too small"),
        (lambda path: Image.new("1", (5000, 50), 0).save(path), "too large"),
        (lambda path: Image.new("1", (20_000, 20_000), 1).save(path), "too large"),
        (lambda path: Image.new("1", (12_000, 9_000), 1).save(path), "too large"),
        (lambda path: path.write_bytes(b"\x89PNG" + bytes(5_000_000)), "larger than 4 MB"),
    ],
    ids=["words", "half", "white", "empty", "tiny", "wide", "bomb", "small bomb", "heavy"],
)
def test_a_bad_logo_is_refused_with_its_name(
    read: Read, tmp_path: Path, make: Callable[[Path], object], cure: str
) -> None:
    (tmp_path / "logo.png").unlink()
    make(tmp_path / "logo.png")
    with pytest.raises(ConfigError) as caught:
        read('logo = "logo.png"')
    assert (caught.value.key, caught.value.value) == ("slip.logo", "logo.png")
    assert cure in caught.value.cure


def test_a_logo_damaged_in_the_store_is_told(sample_form: HallForm) -> None:
    slip = msgspec.structs.replace(sample_form.slip, picture=PictureForm(width=16, height=3, dots=b"\x00"))
    with pytest.raises(ConfigError) as caught:
        rules_of(msgspec.structs.replace(sample_form, slip=slip))
    assert (caught.value.where, caught.value.key) == ("store", "slip.picture")
