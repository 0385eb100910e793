"""What is said to somebody who does not see the screen, and when."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.examples import examples
from kiosk.guidance import guidance_of
from kiosk.guide import Guide
from kiosk.measures import Measures
from kiosk.movement import Towards
from kiosk.screens import NoGestures
from kiosk.state import Aid, KioskState
from kiosk.views.parts import Key
from kiosk.window import KioskWindow
from shared.store.reference import Reference

SPOKEN = frozenset({Aid.SPOKEN})


class FakeVoice:
    """Remembers what it was to say; "" is being hushed."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, text: str, language: str) -> None:
        self.said.append(f"{language}: {text}")

    def hush(self) -> None:
        self.said.append("")


@pytest.fixture
def states(reference: Reference) -> dict[str, KioskState]:
    measures = Measures.of(1080, 1920)
    made = examples(reference, language="vi", measures=measures, aids=SPOKEN)
    return {one.name: one.state for one in made}


@pytest.fixture
def voice() -> FakeVoice:
    return FakeVoice()


def test_every_page_has_a_title_and_says_more_than_that(states: dict[str, KioskState]) -> None:
    for name, state in states.items():
        guidance = guidance_of(state)
        assert guidance.title, name
        assert guidance.text.startswith(guidance.title), name
        assert ".." not in guidance.text, name
        assert "  " not in guidance.text, name


def test_choices_are_said_with_the_digit_that_chooses_them(states: dict[str, KioskState]) -> None:
    text = guidance_of(states["home-1"]).text
    assert "Phím 1: Văn phòng Ủy ban nhân dân tỉnh, 123 người đang chờ." in text
    assert "Phím 9:" in text
    assert "Phím 10:" not in text
    assert "phím sao để quay lại" in text


def test_a_number_is_said_with_what_to_do(states: dict[str, KioskState]) -> None:
    assert "Số của ông/bà: D1047." in guidance_of(states["done"]).text
    assert guidance_of(states["taking"]).text.startswith("Đang lấy số…")


def test_nothing_is_said_before_it_is_asked_for(states: dict[str, KioskState], voice: FakeVoice) -> None:
    guide = Guide(voice)
    guide.shown(replace(states["home-1"], aids=frozenset()))
    guide.moved("Tìm thủ tục")
    assert voice.said == []


def test_a_page_is_said_once_and_again_when_another_comes(states: dict[str, KioskState], voice: FakeVoice) -> None:
    guide = Guide(voice)
    guide.shown(states["confirm"])
    guide.shown(replace(states["confirm"], seq=9, body=replace(states["confirm-nobody"].body)))
    assert len(voice.said) == 1
    guide.shown(states["done"])
    guide.shown(replace(states["done"], language="en"))
    assert [one[:3] for one in voice.said] == ["vi:", "vi:", "en:"]


def test_the_question_whether_somebody_is_there_is_said_once(states: dict[str, KioskState], voice: FakeVoice) -> None:
    guide = Guide(voice)
    for left in (15, 14, 13):
        guide.shown(replace(states["confirm"], seconds_left=left))
    assert len(voice.said) == 1
    assert "còn ở đây không?" in voice.said[0]


def test_turning_it_off_hushes_the_voice(states: dict[str, KioskState], voice: FakeVoice) -> None:
    guide = Guide(voice)
    guide.shown(states["home-1"])
    guide.shown(replace(states["home-1"], aids=frozenset()))
    assert voice.said[-1] == ""
    guide.shown(states["home-1"])
    assert voice.said[-1].startswith("vi: Ông/bà cần làm thủ tục gì?")


def test_each_control_the_keys_come_to_is_said(
    states: dict[str, KioskState], voice: FakeVoice, qtbot: QtBot, lettered: QApplication
) -> None:
    window = KioskWindow(px_per_mm=3.2, voice=voice)
    qtbot.addWidget(window)
    window.obey(NoGestures())
    window.resize(1080, 1920)
    window.show()
    window.show_state(states["confirm"])
    voice.said.clear()
    for _ in range(3):
        window.by_keys.move(Towards.NEXT)
    assert voice.said[0] == "vi: Lấy số"
    assert len(voice.said) == 3
    window.show_state(states["done"])
    assert voice.said[-1].startswith("vi: Xin lấy phiếu.")  # the page, not the control the keys came to


def test_without_a_voice_its_key_is_not_there(
    states: dict[str, KioskState], qtbot: QtBot, lettered: QApplication
) -> None:
    window = KioskWindow(px_per_mm=3.2)
    qtbot.addWidget(window)
    window.obey(NoGestures())
    window.show()
    window.show_state(states["home-1"])
    aids = {one.objectName() for one in window.findChildren(Key) if one.objectName().startswith("aid-")}
    assert aids == {"aid-large_text", "aid-high_contrast", "aid-low_reach"}
