"""What is told beside the calls, by a clock that only the test moves."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

import pytest

from display.bulletin import Bulletin, BulletinNow
from shared.board import HallNow, Posted
from shared.catalogue import Catalogue
from shared.domain.figures import AgencyFigures, Figures
from shared.domain.notices import Notice, NoticeKind, Wording
from shared.feed import News
from shared.media_form import FiguresForm, TickerForm
from shared.settings import HallForm
from shared.store.reference import Reference
from tests.conftest import MORNING

HOURS = "Giờ làm việc hôm nay: 07:30–11:30, 13:30–17:00"


def ticker(number: int, vi: str, en: str = "") -> Notice:
    return Notice(id=number, said=Wording.of(NoticeKind.TICKER, vi, en), starts_at=MORNING)


def emergency(number: int, vi: str, *, ends_at: datetime | None = None) -> Notice:
    return Notice(id=number, said=Wording.of(NoticeKind.EMERGENCY, vi, "fire"), starts_at=MORNING, ends_at=ends_at)


def figures(as_of: datetime) -> Figures:
    rows = [AgencyFigures(agency=one, received=5, on_time=2, late=1, in_process=2) for one in ("TP", "XX", "NV")]
    return Figures(as_of=as_of, source="Hệ thống một cửa", agencies=tuple(rows))


class Told:
    """A bulletin and the news it gets."""

    def __init__(self, form: HallForm, catalogue: Catalogue, *, language: str = "vi") -> None:
        self.bulletin = Bulletin(language=language, ticker=TickerForm(seconds=10), figures=FiguresForm())
        self._reference = Reference.of(1, form, catalogue)

    def post(self, *notices: Notice, figures: Figures | None = None) -> None:
        now = HallNow(hall_id="hatinh", seq=1, day=MORNING.date(), tickets={}, counters={})
        self.bulletin.told(News(now=now, reference=self._reference, posted=Posted(notices=notices, figures=figures)))

    def at(self, seconds: float, *, hour: float = 8) -> BulletinNow:
        return self.bulletin.at(MORNING.replace(hour=0) + timedelta(hours=hour, seconds=seconds), seconds)

    def strip(self, seconds: float, *, hour: float = 8) -> str:
        page = self.at(seconds, hour=hour).ticker
        return page.said.main if page else ""


@pytest.fixture
def told(sample_form: HallForm, sample_catalogue: Catalogue) -> Told:
    return Told(sample_form, sample_catalogue)


def test_before_any_news_nothing_is_told() -> None:
    bulletin = Bulletin(language="vi", ticker=TickerForm(), figures=FiguresForm())
    assert bulletin.at(MORNING, 0.0) == BulletinNow()


def test_notices_and_hours_take_turns(told: Told) -> None:
    told.post(ticker(1, "một"), ticker(2, "hai"))
    shown = [told.strip(seconds) for seconds in range(0, 40, 5)]
    assert shown == ["một", "một", "hai", "hai", HOURS, HOURS, "một", "một"]


def test_beside_a_greeting_that_tells_the_hours_the_strip_tells_them_only_if_it_has_nothing_else(told: Told) -> None:
    told.post()
    now = told.bulletin.at(MORNING, 0.0, greeted=True)
    assert now.ticker is not None
    assert (now.ticker.said.main, now.hours_told) == (HOURS, True)
    told.post(ticker(1, "một"), ticker(2, "hai"))
    shown = [told.bulletin.at(MORNING, float(seconds), greeted=True) for seconds in range(0, 60, 10)]
    assert {one.ticker.said.main for one in shown if one.ticker} == {"một", "hai"}
    assert not any(one.hours_told for one in shown)
    assert HOURS not in {one.main for one in shown[-1].card}
    pressing = told.bulletin.at(MORNING.replace(hour=11, minute=10), 60.0, greeted=True)
    assert pressing.ticker is not None
    assert "Nghỉ trưa" in {pressing.ticker.said.main[:9], pressing.card[-1].main[:9]}
    assert not pressing.hours_told, "how long until lunch is not what the greeting says"


def test_what_presses_comes_first_and_again_after_every_second_page(told: Told) -> None:
    told.post(*(ticker(number, f"thông báo {number}") for number in (1, 2, 3)))
    shown = [told.strip(seconds, hour=11.2) for seconds in range(0, 50, 10)]
    assert [one.startswith("Nghỉ trưa") for one in shown] == [True, False, False, True, False]


def test_a_notice_just_put_up_is_on_the_board_at_once(told: Told) -> None:
    told.post(ticker(1, "một"), ticker(2, "hai"))
    assert told.strip(0) == "một"
    told.post(ticker(1, "một"), ticker(2, "hai"), ticker(3, "mới"))
    assert told.strip(1) == "mới"
    assert told.strip(10) == "mới"
    assert told.strip(11.5) == HOURS


def test_a_notice_taken_down_is_off_the_board_at_once(told: Told) -> None:
    told.post(ticker(1, "một"))
    assert told.strip(0) == "một"
    told.post()
    assert told.strip(0.25) == HOURS


def test_a_notice_long_in_both_languages_takes_a_page_for_each(told: Told) -> None:
    vi, en = (
        "Công dân có lịch hẹn trực tuyến được ưu tiên gọi đúng giờ đã hẹn.",
        "Those with an appointment are called.",
    )
    told.post(ticker(1, vi, en))
    first, second = told.at(0).ticker, told.at(10).ticker
    assert first is not None
    assert second is not None
    assert (first.said.main, first.said.small) == (vi, "")
    assert (second.said.main, second.said.small) == (en, "")


def test_the_second_language_stands_first_on_an_english_board(
    sample_form: HallForm, sample_catalogue: Catalogue
) -> None:
    told = Told(sample_form, sample_catalogue, language="en")
    told.post(ticker(1, "tạm nghỉ", "closed"), ticker(2, "chỉ tiếng Việt"))
    page = told.at(0).ticker
    assert page is not None
    assert (page.said.main, page.said.small) == ("closed", "tạm nghỉ")
    assert told.strip(10) == "chỉ tiếng Việt"


def test_emergencies_stand_until_they_end_the_newest_first(told: Told) -> None:
    told.post(emergency(1, "cháy"), emergency(2, "mất điện", ends_at=MORNING + timedelta(seconds=30)))
    shown = told.at(0).emergency
    assert shown is not None
    assert [one.main for one in shown.notices] == ["mất điện", "cháy"]
    later = told.at(30).emergency
    assert later is not None
    assert [one.main for one in later.notices] == ["cháy"]


def test_figures_of_known_agencies_are_shown_with_their_time_and_sum(told: Told) -> None:
    told.post(figures=figures(MORNING - timedelta(hours=1)))
    sheet = told.at(0).figures
    assert sheet is not None
    assert [one.name for one in sheet.rows] == ["Sở Tư pháp", "Sở Nội vụ"]
    assert (sheet.total.received, sheet.total.late) == (10, 2)
    assert sheet.when.main == "Lúc 07:00 ngày 23/11/2026"
    assert "Hệ thống một cửa" in sheet.source.main


def test_old_figures_say_how_old_and_too_old_ones_are_hidden(told: Told, caplog: pytest.LogCaptureFixture) -> None:
    told.post(figures=figures(MORNING - timedelta(hours=71)))
    sheet = told.at(0).figures
    assert sheet is not None
    assert "cách đây 71 giờ" in sheet.when.main
    with caplog.at_level(logging.WARNING):
        assert told.at(3 * 3600).figures is None
        assert told.at(3 * 3600 + 1).figures is None
    assert len(caplog.records) == 1
