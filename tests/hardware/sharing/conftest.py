from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hardware.sharing.world import Line


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    """Three counters' devices on one wire, plugged in."""
    with Line(tmp_path) as made:
        yield made
