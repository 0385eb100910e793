"""Who drives which device of a shared line: pure, moments are numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from hardware.keypads.interface import KeyPressed, Lamp
from hardware.keypads.null import NullKeypad
from hardware.sharing.messages import Device, FromBus, Key, Role, Shape, State
from hardware.sharing.seal import BadLine
from hardware.sharing.switchboard import FRESH, STANDS, TOLD, CounterPost, Switchboard
from hardware.signs.null import NullSign


@dataclass(eq=False)
class Program:
    """One at the other end."""

    name: str = "a program"
    role: Role = Role.COUNTER
    started: float = 0.0
    heard: float = 100.0
    pinged: int = 9
    told: list[FromBus] = field(default_factory=list)

    def tell(self, message: FromBus) -> None:
        self.told.append(message)

    def keys(self) -> list[FromBus]:
        return [one for one in self.told if isinstance(one, Key)]

    def last_state(self, device: Device, counter: int = 7) -> tuple[Shape, bool]:
        states = [one for one in self.told if isinstance(one, State)]
        state = [one for one in states if (one.device, one.counter) == (device, counter)][-1]
        return state.shape, state.yours


class Line:
    """A unit at address 5 and a sign, both counter 7's; the switchboard stands at second 100."""

    def __init__(self) -> None:
        self.lamp, self.sign = NullKeypad(), NullSign()
        self.shapes = {"unit 5": Shape.GOOD, "sign 7": Shape.GOOD}
        post = CounterPost(
            counter=7,
            units=(5,),
            lamps=(self.lamp,),
            signs=(self.sign,),
            names={Device.KEYPAD: ("unit 5",), Device.SIGN: ("sign 7",)},
        )
        self.board = Switchboard([post], shapes=lambda: self.shapes, now=100.0)

    def attach(self, program: Program) -> Program:
        for device in Device:
            self.board.claim(program, device, 7)
        return program

    def press(self, *, at: float = 100.0, now: float = 100.0) -> None:
        self.board.press(KeyPressed(address=5, key=2), at=at, now=now)

    def shown(self) -> str:
        return self.sign.shown.label if self.sign.shown else "as it was"


@pytest.fixture
def line() -> Line:
    return Line()


def test_a_key_goes_to_the_program_of_its_counter_and_names_the_last_ping(line: Line) -> None:
    own, board = line.attach(Program()), line.attach(Program(role=Role.BOARD, started=50.0))
    line.press()
    assert own.keys() == [Key(counter=7, key=2, after=9)]
    assert board.keys() == []


def test_a_key_without_a_program_is_told_to_the_lamp_and_to_nobody_later(line: Line) -> None:
    line.press()
    lit = [line.lamp.lit]
    late = line.attach(Program())
    line.board.tick(100.0 + TOLD)
    lit.append(line.lamp.lit)
    assert lit == [Lamp.RED_FAST, Lamp.OFF]
    assert late.keys() == []


@pytest.mark.parametrize(
    ("program", "at", "now"),
    [
        (Program(heard=100.0 - FRESH - 0.1), 100.0, 100.0),
        (Program(pinged=0), 100.0, 100.0),
        (Program(heard=110.0), 110.0 - FRESH - 0.1, 110.0),
        (Program(role=Role.BOARD), 100.0, 100.0),
    ],
    ids=["not heard lately", "never pinged", "long on its way", "a board"],
)
def test_a_key_that_may_come_late_is_not_passed_on(line: Line, program: Program, at: float, now: float) -> None:
    line.attach(program)
    line.press(at=at, now=now)
    assert program.keys() == []
    assert line.lamp.lit is Lamp.RED_FAST


def test_a_key_of_a_unit_that_is_nobodys_does_nothing(line: Line) -> None:
    own = line.attach(Program())
    line.board.press(KeyPressed(address=6, key=1), at=100.0, now=100.0)
    assert (own.keys(), line.lamp.lit) == ([], Lamp.OFF)


def test_of_two_programs_of_a_counter_the_one_started_later_has_it_whoever_comes_first(line: Line) -> None:
    newer, older = line.attach(Program(started=20.0)), line.attach(Program(started=10.0))
    line.board.light(older, 7, Lamp.RED, now=100.0)
    line.board.light(newer, 7, Lamp.GREEN, now=100.0)
    line.board.show(newer, 7, "C001")
    line.board.show(older, 7, "C002")
    line.press()
    assert (line.lamp.lit, line.shown()) == (Lamp.GREEN, "C001")
    assert (len(newer.keys()), len(older.keys())) == (1, 0)
    assert older.last_state(Device.KEYPAD) == (Shape.GOOD, False)
    line.board.leave(newer, 101.0)
    older.heard = 101.0
    line.press(at=101.0, now=101.0)
    assert (line.lamp.lit, line.shown(), len(older.keys())) == (Lamp.RED, "C002", 1)
    assert older.last_state(Device.KEYPAD) == (Shape.GOOD, True)


