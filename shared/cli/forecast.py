"""`motcua forecast-score`: how good the waiting times were that people were promised."""

from __future__ import annotations

import click

from shared.cli.terminal import Station, told
from shared.domain.promises import Score, scored
from shared.hall import Hall


@click.command("forecast-score", help=told("Thời gian chờ đã báo cho người dân đúng đến đâu, tính từ nhật ký."))
@click.option(
    "--days", default=20, show_default=True, type=click.IntRange(1, 400), help=told("Số ngày làm việc gần nhất.")
)
@click.pass_obj
def forecast_score(station: Station, days: int) -> None:
    """Score the promises of the last DAYS days of opening, today included."""
    hall = Hall(station.url(), station.hall_id())
    try:
        scores = scored(hall.history(days))
    finally:
        hall.close()
    if not scores:
        click.echo(told("Chưa có thời gian chờ nào được báo trong {days} ngày.").format(days=days))
        return
    heads = (
        told("Đã báo"),
        told("lượt"),
        told("đúng"),
        told("sớm hơn"),
        told("muộn hơn"),
        told("độ rộng"),
        told("sai lệch"),
    )
    rows = [heads, *map(_row, scores)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    for row in rows:
        first, *rest = (text.rjust(width) for text, width in zip(row, widths, strict=True))
        click.echo("  ".join([row[0].ljust(len(first)), *rest]))


def _row(score: Score) -> tuple[str, ...]:
    minutes = told("{minutes} phút")
    if score.most is not None:
        name = minutes.format(minutes=f"{score.least:g}–{score.most:g}")
    else:
        name = minutes.format(minutes=f"≥ {score.least:g}") if score.least else told("tất cả")
    return (
        name,
        str(score.people),
        f"{score.kept:.0%}",
        f"{score.early:.0%}",
        f"{score.late:.0%}",
        minutes.format(minutes=f"{score.width:.1f}"),
        minutes.format(minutes=f"{score.error:.1f}"),
    )
