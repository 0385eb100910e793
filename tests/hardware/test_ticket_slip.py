from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from hardware.slip import Cut, Number, Qr, TextLine
from hardware.ticket_slip import SlipFacts, ticket_slip
from tests.hardware.samples import STATUS_URL, facts


def texts(facts: SlipFacts) -> list[str]:
    return [item.text for item in ticket_slip(facts, "vi").items if isinstance(item, TextLine)]


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


def test_the_first_in_line_reads_that_they_are_next_and_no_zero() -> None:
    assert "Ông/bà là người tiếp theo" in texts(facts(people_ahead=0))
    assert not any("còn 0" in text for text in texts(facts(people_ahead=0)))


def test_a_copy_says_so_and_which_one_it_is() -> None:
    assert not any("IN LẠI" in text for text in texts(facts()))
    assert "IN LẠI 2" in texts(facts(reprint=2))


def test_without_a_status_page_nothing_is_said_about_scanning() -> None:
    slip = ticket_slip(facts(qr=""), "vi")
    assert not any(isinstance(item, Qr) for item in slip.items)
    assert not any("Quét" in text for text in texts(facts(qr="")))


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        replace(facts(), issued_at=datetime(2026, 9, 28, 7, 42))  # noqa: DTZ001
