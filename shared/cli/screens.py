"""`motcua arrange-screens`: turns this machine's screens as motcua.toml says, and the touch device with them.

The session runs it when it starts, and udev when a touch device is plugged (packaging/). It asks xrandr and xinput.
Debian 12's cage takes no orders once it runs (it does not speak wlr-randr's protocol), so its start is given the turn.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from shared.cli.terminal import Station, told
from shared.domain.errors import DeviceAway
from shared.screen_form import PanelForm, Rotation
from shared.settings import KioskForm, StationForm, read_station

_PATIENCE: Final = 20.0  # s
_MATRIX: Final = "Coordinate Transformation Matrix"
_CAGE_OPTIONS: Final = {  # each -r is a quarter turn clockwise
    Rotation.NORMAL: "",
    Rotation.RIGHT: "-r",
    Rotation.INVERTED: "-r -r",
    Rotation.LEFT: "-r -r -r",
}
#: Where a touch at (x, y) of the panel, both 0 to 1, lies on its turned picture: (a, b, c, d, e, f) means
#: (a x + b y + c, d x + e y + f).
_TURNS: Final = {
    Rotation.NORMAL: (1, 0, 0, 0, 1, 0),
    Rotation.LEFT: (0, -1, 1, 1, 0, 0),
    Rotation.RIGHT: (0, 1, 0, -1, 0, 1),
    Rotation.INVERTED: (-1, 0, 1, 0, -1, 1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A screen that is plugged, and the part of all screens together (pixels) that its picture takes."""

    name: str
    x: int = 0
    y: int = 0
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What xrandr says: the plugged screens in its order, and the size of all together."""

    width: int
    height: int
    outputs: tuple[Output, ...]

    def output(self, name: str) -> Output:
        """The screen of this name, the first one where none is named. Raises DeviceAway."""
        for one in self.outputs:
            if name in ("", one.name):
                return one
        raise DeviceAway(name or "screen", "is not plugged; there are: " + ", ".join(one.name for one in self.outputs))


def read_layout(said: str) -> Layout:
    """What `xrandr --query` printed."""
    size = re.search(r"current (\d+) x (\d+)", said)
    width, height = (int(size[1]), int(size[2])) if size else (0, 0)
    outputs = []
    for name, place in re.findall(r"^(\S+) connected ?(?:primary )?(\d+x\d+\+\d+\+\d+)?", said, re.MULTILINE):
        sizes = [int(part) for part in re.findall(r"\d+", place)] or [0, 0, 0, 0]
        outputs.append(Output(name=name, width=sizes[0], height=sizes[1], x=sizes[2], y=sizes[3]))
    return Layout(width=width, height=height, outputs=tuple(outputs))


def read_touch_devices(said: str) -> dict[int, str]:
    """Ids and names of the touch screens (not the touch pads) in what `xinput list --long` printed."""
    found: dict[int, str] = {}
    for block in re.split(r"\n(?=\S)|\n(?= +↳)", said):
        head = re.search(r"^[^\w]*(.+?)\s+id=(\d+)", block)
        if head and "Touch mode: direct" in block:
            found[int(head[2])] = head[1]
    return found


def touch_matrix(rotation: Rotation, output: Output, layout: Layout) -> tuple[float, ...]:
    """The nine numbers that bring a touch on `output`, turned by `rotation`, to where its picture is."""
    a, b, c, d, e, f = _TURNS[rotation]
    across, down = output.width / layout.width, output.height / layout.height
    left, top = output.x / layout.width, output.y / layout.height
    return (a * across, b * across, c * across + left, d * down, e * down, f * down + top, 0, 0, 1)


@click.command(
    "arrange-screens", help=told("Xoay và sắp xếp màn hình, khớp cảm ứng theo motcua.toml. Phiên đồ họa tự gọi.")
)
@click.option("--for-cage", is_flag=True, help=told("Chỉ in ra các tùy chọn xoay màn hình cho cage."))
@click.pass_obj
def arrange_screens(station: Station, *, for_cage: bool) -> None:
    """Do it. Exit 3 where a screen is not there or a tool fails."""
    form = read_station(Path(station.settings))
    if for_cage:
        click.echo(_CAGE_OPTIONS[_rotation(form)])
    elif not os.environ.get("WAYLAND_DISPLAY"):
        _arrange(form)


def _touched(form: StationForm) -> KioskForm | PanelForm:
    """What is touched on this machine: the panel of a counter where only that says anything about a screen."""
    kiosk, panel = ((one.screen, one.rotation, one.touch) for one in (form.kiosk, form.rating))
    nothing = ("", Rotation.NORMAL, "")
    return form.rating if kiosk == nothing != panel else form.kiosk


def _rotation(form: StationForm) -> Rotation:
    """How the touched screen hangs: of one screen, of which the kiosk says nothing, the board says it."""
    touched = _touched(form)
    says_nothing = not touched.screen and touched.rotation is Rotation.NORMAL
    return form.display.rotation if says_nothing and not form.display.screen else touched.rotation


def _arrange(form: StationForm) -> None:
    touched, turned = _touched(form), _rotation(form)
    plugged = read_layout(_run("xrandr", "--query"))
    screen = plugged.output(touched.screen)
    command = ["--output", screen.name, "--auto", "--rotate", turned.value]
    first = plugged.outputs[0].name
    if touched is form.rating and screen.name != first:
        # The officer's screen stands where it stood before there was a panel.
        command = ["--output", first, "--auto", "--primary", "--pos", "0x0", *command, "--right-of", first]
    elif form.display.screen not in ("", screen.name):
        board = ["--output", form.display.screen, "--auto", "--rotate", form.display.rotation.value]
        command += ["--primary", "--pos", "0x0", *board, "--right-of", screen.name]
    _run("xrandr", *command)
    layout = read_layout(_run("xrandr", "--query"))
    numbers = touch_matrix(turned, layout.output(screen.name), layout)
    for device, name in read_touch_devices(_run("xinput", "list", "--long")).items():
        if touched.touch in name:
            _run("xinput", "set-prop", str(device), _MATRIX, *(f"{number:.6f}" for number in numbers))
            click.echo(told("{device}: khớp với {screen}").format(device=name, screen=screen.name))


def _run(tool: str, *arguments: str) -> str:
    """What the tool printed. Raises DeviceAway."""
    command: Sequence[str] = (tool, *arguments)
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=True)
    except subprocess.CalledProcessError as fault:
        raise DeviceAway(tool, f"{' '.join(command)}: {fault.stderr.strip()}") from fault
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise DeviceAway(tool, str(fault)) from fault
    return done.stdout
