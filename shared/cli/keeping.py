"""`motcua backup`, `restore` and `export-journal`."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import click

from shared.cli.terminal import Station, told
from shared.domain.events import Event
from shared.store import backup as store_backup
from shared.store.hall_store import HallStore

_COLUMNS = (
    "seq", "at", "day", "step", "actor", "label", "ticket", "agency", "service", "priority", "state",
    "rank_at", "counter", "print_job", "print_state", "note", "command",
)  # fmt: skip


@click.command(help=told("Sao lưu toàn bộ kho dữ liệu vào một tệp, ngay khi trung tâm đang làm việc."))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def backup(station: Station, file: Path) -> None:
    """Write the whole store to FILE."""
    counts = store_backup.back_up(station.url(), file)
    click.echo(_counted(told("Đã sao lưu vào {file}: {tickets} phiếu, {rows} dòng nhật ký."), file, counts))


@click.command(help=told("Khôi phục bản sao lưu vào một kho dữ liệu trống (SQLite hoặc PostgreSQL)."))
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.pass_obj
def restore(station: Station, file: Path) -> None:
    """Fill an empty store from FILE."""
    counts = store_backup.restore(file, station.url())
    click.echo(_counted(told("Đã khôi phục từ {file}: {tickets} phiếu, {rows} dòng nhật ký."), file, counts))


@click.command("export-journal", help=told("Xuất nhật ký ra CSV hoặc JSON Lines. Không chứa dữ liệu cá nhân."))
@click.option("--format", "form", type=click.Choice(["csv", "jsonl"]), default="csv", show_default=True)
@click.option("--after", default=0, show_default=True, help=told("Chỉ các dòng sau số này."))
@click.option("--out", type=click.File("w", encoding="utf-8", lazy=True), default="-", help=told("Tệp kết quả."))
@click.pass_obj
def export_journal(station: Station, form: str, after: int, out: IO[str]) -> None:
    """Write every journal row after AFTER."""
    store = HallStore(station.url(), station.hall_id())
    try:
        if form == "csv":
            table = csv.DictWriter(out, _COLUMNS)
            table.writeheader()
            table.writerows(map(_row, _events(store, after)))
        else:
            for event in _events(store, after):
                out.write(json.dumps(_row(event), ensure_ascii=False) + "\n")
    except BrokenPipeError:
        sys.exit(0)
    finally:
        store.close()


def _events(store: HallStore, after: int) -> Iterator[Event]:
    while page := store.since(after):
        yield from page
        after = page[-1].seq


def _row(event: Event) -> dict[str, object]:
    ticket, job = event.ticket, event.job
    counter = event.counter.number if event.counter else ticket.counter if ticket else None
    return {
        "seq": event.seq,
        "at": event.at.isoformat(),
        "day": event.day.isoformat(),
        "step": event.step.value,
        "actor": event.actor,
        "label": ticket.label if ticket else None,
        "ticket": ticket.id if ticket else job.ticket if job else None,
        "agency": ticket.agency if ticket else None,
        "service": ticket.service if ticket else None,
        "priority": ticket.priority if ticket else None,
        "state": ticket.state.value if ticket else event.counter.state.value if event.counter else None,
        "rank_at": ticket.rank_at.isoformat() if ticket else None,
        "counter": counter,
        "print_job": job.id if job else None,
        "print_state": job.state.value if job else None,
        "note": event.note or (" ".join(one.label for one in event.moved) or None),
        "command": str(event.command),
    }


def _counted(text: str, file: Path, counts: dict[str, int]) -> str:
    return text.format(file=file, tickets=counts["ticket"], rows=counts["journal"])
