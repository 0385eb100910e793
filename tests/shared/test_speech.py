"""What is said for every label and every counter, held against a reading rule that was written another way."""

from __future__ import annotations

import itertools
import string
from typing import Final

import pytest

from shared.speech import (
    PAUSE,
    Length,
    Spoken,
    announcement,
    counter_clips,
    readable,
    vocabulary,
    whole_numbers,
    words_of,
)

# As a child learns to count: by the whole row, and then the exceptions that the ear makes.
_VI: Final = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
_EN: Final = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


def _vietnamese_counters() -> list[str]:
    row = [*_VI, *(f"mười {one}" for one in _VI)]
    row += [f"{ten} mươi {one}" for ten in _VI[2:] for one in _VI]
    heard = []
    for text in row:
        said = text.replace(" không", "")
        if "mười" in said or "mươi" in said:
            said = said.removesuffix("năm") + "lăm" if said.endswith(" năm") else said
        if "mươi" in said:
            said = said.removesuffix(" một") + " mốt" if said.endswith(" một") else said
            said = said.removesuffix(" bốn") + " tư" if said.endswith(" bốn") else said
        heard.append(said)
    return heard


def _english_counters() -> list[str]:
    teens = [
        "ten",
        "eleven",
        "twelve",
        *(f"{one}teen" for one in ("thir", "four", "fif", "six", "seven", "eigh", "nine")),
    ]
    tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    return [*_EN, *teens, *(f"{ten} {one}".removesuffix(" zero") for ten in tens for one in _EN)]


# The names of the letters as a school's wall has them, each beside its letter.
_NAMES: Final = (
    "Aa Bbê Cxê Ddê Đđê Ee Fép·phờ Ggiê Hhát Ii Jgi Kca Le·lờ Mem·mờ Nen·nờ Oo Ppê Qquy Re·rờ Sét·sì Ttê Uu Vvê "
    "Wvê·kép Xích·xì Yi·dài Zdét"
)

VI_COUNTERS: Final = _vietnamese_counters()
EN_COUNTERS: Final = _english_counters()
LABELS: Final = [
    letter + "".join(rest) for letter in string.ascii_uppercase for rest in itertools.product(string.digits, repeat=3)
]


def _digits(label: str, words: list[str]) -> str:
    return " ".join([label[0], *(words[int(one)] for one in label[1:])])


@pytest.mark.soak
def test_every_label_at_every_counter_is_said_as_the_rule_says() -> None:
    wrong = 0
    for label in LABELS:
        invited, invited_en = (
            f"Mời số {_digits(label, _VI)} đến quầy số ",
            f"Number {_digits(label, _EN)}, please go to counter ",
        )
        for counter in range(1, 100):
            call = [Spoken(label=label, counter=counter)]
            wrong += announcement(call, "vi").text != invited + VI_COUNTERS[counter]
            wrong += announcement(call, "en").text != invited_en + EN_COUNTERS[counter]
    assert wrong == 0


def test_what_is_put_into_the_mouth_of_a_voice_is_what_stands_in_the_sentence_for_every_label_and_every_counter() -> (
    None
):
    """Clips are heard, the text is only read: here the clips' own words are joined, letters by their names."""
    names = {one[0]: one[1:].replace("·", " ") for one in _NAMES.split()}
    for number, label in enumerate(LABELS):
        counter = 1 + number % 99
        heard = _heard(label, counter, "vi")
        assert heard == f"Mời số {names[label[0]]} {_digits(label, _VI)[2:]} đến quầy số {VI_COUNTERS[counter]}"
        spoken = f"Number {_digits(label, _EN)} please go to counter {EN_COUNTERS[counter]}"
        assert _heard(label, counter, "en") == spoken


def _heard(label: str, counter: int, language: str) -> str:
    clips = announcement([Spoken(label=label, counter=counter)], language).clips
    return " ".join(vocabulary(language)[clip] for clip in clips if clip != PAUSE)


def test_those_who_could_not_be_called_by_number_are_sent_to_the_board_whatever_their_counters() -> None:
    calls = [Spoken(label="C047", counter=12), Spoken(label="A003", counter=3)]
    assert announcement(calls, "vi", Length.BOARD).text == "Mời các số trên bảng đến quầy tương ứng"
    assert announcement(calls, "en", Length.BOARD).text == "Numbers on the board, please go to your counters"
    with pytest.raises(ValueError):
        announcement([], "vi", Length.BOARD)


