"""Ten thousand pieces of rubbish for everything that reads bytes: only what is declared may come out of it.

Half of the pieces are made of what the parser looks for, so that they get past its first glance.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from random import Random

import pytest

from hardware.escpos.status import AnswerParser
from hardware.exchange import AnswerReader, BadAnswer
from hardware.keypads.modbus import ModbusKeypad
from hardware.keypads.qsystem import QsystemKeypad
from hardware.scanning.codes import recognise
from hardware.scanning.framing import Framer, UnreadableCode, decode
from hardware.scanning.identity_card import NotAnIdentityCard, parse
from hardware.scanning.wedge import BurstDetector
from hardware.signs.interface import SignText
from hardware.signs.modbus_digits import ModbusDigits
from hardware.signs.plain import PlainSign
from hardware.virtual.keypad import VirtualModbusKeys
from hardware.virtual.realtime import RealTimeScanner
from hardware.virtual.sign import VirtualModbusDigits, VirtualPlainSign, VirtualPole, VirtualTablo

CASES = 10_000
_SHOW = SignText(label="B042", counter=12)
_card = "000095000001||Nguyễn Văn An|01011995|Nam|Thôn 1, Xã A|15042021"

_framer, _answers, _realtime = Framer(), AnswerParser(), RealTimeScanner()
_wedge: BurstDetector[int] = BurstDetector()
_qsystem, _modbus_keys = QsystemKeypad(5), ModbusKeypad(5)
_plain, _digits = PlainSign(5).exchange(_SHOW), ModbusDigits(5).exchange(_SHOW)


def _frames(data: bytes, at: float) -> None:
    for frame in [*_framer.feed(data, at), *_framer.idle(at + 1)]:
        with suppress(UnreadableCode):
            decode(frame)


def _card_of(data: bytes, _at: float) -> None:
    with suppress(NotAnIdentityCard):
        parse(data.decode("latin-1"))


def _answer(read: AnswerReader | None) -> Callable[[bytes, float], None]:
    assert read is not None

    def feed(data: bytes, _at: float) -> None:
        with suppress(BadAnswer):
            read(data)

    return feed


def _keys(data: bytes, at: float) -> None:
    for n, byte in enumerate(data):
        _wedge.feed(chr(byte), at + n / 100, byte)
    _wedge.rest()


_READERS: dict[str, tuple[Callable[[bytes, float], object], bytes]] = {
    "printer answers": (lambda data, _at: _answers.feed(data), b"\x12\x1e\x10\x14\x37\x22\x5f\x00\x11\x13\x0c0123"),
    "real-time requests": (lambda data, _at: list(_realtime.feed(data)), b"\x10\x04\x05\x14\x01\x02\x03"),
    "scanned frames": (_frames, _card.encode() + b"\r\n"),
    "identity cards": (_card_of, _card.encode("latin-1", "replace") + b"|/-"),
    "codes": (lambda data, _at: recognise(data.decode("latin-1"), ticket_page="https://x/p/"), b"https://x/p/0.H-|"),
    "keyboard bursts": (_keys, b"0123456789\r"),
    "qsystem keys": (_qsystem.heard, b"\x01\x05\x31\x32\x33\x34\x07"),
    "modbus keys": (_answer(_modbus_keys.question().answer), b"\x05\x02\x01\x0f\x82"),
    "plain sign's answer": (_answer(_plain.answer), b"<05 01OK NO*0123456789ABCDEF\r\n"),
    "modbus sign's answer": (_answer(_digits.answer), b"\x05\x10\x00\x04\x90"),
    "a plain sign": (VirtualPlainSign(5).hear, b">05 01 SHOW B042 12 S*0123456789ABCDEF\r\n"),
    "a tablo": (VirtualTablo(5).hear, b"\x01\x05B042\x07"),
    "a modbus sign": (VirtualModbusDigits(5).hear, b"\x05\x06\x10\x00\x04\x08"),
    "a pole": (VirtualPole().hear, b"\x1bQAB\x0d\x0c\x1b@*uA"),
    "modbus call units": (VirtualModbusKeys(5).hear, b"\x05\x02\x00\x00\x00\x04"),
}


@pytest.mark.parametrize("name", _READERS)
def test_rubbish_raises_only_what_is_declared(name: str) -> None:
    feed, alphabet = _READERS[name]
    chance = Random(name)
    for case in range(CASES):
        length = chance.randrange(1, 40)
        known = case % 2 == 0
        data = bytes(chance.choices(alphabet, k=length)) if known else chance.randbytes(length)
        feed(data, float(case))
