"""Lines to scanners, signs and call units by their address, as a setting has it.

    serial:///dev/serial/by-id/usb-FTDI_FT232R_A50285BI-if00-port0?baudrate=9600
    tcp://192.168.1.60:4001                     a serial server on the network

Use the name under /dev/serial/by-id: ttyUSB0 is another device after the next start. 8N1 and no flow control.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from hardware.serial_line import SerialTransport
from hardware.tcp import TcpTransport
from hardware.transport import Transport
from shared.domain.errors import ConfigError

_BAUD_RATES: Final = (1_200, 2_400, 4_800, 9_600, 19_200, 38_400, 57_600, 115_200)
_USUAL: Final = "9600"


def open_line(url: str, *, where: str = "settings", key: str = "line") -> Transport:
    """The line at `url`, not yet opened. Raises ConfigError naming `where` and `key` if it makes no sense."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _refusal(url, "the port must be a number, as in tcp://192.168.1.60:4001", where, key) from None
    if parts.scheme == "tcp":
        if not parts.hostname or not port or parts.query or parts.path not in ("", "/"):
            raise _refusal(url, "name host and port and nothing else, as in tcp://192.168.1.60:4001", where, key)
        return TcpTransport(parts.hostname, port)
    if parts.scheme != "serial":
        raise _refusal(url, "begin with serial:// for a serial line or tcp:// for a serial server", where, key)
    if parts.netloc or parts.path in ("", "/"):
        raise _refusal(url, "name the device by its whole path, as in serial:///dev/serial/by-id/...", where, key)
    options = parse_qs(parts.query, keep_blank_values=True)
    rates = options.pop("baudrate", [_USUAL])
    if options:
        raise _refusal(url, "after the question mark only baudrate= can stand", where, key)
    if len(rates) > 1 or rates[0] not in map(str, _BAUD_RATES):
        raise _refusal(url, f"baudrate is one of {', '.join(map(str, _BAUD_RATES))}", where, key)
    return SerialTransport(unquote(parts.path), baudrate=int(rates[0]))


def _refusal(url: str, cure: str, where: str, key: str) -> ConfigError:
    return ConfigError(where, key, url, f"{cure}.")
