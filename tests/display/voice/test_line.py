"""Who is called next, and how much is said of it."""

from __future__ import annotations

import logging
import random
from dataclasses import replace

import pytest

from display.scope import Scope
from display.voice.line import HURRY, MOST_AT_ONCE, STILL_SENT, Line, Utterance
from shared.board import Call
from shared.domain.ticket import State, Ticket
from shared.domain.voice import Settled
from shared.speech import Length
from tests.conftest import MORNING


def call(seq: int, *, ticket: int = 0, counter: int = 0, language: str = "vi", times: int = 1) -> Call:
    number = ticket or seq
    return Call(
        seq=seq, at=MORNING, ticket=number, label=f"C{number:03}", agency="TP", service="TP01",
        counter=counter or number, language=language, times=times,
    )  # fmt: skip


def invited(number: int, counter: int, state: State = State.CALLED) -> Ticket:
    return Ticket(
        id=number, day=MORNING.date(), series="C", number=number, label=f"C{number:03}", code=str(number),
        service="TP01", agency="TP", priority="normal", state=state, rank_at=MORNING, issued_at=MORNING,
        counter=counter,
    )  # fmt: skip


def line_of(*calls: Call, oldest: float = 45.0, both: bool = False) -> Line:
    line = Line(oldest=oldest, both=both)
    for one in calls:
        line.add(one, 0.0)
    return line


def labels(utterance: Utterance | None) -> list[str]:
    return [] if utterance is None else [one.call.label for one in utterance.calls]


def all_of(line: Line, time: float = 0.0) -> list[Utterance]:
    found = []
    while (one := line.next(time)) is not None:
        found.append(one)
    return found


def test_a_single_call_is_said_whole_with_a_chime() -> None:
    (only,) = all_of(line_of(call(1)))
    assert (only.length, only.chime, only.languages) == (Length.FULL, True, ("vi",))


def test_who_took_the_number_in_english_is_called_in_both_and_in_a_burst_in_english() -> None:
    (alone,) = all_of(line_of(call(1, language="en")))
    assert alone.languages == ("vi", "en")
    said = all_of(line_of(*(call(seq, language="en" if seq in (2, 10) else "vi") for seq in range(1, 11))))
    assert [one.languages for one in said] == [("vi",), ("en",), *[("vi",)] * 7, ("vi", "en")]


def test_in_a_burst_one_counter_s_tickets_of_two_languages_are_called_in_both() -> None:
    pair = [call(1, counter=7, language="en"), call(2, counter=7)]
    said = all_of(line_of(*pair, *(call(seq) for seq in range(10, 20))))
    assert (labels(said[0]), said[0].languages) == (["C001", "C002"], ("vi", "en"))


def test_a_hall_that_speaks_both_does_so_only_while_there_is_time() -> None:
    said = all_of(line_of(*(call(seq) for seq in range(1, 6)), both=True))
    assert [one.languages for one in said] == [("vi",), ("vi",), ("vi",), ("vi", "en"), ("vi", "en")]


def test_ten_counters_at_once_are_called_in_order_short_with_one_chime_for_the_burst() -> None:
    said = all_of(line_of(*(call(seq) for seq in range(1, 11))))
    assert [one.calls[0].call.seq for one in said] == list(range(1, 11))
    assert [one.length for one in said] == [Length.SHORT] * 8 + [Length.FULL] * 2, "short until it is nearly over"
    assert [one.chime for one in said] == [True, *[False] * 7, True, True]


def test_few_who_wait_behind_a_slow_voice_are_said_short_as_well() -> None:
    line = line_of(*(call(seq) for seq in range(1, 4)))
    slow = [line.next(0.0), line.next(45.0 * HURRY + 0.1), line.next(45.0 * HURRY + 0.2)]
    assert [one and one.length for one in slow] == [Length.FULL, Length.SHORT, Length.FULL], "nobody waits for the last"


def test_calls_of_one_counter_that_stand_together_are_one_sentence() -> None:
    said = all_of(line_of(call(1, counter=7), call(2, counter=7), call(3, counter=8), call(4, counter=7)))
    assert [labels(one) for one in said] == [["C001", "C002"], ["C003"], ["C004"]]


def test_no_sentence_has_more_tickets_than_can_be_remembered() -> None:
    said = all_of(line_of(*(call(seq, counter=7) for seq in range(1, 8))))
    assert [len(one.calls) for one in said] == [MOST_AT_ONCE, 3]


def test_called_again_before_its_turn_it_keeps_its_place_and_is_said_once() -> None:
    line = line_of(call(1, ticket=1), call(2, ticket=2), call(3, ticket=1, counter=1, times=2))
    assert [labels(one) for one in all_of(line)] == [["C001"], ["C002"]]


