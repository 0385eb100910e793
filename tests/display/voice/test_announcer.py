"""The voice at work, with a loudspeaker that plays at once: what is spoken, what is not, and what is told of it."""

from __future__ import annotations

import logging
import threading
from dataclasses import replace
from datetime import time, timedelta

import pytest
from pytestqt.qtbot import QtBot

from display.voice.announcer import RETRY
from display.voice.hush import Hush
from display.voice.roles import Role
from shared.domain.station import Health
from shared.domain.voice import Settled
from shared.feed import Away
from shared.voice_form import Loudness
from tests.display.voice.conftest import Ear, MakeBooth, Seconds


def test_calls_are_spoken_in_their_order(booth: MakeBooth, ear: Ear) -> None:
    hall = booth(speaker=ear)
    called = [hall.call(counter).label for counter in (3, 1, 2)]
    hall.steps()
    assert hall.said() == called


def test_what_happened_before_the_start_is_not_spoken_when_it_is_old(booth: MakeBooth, ear: Ear) -> None:
    first = booth(speaker=Ear())
    first.call(1)
    first.stage.clock.forward(seconds=60)
    late = booth(speaker=ear)
    late.steps()
    assert late.said() == []


def test_a_feed_that_slept_an_hour_announces_no_stale_call(booth: MakeBooth, ear: Ear) -> None:
    hall = booth(speaker=ear)
    hall.steps()
    hall.stage.call(1)
    hall.stage.clock.forward(hours=1)
    fresh = hall.stage.call(2)
    hall.hear()
    hall.steps()
    assert hall.said() == [fresh.label]


def test_a_machine_that_slept_an_hour_announces_no_stale_call(booth: MakeBooth, ear: Ear, seconds: Seconds) -> None:
    hall = booth(speaker=ear, seconds=seconds)
    hall.steps()
    hall.call(1)
    hall.stage.clock.forward(hours=1)
    seconds.forward(3600)
    hall.steps(1)
    hall.stage.call(2)
    hall.stage.clock.forward(minutes=10)
    hall.hear()
    hall.steps()
    assert hall.said() == [], "neither what was heard before it slept nor what comes late after it woke"
    after = hall.call(3)
    hall.steps()
    assert hall.said() == [after.label]


def test_a_machine_that_slept_in_the_middle_of_a_sentence_says_nothing_old_when_it_wakes(
    booth: MakeBooth, ear: Ear, seconds: Seconds
) -> None:
    hall = booth(speaker=ear, seconds=seconds)
    hall.steps()
    hall.call(1), hall.call(2)
    hall.stage.call(3)

    def sleep() -> None:
        hall.stage.clock.forward(hours=1)
        seconds.forward(3600)

    ear.while_playing = sleep
    hall.steps(1)
    ear.while_playing = None
    hall.hear()
    hall.steps()
    assert (hall.said(), len(ear.heard)) == ([], 1), "the sentence is cut, its rest and all behind it are too old"
    after = hall.call(4)
    hall.steps()
    assert hall.said() == [after.label]


def test_a_program_that_was_stopped_in_the_middle_of_a_sentence_for_a_moment_says_it_again_whole(
    booth: MakeBooth, ear: Ear, seconds: Seconds
) -> None:
    hall = booth(speaker=ear, seconds=seconds)
    ticket = hall.call(1)
    ear.while_playing = lambda: seconds.forward(8.0)
    hall.steps(1)
    assert hall.said() == []
    ear.while_playing = None
    hall.steps()
    assert hall.said() == [ticket.label]


@pytest.mark.parametrize("step", [timedelta(hours=1), timedelta(hours=-1)])
def test_a_clock_that_is_set_costs_no_call(booth: MakeBooth, ear: Ear, seconds: Seconds, step: timedelta) -> None:
    hall = booth(speaker=ear, seconds=seconds)
    hall.steps()
    first, second = hall.call(1), hall.call(2)
    hall.stage.clock.at += step
    ear.while_playing = lambda: setattr(hall.stage.clock, "at", hall.stage.clock.at + step)
    hall.steps()
    assert hall.said() == [first.label, second.label]


