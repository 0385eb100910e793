"""`motcua staff-pin`: makes the line of motcua.toml that opens the staff's page at a kiosk and ends a board."""

from __future__ import annotations

import sys

import click

from shared import pins
from shared.cli.terminal import told


@click.command("staff-pin", help=told("Đặt mã PIN của trang nhân viên trên ki-ốt: hỏi hai lần, in ra dòng cài đặt."))
def staff_pin() -> None:
    """Ask twice without showing, print the setting. Exit 1 where the PIN is too easy or the two differ."""
    digits = click.prompt(
        told("Mã PIN ({least} đến {most} chữ số)").format(least=pins.LEAST, most=pins.MOST), hide_input=True, err=True
    )
    if not pins.is_good(digits):
        _refuse(told("Mã PIN phải có {least} đến {most} chữ số, không lặp một số và không phải dãy liền như 123456."))
    if click.prompt(told("Nhập lại mã PIN"), hide_input=True, err=True) != digits:
        _refuse(told("Hai lần nhập không giống nhau."))
    click.echo(told("Chép dòng sau vào mục [kiosk] của motcua.toml rồi khởi động lại ki-ốt:"), err=True)
    click.echo(f'staff_pin = "{pins.hashed(digits)}"')


def _refuse(why: str) -> None:
    click.echo(why.format(least=pins.LEAST, most=pins.MOST), err=True)
    sys.exit(1)
