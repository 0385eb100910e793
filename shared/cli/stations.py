"""`motcua stations`: the programs of the hall, and who of them is ill."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import click

from shared.cli.terminal import Station as Place
from shared.cli.terminal import language, told
from shared.domain.station import SILENT_AFTER, DeviceHealth, Diagnosis, Health, StationKind, diagnoses
from shared.domain.station import Station as Machine
from shared.hall import Hall
from shared.wording import lasting, station_kind, symptom_said

_MARKS = {Health.GOOD: "✓", Health.UNKNOWN: "?", Health.WARNING: "!", Health.BAD: "✗"}


@click.command(help=told("Các máy của trung tâm: còn trả lời không, đồng hồ, thiết bị, máy nào cần xem lại."))
@click.option("--forget", metavar="NAME", help=told("Bỏ máy này khỏi danh sách: nó không còn được dùng."))
@click.pass_obj
def stations(place: Place, forget: str | None) -> None:
    """Exit 1 when a station is not well."""
    hall = Hall(place.url(), place.hall_id())
    try:
        if forget is not None:
            for kind in StationKind:
                hall.farewell(kind, forget)
        now = hall.stations()
        zone = hall.reference().rules.calendar.zone
    finally:
        hall.close()
    found = diagnoses(now)
    if not found:
        click.echo(told("Chưa có máy nào báo về."))
        return
    for line in _table([_heading(), *(_row(one, now.at, zone) for one in found)]):
        click.echo(line)
    if any(one.state is not Health.GOOD for one in found):
        sys.exit(1)


def _heading() -> list[str]:
    return [
        "",
        told("máy"),
        told("loại"),
        told("phiên bản"),
        told("báo lần cuối"),
        told("đồng hồ"),
        told("chậm"),
        told("đã đọc"),
        told("thiết bị"),
        told("nhận xét"),
    ]


def _row(one: Diagnosis, now: datetime, zone: ZoneInfo) -> list[str]:
    station = one.station
    silence = max(timedelta(0), now - station.at)
    # What a silent station told last is shown, but in brackets: it may be otherwise by now.
    old = "({})" if silence > SILENT_AFTER else "{}"
    said = (symptom_said(each, station, language(), zone, now=now) for each in one.symptoms)
    return [
        _MARKS[one.state],
        f"{station.name} ({place})" if (place := station.place(language())) else station.name,
        station_kind(station.kind, language()),
        station.version,
        told("{time} trước").format(time=lasting(silence, language())),
        old.format(f"{station.clock_offset / timedelta(seconds=1):+.1f} s"),
        old.format(f"{station.behind / timedelta(seconds=1):.0f} s" if station.seq else "-"),
        old.format(_spoken(station)),
        old.format(", ".join(map(_device, station.devices))) if station.devices else "-",
        "; ".join(said) or (told("tốt, nhưng đang khóa") if station.locked else told("tốt")),
    ]


def _spoken(station: Machine) -> str:
    """How far a board is with speaking: all was said, or how long the next call has waited for its turn."""
    if station.spoken is None:
        return "-"
    waits = round(station.unsaid / timedelta(seconds=1))
    return told("chậm {n} s").format(n=waits) if waits else told("đủ")


def _device(device: DeviceHealth) -> str:
    paper = "" if device.left_mm is None else f" {device.left_mm / 1000:.0f} m"
    return f"{_MARKS[device.state]} {device.name}{paper}"


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