def test_after_an_outage_who_was_called_lately_and_is_expected_is_called(booth: MakeBooth, ear: Ear) -> None:
    hall = booth(speaker=ear)
    heard = hall.call(1)
    hall.steps()
    hall.announcer.told(Away(reason="the cable"))
    hall.stage.call(2)
    hall.stage.clock.forward(seconds=60)
    young, gone = hall.stage.call(3), hall.stage.call(4)
    hall.stage.serve(gone)
    hall.stage.clock.forward(seconds=3)
    hall.read_afresh()
    hall.steps()
    assert hall.said() == [heard.label, young.label], "not the one before again, not the old one, not who has come"


def test_who_has_come_before_his_turn_is_not_called(
    booth: MakeBooth, ear: Ear, caplog: pytest.LogCaptureFixture
) -> None:
    hall = booth(speaker=ear)
    came, waits = hall.call(1), hall.call(2)
    hall.stage.serve(came)
    hall.hear()
    with caplog.at_level(logging.INFO):
        hall.steps()
    assert hall.said() == [waits.label]
    assert f"{came.label} to counter 1 is shown and not spoken" in caplog.text


def test_a_call_again_is_spoken_again(booth: MakeBooth, ear: Ear) -> None:
    hall = booth(speaker=ear)
    ticket = hall.call(1)
    hall.steps()
    hall.stage.recall(ticket)
    hall.hear()
    hall.steps()
    assert hall.said() == [ticket.label] * 2


def test_the_second_reading_comes_when_the_hall_is_idle(booth: MakeBooth, ear: Ear, seconds: Seconds) -> None:
    hall = booth(speaker=ear, twice=True, seconds=seconds)
    ticket = hall.call(1)
    hall.steps()
    assert hall.said() == [ticket.label]
    seconds.forward(3.0)
    hall.steps()
    assert hall.said() == [ticket.label] * 2
    seconds.forward(30.0)
    hall.steps()
    assert hall.said() == [ticket.label] * 2


def test_in_quiet_hours_calls_are_only_shown(booth: MakeBooth, ear: Ear, caplog: pytest.LogCaptureFixture) -> None:
    hall = booth(speaker=ear, loudness=Loudness(usual=100, spans=((time(7, 55), time(8, 5), 0),)))
    ticket = hall.call(1)
    with caplog.at_level(logging.INFO):
        hall.steps()
    assert ear.heard == []
    assert f"{ticket.label} to counter 1 is shown and not spoken: these are quiet hours" in caplog.text
    hall.stage.clock.forward(minutes=6)
    hall.steps()
    after = hall.call(2)
    hall.steps()
    assert hall.said() == [after.label]


def test_it_is_as_loud_as_the_hour_says(booth: MakeBooth, ear: Ear) -> None:
    hall = booth(speaker=ear, loudness=Loudness(usual=80, spans=((time(7, 0), time(8, 1), 40),)))
    hall.call(1)
    hall.steps()
    hall.stage.clock.forward(seconds=61)
    hall.steps()
    hall.call(2)
    hall.steps()
    assert [volume for _, volume in ear.heard] == [40, 80]


def test_a_loudspeaker_that_is_away_keeps_the_calls_until_they_are_old(
    booth: MakeBooth, ear: Ear, seconds: Seconds
) -> None:
    hall = booth(speaker=ear, seconds=seconds)
    ear.plugged = False
    hall.call(1)
    hall.steps()
    voiced = hall.announcer.voiced()
    assert voiced.devices[0].state is Health.BAD
    assert voiced.unsaid >= timedelta(0)
    seconds.forward(40.0)
    young = hall.call(2)
    hall.steps()
    assert hall.announcer.voiced().unsaid == timedelta(seconds=40)
    seconds.forward(10.0)
    ear.plugged = True
    hall.steps()
    assert hall.said() == [young.label]
    assert hall.announcer.voiced().devices[0].state is Health.GOOD


def test_a_lost_loudspeaker_is_not_tried_all_the_time(booth: MakeBooth, ear: Ear, seconds: Seconds) -> None:
    hall = booth(speaker=ear, seconds=seconds)
    ear.plugged = False
    ticket = hall.call(1)
    hall.steps()
    ear.plugged = True
    hall.steps()
    assert hall.said() == []
    seconds.forward(RETRY)
    hall.steps()
    assert hall.said() == [ticket.label]


