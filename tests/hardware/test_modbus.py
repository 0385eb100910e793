"""Frames that real masters have been seen to send, and answers of all kinds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.exchange import BadAnswer, Exchange
from hardware.modbus import crc, read_inputs, silence, write_register, write_registers
from hardware.virtual.sign import crc16

B042 = bytes.fromhex("01 10 00 00 00 04 08 00 42 00 30 00 34 00 32 54 61")
WRITE = write_registers(1, 0, [ord(one) for one in "B042"], baudrate=9600)
ONE = write_register(3, 7, 42, baudrate=9600)
ASK = read_inputs(9, 0, 4, baudrate=9600)


def answered(exchange: Exchange, received: bytes) -> bytes | None:
    assert exchange.answer is not None
    return exchange.answer(received)


def with_crc(content: str) -> bytes:
    data = bytes.fromhex(content)
    return data + crc(data)


def test_known_frames() -> None:
    assert WRITE.request == B042
    assert bytes.fromhex("03 06 00 07 00 2A B8 36") == ONE.request
    assert crc(b"123456789") == bytes.fromhex("37 4B")
    assert with_crc("01 01 00 00 00 08") == bytes.fromhex("01 01 00 00 00 08 3D CC")
    assert with_crc("01 05 00 00 FF 00") == bytes.fromhex("01 05 00 00 FF 00 8C 3A")


@settings(max_examples=500, deadline=None)
@given(st.binary(max_size=64))
def test_the_checksum_agrees_with_the_one_of_the_virtual_devices(data: bytes) -> None:
    assert int.from_bytes(crc(data), "little") == crc16(data)


def test_frames_are_parted_by_three_and_a_half_characters() -> None:
    assert silence(9600) == pytest.approx(0.00401, abs=0.00001)
    assert silence(115_200) == 0.00175


def test_a_slave_says_what_it_wrote() -> None:
    assert answered(ONE, ONE.request) == ONE.request
    assert answered(WRITE, with_crc("01 10 00 00 00 04")) is not None
    for length in range(8):
        assert answered(WRITE, with_crc("01 10 00 00 00 04")[:length]) is None


def test_inputs_come_as_bits() -> None:
    assert answered(ASK, with_crc("09 02 01 05")) == b"\x05"


@pytest.mark.parametrize(
    ("exchange", "received", "why"),
    [
        (ONE, with_crc("04 06 00 07 00 2A"), "slave 4 instead of 3"),
        (ONE, with_crc("03 05 00 07 00 2A"), "function 5 instead of 6"),
        (ONE, with_crc("03 06 00 07 00 2B"), "something else"),
        (ONE, ONE.request[:-1] + b"\x00", "checksum"),
        (ONE, with_crc("03 86 02"), "exception 2"),
        (ASK, with_crc("09 02 02 05"), "2 bytes of inputs"),
        (ASK, with_crc("09 82 01"), "exception 1"),
    ],
)
def test_other_answers_are_bad_ones(exchange: Exchange, received: bytes, why: str) -> None:
    with pytest.raises(BadAnswer) as bad:
        answered(exchange, received)
    assert why in bad.value.why


@pytest.mark.parametrize("slave", [0, 248, 300])
def test_an_address_no_slave_can_have_is_a_bug(slave: int) -> None:
    with pytest.raises(ValueError, match="Modbus address"):
        write_register(slave, 0, 1, baudrate=9600)


@settings(max_examples=1200, deadline=None)
@given(
    st.sampled_from([ONE, WRITE, ASK]),
    st.one_of(st.binary(max_size=40), st.binary(max_size=12).map(lambda rest: ONE.request[:5] + rest)),
)
def test_any_bytes_are_an_answer_none_yet_or_a_bad_one(exchange: Exchange, received: bytes) -> None:
    try:
        answer = answered(exchange, received)
    except BadAnswer:
        return
    assert answer is None or received.startswith(exchange.request[:2])
