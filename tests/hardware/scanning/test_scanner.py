"""A scanner on a pseudo terminal: read, unplugged, plugged in again."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue

import pytest

from hardware.line_address import open_line
from hardware.scanning.framing import Why
from hardware.scanning.scanner import (
    Plugged,
    SameCode,
    Scan,
    Scanner,
    ScannerEvent,
    Unplugged,
    Unreadable,
    open_scanner,
)
from hardware.virtual.ports import PtyPort
from hardware.virtual.scanner import VirtualScanner
from shared.domain.errors import ConfigError
from tests.hardware.scanning.test_identity_card import NUMBER, WHOLE

SOON = 5.0
Events = SimpleQueue[ScannerEvent]


@pytest.fixture
def device(tmp_path: Path) -> Iterator[VirtualScanner]:
    with VirtualScanner(PtyPort(tmp_path / "usb-scanner"), baudrate=115_200) as scanner:
        yield scanner


@contextmanager
def reading(device: VirtualScanner) -> Iterator[Events]:
    events: Events = SimpleQueue()
    scanner = Scanner(open_line(device.url), events.put, back_off=(0.01, 0.02))
    scanner.start()
    try:
        yield events
    finally:
        scanner.stop()


def test_codes_in_fragments_of_seven_bytes_come_out_whole(device: VirtualScanner) -> None:
    with reading(device) as events:
        assert events.get(timeout=SOON) == Plugged()
        for text, suffix in ((WHOLE, b"\r\n"), ("H27.12-240510-0007", b"\r"), ("XYZ", b"")):
            device.scan(text, suffix=suffix)
            assert events.get(timeout=SOON) == Scan(text)
        assert events.empty()


def test_a_card_left_before_the_scanner_is_one_scan(device: VirtualScanner) -> None:
    with reading(device) as events:
        assert events.get(timeout=SOON) == Plugged()
        for text in ("K047", "K047", "K047", "C001"):
            device.scan(text)
        assert [events.get(timeout=SOON) for _code in range(2)] == [Scan("K047"), Scan("C001")]
        assert events.empty()


def test_the_same_code_counts_again_after_it_was_away_for_two_seconds() -> None:
    same = SameCode()
    assert [same.again("K047", at) for at in (10.0, 11.5, 13.0, 15.1)] == [False, True, True, False]
    assert not same.again("C001", 15.2)
    assert "K047" not in repr(same)


def test_unplugged_in_the_middle_of_a_code_and_plugged_in_again(device: VirtualScanner) -> None:
    with reading(device) as events:
        for text in ("K047", "C001"):
            assert events.get(timeout=SOON) == Plugged()
            device.scan(text)
            assert events.get(timeout=SOON) == Scan(text)
            device.send(b"half a co")
            device.unplug()
            assert events.get(timeout=SOON) == Unplugged()
            device.plug()
        assert events.get(timeout=SOON) == Plugged()


def test_a_scanner_that_is_not_there_is_said_once_and_waited_for(device: VirtualScanner) -> None:
    device.unplug()
    with reading(device) as events:
        assert events.get(timeout=SOON) == Unplugged()
        device.plug()
        assert events.get(timeout=SOON) == Plugged()


def test_noise_is_unreadable_and_the_next_code_is_read(device: VirtualScanner) -> None:
    with reading(device) as events:
        assert events.get(timeout=SOON) == Plugged()
        device.send(b"\x00\xff\x1b\r")
        assert events.get(timeout=SOON) == Unreadable(Why.LETTERS)
        device.send(b"9" * 1500 + b"\r")
        assert events.get(timeout=SOON) == Unreadable(Why.TOO_LONG)
        device.scan("K047")
        assert events.get(timeout=SOON) == Scan("K047")


def test_nothing_of_a_card_reaches_a_log_even_when_the_listener_breaks(
    device: VirtualScanner, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    heard: Events = SimpleQueue()

    def listener(event: ScannerEvent) -> None:
        heard.put(event)
        if event != Plugged():
            raise RuntimeError(f"a bug that quotes {event}, {getattr(event, 'text', '')}")

    scanner = Scanner(open_line(device.url), listener)
    scanner.start()
    assert heard.get(timeout=SOON) == Plugged()
    device.scan(WHOLE)
    assert isinstance(heard.get(timeout=SOON), Scan)
    device.scan("K047")
    assert isinstance(heard.get(timeout=SOON), Scan)
    scanner.stop()
    assert "a bug in who listens: RuntimeError" in caplog.text
    assert "listener" in caplog.text, "the place of the bug is told"
    for secret in (NUMBER, "Nguyễn", "Thôn", "K047"):
        assert secret not in caplog.text
        assert secret not in repr(Scan(WHOLE))


def test_an_address_opens_a_scanner_and_a_wrong_one_is_refused_with_a_cure(device: VirtualScanner) -> None:
    events: Events = SimpleQueue()
    scanner = open_scanner(f"{device.url}?baudrate=115200", events.put)
    scanner.start()
    assert events.get(timeout=SOON) == Plugged()
    scanner.stop()
    with pytest.raises(ConfigError) as refused:
        open_scanner("usb:scanner", events.put, where="kiosk.toml", key="scanner")
    assert (refused.value.where, refused.value.key) == ("kiosk.toml", "scanner")
