"""Settings are read as they are meant, or refused with file, key, value and what to do about it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from shared.domain.discipline import ClassFirst, Credit, Ratio
from shared.domain.errors import ConfigError
from shared.domain.hours import Hours
from shared.domain.numbering import PastEnd
from shared.founding import SAMPLE_HALL, SAMPLE_HALL_BEFORE
from shared.settings import (
    DisciplineForm,
    RecallForm,
    SeriesForm,
    read_hall,
    read_station,
    rules_of,
)

HALL = """\
id = "xa-1"
name_vi = "Trung tâm xã"
name_en = "Commune centre"

[hours]
monday = ["07:30-11:30", "13:30-17:00"]

[[priority]]
code = "normal"
name_vi = "Thường"
name_en = "Ordinary"

[[priority]]
code = "priority"
name_vi = "Ưu tiên"
name_en = "Priority"
credit_minutes = 20
"""
STATION = """\
store = "sqlite:////var/lib/motcua/hall.db"
hall = "xa-1"
"""

Write = Callable[[str], Path]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    """Puts a text into a settings file."""

    def write(text: str) -> Path:
        path = tmp_path / "hall.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def refused(path: Path, read: Callable[[Path], object] = read_hall) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        read(path)
    assert caught.value.where == path
    assert str(path) in str(caught.value)
    assert caught.value.cure in str(caught.value)
    return caught.value


# -- what is right ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", [SAMPLE_HALL, SAMPLE_HALL_BEFORE], ids=lambda folder: folder.name)
def test_the_sample_halls_are_read(folder: Path) -> None:
    rules = rules_of(read_hall(folder / "hall.toml"))
    assert rules.id == "hatinh"
    assert rules.discipline == Credit()
    assert [rules.priority(code).credit for code in ("normal", "priority")] == [timedelta(0), timedelta(minutes=20)]
    assert {one.credit for one in rules.classes if one.code != "normal"} == {timedelta(minutes=20)}
    assert [span.opens for span in rules.calendar.weekly[0]] == [time(7, 30), time(13, 30)]
    assert rules.calendar.weekly[6] == ()
    assert date(2026, 9, 2) in rules.calendar.holidays
    assert (rules.series.first, rules.series.last, rules.series.past_end) == (1, 999, PastEnd.EXTEND)
    assert len(rules.slip_lines_vi) == len(rules.slip_lines_en) == 2


def test_what_is_not_written_has_its_usual_value(written: Write) -> None:
    form = read_hall(written(HALL))
    assert form.time_zone == "Asia/Ho_Chi_Minh"
    assert (form.recall, form.series, form.discipline) == (RecallForm(), SeriesForm(), DisciplineForm())
    rules = rules_of(form)
    assert (rules.recall_limit, rules.return_limit, rules.return_credit) == (3, 3, timedelta(minutes=20))
    assert rules.calendar.tickets_before == timedelta(minutes=30)


def test_every_setting_reaches_the_rules(written: Write) -> None:
    text = HALL.replace(
        "[[priority]]",
        'tuesday = ["08:00 - 10:00"]\n'
        "holidays = [2026-12-24, 2026-12-25]\n"
        "tickets_from_minutes_before = 10\n"
        "tickets_until_minutes_before = 5\n"
        'special = { "2026-12-31" = ["07:30-10:00"] }\n'
        "[[priority]]",
        1,
    )
    text += """
