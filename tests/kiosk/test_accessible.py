"""What a screen reader finds: every control and every text, with a name, a role and a state, in the shown language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface

from kiosk.examples import AIDS
from kiosk.guidance import guidance_of
from shared.store.reference import Reference
from shared.text import plain
from tests.kiosk.looking import PORTRAIT, Looked, look_at_all

pytestmark = pytest.mark.usefixtures("lettered")

Role = QAccessible.Role
_PRESSED = (Role.Button, Role.CheckBox)
#: Names that are data or are meant in the other language.
_NOT_TRANSLATED = ("agency-", "field-", "result-", "key-", "need-", "priority", "language")


def parts(seen: Looked) -> Iterator[QAccessibleInterface]:
    """All that is visible below the window."""
    found = QAccessible.queryAccessibleInterface(seen.window)
    assert found is not None
    waiting = [found]
    while waiting:
        one = waiting.pop()
        yield one
        children = (one.child(number) for number in range(one.childCount()))
        waiting += [child for child in children if child is not None and not child.state().invisible]


def name(one: QAccessibleInterface) -> str:
    return one.text(QAccessible.Text.Name)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_control_and_text_has_a_name(reference: Reference, language: str) -> None:
    for seen in look_at_all(reference, PORTRAIT, language=language):
        found = list(parts(seen))
        pressed = [one for one in found if one.role() in _PRESSED]
        written = [one for one in found if one.role() is Role.StaticText]
        assert len(pressed) >= len(seen.controls())
        assert len(written) >= 2
        for one in pressed:
            assert name(one).strip(), (seen.example.name, one.object().objectName())
        for one in written:
            said = getattr(one.object(), "said")  # noqa: B009
            assert bool(name(one)) is bool(said), (seen.example.name, one.object().objectName())
        twice = [text for text, count in Counter(map(name, pressed)).items() if count > 1]
        assert twice == [], seen.example.name


def test_everything_that_is_pressed_can_have_the_focus(reference: Reference) -> None:
    for seen in look_at_all(reference, PORTRAIT):
        for one in parts(seen):
            if one.role() in _PRESSED:
                assert one.state().focusable


@pytest.mark.parametrize("aid", ["plain", "all"])
def test_aids_say_whether_they_are_on(reference: Reference, aid: str) -> None:
    for seen in look_at_all(reference, PORTRAIT, aids=AIDS[aid]):
        aids = [one for one in parts(seen) if one.object().objectName().startswith("aid-")]
        assert len(aids) == 4
        for one in aids:
            assert one.role() is Role.CheckBox
            assert bool(one.state().checked) is (aid == "all")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_window_bears_the_title_of_the_page(reference: Reference, language: str) -> None:
    for seen in look_at_all(reference, PORTRAIT, language=language):
        window = QAccessible.queryAccessibleInterface(seen.window)
        assert window is not None
        assert name(window) == guidance_of(seen.example.state).title
        assert window.text(QAccessible.Text.Description) == guidance_of(seen.example.state).text


def test_in_english_no_control_has_a_vietnamese_name(reference: Reference) -> None:
    for seen in look_at_all(reference, PORTRAIT, language="en"):
        for one in parts(seen):
            if one.role() in _PRESSED and not one.object().objectName().startswith(_NOT_TRANSLATED):
                assert plain(name(one)) == name(one).lower(), (seen.example.name, name(one))
