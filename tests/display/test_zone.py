"""A board that speaks for a part of the hall: its counters in a table, page by page, and the ways to them."""

from __future__ import annotations

import logging
from dataclasses import replace
from uuid import uuid4

import msgspec
import pytest

from display.pages import Pages
from display.presenter import BoardPresenter, Room
from display.scope import Scope, Ways
from display.state import BoardState, Glow, Way
from display.voice.line import Line
from shared.board import Call
from shared.board_form import AreaForm, Arrow, BoardForm
from shared.catalogue import Catalogue
from shared.domain.errors import ConfigError
from shared.settings import DisciplineForm, HallForm, rules_of
from tests.conftest import MORNING
from tests.display.conftest import Stage

ROOM = Room(zone=4)


def an_example_call() -> Call:
    return Call(
        seq=1, at=MORNING, ticket=1, label="C001", agency="TP", service="TP01", counter=4, language="vi", times=1
    )


def table(state: BoardState) -> list[tuple[int, str, str]]:
    return [(row.counter, row.label, row.doing) for row in state.zone.rows]


def with_table(stage: Stage, scope: Scope) -> BoardPresenter:
    made = stage.board(scope=scope)
    stage.hear()
    made.arranged(ROOM)
    return made


def test_the_table_tells_of_each_counter_at_work_what_it_does(stage: Stage) -> None:
    with_table(stage, Scope(counters=frozenset({4, 5, 10, 11})))
    stage.open(4, 5, 10)
    stage.come("TP01", 2)
    stage.call(4)
    stage.serve(stage.call(5))
    state = stage.hear()
    assert table(state) == [(4, "C001", "Mời vào"), (5, "C002", "Đang phục vụ"), (10, "", "Đang mở")]
    stage.hall.pause_counter(10, reason="lunch", command=uuid4(), actor="x")
    assert table(stage.hear())[2] == (10, "", "Tạm dừng")
    stage.hall.close_counter(10, command=uuid4(), actor="x")
    assert [row.counter for row in stage.hear().zone.rows] == [4, 5]


def test_forty_counters_are_paged_through_and_every_one_is_seen(stage: Stage) -> None:
    with_table(stage, Scope())
    stage.open(*range(1, 31))
    state = stage.hear()
    assert state.zone.pages == 8
    seen = {row.counter for row in state.zone.rows}
    for _ in range(state.zone.pages):
        seen |= {row.counter for row in stage.wait(9).zone.rows}
    assert seen == set(range(1, 31))


def test_a_new_call_turns_to_its_page_at_once_and_stays_as_long_as_any_page(stage: Stage) -> None:
    with_table(stage, Scope())
    stage.open(*range(1, 31))
    stage.come("CA01")
    assert stage.hear().zone.page == 0
    stage.wait(4)
    stage.call(30)
    state = stage.hear()
    assert [row.counter for row in state.zone.rows if row.glow is not Glow.NONE] == [30]
    assert state.zone.page == 7
    assert stage.wait(8.75).zone.page == 7
    assert stage.wait(0.25).zone.page == 0


def test_rows_of_the_table_never_pulse(stage: Stage) -> None:
    with_table(stage, Scope(counters=frozenset({4})))
    stage.open(4)
    stage.come("TP01")
    stage.call(4)
    glows = [stage.hear().zone.rows[0].glow] + [stage.wait(0.25).zone.rows[0].glow for _ in range(44)]
    assert glows == [Glow.OUTLINED] * 40 + [Glow.NONE] * 5


def test_a_board_of_agencies_shows_their_calls_lines_and_counters(stage: Stage) -> None:
    with_table(stage, Scope(agencies=frozenset({"TP"})))
    stage.open(4, 10)
    stage.come("TP01", 2)
    stage.come("NM01", 2)
    stage.call(4)
    stage.call(10)
    state = stage.hear()
    assert [(one.label, one.counter) for one in (*state.hero, *state.recent)] == [("C001", 4)]
    assert dict(state.waiting.counts) == {"TP": 1}
    assert [row.counter for row in state.zone.rows] == [4]


