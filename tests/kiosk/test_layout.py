"""Nothing is ever cut off or covered, on any screen, in any language, with any aid, whatever the names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QRect

from kiosk import offer
from kiosk.examples import AIDS, Example, examples, longest_results
from kiosk.measures import Measures
from kiosk.state import Body, Page, SearchBody
from shared.store.reference import Reference
from tests.kiosk.fakes import hall_now
from tests.kiosk.looking import PORTRAIT, SCREENS, Looked, Screen, look_at, look_at_all

pytestmark = pytest.mark.usefixtures("lettered")


def faults(seen: Looked) -> Iterator[str]:
    """What is cut off, outside of the window, or covers something else."""
    controls, words = seen.controls(), [one for one in seen.words() if one.said]
    assert controls or words
    for one in (*controls, *words):
        if not one.block.whole:
            yield f"{one.accessibleName()!r} is cut off"
        if not seen.window.rect().contains(seen.place(one)):
            yield f"{one.objectName()} stands outside"
    places = [(one.objectName(), seen.place(one)) for one in controls]
    spans = [(one.objectName(), seen.span(one)) for one in words]
    for (name, place), (other, there) in combinations([*places, *spans], 2):
        if _inner(place).intersects(_inner(there)):
            yield f"{name} and {other} lie on each other"


def _inner(room: QRect) -> QRect:
    """Without the pixel by which a rounded length may be too long."""
    return room.adjusted(1, 1, -1, -1)


@pytest.mark.parametrize(
    ("language", "aid"), [*(("vi", aid) for aid in AIDS if aid != "contrast"), ("en", "plain"), ("en", "all")]
)
@pytest.mark.parametrize("screen", SCREENS)
def test_no_page_cuts_off_or_covers_a_word(reference: Reference, screen: Screen, language: str, aid: str) -> None:
    for seen in look_at_all(reference, screen, language=language, aids=AIDS[aid]):
        assert list(faults(seen)) == [], seen.example.name


@pytest.mark.parametrize("screen", SCREENS)
def test_the_digits_of_a_keypad_cover_nothing(reference: Reference, screen: Screen) -> None:
    for seen in look_at_all(reference, screen, by_keys=True):
        assert list(faults(seen)) == [], seen.example.name


def test_there_is_an_example_of_every_page_and_each_has_its_own_name(reference: Reference) -> None:
    made = list(examples(reference, language="vi", measures=Measures.of(1080, 1920), aids=frozenset()))
    assert {one.state.page for one in made} == set(Page)
    assert len({one.name for one in made}) == len(made)


def of_kind(reference: Reference, aid: str, body: Body, page: Page) -> Example:
    """A state with a body of the test's own."""
    measures = Measures.of(1080, 1920)
    made = examples(reference, language="vi", measures=measures, aids=AIDS[aid])
    example = next(one for one in made if one.state.page is page)
    return replace(example, state=replace(example.state, body=body))


@pytest.mark.parametrize("aid", ["plain", "all"])
@pytest.mark.parametrize("screen", SCREENS)
def test_every_field_of_the_hall_fits_on_its_tile(reference: Reference, screen: Screen, aid: str) -> None:
    room = Measures.of(*screen, aids=AIDS[aid]).fields_room
    bodies = [
        offer.agency_body(reference, hall_now(), need=None, agency=agency, language="vi", leaf=leaf, room=room)
        for agency in reference.agencies
        for leaf in range(3)
    ]
    for seen in look_at(screen, [of_kind(reference, aid, body, Page.AGENCY) for body in bodies]):
        assert list(faults(seen)) == []


@pytest.mark.parametrize("aid", ["plain", "all"])
@pytest.mark.parametrize("screen", SCREENS)
def test_every_procedure_fits_on_its_tile(reference: Reference, screen: Screen, aid: str) -> None:
    room = Measures.of(*screen, aids=AIDS[aid]).results_room
    results = longest_results(reference, "vi")
    bodies = [
        SearchBody(query="x", results=tuple(results[start : start + room]), ready=True) for start in range(0, 40, room)
    ]
    for seen in look_at(screen, [of_kind(reference, aid, body, Page.SEARCH) for body in bodies]):
        assert list(faults(seen)) == []


def test_large_text_is_larger_and_leaves_fewer_tiles_on_a_page(reference: Reference) -> None:
    plain, large = (Measures.of(*PORTRAIT, aids=AIDS[aid]) for aid in ("plain", "large"))
    assert large.text(34) == pytest.approx(1.4 * plain.text(34), abs=1)
    assert large.home_room(18, needs=True) < 18 <= plain.home_room(18, needs=True)
    assert large.fields_room < plain.fields_room
    letters = [
        {one.objectName(): one.block.pixels for one in seen.words()}
        for aid in ("plain", "large")
        for seen in look_at_all(reference, PORTRAIT, aids=AIDS[aid])
        if seen.example.name == "agency-TP"
    ]
    assert letters[1]["title"] > 1.3 * letters[0]["title"]
