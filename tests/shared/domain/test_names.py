"""A name that is missing in English is shown in Vietnamese, everywhere by the same rule."""

from __future__ import annotations

import pytest

from shared.catalogue import Agency, Procedure, Service
from shared.domain.discipline import PriorityClass
from shared.domain.names import Named, either, spoken
from shared.domain.rules import Need

TWO = Agency(code="TP", letter="C", name_vi="Sở Tư pháp", name_en="Department of Justice")
ONE = Service(code="TP01", agency="TP", name_vi="Lý lịch tư pháp", name_en="")


@pytest.mark.parametrize(
    "named",
    [
        ONE,
        Procedure(code="1", service="TP01", name_vi="Lý lịch tư pháp", name_en=""),
        PriorityClass(code="old", name_vi="Lý lịch tư pháp", name_en=""),
        Need(code="result", name_vi="Lý lịch tư pháp", name_en=""),
    ],
    ids=lambda one: type(one).__name__,
)
def test_whatever_has_no_english_name_is_called_by_its_vietnamese_one(named: Named) -> None:
    assert named.name("en") == named.name("vi") == "Lý lịch tư pháp"


def test_an_english_name_is_for_english_only() -> None:
    assert (TWO.name("en"), TWO.name("vi"), TWO.name("fr")) == ("Department of Justice", "Sở Tư pháp", "Sở Tư pháp")


def test_who_a_class_is_for_falls_back_too() -> None:
    assert (
        PriorityClass(code="old", name_vi="Cao tuổi", name_en="Elderly", who_vi="Từ 75 tuổi").who("en") == "Từ 75 tuổi"
    )


def test_lines_of_ones_own_fall_back_together() -> None:
    assert either(("Cảm ơn.", "Mời chờ."), (), "en") == ("Cảm ơn.", "Mời chờ.")


def test_a_line_of_several_names_is_english_only_if_all_of_them_are() -> None:
    assert spoken("en", TWO) == "en"
    assert spoken("en", TWO, ONE) == "vi"
    assert spoken("vi", TWO, ONE) == "vi"