def test_a_sentence_nobody_can_say_does_not_stop_the_line(booth: MakeBooth, ear: Ear) -> None:
    hall = booth(speaker=ear)
    ticket = hall.call(1)
    hall.line.next(0.0)
    hall.steps()
    hall.line.add(replace(hall.stage.hall.now().calls[0], label="#047", seq=10_000), 0.0)
    after = hall.call(2)
    hall.steps()
    assert hall.said() == [ticket.label, after.label]
    hall.stage.recall(after)
    hall.hear()
    hall.steps()
    assert hall.announcer.voiced().devices[0].state is Health.GOOD


def test_the_beat_says_what_was_spoken(booth: MakeBooth, ear: Ear) -> None:
    hall = booth(speaker=ear)
    hall.call(1)
    hall.steps()
    assert hall.announcer.voiced().spoken == hall.stage.hall.now().seq
    assert hall.announcer.voiced().unsaid == timedelta(0)


class Lent(Role):
    """The right to speak, in the test's hand."""

    def __init__(self) -> None:
        self.here = False
        self.can = True
        self.done = Settled()

    def mine(self) -> bool:
        return self.here

    def able(self, can: bool) -> None:
        self.can = can

    def settled(self) -> Settled:
        return self.done

    def settle(self, done: Settled) -> None:
        self.done = done

    def start(self) -> None: ...

    def stop(self) -> None: ...


def test_who_takes_over_says_nothing_that_the_other_said_in_his_last_moment(booth: MakeBooth, ear: Ear) -> None:
    role = Lent()
    hall = booth(speaker=ear, role=role)
    said_by_the_other, left = hall.call(1), hall.call(2)
    hall.steps()
    assert hall.said() == []
    first = next(one.seq for one in hall.stage.hall.now().calls if one.label == said_by_the_other.label)
    role.done, role.here = Settled(upto=first), True
    hall.steps()
    assert hall.said() == [left.label]
    assert role.done.upto == hall.stage.hall.now().seq


def test_whose_loudspeaker_is_lost_lets_another_speak_and_asks_again_when_it_is_back(
    booth: MakeBooth, ear: Ear, seconds: Seconds
) -> None:
    role = Lent()
    role.here, ear.plugged = True, False
    hall = booth(speaker=ear, role=role, seconds=seconds)
    cut = hall.call(1)
    hall.steps()
    assert (role.can, hall.said()) == (False, [])
    role.here = False
    ear.plugged = True
    seconds.forward(RETRY)
    hall.steps()
    assert role.can
    role.here = True
    hall.steps()
    assert hall.said() == [cut.label], "nobody else has said it"


def test_a_board_that_does_not_speak_now_tells_as_well_that_its_loudspeaker_is_away(
    booth: MakeBooth, ear: Ear, seconds: Seconds
) -> None:
    role = Lent()
    hall = booth(speaker=ear, role=role, seconds=seconds)
    hall.steps()
    assert hall.announcer.voiced().devices[0].state is Health.GOOD
    ear.plugged = False
    seconds.forward(11.0)
    hall.steps()
    assert hall.announcer.voiced().devices[0].state is Health.BAD
    assert not role.can, "it does not take over what it cannot say"


class Film:
    """Something that plays beside the voice, and remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def hush(self) -> None:
        self.told.append("hush")

    def resume(self) -> None:
        self.told.append("resume")


def test_a_film_is_hushed_for_the_whole_line_and_comes_back_behind_it(booth: MakeBooth, ear: Ear) -> None:
    film = Film()
    hall = booth(speaker=ear, ducking=film)
    hall.steps()
    assert film.told == []
    hall.call(1)
    hall.call(2)
    ear.while_playing = lambda: film.told.append("call")
    hall.steps()
    assert film.told == ["hush", "call", "hush", "call", "resume"]


def test_the_wish_for_quiet_reaches_the_film_in_the_windows_thread(qtbot: QtBot) -> None:
    film, threads = Film(), []
    film.hush = lambda: threads.append(threading.current_thread())  # type: ignore[method-assign]
    hush = Hush(film)
    other = threading.Thread(target=hush.hush)
    other.start()
    other.join()
    qtbot.waitUntil(lambda: threads == [threading.main_thread()])
    hush.resume()
    qtbot.waitUntil(lambda: film.told == ["resume"])
