"""A scanner that types, told from fingers."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.scanning.codes import DossierCode, TicketCode, recognise
from hardware.scanning.framing import LONGEST, Why
from hardware.scanning.identity_card import IdentityCard
from hardware.scanning.scanner import Scan, Unreadable
from hardware.scanning.wedge import CERTAIN, ENTER, FASTEST_FINGERS, OTHER, BurstDetector

FAST = 0.008
#: Nobody's: there is no province 000.
CARD = "000095000001||Nguyễn Văn Thử|01011995|Nam|Thôn 1|15042021"


class Typed:
    """What a detector says of keys at one pace. Each stroke is given back as what it types."""

    def __init__(self) -> None:
        self.detector: BurstDetector[str] = BurstDetector()
        self.at = 1.0

    def keys(self, letters: Iterable[str], *, pace: float = FAST, repeated: bool = False) -> list[object]:
        known: list[object] = []
        for letter in letters:
            self.at += pace
            known += self.detector.feed(letter, self.at, letter, repeated=repeated)
        return known

    def silence(self) -> list[object]:
        return list(self.detector.rest())


@pytest.fixture
def typed() -> Typed:
    return Typed()


@pytest.mark.parametrize(
    "code", ["000095000001", "H27.12-240510-0007", "https://example.test/p/abcDEF_12-x", "LH-2026/5", CARD]
)
def test_a_scanner_types_a_code_and_enter(typed: Typed, code: str) -> None:
    assert typed.keys([*code, ENTER]) == [Scan(code)]
    assert typed.detector.waits is None


def test_without_enter_the_silence_after_it_ends_the_code(typed: Typed) -> None:
    assert typed.keys("000095000001") == []
    assert typed.detector.waits == 0.15
    assert typed.silence() == [Scan("000095000001")]
    assert typed.silence() == []


def test_the_first_key_after_a_pause_ends_a_code_and_begins_another(typed: Typed) -> None:
    typed.keys("000123")
    assert typed.keys("9", pace=1.0) == [Scan("000123")]
    assert typed.keys(["0", "0", ENTER]) == [Scan("900")]


def test_every_key_of_fingers_is_given_back_in_order(typed: Typed) -> None:
    assert [*typed.keys([*"ho tich 12", ENTER], pace=0.09), *typed.silence()] == [*"ho tich 12", ENTER]


@pytest.mark.parametrize("keys", range(1, CERTAIN))
def test_keys_that_roll_off_quick_fingers_are_no_code(typed: Typed, keys: int) -> None:
    letters = "tha"[:keys]
    assert typed.keys(letters) == []
    assert typed.detector.waits == FASTEST_FINGERS
    assert typed.silence() == [*letters]


def test_two_quick_keys_and_an_enter_are_given_back(typed: Typed) -> None:
    assert typed.keys(["1", "2", ENTER]) == ["1", "2", ENTER]


def test_three_and_an_enter_are_a_code(typed: Typed) -> None:
    assert typed.keys(["1", "2", "3", ENTER]) == [Scan("123")]


def test_keys_that_move_and_enter_are_never_kept_waiting(typed: Typed) -> None:
    assert typed.keys([OTHER, ENTER, "", OTHER], pace=0.001) == [OTHER, ENTER, "", OTHER]
    assert typed.detector.waits is None


def test_an_arrow_soon_after_a_letter_is_a_hand(typed: Typed) -> None:
    assert typed.keys(["a", OTHER, "b"]) == ["a", OTHER]
    assert typed.silence() == ["b"]


def test_a_key_that_is_held_is_no_scanner(typed: Typed) -> None:
    assert typed.keys("a") == []
    assert typed.keys("aaaaaaaa", pace=0.033 + 0.5, repeated=True)[0] == "a"
    assert typed.keys("aaaaaaaa", pace=0.033, repeated=True) == [*"aaaaaaaa"]
    assert typed.detector.waits is None


def test_two_equal_letters_of_a_code_are_not_a_key_that_is_held(typed: Typed) -> None:
    typed.keys("1")
    typed.keys("00", repeated=True)
    assert typed.keys(["0", ENTER]) == [Scan("1000")]


def test_shift_between_the_letters_of_a_code_changes_nothing(typed: Typed) -> None:
    keys = ["", "H", "", "2", "", "7", "", "", "-", "1", ENTER]
    assert typed.keys(keys, pace=0.03) == ["", Scan("H27-1")]


def test_once_it_is_certain_a_code_may_stutter(typed: Typed) -> None:
    typed.keys("00009")
    assert typed.keys("5", pace=0.1) == []
    assert typed.keys(["1", ENTER]) == [Scan("0000951")]


@pytest.mark.parametrize(
    "name", ["Nguyn Vn Th", "Nguy?n V?n Th?", "Nguyá»\x85n", "Nguye^~n Va(n Thu*?", "Nguyê\u0303n"]
)
def test_a_card_with_broken_letters_is_the_card(typed: Typed, name: str) -> None:
    (scan,) = typed.keys([*CARD.replace("Nguyễn Văn Thử", name), ENTER])
    assert isinstance(scan, Scan)
    card = recognise(scan.text, ticket_page="")
    assert isinstance(card, IdentityCard)
    assert card.birth_year == 1995


def test_keys_with_alt_inside_a_code_are_left_out_and_press_nothing(typed: Typed) -> None:
    keys = ["0", "0", "1", "2", "", OTHER, OTHER, OTHER, "3", ENTER]
    assert typed.keys(keys) == [Scan("00123")]


def test_its_codes_are_those_of_a_scanner_on_a_line(typed: Typed) -> None:
    (own,) = typed.keys([*"HTTPS://Example.Test/p/abcDEF_12", ENTER])
    (receipt,) = typed.keys([*" 000.00.12.H27-210510-0007 ", ENTER])
    assert isinstance(own, Scan)
    assert isinstance(receipt, Scan)
    assert recognise(own.text, ticket_page="https://example.test/p/") == TicketCode(code="abcDEF_12")
    assert recognise(receipt.text, ticket_page="") == DossierCode(code="000.00.12.H27-210510-0007")


def test_a_card_that_lies_there_is_one_scan_until_it_was_away(typed: Typed) -> None:
    assert typed.keys([*"000123", ENTER]) == [Scan("000123")]
    assert typed.keys([*"000123", ENTER]) == []
    typed.at += 2.0
    assert typed.keys([*"000123", ENTER]) == [Scan("000123")]


def test_what_is_too_long_is_said_to_be_unreadable_and_not_what_it_was(
    typed: Typed, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    assert typed.keys([*"4711" * LONGEST, ENTER]) == [Unreadable(Why.TOO_LONG)]
    assert "4096 letters" in caplog.text
    assert "4711" not in caplog.text
    assert typed.keys([*"000123", ENTER]) == [Scan("000123")]


def test_blanks_alone_are_no_code_and_press_nothing(typed: Typed) -> None:
    assert typed.keys([*"     ", ENTER]) == []


def test_a_clock_that_ran_over_parts_two_keys_and_harms_nothing(typed: Typed) -> None:
    typed.at = 4_294_967.0
    typed.keys("ab")
    typed.at = 0.0
    assert typed.keys("c") == ["a", "b"]
    assert typed.silence() == ["c"]


@settings(max_examples=500, deadline=None)
@given(
    st.lists(
        st.tuples(st.one_of(st.text(max_size=2), st.sampled_from(["0", "1", ENTER, OTHER, ""])), st.floats(0, 0.2)),
        max_size=40,
    )
)
def test_a_key_is_given_back_once_or_part_of_a_code_or_shift(keys: list[tuple[str, float]]) -> None:
    detector: BurstDetector[int] = BurstDetector()
    now, known = 0.0, list[Scan | Unreadable | int]()
    for number, (letter, later) in enumerate(keys):
        now += later
        known += detector.feed(letter, now, number)
    known += detector.rest()
    assert detector.waits is None
    given_back = [one for one in known if isinstance(one, int)]
    assert given_back == sorted(set(given_back))
    lost = {number for number in range(len(keys)) if keys[number][0]} - set(given_back)
    if not lost:
        assert len(given_back) == len(known)
    else:
        assert len(lost) >= CERTAIN


@settings(max_examples=300, deadline=None)
@given(st.lists(st.floats(FASTEST_FINGERS, 3.0), min_size=1, max_size=60), st.data())
def test_who_never_types_faster_than_fingers_loses_no_key(pauses: list[float], data: st.DataObject) -> None:
    letters = data.draw(st.lists(st.sampled_from(["a", "7", " ", ENTER, OTHER]), min_size=60, max_size=60))
    detector: BurstDetector[int] = BurstDetector()
    now, known = 0.0, list[object]()
    for number, pause in enumerate(pauses):
        now += pause + 1e-6
        known += detector.feed(letters[number], now, number)
    assert [*known, *detector.rest()] == [*range(len(pauses))]
