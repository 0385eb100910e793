"""Where a shared line is: ``tcp://10.0.0.5:4100?kind=shared``, or the one of this machine."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qs, urlsplit

from shared.bus_form import USUAL_PORT, BusForm, listens_at
from shared.domain.errors import ConfigError

KIND: Final = "shared"
#: What a program listens at that listens everywhere, and where it is then found on the same machine.
_EVERYWHERE: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}

Address = tuple[str, int]


def shared_at(url: str, *, key: str) -> Address | None:
    """Host and port of the shared line at `url`; None where it is an address of another kind. Raises ConfigError."""
    try:
        parts = urlsplit(url)
        port = USUAL_PORT if parts.port is None else parts.port
    except ValueError:
        return None
    options = parse_qs(parts.query, keep_blank_values=True)
    if options.get("kind") != [KIND]:
        return None
    if parts.scheme != "tcp" or not parts.hostname or not port or parts.path not in ("", "/") or parts.username:
        cure = f"a shared line is named by the machine it is plugged to, as in tcp://10.0.0.5:{USUAL_PORT}?kind=shared"
        raise ConfigError("settings", key, url, cure)
    if len(options) > 1:
        cure = "leave out all but kind=shared: which device is whose stands in the motcua.toml of the line's machine"
        raise ConfigError("settings", key, url, cure)
    return parts.hostname, port


def line_of_signs(form: BusForm) -> Address | None:
    """The shared line a board's signs are on; None where the board has the line for itself. Raises ConfigError."""
    if form.shared:
        host, port = listens_at(form)
        return _EVERYWHERE.get(host, host), port
    return shared_at(form.line, key="bus.line")
