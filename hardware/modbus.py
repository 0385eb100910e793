"""Modbus RTU frames, from "MODBUS over serial line" V1.02: what a master says, how answers look. No line in here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from hardware.exchange import BadAnswer, Exchange

_READ_INPUTS: Final = 0x02
_WRITE_ONE: Final = 0x06
_WRITE_MANY: Final = 0x10
_FAILED: Final = 0x80
_BITS_PER_CHARACTER: Final = 11
_SHORTEST_SILENCE: Final = 0.00175  # fixed by the standard from 19200 baud on
_EXCEPTION_LENGTH: Final = 5
_WRITE_ANSWER_LENGTH: Final = 8


def crc(data: bytes) -> bytes:
    """The two bytes that stand behind `data`, low byte first."""
    value = 0xFFFF
    for byte in data:
        value ^= byte
        for _bit in range(8):
            value = value >> 1 ^ (0xA001 if value & 1 else 0)
    return value.to_bytes(2, "little")


def silence(baudrate: int) -> float:
    """Seconds that part two frames: three and a half characters."""
    return max(3.5 * _BITS_PER_CHARACTER / baudrate, _SHORTEST_SILENCE)


def write_register(slave: int, register: int, value: int, *, baudrate: int) -> Exchange:
    """Function 6: one register. The slave answers with the same frame."""
    frame = _frame(slave, _WRITE_ONE, _words(register, value))
    return Exchange(request=frame, answer=partial(_written, frame[:6]), gap=silence(baudrate))


def write_registers(slave: int, register: int, values: Sequence[int], *, baudrate: int) -> Exchange:
    """Function 16: registers in a row, 1 to 123. The slave answers with their place and number."""
    head = _words(register, len(values))
    frame = _frame(slave, _WRITE_MANY, head + bytes((2 * len(values),)) + _words(*values))
    return Exchange(request=frame, answer=partial(_written, frame[:6]), gap=silence(baudrate))


def read_inputs(slave: int, first: int, count: int, *, baudrate: int) -> Exchange:
    """Function 2: `count` inputs from `first` on. The answer's content is their bits, first input lowest."""
    frame = _frame(slave, _READ_INPUTS, _words(first, count))
    return Exchange(request=frame, answer=partial(_inputs, slave, (count + 7) // 8), gap=silence(baudrate))


def _frame(slave: int, function: int, content: bytes) -> bytes:
    if not 1 <= slave <= 247:
        raise ValueError(f"{slave} is no Modbus address: 1 to 247")
    data = bytes((slave, function)) + content
    return data + crc(data)


def _words(*values: int) -> bytes:
    return b"".join(value.to_bytes(2, "big") for value in values)


def _written(expected: bytes, received: bytes) -> bytes | None:
    frame = _whole(expected[0], expected[1], _WRITE_ANSWER_LENGTH, received)
    if frame is not None and frame[:6] != expected:
        raise BadAnswer("the slave wrote something else")
    return frame


def _inputs(slave: int, size: int, received: bytes) -> bytes | None:
    frame = _whole(slave, _READ_INPUTS, size + 5, received)
    if frame is None:
        return None
    if frame[2] != size:
        raise BadAnswer(f"{frame[2]} bytes of inputs instead of {size}")
    return frame[3 : 3 + size]


def _whole(slave: int, function: int, length: int, received: bytes) -> bytes | None:
    """The answer of `length` bytes that `received` begins with, checked; None while it is not all there."""
    if received[:1] and received[0] != slave:
        raise BadAnswer(f"an answer of slave {received[0]} instead of {slave}")
    if len(received) > 1 and received[1] not in (function, function | _FAILED):
        raise BadAnswer(f"an answer to function {received[1]} instead of {function}")
    failed = len(received) > 1 and received[1] == function | _FAILED
    frame = received[: _EXCEPTION_LENGTH if failed else length]
    if len(frame) < (_EXCEPTION_LENGTH if failed else length):
        return None
    if crc(frame[:-2]) != frame[-2:]:
        raise BadAnswer("the checksum is wrong")
    if failed:
        raise BadAnswer(f"the slave refuses: exception {frame[2]}")
    return frame
