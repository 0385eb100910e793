from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.scanning.wedge import Burst, BurstDetector

FAST = 0.008


def typed(detector: BurstDetector, text: str, *, at: float = 1.0, pace: float = FAST) -> list[Burst]:
    found = (detector.feed(key, at + number * pace) for number, key in enumerate(text))
    return [burst for burst in found if burst]


def test_a_scanner_types_a_number_and_enter() -> None:
    detector = BurstDetector()
    assert typed(detector, "000095000001\r") == [Burst("000095000001")]
    assert not detector.collecting


def test_without_enter_the_silence_after_it_ends_the_number() -> None:
    detector = BurstDetector()
    assert typed(detector, "000095000001") == []
    assert detector.collecting
    assert detector.idle(1.12) is None
    assert detector.idle(1.2) == Burst("000095000001")
    assert detector.idle(1.3) is None


def test_fingers_are_not_a_scanner() -> None:
    assert typed(BurstDetector(), "000095000001\r", pace=0.09) == []


def test_a_short_burst_and_one_that_begins_with_a_letter_are_not_meant() -> None:
    assert typed(BurstDetector(), "12345\r") == []
    assert typed(BurstDetector(), "xin chào\r") == []


def test_a_card_with_broken_letters_arrives_whole_enough() -> None:
    assert typed(BurstDetector(), "000095000001||Nguy?n|01021995\r") == [Burst("000095000001||Nguy?n|01021995")]


def test_shift_and_other_keys_without_a_letter_do_not_end_a_burst() -> None:
    detector, moment = BurstDetector(), 1.0
    for key in ("0", "", "0", "", "0", "1", "2", "3", ""):
        assert detector.feed(key, moment) is None
        moment += FAST
    assert detector.feed("\r", moment) == Burst("000123")


def test_the_first_key_after_a_pause_ends_the_burst_and_begins_another() -> None:
    detector = BurstDetector()
    typed(detector, "000123")
    assert detector.feed("9", 2.0) == Burst("000123")
    assert typed(detector, "00000\r", at=2.0 + FAST) == [Burst("900000")]


def test_a_burst_is_not_in_its_repr() -> None:
    assert "95" not in repr(Burst("000095000001"))


@settings(max_examples=500, deadline=None)
@given(
    st.lists(st.tuples(st.one_of(st.text(max_size=2), st.sampled_from("0123456789\r")), st.floats(0, 0.1)), max_size=40)
)
def test_any_keys_give_only_whole_bursts(keys: list[tuple[str, float]]) -> None:
    detector, now = BurstDetector(), 0.0
    for key, later in keys:
        now += later
        burst = detector.feed(key, now)
        assert burst is None or (len(burst.text) >= 6 and burst.text.isprintable())
