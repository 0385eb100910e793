"""`motcua devices`: what is configured on this machine, how each device does, and a self-test.

motcua devices              # ask each for its state
motcua devices --test       # print a test slip, light the signs, wait for a scan and a key
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Final, TypeVar

import click

from hardware.bus import Bus
from hardware.bus_posts import DeviceReport
from hardware.counter_line import CounterLine
from hardware.escpos.status import Paper, PrinterStatus
from hardware.keypads.interface import KeyPressed
from hardware.keypads.kinds import add_keypad
from hardware.line_address import open_line
from hardware.printers import open_printer
from hardware.printing import Outcome, trouble_of
from hardware.scanning.codes import recognise
from hardware.scanning.scanner import KEYBOARD, Plugged, Scan, ScannerEvent, Unplugged, open_scanner
from hardware.sharing.address import Address, line_of_signs
from hardware.sharing.client import SharedLine
from hardware.sharing.messages import Role
from hardware.signs.interface import SignText
from hardware.signs.kinds import sign_driver
from hardware.sound.pcm import USUAL_RATE
from hardware.sound.speaker import ProgramSpeaker
from hardware.sound.voices import the_chime
from hardware.test_slip import test_slip
from shared.cli.terminal import Station, language, told
from shared.domain.errors import DeviceAway
from shared.domain.station import DeviceTrouble
from shared.settings import StationForm, read_station

_GLANCE: Final = 2.0  # s to let a device speak
_TEST: Final = 10.0  # s to hold a code before the scanner, or to press a key
_T = TypeVar("_T")


@click.command(help=told("Liệt kê thiết bị đã cài đặt trên máy này, tình trạng của chúng, và tự kiểm tra."))
@click.option("--test", is_flag=True, help=told("In phiếu thử, thử bảng quầy, chờ quét mã và bấm phím."))
@click.pass_obj
def devices(station: Station, *, test: bool) -> None:
    """Exit 1 if a device does not do what it should."""
    form = read_station(Path(station.settings))
    rows = list(_rows(form, test))
    if not rows:
        click.echo(told("Máy này chưa có thiết bị nào trong {file}.").format(file=station.settings))
    if form.kiosk.printer and not form.kiosk.staff_pin:
        click.echo(told("Chưa đặt mã PIN: trang nhân viên của ki-ốt không mở được (lệnh motcua staff-pin)."))
    if not all(rows):
        sys.exit(1)


def _rows(form: StationForm, test: bool) -> Iterator[bool]:
    if form.kiosk.printer:
        yield _printers(form.kiosk.printer, test)
    if form.kiosk.scanner == KEYBOARD:
        what = told("máy quét gõ như bàn phím: không hỏi được, xin quét thử một mã trên màn hình ki-ốt")
        yield _say(True, form.kiosk.scanner, what)
    elif form.kiosk.scanner:
        yield _scanner(form, _TEST if test else _GLANCE)
    shared = line_of_signs(form.bus)
    if shared is not None:
        yield _shared(form, shared, test)
    elif form.bus.line:
        yield _bus(form, test)
    if form.voice.board or form.voice.kiosk:
        yield _loudspeaker(form, test)
    if form.counter.keypad or form.counter.sign:
        yield _counter(form, test)


def _say(good: bool, device: str, what: str) -> bool:
    click.echo(f"{'✓' if good else '✗'} {device}\n    {what}")
    return good


def _printers(urls: str, test: bool) -> bool:
    """Each printer by itself: one that stands in for another must not hide that the other is away."""
    good = [_printer(url, test) for url in urls.replace(",", " ").split()]
    return all(good)


def _printer(url: str, test: bool) -> bool:
    with closing(open_printer(url)) as printer:
        try:
            status = printer.status()
        except DeviceAway as away:
            return _say(False, url, told("Máy in không trả lời: {reason}").format(reason=away.reason))
        good = _say(trouble_of(status) is None, url, _status_words(status))
        if test and good:
            result = printer.print(test_slip(url.partition("?")[0], language()))
            proof = told("phiếu thử: {outcome}, bằng chứng {proof}, {bytes} byte, {seconds:.2f} giây").format(
                outcome=result.outcome.value, proof=result.proof.value, bytes=result.bytes_sent, seconds=result.elapsed
            )
            good = _say(result.outcome is Outcome.CONFIRMED, url, proof)
    return good


def _status_words(status: PrinterStatus) -> str:
    paper = {
        Paper.OK: told("giấy còn"),
        Paper.LOW: told("giấy sắp hết"),
        Paper.OUT: told("hết giấy"),
        Paper.UNKNOWN: told("không rõ còn giấy không"),
    }[status.paper]
    parts = [told("trực tuyến") if status.online else told("ngoại tuyến"), paper]
    if status.left_mm is not None:
        parts.append(told("còn khoảng {metres:.1f} m").format(metres=status.left_mm / 1000))
    if status.cover_open:
        parts.append(told("nắp đang mở"))
    if not status.cutter_ok:
        parts.append(told("dao cắt bị kẹt"))
    elif status.error:
        parts.append(told("máy báo lỗi"))
    parts.append(told("theo {source}").format(source=status.learnt.value))
    return ", ".join(parts)


def _scanner(form: StationForm, seconds: float) -> bool:
    """Whether it is plugged, and what kind of code came in the meantime: never what stood in it."""
    url = form.kiosk.scanner
    events: SimpleQueue[ScannerEvent] = SimpleQueue()
    scanner = open_scanner(url, events.put)
    scanner.start()
    plugged, read = False, ""
    try:
        for event in _until(events, seconds):
            if isinstance(event, Plugged | Unplugged):
                plugged = isinstance(event, Plugged)
            elif isinstance(event, Scan):
                read = type(recognise(event.text, ticket_page=form.kiosk.ticket_page)).__name__
                break
    finally:
        scanner.stop()
    words = told("máy quét đang cắm") if plugged else told("không thấy máy quét")
    return _say(plugged, url, f"{words}; {read}" if read else words)


def _loudspeaker(form: StationForm, test: bool) -> bool:
    """Whether it is there; tried by the chime of a call."""
    name = form.voice.device or told("loa")
    speaker = ProgramSpeaker(form.voice.device)
    if speaker.health().trouble is not None:
        return _say(False, name, told("không thấy loa (xem pactl list short sinks)"))
    if test:
        try:
            speaker.play(the_chime(USUAL_RATE), lambda: True, volume=form.voice.volume)
        except DeviceAway as away:
            return _say(False, name, told("loa không phát được: {reason}").format(reason=away.reason))
    return _say(True, name, told("đã phát tiếng chuông") if test else told("loa sẵn sàng"))


def _bus(form: StationForm, test: bool) -> bool:
    keys: SimpleQueue[KeyPressed] = SimpleQueue()
    bus = Bus(open_line(form.bus.line, key="bus.line"), on_key=keys.put, baudrate=form.bus.baudrate)
    signs = [
        (one, bus.sign(sign_driver(one.kind, one.address, baudrate=form.bus.baudrate, key="sign.kind")))
        for one in form.sign
    ]
    for keypad in form.keypad:
        add_keypad(bus, keypad.kind, keypad.address, baudrate=form.bus.baudrate)
    bus.start()
    try:
        if test:
            for one, sign in signs:
                sign.show(SignText(label="T000", counter=one.counter))
        for key in _until(keys, _TEST if test and form.keypad else _GLANCE):
            click.echo(told("  phím {key} của bộ gọi {address}").format(key=key.key, address=key.address))
        up = _say(bus.is_up, form.bus.line, told("đường dây mở") if bus.is_up else told("không mở được đường dây"))
        good = [_reported(report) for report in bus.reports()]
    finally:
        bus.stop()
    return up and all(good)


def _shared(form: StationForm, address: Address, test: bool) -> bool:
    """The devices on a line of motcua-bus. A sign that a counter's program drives goes on to say what that says."""
    line = SharedLine(address, secret=form.bus.secret, role=Role.BOARD)
    signs = [(counter, line.sign(counter)) for counter in sorted({one.counter for one in form.sign})]
    for counter in sorted({one.counter for one in form.keypad}):
        line.keypad(counter)
    line.start()
    try:
        if test:
            for counter, sign in signs:
                sign.show(SignText(label="T000", counter=counter))
        time.sleep(_TEST if test and signs else _GLANCE)
        words = told("motcua-bus trả lời") if line.is_up else told("motcua-bus không trả lời")
        good = [_say(line.is_up, f"tcp://{address[0]}:{address[1]}", words)]
        good += [_lent(f"{device.value} {counter}", line.trouble(device, counter)) for device, counter in line.devices]
    finally:
        line.stop()
    return all(good)


