"""`motcua staff …` and `motcua message`: who works in the hall, and what the manager tells the counters."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Final, NoReturn
from uuid import uuid4

import click

from shared import pins
from shared.cli.terminal import Station, language, told
from shared.domain.errors import Refusal
from shared.domain.roles import LONGEST_STAFF_CODE, Role, Staff, can_be_typed
from shared.hall import Hall
from shared.text import nfc, words
from shared.wording import said

#: What the journal says of a command: whoever has the store's password.
_ACTOR: Final = "console"


@click.group(help=told("Danh sách cán bộ: ai làm việc ở trung tâm, vai trò gì, đăng nhập bằng mã PIN nào."))
def staff() -> None:
    """The group."""


@staff.command("list", help=told("Liệt kê cán bộ và nơi họ đang ngồi."))
@click.pass_obj
def list_staff(station: Station) -> None:
    """One line each: number, role, agency, counter, name."""
    with _hall(station) as hall:
        reference, now = hall.reference(), hall.now()
    at = {one.officer: one.number for one in now.counters.values() if one.officer}
    for one in reference.staff.values():
        where = told("quầy {number}").format(number=at[one.code]) if one.code in at else "–"
        click.echo(f"{one.code:<12} {role_said(one.role):<14} {one.agency or '–':<6} {where:<10} {one.name}")
    if not reference.staff:
        click.echo(told("Chưa có cán bộ nào: các quầy làm việc không cần đăng nhập."))


@staff.command("add", help=told("Thêm cán bộ, hoặc sửa và đặt lại mã PIN; hỏi mã PIN hai lần."))
@click.argument("code")
@click.argument("name")
@click.option("--role", type=click.Choice([one.value for one in Role]), default=Role.OFFICER.value, show_default=True)
@click.option("--agency", help=told("Mã cơ quan; bắt buộc với trưởng nhóm của cơ quan."))
@click.option("--profile", "profiles", multiple=True, help=told("Phân công quầy được chọn; bỏ trống: tất cả."))
@click.pass_obj
def add_staff(
    station: Station, *, code: str, name: str, role: str, agency: str | None, profiles: tuple[str, ...]
) -> None:
    """Take somebody on. The first one makes logging in necessary at every counter."""
    one = Staff(code=nfc(code.strip()), name=nfc(name.strip()), role=Role(role), agency=agency, profiles=profiles)
    if not can_be_typed(one.code) or not one.name:
        _refuse(
            told(
                "Mã cán bộ gồm chữ không dấu, chữ số, dấu chấm, gạch nối, nhiều nhất {most} ký tự; và phải có tên."
            ).format(most=LONGEST_STAFF_CODE)
        )
    digits = click.prompt(
        told("Mã PIN ({least} đến {most} chữ số)").format(least=pins.LEAST, most=pins.MOST), hide_input=True, err=True
    )
    if click.prompt(told("Nhập lại mã PIN"), hide_input=True, err=True) != digits:
        _refuse(told("Hai lần nhập không giống nhau."))
    with _hall(station) as hall:
        first = not hall.reference().staff
        hall.put_staff(one, digits, command=uuid4(), actor=_ACTOR)
    click.echo(told("Đã ghi cán bộ {code}.").format(code=one.code))
    if first:
        click.echo(told("Từ nay mọi quầy phải đăng nhập trước khi làm việc."))


@staff.command("remove", help=told("Cán bộ này không còn làm việc ở đây; nhật ký vẫn giữ mã."))
@click.argument("code")
@click.pass_obj
def remove_staff(station: Station, code: str) -> None:
    """Somebody no longer works here."""
    with _hall(station) as hall:
        hall.drop_staff(code, command=uuid4(), actor=_ACTOR)
    click.echo(told("Đã bỏ cán bộ {code}.").format(code=code))


@click.command(
    help=told("Nhắn các quầy một câu; không nêu quầy thì nhắn tất cả. Không ghi tên hay số giấy tờ của dân.")
)
@click.argument("text")
@click.option("--counter", "counters", type=int, multiple=True, help=told("Số quầy; có thể nêu nhiều lần."))
@click.pass_obj
def message(station: Station, text: str, counters: tuple[int, ...]) -> None:
    """Tell the counters something."""
    with _hall(station) as hall:
        sent = hall.say(text, counters=counters, command=uuid4(), actor=_ACTOR)
    if sent.counters:
        numbers = ", ".join(map(str, sent.counters))
        click.echo(told("Đã nhắn các quầy {numbers}.").format(numbers=numbers))
    else:
        click.echo(told("Đã nhắn tất cả các quầy."))


def role_said(role: Role) -> str:
    """The role in a word or two."""
    _ = words(language()).gettext
    return {
        Role.OFFICER: _("cán bộ"),
        Role.LEAD: _("trưởng nhóm"),
        Role.MANAGER: _("quản lý"),
        Role.ADMINISTRATOR: _("quản trị"),
    }[role]


@contextmanager
def _hall(station: Station) -> Iterator[Hall]:
    """The hall a command means; what it refuses is said, and ends the command with 1."""
    hall = Hall(station.url(), station.hall_id())
    try:
        yield hall
    except Refusal as error:
        _refuse(said(error, language(), hall.reference().rules.calendar.zone, now=datetime.now(UTC)))
    finally:
        hall.close()


def _refuse(why: str) -> NoReturn:
    click.echo(why, err=True)
    sys.exit(1)
