"""The sample halls are whole; a bad catalogue is told row by row; differences say what an import will do."""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import shared
from shared.catalogue import (
    Agency,
    BadCatalogue,
    Catalogue,
    CounterPlace,
    Kind,
    RowError,
    Service,
    Thing,
    WorkProfile,
    differences,
    read_catalogue,
)
from shared.domain.errors import ConfigError
from shared.settings import read_hall, rules_of

SAMPLE = Path(shared.__file__).parent / "sample"
HATINH = read_catalogue(SAMPLE / "hatinh")
BEFORE_2025 = read_catalogue(SAMPLE / "hatinh-pre2025")

SMALL = {
    "agencies.csv": "code,letter,name_vi,name_en\nNM,G,Sở Nông nghiệp,Agriculture\nCA,R,Công an,Police\n",
    "fields.csv": "code,agency,name_vi,name_en,quota_per_session\nNM01,NM,Đất đai,Land,\nCA01,CA,Căn cước,Cards,40\n",
    "procedures.csv": 'code,field,name_vi,name_en,days\nNM01.1,NM01,"Tách, hợp thửa",Divide land,15\n',
    "profiles.csv": "code,name_vi,name_en,fields,at_once\nALL,Tất cả,All,NM01 CA01,1\n",
    "counters.csv": "number,profile\n1,ALL\n2,ALL\n",
}


def written(folder: Path, *, text: dict[str, str] | None = None, encoding: str = "utf-8") -> Path:
    for name, content in {**SMALL, **(text or {})}.items():
        (folder / name).write_bytes(content.encode(encoding))
    return folder


def refusals(folder: Path, **text: str) -> tuple[RowError, ...]:
    """What is wrong with the small catalogue when the files of `text` stand in it instead."""
    written(folder, text={f"{name}.csv": content for name, content in text.items()})
    with pytest.raises(BadCatalogue) as caught:
        read_catalogue(folder)
    return caught.value.rows


def test_the_sample_hall_is_whole() -> None:
    assert (len(HATINH.agencies), len(HATINH.services), len(HATINH.procedures)) == (18, 185, 391)
    assert [counter.number for counter in HATINH.counters] == list(range(1, 41))
    assert not HATINH.unserved()


def test_the_sample_hall_before_the_mergers_is_whole() -> None:
    assert (len(BEFORE_2025.agencies), len(BEFORE_2025.services), len(BEFORE_2025.procedures)) == (18, 164, 347)
    assert [counter.number for counter in BEFORE_2025.counters] == list(range(1, 41))
    assert not BEFORE_2025.unserved()


@pytest.mark.parametrize("catalogue", [HATINH, BEFORE_2025], ids=["hatinh", "hatinh-pre2025"])
def test_every_agency_has_a_counter_that_serves_all_of_it(catalogue: Catalogue) -> None:
    used = {counter.profile for counter in catalogue.counters}
    served = [set(profile.services) for profile in catalogue.profiles if profile.code in used]
    for agency in catalogue.agencies:
        fields = {service.code for service in catalogue.services if service.agency == agency.code}
        assert any(fields <= codes for codes in served), agency.code


