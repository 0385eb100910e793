"""`motcua virtual-printer`: a printer for a desk without one."""

from __future__ import annotations

import signal
from pathlib import Path
from threading import Event
from types import FrameType

import click

from hardware.virtual.condition import Condition
from hardware.virtual.printer import VirtualPrinter


@click.command("virtual-printer")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=9100, show_default=True, help="Port to listen on; 0 takes a free one.")
@click.option("--width", type=click.Choice(["576", "384"]), default="576", show_default=True, help="Dots across.")
@click.option(
    "--roll",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the pictures of the slips and of the roll.",
)
@click.option("--paper-mm", default=80_000.0, show_default=True, help="Paper left on the roll.")
@click.option("--cover-open", is_flag=True, help="Begin with the cover open.")
@click.option("--silent", is_flag=True, help="Take bytes, and neither print nor answer.")
def virtual_printer(
    *, host: str, port: int, width: str, roll: Path | None, paper_mm: float, cover_open: bool, silent: bool
) -> None:
    """Be a ticket printer, drawing its slips into pictures, until told to end."""
    end = Event()

    def told(_signal: int, _frame: FrameType | None) -> None:
        end.set()

    signal.signal(signal.SIGTERM, told)
    signal.signal(signal.SIGINT, told)
    condition = Condition(paper_mm=paper_mm, cover_open=cover_open, silent=silent)
    with VirtualPrinter(condition, host=host, port=port, width=int(width), folder=roll) as printer:
        click.echo(printer.url)
        end.wait()
