"""Whatever is refused or fails, the person in front of the screen reads a sentence that was written for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any, get_type_hints

import pytest

from shared.domain import errors
from shared.domain.errors import (
    ConfigError,
    CounterBusy,
    HallClosed,
    MotcuaError,
    Outage,
    QuotaReached,
    Refusal,
    SeriesExhausted,
    TooManyRecalls,
    WrongState,
)
from shared.text import LANGUAGES, nfc
from shared.wording import moment, promise, said, wait_words
from tests.conftest import MORNING, ZONE

#: Said where nothing better is known.
LAST_RESORT = said(MotcuaError(), "vi", ZONE, now=MORNING)
FOR_THE_LOG = frozenset({"why", "reason", "device", "state", "step"})
SAMPLES: dict[object, tuple[Any, ...]] = {
    str: ("zzq",),
    int: (4711,),
    int | None: (None, 4711),
    date: (MORNING.date(),),
    datetime: (MORNING,),
    datetime | None: (None, MORNING, datetime(2026, 11, 24, 0, 30, tzinfo=UTC)),
}


def kinds(of: type[MotcuaError]) -> Iterator[type[MotcuaError]]:
    """All that this program can refuse or suffer, by the class tree."""
    for kind in of.__subclasses__():
        if kind.__module__ == errors.__name__:
            yield kind
            yield from kinds(kind)


def examples(kind: type[MotcuaError]) -> Iterator[MotcuaError]:
    """The error with every sort of value in its fields."""
    hints = get_type_hints(kind)
    names = [one.name for one in fields(kind)]  # type: ignore[arg-type]
    for n in range(max((len(SAMPLES[hints[name]]) for name in names), default=1)):
        yield kind(**{name: SAMPLES[hints[name]][n % len(SAMPLES[hints[name]])] for name in names})


EVERY_KIND = [*kinds(Refusal), *kinds(Outage)]
EVERY_EXAMPLE = [error for kind in EVERY_KIND for error in examples(kind)]


def say(error: MotcuaError, language: str = "vi") -> str:
    return said(error, language, ZONE, now=MORNING)


def test_the_class_tree_is_walked_whole() -> None:
    assert {HallClosed, WrongState, errors.DeviceAway} < set(EVERY_KIND)
    assert len(EVERY_KIND) >= 16


@pytest.mark.parametrize("error", EVERY_EXAMPLE, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_and_outage_has_whole_words(error: MotcuaError, language: str) -> None:
    sentence = say(error, language)
    assert sentence.strip() == sentence
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert nfc(sentence) == sentence
    assert not re.search(r"[{}%]|None", sentence), "every gap is filled"
    assert sentence != str(error)


@pytest.mark.parametrize("error", EVERY_EXAMPLE, ids=lambda error: type(error).__name__)
def test_no_refusal_or_outage_is_left_to_the_last_resort(error: MotcuaError) -> None:
    assert say(error) != LAST_RESORT


@pytest.mark.parametrize("error", EVERY_EXAMPLE, ids=lambda error: type(error).__name__)
def test_what_is_for_the_log_is_not_shown(error: MotcuaError) -> None:
    if {one.name for one in fields(error)} & FOR_THE_LOG:  # type: ignore[arg-type]
        shown = say(error).replace(getattr(error, "label", "-"), "")
        assert "zzq" not in shown


def test_even_an_error_nobody_thought_of_is_said() -> None:
    assert say(ConfigError("motcua.toml", "store", "x", "mend it")) == LAST_RESORT
    assert nfc(LAST_RESORT) == LAST_RESORT


def test_the_label_is_named_where_it_helps() -> None:
    assert "C047" in say(CounterBusy(3, "C047"))
    assert "C047" in say(WrongState("C047", "served", "call"))
    recalled = say(TooManyRecalls("C047", 3))
    assert "C047" in recalled
    assert "3 lần" in recalled


def test_who_is_refused_reads_when_to_come_back() -> None:
    tomorrow = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
    afternoon = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    assert "13:00" in say(HallClosed(afternoon))
    assert "23/11" not in say(HallClosed(afternoon))
    assert "07:30 ngày 24/11" in say(HallClosed(tomorrow))
    assert "13:00" in say(QuotaReached("DD01", 40, afternoon))


def test_who_cannot_come_back_is_sent_to_the_help_desk() -> None:
    for error in (HallClosed(None), QuotaReached("DD01", 40, None), SeriesExhausted("C", 999)):
        assert "quầy hướng dẫn" in say(error)
        assert not re.search(r"\d", say(error))


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (datetime(2026, 11, 23, 6, 5, tzinfo=UTC), "13:05"),
        (datetime(2026, 11, 22, 17, 0, tzinfo=UTC), "00:00"),
        (datetime(2026, 11, 23, 16, 59, tzinfo=UTC), "23:59"),
        (datetime(2026, 11, 23, 17, 0, tzinfo=UTC), "00:00 ngày 24/11"),
        (datetime(2026, 11, 22, 16, 59, tzinfo=UTC), "23:59 ngày 22/11"),
        (datetime(2027, 1, 4, 0, 0, tzinfo=UTC), "07:00 ngày 04/01"),
        (datetime(2027, 11, 23, 0, 0, tzinfo=UTC), "07:00 ngày 23/11"),
    ],
)
def test_a_time_today_is_a_clock_and_another_day_is_named(at: datetime, text: str) -> None:
    for now in (MORNING, MORNING.astimezone(UTC)):
        assert moment(at, "vi", ZONE, now=now) == text


def test_just_after_midnight_in_the_hall_it_is_a_new_day_whatever_the_machine_thinks() -> None:
    just_after = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
    assert moment(datetime(2026, 11, 23, 0, 30, tzinfo=UTC), "vi", ZONE, now=just_after) == "07:30"
    assert moment(datetime(2026, 11, 22, 16, 30, tzinfo=UTC), "vi", ZONE, now=just_after) == "23:30 ngày 22/11"


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (15, 30, "15–30 phút"),
        (30, 15, "15–30 phút"),
        (20, 20, "khoảng 20 phút"),
        (0, 10, "dưới 10 phút"),
        (0, 0, "khoảng 0 phút"),
        (60, 120, "1–2 giờ"),
        (60, 60, "khoảng 1 giờ"),
        (45, 60, "từ 45 phút đến 1 giờ"),
        (40, 75, "từ 40 phút đến 1 giờ 15 phút"),
        (90, 180, "từ 1 giờ 30 phút đến 3 giờ"),
        (0, 90, "dưới 1 giờ 30 phút"),
    ],
)
def test_a_promise_is_said_in_minutes_and_past_an_hour_in_hours(low: int, high: int, text: str) -> None:
    assert promise(low, high, "vi").replace("\N{NO-BREAK SPACE}", " ") == text


def test_a_promise_never_parts_a_number_from_what_it_counts() -> None:
    assert "1\N{NO-BREAK SPACE}giờ 15\N{NO-BREAK SPACE}phút" in promise(40, 75, "vi")


def test_a_range_of_minutes_is_promised_in_one_sentence() -> None:
    assert plain_blanks(wait_words(15, 30, "vi")) == "Dự kiến chờ 15–30 phút"
    assert plain_blanks(wait_words(0, 5, "vi")) == "Dự kiến chờ dưới 5 phút"
    assert plain_blanks(wait_words(45, 75, "vi")) == "Dự kiến chờ từ 45 phút đến 1 giờ 15 phút"


def test_a_wait_that_may_last_beyond_lunch_says_so() -> None:
    said = plain_blanks(wait_words(20, 150, "vi", over_break=True))
    assert said == "Dự kiến chờ từ 20 phút đến 2 giờ 30 phút, có thể sau giờ nghỉ trưa"
    assert nfc(said) == said


def plain_blanks(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")