@pytest.mark.parametrize(
    "path", sorted(SAMPLE.glob("hatinh*/*.[ct]*")), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_sample_files_are_composed_and_have_plain_line_ends(path: Path) -> None:
    raw = path.read_bytes()
    text = raw.decode("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert b"\r" not in raw
    assert raw.endswith(b"\n")


@pytest.mark.parametrize("name", ["hatinh", "hatinh-pre2025"])
def test_the_sample_halls_rules_are_readable_and_are_of_one_hall(name: str) -> None:
    path = SAMPLE / name / "hall.toml"
    rules = rules_of(read_hall(path), where=path)
    assert rules.id == "hatinh"
    assert rules.name_vi == "Trung tâm Phục vụ hành chính công tỉnh Hà Tĩnh"
    assert len(rules.calendar.sessions(date(2026, 3, 2))) == 2
    assert not rules.calendar.sessions(date(2027, 4, 30))


def test_every_english_name_is_there_and_is_not_vietnamese() -> None:
    for item in (*HATINH.agencies, *HATINH.services, *HATINH.procedures, *HATINH.profiles):
        assert item.name_en.strip()
        assert item.name_en.isascii(), item
        assert item.name("en") == item.name_en
        assert item.name("vi") == item.name("fr") == item.name_vi


def test_the_longest_names_are_known_to_whoever_lays_out_a_screen() -> None:
    """Change these figures with the catalogue, and then look at the screens and the slip again."""
    names = [*HATINH.services, *HATINH.procedures]
    assert max(len(item.name_vi) for item in HATINH.services) == 118
    assert max(len(item.name_vi) for item in names) == 118
    assert max(len(item.name_en) for item in names) == 112
    assert max(len(agency.name_vi) for agency in HATINH.agencies) == 31


def test_each_field_of_before_2025_lives_on_in_one_of_today() -> None:
    assert set(HATINH.succession) == {service.code for service in BEFORE_2025.services}
    assert len(set(HATINH.succession.values())) == 164


def test_at_least_forty_everyday_words_are_explained() -> None:
    assert len(HATINH.synonyms) >= 40


def test_the_import_of_2025_moves_every_field_and_loses_none() -> None:
    changes = differences(BEFORE_2025, HATINH)
    assert len(changes.of(Thing.SERVICE, Kind.MOVED)) == 164
    assert not changes.of(Thing.SERVICE, Kind.REMOVED)
    assert len(changes.of(Thing.SERVICE, Kind.ADDED)) == 21
    assert not changes.of(Thing.PROCEDURE, Kind.REMOVED)
    assert not changes.of(Thing.PROCEDURE, Kind.MOVED)


def test_a_small_catalogue_is_read_as_it_stands(tmp_path: Path) -> None:
    catalogue = read_catalogue(written(tmp_path))
    assert catalogue.agencies[0] == Agency(code="NM", letter="G", name_vi="Sở Nông nghiệp", name_en="Agriculture")
    assert [service.quota_per_session for service in catalogue.services] == [None, 40]
    assert catalogue.procedures[0].name_vi == "Tách, hợp thửa"
    assert catalogue.profiles[0].services == ("NM01", "CA01")
    assert catalogue.counters == (CounterPlace(number=1, profile="ALL"), CounterPlace(number=2, profile="ALL"))
    assert not catalogue.succession
    assert not catalogue.synonyms


def test_a_name_may_be_missing_in_english_and_is_then_shown_in_vietnamese(tmp_path: Path) -> None:
    text = {
        "fields.csv": SMALL["fields.csv"].replace(",Land,", ",,"),
        "procedures.csv": SMALL["procedures.csv"].replace("Divide land", ""),
    }
    catalogue = read_catalogue(written(tmp_path, text=text))
    assert [one.name("en") for one in catalogue.services] == ["Đất đai", "Cards"]
    assert catalogue.procedures[0].name("en") == "Tách, hợp thửa"
    assert [one.code for one in catalogue.without_english()] == ["NM01", "NM01.1"]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_spreadsheets_marks_line_ends_and_spaces_are_tolerated(tmp_path: Path, ends: str) -> None:
    plain = read_catalogue(written(tmp_path))
    spreadsheet = {
        name: unicodedata.normalize("NFD", text).replace(",NM,", ", NM ,").replace("\n", ends) + ",," + ends
        for name, text in SMALL.items()
    }
    assert read_catalogue(written(tmp_path, text=spreadsheet, encoding="utf-8-sig")) == plain


def test_semicolons_are_tolerated_where_a_spreadsheet_writes_them(tmp_path: Path) -> None:
    plain = read_catalogue(written(tmp_path))
    text = {name: text.replace(",", ";") for name, text in SMALL.items() if name != "procedures.csv"}
    assert read_catalogue(written(tmp_path, text=text)) == plain


def test_letters_nobody_sees_and_line_breaks_inside_a_name_are_dropped(tmp_path: Path) -> None:
    fields = SMALL["fields.csv"].replace("Đất đai", '"Đất\u200b\n\u00a0 đai"')
    assert read_catalogue(written(tmp_path, text={"fields.csv": fields})).services[0].name_vi == "Đất đai"


def test_all_bad_rows_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    rows = refusals(
        tmp_path,
        agencies="code,letter,name_vi,name_en\nNM,G,Sở,Dept\nCA,g,,Police\nNM,G,Sở,Dept\n",
        fields="code,agency,name_vi,name_en,quota_per_session\nNM01,NN,Đất đai,Land,many\nCA01,CA,Căn cước,Cards,\n",
        profiles="code,name_vi,name_en,fields,at_once\nALL,Tất cả,All,NM01 CA1 CA01 NM01,0\n",
        counters="number,profile\n0,ALL\n2,ALLL\n2,ALL\n",
    )
    assert [(row.file, row.line, row.column, row.value) for row in rows] == [
        ("agencies.csv", 3, "letter", "g"),
        ("agencies.csv", 3, "name_vi", ""),
        ("agencies.csv", 4, "code", "NM"),
        ("agencies.csv", 4, "letter", "G"),
        ("fields.csv", 2, "agency", "NN"),
        ("fields.csv", 2, "quota_per_session", "many"),
        ("profiles.csv", 2, "fields", "CA1"),
        ("profiles.csv", 2, "fields", "NM01"),
        ("profiles.csv", 2, "at_once", "0"),
        ("counters.csv", 2, "number", "0"),
        ("counters.csv", 3, "profile", "ALLL"),
        ("counters.csv", 4, "number", "2"),
    ]
    assert all(row.cure for row in rows)
    by_value = {row.value: row.suggestions for row in rows}
    assert (by_value["CA1"][0], by_value["ALLL"], by_value["NN"]) == ("CA01", ("ALL",), ())


def test_the_error_is_a_config_error_that_names_the_first_row_and_prints_all(tmp_path: Path) -> None:
    written(tmp_path, text={"counters.csv": "number,profile\n1,AL\nx,ALL\n"})
    with pytest.raises(ConfigError) as caught:
        read_catalogue(tmp_path)
    error = caught.value
    assert (error.where, error.key, error.value) == (tmp_path / "counters.csv:2", "profile", "AL")
    assert len(str(error).splitlines()) == 2
    assert "Did you mean ALL?" in str(error)


def test_a_wrong_header_is_told_once_and_blames_no_row_that_names_its_codes(tmp_path: Path) -> None:
    (row,) = refusals(tmp_path, fields="code,agencies,name_vi,name_en,quota_per_session\nNM01,NM,Đất,Land,\n")
    assert (row.file, row.line, row.suggestions) == ("fields.csv", 1, ("agency",))


def test_a_missing_file_is_told_once(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "agencies.csv").unlink()
    with pytest.raises(BadCatalogue) as caught:
        read_catalogue(tmp_path)
    assert [row.file for row in caught.value.rows] == ["agencies.csv"]


def test_an_empty_file_is_a_wrong_header(tmp_path: Path) -> None:
    assert [row.line for row in refusals(tmp_path, counters="")] == [1]


def test_another_encoding_is_told_with_the_line(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "agencies.csv").write_bytes(b"code,letter,name_vi,name_en\nNM,G,S\xed n\xf4ng,Agriculture\n")
    with pytest.raises(BadCatalogue) as caught:
        read_catalogue(tmp_path)
    (row,) = caught.value.rows
    assert (row.file, row.line) == ("agencies.csv", 2)
    assert "UTF-8" in row.cure


def test_a_name_with_an_unquoted_comma_is_told_with_its_line(tmp_path: Path) -> None:
    (row,) = refusals(tmp_path, procedures="code,field,name_vi,name_en,days\nNM01.1,NM01,Tách, hợp,Divide,15\n")
    assert (row.line, row.value) == (2, "NM01.1,NM01,Tách,hợp,Divide,15")


def test_a_quotation_mark_left_open_is_told(tmp_path: Path) -> None:
    (row,) = refusals(tmp_path, procedures='code,field,name_vi,name_en,days\nNM01.1,NM01,"Tách,Divide,15\n')
    assert (row.file, row.line) == ("procedures.csv", 2)
    assert "quotation mark" in row.cure


def test_only_a_field_that_is_gone_has_a_successor(tmp_path: Path) -> None:
    rows = refusals(tmp_path, succession="old_field,new_field\nSTN01,NM1\nCA01,NM01\nSTN01,NM01\n")
    assert [(row.line, row.column) for row in rows] == [(2, "new_field"), (3, "old_field"), (4, "old_field")]


def test_a_word_is_explained_once(tmp_path: Path) -> None:
    (row,) = refusals(tmp_path, synonyms="say,means\nsổ đỏ,đất\nSổ Đỏ,nhà\n")
    assert (row.line, row.column) == (3, "say")


@given(text=st.text(alphabet='NMCA01,;"\n\r é9 \x00', max_size=60))
def test_whatever_stands_in_a_file_it_is_read_or_refused_never_broken(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = written(tmp_path_factory.mktemp("hall"))
    for name, content in SMALL.items():
        (folder / name).write_bytes((content + text).encode())
        try:
            assert read_catalogue(folder).agencies
        except BadCatalogue as error:
            assert error.rows  # noqa: PT017 - both ends are right, a third is not
        (folder / name).write_bytes(content.encode())


@pytest.mark.parametrize("number", ["-1", "1.0", "１", "1e3", "9" * 5000, "1000000"])
def test_a_quota_is_a_plain_whole_number(tmp_path: Path, number: str) -> None:
    (row,) = refusals(tmp_path, fields=SMALL["fields.csv"].replace(",40", f",{number}"))
    assert (row.line, row.column, row.value) == (3, "quota_per_session", unicodedata.normalize("NFC", number))


def test_a_service_no_counter_serves_is_pointed_out(tmp_path: Path) -> None:
    catalogue = read_catalogue(written(tmp_path))
    idle = WorkProfile(code="CA", name_vi="Công an", name_en="Police", services=("CA01",))
    land = WorkProfile(code="ALL", name_vi="Đất", name_en="Land", services=("NM01",))
    assert [s.code for s in replace(catalogue, profiles=(idle, land)).unserved()] == ["CA01"]


def test_a_catalogue_does_not_differ_from_itself() -> None:
    assert differences(HATINH, HATINH).lines == ()
    assert differences(HATINH, HATINH).summary() == ()


def test_each_sort_of_difference_is_told_apart(tmp_path: Path) -> None:
    old = read_catalogue(written(tmp_path))
    land = replace(old.services[0], code="NM09", name_vi="Đất", agency="CA", quota_per_session=5)
    new = replace(
        old,
        agencies=(replace(old.agencies[0], letter="Z"), old.agencies[1]),
        services=(land, Service(code="CA02", agency="CA", name_vi="Cư trú", name_en="Residence")),
        procedures=(replace(old.procedures[0], service="NM09", days=None),),
        profiles=(replace(old.profiles[0], services=("NM09",), at_once=2),),
        counters=(CounterPlace(number=2, profile="NEW"), CounterPlace(number=3, profile="ALL")),
        succession={"NM01": "NM09"},
    )
    told = [(x.thing, x.kind, x.code, x.before, x.after) for x in differences(old, new).lines]
    assert told == [
        (Thing.AGENCY, Kind.CHANGED, "NM", "G", "Z"),
        (Thing.SERVICE, Kind.RECODED, "NM09", "NM01", "NM09"),
        (Thing.SERVICE, Kind.RENAMED, "NM09", "Đất đai", "Đất"),
        (Thing.SERVICE, Kind.MOVED, "NM09", "NM", "CA"),
        (Thing.SERVICE, Kind.CHANGED, "NM09", "", "5"),
        (Thing.SERVICE, Kind.ADDED, "CA02", "", "Cư trú"),
        (Thing.SERVICE, Kind.REMOVED, "CA01", "Căn cước", ""),
        (Thing.PROCEDURE, Kind.CHANGED, "NM01.1", "15", ""),
        (Thing.PROFILE, Kind.CHANGED, "ALL", "CA01 NM09", "NM09"),
        (Thing.PROFILE, Kind.CHANGED, "ALL", "1", "2"),
        (Thing.COUNTER, Kind.MOVED, "2", "ALL", "NEW"),
        (Thing.COUNTER, Kind.ADDED, "3", "", "ALL"),
        (Thing.COUNTER, Kind.REMOVED, "1", "ALL", ""),
    ]
    summary = {(line.thing, line.kind): line.count for line in differences(old, new).summary()}
    assert summary[Thing.PROFILE, Kind.CHANGED] == 1


def test_two_fields_that_become_one_are_both_told(tmp_path: Path) -> None:
    new = replace(read_catalogue(written(tmp_path)), succession={"X1": "NM01", "X2": "NM01"})
    old = replace(new, services=tuple(replace(new.services[0], code=code) for code in ("X1", "X2")))
    recoded = differences(old, new).of(Thing.SERVICE, Kind.RECODED)
    assert [change.before for change in recoded] == ["X1", "X2"]


def test_the_sample_files_use_the_same_columns_in_both_halls() -> None:
    for path in (SAMPLE / "hatinh-pre2025").glob("*.csv"):
        with (
            path.open(encoding="utf-8", newline="") as ours,
            (SAMPLE / "hatinh" / path.name).open(encoding="utf-8", newline="") as theirs,
        ):
            assert next(csv.reader(ours)) == next(csv.reader(theirs))
