"""`motcua import-catalogue`: what would change, then the change, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from uuid import uuid4

import click

from shared.catalogue import Changes, Kind, Thing, differences, read_catalogue
from shared.catalogue.appointments import read_appointments
from shared.cli.terminal import Station, told
from shared.domain.errors import ConfigError
from shared.hall import Hall
from shared.settings import read_hall

_MOST_LINES: Final = 40


def _things() -> dict[Thing, str]:
    return {
        Thing.AGENCY: told("cơ quan"),
        Thing.SERVICE: told("lĩnh vực"),
        Thing.PROCEDURE: told("thủ tục"),
        Thing.PROFILE: told("phân công quầy"),
        Thing.COUNTER: told("quầy"),
    }


def _kinds() -> dict[Kind, str]:
    return {
        Kind.ADDED: told("thêm"),
        Kind.REMOVED: told("thôi dùng"),
        Kind.RENAMED: told("đổi tên"),
        Kind.RECODED: told("đổi mã"),
        Kind.MOVED: told("chuyển nơi"),
        Kind.CHANGED: told("sửa"),
    }


@click.command(
    "import-catalogue",
    help=told("Nạp danh mục từ thư mục CSV. Phiếu đang chờ và lịch sử được giữ nguyên."),
)
@click.argument("folder", type=click.Path(file_okay=False, exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help=told("Chỉ cho xem sẽ thay đổi gì."))
@click.option("--all", "every", is_flag=True, help=told("Liệt kê mọi thay đổi."))
@click.pass_obj
def import_catalogue(station: Station, folder: Path, *, dry_run: bool, every: bool) -> None:
    """Read, compare, tell, and unless it is a dry run, change. hall.toml is read too where the folder has one."""
    new = read_catalogue(folder)
    rules = folder / "hall.toml"
    form = read_hall(rules) if rules.exists() else None
    hall_id = station.hall_id()
    if form is not None and form.id != hall_id:
        raise ConfigError(rules, "id", form.id, f"this hall is {hall_id!r}")
    hall = Hall(station.url(), hall_id)
    try:
        reference = hall.reference()
        _tell(differences(reference.catalogue, new), every=every)
        if form is not None and form != reference.form:
            click.echo(told("Quy chế của trung tâm (hall.toml) cũng thay đổi."))
        for service in new.unserved():
            click.echo(
                told("Chú ý: không quầy nào phục vụ {code} {name}.").format(code=service.code, name=service.name_vi)
            )
        if unnamed := len(new.without_english()):
            click.echo(
                told("Chú ý: {count} tên chưa có tiếng Anh; mọi người sẽ thấy tên tiếng Việt.").format(count=unnamed)
            )
        waiting = hall.handed_over_by(new)
        if waiting:
            labels = " ".join(one.label for one in waiting)
            click.echo(told("Phiếu đang chờ được chuyển sang lĩnh vực kế tục: {labels}").format(labels=labels))
        if dry_run:
            click.echo(told("Chạy thử: chưa có gì thay đổi."))
            return
        hall.import_catalogue(new, form=form, command=uuid4(), actor="admin")
        click.echo(told("Đã nạp."))
    finally:
        hall.close()


@click.command(
    "import-appointments",
    help=told("Nạp lịch hẹn từ tệp CSV của hệ thống đặt lịch. Lịch hẹn chưa lấy số được thay bằng lịch hẹn trong tệp."),
)
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.pass_obj
def import_appointments(station: Station, file: Path) -> None:
    """Read all, then change all or nothing."""
    hall = Hall(station.url(), station.hall_id())
    try:
        reference = hall.reference()
        if not reference.rules.appointments.prefix:
            cure = "say what the codes of appointments begin with, or no kiosk knows one"
            raise ConfigError("hall.toml", "appointment.code_prefix", "", cure)
        read = read_appointments(file, fields=reference.services, zone=reference.rules.calendar.zone)
        count = hall.import_appointments(read, command=uuid4(), actor="admin")
    finally:
        hall.close()
    click.echo(told("Đã nạp {count} lịch hẹn.").format(count=count))


def _tell(changes: Changes, *, every: bool) -> None:
    things, kinds = _things(), _kinds()
    if not changes.lines:
        click.echo(told("Danh mục không thay đổi."))
        return
    for line in changes.summary():
        click.echo(f"{line.count:5d}  {things[line.thing]} {kinds[line.kind]}")
    shown = changes.lines if every else changes.lines[:_MOST_LINES]
    for change in shown:
        values = " → ".join(part for part in (change.before, change.after) if part)
        click.echo(f"       {things[change.thing]} {change.code}: {kinds[change.kind]} ({change.column}) {values}")
    if len(shown) < len(changes.lines):
        rest = len(changes.lines) - len(shown)
        click.echo(told("       … và {count} thay đổi nữa (--all để xem hết).").format(count=rest))
