"""The board's colours and logo: two sets come with the program, and a hall may write its own.

    [display]
    theme = "dark"                # or "light", or a file beside motcua.toml

Such a file names what differs from one of the two:

    base = "light"
    logo = "emblem.png"
    [colours]
    ground = "#FFFFFF"
    highlight = "#7A0C1E"

Text must stand out from what is behind it 4.5:1 (WCAG 2.2), or the theme is refused; below 7:1 the log says so.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtGui import QColor, QImage, QImageReader

from shared.domain.errors import ConfigError
from shared.form import Form, near, read_form
from shared.ui.theme import DARK, LIGHT, Theme, contrast

LEAST: Final = 4.5
GOOD: Final = 7.0
_HEX: Final = re.compile(r"#[0-9A-Fa-f]{6}")
_MOST_PIXELS: Final = 4096
_log: Final = logging.getLogger(__name__)

#: A new call is a dark block on a light board: yellow on white would not be seen by those who need it most.
BOARD_LIGHT: Final = replace(
    LIGHT,
    highlight=QColor("#0B2A61"),
    on_highlight=QColor("#FFFFFF"),
    accent_deep=QColor("#C98A00"),
    warning=QColor("#6E3A00"),
)
BUILT_IN: Final = {"dark": DARK, "light": BOARD_LIGHT}

#: What is written (first) on what (second).
PAIRS: Final = tuple(
    (ink, ground)
    for grounds, inks in (
        (("ground", "surface", "raised"), ("ink", "quiet", "accent")),
        (("surface", "raised"), ("warning",)),
        (("raised",), ("highlight",)),
        (("highlight",), ("on_highlight",)),
        (("warning",), ("on_accent",)),
    )
    for ground in grounds
    for ink in inks
)
_COLOURS: Final = tuple(sorted({one for pair in PAIRS for one in pair} | {"line", "accent_deep"}))


class ThemeForm(Form, frozen=True, kw_only=True):
    """A theme file. `logo` stands at the head instead of the program's own sign."""

    base: str = "dark"
    logo: str = ""
    colours: dict[str, str] = msgspec.field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardTheme:
    """Colours, and the logo at the head (None: the program's own sign)."""

    colours: Theme
    logo: QImage | None = None


DARK_BOARD: Final = BoardTheme(colours=DARK)


def read_theme(name: str, *, folder: Path) -> BoardTheme:
    """The theme a setting names; a file is looked for in `folder`. Raises ConfigError."""
    if name in BUILT_IN:
        return BoardTheme(colours=BUILT_IN[name])
    path = folder / name
    if not path.suffix:
        cure = f"write {', '.join(BUILT_IN)}, or the name of a file that ends in .toml"
        raise ConfigError("motcua.toml", "display.theme", name, cure, near(name, BUILT_IN))
    form = read_form(path, ThemeForm)
    if form.base not in BUILT_IN:
        raise ConfigError(path, "base", form.base, f"write {' or '.join(BUILT_IN)}", near(form.base, BUILT_IN))
    colours = replace(BUILT_IN[form.base], **_colours(form, path))
    _check(colours, path)
    return BoardTheme(colours=colours, logo=_logo(form.logo, path) if form.logo else None)


def ratios(theme: Theme) -> dict[tuple[str, str], float]:
    """How far each text stands out from what is behind it."""
    return {(ink, ground): contrast(getattr(theme, ink), getattr(theme, ground)) for ink, ground in PAIRS}


def _colours(form: ThemeForm, path: Path) -> dict[str, QColor]:
    found = {}
    for name, value in form.colours.items():
        if name not in _COLOURS:
            cure = f"is no colour of a board: {', '.join(_COLOURS)}"
            raise ConfigError(path, f"colours.{name}", value, cure, near(name, _COLOURS))
        if not _HEX.fullmatch(value):
            raise ConfigError(path, f"colours.{name}", value, 'write it as "#0A1A38"')
        found[name] = QColor(value)
    return found


def _check(theme: Theme, path: Path) -> None:
    for (ink, ground), ratio in sorted(ratios(theme).items(), key=lambda one: one[1]):
        if ratio < LEAST:
            value = f"{getattr(theme, ink).name()} on {getattr(theme, ground).name()}"
            cure = f"stand out {ratio:.1f}:1, and {LEAST}:1 is the least: make one lighter or the other darker"
            raise ConfigError(path, f"colours.{ink}, colours.{ground}", value, cure)
        if ratio < GOOD:
            _log.warning("%s: %s on %s stands out %.1f:1; %.0f:1 is read from afar", path, ink, ground, ratio, GOOD)


def _logo(name: str, theme: Path) -> QImage:
    path = theme.parent / name
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if not path.is_file():
        raise ConfigError(theme, "logo", name, f"no such file in {theme.parent}")
    if max(size.width(), size.height()) > _MOST_PIXELS:
        raise ConfigError(theme, "logo", name, f"is too large: save it with at most {_MOST_PIXELS} pixels a side")
    image = reader.read()
    if image.isNull():
        raise ConfigError(
            theme, "logo", name, f"is not a picture that can be read ({reader.errorString()}): give a PNG"
        )
    return image
