"""A USB printer without the kernel's driver, by pyusb: for systems that have no usblp, or lose it.

pyusb is an extra (`pip install motcua[usb]`) and imported only here, when such a printer is asked for. The printer's
endpoints are looked up, not guessed; it is never reset, because that makes the kernel's driver vanish; pieces are
small, because long transfers run out of time on slow paper.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from typing import Final, Protocol

from hardware.deadline import Deadline
from shared.domain.errors import ConfigError, DeviceAway

_PIECE: Final = 4096
_PACKET: Final = 64  # a read must take whole packets, whatever was asked for
_PRINTER_CLASS: Final = 7
_IN: Final = 0x80
_BULK: Final = 2
_KINDS: Final = 0x03


class Bulk(Protocol):
    """The two pipes of one printer. Both raise OSError (ETIMEDOUT when nothing moved in time)."""

    def write(self, data: bytes, milliseconds: int) -> int: ...

    def read(self, at_most: int, milliseconds: int) -> bytes: ...

    def close(self) -> None: ...


class UsbTransport:
    """The first printer of that vendor and product; see `hardware.transport.Transport`."""

    __slots__ = ("_find", "_pipes", "_product", "_rest", "_vendor")

    def __init__(self, vendor: int, product: int, *, find: Callable[[int, int], Bulk | None] | None = None) -> None:
        self._vendor = vendor
        self._product = product
        self._find = find or find_pipes
        self._pipes: Bulk | None = None
        self._rest = b""

    @property
    def name(self) -> str:
        return f"usb://{self._vendor:04x}:{self._product:04x}"

    @property
    def is_open(self) -> bool:
        return self._pipes is not None

    def open(self, deadline: Deadline) -> None:
        if self._pipes is not None:
            return
        if deadline.passed():
            raise DeviceAway(self.name, "no time left to open it")
        try:
            self._pipes = self._find(self._vendor, self._product)
        except OSError as error:
            raise DeviceAway(self.name, f"cannot be opened: {error}") from error
        if self._pipes is None:
            raise DeviceAway(self.name, "not plugged in")
        self._rest = b""

    def close(self) -> None:
        pipes, self._pipes = self._pipes, None
        if pipes is not None:
            with suppress(OSError):
                pipes.close()

    def write(self, data: bytes, deadline: Deadline) -> int:
        pipes = self._opened()
        taken = 0
        while taken < len(data):
            try:
                taken += pipes.write(data[taken : taken + _PIECE], _milliseconds(deadline))
            except OSError as error:
                if taken == 0 and error.errno != errno.ETIMEDOUT:
                    raise DeviceAway(self.name, f"line broken: {error}") from error
                break
            if deadline.passed():
                break
        return taken

    def read(self, at_most: int, deadline: Deadline) -> bytes:
        pipes = self._opened()
        while not self._rest:
            try:
                self._rest = pipes.read(_PACKET, _milliseconds(deadline))
            except OSError as error:
                if error.errno != errno.ETIMEDOUT:
                    raise DeviceAway(self.name, f"line broken: {error}") from error
            if not self._rest and deadline.passed():
                break
        data, self._rest = self._rest[:at_most], self._rest[at_most:]
        return data

    def paper_out(self) -> None:
        """This line knows nothing of paper."""

    def _opened(self) -> Bulk:
        if self._pipes is None:
            raise DeviceAway(self.name, "the line is not open")
        return self._pipes


def pyusb_or_refusal(url: str, where: str, key: str) -> None:
    """Nothing when pyusb is there; ConfigError with what to install when it is not."""
    if find_spec("usb") is None:
        raise ConfigError(
            where,
            key,
            url,
            "usb:// needs pyusb: pip install 'motcua[usb]'; or use usblp:///dev/usb/lp0, which does not.",
        )


class _PyusbPipes:
    """Pipes through pyusb, whose classes have no types."""

    def __init__(self, device, number, out, into) -> None:  # type: ignore[no-untyped-def]
        self._device = device
        self._number = number
        self._out = out
        self._in = into

    def write(self, data: bytes, milliseconds: int) -> int:
        return int(self._out.write(data, milliseconds))

    def read(self, at_most: int, milliseconds: int) -> bytes:
        return bytes(self._in.read(at_most, milliseconds))

    def close(self) -> None:
        util = import_module("usb.util")
        util.release_interface(self._device, self._number)
        util.dispose_resources(self._device)
        with suppress(NotImplementedError):
            self._device.attach_kernel_driver(self._number)


def find_pipes(vendor: int, product: int) -> Bulk | None:
    """The pipes of a printer that is plugged in; None if it is not. Takes it from the kernel's driver until closed."""
    core, util = import_module("usb.core"), import_module("usb.util")
    try:
        device = core.find(idVendor=vendor, idProduct=product)
        if device is None:
            return None
        for setting in device.get_active_configuration():
            if setting.bInterfaceClass != _PRINTER_CLASS:
                continue
            pipes = bulk_endpoints(tuple(setting))
            if pipes is None:
                continue
            with suppress(NotImplementedError):
                if device.is_kernel_driver_active(setting.bInterfaceNumber):
                    device.detach_kernel_driver(setting.bInterfaceNumber)
            util.claim_interface(device, setting.bInterfaceNumber)
            return _PyusbPipes(device, setting.bInterfaceNumber, *pipes)
    except core.NoBackendError as error:
        raise OSError(errno.ENOSYS, "pyusb found no libusb: apt install libusb-1.0-0") from error
    raise OSError(errno.ENXIO, "this device has no printer interface with two bulk pipes")


class Endpoint(Protocol):
    """What stands in an endpoint's descriptor, by the names of the USB standard."""

    @property
    def bEndpointAddress(self) -> int: ...  # noqa: N802

    @property
    def bmAttributes(self) -> int: ...  # noqa: N802


def bulk_endpoints(endpoints: Sequence[Endpoint]) -> tuple[Endpoint, Endpoint] | None:
    """The pipe to the printer and the pipe from it."""
    bulk = [one for one in endpoints if one.bmAttributes & _KINDS == _BULK]
    out = [one for one in bulk if not one.bEndpointAddress & _IN]
    into = [one for one in bulk if one.bEndpointAddress & _IN]
    return (out[0], into[0]) if out and into else None


def _milliseconds(deadline: Deadline) -> int:
    """libusb takes 0 for "for ever"."""
    return max(1, int(deadline.left() * 1000))
