"""Three counters on one line: real bytes, real connections, and what happens to both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest

from hardware.keypads.interface import Lamp
from hardware.sharing.messages import Device, Role
from hardware.sharing.plan import SharedBus
from hardware.sharing.switchboard import FRESH
from hardware.signs.interface import SignText
from shared.domain.station import DeviceTrouble
from tests.hardware.sharing.world import (
    COUNTERS,
    GREEN,
    OFF,
    RED_FAST,
    SECRET,
    Counter,
    Line,
    Network,
    sharing,
    station,
)

SOON = 10.0


def text(label: str) -> SignText:
    return SignText(label=label, counter=1)


def free(line: Line, programs: dict[int, Counter]) -> None:
    """All counters are free, and their units heard: opening a line throws away what was said before."""
    for program in programs.values():
        program.lamp.light(Lamp.GREEN)
    assert line.wire.wait(lambda: line.lamps() == [GREEN] * 3, SOON)


def heard(line: Line, programs: dict[int, Counter], key: int) -> None:
    """The key of each counter is heard there and nowhere else."""
    for counter, program in programs.items():
        line.press(counter, key)
        assert program.keys.get(timeout=SOON) == key
    assert all(program.keys.empty() for program in programs.values())


@contextmanager
def shared_by_network(line: Line) -> Iterator[tuple[SharedBus, Network]]:
    with sharing(station(line.wire.url)) as bus, Network(bus.server.address) as network:
        yield bus, network


def test_each_counter_has_its_own_key_lamp_and_sign(line: Line) -> None:
    with sharing(station(line.wire.url)) as bus, ExitStack() as running:
        programs = {one: running.enter_context(Counter(bus.server.address, one)) for one in COUNTERS}
        free(line, programs)
        heard(line, programs, 2)
        for one, program in programs.items():
            program.sign.show(text(f"C00{one}"))
        assert line.wire.wait(lambda: line.texts() == ["C001", "C002", "C003"], SOON)
        assert bus.status == "the line is open, 3 attached"
        running.close()
        assert line.wire.wait(lambda: (line.texts(), line.lamps()) == ([""] * 3, [OFF] * 3), SOON), "they put them out"
        line.press(1, 1)
        assert line.wire.wait(lambda: line.lamps() == [RED_FAST, OFF, OFF], SOON), "nobody is there"
    assert line.wire.wait(lambda: line.lamps() == [OFF] * 3, SOON)


def test_a_bus_that_was_restarted_is_found_again_and_told_what_is_wanted_now(line: Line) -> None:
    with sharing(station(line.wire.url)) as bus, ExitStack() as running:
        port = bus.server.address[1]
        programs = {one: running.enter_context(Counter(bus.server.address, one)) for one in COUNTERS}
        free(line, programs)
        programs[1].sign.show(text("C001"))
        assert line.wire.wait(lambda: line.texts() == ["C001", "", ""], SOON)
        bus.stop()
        assert line.wire.wait(lambda: not any(one.line.is_up for one in programs.values()), SOON)
        assert programs[1].line.trouble(Device.KEYPAD, 1) is DeviceTrouble.UNREACHABLE
        programs[2].sign.show(text("C002"))
        with sharing(station(line.wire.url, port=port)):
            assert line.wire.wait(lambda: line.lamps() == [GREEN] * 3, SOON)
            assert line.wire.wait(lambda: line.texts() == ["C001", "C002", ""], SOON)
            heard(line, programs, 3)
            running.close()


def test_a_line_that_was_pulled_out_is_told_to_every_counter_and_works_again_by_itself(line: Line) -> None:
    with sharing(station(line.wire.url)) as bus, ExitStack() as running:
        programs = {one: running.enter_context(Counter(bus.server.address, one)) for one in COUNTERS}
        free(line, programs)

        def troubles(wanted: DeviceTrouble | None) -> Callable[[], bool]:
            return lambda: [one.line.trouble(Device.KEYPAD, number) for number, one in programs.items()] == [wanted] * 3

        assert line.wire.wait(troubles(None), SOON)
        line.wire.unplug()
        assert line.wire.wait(troubles(DeviceTrouble.UNREACHABLE), SOON)
        for unit in line.units.values():
            unit.lamp = OFF
        line.wire.plug()
        assert line.wire.wait(troubles(None), SOON)
        assert line.wire.wait(lambda: line.lamps() == [GREEN] * 3, SOON)
        heard(line, programs, 4)


def test_when_the_network_stands_still_a_key_says_so_and_is_never_heard_later(line: Line) -> None:
    with shared_by_network(line) as (bus, network), Counter(network.address, 1) as program:
        program.lamp.light(Lamp.GREEN)
        assert line.wire.wait(lambda: line.lamps()[0] == GREEN, SOON)
        network.stands_still()
        line.press(1, 1)  # on its way when nobody knows yet that it will not arrive
        assert line.wire.wait(lambda: bus.server.attached == 0, SOON), "the bus misses the program"
        assert line.wire.wait(lambda: line.lamps()[0] == OFF, SOON)
        assert line.wire.wait(lambda: not program.line.is_up, SOON), "the program misses the bus"
        line.press(1, 2)
        assert line.wire.wait(lambda: line.lamps()[0] == RED_FAST, SOON)
        network.flows()
        assert line.wire.wait(lambda: line.lamps()[0] == GREEN, SOON), "attached again"
        line.press(1, 3)
        assert program.keys.get(timeout=SOON) == 3
        assert program.keys.empty()


def test_a_short_standstill_loses_a_key_too_rather_than_being_late(
    line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    with shared_by_network(line) as (_bus, network), Counter(network.address, 1) as program:
        program.lamp.light(Lamp.GREEN)
        assert line.wire.wait(lambda: line.lamps()[0] == GREEN, SOON)
        network.stands_still()
        line.press(1, 1)
        line.wire.wait(lambda: False, FRESH + 0.15)
        network.flows()
        assert line.wire.wait(lambda: "too long on its way" in caplog.text, SOON)
        assert program.keys.empty()


def test_a_counter_s_second_program_takes_over_and_gives_back(line: Line) -> None:
    with sharing(station(line.wire.url)) as bus, Counter(bus.server.address, 1) as first:
        first.lamp.light(Lamp.GREEN)
        assert line.wire.wait(lambda: line.lamps()[0] == GREEN, SOON)
        with Counter(bus.server.address, 1) as second:
            assert line.wire.wait(lambda: first.line.trouble(Device.KEYPAD, 1) is DeviceTrouble.BUSY, SOON)
            line.press(1, 1)
            assert second.keys.get(timeout=SOON) == 1
        assert line.wire.wait(lambda: first.line.trouble(Device.KEYPAD, 1) is None, SOON)
        line.press(1, 2)
        assert first.keys.get(timeout=SOON) == 2
        assert (first.keys.empty(), second.keys.empty()) == (True, True)


def test_a_board_drives_the_signs_of_counters_without_a_program(line: Line) -> None:
    with sharing(station(line.wire.url)) as bus, Counter(bus.server.address, 1, role=Role.BOARD) as board:
        board.sign.show(text("C001"))
        assert line.wire.wait(lambda: line.texts()[0] == "C001", SOON)
        with Counter(bus.server.address, 1) as own:
            own.sign.show(text("C002"))
            assert line.wire.wait(lambda: line.texts()[0] == "C002", SOON)
            board.sign.show(text("C003"))
            line.press(1, 1)
            assert own.keys.get(timeout=SOON) == 1
            assert board.line.trouble(Device.SIGN, 1) is None, "that it stands by is as it should be"
        assert line.wire.wait(lambda: line.texts()[0] == "C003", SOON)
        assert board.keys.empty()


def test_who_does_not_know_the_secret_is_not_let_in_and_told_why(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    with sharing(station(line.wire.url)) as bus, Counter(bus.server.address, 1, secret="another") as program:
        assert line.wire.wait(lambda: "the secret is not the same" in caplog.text, SOON)
        assert (program.line.is_up, bus.server.attached) == (False, 0)
    told = [
        one.getMessage() for one in caplog.records if one.name == "hardware.keep_line" and "away" in one.getMessage()
    ]
    assert len(told) == 1, "and not at every try"
    assert SECRET not in caplog.text
    assert "another" not in caplog.text


def test_what_a_line_does_not_have_is_told(line: Line) -> None:
    with sharing(station(line.wire.url)) as bus, Counter(bus.server.address, 9) as program:
        assert line.wire.wait(lambda: program.line.is_up, SOON)
        assert program.line.trouble(Device.KEYPAD, 9) is DeviceTrouble.UNREACHABLE
        program.sign.show(text("C001"))
        assert line.texts() == [""] * 3
