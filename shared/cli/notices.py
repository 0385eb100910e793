"""`motcua notice`: what the boards tell everybody, from the command line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import click

from shared.catalogue.appointments import moment as read_moment
from shared.cli.terminal import Station, language, told
from shared.domain.errors import Refusal, UnknownNotice
from shared.domain.notices import NoticeKind
from shared.hall import Hall
from shared.wording import moment, said

_ACTOR = "admin"


@click.group(help=told("Thông báo trên bảng: xem, thêm, sửa, gỡ, báo khẩn."))
def notice() -> None:
    """The commands of notices."""


@notice.command("list", help=told("Các thông báo đang hiện và sắp hiện."))
@click.pass_obj
def list_notices(station: Station) -> None:
    """One notice a line: number, kind, from when until when, words."""
    with _hall(station) as hall:
        posted, zone = hall.posted(), hall.reference().rules.calendar.zone
    now = datetime.now(UTC)
    kinds = {NoticeKind.TICKER: told("dòng chữ"), NoticeKind.EMERGENCY: told("KHẨN")}
    for one in posted.notices:
        begins = told("từ {when}").format(when=moment(one.starts_at, language(), zone, now=now))
        ends = told("đến khi gỡ")
        if one.ends_at is not None:
            ends = told("đến {when}").format(when=moment(one.ends_at, language(), zone, now=now))
        mark = "●" if one.stands(now) else "○"
        click.echo(f"{mark} {one.id}  {kinds[one.kind]}  {begins} {ends}  {one.said.vi}")
        if one.said.en:
            click.echo(f"    {one.said.en}")
    if not posted.notices:
        click.echo(told("Không có thông báo nào."))


_from = click.option("--from", "begins", metavar="WHEN", help=told("Hiện từ lúc này, như 2026-11-26 08:30."))
_until = click.option("--until", "ends", metavar="WHEN", help=told("Tự gỡ lúc này; không nêu thì hiện đến khi gỡ."))
_english = click.option("--en", "english", default="", help=told("Câu tiếng Anh; không nêu thì chỉ có tiếng Việt."))


@notice.command("add", help=told("Thêm một dòng thông báo vào dải chữ của các bảng."))
@click.argument("text")
@_english
@_from
@_until
@click.pass_obj
def add_notice(station: Station, text: str, english: str, begins: str | None, ends: str | None) -> None:
    """Every board shows it within a second."""
    _put(station, NoticeKind.TICKER, text, english=english, begins=begins, ends=ends)


@notice.command("emergency", help=told("Thông báo khẩn: phủ kín mọi bảng cho đến khi gỡ."))
@click.argument("text")
@_english
@_until
@click.pass_obj
def emergency(station: Station, text: str, english: str, ends: str | None) -> None:
    """Every board shows nothing else but it and the present calls."""
    _put(station, NoticeKind.EMERGENCY, text, english=english, ends=ends)


@notice.command("change", help=told("Sửa thông báo theo số; điều không nêu thì giữ nguyên."))
@click.argument("number", type=int)
@click.argument("text", required=False)
@click.option("--en", "english", default=None, help=told('Câu tiếng Anh mới; "" là bỏ câu tiếng Anh.'))
@_from
@click.option("--until", "ends", metavar="WHEN", help=told('Tự gỡ lúc này; "" là hiện đến khi gỡ.'))
@click.pass_obj
def change_notice(
    station: Station, number: int, text: str | None, *, english: str | None, begins: str | None, ends: str | None
) -> None:
    """The new one takes the place of the old one at once, and has a number of its own. Refused, the old one stands."""
    with _hall(station) as hall:
        zone = hall.reference().rules.calendar.zone
        old = next((one for one in hall.posted().notices if one.id == number), None)
        if old is None:
            raise UnknownNotice(number)
        made = hall.put_notice(
            old.kind,
            old.said.vi if text is None else text,
            old.said.en if english is None else english,
            starts_at=_time(begins, zone) or old.starts_at,
            ends_at=old.ends_at if ends is None else _time(ends, zone),
            instead_of=number,
            command=uuid4(),
            actor=_ACTOR,
        )
    click.echo(told("Đã sửa: thông báo {old} nay là {number}.").format(old=number, number=made.id))


@notice.command("remove", help=told("Gỡ thông báo theo số; --emergencies gỡ mọi thông báo khẩn."))
@click.argument("numbers", nargs=-1, type=int)
@click.option("--emergencies", is_flag=True, help=told("Gỡ mọi thông báo khẩn."))
@click.pass_obj
def remove_notice(station: Station, numbers: tuple[int, ...], *, emergencies: bool) -> None:
    """Take them down, each by a verb of its own."""
    if not numbers and not emergencies:
        raise click.UsageError(told("Hãy nêu số của thông báo (xem motcua notice list)."))
    with _hall(station) as hall:
        wanted = list(numbers)
        if emergencies:
            wanted += [one.id for one in hall.posted().notices if one.kind is NoticeKind.EMERGENCY]
        for number in dict.fromkeys(wanted):
            hall.take_notice_down(number, command=uuid4(), actor=_ACTOR)
            click.echo(told("Đã gỡ thông báo {number}.").format(number=number))


def _put(
    station: Station, kind: NoticeKind, text: str, *, english: str, begins: str | None = None, ends: str | None
) -> None:
    with _hall(station) as hall:
        zone = hall.reference().rules.calendar.zone
        starts_at, ends_at = _time(begins, zone), _time(ends, zone)
        made = hall.put_notice(kind, text, english, starts_at=starts_at, ends_at=ends_at, command=uuid4(), actor=_ACTOR)
    click.echo(told("Đã đăng thông báo {number}.").format(number=made.id))


def _time(written: str | None, zone: ZoneInfo) -> datetime | None:
    at = read_moment(written, zone) if written else None
    if written and at is None:
        raise click.UsageError(told("Viết thời điểm như 2026-11-26 08:30."))
    return at


@contextmanager
def _hall(station: Station) -> Iterator[Hall]:
    """The hall; a refusal is told in words, and ends the command with 1."""
    hall = Hall(station.url(), station.hall_id())
    try:
        yield hall
    except Refusal as refusal:
        zone = hall.reference().rules.calendar.zone
        click.echo(said(refusal, language(), zone, now=datetime.now(UTC)), err=True)
        sys.exit(1)
    finally:
        hall.close()
