"""What people come for most is offered first, and one odd ticket changes nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.popular import Asked, popular

USUAL = ("land", "licence", "record")
OFFERED = frozenset({*USUAL, "tax", "power", "seal"})


def ranked(*asked: tuple[str, int, int], most: int = 4, usual: tuple[str, ...] = USUAL) -> tuple[str, ...]:
    counted = [Asked(service=service, today=today, before=before) for service, today, before in asked]
    return popular(counted, usual=usual, offered=OFFERED, most=most)


def test_as_long_as_nothing_is_known_the_halls_own_list_decides() -> None:
    assert ranked() == USUAL
    assert ranked(most=2) == ("land", "licence")
    assert ranked(usual=()) == ()


def test_the_busiest_service_stands_first_whatever_the_list_says() -> None:
    assert ranked(("record", 0, 30), ("tax", 0, 100), ("land", 0, 5)) == ("tax", "record", "land", "licence")


def test_one_odd_ticket_changes_nothing() -> None:
    assert ranked(("seal", 1, 0)) == (*USUAL, "seal")
    assert ranked(("seal", 1, 2), most=3) == USUAL


def test_a_ticket_of_today_weighs_more_than_one_of_last_week() -> None:
    assert ranked(("tax", 20, 0), ("power", 0, 40))[:2] == ("tax", "power")
    assert ranked(("tax", 20, 0), ("power", 0, 70))[:2] == ("power", "tax")


def test_what_is_no_longer_offered_is_not_in_it() -> None:
    assert ranked(("gone", 50, 500), usual=("closed", "land")) == ("land",)


def test_tickets_of_a_service_counted_in_two_places_are_added() -> None:
    assert ranked(("tax", 0, 20), ("power", 0, 30), ("tax", 0, 20))[:2] == ("tax", "power")


def test_equals_stand_in_the_order_of_the_list_and_then_of_their_codes() -> None:
    assert ranked(("tax", 0, 10), ("power", 0, 10), most=9) == (*USUAL, "power", "tax")


def test_a_service_named_twice_stands_where_it_is_named_first() -> None:
    assert ranked(usual=("land", "licence", "land")) == ("land", "licence")


_COUNTS = st.integers(0, 2_000)
_ASKED = st.lists(st.builds(Asked, service=st.sampled_from([*OFFERED, "gone"]), today=_COUNTS, before=_COUNTS))


@given(asked=_ASKED, most=st.integers(-1, 9))
def test_never_more_than_wanted_never_twice_never_what_is_not_offered(asked: list[Asked], most: int) -> None:
    found = popular(asked, usual=USUAL, offered=OFFERED, most=most)
    assert len(found) <= max(0, most)
    assert len(set(found)) == len(found)
    assert set(found) <= OFFERED
