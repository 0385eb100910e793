"""``[bus]``, ``[[sign]]`` and ``[[keypad]]`` of motcua.toml: a line that devices of several counters share."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import urlsplit

import msgspec

from shared.domain.errors import ConfigError
from shared.form import Form, Text

USUAL_PORT: Final = 4100
_SHORTEST_SECRET: Final = 16
_Positive = Annotated[int, msgspec.Meta(ge=1, le=999_999)]
_Address = Annotated[int, msgspec.Meta(ge=0, le=255)]


class BusForm(Form, frozen=True, kw_only=True):
    """``[bus]``: the line of the signs and call units of several counters.

    With `shared` the line is motcua-bus's, which listens at `listen` for the programs that want their own device of it;
    else the board of this machine has it for itself. `secret` is what programs of other machines must know, the same
    on all of them.
    """

    line: str = ""
    baudrate: _Positive = 9600
    shared: bool = False
    listen: str = f"127.0.0.1:{USUAL_PORT}"
    secret: str = ""


class SignForm(Form, frozen=True, kw_only=True):
    """One ``[[sign]]`` on the bus: which counter it shows, its kind, its address on the line."""

    counter: _Positive
    kind: Text
    address: _Address = 0


class KeypadForm(Form, frozen=True, kw_only=True):
    """One ``[[keypad]]`` on the bus: which counter it calls for, its kind (qsystem or modbus), its address; of a modbus
    module, how many inputs it has."""

    counter: _Positive
    kind: Text
    address: _Address
    keys: Annotated[int, msgspec.Meta(ge=1, le=16)] = 4


def listens_at(form: BusForm, where: str | Path = "settings") -> tuple[str, int]:
    """Host and port of `listen`. Raises ConfigError."""
    try:
        parts = urlsplit(f"//{form.listen}")
        host, port = parts.hostname or "", USUAL_PORT if parts.port is None else parts.port
    except ValueError:
        host, port, parts = "", 0, urlsplit("")
    if not host or parts.netloc != form.listen or parts.username is not None:
        cure = f'write an address of this machine and a port, such as "10.0.0.5:{USUAL_PORT}"'
        raise ConfigError(where, "bus.listen", form.listen, cure)
    return host, port


def check_bus(form: BusForm, where: Path) -> None:
    """Raises ConfigError for an address that is none, a secret that is guessed, and a door without a lock."""
    host, _port = listens_at(form, where)
    if form.secret and len(form.secret) < _SHORTEST_SECRET:
        # Not told what stands there: this goes into a log.
        cure = f"write {_SHORTEST_SECRET} letters and digits at least, such as `openssl rand -hex 16` makes"
        raise ConfigError(where, "bus.secret", "…", cure)
    if form.shared and not form.secret and not _of_this_machine(host):
        cure = (
            "other machines are let in only with a secret, the same in the motcua.toml of each: `openssl rand -hex 16`"
        )
        raise ConfigError(where, "bus.secret", form.secret, cure)


def _of_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
