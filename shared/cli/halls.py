"""`motcua init` and `motcua check`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

from shared.catalogue import read_catalogue
from shared.cli.terminal import Station, told
from shared.demo.place import SETTINGS
from shared.explaining import review
from shared.founding import SAMPLE_HALL, found_hall
from shared.hall import Hall
from shared.settings import read_hall
from shared.store.audit import audit, every_event
from shared.store.connection import connections_allowed


@click.command(help=told("Lập trung tâm mới (hoặc nâng cấp) từ một thư mục dữ liệu; không nêu thì dùng dữ liệu mẫu."))
@click.argument("folder", type=click.Path(file_okay=False, exists=True, path_type=Path), default=SAMPLE_HALL)
@click.option(
    "--to", "store", help=told("Địa chỉ kho dữ liệu mới: sqlite:///hall.db hoặc postgresql://user@host/name.")
)
@click.pass_obj
def init(station: Station, folder: Path, store: str | None) -> None:
    """Create tables, hall and catalogue; write motcua.toml if there is none."""
    settings = Path(station.settings)
    form = read_hall(folder / "hall.toml")
    catalogue = read_catalogue(folder)
    url = store or station.store
    if url is None:
        url = station.url() if settings.exists() else f"sqlite:///{settings.resolve().parent}/hall.db"
    found_hall(url, form, catalogue)
    click.echo(
        told("{hall}: {agencies} cơ quan, {services} lĩnh vực, {procedures} thủ tục, {counters} quầy.").format(
            hall=form.name_vi,
            agencies=len(catalogue.agencies),
            services=len(catalogue.services),
            procedures=len(catalogue.procedures),
            counters=len(catalogue.counters),
        )
    )
    if not settings.exists():
        text = SETTINGS.format(store=url, hall=form.id, printer="", counter=1, language="vi")
        settings.write_text(text.partition("\n")[2], encoding="utf-8")
        click.echo(told("Đã ghi {file}. Hãy sửa máy in và số quầy cho từng máy.").format(file=settings))


#: Connections a counter, kiosk or board holds: its verbs, the journal read forward, the bell.
PER_PROGRAM: Final = 3
#: For kiosks, boards, rating panels and whoever looks from a console.
BESIDES: Final = 30


@click.command(help=told("Kiểm tra cài đặt, kho dữ liệu, danh mục và toàn bộ nhật ký."))
@click.pass_obj
def check(station: Station) -> None:
    """Say what is sound and what is not; exit 1 if anything is wrong."""
    url, hall_id = station.url(), station.hall_id()
    hall = Hall(url, hall_id)
    try:
        reference = hall.reference()
        now = hall.now()
    finally:
        hall.close()
    _good(told("Kho dữ liệu trả lời, bảng đúng phiên bản."))
    for service in reference.catalogue.unserved():
        _bad(told("Không quầy nào phục vụ {code} {name}.").format(code=service.code, name=service.name_vi))
    checked = audit(url, hall_id)
    for finding in checked.findings:
        _bad(f"{finding.seq}: {finding.what}")
    if not checked.findings:
        _good(
            told("Nhật ký {rows} dòng giải thích đủ {tickets} phiếu và {calls} lượt gọi.").format(
                rows=checked.events, tickets=checked.issued, calls=checked.called
            )
        )
    reviewed = review(every_event(url, hall_id), reference)
    for one in reviewed.unexplained:
        _bad(
            told("{seq}: không giải thích được vì sao số {label} được gọi ở quầy {counter}.").format(
                seq=one.call.seq, label=one.ticket.label, counter=one.ticket.counter
            )
        )
    if not reviewed.unexplained:
        _good(
            told("Mọi lượt gọi đều có lý do ({judged} lượt, {reasons} lượt gọi trước có ghi lý do).").format(
                judged=reviewed.judged, reasons=reviewed.out_of_order
            )
        )
    allowed, wanted = connections_allowed(url), PER_PROGRAM * len(now.counters) + BESIDES
    if allowed is not None and allowed < wanted:
        text = told("Máy chủ chỉ nhận {allowed} kết nối, trung tâm này cần khoảng {wanted}: hãy tăng max_connections.")
        _bad(text.format(allowed=allowed, wanted=wanted))
    _good(told("Hôm nay còn {count} người chờ.").format(count=len(now.waiting())))
    if checked.findings or reviewed.unexplained or reference.catalogue.unserved():
        sys.exit(1)


def _good(text: str) -> None:
    click.echo(f"✓ {text}")


def _bad(text: str) -> None:
    click.echo(f"✗ {text}")
