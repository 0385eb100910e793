"""`motcua arrange-screens`, with tools that write down what they were asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from shared.cli.main import motcua
from shared.cli.screens import Layout, Output, read_layout, read_touch_devices, touch_matrix
from shared.domain.errors import DeviceAway
from shared.screen_form import Rotation

XRANDR = """\
Screen 0: minimum 320 x 200, current 3000 x 1920, maximum 16384 x 16384
HDMI-1 connected primary 1080x1920+0+0 left (normal left inverted right x axis y axis) 477mm x 268mm
   1920x1080     60.00*+  50.00
HDMI-2 connected 1920x1080+1080+0 (normal left inverted right x axis y axis) 1210mm x 680mm
   1920x1080     60.00*+
DP-1 disconnected (normal left inverted right x axis y axis)
DP-2 connected (normal left inverted right x axis y axis)
   1280x1024     60.02 +
"""
XINPUT = """\
⎡ Virtual core pointer                    \tid=2\t[master pointer  (3)]
\tReporting 1 classes:
\t\tClass originated from: 2. Type: XIButtonClass
⎜   ↳ ILITEK ILITEK-TP                        \tid=10\t[slave  pointer  (2)]
\tReporting 2 classes:
\t\tClass originated from: 10. Type: XIValuatorClass
\t\tClass originated from: 10. Type: XITouchClass
\t\tTouch mode: direct
\t\tMax number of touches: 10
⎜   ↳ Synaptics TouchPad                      \tid=11\t[slave  pointer  (2)]
\tReporting 1 classes:
\t\tClass originated from: 11. Type: XITouchClass
\t\tTouch mode: dependent
⎜   ↳ Weida Hi-Tech CoolTouch System          \tid=12\t[slave  pointer  (2)]
\tReporting 1 classes:
\t\tClass originated from: 12. Type: XITouchClass
\t\tTouch mode: direct
⎣ Virtual core keyboard                   \tid=3\t[master keyboard (2)]
"""


def test_what_xrandr_says_is_read() -> None:
    layout = read_layout(XRANDR)
    assert (layout.width, layout.height) == (3000, 1920)
    assert layout.outputs == (
        Output(name="HDMI-1", width=1080, height=1920),
        Output(name="HDMI-2", width=1920, height=1080, x=1080),
        Output(name="DP-2"),
    )
    assert layout.output("").name == "HDMI-1"
    with pytest.raises(DeviceAway, match="HDMI-2"):
        layout.output("DP-1")


def test_touch_screens_are_told_from_touch_pads() -> None:
    assert read_touch_devices(XINPUT) == {10: "ILITEK ILITEK-TP", 12: "Weida Hi-Tech CoolTouch System"}


def touch(rotation: Rotation, output: Output, layout: Layout, x: float, y: float) -> tuple[float, float]:
    """Where on all screens together (pixels) a touch at (x, y) of the panel lands."""
    a, b, c, d, e, f, *_ = touch_matrix(rotation, output, layout)
    return ((a * x + b * y + c) * layout.width, (d * x + e * y + f) * layout.height)


@pytest.mark.parametrize(
    ("rotation", "top_left", "top_right"),
    [
        # where the two upper corners of the panel, as its maker sees it, are in the turned picture
        (Rotation.NORMAL, (0, 0), (1, 0)),
        (Rotation.LEFT, (1, 0), (1, 1)),
        (Rotation.RIGHT, (0, 1), (0, 0)),
        (Rotation.INVERTED, (1, 1), (0, 1)),
    ],
)
def test_a_touch_lands_where_the_picture_is(
    rotation: Rotation, top_left: tuple[int, int], top_right: tuple[int, int]
) -> None:
    output = Output(name="HDMI-1", x=1920, y=100, width=1080, height=1920)
    layout = Layout(width=3000, height=2020, outputs=(output,))
    for (x, y), (across, down) in (((0, 0), top_left), ((1, 0), top_right)):
        wanted = (1920 + across * 1080, 100 + down * 1920)
        assert touch(rotation, output, layout, x, y) == pytest.approx(wanted)
    middle = (1920 + 540, 100 + 960)
    assert touch(rotation, output, layout, 0.5, 0.5) == pytest.approx(middle)


class Tools:
    """xrandr and xinput that answer as real ones and keep what they were asked."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder
        self._log = folder / "asked"
        self._log.touch()
        for name, answer in (("xrandr", XRANDR), ("xinput", XINPUT)):
            (folder / f"{name}.answer").write_text(answer, encoding="utf-8")
            tool = folder / name
            script = f'#!/bin/sh\necho "{name} $*" >>{self._log}\n[ $# -le 2 ] && cat {folder}/{name}.answer\nexit 0\n'
            tool.write_text(script, encoding="utf-8")
            tool.chmod(0o755)
        monkeypatch.setenv("PATH", str(folder), prepend=":")
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    def arrange(self, settings: str) -> list[str]:
        """What was asked, apart from questions."""
        file = self._folder / "motcua.toml"
        file.write_text(f'store = "x"\nhall = "x"\n{settings}', encoding="utf-8")
        done = CliRunner().invoke(motcua, ["--settings", str(file), "arrange-screens"], catch_exceptions=False)
        assert done.exit_code == 0
        asked = self._log.read_text(encoding="utf-8").splitlines()
        return [one for one in asked if one not in ("xrandr --query", "xinput list --long")]


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tools:
    return Tools(tmp_path, monkeypatch)


