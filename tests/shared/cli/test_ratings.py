"""What a manager reads of the opinions: sums by day and agency, never of today, never of a few."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner, Result

from shared.catalogue import Catalogue
from shared.cli import terminal
from shared.cli.main import motcua
from shared.founding import found_hall, open_all_day
from shared.hall import Hall
from shared.settings import HallForm
from tests.conftest import ZONE, FakeClock

_AGENCIES = {"VP": (1, "VP01"), "TP": (4, "TP01")}


class Days:
    """Days before today, in a store of each kind; `ago` counts them back."""

    def __init__(self, url: str, form: HallForm, catalogue: Catalogue, command: Callable[[], UUID]) -> None:
        self.url, self._command = url, command
        # The command has no clock but the machine's.
        self._noon = datetime.now(UTC).astimezone(ZONE).replace(hour=12, minute=0, second=0, microsecond=0)
        self.clock = FakeClock(self._noon - timedelta(days=40))
        found_hall(url, open_all_day(form), catalogue, clock=self.clock)
        self.hall = Hall(url, form.id, clock=self.clock)

    def day(self, ago: int) -> date:
        return (self._noon - timedelta(days=ago)).date()

    def opinions(self, ago: int, agency: str, *scores: int, silent: int = 0, reasons: Sequence[str] = ()) -> None:
        """So many visits on that day; call it with later days later."""
        self.clock.at = self._noon - timedelta(days=ago)
        counter, service = _AGENCIES[agency]
        actor = f"counter-{counter}"
        self.hall.open_counter(counter, command=self._command(), actor=actor)
        for score in (*scores, *[0] * silent):
            ticket = self.hall.walk_in(counter, service, command=self._command(), actor=actor)
            self.hall.finish(counter, ticket.id, command=self._command(), actor=actor)
            visit = self.hall.now().seq
            self.hall.ask_rating(visit)
            if score:
                self.hall.rate(visit, score, reasons)

    def read(self, *words: str) -> Result:
        done = CliRunner().invoke(motcua, ["--store", self.url, "--hall", self.hall.id, "ratings", *words])
        assert done.exit_code == 0, done.output
        return done

    def rows(self, *words: str) -> list[list[str]]:
        """The table's lines without its names: days, asked, answered, rate, mean, scores."""
        table = self.read(*words).output.split("\n\n")[0].splitlines()
        return [[line[: line.index("  ")], *line.split()[-9:]] for line in table]


@pytest.fixture
def days(
    store_url: str,
    sample_form: HallForm,
    sample_catalogue: Catalogue,
    command: Callable[[], UUID],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Days]:
    monkeypatch.setenv("LANGUAGE", "vi")
    terminal.language.cache_clear()
    made = Days(store_url, sample_form, sample_catalogue, command)
    yield made
    made.hall.close()
    terminal.language.cache_clear()


def test_a_hall_nobody_was_asked_in_says_so(days: Days) -> None:
    assert days.read().output.startswith("Không có đánh giá nào từ ")


def test_days_and_agencies_stand_in_a_table_with_their_sum(days: Days) -> None:
    days.opinions(3, "VP", 5, 5, 4, 3, 1, silent=5)
    days.opinions(2, "TP", *[5] * 6, reasons=["attitude"])
    head, *rows = days.rows()
    assert head[-9:] == ["hỏi", "trả", "lời", "tỷ", "lệ", "trung", "bình", "5", "4", "3", "2", "1"][-9:]
    assert rows == [
        [f"{days.day(3):%d/%m/%Y}", "10", "5", "50%", "3.6", "2", "1", "1", "0", "1"],
        [f"{days.day(2):%d/%m/%Y}", "6", "6", "100%", "5.0", "6", "0", "0", "0", "0"],
        ["", "16", "11", "69%", "4.4", "8", "1", "1", "0", "1"],
    ]
    reasons = [line.split() for line in days.read().output.split("\n\n")[1].splitlines()]
    assert reasons[1] == ["Thái", "độ", "phục", "vụ", "6", "0"]


def test_few_answers_are_put_together_and_the_table_says_why(days: Days) -> None:
    days.opinions(5, "VP", *[5] * 7)
    days.opinions(4, "VP", 1)
    days.opinions(3, "VP", 2, 2, 2, 2)
    rows = days.rows()[1:]
    assert [(row[0], row[2]) for row in rows[:2]] == [(f"{days.day(5):%d/%m/%Y}", "7"), ("2 ngày gộp lại", "5")]
    assert "Dưới 5 câu trả lời thì chỉ được gộp lại" in days.read().output


def test_where_nearly_nobody_answered_no_score_is_told(days: Days, tmp_path: Path) -> None:
    days.opinions(3, "VP", 1, silent=4, reasons=["attitude"])
    assert [row[1:] for row in days.rows()[1:]] == [["5", "1", "20%", *["–"] * 6]] * 2
    assert "Thái độ" not in days.read().output
    days.read("--csv", str(tmp_path / "few.csv"))
    (row,) = table(tmp_path / "few.csv")
    assert (row["asked"], row["answered"]) == ("5", "1")
    assert not any(row[column] for column in row if column.startswith(("mean", "score", "praised", "faulted")))


def test_nothing_of_today_is_told_whatever_is_asked_for(days: Days) -> None:
    days.opinions(1, "VP", *[4] * 5)
    days.opinions(0, "VP", *[1] * 9)
    assert days.rows()[-1][1:4] == ["5", "5", "100%"]
    assert days.rows("--to", "2999-12-31", "--from", "2020-01-01")[-1][1:4] == ["5", "5", "100%"]
    assert "Không có đánh giá nào" in days.read("--from", days.day(0).isoformat()).output


def test_a_period_is_from_its_first_to_its_last_day(days: Days) -> None:
    for ago in (33, 5, 4, 3):
        days.opinions(ago, "VP", *[5] * 5)
    assert days.rows()[-1][1] == "15"
    period = ("--from", days.day(5).isoformat(), "--to", days.day(4).isoformat())
    assert [row[0] for row in days.rows(*period)[1:]] == [f"{days.day(5):%d/%m/%Y}", f"{days.day(4):%d/%m/%Y}", ""]


def table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_same_lines_go_into_a_file_with_their_reasons(days: Days, tmp_path: Path) -> None:
    days.opinions(3, "VP", 5, 5, reasons=["attitude"])
    days.opinions(2, "VP", 1, 1, 2, reasons=["wait", "attitude"])
    days.opinions(2, "TP", *[3] * 5)
    days.read("--csv", str(tmp_path / "all.csv"))
    first, second = table(tmp_path / "all.csv")
    assert (first["first_day"], first["last_day"], first["days"]) == (
        days.day(3).isoformat(),
        days.day(2).isoformat(),
        "2",
    )
    assert (first["agencies"], first["mean"], first["score_5"], first["score_1"]) == ("VP", "2.8", "2", "2")
    assert (first["praised_attitude"], first["faulted_attitude"], first["faulted_wait"]) == ("2", "3", "3")
    assert (second["agencies"], second["name"], second["rate"]) == ("TP", "Sở Tư pháp", "1.0")
