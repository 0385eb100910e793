"""What signs are sent, against the bytes of their makers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.exchange import BadAnswer
from hardware.signs.interface import SignDriver, SignText
from hardware.signs.kinds import KINDS, sign_driver
from hardware.signs.modbus_digits import ModbusDigits, ModbusNumber
from hardware.signs.null import NullSign
from hardware.signs.plain import PlainSign, checksum
from hardware.signs.pole import PoleDisplay
from hardware.signs.qsystem import QsystemTablo
from hardware.virtual.bus import VirtualDevice
from hardware.virtual.sign import PlainText, VirtualModbusDigits, VirtualPlainSign, VirtualPole, VirtualTablo
from shared.domain.errors import ConfigError

DOCUMENT = Path(__file__).parents[3] / "docs" / "sign-protocol.md"
B042 = SignText(label="B042", counter=12)
DARK = SignText(label="", counter=12)


def sent(driver: SignDriver, text: SignText, device: VirtualDevice, *, at: float = 1.0) -> None:
    exchange = driver.exchange(text)
    answer = device.hear(exchange.request, at)
    if exchange.answer is None:
        assert answer == b""
    else:
        assert exchange.answer(answer) is not None


def test_a_tablo_gets_its_known_frame_and_seven_blanks_for_dark() -> None:
    assert QsystemTablo(5).exchange(B042).request == bytes.fromhex("01 05 42 30 34 32 07")
    assert QsystemTablo(5).exchange(DARK).request == b"\x01\x05       \x07"
    assert QsystemTablo(5).exchange(B042).gap >= 0.3
    tablo = VirtualTablo(5)
    sent(QsystemTablo(5), B042, tablo)
    assert tablo.text == "B042"
    sent(QsystemTablo(6), SignText(label="C001", counter=1), tablo, at=2.0)
    assert tablo.text == "B042"
    sent(QsystemTablo(5), DARK, tablo, at=3.0)
    assert (tablo.text, tablo.reports) == ("", [])


def test_modbus_digits_get_one_register_for_each_letter() -> None:
    known = bytes.fromhex("01 10 00 00 00 04 08 00 42 00 30 00 34 00 32 54 61")
    assert ModbusDigits(1).exchange(B042).request == known
    digits = VirtualModbusDigits(1)
    for label, shown in (("B042", "B042"), ("C1000", "1000"), ("A1", "A1"), ("", "")):
        sent(ModbusDigits(1), SignText(label=label, counter=1), digits)
        assert digits.text == shown


def test_a_modbus_number_leaves_the_letter_out() -> None:
    text = SignText(label="B042", counter=1)
    assert ModbusNumber(3).exchange(text).request == bytes.fromhex("03 06 00 07 00 2A B8 36")
    digits = VirtualModbusDigits(3)
    sent(ModbusNumber(3), text, digits)
    assert digits.text == "42"
    sent(ModbusNumber(3), DARK, digits)
    assert digits.text == ""


@pytest.mark.parametrize(("display", "letter"), [(PoleDisplay.cd5220(), b"Q"), (PoleDisplay.utc(), b"u")])
def test_pole_displays_show_number_and_counter(display: PoleDisplay, letter: bytes) -> None:
    upper, lower = b"\x1b" + letter + b"A", b"\x1b" + letter + b"B"
    expected = upper + b"        B042        \r" + lower + b"      QUAY 12       \r"
    assert display.exchange(B042).request == expected
    pole = VirtualPole()
    sent(display, B042, pole)
    assert [line.strip() for line in pole.lines] == ["B042", "QUAY 12"]
    sent(display, DARK, pole)
    assert ([line.strip() for line in pole.lines], pole.reports) == (["", ""], [])


def test_a_plain_sign_shows_blinks_and_goes_dark() -> None:
    driver, sign = PlainSign(5), VirtualPlainSign(5)
    sent(driver, SignText(label="B042", counter=12, blink=True), sign)
    sent(driver, DARK, sign)
    sent(driver, SignText(label="C1000", counter=3), sign)
    assert sign.history == [PlainText("B042", 12, "B"), None, PlainText("1000", 3, "S")]


def test_a_plain_sign_says_who_it_is() -> None:
    question = PlainSign(5).hello()
    assert question.answer is not None
    assert question.answer(VirtualPlainSign(5, places=6).hear(question.request, 1.0)) == b"1 6 B"


def test_the_examples_of_the_document_are_what_driver_and_sign_say() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    lines = re.findall(r"^    ([<>].*\*[0-9A-F]{4})$", text, re.MULTILINE)
    questions, answers = lines[0::2], lines[1::2]
    sign = VirtualPlainSign(5)
    for question, answer in zip(questions, answers, strict=True):
        assert sign.hear(f"{question}\r\n".encode(), 1.0) == f"{answer}\r\n".encode()
    driver = PlainSign(5)
    said = [driver.hello(), driver.exchange(SignText(label="B042", counter=12, blink=True)), driver.exchange(DARK)]
    assert [exchange.request.decode().rstrip() for exchange in said] == questions[:3]
    listed = " ".join(re.findall(r"^    ((?:[0-9A-F]{2} ?){12,16})$", text, re.MULTILINE))
    assert bytes.fromhex(listed) == said[1].request


def test_a_sign_that_is_told_nothing_goes_dark_by_itself() -> None:
    sign = VirtualPlainSign(5)
    assert sign.dark_at(0.0)
    sent(PlainSign(5), B042, sign, at=10.0)
    assert not sign.dark_at(129.0)
    assert sign.dark_at(130.0)
    refresh = PlainSign(5).refresh
    assert refresh is not None
    assert refresh * 3 < 120


@pytest.mark.parametrize(
    ("spoilt", "why"),
    [
        (b"<05 00 OK*0000\r\n", "checksum"),
        (b"<05 00 NO 2*" + checksum(b"05 00 NO 2") + b"\r\n", "refuses: NO 2"),
        (b"\x00\xff\r\n", "no line"),
        (b"<05 00 O", None),
        (b"", None),
        (b"<04 00 OK*" + checksum(b"04 00 OK") + b"\r\n", None),
        (b"<05 07 OK*" + checksum(b"05 07 OK") + b"\r\n", None),
        (b"<05 07 OK*" + checksum(b"05 07 OK") + b"\r\n<05 00 OK*" + checksum(b"05 00 OK") + b"\r\n", ""),
        (b"\x00<<05 00 OK*" + checksum(b"05 00 OK") + b"\r\n", ""),
    ],
)
def test_what_a_plain_sign_may_answer(spoilt: bytes, why: str | None) -> None:
    answer = PlainSign(5).exchange(B042).answer
    assert answer is not None
    if why:
        with pytest.raises(BadAnswer) as bad:
            answer(spoilt)
        assert why in bad.value.why
    else:
        assert answer(spoilt) == (b"" if why == "" else None)


def test_labels_lose_their_marks_and_are_never_longer_than_a_sign() -> None:
    assert SignText(label="đ001", counter=1).digits == "D001"
    with pytest.raises(ValueError, match="longer than a sign"):
        SignText(label="B0421234", counter=1)
    with pytest.raises(ValueError, match="number of a counter"):
        SignText(label="B042", counter=10_000)


def test_signs_by_the_name_in_a_setting() -> None:
    names = {sign_driver(kind, 5).name for kind in KINDS}
    assert len(names) == len(KINDS)
    with pytest.raises(ConfigError) as refused:
        sign_driver("qsytem", 5, where="display.toml", key="sign.kind")
    assert (refused.value.suggestions, refused.value.key) == (("qsystem",), "sign.kind")
    for kind, address in (("modbus", 248), ("plain", 0), ("qsystem", 255)):
        with pytest.raises(ConfigError):
            sign_driver(kind, address)


def test_a_counter_without_a_sign() -> None:
    sign = NullSign()
    sign.show(B042)
    assert sign.shown == B042


@settings(max_examples=800, deadline=None)
@given(st.sampled_from(KINDS), st.text(max_size=9), st.integers(0, 9999), st.booleans())
def test_any_label_is_sent_or_refused_as_too_long(kind: str, label: str, counter: int, blink: bool) -> None:
    try:
        text = SignText(label=label, counter=counter, blink=blink)
    except ValueError:
        return
    request = sign_driver(kind, 5).exchange(text).request
    assert 0 < len(request) <= 64


@settings(max_examples=1400, deadline=None)
@given(st.one_of(st.binary(max_size=80), st.binary(max_size=30).map(lambda rest: b"<05 00 OK" + rest)))
def test_any_bytes_are_an_answer_none_yet_or_a_bad_one(received: bytes) -> None:
    answer = PlainSign(5).exchange(B042).answer
    assert answer is not None
    try:
        found = answer(received)
    except BadAnswer:
        return
    assert found is None or b"OK" in received


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.one_of(st.binary(max_size=40), st.sampled_from([b">05 ", b"\x01\x05", b"\x1bQA", b"\r\n"])), max_size=6)
)
def test_virtual_signs_survive_any_bytes_and_then_obey(pieces: list[bytes]) -> None:
    plain, tablo, digits, pole = VirtualPlainSign(5), VirtualTablo(5), VirtualModbusDigits(5), VirtualPole()
    for number, piece in enumerate(pieces):
        for device in (plain, tablo, digits, pole):
            device.hear(piece, 1.0 + number)
    sent(PlainSign(5), B042, plain, at=99)
    assert plain.shown == PlainText("B042", 12, "S")
    sent(ModbusDigits(5), B042, digits, at=99)
    assert digits.text == "B042"
