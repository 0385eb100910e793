"""`motcua virtual-printer`: a printer for a desk without one."""

from __future__ import annotations

import signal
from dataclasses import replace
from pathlib import Path
from threading import Event
from types import FrameType
from typing import Any, Final

import click

from hardware.virtual.condition import Build, Condition, ProcessIds
from hardware.virtual.ports import PtyPort
from hardware.virtual.printer import VirtualPrinter

_FAULTS: Final = ("silent", "resets", "noise", "cutter_jam", "offline")
_COUNTED_FAULTS: Final = ("dies_after", "holds_after", "dribbles_after", "drops_after")


class Fault(click.ParamType[tuple[str, bool | int]]):
    """`silent`, or `dies_after=5000`."""

    name = "fault"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, bool | int]:
        name, _equals, count = str(value).replace("-", "_").partition("=")
        if name in _FAULTS and not count:
            return name, True
        if name in _COUNTED_FAULTS and count.isascii() and count.isdigit():
            return name, int(count)
        counted = (f"{fault}=BYTES" for fault in _COUNTED_FAULTS)
        known = ", ".join((*_FAULTS, *counted)).replace("_", "-")
        raise click.BadParameter(f"{value} is none of {known}", ctx, param)


@click.command("virtual-printer")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=9100, show_default=True, help="Port to listen on; 0 takes a free one.")
@click.option("--pty", is_flag=True, help="Be at a pseudo-terminal, as on a serial line, and print its path.")
@click.option("--link", type=click.Path(path_type=Path), help="A lasting name for the pseudo-terminal.")
@click.option("--width", type=click.Choice(["576", "384"]), default="576", show_default=True, help="Dots across.")
@click.option(
    "--roll",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the pictures of the slips and of the roll.",
)
@click.option("--paper-mm", default=80_000.0, show_default=True, help="Paper left on the roll.")
@click.option("--near-end-mm", default=3_000.0, show_default=True, help="Paper left when it says that little is left.")
@click.option("--speed", type=click.FloatRange(min=1), help="Bytes a second on the line: 960 is 9600 baud.")
@click.option("--paper-speed", type=click.FloatRange(min=1), help="Millimetres a second of the motor.")
@click.option("--buffer", type=click.IntRange(min=64), default=262_144, show_default=True, help="Bytes it can keep.")
@click.option("--process-ids", is_flag=True, help="Return process ids (GS ( H), as Epson's do.")
@click.option("--cover-open", is_flag=True, help="Begin with the cover open.")
@click.option("--silent", is_flag=True, help="Take bytes, and neither print nor answer.")
@click.option(
    "--fault",
    "faults",
    type=Fault(),
    multiple=True,
    help="silent, resets, noise, cutter-jam, offline; "
    "after so many bytes: dies-after=N, holds-after=N, dribbles-after=N, drops-after=N.",
)
def virtual_printer(**options: Any) -> None:
    """Be a ticket printer, drawing its slips into pictures, until told to end."""
    end = Event()

    def told(_signal: int, _frame: FrameType | None) -> None:
        end.set()

    signal.signal(signal.SIGTERM, told)
    signal.signal(signal.SIGINT, told)
    with make_printer(**options) as printer:
        click.echo(printer.url)
        end.wait()


def make_printer(
    *,
    host: str,
    port: int,
    pty: bool,
    link: Path | None,
    width: str,
    roll: Path | None,
    paper_mm: float,
    near_end_mm: float,
    speed: float | None,
    paper_speed: float | None,
    buffer: int,
    process_ids: bool,
    cover_open: bool,
    silent: bool,
    faults: tuple[tuple[str, bool | int], ...],
) -> VirtualPrinter:
    """The printer that the command's options describe, switched off."""
    begin = Condition(paper_mm=paper_mm, near_end_mm=near_end_mm, cover_open=cover_open, silent=silent)
    changes: dict[str, Any] = dict(faults)
    build = Build(
        process_ids=ProcessIds.RETURNED if process_ids else ProcessIds.IGNORED,
        bytes_per_second=speed,
        mm_per_second=paper_speed,
        buffer_bytes=buffer,
    )
    line = PtyPort(link) if pty or link else None
    return VirtualPrinter(
        replace(begin, **changes), build=build, line=line, host=host, port=port, width=int(width), folder=roll
    )
