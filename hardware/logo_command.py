"""`motcua store-logo`: keep the hall's logo in the printer, so that a slip need not carry it.

motcua store-logo                 # the logo of the hall in the store
motcua store-logo picture.png     # another one
"""

from __future__ import annotations

from pathlib import Path

import click
from PIL import Image, UnidentifiedImageError

from hardware.escpos.strips import black_on_white
from hardware.logo import Stored, store_logo
from hardware.printers import printer_line
from shared.cli.terminal import Station, told
from shared.domain.errors import ConfigError
from shared.hall import Hall
from shared.settings import read_station


@click.command("store-logo", help=told("Ghi hình biểu trưng vào bộ nhớ máy in để in ở đầu mỗi phiếu."))
@click.argument("picture", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option("--key", default="HT", show_default=True, help=told("Hai chữ gọi hình này trong máy in."))
@click.option("--again", is_flag=True, help=told("Ghi lại dù đã ghi rồi (máy in vừa được thay)."))
@click.pass_obj
def store_logo_command(station: Station, picture: Path | None, *, key: str, again: bool) -> None:
    """Write once at the most; printers allow about ten writes a day."""
    url = read_station(Path(station.settings)).kiosk.printer
    if not url or len(url.replace(",", " ").split()) > 1:
        raise ConfigError(station.settings, "kiosk.printer", url, "name just one printer for this")
    line, profile = printer_line(url)
    image = _of_the_hall(station, profile.width) if picture is None else _from_file(picture)
    try:
        done = store_logo(line, image, key, profile=profile, kept=_notes(station), again=again)
    except ValueError as refusal:
        raise ConfigError(picture or "store", "picture", key, str(refusal)) from None
    if done is Stored.WRITTEN:
        click.echo(told('Đã ghi. Thêm logo = "{key}" vào hồ sơ máy in để in ở đầu phiếu.').format(key=key))
    else:
        click.echo(told("Máy in đã có hình này; không ghi lại."))


def _from_file(picture: Path) -> Image.Image:
    try:
        with Image.open(picture) as image:
            return image.convert("L")
    except UnidentifiedImageError:
        raise ConfigError(picture, "picture", str(picture), "is not a picture: give a PNG") from None


def _of_the_hall(station: Station, width: int) -> Image.Image:
    hall = Hall(station.url(), station.hall_id())
    try:
        logo = hall.reference().rules.logo
    finally:
        hall.close()
    if logo is None:
        raise ConfigError("store", "slip.logo", "", "this hall has no logo: name a picture, or give it one (hall.toml)")
    return black_on_white(logo, width=width)


def _notes(station: Station) -> Path:
    return Path(station.settings).resolve().with_name("logos.json")