def test_called_again_after_it_was_spoken_it_goes_to_the_end() -> None:
    line = line_of(call(1, ticket=1), call(2, ticket=2))
    assert labels(line.next(0.0)) == ["C001"]
    line.add(call(3, ticket=1, counter=1, times=2), 0.0)
    assert [labels(one) for one in all_of(line)] == [["C002"], ["C001"]]


@pytest.mark.parametrize("state", [State.SERVING, State.NO_SHOW, State.CANCELLED, State.PARKED, State.WAITING])
def test_who_is_no_longer_expected_is_not_called_and_that_is_logged(
    state: State, caplog: pytest.LogCaptureFixture
) -> None:
    line = line_of(call(1), call(2))
    with caplog.at_level(logging.INFO):
        line.keep({1: invited(1, 1, state), 2: invited(2, 2)})
    assert [labels(one) for one in all_of(line)] == [["C002"]]
    assert f"C001 to counter 1 is shown and not spoken: before its turn it was {state.value}" in caplog.text


def test_who_was_sent_to_another_counter_is_not_called_to_the_first() -> None:
    line = line_of(call(1, counter=3))
    line.keep({1: invited(1, 4)})
    assert line.next(0.0) is None


def test_who_waited_too_long_is_left_to_the_screen_and_that_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    line = line_of(call(1))
    line.add(call(2), 40.0)
    with caplog.at_level(logging.INFO):
        said = [(labels(one), one.length) for one in all_of(line, 50.0)]
    assert said == [(["C001"], Length.BOARD), (["C002"], Length.FULL)]
    assert "C001 to counter 1 is shown and not spoken: it waited longer than 45 s" in caplog.text


def test_who_could_not_be_said_in_time_is_sent_to_the_board_with_all_the_others_when_the_numbers_are_said() -> None:
    line = line_of(call(1), call(2, language="en"), call(3))
    line.add(call(4), 20.0)
    line.keep({1: invited(1, 1), 2: invited(2, 2), 3: invited(3, 3, State.SERVING), 4: invited(4, 4)})
    only = line.next(50.0)
    assert only is not None
    line.put_back(only)
    assert (only.length, labels(only), only.languages, only.chime) == (
        Length.BOARD,
        ["C001", "C002"],
        ("vi", "en"),
        True,
    )
    assert line.settled.upto == 3, "they are not called by the next board either"
    assert labels(line.next(50.0)) == ["C001", "C002"], "it was not heard"
    assert labels(line.next(50.0)) == ["C004"]
    assert (len(line), line.next(50.0)) == (0, None)


def test_whoever_was_on_the_board_when_everybody_was_sent_there_is_not_sent_again() -> None:
    line = line_of(call(1))
    for seq in range(2, 40):
        line.add(call(seq), float(seq))
    said = [line.next(46.0), line.next(48.5)]
    line.add(call(40), 47.0)
    said += [line.next(93.0), line.next(93.0)]
    assert [labels(one) for one in said] == [["C001"], ["C004"], ["C040"], []]
    assert [one and one.length for one in said] == [Length.BOARD, Length.SHORT, Length.BOARD, None]


@pytest.mark.parametrize("why", ["came", "called again", "quiet", "another", "too long ago"])
def test_nobody_is_sent_to_the_board_who_need_not_look(why: str) -> None:
    line = line_of(call(1))
    line.add(call(2), 40.0)
    board = line.next(46.0)
    assert board is not None
    assert labels(board) == ["C001"]
    line.put_back(board)
    if why == "came":
        line.keep({2: invited(2, 2)})
    elif why == "called again":
        line.add(call(9, ticket=1, counter=1, times=2), 46.0)
    elif why == "quiet":
        line.leave_out_all("these are quiet hours")
    elif why == "another":
        line.forget_settled(Settled(upto=1))
    time = 46.0 if why != "too long ago" else 45.0 * STILL_SENT + 0.1
    assert all("C001" not in labels(one) for one in all_of(line, time) if one.length is Length.BOARD)


def test_a_call_again_is_a_new_invitation_that_is_not_too_old() -> None:
    line = line_of(call(1, ticket=1))
    line.add(call(2, ticket=1, counter=1, times=2), 40.0)
    assert labels(line.next(50.0)) == ["C001"]


def test_a_voice_for_some_counters_leaves_the_others_alone() -> None:
    line = Line(oldest=45.0, scope=Scope(counters=frozenset({2})))
    line.add(call(1), 0.0)
    line.add(call(2), 0.0)
    assert [labels(one) for one in all_of(line)] == [["C002"]]


