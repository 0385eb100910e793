"""Whoever types what they came for, in whatever way, sees the right field before they have finished."""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import shared
from shared.catalogue import Catalogue, Synonym, read_catalogue
from shared.search import Found, SearchIndex
from shared.text import plain

HATINH = read_catalogue(Path(shared.__file__).parent / "sample" / "hatinh")
INDEX = SearchIndex(HATINH)


def first(query: str, language: str = "vi") -> Found:
    return INDEX.find(query, language=language)[0]


@pytest.mark.parametrize(
    ("query", "service"),
    [
        ("đất đai", "NM01"),
        ("dat dai", "NM01"),
        ("ĐẤT ĐAI", "NM01"),
        ("đai đất", "NM01"),
        ("dat d", "NM01"),
        ("giay phep lai xe", "CA04"),
        ("giay phep lai se", "CA04"),  # a slip
        ("giya phep lai xe", "CA04"),  # two letters swapped
        ("xe lai phep giay", "CA04"),
        ("ly lich tuphap", "CA05"),
        ("canc cuoc", "CA01"),
        ("driving licence", "CA04"),
        ("drivng licen", "CA04"),
        ("passport", "CA06"),
        ("land", "NM01"),
        ("pension", "BH03"),
        ("tôi muốn làm căn cước", "CA01"),
        ("tách thửa", "NM01"),
        ("ket hon", "TP01"),
        ("sodo", "NM01"),
        ("hochieu", "CA06"),
    ],
)
def test_each_way_of_typing_it_finds_the_field(query: str, service: str) -> None:
    assert first(query).service == service


@pytest.mark.parametrize(
    ("say", "service"),
    [
        ("sổ đỏ", "NM01"),
        ("bằng lái xe", "CA04"),
        ("giấy khai sinh", "TP01"),
        ("ly lịch tư pháp", "CA05"),
        ("hộ chiếu", "CA06"),
        ("đăng ký kết hôn", "TP01"),
        ("căn cước", "CA01"),
        ("cccd", "CA01"),
        ("bảo hiểm xe", "CA03"),
        ("hộ khẩu", "CA02"),
        ("vneid", "CA07"),
        ("trước bạ xe", "TH03"),
        ("trợ cấp thất nghiệp", "NV11"),
        ("lương hưu", "BH03"),
        ("thẻ bhyt", "BH02"),
        ("mở công ty", "TC01"),
        ("xây nhà", "XD02"),
        ("sao y", "TP03"),
        ("vay thế chấp sổ đỏ", "NM02"),
        ("lắp công tơ", "DL01"),
    ],
)
def test_what_people_say_at_home_finds_the_field(say: str, service: str) -> None:
    for typed in (say, plain(say)):
        assert first(typed).service == service, typed
    assert first(say).said or first(say).ranges


def test_every_everyday_word_leads_somewhere_and_says_so() -> None:
    for synonym in HATINH.synonyms:
        found = INDEX.find(synonym.say)
        assert any(one.said == synonym.say for one in found), synonym


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_field_and_procedure_is_found_by_its_own_name(language: str) -> None:
    for service in HATINH.services:
        assert service.code in {one.service for one in INDEX.find(service.name(language), language=language)}
    for procedure in HATINH.procedures:
        found = INDEX.find(procedure.name(language), language=language)
        assert procedure.code in {one.procedure for one in found}, procedure


def test_every_procedure_is_found_by_its_name_without_marks() -> None:
    missed = [
        procedure.code
        for procedure in HATINH.procedures
        if procedure.code not in {one.procedure for one in INDEX.find(plain(procedure.name_vi))}
    ]
    assert missed == []


def test_marks_typed_right_rank_above_other_marks() -> None:
    land = "đất"
    reaching = "đạt"
    assert land in first(land).name.lower()
    assert reaching in first(reaching).name.lower()


def test_a_field_stands_before_a_procedure_of_the_same_score() -> None:
    field, procedure = INDEX.find("sổ đỏ")[:2]
    assert field.score == procedure.score
    assert (field.procedure, procedure.procedure) == (None, "NM01.001")


def test_an_agencys_name_finds_what_it_does() -> None:
    assert {one.agency for one in INDEX.find("cong an tinh")} == {"CA"}


def test_what_matched_is_marked_in_the_name_shown() -> None:
    found = first("dat dai")
    assert [found.name[start:end] for start, end in found.ranges] == ["Đất", "đai"]
    typing = first("lái x")
    assert [typing.name[start:end] for start, end in typing.ranges] == ["lái", "x"]
    english = first("driving lic", language="en")
    assert [english.name[start:end] for start, end in english.ranges] == ["Driving", "lic"]


def test_the_name_shown_is_in_the_language_asked_for() -> None:
    assert first("đất đai", language="en").name == "Land"
    assert first("driving licences", language="vi").name.startswith("Sát hạch")


def test_letters_typed_apart_from_their_marks_are_the_same_letters() -> None:
    assert INDEX.find(unicodedata.normalize("NFD", "Hộ tịch")) == INDEX.find("Hộ tịch")


@pytest.mark.parametrize("nothing", ["", "   ", "?!", "qqqq zzzz", "北京"])
def test_nothing_near_is_an_empty_answer(nothing: str) -> None:
    assert INDEX.find(nothing) == ()