def test_a_boards_text_stands_until_the_counters_own_program_says_something_and_after_it_has_gone(line: Line) -> None:
    board = line.attach(Program(role=Role.BOARD, started=50.0))
    line.board.show(board, 7, "C001", blink=True)
    own = line.attach(Program())
    assert line.shown() == "C001", "it may not know yet what to show"
    line.board.show(own, 7, "C002")
    line.board.show(board, 7, "C003", blink=True)
    assert line.shown() == "C002"
    line.board.leave(own, 101.0)
    assert line.sign.shown is not None
    assert (line.shown(), line.sign.shown.blink) == ("C003", False)


def test_a_text_that_nobody_drives_any_more_stands_a_minute(line: Line) -> None:
    own = line.attach(Program())
    line.board.show(own, 7, "C001")
    line.board.light(own, 7, Lamp.RED_SLOW, now=100.0)
    line.board.leave(own, 101.0)
    assert line.lamp.lit is Lamp.OFF, "whoever presses it now would call nobody"
    line.board.tick(101.0 + STANDS - 0.1)
    assert line.shown() == "C001"
    line.board.tick(101.0 + STANDS)
    assert line.shown() == ""


def test_what_stood_there_before_the_bus_was_started_goes_in_a_minute_if_nobody_comes(line: Line) -> None:
    line.board.tick(100.0 + STANDS - 0.1)
    assert line.shown() == "as it was"
    line.board.tick(100.0 + STANDS)
    assert line.shown() == ""


def test_a_lamp_that_nobody_lights_after_the_start_is_put_out_and_one_that_is_lit_is_left_alone(line: Line) -> None:
    line.lamp.light(Lamp.GREEN)
    line.board.tick(100.0)
    before = line.lamp.lit
    line.board.tick(100.0 + TOLD)
    assert (before, line.lamp.lit) == (Lamp.GREEN, Lamp.OFF)
    line.board.light(line.attach(Program()), 7, Lamp.RED, now=104.0)
    line.board.tick(200.0)
    assert line.lamp.lit is Lamp.RED


def test_a_program_that_comes_back_within_the_minute_finds_its_text(line: Line) -> None:
    first = line.attach(Program())
    line.board.show(first, 7, "C001")
    line.board.leave(first, 101.0)
    again = line.attach(Program(started=102.0))
    line.board.show(again, 7, "C001")
    line.board.tick(101.0 + 2 * STANDS)
    assert line.shown() == "C001"


def test_programs_are_told_how_their_devices_do_when_that_changes(line: Line) -> None:
    own = line.attach(Program())
    assert own.last_state(Device.SIGN) == (Shape.GOOD, True)
    told = len(own.told)
    line.board.tick(101.0)
    assert len(own.told) == told
    line.shapes["sign 7"] = Shape.SILENT
    line.board.tick(102.0)
    assert own.last_state(Device.SIGN) == (Shape.SILENT, True)
    line.shapes = {"sign 7": Shape.UNREACHABLE, "unit 5": Shape.UNREACHABLE}
    line.board.tick(103.0)
    assert {own.last_state(device)[0] for device in Device} == {Shape.UNREACHABLE}


def test_a_device_the_line_does_not_have_is_said_to_be_absent(line: Line) -> None:
    own = Program()
    line.board.claim(own, Device.SIGN, 8)
    assert own.last_state(Device.SIGN, 8) == (Shape.ABSENT, True)
    line.board.show(own, 8, "C001")


def test_what_was_not_claimed_cannot_be_driven(line: Line) -> None:
    own = Program()
    line.board.claim(own, Device.KEYPAD, 7)
    with pytest.raises(BadLine):
        line.board.show(own, 7, "C001")
    with pytest.raises(BadLine):
        line.board.light(own, 8, Lamp.RED, now=100.0)
    for counter in range(1, 200):
        line.board.claim(own, Device.SIGN, counter)
    with pytest.raises(BadLine):
        line.board.claim(own, Device.SIGN, 200)


def test_a_counter_may_have_several_signs_and_units() -> None:
    lamps, signs = (NullKeypad(), NullKeypad()), (NullSign(), NullSign())
    names = {Device.SIGN: ("sign 1", "sign 2"), Device.KEYPAD: ("unit 1", "unit 2")}
    post = CounterPost(counter=7, units=(1, 2), lamps=lamps, signs=signs, names=names)
    shapes = {"sign 2": Shape.SILENT}
    board, own = Switchboard([post], shapes=lambda: shapes, now=100.0), Program()
    for device in Device:
        board.claim(own, device, 7)
    board.show(own, 7, "C001")
    board.light(own, 7, Lamp.GREEN, now=100.0)
    assert [one.shown.label for one in signs if one.shown] == ["C001", "C001"]
    assert [one.lit for one in lamps] == [Lamp.GREEN, Lamp.GREEN]
    assert own.last_state(Device.SIGN)[0] is Shape.SILENT, "the worst of them"
    for unit in (1, 2):
        board.press(KeyPressed(address=unit, key=1), at=100.0, now=100.0)
    assert len(own.keys()) == 2
