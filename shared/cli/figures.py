"""`motcua import-figures`: what the dossier system published, onto the boards."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import click

from shared.catalogue.appointments import moment
from shared.catalogue.published import read_figures
from shared.cli.terminal import Station, language, told
from shared.domain.errors import BadFigures
from shared.domain.figures import Figures
from shared.hall import Hall
from shared.wording import moment as told_moment
from shared.wording import said


@click.command(
    "import-figures",
    help=told("Nạp số liệu hồ sơ theo cơ quan từ tệp CSV của hệ thống một cửa điện tử để công khai trên bảng."),
)
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.option("--as-of", "as_of", required=True, metavar="WHEN", help=told("Số liệu lúc nào, như 2026-11-25 08:00."))
@click.option("--since", metavar="DATE", help=told("Tính từ ngày nào, như 2026-01-01."))
@click.option("--source", default="Hệ thống một cửa điện tử", show_default=True, help=told("Nguồn, ghi dưới bảng."))
@click.pass_obj
def import_figures(station: Station, file: Path, as_of: str, since: str | None, source: str) -> None:
    """Read all, then publish all or nothing."""
    hall = Hall(station.url(), station.hall_id())
    try:
        reference = hall.reference()
        zone = reference.rules.calendar.zone
        at = moment(as_of, zone)
        if at is None:
            raise click.BadParameter(told("Viết thời điểm như 2026-11-26 08:30."), param_hint="--as-of")
        names = {one.name("vi"): code for code, one in reference.agencies.items()}
        read = read_figures(file, agencies=reference.agencies, names=names)
        new = Figures(as_of=at, source=source, since=_day(since), agencies=read)
        count = hall.import_figures(new, command=uuid4(), actor="admin")
    except BadFigures as refusal:
        click.echo(said(refusal, language(), zone, now=datetime.now(UTC)), err=True)
        click.echo(f"({refusal.why})", err=True)
        sys.exit(1)
    finally:
        hall.close()
    for one in read:
        if one.accounted > one.received:
            click.echo(
                told("Chú ý: {agency} có tiếp nhận {received}, nhưng cộng các cột khác là {sum}.").format(
                    agency=one.agency, received=one.received, sum=one.accounted
                )
            )
    when = told_moment(at, language(), zone, now=datetime.now(UTC))
    click.echo(told("Đã công khai số liệu của {count} cơ quan, lúc {when}.").format(count=count, when=when))


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(told("Viết ngày như 2026-01-01."), param_hint="--since") from None
