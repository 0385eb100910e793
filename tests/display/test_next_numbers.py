"""The next numbers on a board, held against the calls that the hall then really makes."""

from __future__ import annotations

import random
from uuid import uuid4

import msgspec
import pytest

from display.presenter import BoardPresenter, Room
from display.scope import Scope
from display.waiting_lines import MOST_NEXT
from shared.board_form import BoardForm
from shared.catalogue import Catalogue
from shared.domain.errors import NobodyWaiting
from shared.domain.ticket import Ticket
from shared.feed import Feed, News
from shared.settings import DisciplineForm, HallForm
from tests.display.conftest import Stage

RULES = {
    "credit": DisciplineForm(),
    "ratio": DisciplineForm(kind="ratio", shares={"normal": 2, "elderly": 1}),
    "class_first": DisciplineForm(kind="class_first", order=("elderly", "normal"), patience_minutes=20),
}
COUNTERS = [4, 5, 10, 11]
SERVICES = ["TP01", "TP02", "TP03", "NM01", "NM02"]


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("rule", RULES)
def test_every_call_is_of_a_number_its_board_told_as_next(
    stage: Stage, sample_form: HallForm, sample_catalogue: Catalogue, rule: str, seed: int
) -> None:
    form = msgspec.structs.replace(sample_form, discipline=RULES[rule])
    stage.hall.import_catalogue(sample_catalogue, form=form, command=uuid4(), actor="x")
    scopes = [
        Scope(agencies=frozenset({"TP"})),
        Scope.of(BoardForm(counters=(10, 11))),
        Scope.of(BoardForm(areas=("A",))),
    ]
    boards = [BoardPresenter(clock=stage.clock, language="vi", scope=one) for one in scopes]
    feed = Feed(stage.url, stage.hall.id, clock=stage.clock)

    def tell() -> None:
        while (news := feed.news(0.0)) is not None:
            assert isinstance(news, News)
            for board in boards:
                board.told(news)
                board.arranged(Room(lines=20))

    dice = random.Random(seed)
    stage.open(*COUNTERS)
    here: dict[int, Ticket] = {}
    judged = 0
    for _ in range(60):
        stage.clock.forward(minutes=dice.uniform(0.2, 3))
        for _ in range(dice.randrange(3)):
            who = dice.choice(["normal", "normal", "elderly"])
            stage.hall.issue(dice.choice(SERVICES), priority=who, command=uuid4(), actor="kiosk-1")
        tell()
        counter = dice.choice(COUNTERS)
        before = stage.hall.now()
        serves = set(stage.hall.reference().profile(before.counters[counter].profile).services)
        if counter in here:
            stage.serve_and_finish(here.pop(counter))
        stage.presenter = boards[0]
        try:
            called = stage.call(counter)
        except NobodyWaiting:
            continue
        here[counter] = called
        waits = {one.label: one for one in before.tickets.values()}
        for board, scope in zip(boards, scopes, strict=True):
            line = next((one for one in board.state.waiting.lines if one.code == called.agency), None)
            if line is None or (scope.counters and counter not in scope.counters):
                continue
            mine = [label for label in line.next if waits[label].service in serves]
            if rule == "ratio":
                assert called.label in line.next or len(line.next) == MOST_NEXT
            else:
                assert not mine or mine[0] == called.label, (line.next, called.label)
                assert mine or len(line.next) == MOST_NEXT
            judged += 1
    feed.close()
    assert judged > 30
