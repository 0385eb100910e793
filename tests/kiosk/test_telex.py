"""Plain keys make Vietnamese letters, and take them back; what is not Vietnamese stays as it was typed."""

from __future__ import annotations

import re
import unicodedata
from functools import reduce
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import shared
from kiosk.telex import compose
from shared.catalogue import read_catalogue

HATINH = read_catalogue(Path(shared.__file__).parent / "sample" / "hatinh")
WORDS = sorted(
    {
        word
        for text in (
            *(one.name_vi for one in (*HATINH.agencies, *HATINH.services, *HATINH.procedures, *HATINH.profiles)),
            *(one.say for one in HATINH.synonyms),
        )
        for word in re.findall(r"[^\W\d_]+", text)
    }
)
_KEYS = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j", "\u0306": "w", "\u031b": "w"}
_TONES = "sfrxj"
OLD_STYLE = {"thuỷ": "thủy"}  # one name of the catalogue has it the new way


def typed(keys: str, text: str = "") -> str:
    return reduce(compose, keys, text)


def keys_of(letter: str) -> tuple[str, str]:
    """The keys for a letter with its mark, and the key for its tone."""
    if letter in "đĐ":
        return ("dd" if letter == "đ" else "DD"), ""
    decomposed = unicodedata.normalize("NFD", letter)
    base, marks = decomposed[0], decomposed[1:]
    keys = [base if mark == "\u0302" else _KEYS[mark] for mark in marks]
    return base + "".join(key for key in keys if key not in _TONES), "".join(key for key in keys if key in _TONES)


def keystrokes(word: str, *, tone_at_once: bool = False) -> str:
    """How a word is typed: its tone at its end, or at once behind its vowel."""
    keys, tones = "", ""
    for letter in word:
        own, tone = keys_of(letter)
        keys += own + (tone if tone_at_once else "")
        tones += "" if tone_at_once else tone
    return keys + tones


TABLE = """
    ddaats=đất soor=sổ ddor=đỏ nhaf=nhà giaays=giấy pheps=phép xaay=xây duwngj=dựng laixe=laixe laix=lãi xe=xe
    hooj=hộ chieeus=chiếu khaaur=khẩu cawn=căn cuowcs=cước coong=công daan=dân thuees=thuế ddieenj=điện
    hoaf=hòa hoas=hóa toas=tóa hoef=hòe khoer=khỏe thuyr=thủy thuys=thúy huyr=hủy luyx=lũy tuyf=tùy
    hoanf=hoàn toans=toán hoangf=hoàng khoans=khoán khoeos=khoéo ngoawcj=ngoặc xoays=xoáy ngoaif=ngoài
    quys=quý quyr=quỷ quas=quá quaar=quẩ quaanj=quận quoocs=quốc quyeenf=quyền quawng=quăng
    gias=giá giaf=già gif=gì gixn=gĩn gieengs=giếng gieets=giết giuwowngf=giường giair=giải
    mias=mía muas=múa muwas=mứa chuwax=chữa ruwowuj=rượu nguwowif=người muoois=muối tuooir=tuổi
    thuowr=thuở huow=huơ huown=hươn khuyur=khuỷu khuya=khuya chuyeenr=chuyển nghieengs=nghiếng
    yeeu=yêu yeens=yến ieer=iể hieeur=hiểu neeus=nếu keesn=kến oonf=ồn awn=ăn aanr=ẩn uwngs=ứng
    dduwowngf=đường DDUWOWNGF=ĐƯỜNG Ddaats=Đất DDaats=Đất AS=Á As=Á aS=á
"""


