"""Where the parts of the board stand: arithmetic, for any window."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from display.arrangement import MOST_MEDIA, Arrangement, Layout, Showing
from display.legibility import Legibility, ada, pixel_mm, seen_under

SCREENS = [(1920, 1080), (3840, 2160), (1080, 1920), (2160, 3840), (1366, 768), (1280, 1024)]
LAYOUTS = [Layout.CALLS, Layout.ZONE, Layout.SPLIT]
showings = st.builds(
    Showing,
    media=st.booleans(),
    ticker=st.booleans(),
    emergency=st.booleans(),
    figures=st.booleans(),
    zone=st.booleans(),
)


@given(
    size=st.tuples(st.integers(320, 4000), st.integers(240, 4000)),
    layout=st.sampled_from(Layout),
    showing=showings,
    distance=st.sampled_from([0.0, 4.0, 8.0, 15.0, 40.0]),
)
def test_parts_never_overlap_and_never_leave_the_window(
    size: tuple[int, int], layout: Layout, showing: Showing, distance: float
) -> None:
    legibility = Legibility.at(distance, mm_per_px=pixel_mm(55, *size))
    made = Arrangement.of(size, layout=layout, showing=showing, legibility=legibility)
    for place in made.places.values():
        assert place.x >= 0
        assert place.y >= 0
        assert place.width > 0
        assert place.height > 0
        assert place.right <= size[0]
        assert place.bottom <= size[1]
    for (one, first), (two, second) in combinations(made.places.items(), 2):
        apart = (
            first.right <= second.x or second.right <= first.x or first.bottom <= second.y or second.bottom <= first.y
        )
        assert apart, (one, first, two, second)


@pytest.mark.parametrize(("size", "layout"), list(product(SCREENS, LAYOUTS)))
def test_pictures_have_a_place_only_if_there_are_any_and_never_more_than_their_share(
    size: tuple[int, int], layout: Layout
) -> None:
    assert Arrangement.of(size, layout=layout).media is None
    media = Arrangement.of(size, layout=layout, showing=Showing(media=True)).media
    assert media is not None
    assert media.area <= MOST_MEDIA * size[0] * size[1]
    assert media.width >= size[0] * 0.3


@pytest.mark.parametrize("size", SCREENS)
def test_an_emergency_stands_under_the_head_and_leaves_only_the_calls_in_front(size: tuple[int, int]) -> None:
    made = Arrangement.of(
        size, layout=Layout.SPLIT, showing=Showing(media=True, ticker=True, figures=True, emergency=True)
    )
    assert set(made.places) == {"head", "emergency", "hero"}
    assert made.emergency is not None
    assert made.emergency.y == made.head.bottom
    assert made.emergency.area >= size[0] * size[1] * 0.5


@pytest.mark.parametrize("size", SCREENS)
def test_the_ticker_is_a_strip_at_the_bottom_over_the_whole_width(size: tuple[int, int]) -> None:
    made = Arrangement.of(size, showing=Showing(ticker=True))
    assert made.ticker is not None
    assert (made.ticker.x, made.ticker.width) == (0, size[0])
    assert made.foot is not None
    assert made.ticker.bottom == made.foot.y


@pytest.mark.parametrize(
    ("showing", "layout"),
    [
        (Showing(), Layout.CALLS),
        (Showing(zone=True), Layout.ZONE),
        (Showing(media=True), Layout.SPLIT),
        (Showing(media=True, zone=True), Layout.SPLIT),
    ],
)
def test_without_a_setting_the_layout_is_what_there_is_to_show(showing: Showing, layout: Layout) -> None:
    assert Arrangement.of((1920, 1080), showing=showing).layout is layout


@pytest.mark.parametrize(("size", "layout"), list(product(SCREENS, LAYOUTS)))
def test_the_present_call_is_the_largest_part_of_the_numbers(size: tuple[int, int], layout: Layout) -> None:
    made = Arrangement.of(size, layout=layout)
    assert made.hero.height >= size[1] * 0.27
    assert made.waiting is not None
    assert (made.zone if layout is Layout.ZONE else made.recent) is not None


def test_a_pane_without_room_for_its_letters_is_left_out() -> None:
    near = Legibility.at(5, mm_per_px=pixel_mm(55, 1920, 1080))
    far = Legibility.at(15, mm_per_px=pixel_mm(55, 1920, 1080))
    assert Arrangement.of((1920, 1080), legibility=near).waiting is not None
    assert Arrangement.of((1920, 1080), legibility=far).waiting is None


@pytest.mark.parametrize(
    ("distance", "sixteen", "twenty_two", "sign"), [(5, 23, 32, 55), (10, 47, 64, 108), (20, 93, 128, 213)]
)
def test_heights_are_those_of_the_tables(distance: float, sixteen: int, twenty_two: int, sign: int) -> None:
    found = (seen_under(16, distance), seen_under(22, distance), ada(distance))
    assert found == pytest.approx((sixteen, twenty_two, sign), abs=0.6)


def test_pixels_follow_from_the_diagonal() -> None:
    assert pixel_mm(55, 1920, 1080) == pytest.approx(0.634, abs=0.001)
    made = Legibility.at(10, mm_per_px=pixel_mm(55, 1920, 1080))
    assert (round(made.hero), round(made.hero_wanted), round(made.recent), round(made.text)) == (79, 170, 101, 73)


def test_nobody_said_from_where_it_is_read_so_nothing_is_demanded() -> None:
    assert Legibility.at(0, mm_per_px=0.5) == Legibility.at(8, mm_per_px=0) == Legibility()


def test_a_table_that_would_hold_too_few_counters_gives_way_to_the_calls() -> None:
    far = Legibility.at(12, mm_per_px=pixel_mm(55, 1920, 1080))
    made = Arrangement.of((1920, 1080), layout=Layout.ZONE, legibility=far)
    assert made.layout is Layout.CALLS
    assert made.recent is not None
    assert made.zone is None


def test_a_hint_without_room_for_its_letters_goes_and_an_alarm_stays() -> None:
    far = Legibility.at(12, mm_per_px=pixel_mm(55, 1920, 1080))
    assert Arrangement.of((1920, 1080), legibility=far).foot is None
    assert Arrangement.of((1920, 1080), legibility=far, showing=Showing(alarm=True)).foot is not None
