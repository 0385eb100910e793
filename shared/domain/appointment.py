"""An appointment: a time at which somebody was told to come, made elsewhere. Nothing here says who it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """Who holds `code` is expected at `at` (aware) for `service`. `ticket` is the one that was taken with it."""

    code: str
    at: datetime
    service: str
    procedure: str | None = None
    language: str = "vi"
    ticket: int | None = None