[discipline]
kind = "class_first"
order = ["priority", "normal"]
patience_minutes = 45
[recall]
limit = 2
return_credit_minutes = 5
return_limit = 0
[series]
first = 0
last = 99
past_end = "refuse"
[slip]
footer_vi = ["Cảm ơn."]
footer_en = ["Thank you."]
"""
    rules = rules_of(read_hall(written(text)))
    assert rules.calendar.weekly[1] == (Hours(opens=time(8), closes=time(10)),)
    assert rules.calendar.holidays == {date(2026, 12, 24), date(2026, 12, 25)}
    assert rules.calendar.special == {date(2026, 12, 31): (Hours(opens=time(7, 30), closes=time(10)),)}
    assert (rules.calendar.tickets_before, rules.calendar.tickets_until) == (
        timedelta(minutes=10),
        timedelta(minutes=5),
    )
    assert rules.discipline == ClassFirst(("priority", "normal"), timedelta(minutes=45))
    assert (rules.recall_limit, rules.return_credit, rules.return_limit) == (2, timedelta(minutes=5), 0)
    assert (rules.series.first, rules.series.last, rules.series.past_end) == (0, 99, PastEnd.REFUSE)
    assert (rules.slip_lines("vi"), rules.slip_lines("en")) == (("Cảm ơn.",), ("Thank you.",))


def test_in_a_ratio_every_class_of_the_hall_has_a_share(written: Write) -> None:
    path = written(HALL + '[discipline]\nkind = "ratio"\nshares = { normal = 2 }\n')
    assert rules_of(read_hall(path)).discipline == Ratio({"normal": 2, "priority": 1})


def test_spans_may_touch(written: Write) -> None:
    path = written(HALL.replace('"13:30-17:00"', '"11:30-13:30"'))
    assert len(rules_of(read_hall(path)).calendar.weekly[0]) == 2


def test_a_file_saved_by_a_windows_editor_is_read(tmp_path: Path) -> None:
    """With a mark before the first letter, and with the marks of the letters apart."""
    path = tmp_path / "hall.toml"
    path.write_text(unicodedata.normalize("NFD", HALL).replace("\n", "\r\n"), encoding="utf-8-sig", newline="")
    assert read_hall(path).name_vi == unicodedata.normalize("NFC", "Trung tâm xã")


def test_a_station_is_read(written: Write) -> None:
    form = read_station(written(STATION))
    assert (form.store, form.hall, form.language) == ("sqlite:////var/lib/motcua/hall.db", "xa-1", "vi")
    more = STATION + 'language = "en"\n[counter]\nnumber = 12\nofficer = "lan"\n[display]\ncounters = [1, 2]\n'
    form = read_station(written(more))
    assert (form.language, form.counter.number, form.counter.officer) == ("en", 12, "lan")
    assert form.display.counters == (1, 2)
    assert (form.kiosk.name, form.display.name) == ("kiosk-1", "board-1")


# -- what is wrong ---------------------------------------------------------------------------------------------------


MONDAY = ["07:30-11:30", "13:30-17:00"]
#: Where it is written (or what it replaces) and what; then key, value, words of the cure, and what may be meant.
BAD_HALLS: list[tuple[Any, ...]] = [
    ("end", "credit_minute = 5", "priority[1].credit_minute", 5, "not a setting", "credit_minutes"),
    ("end", "[recal]\nlimit = 3", "recal", {"limit": 3}, "not a setting", "recall"),
    ("monday", "mondy", "hours.mondy", MONDAY, "not a setting", "monday"),
    ("top", "patience_minutes = 5", "patience_minutes", 5, "not a setting", "discipline.patience_minutes"),
    ("top", "wifi = 5", "wifi", 5, "not a setting"),
    ('id = "xa-1"', "", "id", None, "must be given"),
    ("[hours]", "[slip]", "slip.monday", MONDAY, "not a setting", "hours.monday"),
    ('code = "priority"', "", "priority[1].code", None, "must be given"),
    ('"xa-1"', '""', "id", "", "must not be empty"),
    ('"Ưu tiên"', '""', "priority[1].name_vi", "", "must not be empty"),
    ('"xa-1"', "7", "id", 7, "text in quotation marks"),
    ("= 20", '= "20"', "priority[1].credit_minutes", "20", "must be a whole number"),
    ("= 20", "= 0.5", "priority[1].credit_minutes", 0.5, "must be a whole number"),
    ("= 20", "= -1", "priority[1].credit_minutes", -1, "at least 0"),
    ("= 20", "= 1441", "priority[1].credit_minutes", 1441, "at most 1440"),
    ("= 20", "= 99999999999", "priority[1].credit_minutes", 99999999999, "at most 1440"),
    ('["07:30-11:30", "13:30-17:00"]', '"07:30-11:30"', "hours.monday", "07:30-11:30", "a list in square brackets"),
    ('"07:30-11:30"', "7", "hours.monday[0]", 7, "text in quotation marks"),
    (
        "hours",
        "holidays = [2026-01-01T00:00:00]",
        "hours.holidays[0]",
        datetime.fromisoformat("2026-01-01"),
        "a date such as",
    ),
    ("hours", 'holidays = ["2026-02-30"]', "hours.holidays[0]", "2026-02-30", "a date such as"),
    ("end", "[discipline]\nshares = { normal = 0 }", "discipline.shares", {"normal": 0}, "at least 1"),
    (
        "end",
        "[discipline]\nshares = { prority = 1 }",
        "discipline.shares",
        "prority",
        "no [[priority]] has this code",
        "priority",
    ),
    ("end", '[discipline]\norder = ["vip"]', "discipline.order", "vip", "no [[priority]] has this code"),
    (
        "end",
        '[discipline]\nkind = "class_first"\norder = ["normal", "normal"]',
        "discipline.order",
        ["normal", "normal"],
        "once",
    ),
    ("end", '[discipline]\nkind = "ratio"', "discipline.shares", {}, "needs shares"),
    ("end", '[discipline]\nkind = "class_first"', "discipline.order", [], "needs an order"),
    ("end", '[discipline]\nkind = "credits"', "discipline.kind", "credits", "write credit, ratio", "credit"),
    ("end", "[discipline]\npatience_minutes = 0", "discipline.patience_minutes", 0, "at least 1"),
    ("end", "[recall]\nlimit = 0", "recall.limit", 0, "at least 1"),
    ("end", "[series]\nfirst = 10\nlast = 9", "series.last", 9, "not be below series.first"),
    ("end", '[series]\npast_end = "extned"', "series.past_end", "extned", "write refuse or extend", "extend"),
    ('code = "priority"', 'code = "normal"', "priority.code", ["normal", "normal"], "its own code"),
    ('code = "normal"', 'code = "usual"', "priority.code", ["usual", "priority"], '"normal"'),
    ("top", 'time_zone = "Asia/Ho_Chi_Min"', "time_zone", "Asia/Ho_Chi_Min", "write a zone", "Asia/Ho_Chi_Minh"),
    ("top", 'time_zone = ""', "time_zone", "", "write a zone"),
    ("top", 'time_zone = "/etc/localtime"', "time_zone", "/etc/localtime", "write a zone"),
    ("hours", "special = { tet = [] }", "hours.special", "tet", "a date such as"),
    ("hours", "special = { 20261231 = [] }", "hours.special", "20261231", "a date such as"),
    ("hours", 'special = { 2026-12-31 = ["9-11"] }', "hours.special.2026-12-31", "9-11", "07:30-11:30"),
    (
        "hours",
        'special = { 2026-12-31 = "09:00-11:00" }',
        "hours.special",
        {"2026-12-31": "09:00-11:00"},
        "a list in square brackets",
    ),
]


def with_line(place: str, line: str) -> str:
    """The right settings with one thing wrong."""
    if place == "end":
        return f"{HALL}{line}\n"
    head = {"top": "[hours]", "hours": "[[priority]]"}.get(place, "")
    assert (head or place) in HALL
    return HALL.replace(head or place, f"{line}\n{head}" if head else line, 1)


@pytest.mark.parametrize("bad", BAD_HALLS, ids=lambda bad: f"{bad[0]}: {bad[1]}")
def test_a_bad_hall_is_refused(written: Write, bad: tuple[Any, ...]) -> None:
    place, line, key, value, cure, *meant = bad
    error = refused(written(with_line(place, line)))
    assert (error.key, error.value) == (key, value)
    assert cure in error.cure
    assert list(error.suggestions[: len(meant)]) == meant
    assert meant or key == "time_zone" or not error.suggestions
    assert value not in error.suggestions, "what stands there is not what was meant"


CLOCKS = ["", "07:30", "7:30-11:30", "07:30-11:30-12:00", "07:30–11:30", "0730-1130", "07:30:00-11:30:00"]
ODD_CLOCKS = ["07:30+07:00-11:30+07:00", "07:30Z-11:30Z", "25:00-26:00", "07:60-11:30", "sáng", "٠٧:٣٠-١١:٣٠"]


@pytest.mark.parametrize("span", CLOCKS + ODD_CLOCKS)
def test_a_span_is_two_clocks_and_nothing_else(written: Write, span: str) -> None:
    error = refused(written(HALL.replace("07:30-11:30", span)))
    assert (error.key, error.value) == ("hours.monday", span)
    assert '"07:30-11:30"' in error.cure


@pytest.mark.parametrize("span", ["17:00-13:30", "13:30-13:30", "11:29-17:00", "07:30-11:30", "05:00-06:00"])
def test_spans_follow_one_another(written: Write, span: str) -> None:
    error = refused(written(HALL.replace("13:30-17:00", span)))
    assert (error.key, error.value) == ("hours.monday", span)
    assert "after" in error.cure


def test_a_file_that_is_not_there_is_told() -> None:
    error = refused(Path("/nowhere/hall.toml"))
    assert (error.key, error.cure) == ("file", "no such file")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "cannot be read" in refused(tmp_path).cure


def test_a_file_that_is_not_toml_is_told_with_the_line(written: Write) -> None:
    error = refused(written(HALL + "[recall\n"))
    assert "is not TOML" in error.cure
    assert "line 18" in error.cure


def test_a_file_in_another_alphabet_is_told(tmp_path: Path) -> None:
    path = tmp_path / "hall.toml"
    path.write_bytes(HALL.encode("cp1258", errors="replace"))
    assert "utf-8" in refused(path).cure


@pytest.mark.parametrize(
    ("bad", "key", "value", "cure"),
    [
        (STATION.replace('hall = "xa-1"', ""), "hall", None, "must be given"),
        (STATION.replace('"xa-1"', '""'), "hall", "", "must not be empty"),
        (STATION + 'language = "fr"', "language", "fr", "write vi or en"),
        (STATION + "[counter]\nnumber = 0", "counter.number", 0, "at least 1"),
        (STATION + "[display]\ncounters = [1, -2]", "display.counters[1]", -2, "at least 1"),
        (STATION + "[kiosk]\nname = ''", "kiosk.name", "", "must not be empty"),
        (STATION + "[kiosk]\nprinter = 9100", "kiosk.printer", 9100, "text in quotation marks"),
        (STATION + "kiosk = 1", "kiosk", 1, "a table"),
        (STATION + f"[kiosk]\nplace_vi = '{'ờ' * 61}'", "kiosk.place_vi", "ờ" * 61, "at most 60 letters long"),
        (STATION + "[kiosk]\nscreen_inches = 0", "kiosk.screen_inches", 0, "in inches, 7 to 100"),
        (STATION + "[kiosk]\nscreen_inches = 598", "kiosk.screen_inches", 598, "254 mm are 10 inches"),
        (STATION + "[kiosk]\nscreen_inches = '27'", "kiosk.screen_inches", "27", "must be a number"),
    ],
)
def test_a_bad_station_is_refused(written: Write, bad: str, key: str, value: object, cure: str) -> None:
    error = refused(written(bad), read_station)
    assert (error.key, error.value) == (key, value)
    assert cure in error.cure


def test_a_diagonal_of_a_screen_is_taken_in_inches(written: Write) -> None:
    assert read_station(written(STATION)).kiosk.screen_inches is None
    for inches in ("27", "15.6"):
        station = read_station(written(f"{STATION}[kiosk]\nscreen_inches = {inches}"))
        assert station.kiosk.screen_inches == float(inches)


def test_a_diagonal_that_is_no_number_at_all_is_refused(written: Write) -> None:
    for nonsense in ("nan", "inf", "-inf"):
        error = refused(written(f"{STATION}[kiosk]\nscreen_inches = {nonsense}"), read_station)
        assert error.key == "kiosk.screen_inches"


def test_a_setting_of_another_table_is_pointed_to(written: Write) -> None:
    assert refused(written(STATION + 'printer = "tcp://10.0.0.9"'), read_station).suggestions == ("kiosk.printer",)
    assert refused(written(STATION + '[kiosk]\nprinters = ""'), read_station).suggestions == ("printer",)


def test_what_citizens_read_of_a_pause_is_said_in_vietnamese_first(written: Write) -> None:
    text = HALL + '[[pause]]\ncode = "meal"\nname_vi = "Ăn trưa"\npublic_en = "Back at 13:30"\n'
    assert refused(written(text), lambda path: rules_of(read_hall(path), where=path)).key == "pause.public_vi"
    rules = rules_of(read_hall(written(text + 'public_vi = "Quay lại lúc 13 giờ 30"\n')))
    pause = rules.desk.pause("meal")
    assert pause is not None
    assert (pause.public("vi"), pause.public("en")) == ("Quay lại lúc 13 giờ 30", "Back at 13:30")
    assert rules.desk.pause("break") is None
