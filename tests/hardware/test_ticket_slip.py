"""What a slip says of a ticket, in both languages, and how a template orders it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import pairwise

import pytest

from hardware.slip import Cut, Gap, Item, Number, Picture, Qr, Rule, Slip, TextLine, Weight
from hardware.ticket_slip import SlipFacts, ticket_slip
from shared.domain.slip_template import LOOKS, Align, LineKind, SlipLine
from shared.text import words
from shared.wording import promise
from tests.hardware.samples import HALL_ZONE, STATUS_URL, facts

LOGO = Picture(width=16, height=2, dots=b"\xff\x00\x00\xff")
NUMBER = LOOKS[LineKind.NUMBER]
TEXT = SlipLine(kind=LineKind.TEXT, size=3, text_vi="Tầng 2", text_en="Floor 2")


def texts(facts: SlipFacts, language: str = "vi") -> list[str]:
    return [item.text for item in ticket_slip(facts, language).items if isinstance(item, TextLine)]


def laid_out(*template: SlipLine, facts: SlipFacts, language: str = "vi") -> tuple[Item, ...]:
    return ticket_slip(facts, language, template=template).items


def drawn(slip: Slip) -> list[Item]:
    return [item for item in slip.items if not isinstance(item, Gap)]


# -- the usual slip --------------------------------------------------------------------------------------------------


def test_a_slip_says_who_what_which_number_how_many_and_when_in_that_order() -> None:
    slip = ticket_slip(facts(procedure="Đăng ký khai sinh"), "vi")
    said = [item.text for item in slip.items if isinstance(item, TextLine | Number)]
    assert said == [
        "Trung tâm Phục vụ hành chính công tỉnh Bắc Ninh",
        "Sở Tư pháp",
        "Hộ tịch",
        "Đăng ký khai sinh",
        "Số của ông/bà",
        "C047",
        "Trước ông/bà còn 6 người",
        "Lấy số lúc 07:42 ngày 28/09/2026",
        "Quét mã để xem khi nào đến lượt",
        "Vui lòng chờ đến khi số của ông/bà được gọi.",
        "Quá lượt, mời ông/bà đến bàn hướng dẫn.",
    ]
    assert [item.payload for item in slip.items if isinstance(item, Qr)] == [STATUS_URL]
    assert slip.items[-1] == Cut()


def test_everything_else_a_ticket_may_have_stands_in_its_place() -> None:
    whole = replace(
        facts(people_ahead=1),
        logo=LOGO,
        need="Nhận kết quả",
        priority="Người cao tuổi",
        wait_low=15,
        wait_high=30,
        appointment=datetime(2026, 9, 28, 8, 0, tzinfo=HALL_ZONE),
        stops=("Sở Tư pháp – Hộ tịch", "Công an – Căn cước"),
    )
    slip = ticket_slip(whole, "vi")
    assert drawn(slip)[0] == LOGO
    said = texts(whole)
    assert said[2:6] == ["Hộ tịch", "Nhận kết quả", "Người cao tuổi", "Số của ông/bà"]
    assert said[6:10] == [
        "Trước ông/bà còn 1 người",
        "Dự kiến chờ 15–30 phút",
        "Lịch hẹn lúc 08:00",
        "Lấy số lúc 07:42 ngày 28/09/2026",
    ]
    assert said[10:13] == [
        "Ông/bà lần lượt đến:",
        "1.\N{NO-BREAK SPACE}Sở Tư pháp – Hộ tịch",
        "2.\N{NO-BREAK SPACE}Công an – Căn cước",
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_fact_is_said_in_the_citizen_s_language(language: str) -> None:
    _, ngettext = words(language).gettext, words(language).ngettext
    at = datetime(2026, 9, 28, 8, 0, tzinfo=HALL_ZONE)
    whole = replace(facts(), wait_low=40, wait_high=75, appointment=at, stops=("A – B", "C"))
    said = texts(whole, language)
    for expected in (
        _("Số của ông/bà"),
        ngettext("Trước ông/bà còn {count} người", "Trước ông/bà còn {count} người", 6).format(count=6),
        _("Dự kiến chờ {time}").format(time=promise(40, 75, language)),
        _("Lịch hẹn lúc {time}").format(time="08:00"),
        _("Lấy số lúc {time} ngày {date}").format(time="07:42", date="28/09/2026"),
        _("Ông/bà lần lượt đến:"),
        _("Quét mã để xem khi nào đến lượt"),
    ):
        assert expected in said


def test_what_a_ticket_does_not_have_leaves_neither_words_nor_blanks() -> None:
    bare = replace(facts(qr=""), footer=())
    slip = ticket_slip(bare, "vi")
    assert len(texts(bare)) == 6
    gaps = [item.mm for item in slip.items if isinstance(item, Gap)]
    assert max(gaps) <= 2
    assert not any(isinstance(one, Gap) and isinstance(two, Gap) for one, two in pairwise(slip.items))


@pytest.mark.parametrize(("low", "high"), [(None, None), (15, None), (None, 30)])
def test_without_a_promise_no_word_is_said_of_waiting(low: int | None, high: int | None) -> None:
    assert not any(
        "chờ 15" in text or "Dự kiến" in text for text in texts(replace(facts(), wait_low=low, wait_high=high))
    )


def test_the_first_in_line_reads_that_they_are_next_and_no_zero() -> None:
    assert "Ông/bà là người tiếp theo" in texts(facts(people_ahead=0))
    assert not any("còn 0" in text for text in texts(facts(people_ahead=0)))


def test_without_a_status_page_nothing_is_said_about_scanning() -> None:
    slip = ticket_slip(facts(qr=""), "vi")
    assert not any(isinstance(item, Qr) for item in slip.items)
    assert not any("Quét" in text for text in texts(facts(qr="")))


def test_a_time_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 9, 28, 7, 42)  # noqa: DTZ001
    with pytest.raises(ValueError, match="time zone"):
        replace(facts(), issued_at=naive)
    with pytest.raises(ValueError, match="time zone"):
        replace(facts(), appointment=naive)


# -- copies ----------------------------------------------------------------------------------------------------------


def test_a_copy_says_so_and_which_one_it_is() -> None:
    assert not any("IN LẠI" in text for text in texts(facts()))
    assert "IN LẠI 2" in texts(facts(reprint=2))


def test_a_copy_says_that_its_figures_are_of_when_the_number_was_given() -> None:
    said = texts(replace(facts(reprint=1), wait_low=15, wait_high=30))
    assert "Lúc lấy số, trước ông/bà có 6 người" in said
    assert "Dự kiến chờ 15–30 phút từ lúc lấy số" in said


@pytest.mark.parametrize("template", [(NUMBER,), (TEXT, NUMBER), (LOOKS[LineKind.CAPTION], NUMBER)])
def test_no_template_leaves_out_the_mark_of_a_copy(template: tuple[SlipLine, ...]) -> None:
    items = [item for item in laid_out(*template, facts=facts(reprint=1)) if isinstance(item, TextLine)]
    marks = [item for item in items if item.inverse]
    assert [mark.text for mark in marks] == ["IN LẠI 1"]


# -- templates -------------------------------------------------------------------------------------------------------


def test_a_template_says_what_stands_there_how_large_and_where() -> None:
    own = replace(LOOKS[LineKind.FIELD], size=5, weight=Weight.REGULAR, align=Align.LEFT)
    items = laid_out(replace(NUMBER, size=20), own, TEXT, facts=facts())
    assert items[1] == Number("C047", mm=20)
    assert items[3] == TextLine("Hộ tịch", size=40, align=Align.LEFT)
    assert items[5] == TextLine("Tầng 2", size=24)


def test_the_hall_s_own_words_are_in_the_citizen_s_language() -> None:
    assert TextLine("Floor 2", size=24) in laid_out(NUMBER, TEXT, facts=facts(), language="en")


def test_blanks_that_meet_do_not_add_up() -> None:
    gap = SlipLine(kind=LineKind.GAP, size=5)
    items = laid_out(NUMBER, gap, LOOKS[LineKind.WAIT], gap, replace(TEXT, above=3), facts=facts())
    assert items[2:4] == (Gap(5), TextLine("Tầng 2", size=24))


def test_a_gap_before_everything_leaves_room_for_what_is_printed_on_the_roll() -> None:
    assert laid_out(SlipLine(kind=LineKind.GAP, size=15), NUMBER, facts=facts())[0] == Gap(15)
    assert laid_out(NUMBER, facts=facts())[0] == Gap(0)


def test_a_rule_is_drawn_once_and_only_above_something() -> None:
    rule = LOOKS[LineKind.RULE]
    slip = Slip(laid_out(NUMBER, rule, LOOKS[LineKind.WAIT], rule, TEXT, rule, LOOKS[LineKind.STOPS], facts=facts()))
    assert drawn(slip) == [Number("C047", mm=15), Rule(), TextLine("Tầng 2", size=24), Cut()]


def test_a_stop_that_needs_two_lines_hangs_below_its_number() -> None:
    stops = [item for item in ticket_slip(replace(facts(), stops=("A", "B")), "vi").items if isinstance(item, TextLine)]
    assert [item.hang for item in stops if item.text[:1] in "12"] == [24, 24]
    assert {item.align for item in stops if item.hang} == {Align.LEFT}
