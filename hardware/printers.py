"""Printers by their address, as a setting has it.

    usblp:///dev/usb/lp0                        USB, by the kernel's driver: the usual one
    serial:///dev/serial/by-id/...?baudrate=115200&flow=xonxoff
                                                a serial line; flow is none, xonxoff or rtscts
    tcp://192.168.1.50:9100                     the network; the port may be left out
    usb://04b8:0e15                             USB by vendor and product, needs pyusb (the extra `usb`)
    file:///var/tmp/slips.bin                   keeps the bytes instead of printing

After a question mark, for each of them: `profile=58mm` or a model's name; `proof=auto`, `fence`, `status` or `none`
(`hardware.printing.Wanted`); `recover=yes` for a printer that obeys DLE ENQ 2; `roll_mm=80000` to count the paper.

Two addresses with a blank or a comma between them are a printer and the one that stands in for it
(`hardware.fallback`). A blank or comma inside an address is written %20 or %2C.
"""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from enum import Enum
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from hardware.capture import CapturePrinter
from hardware.escpos.conversation import Patience
from hardware.escpos.profile import PAPER_80MM, PrinterProfile
from hardware.escpos.profiles import find_profile
from hardware.fallback import FallbackPrinter
from hardware.paper_meter import PaperMeter, meter_file
from hardware.printer import Printer
from hardware.printing import SlipPrinter, Wanted
from hardware.reopen import Reopening
from hardware.serial_line import BAUD_RATES, Flow, SerialTransport
from hardware.tcp import TcpTransport
from hardware.transport import Transport
from hardware.usb_bulk import UsbTransport, pyusb_or_refusal
from hardware.usblp import UsblpTransport
from shared.domain.errors import ConfigError

_RAW_PORT: Final = 9100
_SCHEMES: Final = ("usblp", "serial", "tcp", "usb", "file")
_BITS_A_BYTE: Final = 10  # with start and stop
# Of two printers each has half the time, so that together they answer within three seconds.
_PAIR: Final = Patience(before_sending=1.4, connect=0.6, answer=0.45)
_Choice = TypeVar("_Choice", bound=Enum)


def open_printer(
    url: str, profile: PrinterProfile | None = None, *, where: str = "settings", key: str = "printer"
) -> SlipPrinter:
    """The printer at `url`. No line is opened yet: a printer that is switched off is found out when it is asked.

    A profile in the address goes before `profile`; without either it is 80 mm paper. Raises ConfigError, naming
    `where` and `key`, if the address makes no sense.
    """
    urls = [one for one in re.split(r"[\s,]+", url) if one] or [""]
    if len(urls) > 2:
        raise ConfigError(where, key, url, "name one printer, or two: the first and the one that stands in for it.")
    patience = Patience() if len(urls) == 1 else _PAIR
    printers = [_Address(one, where, key).printer(profile or PAPER_80MM, patience) for one in urls]
    return printers[0] if len(printers) == 1 else FallbackPrinter(printers[0], printers[1])


def printer_line(url: str, *, where: str = "settings", key: str = "printer") -> tuple[Transport, PrinterProfile]:
    """The bare line to one printer, not yet opened, and its profile: for what is sent outside any slip.

    Raises ConfigError for an address that makes no sense, for a pair of printers and for a capture.
    """
    return _Address(url, where, key).line_and_profile(PAPER_80MM)


