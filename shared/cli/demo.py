"""`motcua demo`: the whole hall on this machine."""

from __future__ import annotations

import os
import sys
from datetime import datetime, timedelta
from pathlib import Path

import click

from shared.cli.terminal import language, told
from shared.demo import day as day_demo
from shared.demo import place, together, visit
from shared.simulation.summary import Waits


@click.command(
    help=told(
        "Chạy thử cả trung tâm trên máy này: ki-ốt, quầy, bảng, máy in ảo. Không có màn hình thì tự diễn một lượt."
    )
)
@click.option("--visit", "as_visit", is_flag=True, help=told("Tự diễn một lượt và để lại ảnh, kể cả khi có màn hình."))
@click.option("--day", "as_day", is_flag=True, help=told("Chạy trọn một ngày mô phỏng."))
@click.option("--speed", default=0.0, help=told("Nhanh gấp mấy lần thời gian thật (0: nhanh nhất có thể)."))
@click.option("--seed", default=1, show_default=True, help=told("Ngày mô phỏng nào."))
@click.option("--tickets", default=1150.0, show_default=True, help=told("Số phiếu trung bình một ngày."))
@click.option("--date", "on", type=click.DateTime(["%Y-%m-%d"]), help=told("Ngày nào; mặc định hôm nay."))
@click.option("--into", help=told("Kho dữ liệu dùng thử, thay cho SQLite mới."))
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), help=told("Nơi để ảnh và nhật ký."))
def demo(
    *,
    as_visit: bool,
    as_day: bool,
    speed: float,
    seed: int,
    tickets: float,
    on: datetime | None,
    into: str | None,
    folder: Path | None,
) -> None:
    """Windows on a screen, one visit without; or a simulated day."""
    if as_day:
        _day(folder or Path("build/day"), speed=speed, seed=seed, tickets=tickets, on=on, into=into)
    elif as_visit or not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        _visit(folder or Path("build/visit"), into)
    else:
        together.run(folder or Path("build/hall"), say=click.echo, told_in=language(), store=into)


def _visit(folder: Path, into: str | None) -> None:
    report = visit.play(folder, say=click.echo, told_in=language(), store=into)
    for picture in report.pictures:
        click.echo(f"  {picture}")
    if report.findings:
        sys.exit(1)


def _day(folder: Path, *, speed: float, seed: int, tickets: float, on: datetime | None, into: str | None) -> None:
    if into is None:
        into = f"sqlite:///{place.empty(folder)}/day.db"
    day = (on or datetime.now().astimezone()).date()
    with click.progressbar(length=1000, label=told("Một ngày")) as bar:

        def progress(part: float, at: datetime) -> None:
            if sys.stdout.isatty():
                day = told("Một ngày")
                bar.label = f"{day} {at:%H:%M}"
            bar.update(max(0, round(part * 1000) - bar.pos))

        report = day_demo.play(into, day=day, seed=seed, speed=speed, tickets=tickets, progress=progress)
    _tell(report)
    if report.audit.findings:
        sys.exit(1)


def _tell(report: day_demo.DayReport) -> None:
    summary = report.summary
    click.echo(
        told(
            "{issued} phiếu: {served} được phục vụ, {no_show} vắng mặt, {left} bỏ về, {unserved} chưa kịp phục vụ; "
            "{refused} lượt bị từ chối phát số."
        ).format(
            issued=summary.issued,
            served=summary.served,
            no_show=summary.no_show,
            left=summary.left,
            unserved=summary.unserved,
            refused=report.refused,
        )
    )
    click.echo(told("Thời gian chờ (phút)     lượt bình quân  trung vị      90 %  lâu nhất"))
    for name, waits in summary.waits.items():
        click.echo(_waits_line(name or told("tất cả"), waits))
    click.echo(
        told("{verbs} việc trong {seconds:.1f} giây ({rate:.0f} việc một giây).").format(
            verbs=report.verbs, seconds=report.seconds, rate=report.verbs / max(report.seconds, 0.001)
        )
    )
    for finding in report.audit.findings:
        click.echo(f"✗ {finding.seq}: {finding.what}")
    if not report.audit.findings:
        click.echo(told("✓ Nhật ký {rows} dòng liền mạch, giải thích đủ mọi phiếu.").format(rows=report.audit.events))


def _waits_line(name: str, waits: Waits) -> str:
    figures = (waits.mean, waits.median, waits.p90, waits.longest)
    return f"  {name:<20} {waits.visits:6d} " + " ".join(f"{_minutes(one):9.1f}" for one in figures)


def _minutes(span: timedelta) -> float:
    return span.total_seconds() / 60
