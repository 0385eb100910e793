"""Printers by their address, as a setting has it.

tcp://192.168.1.50:9100?profile=80mm     a network printer; the port may be left out
file:///var/tmp/slips.bin                keeps the bytes instead of printing
"""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from hardware.capture import CapturePrinter
from hardware.escpos.profile import PAPER_80MM, PrinterProfile, find_profile
from hardware.printer import Printer
from hardware.printing import SlipPrinter
from hardware.tcp import TcpTransport
from shared.domain.errors import ConfigError

_RAW_PORT: Final = 9100


def open_printer(
    url: str, profile: PrinterProfile | None = None, *, where: str = "settings", key: str = "printer"
) -> SlipPrinter:
    """The printer at `url`. No line is opened yet: a printer that is switched off is found out when it is asked.

    A profile in the address (``?profile=58mm``, or a model's name) goes before `profile`; without either it is 80 mm
    paper. Raises ConfigError, naming `where` and `key`, if the address makes no sense.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _refusal(url, "the port must be a number, as in tcp://192.168.1.50:9100", where, key) from None
    chosen = _profile(url, parts, profile or PAPER_80MM, where, key)
    match parts.scheme:
        case "tcp" if parts.hostname and parts.path in ("", "/"):
            return Printer(TcpTransport(parts.hostname, port or _RAW_PORT), chosen)
        case "file" if not parts.netloc and parts.path not in ("", "/"):
            return CapturePrinter(Path(unquote(parts.path)), chosen)
        case "tcp":
            raise _refusal(url, "name the printer's host and port, as in tcp://192.168.1.50:9100", where, key)
        case "file":
            raise _refusal(url, "name a file by its whole path, as in file:///var/tmp/slips.bin", where, key)
    raise _refusal(url, "begin with tcp:// for a network printer or file:// for a capture", where, key)


def _profile(url: str, parts: SplitResult, default: PrinterProfile, where: str, key: str) -> PrinterProfile:
    query = parse_qs(parts.query, keep_blank_values=True)
    names = query.pop("profile", [])
    if query or len(names) > 1:
        raise _refusal(url, "after the question mark only one profile= can stand", where, key)
    return find_profile(names[0], where=where, key=f"{key} profile") if names else default


def _refusal(url: str, cure: str, where: str, key: str) -> ConfigError:
    return ConfigError(where, key, url, f"{cure}.")
