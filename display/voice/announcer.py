"""The voice at work: one thread that hears the news of the hall and speaks its calls, one after the other.

The screen shows a call at once and never waits for this. Whatever fails here (a clip, the sound server, the
loudspeaker, the store) costs sound and nothing else: the line goes on, and the beat says what is ill.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from queue import Empty, SimpleQueue
from typing import Final

from display.ducking import Ducking, NoDucking
from display.voice.line import Line, Utterance
from display.voice.roles import Role
from hardware.sound.pcm import Pcm, joined, silence
from hardware.sound.speaker import SoundLost, Speaker, speaker_health
from hardware.sound.voices import Voice, the_chime
from shared.board import Call, HallNow, call_of
from shared.domain.errors import DeviceAway
from shared.domain.station import DeviceHealth, DeviceTrouble, Health
from shared.domain.ticket import State
from shared.domain.voice import Settled
from shared.feed import Away, News
from shared.hall_time import seconds_that_only_run
from shared.speech import Length, Spoken, announcement
from shared.store.reference import Reference
from shared.ui.heart import Voiced
from shared.voice_form import Loudness, spoken_words

Words = Mapping[str, Mapping[str, str]]
BETWEEN: Final = 0.4  # s between two sentences, so that the next one, or the other language, is heard as another
SLEPT: Final = 5.0  # s without a look: the machine slept, or the program was stopped
AWAKE: Final = 10.0  # s after a sleep in which what comes is judged by the clock: it may have been called meanwhile
RETRY: Final = 2.0  # s until a loudspeaker that was lost is tried again
_IDLE: Final = 0.5  # s between two looks while nobody is called
_WAITING: Final = 0.1  # s between two looks while another board speaks, or the loudspeaker is away
_EXAMINE: Final = 10.0  # s between two looks at a loudspeaker that is not used
_TWICE: Final = 2.0  # s of silence before the second reading
_FUTURE: Final = -5.0  # s a call may seem to lie ahead where two clocks differ a little
_UNHURRIED: Final = 10  # niceness of making clips
_KEPT: Final = 100  # calls of which is known when they were spoken

_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A call that was spoken: when the loudspeaker was given it, and when it had been heard (ns since 1970)."""

    label: str
    counter: int
    began: int
    ended: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Now:
    """What other threads may know."""

    mine: bool
    settled: Settled
    waits_since: float | None
    health: DeviceHealth


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Announcer:
    """Speaks the calls of one hall from one loudspeaker."""

    def __init__(
        self,
        *,
        voices: Callable[[Words], Mapping[str, Voice]],
        speaker: Speaker,
        role: Role,
        line: Line,
        loudness: Loudness,
        oldest: float,
        twice: bool = False,
        ducking: Ducking | None = None,
        clock: Callable[[], datetime] | None = None,
        seconds: Callable[[], float] = seconds_that_only_run,
    ) -> None:
        """`voices` makes the voices of all languages, with a hall's own words in them. `oldest` in seconds: a call that
        is older is only shown. `clock` is this machine's, `seconds` runs on while it sleeps; others in tests.
        `ducking` is told in the voice's thread."""
        self._make_voices = voices
        self._speaker = speaker
        self._role = role
        self._line = line
        self._loudness = loudness
        self._oldest = oldest
        self._twice = twice
        self._ducking = ducking or NoDucking()
        self._hushed = False
        self._clock = clock or _utc_now
        self._seconds = seconds
        self._words: Words = {}
        self._voices = voices({})
        self._zone: tzinfo | None = None
        self._hall: HallNow | None = None
        self._inbox: SimpleQueue[News | Away | None] = SimpleQueue()
        self._looked_at = self._clock()
        self._looked_second = self._seconds()
        self._by_clock_until = -1.0
        self._trouble: DeviceTrouble | None = None
        self._speechless = False
        self._lost_until = 0.0
        self._examined_at = 0.0
        self._silent_since = -BETWEEN
        self._told = Settled()
        self._had_role = self._role.mine()
        self._now = _Now(mine=False, settled=Settled(), waits_since=None, health=speaker_health(None))
        self._said: deque[Said] = deque(maxlen=_KEPT)
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="voice", daemon=True)

    # -- from other threads --------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin to speak; the clips are made ready meanwhile."""
        self._role.start()
        self._prepare()
        self._thread.start()

    def stop(self, timeout: float = 3.0) -> None:
        """Fall silent, in the middle of a word if need be, and end."""
        self._stopping = True
        self._inbox.put(None)
        if self._thread.is_alive():
            self._thread.join(timeout)
        self._role.stop()

    def told(self, told: News | Away) -> None:
        """News of the hall, from any thread. Comes back at once."""
        self._inbox.put(told)

    def voiced(self) -> Voiced:
        """For the beat."""
        now = self._now
        since = now.waits_since
        waits = 0.0 if since is None or not now.mine else max(0.0, self._seconds() - since)
        return Voiced(
            spoken=now.settled.upto if now.mine else None, unsaid=timedelta(seconds=waits), devices=(now.health,)
        )

    def said(self) -> tuple[Said, ...]:
        """The last calls that were spoken, oldest first."""
        return tuple(self._said)

    # -- in its own ----------------------------------------------------------------------------------------------

    def _run(self) -> None:
        while not self._stopping:
            try:
                self.step(self._patience())
            except Exception:  # noqa: BLE001 - a bug must not silence the hall for the rest of the day
                _log.critical("a bug in the voice", exc_info=True)
                self._trouble = DeviceTrouble.FAULT

    def step(self, wait: float) -> None:
        """Hear what came within `wait` seconds, and speak the next call, if any. The thread does it for ever."""
        self._hear(wait)
        mine = self._role.mine()
        if not (mine and self._had_role):
            # In the moment it is taken over as well: the one before may have spoken to its last.
            self._line.forget_settled(self._role.settled())
        self._had_role = mine
        if mine and len(self._line):
            self._speak_next()
        else:
            self._while_idle(mine)
        if self._hushed and not len(self._line):
            self._hushed = False
            self._ducking.resume()
        self._publish()

    def _patience(self) -> float:
        if not len(self._line):
            return _IDLE
        can = self._role.mine() and self._seconds() >= self._lost_until
        return 0.0 if can else _WAITING

    def _hear(self, wait: float) -> None:
        try:
            told = self._inbox.get(timeout=wait) if wait > 0 else self._inbox.get_nowait()
            while True:
                self._look()
                if isinstance(told, News):
                    self._take(told)
                told = self._inbox.get_nowait()
        except Empty:
            self._look()

    def _look(self) -> bool:
        """Whether the machine slept since the last look. That its clock was set is no sleep."""
        second, before = self._seconds(), self._looked_second
        self._looked_at, self._looked_second = self._clock(), second
        slept = second - before > SLEPT
        if slept:
            self._by_clock_until = second + AWAKE
        return slept

    def _take(self, news: News) -> None:
        if news.reference is not None:
            self._obey(news.reference)
        self._hall = news.now
        if news.events:
            latest = news.events[-1].at
            behind = self._age(latest) if self._looked_second <= self._by_clock_until else 0.0
            for event in news.events:
                call = call_of(event)
                if call is not None:
                    self._add(call, behind + max(0.0, (latest - call.at).total_seconds()))
        else:
            self._take_snapshot(news.now)
        self._line.read_up_to(news.now.seq)
        self._line.keep(news.now.tickets)

    def _take_snapshot(self, now: HallNow) -> None:
        """After a start, or after the store was away: who is still invited, was called lately and not spoken to."""
        settled = self._role.settled()
        if settled.upto > now.seq:
            settled = Settled()  # told of another journal
        newest: dict[int, Call] = {}
        for call in now.calls:
            newest.setdefault(call.ticket, call)
        for call in sorted(newest.values(), key=lambda one: one.seq):
            ticket = now.tickets.get(call.ticket)
            invited = ticket is not None and ticket.state is State.CALLED
            if invited and not settled.has(call.seq):
                self._add(call, self._age(call.at))

    def _add(self, call: Call, age: float) -> None:
        if _FUTURE <= age <= self._oldest:
            self._line.add(call, self._seconds() - max(0.0, age))
        else:
            _log.info("%s to counter %d is shown and not spoken: it is %.0f s old", call.label, call.counter, age)

    def _age(self, at: datetime) -> float:
        return (self._looked_at - at).total_seconds()

    def _obey(self, reference: Reference) -> None:
        self._zone = reference.rules.calendar.zone
        self._line.speaks_both(reference.form.speech.both_languages)
        self._line.within(reference.form.area)
        words = spoken_words(reference.form.speech, "store")
        if words != self._words and any(words.values()):
            self._words = words
            self._voices = self._make_voices(words)
            self._prepare()

    def _prepare(self) -> None:
        voices = self._voices

        def make() -> None:
            began = time.monotonic()
            # Of this thread and of the programs it starts: whoever is spoken to now comes first.
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _UNHURRIED)
            for voice in voices.values():
                voice.prepare(lambda: not self._stopping and voices is self._voices)
            _log.info("the voice is ready after %.1f s", time.monotonic() - began)

        threading.Thread(target=make, name="voice-clips", daemon=True).start()

    # -- speaking ------------------------------------------------------------------------------------------------

    def _speak_next(self) -> None:
        volume = self._loudness.at(self._looked_at.astimezone(self._zone).time())
        if volume == 0:
            self._line.leave_out_all("these are quiet hours")
        elif self._seconds() >= self._lost_until:
            utterance = self._line.next(self._seconds())
            if utterance is not None:
                self._speak(utterance, volume)
        self._settle()

    def _speak(self, utterance: Utterance, volume: int) -> None:
        sound = self._sound_of(utterance)
        if sound is None:
            return
        began = time.time_ns()
        self._hushed = True
        self._ducking.hush()
        try:
            whole = self._speaker.play(sound, self._goes_on, volume=volume)
        except SoundLost as lost:
            _log.error("the loudspeaker is lost: %s", lost.reason)
            self._trouble = self._speaker.health().trouble or DeviceTrouble.FAULT
            self._lost_until = self._seconds() + RETRY
            self._role.able(False)
            whole = lost.heard >= sound.seconds
        else:
            self._trouble = None if whole else self._trouble
            self._role.able(self._trouble is None)
        self._silent_since = self._examined_at = self._seconds()
        if whole:
            self._note(utterance, began)
        elif not utterance.again:
            self._line.put_back(utterance)

    def _goes_on(self) -> bool:
        return not (self._look() or self._stopping) and self._role.mine()

    def _sound_of(self, utterance: Utterance) -> Pcm | None:
        calls = [Spoken(label=one.call.label, counter=one.call.counter) for one in utterance.calls]
        parts: list[Pcm] = []
        self._speechless = False
        for language in utterance.languages:
            try:
                said = announcement(calls, language, utterance.length)
                sentence = self._voices[language].sentence(said)
            except (DeviceAway, ValueError) as fault:
                _log.error("%s cannot be said in %s: %s", [one.label for one in calls], language, fault)
                self._speechless = True
                continue
            if parts:
                parts.append(silence(BETWEEN, sentence.rate))
            else:
                # Before it, not behind the last one: who is killed in a silence has said all there was to say.
                parts.append(silence(max(0.0, BETWEEN - (self._seconds() - self._silent_since)), sentence.rate))
                parts += [the_chime(sentence.rate)] if utterance.chime else []
            parts.append(sentence)
        return joined(parts) if parts else None

    def _note(self, utterance: Utterance, began: int) -> None:
        ended = time.time_ns()
        if utterance.length is Length.BOARD:
            _log.info("%s were sent to the board in one sentence", [one.call.label for one in utterance.calls])
            return
        for one in utterance.calls:
            _log.info("%s to counter %d was spoken", one.call.label, one.call.counter)
            self._said.append(Said(label=one.call.label, counter=one.call.counter, began=began, ended=ended))

    def _while_idle(self, mine: bool) -> None:
        time_now = self._seconds()
        if mine and self._twice and self._hall is not None and time_now - self._silent_since >= _TWICE:
            again = self._line.once_more(self._hall.tickets)
            volume = self._loudness.at(self._looked_at.astimezone(self._zone).time())
            if again is not None and volume:
                self._speak(again, volume)
        if mine:
            self._settle()
        if time_now - self._examined_at >= _EXAMINE or (self._trouble and time_now >= self._lost_until):
            self._examined_at, self._trouble = time_now, self._speaker.health().trouble
            self._lost_until = time_now + RETRY if self._trouble else 0.0
            self._role.able(self._trouble is None)

    def _settle(self) -> None:
        settled = self._line.settled
        if settled != self._told and settled.upto:
            self._told = settled
            self._role.settle(settled)

    def _publish(self) -> None:
        health = speaker_health(self._trouble or (DeviceTrouble.FAULT if self._speechless else None))
        if health.state is not self._now.health.state:
            _log.log(logging.INFO if health.state is Health.GOOD else logging.ERROR, "the voice: %s", health.trouble)
        self._now = _Now(
            mine=self._role.mine(), settled=self._line.settled, waits_since=self._line.waits_since(), health=health
        )
