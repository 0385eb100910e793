"""Ports for programs that must be told one before they run."""

from __future__ import annotations

import socket


def free_port() -> int:
    """A port of this machine where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])
