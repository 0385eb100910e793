"""On every panel: keys large enough for a finger, nothing over anything else, no word cut off."""

from __future__ import annotations

import math
from itertools import combinations, product

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter.rating import wording
from counter.rating.measures import Measures
from counter.rating.state import Called, Page, RatingState, ReasonKey
from counter.rating.views.drawings import ground_of
from counter.rating.views.keys import FaceKey
from counter.rating.window import RatingWindow
from shared.domain.ratings import BEST, WORST
from shared.ui.measures import Box
from shared.ui.theme import LIGHT, contrast

#: Width, height, pixels in a millimetre: tablets of ten, eight and seven inches, a second screen, one that lies.
PANELS = [(1280, 800, 5.9), (800, 1280, 7.4), (1024, 600, 6.6), (600, 1024, 6.6), (1920, 1080, 3.6), (1280, 800, 0.0)]
LONG = (
    "Thái độ phục vụ của cán bộ tiếp nhận hồ sơ",
    "Thời gian chờ đến lượt",
    "Hướng dẫn giấy tờ chưa rõ ràng, phải đi lại nhiều lần",
    "Thời gian giải quyết so với giấy hẹn",
    "Nơi ngồi chờ, quạt, nước uống, nhà vệ sinh",
    "Phí và lệ phí được niêm yết công khai",
    "Trang thiết bị, phần mềm, dịch vụ công trực tuyến",
    "Equipment, software and the online public services",
)


def state(page: Page, *, called: bool, reasons: int = 8) -> RatingState:
    title, note = {
        Page.ASK: wording.question("vi"),
        Page.REASONS: wording.about(2, "vi"),
        Page.THANKS: wording.thanks("vi"),
        Page.EMERGENCY: ("Xin đi theo lối thoát hiểm. " * 8, "Please use the exits. " * 10),
    }.get(page, ("Mất kết nối, đang kết nối lại", ""))
    return RatingState(
        page=page,
        seq=1,
        connected=True,
        language="vi",
        hall="Trung tâm Phục vụ hành chính công và Kiểm soát thủ tục hành chính tỉnh Thừa Thiên Huế",
        counter=108,
        counter_word="Quầy",
        called=Called(label="BHXH1048", caption="Đang phục vụ") if called else None,
        title=title,
        note=note,
        faces=wording.faces("vi") if page is Page.ASK else (),
        reasons=tuple(ReasonKey(code=str(n), name=LONG[n], chosen=n % 2 == 0) for n in range(reasons)),
        skip="Bỏ qua",
        send="Gửi",
        inviting="BHXH1048" if called else "",
    )


def overlap(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


@pytest.mark.parametrize(("width", "height", "density"), PANELS)
@pytest.mark.parametrize("count", [0, 1, 3, 5, 6, 8])
def test_all_that_is_touched_is_20_mm_large_apart_and_inside(
    width: int, height: int, density: float, count: int
) -> None:
    m = Measures.of(width, height, density)
    least = math.floor(20 * m.mm)
    for boxes in (m.faces(5), [*m.reasons(count), *m.keys()]):
        for box in boxes:
            assert min(box.width, box.height) >= least, box
            assert min(box.left, box.top, width - box.right, height - box.bottom) >= 0
        assert not any(overlap(one, other) for one, other in combinations(boxes, 2))
    assert not any(overlap(m.about(count), box) for box in m.reasons(count))
    assert not any(overlap(m.title, box) for box in m.faces(5))


@pytest.mark.parametrize(("width", "height", "density"), PANELS)
def test_no_word_is_cut_off(qtbot: QtBot, lettered: QApplication, width: int, height: int, density: float) -> None:
    window = RatingWindow(px_per_mm=density)
    qtbot.addWidget(window)
    window.resize(width, height)
    window.show()
    for page, called in product(Page, (False, True)):
        window.show_state(state(page, called=called))
        window.grab()
        assert window.cut_off == (), (page, called)


def test_the_five_names_are_written_in_one_size(qtbot: QtBot, lettered: QApplication) -> None:
    window = RatingWindow(px_per_mm=5.9)
    qtbot.addWidget(window)
    window.resize(1024, 600)
    window.show()
    window.show_state(state(Page.ASK, called=False))
    window.grab()
    assert len({key.size_of_name for key in window.findChildren(FaceKey)}) == 1


def test_a_face_is_told_from_another_without_its_colour(qtbot: QtBot, lettered: QApplication) -> None:
    window = RatingWindow(px_per_mm=5.9)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.show_state(state(Page.ASK, called=False))
    drawn = set()
    for key in window.findChildren(FaceKey):
        lines = key.grab().toImage().convertToFormat(key.grab().toImage().Format.Format_Grayscale8)
        middle = [lines.pixelColor(x, y).lightness() < 60 for x in range(lines.width()) for y in range(0, 260, 2)]
        drawn.add(tuple(middle))
    assert len(drawn) == 5


def test_words_and_lines_stand_out_from_their_ground() -> None:
    assert min(contrast(LIGHT.ink, ground_of(score)) for score in range(WORST, BEST + 1)) >= 7
    assert contrast(LIGHT.on_accent, LIGHT.accent) >= 7
    assert contrast(LIGHT.quiet, LIGHT.ground) >= 7
    assert contrast(LIGHT.edge, LIGHT.ground) >= 3
