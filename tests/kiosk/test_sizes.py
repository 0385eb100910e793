"""What is touched is as large as a finger needs, and as low as an arm reaches: the real widgets, in millimetres."""

from __future__ import annotations

import math

import pytest

from kiosk.examples import AIDS
from kiosk.measures import Measures
from kiosk.views.keyboard import Keyboard
from kiosk.views.parts import Key, Kind
from shared.store.reference import Reference
from tests.kiosk.looking import PORTRAIT, SCREENS, Looked, Screen, look_at_all

pytestmark = pytest.mark.usefixtures("lettered")

_FINGER = 20.0  # mm
_APART = 3.0
_CAPITALS = 0.72  # of the size of letters
SIZES = [(1080, 1920), (1920, 1080), (1024, 768)]
DENSITIES = [2.0, 3.2, 4.0, 5.0]


def is_letter(one: object) -> bool:
    return isinstance(one, Key) and isinstance(one.parent(), Keyboard)


def least_letter(seen: Looked, px_per_mm: float, width: int) -> tuple[float, float]:
    """How narrow and low a key of the keyboard may be: ten columns must fit beside each other on a small screen, and
    on a broad screen in low reach five rows in what is left of its lower half."""
    m = seen.measures
    narrowest = (m.keyboard.width - 9 * m.key_gap) / 10 - 1
    lowest = m.key if m.low and not m.portrait else _FINGER * px_per_mm
    return min(_FINGER * px_per_mm, narrowest), min(_FINGER * px_per_mm, lowest)


@pytest.mark.parametrize("aid", ["plain", "all"])
@pytest.mark.parametrize("px_per_mm", DENSITIES)
@pytest.mark.parametrize("size", SIZES)
def test_every_key_and_tile_is_as_large_as_a_finger(
    reference: Reference, size: tuple[int, int], px_per_mm: float, aid: str
) -> None:
    """A screen whose shorter side has less than 200 mm (1024x768 from 3.9 px/mm) has keys of a tenth of that side."""
    believed = min(px_per_mm, min(size) / 200)
    for seen in look_at_all(reference, (*size, px_per_mm), aids=AIDS[aid]):
        for one in seen.controls():
            broad, high = (
                least_letter(seen, believed, size[0]) if is_letter(one) else (_FINGER * believed, _FINGER * believed)
            )
            assert one.width() >= broad - 0.5, (seen.example.name, one.objectName())
            assert one.height() >= high - 0.5, (seen.example.name, one.objectName())
            if isinstance(one, Key) and one.kind is Kind.MAIN:
                assert one.width() >= 3 * _FINGER * believed - 0.5, (seen.example.name, one.objectName())


@pytest.mark.parametrize("px_per_mm", DENSITIES)
@pytest.mark.parametrize("size", SIZES)
def test_between_two_keys_there_are_three_millimetres(
    reference: Reference, size: tuple[int, int], px_per_mm: float
) -> None:
    believed = min(px_per_mm, min(size) / 200)
    apart = math.floor(_APART * believed) - 1  # a pixel may be lost where columns do not come out even
    for seen in look_at_all(reference, (*size, px_per_mm)):
        places = [(one.objectName(), seen.place(one)) for one in seen.controls()]
        for number, (name, place) in enumerate(places):
            near = place.adjusted(-apart, -apart, apart, apart)
            others = [other for other, there in places[number + 1 :] if near.intersects(there)]
            assert others == [], (seen.example.name, name)


def test_on_the_usual_screen_every_key_of_the_keyboard_has_twenty_millimetres(reference: Reference) -> None:
    for aid in ("plain", "large", "low", "all"):
        for seen in look_at_all(reference, PORTRAIT, aids=AIDS[aid]):
            for one in seen.controls():
                assert min(one.width(), one.height()) >= _FINGER * 3.2, (seen.example.name, one.objectName())


@pytest.mark.parametrize("aid", ["low", "all"])
@pytest.mark.parametrize("screen", SCREENS)
def test_in_low_reach_everything_that_is_touched_lies_in_the_lower_half(
    reference: Reference, screen: Screen, aid: str
) -> None:
    for seen in look_at_all(reference, screen, aids=AIDS[aid]):
        for one in seen.controls():
            assert seen.place(one).top() >= screen[1] / 2, (seen.example.name, one.objectName())


@pytest.mark.parametrize("screen", SCREENS)
def test_one_touch_turns_each_aid_on_or_off_on_every_page(reference: Reference, screen: Screen) -> None:
    for aids in (AIDS["plain"], AIDS["all"]):
        places = set()
        for seen in look_at_all(reference, screen, aids=aids):
            if seen.root is not seen.window:
                continue  # the question has to be answered first
            keys = {one.objectName(): one for one in seen.controls() if one.objectName().startswith("aid-")}
            assert set(keys) == {"aid-large_text", "aid-high_contrast", "aid-low_reach", "aid-spoken"}
            assert {one.isChecked() for one in keys.values()} == {bool(aids)}
            places.add(tuple(sorted((name, seen.place(one).topLeft().toTuple()) for name, one in keys.items())))
        moved_by_language = 2 if aids else 1  # while a number is printed the language cannot be changed
        assert len(places) <= moved_by_language


def test_on_the_usual_screen_the_guiding_words_have_capitals_of_seven_millimetres(reference: Reference) -> None:
    for seen in look_at_all(reference, PORTRAIT):
        for one in seen.words():
            guides = one.objectName() in {"question", "title", "ahead", "counters", "say", "still-there", "help"}
            if guides and one.said:
                assert one.block.pixels * _CAPITALS >= 7 * 3.2 - 1.5, (seen.example.name, one.objectName())


@pytest.mark.parametrize("aid", AIDS)
@pytest.mark.parametrize("screen", SCREENS)
def test_a_number_is_at_least_twelve_millimetres_high(reference: Reference, screen: Screen, aid: str) -> None:
    seen_numbers = 0
    for seen in look_at_all(reference, screen, aids=AIDS[aid]):
        for one in seen.words():
            if one.objectName() == "number" and one.said == "D1047":
                seen_numbers += 1
                assert one.block.pixels * _CAPITALS >= 12 * screen[2]
    assert seen_numbers == 5


def test_a_screen_that_tells_nonsense_about_its_size_is_not_believed() -> None:
    assert Measures.of(1080, 1920, 0.0) == Measures.of(1080, 1920) == Measures.of(1080, 1920, 90.0)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_search_has_some_answers_in_sight(screen: Screen) -> None:
    assert Measures.of(*screen).results_room >= 4
    assert Measures.of(*screen, aids=AIDS["all"]).results_room >= 2
