"""The voice as it is heard: a real sound server, its loudspeaker recorded."""

from __future__ import annotations

import time
from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot

from display.voice.announcer import BETWEEN
from hardware.sound.voices import the_chime
from shared.domain.station import DeviceTrouble, Health
from shared.speech import Length
from tests.display.voice.conftest import MakeBooth
from tests.sound_server import RATE, SoundServer

CHIME = the_chime(RATE)


def test_a_call_is_heard_whole_behind_its_chime(qtbot: QtBot, booth: MakeBooth, sound_server: SoundServer) -> None:
    hall = booth()
    with sound_server.recording() as heard:
        hall.announcer.start()
        ticket = hall.call(4)
        qtbot.waitUntil(lambda: hall.said() == [ticket.label], timeout=15_000)
    sentence = hall.sentence(ticket.label, 4)
    (chime,), (begins,) = heard.positions(CHIME), heard.positions(sentence)
    assert abs(begins - chime - CHIME.seconds) < 0.01
    assert abs(heard.loudness(begins, sentence.seconds) - sentence.level) < 3.0


def test_three_counters_at_once_are_heard_one_after_the_other_in_their_order(
    qtbot: QtBot, booth: MakeBooth, sound_server: SoundServer
) -> None:
    hall = booth()
    with sound_server.recording() as heard:
        hall.announcer.start()
        tickets = [hall.call(counter) for counter in (3, 1, 2)]
        qtbot.waitUntil(lambda: len(hall.said()) == 3, timeout=40_000)
    assert hall.said() == [one.label for one in tickets]
    parts = [hall.sentence(one.label, one.counter or 0) for one in tickets]
    places = [heard.positions(part) for part in parts]
    assert [len(place) for place in places] == [1, 1, 1]
    ends = [place[0] + part.seconds for place, part in zip(places, parts, strict=True)]
    assert all(end < after[0] for end, after in zip(ends, places[1:], strict=False)), "never two at once"
    heard_levels = [heard.loudness(place[0], part.seconds) for place, part in zip(places, parts, strict=True)]
    assert heard_levels == [pytest.approx(part.level, abs=3.0) for part in parts]
    assert max(heard_levels) - min(heard_levels) < 2.0, "nobody is called more loudly than the others"
    assert len(heard.positions(CHIME)) == 3


def test_a_burst_is_heard_short_with_one_chime(qtbot: QtBot, booth: MakeBooth, sound_server: SoundServer) -> None:
    hall = booth()
    tickets = [hall.call(counter) for counter in range(1, 8)]
    with sound_server.recording() as heard:
        hall.announcer.start()
        qtbot.waitUntil(lambda: len(hall.said()) >= 2, timeout=40_000)
        hall.announcer.stop()
    first, second = (
        heard.positions(hall.sentence(one.label, one.counter or 0, length=Length.SHORT)) for one in tickets[:2]
    )
    assert len(first) == len(second) == 1
    length = hall.sentence(tickets[0].label, 1, length=Length.SHORT).seconds
    assert second[0] - first[0] - length >= BETWEEN, "two sentences without a chime are heard as two"
    assert len(heard.positions(CHIME)) == 1


def test_an_english_ticket_is_heard_in_both_languages(
    qtbot: QtBot, booth: MakeBooth, sound_server: SoundServer
) -> None:
    hall = booth()
    stage = hall.stage
    service = stage.hall.reference().profile(stage.hall.now().counters[4].profile).services[0]
    ticket = stage.hall.issue(service, command=uuid4(), actor="kiosk-1", language="en").ticket
    hall.hear()
    with sound_server.recording() as heard:
        hall.announcer.start()
        stage.hall.call(4, ticket.id, command=uuid4(), actor="x", reason="a test")
        hall.hear()
        qtbot.waitUntil(lambda: len(hall.said()) == 1, timeout=30_000)
    sentences = [hall.sentence(ticket.label, 4, language=language) for language in ("vi", "en")]
    (vietnamese,), (english,) = map(heard.positions, sentences)
    assert english - vietnamese - sentences[0].seconds == pytest.approx(BETWEEN, abs=0.02)


def test_who_falls_silent_leaves_the_call_to_the_next_start(
    qtbot: QtBot, booth: MakeBooth, sound_server: SoundServer
) -> None:
    first = booth()
    first.announcer.start()
    ticket = first.call(4)
    qtbot.waitUntil(lambda: sound_server.playing() == 1, timeout=10_000)
    first.announcer.stop()
    assert first.said() == []
    second = booth()
    with sound_server.recording() as heard:
        second.announcer.start()
        qtbot.waitUntil(lambda: second.said() == [ticket.label], timeout=15_000)
    assert len(heard.positions(second.sentence(ticket.label, 4))) == 1
    third = booth()
    third.steps()
    assert third.said() == [], "it was spoken: nobody needs to hear it once more"


def test_a_loudspeaker_that_is_pulled_costs_only_sound_and_young_calls_are_said_when_it_is_back(
    qtbot: QtBot, booth: MakeBooth, sound_server: SoundServer
) -> None:
    skipped = 0.0
    hall = booth(seconds=lambda: time.monotonic() + skipped)
    hall.announcer.start()
    old = hall.call(1)
    qtbot.waitUntil(lambda: sound_server.playing() == 1, timeout=10_000)
    sound_server.pull_the_plug()
    qtbot.waitUntil(lambda: hall.announcer.voiced().devices[0].state is Health.BAD, timeout=10_000)
    assert hall.announcer.voiced().devices[0].trouble is DeviceTrouble.UNREACHABLE
    assert hall.announcer.voiced().spoken is not None
    skipped = 50.0
    young = hall.call(2)
    sound_server.plug_in()
    with sound_server.recording() as heard:
        qtbot.waitUntil(lambda: hall.said() == [young.label], timeout=20_000)
    assert len(heard.positions(hall.sentence(young.label, 2))) == 1
    assert heard.positions(hall.sentence(old.label, 1)) == []
    qtbot.waitUntil(lambda: hall.announcer.voiced().devices[0].state is Health.GOOD, timeout=10_000)


def test_a_sound_server_that_hangs_holds_the_voice_no_longer_than_the_sentence_and_its_grace_which_is_then_said_again(
    qtbot: QtBot, booth: MakeBooth, sound_server: SoundServer
) -> None:
    hall = booth()
    hall.announcer.start()
    cut = hall.call(1)
    qtbot.waitUntil(lambda: sound_server.playing() == 1, timeout=10_000)
    sound_server.freeze()
    qtbot.waitUntil(lambda: hall.announcer.voiced().devices[0].state is Health.BAD, timeout=25_000)
    sound_server.thaw()
    assert hall.said() == [], "time that went by is no sound that was heard"
    with sound_server.recording() as heard:
        qtbot.waitUntil(lambda: hall.said() == [cut.label], timeout=30_000)
    assert len(heard.positions(hall.sentence(cut.label, 1))) == 1
    qtbot.waitUntil(lambda: hall.announcer.voiced().devices[0].state is Health.GOOD, timeout=10_000)


def test_without_any_sound_server_the_line_goes_on(qtbot: QtBot, booth: MakeBooth, sound_server: SoundServer) -> None:
    sound_server.stop()
    hall = booth(oldest=1.0)
    hall.announcer.start()
    hall.call(1)
    qtbot.waitUntil(lambda: hall.announcer.voiced().devices[0].state is Health.BAD, timeout=10_000)
    last = hall.stage.hall.now().seq
    qtbot.waitUntil(lambda: hall.announcer.voiced().spoken == last, timeout=10_000)
    assert hall.said() == []
