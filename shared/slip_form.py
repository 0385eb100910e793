"""``[slip]`` of hall.toml: the hall's logo, its own lines, and the template of the paper.

    [slip]
    logo = "logo.png"                # beside hall.toml
    footer_vi = ["Phiếu có giá trị trong ngày hôm nay."]
    footer_en = ["This ticket is valid today only."]

    [[slip.line]]                    # left out altogether: the usual slip
    kind = "number"
    size = 20                        # millimetres

Whatever could break the paper is refused here, so that a printer never meets it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final

import msgspec

from shared.domain.errors import ConfigError
from shared.domain.slip_template import (
    LOOKS,
    REPEATED,
    STANDARD_SLIP,
    WORDS,
    Align,
    LineKind,
    Picture,
    SlipLine,
    Weight,
)
from shared.form import Form

_MOST_LINES: Final = 40
_MOST_LETTERS: Final = 200
_LETTERS: Final = (2.5, 8)
#: What each kind's size may be, in millimetres. A number is read from two metres, a code by any telephone.
_SIZES: Final = {
    **dict.fromkeys(WORDS, _LETTERS),
    LineKind.NUMBER: (12, 30),
    LineKind.CODE: (15, 40),
    LineKind.LOGO: (6, 25),
    LineKind.GAP: (0.5, 20),
}


class SlipLineForm(Form, frozen=True, kw_only=True):
    """One ``[[slip.line]]``. What is not said is as usual for its kind."""

    kind: LineKind
    size: float | None = None
    weight: Weight | None = None
    align: Align | None = None
    above: Annotated[float, msgspec.Meta(ge=0, le=20)] | None = None
    text_vi: str = ""
    text_en: str = ""


class PictureForm(Form, frozen=True, kw_only=True):
    """The logo as the store keeps it. Nobody writes this: it is made from the picture's file."""

    width: int
    height: int
    dots: bytes


class SlipForm(Form, frozen=True, kw_only=True):
    """``[slip]``: what the hall's slips look like."""

    footer_vi: tuple[str, ...] = ()
    footer_en: tuple[str, ...] = ()
    logo: str = ""
    line: tuple[SlipLineForm, ...] = ()
    picture: PictureForm | None = None


def slip_lines_of(form: SlipForm, where: str | Path) -> tuple[SlipLine, ...]:
    """The template a form stands for; the usual one if it has none. Raises ConfigError."""
    lines = tuple(_line(one, f"slip.line[{place}]", where) for place, one in enumerate(form.line)) or STANDARD_SLIP
    kinds = [one.kind for one in lines]
    if len(lines) > _MOST_LINES:
        raise ConfigError(where, "slip.line", len(lines), f"a slip has at most {_MOST_LINES} lines")
    if LineKind.NUMBER not in kinds:
        cure = 'a slip without its number helps nobody: add a line of kind = "number"'
        raise ConfigError(where, "slip.line", _written(kinds), cure)
    for place, kind in enumerate(kinds):
        if kind not in REPEATED and kind in kinds[:place]:
            raise ConfigError(where, f"slip.line[{place}].kind", kind.value, "stands on the slip already: name it once")
    _nothing_lost(form, kinds, where)
    return lines


def logo_of(form: SlipForm, where: str | Path) -> Picture | None:
    """The logo a form carries. Raises ConfigError where it was damaged."""
    if form.picture is None:
        return None
    try:
        return Picture(width=form.picture.width, height=form.picture.height, dots=form.picture.dots)
    except ValueError as fault:
        raise ConfigError(where, "slip.picture", form.logo, f"is damaged ({fault}): import the hall anew") from None


def with_logo(form: SlipForm, path: Path) -> SlipForm:
    """The form of the hall.toml at `path` with its logo read from beside it. Raises ConfigError."""
    if form.picture is not None:
        raise ConfigError(path, "slip.picture", "…", 'is not a setting: name the file by logo = "logo.png"')
    if not form.logo:
        return form
    if Path(form.logo).name != form.logo:
        raise ConfigError(path, "slip.logo", form.logo, f"put the picture beside {path.name} and write its name only")
    from shared.logo import read_logo  # noqa: PLC0415  Pillow, which no program needs in order to read settings

    lines = slip_lines_of(form, path)
    size = next(one.size for one in lines if one.kind is LineKind.LOGO)
    picture = read_logo(path.with_name(form.logo), mm=size, where=path)
    kept = PictureForm(width=picture.width, height=picture.height, dots=picture.dots)
    return msgspec.structs.replace(form, picture=kept)


def _line(form: SlipLineForm, key: str, where: str | Path) -> SlipLine:
    usual = LOOKS[form.kind]
    if form.size is not None:
        _check_size(form, key, where)
    for name, value in (("weight", form.weight), ("align", form.align)):
        if value is not None and form.kind not in WORDS:
            cure = f"only words have one: leave it out of a line of kind {form.kind.value}"
            raise ConfigError(where, f"{key}.{name}", value.value, cure)
    _check_words(form, key, where)
    return replace(
        usual,
        size=usual.size if form.size is None else float(form.size),
        weight=form.weight or usual.weight,
        align=form.align or usual.align,
        above=usual.above if form.above is None else float(form.above),
        text_vi=form.text_vi,
        text_en=form.text_en,
    )


def _check_size(form: SlipLineForm, key: str, where: str | Path) -> None:
    if form.kind not in _SIZES:
        cure = f"a line of kind {form.kind.value} has no size: leave it out"
        raise ConfigError(where, f"{key}.size", form.size, cure)
    least, most = _SIZES[form.kind]
    if form.size is None or not least <= form.size <= most:
        cure = f"must be {least} to {most} millimetres for a line of kind {form.kind.value}"
        raise ConfigError(where, f"{key}.size", form.size, cure)


def _check_words(form: SlipLineForm, key: str, where: str | Path) -> None:
    """A text in one language only would stand among the words of the other."""
    words = {"text_vi": form.text_vi, "text_en": form.text_en}
    for name, text in words.items():
        if form.kind is not LineKind.TEXT and text:
            cure = f'only a line of kind = "text" has words of its own; this one is of kind {form.kind.value}'
            raise ConfigError(where, f"{key}.{name}", text, cure)
        if form.kind is LineKind.TEXT and not text.strip():
            raise ConfigError(where, f"{key}.{name}", text, "write the text in both languages: text_vi and text_en")
        if len(text) > _MOST_LETTERS:
            raise ConfigError(where, f"{key}.{name}", text, f"at most {_MOST_LETTERS} letters fit a slip")


def _nothing_lost(form: SlipForm, kinds: list[LineKind], where: str | Path) -> None:
    """What is given must stand somewhere, and what is to stand there must be given."""
    if form.logo and LineKind.LOGO not in kinds:
        cure = 'is printed nowhere: add a line of kind = "logo", or leave the logo out'
        raise ConfigError(where, "slip.logo", form.logo, cure)
    if form.line and LineKind.LOGO in kinds and not form.logo:
        raise ConfigError(where, "slip.logo", "", 'a line of kind = "logo" needs it: logo = "logo.png"')
    if (form.footer_vi or form.footer_en) and LineKind.FOOTER not in kinds:
        cure = 'is printed nowhere: add a line of kind = "footer", or leave it out'
        raise ConfigError(where, "slip.footer_vi", list(form.footer_vi or form.footer_en), cure)
    if form.footer_en and not form.footer_vi:
        raise ConfigError(where, "slip.footer_vi", [], "write the lines in Vietnamese too")


def _written(kinds: Iterable[LineKind]) -> list[str]:
    return [kind.value for kind in kinds]