def _lent(device: str, trouble: DeviceTrouble | None) -> bool:
    words = {
        None: told("hoạt động tốt"),
        DeviceTrouble.SILENT: told("không trả lời"),
        DeviceTrouble.BUSY: told("chương trình khác của quầy đang điều khiển"),
    }
    return _say(trouble is None, device, words.get(trouble, told("mất kết nối")))


def _counter(form: StationForm, test: bool) -> bool:
    """The call unit and the sign of this machine's own counter."""
    keys: SimpleQueue[int] = SimpleQueue()
    mine = form.counter
    line = CounterLine(
        keypad=mine.keypad,
        sign=mine.sign,
        counter=mine.number,
        on_key=keys.put,
        secret=form.bus.secret,
        looks_only=not test,  # a shared line's keys are the running program's, unless they are to be tried
    )
    line.start()
    try:
        if test:
            line.show("T000")
        for key in _until(keys, _TEST if test and mine.keypad else _GLANCE):
            click.echo(told("  phím {key} của bộ gọi {address}").format(key=key, address=mine.number))
        good = [_reported(report) for report in line.reports()]
        good += [_lent(one.name, one.trouble) for one in line.lent()]
    finally:
        line.stop()
    return all(good)


def _reported(report: DeviceReport) -> bool:
    words = told("gửi {sent}, trả lời {answers}, lỗi {errors}").format(
        sent=report.sent, answers=report.answers, errors=report.errors
    )
    return _say(not report.away, report.name, words)


def _until(queue: SimpleQueue[_T], seconds: float) -> Iterator[_T]:
    """What comes within `seconds`."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        try:
            yield queue.get(timeout=left)
        except Empty:
            return