def test_the_example_of_the_house() -> None:
    call = [Spoken(label="C047", counter=12)]
    assert announcement(call, "vi").text == "Mời số C không bốn bảy đến quầy số mười hai"
    assert announcement(call, "en").text == "Number C zero four seven, please go to counter twelve"
    assert announcement(call, "vi").clips == (
        "invite", "letter_c", "digit_0", "digit_4", "digit_7", "to_counter", "ten", "digit_2",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "một"), (4, "bốn"), (5, "năm"), (10, "mười"), (11, "mười một"), (14, "mười bốn"), (15, "mười lăm"),
        (20, "hai mươi"), (21, "hai mươi mốt"), (24, "hai mươi tư"), (25, "hai mươi lăm"), (35, "ba mươi lăm"),
        (40, "bốn mươi"), (44, "bốn mươi tư"), (55, "năm mươi lăm"), (91, "chín mươi mốt"), (105, "một không năm"),
    ],
)  # fmt: skip
def test_counters_are_numbers_as_people_say_them(number: int, said: str) -> None:
    assert words_of("vi", counter_clips(number, "vi")) == said


def test_a_burst_is_said_shorter_and_one_counter_in_one_sentence() -> None:
    calls = [Spoken(label="C047", counter=12), Spoken(label="C048", counter=12)]
    assert announcement(calls[:1], "vi", Length.SHORT).text == "Số C không bốn bảy, quầy mười hai"
    assert announcement(calls[:1], "en", Length.SHORT).text == "Number C zero four seven, counter twelve"
    assert announcement(calls, "vi").text == "Mời các số C không bốn bảy, C không bốn tám, đến quầy số mười hai"
    assert announcement(calls, "en").text == "Numbers C zero four seven, C zero four eight, please go to counter twelve"
    assert announcement(calls, "vi", Length.SHORT).text == "C không bốn bảy, C không bốn tám, quầy mười hai"


def test_two_counters_are_never_one_sentence() -> None:
    with pytest.raises(ValueError):
        announcement([Spoken(label="C047", counter=12), Spoken(label="C048", counter=13)], "vi")
    with pytest.raises(ValueError):
        announcement([], "vi")


def test_a_letter_nobody_can_say_is_refused() -> None:
    with pytest.raises(ValueError):
        announcement([Spoken(label="#047", counter=1)], "vi")


def test_a_long_number_and_the_letter_d_with_a_stroke_are_said() -> None:
    call = [Spoken(label="Đ1000", counter=7)]
    assert announcement(call, "vi").text == "Mời số Đ một không không không đến quầy số bảy"
    assert announcement(call, "en").clips[:3] == ("invite", "letter_d", "digit_1")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("length", list(Length))
def test_every_clip_of_every_sentence_is_in_the_list_that_is_recorded(language: str, length: Length) -> None:
    known = {*vocabulary(language), PAUSE}
    for letter, counter in itertools.product(string.ascii_uppercase + "Đ", range(1, 100)):
        calls = [
            Spoken(label=f"{letter}0{counter:02}", counter=counter),
            Spoken(label=f"{letter}1{counter:02}", counter=counter),
        ]
        assert known.issuperset(announcement(calls, language, length).clips)
        assert known.issuperset(announcement(calls[:1], language, length).clips)


def test_a_counter_in_one_breath_has_the_words_of_its_parts() -> None:
    assert whole_numbers("vi")["counter_35"] == "ba mươi lăm"
    assert whole_numbers("en")["counter_35"] == "thirty five"
    assert len(whole_numbers("vi")) == 99


def test_no_two_clips_of_a_language_are_the_same_file_on_a_disk_that_ignores_capitals() -> None:
    for language in ("vi", "en"):
        names = [*vocabulary(language), *whole_numbers(language)]
        assert len({one.lower() for one in names}) == len(names)
        assert all(one.isascii() for one in names)


def test_labels_in_a_sentence_are_spelt_for_a_synthesiser() -> None:
    assert readable("Số của ông/bà: C047.", "vi") == "Số của ông/bà: xê không bốn bảy."
    assert readable("Your number: C047.", "en") == "Your number: C zero four seven."
    assert readable("Mẫu TK01A0001 năm 2026", "vi") == "Mẫu TK01A0001 năm 2026"
