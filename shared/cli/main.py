"""The command line, put together. Commands of rooms above shared/ come by the entry-point group motcua.commands."""

from __future__ import annotations

import sys
from importlib.metadata import entry_points
from typing import Any

import click

from shared.catalogue import BadCatalogue
from shared.cli import (
    catalogue,
    demo,
    figures,
    forecast,
    halls,
    keeping,
    notices,
    ratings,
    screens,
    staff,
    staff_pin,
    stations,
)
from shared.cli.terminal import Station, language, told
from shared.domain.errors import ConfigError, MotcuaError, Outage

_ALREADY_SAID = 2


class _Commands(click.Group):
    """The commands of this room, and those that other rooms have announced."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *entry_points(group="motcua.commands").names})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        known = super().get_command(ctx, cmd_name)
        if known is not None:
            return known
        for found in entry_points(group="motcua.commands", name=cmd_name):
            command: Any = found.load()
            if isinstance(command, click.Command):
                return command
        return None


@click.group(cls=_Commands, help=told("Quản lý xếp hàng cho trung tâm phục vụ hành chính công."))
@click.option(
    "--settings",
    type=click.Path(dir_okay=False),
    default="motcua.toml",
    show_default=True,
    help=told("Tệp cài đặt của máy này."),
)
@click.option("--store", help=told("Địa chỉ kho dữ liệu, thay cho tệp cài đặt."))
@click.option("--hall", help=told("Mã trung tâm, thay cho tệp cài đặt."))
@click.version_option(package_name="motcua", prog_name="motcua")
@click.pass_context
def motcua(context: click.Context, settings: str, store: str | None, hall: str | None) -> None:
    """The root of all commands."""
    context.obj = Station(settings=settings, store=store, hall=hall)


for _command in (
    halls.init,
    halls.check,
    stations.stations,
    catalogue.import_catalogue,
    catalogue.import_appointments,
    figures.import_figures,
    notices.notice,
    keeping.backup,
    keeping.restore,
    keeping.export_journal,
    forecast.forecast_score,
    ratings.ratings,
    demo.demo,
    screens.arrange_screens,
    staff_pin.staff_pin,
    staff.staff,
    staff.message,
):
    motcua.add_command(_command)


def main() -> None:
    """Run a command. Exit codes: 0 done, 1 something was found or refused, 2 a setting must be mended, 3 an outage."""
    try:
        # So called, click does not raise the Exit of a command: it gives its code back.
        sys.exit(motcua.main(standalone_mode=False))
    except click.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(_ALREADY_SAID)
    except BadCatalogue as bad:
        for row in bad.rows:
            click.echo(str(row), err=True)
        click.echo(told("Không có gì thay đổi. Hãy sửa các dòng trên rồi chạy lại."), err=True)
        sys.exit(2)
    except ConfigError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except Outage as outage:
        click.echo(told("Kho dữ liệu hoặc thiết bị không trả lời: {reason}").format(reason=outage.args), err=True)
        sys.exit(3)
    except MotcuaError as error:
        click.echo(repr(error), err=True)
        sys.exit(1)


__all__ = ["language", "main", "motcua"]
