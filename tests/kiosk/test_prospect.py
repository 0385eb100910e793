"""What a citizen is told of the wait, before and on his number."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from kiosk.expected import Expected
from kiosk.state import ConfirmBody
from shared.catalogue import Catalogue
from shared.domain.forecast import Forecast
from shared.feed import News
from shared.hall import Hall
from shared.issuing import Promise
from shared.settings import HallForm, VisitForm, rules_of
from shared.ui.worker import Done
from tests.conftest import MORNING
from tests.kiosk.fakes import KioskOnPaper, hall_now, ticket
from tests.visitor import Visitor


def forecast(**changes: Any) -> Forecast:
    usual: dict[str, Any] = {
        "q10": 12.0,
        "q50": 18.0,
        "q90": 28.0,
        "spread": 16.0,
        "told": 18.0,
        "ahead": 4,
        "before_close": 1.0,
    }
    return Forecast(**{**usual, **changes})


def expected(form: HallForm, found: Forecast | None) -> Expected:
    return Expected.of(found, rules_of(form), "vi", at=MORNING)


def test_the_range_is_told_and_promised(sample_form: HallForm) -> None:
    told = expected(sample_form, forecast())
    assert told.promise == Promise(low=10, high=30)
    assert "10" in told.wait
    assert "30" in told.wait
    assert (told.note, told.hindrance) == ("", "")


def test_a_range_that_says_nothing_is_not_told(sample_form: HallForm) -> None:
    assert expected(sample_form, forecast(q90=300.0, spread=250.0)) == Expected()
    assert expected(sample_form, None) == Expected()


def test_lunch_that_comes_between_is_told(sample_form: HallForm) -> None:
    assert "sau giờ nghỉ trưa" in expected(sample_form, forecast(break_in=20.0)).wait


@pytest.mark.parametrize(("chance", "note"), [(0.5, "có thể không được mời"), (0.1, "khó được mời")])
def test_who_may_come_too_late_is_warned(sample_form: HallForm, chance: float, note: str) -> None:
    assert note in expected(sample_form, forecast(before_close=chance)).note


def test_a_hall_may_refuse_who_would_wait_in_vain(sample_form: HallForm) -> None:
    strict = msgspec.structs.replace(sample_form, visit=VisitForm(refuse_late=True))
    told = expected(strict, forecast(before_close=0.1))
    assert "07:00 ngày 24/11" in told.hindrance
    assert told.promise is None
    assert expected(strict, forecast(before_close=0.5)).hindrance == ""


def test_a_kiosk_learns_from_the_hall_and_its_promise_stands_on_the_ticket(
    sample_form: HallForm, sample_catalogue: Catalogue, hall: Hall, visitor: Visitor
) -> None:
    visitor.open(4)
    for _ in range(3):
        visitor.issue("TP01")
    kiosk = KioskOnPaper(sample_form, sample_catalogue)
    kiosk.presenter.start()
    kiosk.presenter.told(News(now=hall.now(), reference=hall.reference()))
    kiosk.go_to_confirm()
    before = kiosk.state.body
    assert isinstance(before, ConfirmBody)
    assert before.wait == "", "nothing is promised before it has learnt"
    kiosk.asks.work_off(hall)
    after = kiosk.state.body
    assert isinstance(after, ConfirmBody)
    assert after.wait.startswith("Dự kiến chờ")
    kiosk.presenter.take_number()
    made = kiosk.asks.asked[-1].work(hall).ticket
    assert made.wait_low is not None
    assert made.wait_high is not None
    assert 0 <= made.wait_low < made.wait_high


def test_what_happens_while_it_learns_is_not_lost(
    sample_form: HallForm, sample_catalogue: Catalogue, hall: Hall, visitor: Visitor
) -> None:
    visitor.open(4)
    kiosk = KioskOnPaper(sample_form, sample_catalogue)
    kiosk.presenter.start()
    now = hall.now()
    kiosk.presenter.told(News(now=now, reference=hall.reference()))
    (learning,) = [one for one in kiosk.asks.asked if "Prospect" in getattr(one.work, "__qualname__", "")]
    learnt = learning.work(hall)
    visitor.issue("TP01")
    kiosk.presenter.told(News(now=hall.now(), events=tuple(hall.since(now.seq))))
    learning.answer(Done(learnt))
    kiosk.go_to_confirm()
    body = kiosk.state.body
    assert isinstance(body, ConfirmBody)
    assert (body.ahead, body.wait != "") == (1, True)


def test_a_fresh_snapshot_is_learnt_anew(on_paper: KioskOnPaper) -> None:
    def lessons() -> int:
        return sum("Prospect" in getattr(one.work, "__qualname__", "") for one in on_paper.asks.asked)

    assert lessons() == 0
    on_paper.presenter.told(News(now=hall_now(ticket(), seq=99), reference=on_paper.reference))
    assert lessons() == 1
    on_paper.clock.forward(minutes=1)
    on_paper.presenter.tick()
    assert lessons() == 1