def test_never_more_answers_than_asked_for() -> None:
    assert len(INDEX.find("c")) == 8
    assert len(INDEX.find("c", 3)) == 3
    assert INDEX.find("c", 0) == ()


def test_an_empty_catalogue_answers_nothing() -> None:
    assert SearchIndex(Catalogue()).find("đất") == ()


def test_a_word_explained_by_nothing_known_leads_nowhere() -> None:
    index = SearchIndex(Catalogue(synonyms=(Synonym(say="sổ đỏ", means="đất"),)))
    assert index.find("sổ đỏ") == ()


@given(query=st.text(max_size=40), language=st.sampled_from(["vi", "en", "lo"]))
def test_any_text_at_all_is_answered_in_order_and_within_the_names(query: str, language: str) -> None:
    found = INDEX.find(query, language=language)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert len({(one.service, one.procedure) for one in found}) == len(found)
    for one in found:
        assert all(0 <= start < end <= len(one.name) for start, end in one.ranges)


def test_of_a_pasted_page_the_first_words_are_read() -> None:
    page = " ".join(procedure.name_vi for procedure in HATINH.procedures)
    assert INDEX.find(page) == INDEX.find(" ".join(page.split()[:60]))


@pytest.mark.parametrize(
    ("typed", "service"),
    [
        ("gpxd", "XD02"),
        ("GPLX", "CA04"),
        ("gcn qsdd", "NM01"),
        ("gcnqsdd", "NM01"),
        ("QSDĐ", "NM01"),
        ("cccd", "CA01"),
        ("hktt", "CA02"),
        ("ĐKKD", "TC01"),
        ("lltp", "CA05"),
        ("pccc", "CA11"),
        ("bhtn", "NV11"),
        ("gpld", "NV11"),
    ],
)
def test_what_people_shorten_finds_the_field(typed: str, service: str) -> None:
    assert first(typed).service == service


def test_the_first_letters_of_a_names_words_find_it_without_anybody_explaining_them() -> None:
    index = SearchIndex(replace(HATINH, synonyms=()))
    for letters, service in (("gplx", "CA04"), ("lltp", "CA05"), ("gpmt", "NM03"), ("gplđ", "NV11")):
        assert index.find(letters)[0].service == service, letters


@pytest.mark.parametrize(
    ("typed", "service"),
    [
        ("khai sinhj", "TP01"),
        ("giaays khai sinh", "TP01"),
        ("ddaats ddai", "NM01"),
        ("soor ddor", "NM01"),
        ("so5 d9o3", "NM01"),
        ("d9a6t1 d9ai", "NM01"),
        ("ho65 khau63", "CA02"),
        ("dduwowngf booj", "XD09"),
        ("cawn cuowcs", "CA01"),
        ("bawngf lais xe", "CA04"),
        ("ly1 lich5 tu7 phap1", "CA05"),
        ("theer baor hieemr", "BH02"),
    ],
)
def test_keys_for_marks_typed_where_no_marks_are_made_are_read_through(typed: str, service: str) -> None:
    assert service in {one.service for one in INDEX.find(typed)[:3]}


@pytest.mark.parametrize(
    ("typed", "service"),
    [
        ("giayphepxaydung", "XD02"),
        ("dangkykethon", "TP01"),
        ("lylichtuphap", "CA05"),
        ("bao hiem yte", "BH02"),
        ("hokhau", "CA02"),
        ("giayphepla", "CA04"),  # the last word still growing
    ],
)
def test_words_run_together_are_taken_apart(typed: str, service: str) -> None:
    assert service in {one.service for one in INDEX.find(typed)[:3]}


@pytest.mark.parametrize(
    ("typed", "service"),
    [("xo do", "NM01"), ("li lich tu phap", "CA05"), ("giay fep lai xe", "CA04"), ("chuoc ba", "TH03")],
)
def test_what_is_spelt_as_it_sounds_is_found(typed: str, service: str) -> None:
    assert first(typed).service == service


@pytest.mark.parametrize(
    "around", ["xin {}", "làm {}", "lam lai {}", "dang ky {}", "cho toi lam {}", "thu tuc cap lai {}"]
)
@pytest.mark.parametrize(("core", "service"), [("so do", "NM01"), ("ho chieu", "CA06"), ("giay khai sinh", "TP01")])
def test_what_is_to_be_done_with_it_does_not_lead_elsewhere(around: str, core: str, service: str) -> None:
    assert first(around.format(core)).service == service


def test_a_word_with_several_meanings_leads_to_each() -> None:
    assert {"YT04", "TC01"} <= {one.service for one in INDEX.find("mở quán ăn")}


@pytest.mark.parametrize(("file", "least"), [("everyday_phrases.csv", 0.9), ("held_out_phrases.csv", 0.8)])
def test_phrases_as_citizens_type_them_show_the_right_field_among_the_first_three(file: str, least: float) -> None:
    """The first thirty were written before the index was tuned, the others after it: see which is which in the data."""
    with (Path(__file__).parent / "data" / file).open(encoding="utf-8", newline="") as lines:
        asked = [(row["phrase"], row["field"]) for row in csv.DictReader(lines)]
    missed = [phrase for phrase, field in asked if field not in {one.service for one in INDEX.find(phrase)[:3]}]
    assert len(asked) == 30
    assert len(missed) <= (1 - least) * len(asked) + 1e-9, missed
