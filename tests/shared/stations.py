"""Beats and stations for tests to change a little."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from shared.domain.station import Beat, DeviceHealth, DeviceKind, DeviceTrouble, Health, Station, StationKind
from tests.conftest import MORNING

READY: Final = DeviceHealth(name="printer", kind=DeviceKind.PRINTER, state=Health.GOOD)
LOW: Final = replace(READY, state=Health.WARNING, trouble=DeviceTrouble.PAPER_LOW, left_mm=6_200)
EMPTY: Final = replace(READY, state=Health.BAD, trouble=DeviceTrouble.PAPER_OUT)


def beat(name: str = "kiosk-1", **changes: Any) -> Beat:
    made = Beat(kind=StationKind.KIOSK, name=name, run="a", version="0.1.0", up=timedelta(minutes=5), seq=1)
    return replace(made, **changes)


def station(name: str = "kiosk-1", **changes: Any) -> Station:
    """One that beat at eight and is well."""
    made = Station(
        kind=StationKind.KIOSK,
        name=name,
        version="0.1.0",
        at=MORNING,
        started_at=MORNING - timedelta(hours=1),
        clock_offset=timedelta(0),
        seq=7,
        behind=timedelta(0),
    )
    return replace(made, **changes)
