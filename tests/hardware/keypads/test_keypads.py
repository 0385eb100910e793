from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.keypads.interface import KeyPressed, Lamp
from hardware.keypads.modbus import ModbusKeypad
from hardware.keypads.null import NullKeypad
from hardware.keypads.qsystem import QsystemKeypad
from hardware.virtual.keypad import VirtualCallUnit, VirtualModbusKeys


def key(number: int, address: int = 5) -> KeyPressed:
    return KeyPressed(address=address, key=number)


def test_a_call_unit_says_its_address_and_key() -> None:
    unit = QsystemKeypad(5)
    assert unit.heard(bytes.fromhex("01 05 31 07"), 1.0) == (key(1),)
    assert unit.heard(bytes.fromhex("01 05 34 07 01 06 31 07 01 05 32 07"), 2.0) == (key(4), key(2))


def test_a_frame_may_come_in_pieces_but_not_with_a_pause_inside() -> None:
    unit = QsystemKeypad(5)
    assert unit.heard(b"\x01\x05", 1.0) == ()
    assert unit.heard(b"\x31\x07", 1.01) == (key(1),)
    assert unit.heard(b"\x01\x05", 2.0) == ()
    assert unit.heard(b"\x31\x07", 2.2) == ()


@pytest.mark.parametrize(
    "noise", ["FF", "01", "01 05", "01 05 31 31", "01 05 35 07", "01 01 05 05 31 31 07 07", "07 00"]
)
def test_two_speaking_at_once_is_no_key_and_the_next_one_is_heard(noise: str) -> None:
    unit = QsystemKeypad(5)
    assert unit.heard(bytes.fromhex(noise), 1.0) == ()
    assert unit.heard(bytes.fromhex("01 05 33 07"), 1.2) == (key(3),)


def test_the_addresses_1_and_7_are_not_taken_for_the_ends_of_a_frame() -> None:
    for address in (1, 7):
        assert QsystemKeypad(address).heard(bytes((1, address, 0x31, 7)), 1.0) == (key(1, address),)


def test_every_lamp_has_its_byte() -> None:
    unit, device = QsystemKeypad(5), VirtualCallUnit(5)
    assert unit.lamp(Lamp.OFF).request == bytes.fromhex("01 05 30 07")
    assert unit.lamp(Lamp.GREEN).request == bytes.fromhex("01 05 32 07")
    assert len({unit.lamp(lamp).request for lamp in Lamp}) == len(Lamp)
    device.hear(unit.lamp(Lamp.RED).request + QsystemKeypad(6).lamp(Lamp.GREEN).request, 1.0)
    assert device.lamp == 0x31


def test_a_modbus_key_counts_when_it_goes_down() -> None:
    pad, device = ModbusKeypad(9), VirtualModbusKeys(9)

    def asked() -> tuple[KeyPressed, ...]:
        question = pad.question()
        assert question.answer is not None
        answer = question.answer(device.hear(question.request, 1.0))
        assert answer is not None
        return pad.pressed(answer)

    device.down = {2}
    assert asked() == (), "a key that is stuck at the start was not pressed"
    device.down = {2, 1, 4}
    assert asked() == (key(1, 9), key(4, 9))
    assert asked() == ()
    device.down = set()
    assert asked() == ()
    device.down = {2}
    assert asked() == (key(2, 9),)
    pad.forget()
    assert asked() == ()


def test_a_counter_without_a_call_unit() -> None:
    pad = NullKeypad()
    pad.light(Lamp.RED)
    assert pad.lit is Lamp.RED


@settings(max_examples=500, deadline=None)
@given(
    st.lists(
        st.tuples(st.one_of(st.binary(max_size=12), st.sampled_from([b"\x01\x05", b"\x31\x07"])), st.floats(0, 0.1)),
        max_size=8,
    )
)
def test_any_bytes_give_only_keys_of_this_unit(pieces: list[tuple[bytes, float]]) -> None:
    unit, now = QsystemKeypad(5), 1.0
    for data, later in pieces:
        now += later
        for found in unit.heard(data, now):
            assert found.address == 5
            assert 1 <= found.key <= 4
    assert unit.heard(bytes.fromhex("01 05 31 07"), now + 1) == (key(1),)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.binary(max_size=3), max_size=8))
def test_any_inputs_give_only_keys_that_exist(answers: list[bytes]) -> None:
    pad = ModbusKeypad(9)
    for answer in answers:
        assert all(1 <= found.key <= 4 for found in pad.pressed(answer))
