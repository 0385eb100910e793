"""When everybody calls at once: nobody is forgotten, on the board and in the voice."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from display.voice.announcer import BETWEEN
from display.voice.line import Line, Utterance
from hardware.sound.pcm import USUAL_RATE, Pcm
from hardware.sound.rendered import Rendered
from hardware.sound.synthesiser import EspeakNg
from hardware.sound.voices import SpokenClips, Voice, the_chime
from shared.domain.ticket import Ticket
from shared.speech import Length, Spoken, announcement
from shared.text import LANGUAGES
from shared.voice_form import VoiceForm
from tests.display.voice.conftest import Ear, MakeBooth, Seconds
from tests.display.voice.test_line import call

COUNTERS = 40
CALLS = 200
_LEFT_OUT = r"(\S+) to counter \d+ is shown and not spoken: (.*)"


@pytest.fixture(scope="module")
def seconds_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Utterance], float]:
    """How long the voice that every hall has takes for it."""
    kept = Rendered(tmp_path_factory.mktemp("clips"))
    clips = {one: SpokenClips(EspeakNg(), one, rendered=kept, rate=USUAL_RATE, words={}) for one in LANGUAGES}
    voices = {one: Voice(one, [clips[one]], rate=USUAL_RATE) for one in LANGUAGES}

    def measured(said: Utterance) -> float:
        calls = [Spoken(label=one.call.label, counter=one.call.counter) for one in said.calls]
        sentences = [voices[one].sentence(announcement(calls, one, said.length)).seconds for one in said.languages]
        chime = the_chime(USUAL_RATE).seconds if said.chime else 0.0
        return chime + sum(sentences) + BETWEEN * len(sentences)

    return measured


@pytest.mark.parametrize("english", ["", "2", "258", "13579", "0123456789"])
def test_ten_counters_that_call_at_once_are_all_called_by_number_in_their_language_by_the_usual_voice(
    english: str, seconds_of: Callable[[Utterance], float]
) -> None:
    line, time, heard = Line(oldest=float(VoiceForm().oldest_seconds)), 0.0, list[Utterance]()
    for digit in "0123456789":
        language = "en" if digit in english else "vi"
        line.add(call(90 + int(digit), counter=31 + int(digit), language=language), 0.0)
    while (said := line.next(time)) is not None:
        heard.append(said)
        time += seconds_of(said)
    assert [one.calls[0].call.seq for one in heard] == list(range(90, 100))
    assert all(one.length is not Length.BOARD for one in heard)
    assert ["en" in one.languages for one in heard] == [digit in english for digit in "0123456789"]


class Clocked(Ear):
    """A loudspeaker that takes its time, by the clocks of the test."""

    def __init__(self, pass_by: Callable[[float], None]) -> None:
        super().__init__()
        self._pass_by = pass_by

    def play(self, sound: Pcm, go_on: Callable[[], bool], *, volume: int = 100) -> bool:
        left = sound.seconds
        while left > 0:
            self._pass_by(min(left, 1.0))
            go_on()
            left -= 1.0
        return super().play(sound, go_on, volume=volume)


def test_two_hundred_calls_in_a_minute_are_all_shown_at_once_and_spoken_in_order_or_sent_to_the_board(
    booth: MakeBooth, seconds: Seconds, caplog: pytest.LogCaptureFixture
) -> None:
    """A real hall with forty counters, its board and its voice: some come, some do not."""
    chance = random.Random(47)
    stage_time = [0.0]
    called: list[Ticket] = []
    at_counter: dict[int, Ticket] = {}

    def one_more() -> None:
        number = chance.choice(list(range(1, COUNTERS + 1)))
        before = at_counter.pop(number, None)
        if before is not None:
            chance.choice([stage.serve_and_finish, stage.no_show])(before)
        service = services[number]
        stage.come(service)
        at_counter[number] = ticket = stage.call(number)
        called.append(ticket)
        hall.hear()
        shown = stage.hear()
        front = [(one.label, one.counter) for one in (*shown.hero, *shown.recent)]
        assert (ticket.label, number) in front[:4], "it is shown at once, whatever the voice is at"

    def pass_by(duration: float) -> None:
        until = stage_time[0] + duration
        while moments and moments[0] <= until:
            at = moments.pop(0)
            stage.clock.forward(seconds=at - stage_time[0])
            seconds.forward(at - stage_time[0])
            stage_time[0] = at
            one_more()
        stage.clock.forward(seconds=until - stage_time[0])
        seconds.forward(until - stage_time[0])
        stage_time[0] = until

    moments = sorted(chance.uniform(0.0, 60.0) for _ in range(CALLS))
    ear = Clocked(pass_by)
    hall = booth(speaker=ear, seconds=seconds, oldest=60.0)
    stage = hall.stage
    stage.open(*range(11, COUNTERS + 1))
    reference, now = stage.hall.reference(), stage.hall.now()
    services = {number: reference.profile(now.counters[number].profile).services[0] for number in range(1, 41)}
    with caplog.at_level("INFO", logger="display.voice"):
        while moments or len(hall.line):
            if not len(hall.line):
                pass_by(0.25)
            hall.announcer.step(0.0)
    assert len(called) == CALLS
    labels, spoken = [one.label for one in called], hall.said()
    assert spoken == sorted(set(spoken), key=labels.index), "never out of order, none twice"
    told = [one.message for one in caplog.records]
    left_out = {found[1]: found[2] for one in told if (found := re.fullmatch(_LEFT_OUT, one))}
    sent = {label for one in told if "were sent to the board" in one for label in re.findall(r"[A-ZĐ][0-9]{3}", one)}
    assert {*spoken, *left_out} == set(labels), "nobody is forgotten"
    overtaken = {label for label, why in left_out.items() if why.startswith("it waited longer")}
    assert all(why.startswith("before its turn it was") for label, why in left_out.items() if label not in overtaken)
    sent |= {label for label in overtaken if "heard everybody being sent to the board" in left_out[label]}
    assert sent <= overtaken
    expected = {one.label for one in at_counter.values()}
    assert expected <= {*spoken, *sent}, "called by number, or sent to the board with the others"
    assert sent, "it was too much for any voice"
    assert hall.line.settled.upto == stage.hall.now().seq
