"""`motcua preview-slip`: pictures of the hall's slips, as the paper will look.

motcua preview-slip                        # of the hall in the store
motcua preview-slip --from my-hall/        # of a folder, before it is imported
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from hardware.escpos.profile import PrinterProfile
from hardware.escpos.profiles import find_profile
from hardware.preview import Paper, printed, samples, side_by_side
from shared.catalogue import read_catalogue
from shared.cli.terminal import Station, told
from shared.domain.errors import ConfigError
from shared.hall import Hall
from shared.settings import read_hall, read_station
from shared.store.reference import Reference
from shared.text import LANGUAGES

_EXAMPLE_PAGE = "http://motcua.example.vn/t/"


@click.command("preview-slip", help=told("Vẽ phiếu của trung tâm ra ảnh PNG, đúng như sẽ in ra giấy."))
@click.option(
    "--from",
    "folder",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    help=told("Thư mục dữ liệu có hall.toml, trước khi nạp; không nêu thì xem trung tâm trong kho."),
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("slips"),
    show_default=True,
    help=told("Thư mục để ghi ảnh."),
)
@click.option(
    "--paper",
    "papers",
    multiple=True,
    default=("80mm", "58mm"),
    show_default=True,
    help=told("Khổ giấy hoặc hồ sơ máy in; nêu được nhiều lần."),
)
@click.option(
    "--language",
    "languages",
    type=click.Choice(LANGUAGES),
    multiple=True,
    default=LANGUAGES,
    show_default=True,
    help=told("Ngôn ngữ của phiếu; nêu được nhiều lần."),
)
@click.option("--page", help=told("Địa chỉ trang xem phiếu cho mã QR; không nêu thì theo cài đặt của máy này."))
@click.pass_obj
def preview_slip(
    station: Station,
    folder: Path | None,
    *,
    out: Path,
    papers: tuple[str, ...],
    languages: tuple[str, ...],
    page: str | None,
) -> None:
    """One picture a slip, and one of all slips on each paper; exit 2 where the hall's data are wrong."""
    profiles = [find_profile(name, where="--paper") for name in dict.fromkeys(papers)]
    reference = _reference(station, folder)
    if not reference.catalogue.services:
        raise ConfigError(folder or "store", "fields", 0, "the hall has no field yet: nothing can be printed")
    address = _page(station) if page is None else page
    out.mkdir(parents=True, exist_ok=True)
    for profile in profiles:
        _draw(profile, reference, languages=languages, page=address, out=out)
    if not address:
        click.echo(told("Không có mã QR: kiosk này chưa có ticket_page (--page để xem thử)."))


def _reference(station: Station, folder: Path | None) -> Reference:
    if folder is not None:
        return Reference.of(0, read_hall(folder / "hall.toml"), read_catalogue(folder))
    hall = Hall(station.url(), station.hall_id())
    try:
        return hall.reference()
    finally:
        hall.close()


def _page(station: Station) -> str:
    """The page of this machine's kiosk. A machine that is not set up yet is shown where the code would stand."""
    settings = Path(station.settings)
    return read_station(settings).kiosk.ticket_page if settings.exists() else _EXAMPLE_PAGE


def _draw(profile: PrinterProfile, reference: Reference, *, languages: tuple[str, ...], page: str, out: Path) -> None:
    at = datetime.now(UTC).astimezone(reference.rules.calendar.zone).replace(hour=7, minute=42)
    drawn: list[Paper] = []
    for language in dict.fromkeys(languages):
        for sample in samples(reference, language, at=at):
            paper = printed(sample.slip(reference, page=page), profile, logo=reference.rules.logo)
            name = f"{profile.name}-{language}-{sample.name}.png"
            paper.image.save(out / name, dpi=(203, 203))
            click.echo(f"{name:32} {paper.mm:4.0f} mm {paper.size:6d} byte")
            for odd in paper.odd:
                click.echo(f"    ! {odd}")
            drawn.append(paper)
    sheet = out / f"{profile.name}.png"
    side_by_side(drawn).save(sheet, dpi=(203, 203))
    click.echo(told("Tất cả {count} phiếu cạnh nhau: {file}").format(count=len(drawn), file=sheet))