def test_a_board_says_in_the_log_what_it_names_and_the_hall_does_not_have(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.board(scope=Scope(counters=frozenset({4, 88}), agencies=frozenset({"TP", "QQ"})))
    with caplog.at_level(logging.ERROR):
        stage.hear()
    assert "counters this hall does not have: [88]" in caplog.text
    assert "agencies this hall does not have: ['QQ']" in caplog.text


def test_the_next_numbers_stand_in_the_order_in_which_they_are_called(stage: Stage) -> None:
    stage.open(4)
    stage.come("TP01", 2)
    stage.hall.issue("TP02", priority="elderly", command=uuid4(), actor="kiosk-1")
    stage.come("TP03", 3)
    (line,) = stage.hear().waiting.lines
    assert line.next[0] == "C003"
    called = [stage.hall.ticket(stage.call(4).id).label]
    for _ in range(3):
        stage.serve_and_finish(stage.hall.ticket(stage.hall.now().at_counter(4)[0].id))
        called.append(stage.call(4).label)
    assert list(line.next) == called


def test_a_counter_s_way_is_its_area_and_its_own_direction_before_the_area_s() -> None:
    areas = [
        AreaForm(code="A", counters="1-9, 12", name_vi="Khu A", name_en="Area A"),
        AreaForm(code="B", counters="20", name_vi="Khu B"),
    ]
    form = BoardForm(arrows={"A": Arrow.LEFT}, directions={"7": Arrow.UP, "40": Arrow.DOWN_RIGHT})
    ways = Ways.of(form, "vi").within(areas)
    assert ways.to(12) == Way(area="Khu A", arrow=Arrow.LEFT, pointed=True)
    assert ways.to(7) == Way(area="Khu A", arrow=Arrow.UP, pointed=True)
    assert ways.to(40) == Way(arrow=Arrow.DOWN_RIGHT, pointed=True)
    assert ways.to(20) == Way(area="Khu B", pointed=True)
    assert ways.to(30) == Way(pointed=True)
    assert Ways.of(form, "en").within(areas).to(1).area == "Area A"
    assert Ways.of(form, "en").within(areas).to(20).area == "Khu B"
    assert Ways.of(BoardForm(), "vi").to(1) == Way()


def test_areas_are_the_hall_s_and_every_board_follows_when_they_change(
    stage: Stage, sample_form: HallForm, sample_catalogue: Catalogue, caplog: pytest.LogCaptureFixture
) -> None:
    ways = Ways.of(BoardForm(arrows={"A": Arrow.LEFT, "Q": Arrow.UP}), "vi")
    stage.board(ways=ways)
    stage.open(4)
    stage.come("TP01")
    stage.call(4)
    with caplog.at_level(logging.ERROR):
        assert stage.hear().hero[0].way == Way(area="Khu A", arrow=Arrow.LEFT, pointed=True)
    assert "display.arrows" in caplog.text
    assert "'Q'" in caplog.text
    moved = (AreaForm(code="A", counters="1-3", name_vi="Khu A"), AreaForm(code="D", counters="4", name_vi="Sảnh D"))
    form = msgspec.structs.replace(sample_form, area=moved)
    stage.hall.import_catalogue(sample_catalogue, form=form, command=uuid4(), actor="x")
    assert stage.hear().hero[0].way == Way(area="Sảnh D", pointed=True)


def test_a_board_of_an_area_shows_the_calls_lines_and_counters_that_are_there(stage: Stage) -> None:
    with_table(stage, Scope.of(BoardForm(areas=("B",))))
    stage.open(4, 15, 28)
    stage.come("TP01", 2)
    service = stage.hall.reference().profile(stage.hall.now().counters[15].profile).services[0]
    stage.come(service, 2)
    stage.call(4)
    called = stage.call(15)
    state = stage.hear()
    assert [(one.label, one.counter) for one in (*state.hero, *state.recent)] == [(called.label, 15)]
    assert dict(state.waiting.counts) == {called.agency: 1}
    assert [row.counter for row in state.zone.rows] == [15, 28]


def test_counters_a_board_names_stand_beside_those_of_its_areas() -> None:
    scope = Scope.of(BoardForm(areas=("A", "C"), counters=(40,), agencies=("TP",)))
    assert not scope.whole
    areas = [AreaForm(code=one, counters=what, name_vi=one) for one, what in (("A", "1-3"), ("B", "4"), ("C", "9"))]
    scope = scope.within(areas)
    assert [number for number in range(50) if scope.concerns(number, "TP")] == [1, 2, 3, 9, 40]
    assert not scope.concerns(1, "NV")


def test_when_an_area_changes_its_board_and_its_voice_follow_at_once(
    stage: Stage, sample_form: HallForm, sample_catalogue: Catalogue
) -> None:
    scope = Scope.of(BoardForm(areas=("A",)))
    stage.board(scope=scope)
    line = Line(oldest=60, scope=scope)
    stage.open(4, 15)
    stage.come("TP01", 2)
    called = stage.call(4)
    stage.hear()
    line.within(sample_form.area)
    assert [one.label for one in stage.presenter.state.hero] == [called.label]
    moved = (AreaForm(code="A", counters="15-20", name_vi="Khu A"), AreaForm(code="D", counters="4", name_vi="Sảnh D"))
    form = msgspec.structs.replace(sample_form, area=moved)
    stage.hall.import_catalogue(sample_catalogue, form=form, command=uuid4(), actor="x")
    state = stage.hear()
    assert state.hero == ()
    assert dict(state.waiting.counts) == {}, "whom counter 4 serves waits before another board now"
    line.within(form.area)
    for seq, counter in ((101, 4), (102, 15)):
        line.add(replace(an_example_call(), seq=seq, ticket=seq, counter=counter), 0.0)
    assert len(line) == 1


def test_an_area_the_hall_does_not_have_is_told_with_its_cure_and_hides_nobody_s_call(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.board(scope=Scope.of(BoardForm(areas=("Khu A",))))
    stage.open(4)
    stage.come("TP01")
    stage.call(4)
    with caplog.at_level(logging.ERROR):
        state = stage.hear()
    assert "display.areas" in caplog.text
    assert "no [[area]] of the hall has this code: write A or B or C" in caplog.text
    assert [one.label for one in state.hero] == ["C001"], "a call too many is read past, a call on no board is missed"


@pytest.mark.parametrize(
    ("second", "key"),
    [
        (AreaForm(code="A", counters="20", name_vi="Khu B"), "area.code"),
        (AreaForm(code="B", counters="9-20", name_vi="Khu B"), "area B: counters"),
        (AreaForm(code="B", counters="20 and 21", name_vi="Khu B"), "area B: counters"),
    ],
)
def test_a_counter_is_in_one_area_and_an_area_has_a_code_of_its_own(
    sample_form: HallForm, second: AreaForm, key: str
) -> None:
    first = AreaForm(code="A", counters="1-9", name_vi="Khu A")
    with pytest.raises(ConfigError) as refused:
        rules_of(msgspec.structs.replace(sample_form, area=(first, second)))
    assert refused.value.key == key


def test_where_a_rule_takes_turns_at_each_counter_only_those_are_next_whom_some_counter_calls_next(
    stage: Stage, sample_form: HallForm, sample_catalogue: Catalogue
) -> None:
    ratio = DisciplineForm(kind="ratio", shares={"normal": 2, "elderly": 1})
    form = msgspec.structs.replace(sample_form, discipline=ratio)
    stage.hall.import_catalogue(sample_catalogue, form=form, command=uuid4(), actor="x")
    stage.open(4, 5)
    stage.come("TP01", 6)
    old = [stage.hall.issue("TP01", priority="elderly", command=uuid4(), actor="kiosk-1").ticket for _ in range(2)]
    assert stage.hear().waiting.lines[0].next == ("C001",), "both counters would begin with the first"
    for _ in range(2):
        stage.serve_and_finish(stage.call(4))
    assert stage.hear().waiting.lines[0].next == ("C003", old[0].label), "who is first depends on who is free first"
    assert [stage.call(5).label, stage.call(4).label] == ["C003", old[0].label]


@pytest.mark.parametrize("written", ["one", "9-1", "", "1-99999", "1;2"])
def test_counters_that_are_not_written_as_numbers_are_refused(written: str) -> None:
    with pytest.raises(ConfigError) as refused:
        Ways.of(BoardForm(directions={written: Arrow.LEFT}), "vi")
    assert refused.value.key == "display.directions"


def test_pages_are_filled_evenly_and_a_page_that_is_gone_is_left() -> None:
    pages = Pages(turn=9.0)
    assert pages.at(0.0, range(9), 5).rows == (0, 1, 2, 3, 4)
    assert pages.at(9.0, range(9), 5).rows == (5, 6, 7, 8)
    assert pages.at(9.5, range(3), 5).rows == (0, 1, 2)
    assert pages.at(10.0, [], 5).pages == 1