class _Address:
    """One address taken apart; every question it does not answer sensibly is refused with a cure."""

    def __init__(self, url: str, where: str, key: str) -> None:
        self._url = url
        self._where = where
        self._key = key
        try:
            self._parts: SplitResult = urlsplit(url)
        except ValueError:
            raise self._refusal("write the address as in tcp://192.168.1.50:9100") from None
        pairs = parse_qsl(self._parts.query, keep_blank_values=True)
        self._options = dict(pairs)
        if len(pairs) > len(self._options):
            raise self._refusal("name each option only once")

    def printer(self, default: PrinterProfile, patience: Patience) -> SlipPrinter:
        name = self._options.pop("profile", None)
        profile = default if name is None else find_profile(name, where=self._where, key=f"{self._key} profile")
        roll = self._number("roll_mm", 1_000, 1_000_000)
        wanted = self._choice("proof", Wanted.AUTO)
        recovers = self._yes_or_no("recover")
        printer: SlipPrinter
        if self._parts.scheme == "file":
            printer = CapturePrinter(self._path("file:///var/tmp/slips.bin"), profile)
        else:
            line, patience = self._line(patience)
            printer = Printer(line, profile, patience=patience, wanted=wanted, recovers=recovers)
        self._nothing_left()
        return printer if roll is None else PaperMeter(printer, roll_mm=roll, file=meter_file(self._plain()))

    def line_and_profile(self, default: PrinterProfile) -> tuple[Transport, PrinterProfile]:
        name = self._options.pop("profile", None)
        for other in ("roll_mm", "proof", "recover"):
            self._options.pop(other, None)
        profile = default if name is None else find_profile(name, where=self._where, key=f"{self._key} profile")
        line, _patience = self._line(Patience())
        self._nothing_left()
        return line, profile

    def _line(self, patience: Patience) -> tuple[Transport, Patience]:
        match self._parts.scheme:
            case "tcp":
                return Reopening(self._network()), patience
            case "usblp":
                path = self._path("usblp:///dev/usb/lp0")
                return Reopening(UsblpTransport(str(path)), path=path), patience
            case "serial":
                return self._serial(patience)
            case "usb":
                return Reopening(self._usb()), patience
        near = get_close_matches(self._parts.scheme, _SCHEMES, n=1)
        raise self._refusal(
            "begin with usblp://, serial://, tcp:// or usb:// for a printer, or file:// for a capture", *near
        )

    def _network(self) -> TcpTransport:
        try:
            port = self._parts.port
        except ValueError:
            raise self._refusal("the port must be a number, as in tcp://192.168.1.50:9100") from None
        if not self._parts.hostname or self._parts.path not in ("", "/"):
            raise self._refusal("name the printer's host and port, as in tcp://192.168.1.50:9100")
        return TcpTransport(self._parts.hostname, port or _RAW_PORT)

    def _serial(self, patience: Patience) -> tuple[Transport, Patience]:
        path = self._path("serial:///dev/serial/by-id/usb-...?baudrate=115200")
        baudrate = self._number("baudrate", BAUD_RATES[0], BAUD_RATES[-1]) or 115_200
        if baudrate not in BAUD_RATES:
            raise self._refusal(f"baudrate is one of {', '.join(map(str, BAUD_RATES))}")
        line = SerialTransport(str(path), baudrate=baudrate, flow=self._choice("flow", Flow.NONE))
        return Reopening(line, path=path), replace(patience, bytes_per_second=baudrate / _BITS_A_BYTE)

    def _usb(self) -> UsbTransport:
        found = re.fullmatch(r"([0-9a-fA-F]{4}):([0-9a-fA-F]{4})/?", self._parts.netloc + self._parts.path)
        if found is None:
            raise self._refusal("name vendor and product as lsusb shows them, as in usb://04b8:0e15")
        pyusb_or_refusal(self._url, self._where, self._key)
        return UsbTransport(int(found[1], 16), int(found[2], 16))

    def _path(self, example: str) -> Path:
        if self._parts.netloc or self._parts.path in ("", "/"):
            raise self._refusal(f"name a file by its whole path, as in {example}")
        return Path(unquote(self._parts.path))

    def _plain(self) -> str:
        return f"{self._parts.scheme}://{self._parts.netloc}{self._parts.path}"

    def _number(self, name: str, least: int, most: int) -> int | None:
        text = self._options.pop(name, None)
        if text is None:
            return None
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise self._refusal(f"{name} is a number from {least} to {most}")
        return int(text)

    def _choice(self, name: str, default: _Choice) -> _Choice:
        kind = type(default)
        text = self._options.pop(name, default.value)
        known = [str(one.value) for one in kind]
        if text not in known:
            raise self._refusal(f"{name} is one of {', '.join(known)}", *get_close_matches(text, known, n=1))
        return kind(text)

    def _yes_or_no(self, name: str) -> bool:
        text = self._options.pop(name, "no")
        if text not in ("yes", "no"):
            raise self._refusal(f"{name} is yes or no")
        return text == "yes"

    def _nothing_left(self) -> None:
        for name in self._options:
            known = ["profile", "proof", "recover", "roll_mm"]
            known += ["baudrate", "flow"] if self._parts.scheme == "serial" else []
            raise self._refusal(
                f"{name} is no option here; there are {', '.join(known)}", *get_close_matches(name, known, n=1)
            )

    def _refusal(self, cure: str, *suggestions: str) -> ConfigError:
        return ConfigError(self._where, self._key, self._url, f"{cure}.", suggestions=suggestions)
