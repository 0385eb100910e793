"""Every layout, theme, crowd and screen, drawn as the program draws it: nothing is cut off, elided, on something else,
too small, or in a colour that is not seen. `python -m display.screens` saves the same boards as pictures."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRectF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from display.examples import FORM, Moment, moments
from display.legibility import pixel_mm
from display.readable import Demands
from display.scope import Scope, Ways
from display.screens import BOARDS, board, sample_reference
from display.theme import BUILT_IN, BoardTheme
from display.views.lettering import SMALLEST
from display.views.painted import PaintedView
from display.window import BoardWindow, Look
from shared.store.reference import Reference
from tests.display.seen import Ink, Listener, faults, listening

SIZES = [(1920, 1080), (3840, 2160), (1080, 1920), (2160, 3840)]
CAP = 0.7  # of the size of letters
INCHES = 55.0


@pytest.fixture(scope="module")
def reference() -> Reference:
    return sample_reference()


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch, lettered: QApplication) -> Iterator[Listener]:
    with listening(monkeypatch) as listener:
        yield listener


def drawn(
    reference: Reference, name: str, size: tuple[int, int], *, theme: str, language: str, far: float = 0.0
) -> Iterator[tuple[Moment, BoardWindow]]:
    """The board at every moment, each gone before the next."""
    layout, figures = BOARDS[name]
    look = Look(
        language=language,
        layout=layout,
        theme=BoardTheme(colours=BUILT_IN[theme]),
        demands=Demands(distance_m=far, diagonal_in=INCHES),
    )
    ways = Ways.of(FORM, language) if name != "calls" else Ways(language=language)
    for moment in moments(reference, language=language, scope=Scope(), ways=ways, figures=figures):
        window = board(moment, look, size)
        yield moment, window
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


@pytest.mark.parametrize(
    ("name", "size", "theme"),
    [
        *product(BOARDS, SIZES, ["dark"]),
        *product(["calls", "zone-media", "split-media"], SIZES, ["light"]),
    ],
)
def test_nothing_on_any_board_is_cut_off_elided_overlapping_tiny_or_unseen(
    heard: Listener, reference: Reference, name: str, size: tuple[int, int], theme: str
) -> None:
    language = "vi" if theme == "dark" else "en"
    fields = {one.name(language) for one in reference.services.values()}
    for moment, window in drawn(reference, name, size, theme=theme, language=language):
        inks, image = heard.look_at(window)
        assert faults(inks, image, least=SMALLEST * CAP * window.arrangement.unit) == [], moment.name
        state = moment.presenter.state
        written = {one.text for one in inks}
        assert {one.label for one in (*state.hero, *state.recent)} <= written or "emergency" in moment.name
        assert {f"{one.counter}" for one in state.hero} <= written
        if "long-names" not in moment.name:  # names as long as these may lose their second line
            for part in window.findChildren(PaintedView):
                if part.isVisible() and moment.name != "emergency":
                    assert set(part.scribe.written.left_out) <= fields, (moment.name, part.objectName())


@pytest.mark.parametrize("far", [4.0, 8.0])
@pytest.mark.parametrize(("name", "size"), list(product(["calls", "zone", "split-media"], [SIZES[0], SIZES[2]])))
def test_read_from_afar_figures_have_a_two_hundredth_of_the_distance_and_every_letter_its_angle(
    heard: Listener, reference: Reference, name: str, size: tuple[int, int], far: float
) -> None:
    for moment, window in drawn(reference, name, size, theme="dark", language="vi", far=far):
        inks, image = heard.look_at(window)
        # A text of the strip that is too long for its letters glides; the pane has pictures and figures as they fit.
        whole = [one for one in inks if one.view not in ("ticker", "media")]
        need = far * 1000 * math.tan(math.radians(16 / 60)) / pixel_mm(INCHES, *size)
        assert moment.still or all(one.cap >= need - 1 for one in inks if one.view == "ticker")
        assert faults(whole, image, least=need) == [], moment.name
        state = moment.presenter.state
        called = {text for one in state.hero for text in (one.label, f"{one.counter}")}
        figures = [one.cap * pixel_mm(INCHES, *size) for one in inks if one.view == "hero" and one.text in called]
        assert len(figures) >= len(state.hero) * 2
        assert all(mm >= far * 1000 / 200 - 0.5 for mm in figures), (moment.name, figures)


def test_the_judge_of_these_pictures_finds_every_kind_of_fault() -> None:
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("#0A1A38"))
    for x in range(20, 60):
        for y in range(20, 40):
            if x % 4:
                image.setPixelColor(x, y, QColor("#FFFFFF"))
                image.setPixelColor(x + 100, y, QColor("#2F4D86"))

    def ink(text: str, place: tuple[int, int, int, int], *, colour: str = "#FFFFFF", cap: float = 20.0) -> Ink:
        room = QRectF(0, 0, 200, 100)
        return Ink(view="hero", text=text, place=QRectF(*place), room=room, cap=cap, colour=QColor(colour))

    good = ink("C047", (20, 20, 40, 20))
    assert faults([good], image, least=12) == []
    for bad, says in (
        ([ink("Sở Tư…", (20, 20, 40, 20))], "is elided"),
        ([ink("C047", (-10, 20, 70, 20))], "is cut off"),
        ([ink("C047", (20, 20, 40, 20), cap=9)], "px are the least"),
        ([good, ink("→", (50, 25, 40, 10))], "stand on each other"),
        ([ink("C047", (60, 50, 40, 20))], "cannot be seen"),
        ([ink("C047", (120, 20, 40, 20), colour="#2F4D86")], "stands out"),
    ):
        assert any(says in one for one in faults(bad, image, least=12)), says
