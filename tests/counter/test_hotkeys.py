"""Keys from anywhere: what a setting means, and which presses are one."""

from __future__ import annotations

import pytest

from counter.hotkeys import BOUNCE_MS, Held, Presses, combination, combinations
from shared.counter_form import HotkeysForm
from shared.domain.errors import ConfigError


@pytest.mark.parametrize(
    ("text", "held", "keysym", "shown"),
    [
        ("Ctrl+Alt+N", Held.CTRL | Held.ALT, ord("n"), "Ctrl+Alt+N"),
        ("ctrl + alt + n", Held.CTRL | Held.ALT, ord("n"), "Ctrl+Alt+N"),
        ("Shift+F9", Held.SHIFT, 0xFFC6, "Shift+F9"),
        ("F8", Held(0), 0xFFC5, "F8"),
        ("Super+Space", Held.META, 0x20, "Super+Space"),
        ("Alt+End", Held.ALT, 0xFF57, "Alt+End"),
    ],
)
def test_a_combination_is_read_as_people_write_it(text: str, held: Held, keysym: int, shown: str) -> None:
    found = combination(text)
    assert (found.held, found.keysym, found.text) == (held, keysym, shown)


@pytest.mark.parametrize("text", ["N", "Shift+N", "Hyper+N", "Ctrl+", "Ctrl+Nope", "Ctrl+F25", "Ctrl+Đ"])
def test_what_would_take_a_letter_from_everybody_or_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(ConfigError) as refused:
        combination(text, key="counter.hotkeys.call_next")
    assert "counter.hotkeys.call_next" in str(refused.value)


def test_one_combination_for_two_things_is_refused() -> None:
    with pytest.raises(ConfigError):
        combinations(HotkeysForm(call_next="Ctrl+Alt+N", recall="Alt+Ctrl+n"))


def test_what_is_not_named_is_not_taken() -> None:
    assert list(combinations(HotkeysForm(serve="Ctrl+Alt+S"))) == ["serve"]


def test_a_trembling_hand_and_a_held_key_are_one_press() -> None:
    presses = Presses()
    assert presses.is_one("serve", 1000)
    assert not presses.is_one("serve", 1000 + BOUNCE_MS - 1)
    # A key held down: let go and pressed within the same millisecond, after a first pause of half a second.
    at = 2000
    assert presses.is_one("serve", at)
    for repeat in range(at + 500, at + 900, 30):
        presses.let_go("serve", repeat)
        assert not presses.is_one("serve", repeat)
    presses.let_go("serve", at + 900)
    assert presses.is_one("recall", at + 910)
    assert presses.is_one("serve", at + 900 + BOUNCE_MS)
