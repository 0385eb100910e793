"""Notices and figures from the command line: what it says, what it refuses, and that nothing changes then."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from shared.catalogue import BadCatalogue
from shared.catalogue.published import read_figures
from shared.cli.main import motcua
from shared.domain.errors import ConfigError
from shared.domain.figures import AgencyFigures
from shared.domain.notices import NoticeKind
from shared.hall import Hall

HEAD = "agency,received,on_time,late,in_process\n"
AGENCIES = ("NV", "TP")


def run(url: str, hall: Hall, *words: str) -> Result:
    # The commands read this machine's clock, so their notices and figures are of now.
    return CliRunner().invoke(motcua, ["--store", url, "--hall", hall.id, *words])


def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "figures.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_notice_is_put_up_listed_and_removed(sqlite_hall: Hall, sqlite_url: str) -> None:
    assert (
        run(sqlite_url, sqlite_hall, "notice", "add", "Quầy 3 tạm nghỉ", "--en", "Counter 3 is closed").exit_code == 0
    )
    assert run(sqlite_url, sqlite_hall, "notice", "emergency", "Báo cháy").exit_code == 0
    listed = run(sqlite_url, sqlite_hall, "notice", "list").output
    assert "Quầy 3 tạm nghỉ" in listed
    assert "Counter 3 is closed" in listed
    ticker, emergency = sqlite_hall.posted().notices
    assert emergency.kind is NoticeKind.EMERGENCY
    assert run(sqlite_url, sqlite_hall, "notice", "remove", "--emergencies").exit_code == 0
    assert sqlite_hall.posted().notices == (ticker,)
    assert run(sqlite_url, sqlite_hall, "notice", "remove", str(ticker.id)).exit_code == 0
    assert sqlite_hall.posted().notices == ()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("add", "x" * 300), 1),
        (("add", "đã qua", "--until", "2020-01-01 08:00"), 1),
        (("add", "bao giờ", "--until", "mai"), 2),
        (("remove", "99"), 1),
        (("remove",), 2),
    ],
)
def test_what_is_refused_is_told_and_changes_nothing(
    sqlite_hall: Hall, sqlite_url: str, words: tuple[str, ...], code: int
) -> None:
    before = sqlite_hall.now().seq
    done = run(sqlite_url, sqlite_hall, "notice", *words)
    assert done.exit_code == code
    assert "Traceback" not in done.output
    assert done.output.strip()
    assert sqlite_hall.posted().notices == ()
    assert sqlite_hall.now().seq <= before + 1  # a new day may have begun


def test_figures_are_published_with_their_time_and_source(sqlite_hall: Hall, sqlite_url: str, tmp_path: Path) -> None:
    file = table(tmp_path, HEAD + "NV,20,11,1,8\nTP,1.220,1 100,20,100\n")
    done = run(
        sqlite_url, sqlite_hall, "import-figures", str(file), "--as-of", "2026-01-05 08:00", "--since", "2026-01-01"
    )
    assert done.exit_code == 0, done.output
    figures = sqlite_hall.posted().figures
    assert figures is not None
    assert figures.agencies[1] == AgencyFigures(agency="TP", received=1220, on_time=1100, late=20, in_process=100)
    assert figures.as_of.isoformat() == "2026-01-05T01:00:00+00:00"


def test_columns_that_add_up_to_more_than_was_received_are_pointed_out(
    sqlite_hall: Hall, sqlite_url: str, tmp_path: Path
) -> None:
    file = table(tmp_path, HEAD + "NV,20,11,1,80\n")
    done = run(sqlite_url, sqlite_hall, "import-figures", str(file), "--as-of", "2026-01-05 08:00")
    assert done.exit_code == 0
    assert "92" in done.output


def test_figures_of_the_future_are_refused(sqlite_hall: Hall, sqlite_url: str, tmp_path: Path) -> None:
    file = table(tmp_path, HEAD + "NV,20,11,1,8\n")
    assert run(sqlite_url, sqlite_hall, "import-figures", str(file), "--as-of", "2126-01-05 08:00").exit_code == 1
    assert sqlite_hall.posted().figures is None


def test_every_bad_line_is_told_at_once_with_its_cure(tmp_path: Path) -> None:
    text = HEAD + "NV,20,11,1,8\nNVV,1,1,0,0\nNV,1,1,0,0\nTP,-1,x,1.5,\n"
    with pytest.raises(BadCatalogue) as refused:
        read_figures(table(tmp_path, text), agencies=AGENCIES)
    found = [(one.line, one.column) for one in refused.value.rows]
    assert found == [
        (3, "agency"),
        (4, "agency"),
        (5, "received"),
        (5, "on_time"),
        (5, "late"),
        (5, "in_process"),
    ]
    assert refused.value.rows[0].suggestions == ("NV",)


@pytest.mark.parametrize("text", ["agency,received\nNV,1\n", HEAD, ""])
def test_a_table_that_says_nothing_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError):
        read_figures(table(tmp_path, text), agencies=AGENCIES)


def test_a_table_with_semicolons_a_byte_order_mark_and_more_columns_is_read(tmp_path: Path) -> None:
    text = "\ufeffname;agency;received;on_time;late;in_process\nx;TP;3;1;1;1\n;;;;;\n"
    (one,) = read_figures(table(tmp_path, text), agencies=AGENCIES)
    assert one == AgencyFigures(agency="TP", received=3, on_time=1, late=1, in_process=1)


VIETNAMESE = "STT;Cơ quan;Tiếp nhận;Đúng hạn;Trễ hạn;Đang giải quyết\n1;Sở Tư pháp;1.220;1.100;20;100\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_table_is_read_as_excel_writes_it_in_vietnamese(tmp_path: Path, encoding: str, delimiter: str) -> None:
    # The code page of Windows has the marks of tones apart from their letters.
    form = "NFD" if encoding == "cp1258" else "NFC"
    text = VIETNAMESE.replace(";", delimiter)
    file = tmp_path / "figures.csv"
    file.write_bytes(_written(text, encoding) if form == "NFD" else text.encode(encoding))
    (one,) = read_figures(file, agencies=AGENCIES, names={"Sở Tư pháp": "TP"})
    assert one == AgencyFigures(agency="TP", received=1220, on_time=1100, late=20, in_process=100)


def _written(text: str, encoding: str) -> bytes:
    """As Windows writes it: whole letters where the code page has them, else a letter and the mark of its tone."""
    made = b""
    for letter in unicodedata.normalize("NFC", text):
        try:
            made += letter.encode(encoding)
        except UnicodeEncodeError:
            base = unicodedata.normalize("NFD", letter)
            whole, mark = unicodedata.normalize("NFC", base.replace(base[_tone(base)], "")), base[_tone(base)]
            made += (whole + mark).encode(encoding)
    return made


def _tone(spread: str) -> int:
    return next(place for place, one in enumerate(spread) if one in "\u0300\u0301\u0303\u0309\u0323")


def test_what_excel_puts_before_a_table_and_the_columns_own_names_do_no_harm(tmp_path: Path) -> None:
    text = "sep=;\nTên đơn vị;agency;received;on_time;late;in_process\nSở Tư pháp;TP;3;1;1;1\nx;y;1;1;1;1\n"
    with pytest.raises(BadCatalogue) as refused:
        read_figures(table(tmp_path, text), agencies=AGENCIES)
    (bad,) = refused.value.rows
    assert (bad.line, bad.value) == (4, "y")


def test_a_line_of_totals_is_held_against_the_others_and_not_published(tmp_path: Path) -> None:
    lines = "NV,20,11,1,8\nTP,10,5,1,4\n"
    read = read_figures(table(tmp_path, HEAD + lines + "Tổng cộng,30,16,2,12\n"), agencies=AGENCIES)
    assert [one.agency for one in read] == ["NV", "TP"]
    with pytest.raises(BadCatalogue) as refused:
        read_figures(table(tmp_path, HEAD + lines + "Tổng cộng,31,16,2,x\n"), agencies=AGENCIES)
    told = [(one.line, one.column, one.cure) for one in refused.value.rows]
    assert [(line, column) for line, column, _ in told] == [(4, "received"), (4, "in_process")]
    assert "add up to 30" in told[0][2]


def test_a_missing_column_is_told_with_the_names_it_may_have(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as refused:
        read_figures(table(tmp_path, "Cơ quan,Tiếp nhận,Đúng hạn,Trễ hạn\nNV,1,1,0\n"), agencies=AGENCIES)
    assert "in_process" in refused.value.cure
    assert "đang giải quyết" in refused.value.cure


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        (HEAD + "NV,-1,0,0,0\n", "2026-01-05 08:00"),
        (HEAD + "XX,1,1,0,0\n", "2026-01-05 08:00"),
        (HEAD + "NV,1,1,0,0\n", "2126-01-05 08:00"),
        ("agency,received\nNV,1\n", "2026-01-05 08:00"),
        (HEAD + "NV,1,1,0,0\n", "hôm qua"),
    ],
)
def test_a_file_that_is_refused_loses_nothing_of_what_was_published(
    sqlite_hall: Hall, sqlite_url: str, tmp_path: Path, text: str, as_of: str
) -> None:
    good = table(tmp_path, HEAD + "NV,20,11,1,8\nTP,3,1,1,1\n")
    assert run(sqlite_url, sqlite_hall, "import-figures", str(good), "--as-of", "2026-01-04 08:00").exit_code == 0
    before = sqlite_hall.posted().figures
    done = run(sqlite_url, sqlite_hall, "import-figures", str(table(tmp_path, text)), "--as-of", as_of)
    assert done.exit_code != 0
    assert sqlite_hall.posted().figures == before


def test_a_notice_is_changed_and_what_is_not_named_stays(sqlite_hall: Hall, sqlite_url: str) -> None:
    until = ("--until", "2126-01-05 08:00")
    assert run(sqlite_url, sqlite_hall, "notice", "add", "Quầy 3 nghĩ", "--en", "Closed", *until).exit_code == 0
    (old,) = sqlite_hall.posted().notices
    done = run(sqlite_url, sqlite_hall, "notice", "change", str(old.id), "Quầy 3 nghỉ")
    assert done.exit_code == 0, done.output
    (new,) = sqlite_hall.posted().notices
    assert (new.said.vi, new.said.en) == ("Quầy 3 nghỉ", "Closed")
    assert (new.starts_at, new.ends_at) == (old.starts_at, old.ends_at)
    assert run(sqlite_url, sqlite_hall, "notice", "change", str(new.id), "--en", "", "--until", "").exit_code == 0
    (last,) = sqlite_hall.posted().notices
    assert (last.said.vi, last.said.en, last.ends_at) == ("Quầy 3 nghỉ", "", None)
    assert run(sqlite_url, sqlite_hall, "notice", "change", str(old.id), "ai").exit_code == 1
    assert run(sqlite_url, sqlite_hall, "notice", "change", str(last.id), "--until", "mai").exit_code == 2
    assert run(sqlite_url, sqlite_hall, "notice", "change", str(last.id), "x" * 300).exit_code == 1
    assert sqlite_hall.posted().notices == (last,)