def test_what_was_not_heard_goes_back_to_its_place() -> None:
    line = line_of(call(1), call(2))
    first = line.next(0.0)
    assert first is not None
    line.add(call(3), 0.0)
    line.put_back(first)
    assert [labels(one) for one in all_of(line)] == [["C001"], ["C002"], ["C003"]]


def test_a_row_is_settled_when_nobody_before_it_waits() -> None:
    line = line_of(call(5), call(8, ticket=8))
    assert line.settled == Settled(upto=4)
    first = line.next(0.0)
    assert line.settled == Settled(upto=7)
    assert first is not None
    line.put_back(first)
    assert line.settled == Settled(upto=4)
    all_of(line)
    line.read_up_to(20)
    assert line.settled == Settled(upto=20)


def test_a_newer_call_that_was_spoken_in_an_older_place_is_not_spoken_by_the_next_board() -> None:
    line = line_of(call(1, ticket=1), call(2, ticket=2), call(3, ticket=1, counter=1, times=2))
    line.next(0.0)
    assert line.settled.has(3)
    assert not line.settled.has(2)
    assert Settled.of_text(line.settled.text()) == line.settled


def test_what_another_board_has_spoken_leaves_the_line() -> None:
    line = line_of(call(1), call(2), call(3))
    line.forget_settled(Settled(upto=1, also=frozenset({3})))
    assert [labels(one) for one in all_of(line)] == [["C002"]]


def test_the_second_reading_comes_once_while_nobody_waits_and_he_is_still_expected() -> None:
    line = line_of(call(1))
    line.next(0.0)
    again = line.once_more({1: invited(1, 1)})
    assert labels(again) == ["C001"]
    assert line.once_more({1: invited(1, 1)}) is None
    line.add(call(2), 0.0)
    line.next(0.0)
    assert line.once_more({2: invited(2, 2, State.SERVING)}) is None


@pytest.mark.parametrize("seed", range(20))
def test_two_hundred_calls_in_a_minute_are_each_spoken_in_order_or_left_out_by_a_rule(
    seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    """Forty counters call, call again, serve and give up; a sentence takes two to six seconds."""
    chance = random.Random(seed)
    line = Line(oldest=45.0, both=bool(seed % 2))
    tickets: dict[int, Ticket] = {}
    calls = sorted(chance.uniform(0.0, 60.0) for _ in range(200))
    spoken: list[int] = []
    sent: set[int] = set()
    time, seq, free = 0.0, 0, 0.0
    with caplog.at_level(logging.INFO):
        while calls or len(line):
            while calls and calls[0] <= time:
                at, seq = calls.pop(0), seq + 1
                counter = chance.randint(1, 40)
                for there in [one for one in tickets.values() if one.counter == counter]:
                    tickets[there.id] = replace(
                        there, state=chance.choice([State.SERVING, State.NO_SHOW]), counter=None
                    )
                tickets[seq] = invited(seq, counter)
                line.add(call(seq, counter=counter), at)
                line.keep(tickets)
            if time >= free and (said := line.next(time)) is not None:
                numbers = [one.call.seq for one in said.calls]
                if said.length is Length.BOARD:
                    sent |= set(numbers)
                else:
                    spoken += numbers
                free = time + chance.uniform(2.0, 6.0) * len(said.languages)
            time += 0.25
    left_out = {int(one.message[1:4]) for one in caplog.records if "shown and not spoken" in one.message}
    assert spoken == sorted(set(spoken)), "in the order of the calls, each once"
    assert set(spoken) | left_out == set(range(1, 201)), "nobody is forgotten"
    assert not set(spoken) & left_out
    overtaken = {int(one.message[1:4]) for one in caplog.records if "it waited longer" in one.message}
    sent |= {int(one.message[1:4]) for one in caplog.records if "heard everybody being sent" in one.message}
    expected = {number for number, one in tickets.items() if one.state is State.CALLED}
    assert sent <= overtaken
    assert overtaken & expected <= sent, "whoever was not called by number and is still expected was sent to the board"
    assert sent, "it was too much for any voice"
    assert line.settled.upto == 200
    assert time < 60 + 45 + 12 + 1, "it drains"


def test_with_all_the_time_in_the_world_two_hundred_calls_are_all_spoken_in_order() -> None:
    said = all_of(line_of(*(call(seq, counter=1 + seq % 40) for seq in range(1, 201)), oldest=600.0))
    assert [one.call.seq for two in said for one in two.calls] == list(range(1, 201))