@pytest.mark.parametrize(("keys", "word"), [pair.split("=") for pair in TABLE.split()])
def test_keys_make_the_word(keys: str, word: str) -> None:
    assert typed(keys) == word


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(TABLE.split()) >= 60


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("tieengs", "tiếng"),
        ("tieesng", "tiếng"),
        ("tiengse", "tiếng"),
        ("tiengs", "tiéng"),
        ("duongwfd", "đường"),
        ("duwongdf", "đường"),
        ("dduowngf", "đường"),
        ("nguoiwf", "người"),
        ("nguowif", "người"),
        ("tosan", "toán"),
        ("toasn", "toán"),
        ("gifa", "già"),
        ("mwa", "mưa"),
        ("nhw", "như"),
        ("W", "Ư"),
    ],
)
def test_the_keys_for_marks_may_come_later(keys: str, word: str) -> None:
    assert typed(keys) == word


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("ass", "as"),
        ("asss", "ass"),
        ("aff", "af"),
        ("aaa", "aa"),
        ("aaaa", "aaa"),
        ("eee", "ee"),
        ("ooo", "oo"),
        ("aww", "aw"),
        ("oww", "ow"),
        ("muww", "muw"),
        ("ww", "w"),
        ("ddd", "dd"),
        ("didd", "did"),
        ("asz", "a"),
        ("toansz", "toan"),
        ("az", "az"),
        ("asf", "à"),
        ("trawnga", "trâng"),
        ("booong", "boong"),
    ],
)
def test_the_same_key_again_takes_the_mark_back(keys: str, word: str) -> None:
    assert typed(keys) == word


@pytest.mark.parametrize(
    "word",
    ["internet", "email", "facebook", "karaoke", "act", "street", "club", "north", "card", "video", "web", "windows"],
)
def test_a_word_that_cannot_be_vietnamese_stays(word: str) -> None:
    assert typed(word) == word


@pytest.mark.parametrize(("keys", "word"), [("actr", "actr"), ("tetf", "tetf"), ("tets", "tét"), ("tetj", "tẹt")])
def test_behind_a_stop_only_two_tones_can_be_spoken(keys: str, word: str) -> None:
    assert typed(keys) == word


@pytest.mark.parametrize(("keys", "word"), [("HDDND", "HĐND"), ("LDD", "LĐ"), ("ddkkdd", "đkkđ"), ("QSDDDD", "QSDĐ")])
def test_abbreviations_have_their_d(keys: str, word: str) -> None:
    assert typed(keys) == word


def test_only_the_last_word_changes() -> None:
    assert typed("giaays phesp 2 banhs", "xin ") == "xin giấy phép 2 bánh"
    assert typed("s", "hoa ") == "hoa s"
    assert typed("s", "hoa2") == "hoa2s"
    assert typed("s") == "s"


def test_what_was_rubbed_out_is_typed_on_from_what_is_left() -> None:
    assert typed("n", "hòan"[:-1]) == "hoàn"
    assert typed("ts", "đất"[:-1].replace("ấ", "â")) == "đất"


def the_typist_sees_and_mends(word: str) -> str:
    """Types a word that is not Vietnamese: a letter that turned into a mark is typed again."""
    text = ""
    for place, letter in enumerate(word, start=1):
        text = compose(text, letter)
        if text != word[:place]:
            text = compose(text, letter)
    return text


def test_every_word_of_the_catalogue_can_be_typed() -> None:
    """An abbreviation with d and đ side by side needs one key more: "QSDĐ"."""
    assert len(WORDS) > 800
    ways = (
        keystrokes,
        lambda word: keystrokes(word, tone_at_once=True),
        lambda word: keystrokes(word) + ("D" if word.isupper() else "d"),
    )
    missed = {
        word: typed(keystrokes(word))
        for word in WORDS
        if OLD_STYLE.get(word, word) not in (the_typist_sees_and_mends(word), *(typed(way(word)) for way in ways))
    }
    assert missed == {}


def test_every_word_with_marks_comes_out_the_same_wherever_its_tone_is_typed() -> None:
    marked = [word for word in WORDS if word != unicodedata.normalize("NFD", word) and word not in OLD_STYLE]
    assert len(marked) > 600
    assert [word for word in marked if typed(keystrokes(word)) != word] == []
    assert [word for word in marked if typed(keystrokes(word, tone_at_once=True)) != word] == []


@given(text=st.text(max_size=12), key=st.characters())
def test_any_key_behind_any_text_keeps_what_was_there_or_its_letters(text: str, key: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    after = compose(composed, key)
    start = len(composed)
    while start and composed[start - 1].isalpha():
        start -= 1
    assert after.startswith(composed[:start])
    assert len(composed) <= len(after) <= len(composed) + 2