PROPERTY = "Coordinate Transformation Matrix"
QUARTER_OF_1080_IN_3000 = "0.000000 -0.360000 0.360000 1.000000 0.000000 0.000000 0.000000 0.000000 1.000000"


def test_a_kiosk_on_its_side_turns_picture_and_touch(tools: Tools) -> None:
    asked = tools.arrange('[kiosk]\nscreen = "HDMI-1"\nrotation = "left"\ntouch = "ILITEK"\n')
    assert asked == [
        "xrandr --output HDMI-1 --auto --rotate left",
        f"xinput set-prop 10 {PROPERTY} {QUARTER_OF_1080_IN_3000}",
    ]


def test_without_a_name_the_first_screen_and_all_touch_screens_are_meant(tools: Tools) -> None:
    asked = tools.arrange("")
    assert asked[0] == "xrandr --output HDMI-1 --auto --rotate normal"
    assert [one.split()[2] for one in asked[1:]] == ["10", "12"]


def test_a_board_alone_says_how_its_screen_hangs(tools: Tools) -> None:
    assert tools.arrange('[display]\nrotation = "right"\n')[0] == "xrandr --output HDMI-1 --auto --rotate right"


def test_a_board_stands_to_the_right_of_the_kiosk_and_takes_no_touch(tools: Tools) -> None:
    asked = tools.arrange('[kiosk]\nscreen = "HDMI-1"\nrotation = "left"\n[display]\nscreen = "HDMI-2"\n')
    assert asked[0] == (
        "xrandr --output HDMI-1 --auto --rotate left --primary --pos 0x0 "
        "--output HDMI-2 --auto --rotate normal --right-of HDMI-1"
    )
    assert all("-0.36" in one for one in asked[1:]), "1080 of 3000 pixels are the kiosk's"


def test_a_panel_stands_to_the_right_of_the_officers_screen_and_has_the_touch(tools: Tools) -> None:
    asked = tools.arrange('[rating]\nscreen = "HDMI-2"\nrotation = "left"\ntouch = "ILITEK"\n')
    assert asked[0] == (
        "xrandr --output HDMI-1 --auto --primary --pos 0x0 --output HDMI-2 --auto --rotate left --right-of HDMI-1"
    )
    matrix = "0.000000 -0.640000 1.000000 0.562500 0.000000 0.000000 0.000000 0.000000 1.000000"
    assert asked[1:] == [f"xinput set-prop 10 {PROPERTY} {matrix}"]


def test_a_panel_alone_on_its_machine_says_how_its_screen_hangs(tools: Tools) -> None:
    assert tools.arrange('[rating]\nrotation = "left"\n')[0] == "xrandr --output HDMI-1 --auto --rotate left"


def test_a_kiosk_goes_before_a_panel(tools: Tools) -> None:
    asked = tools.arrange('[kiosk]\nrotation = "right"\n[rating]\nrotation = "left"\n')
    assert asked[0] == "xrandr --output HDMI-1 --auto --rotate right"


@pytest.mark.parametrize(
    ("rotation", "options"), [("normal", ""), ("right", "-r"), ("inverted", "-r -r"), ("left", "-r -r -r")]
)
def test_cage_is_told_how_to_turn_when_it_starts(tmp_path: Path, rotation: str, options: str) -> None:
    for table in ("kiosk", "rating", "display"):
        file = tmp_path / "motcua.toml"
        file.write_text(f'store = "x"\nhall = "x"\n[{table}]\nrotation = "{rotation}"\n', encoding="utf-8")
        done = CliRunner().invoke(motcua, ["--settings", str(file), "arrange-screens", "--for-cage"])
        assert done.stdout.strip() == options


def test_under_cage_nothing_is_asked_later(tools: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert tools.arrange('[kiosk]\nrotation = "left"\n') == []


def test_a_screen_that_is_not_there_is_an_outage_and_names_those_that_are(tools: Tools) -> None:
    with pytest.raises(DeviceAway, match="HDMI-1, HDMI-2, DP-2"):
        tools.arrange('[kiosk]\nscreen = "VGA-1"\n')


def test_a_rotation_that_is_none_is_a_setting_to_mend(tools: Tools, tmp_path: Path) -> None:
    file = tmp_path / "motcua.toml"
    file.write_text('store = "x"\nhall = "x"\n[kiosk]\nrotation = "links"\n', encoding="utf-8")
    done = CliRunner().invoke(motcua, ["--settings", str(file), "arrange-screens"])
    assert "normal or left or right or inverted" in str(done.exception)
