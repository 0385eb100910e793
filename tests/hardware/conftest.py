from __future__ import annotations

from collections.abc import Iterator

import pytest

from hardware.virtual.printer import VirtualPrinter


@pytest.fixture
def device() -> Iterator[VirtualPrinter]:
    """An 80 mm printer, switched on and ready."""
    with VirtualPrinter() as printer:
        yield printer
