"""How opinions are counted, and that no line that is told leads back to a few citizens."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.ratings import FEWEST, Figures, Line, Tally, told, total

MONDAY = date(2026, 11, 23)


def tally(agency: str, day: int, *scores: int, silent: int = 0) -> Tally:
    """That agency's day, counted from Monday: these scores, and so many who did not answer."""
    figures = Figures(asked=silent)
    for score in scores:
        figures = figures.plus(Figures.of(score, ()))
    return Tally(day=MONDAY + timedelta(days=day), agency=agency, figures=figures)


def places(lines: list[Line]) -> list[tuple[str, int, int]]:
    """Agencies, how many days, how many answers."""
    return [("+".join(one.agencies), len(one.days), one.figures.answered) for one in lines]


def test_silence_counts_as_asked_and_as_no_answer() -> None:
    figures = tally("TP", 0, 5, 5, 2, silent=3).figures
    assert (figures.asked, figures.answered, figures.scores) == (6, 3, (0, 1, 0, 0, 2))
    assert (figures.rate, figures.mean) == (0.5, 4.0)


def test_nobody_asked_has_no_rate_and_nobody_answering_no_mean() -> None:
    assert (Figures().rate, Figures().mean) == (None, None)
    assert tally("TP", 0, silent=4).figures.rate == 0.0


def test_a_reason_named_with_a_good_score_is_praise_and_else_a_fault() -> None:
    figures = Figures.of(4, ("attitude",)).plus(Figures.of(3, ("attitude", "wait"))).plus(Figures.of(5, ("attitude",)))
    assert (figures.praised, figures.faulted) == ({"attitude": 2}, {"attitude": 1, "wait": 1})


def test_days_with_enough_answers_stand_alone() -> None:
    lines = told([tally("TP", 0, *[5] * 5), tally("TP", 1, *[4] * 9)])
    assert places(lines) == [("TP", 1, 5), ("TP", 1, 9)]


def test_days_with_few_answers_are_put_together() -> None:
    lines = told([tally("TP", 0, *[5] * 8), tally("TP", 1, 1, 1, 1), tally("TP", 2, 2, 2)])
    assert places(lines) == [("TP", 1, 8), ("TP", 2, 5)]


def test_one_day_with_few_takes_another_with_it_so_that_the_sum_does_not_give_it_away() -> None:
    lines = told([tally("TP", 0, *[5] * 9), tally("TP", 1, 1), tally("TP", 2, *[5] * 6)])
    assert places(lines) == [("TP", 1, 9), ("TP", 2, 7)]


def test_agencies_that_had_few_in_the_whole_time_are_put_together() -> None:
    lines = told([tally("DD", 0, *[5] * 9), tally("TP", 0, 1, 1), tally("XD", 1, 2, 2, 2)])
    assert places(lines) == [("DD", 1, 9), ("TP+XD", 2, 5)]


def test_a_day_without_an_answer_hides_nobody_and_stands_alone() -> None:
    lines = told([tally("TP", 0, *[5] * 9), tally("TP", 1, silent=7)])
    assert places(lines) == [("TP", 1, 9), ("TP", 1, 0)]


def test_where_the_whole_hall_had_few_the_line_says_that_its_scores_are_not_to_be_shown() -> None:
    lines = told([tally("TP", 0, 1), tally("XD", 0, 5, 5, silent=2)])
    assert places(lines) == [("TP+XD", 1, 3)]
    assert lines[0].figures.few


_tallies = st.dictionaries(
    st.tuples(st.sampled_from("ABCD"), st.integers(0, 6)),
    st.tuples(st.integers(0, 12), st.integers(0, 4)),
    max_size=28,
).map(lambda made: [tally(agency, day, *[3] * answers, silent=more) for (agency, day), (answers, more) in made.items()])


@given(_tallies)
def test_lines_hold_everything_once_and_none_has_few_unless_the_whole_hall_had(tallies: list[Tally]) -> None:
    lines = told(tallies)
    whole = total(tallies)
    assert sum(one.figures.asked for one in lines) == whole.asked
    assert sum(one.figures.answered for one in lines) == whole.answered
    for one in lines:
        assert one.figures.answered == 0 or one.figures.answered >= min(FEWEST, whole.answered)
