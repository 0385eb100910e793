from __future__ import annotations

import math

from hardware.bus_posts import Make, Outlet
from hardware.exchange import Exchange


def say(words: bytes) -> Make:
    return lambda: Exchange(request=words)


FIRST, FIRST_AGAIN, SECOND = say(b"A001 blinking"), say(b"A001"), say(b"A002")
DARK = say(b"")


def test_a_text_is_due_at_once_and_again_after_a_while() -> None:
    outlet = Outlet("sign 5", refresh=30.0, dark=DARK)
    assert outlet.due == math.inf
    outlet.want(FIRST, FIRST_AGAIN, 10.0)
    assert (outlet.due, outlet.take()) == (10.0, FIRST)
    outlet.told(FIRST, 10.5)
    assert (outlet.due, outlet.take()) == (40.5, FIRST_AGAIN)
    outlet.told(FIRST_AGAIN, 41.0)
    assert (outlet.due, outlet.take()) == (71.0, FIRST_AGAIN)


def test_a_text_overtaken_on_its_way_leaves_the_newer_one_due() -> None:
    outlet = Outlet("sign 5", refresh=30.0, dark=DARK)
    outlet.want(FIRST, FIRST_AGAIN, 10.0)
    sent = outlet.take()
    outlet.want(SECOND, SECOND, 10.1)
    assert not outlet.wants(sent)
    outlet.told(sent, 10.2)
    assert outlet.due <= 10.1
    outlet.failed(sent, 15.0)
    assert outlet.due <= 10.1
    assert outlet.take() is SECOND


def test_what_changed_goes_before_what_is_said_again_then_the_longest_waiting() -> None:
    old, new, newer = (
        Outlet("1", refresh=30.0, dark=DARK),
        Outlet("2", refresh=30.0, dark=DARK),
        Outlet("3", refresh=30.0, dark=DARK),
    )
    old.want(FIRST, FIRST, 1.0)
    old.told(FIRST, 1.0)
    new.want(FIRST, FIRST, 40.0)
    newer.want(FIRST, FIRST, 41.0)
    new.want(SECOND, SECOND, 42.0)
    assert sorted((newer, old, new), key=Outlet.urgency) == [new, newer, old], "a newer text keeps its place"


def test_a_sign_that_failed_is_tried_later_and_a_new_text_at_once() -> None:
    outlet = Outlet("sign 5", refresh=None, dark=DARK)
    outlet.want(FIRST, FIRST, 10.0)
    outlet.failed(FIRST, 15.0)
    assert outlet.due == 15.0
    outlet.want(SECOND, SECOND, 11.0)
    assert outlet.due == 11.0
    outlet.told(SECOND, 11.1)
    assert outlet.due == math.inf
    outlet.again(20.0)
    assert outlet.due == 20.0


def test_a_line_that_comes_back_before_anything_was_wanted_says_nothing() -> None:
    outlet = Outlet("sign 5", refresh=30.0, dark=DARK)
    outlet.again(20.0)
    assert outlet.due == math.inf


def test_something_may_be_seen_on_it_until_it_was_told_to_be_dark() -> None:
    outlet = Outlet("sign 5", refresh=30.0, dark=DARK)
    shone = [outlet.may_shine]
    outlet.want(FIRST, FIRST_AGAIN, 10.0)
    outlet.told(FIRST, 10.1)
    shone.append(outlet.may_shine)
    outlet.want(DARK, DARK, 11.0, lit=False)
    shone.append(outlet.may_shine)
    outlet.told(DARK, 11.1)
    shone.append(outlet.may_shine)
    assert shone == [False, True, True, False], "a word that was not told yet puts out nothing"
