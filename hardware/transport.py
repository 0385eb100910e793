"""A line to a device: bytes there, bytes back, nothing waited for without end.

Every line (network, serial, USB, a virtual one) is one of these; what the bytes mean is not its business. A line has
one owner and one thread. Whatever goes wrong is DeviceAway; after that the line must be closed and opened again.
"""

from __future__ import annotations

from typing import Protocol

from hardware.deadline import Deadline


class Transport(Protocol):
    """One line to one device. `name` is its address, for logs and errors."""

    @property
    def name(self) -> str: ...

    @property
    def is_open(self) -> bool: ...

    def open(self, deadline: Deadline) -> None:
        """Connect. Opening an open line does nothing."""

    def close(self) -> None:
        """Let go without losing what was written. Never raises; closing a closed line does nothing."""

    def write(self, data: bytes, deadline: Deadline) -> int:
        """Hand over `data` and return how many bytes the line took by the deadline.

        A short count means that it stopped taking them, or broke after some were gone: those may reach the device.
        Raises DeviceAway only when none of `data` was taken because the line is gone.
        """

    def read(self, at_most: int, deadline: Deadline) -> bytes:
        """What the device said, as soon as it says something; empty when it said nothing by the deadline."""

    def paper_out(self) -> bool | None:
        """Whether the line by itself knows that the paper is out, for when nobody answers on it; None if it cannot."""
