"""One citizen's visit, played through the real programs: touch, ticket, paper, call, serve, finish.

Kiosk, counter, board and printer are four processes that meet only in the store and on the wire. What they showed
is left as pictures.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from shared.catalogue import Service
from shared.demo import place
from shared.demo.stations import Rehearsed, virtual_printer
from shared.store.audit import audit
from shared.text import words

KIOSK_SIZE: Final = "1080x1920"
WIDE_SIZE: Final = "1920x1080"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitReport:
    """What happened. `touch_to_paper` and `call_to_board` are seconds, with the driver's own steps in them."""

    label: str
    touch_to_paper: float
    call_to_board: float
    pictures: tuple[Path, ...]
    findings: int


def play(
    folder: Path,
    *,
    say: Callable[[str], None],
    language: str = "vi",
    told_in: str = "vi",
    store: str | None = None,
) -> VisitReport:
    """Play the visit; pictures and logs are left in `folder`. Raises Outage when a program does not do its part.

    `language` is that of the screens, `told_in` that of what is said here.
    """
    _ = words(told_in).gettext
    url, hall, catalogue = place.make(folder, store=store)
    service = _longest_named(catalogue.services)
    number = place.counter_for(catalogue, service.code)
    log = folder / "log"
    pictures: list[Path] = []
    with virtual_printer(folder / "roll", log=log / "printer.log") as printer:
        address = printer.line()
        settings = place.write_settings(
            folder, store=url, hall=hall, printer=address, counter=number, language=language
        )
        with (
            Rehearsed("kiosk", settings=settings, size=KIOSK_SIZE, log=log / "kiosk.log") as kiosk,
            Rehearsed("counter", settings=settings, size=WIDE_SIZE, log=log / "counter.log") as counter,
            Rehearsed("display", settings=settings, size=WIDE_SIZE, log=log / "board.log") as board,
        ):
            say(_("Đã mở ki-ốt, quầy {number}, bảng và máy in ảo.").format(number=number))
            label, seconds = _take_number(kiosk, service, folder, pictures)
            shutil.copy(folder / "roll" / "roll.png", folder / "roll.png")
            pictures.append(folder / "roll.png")
            say(
                _("Công dân lấy số {label} trong ba lần chạm; phiếu ra sau {seconds:.2f} giây.").format(
                    label=label, seconds=seconds
                )
            )
            shown = _call(counter, board, label=label, number=number, folder=folder, pictures=pictures)
            say(
                _("Quầy {number} gọi {label}; bảng hiện sau {ms:.0f} ms.").format(
                    number=number, label=label, ms=shown * 1000
                )
            )
            _serve(counter, board, label=label, folder=folder, pictures=pictures)
            say(_("Đã tiếp nhận và hoàn thành {label}.").format(label=label))
    checked = audit(url, hall)
    say(_("Nhật ký có {rows} dòng, không thiếu dòng nào.").format(rows=checked.events))
    return VisitReport(
        label=label,
        touch_to_paper=seconds,
        call_to_board=shown,
        pictures=tuple(pictures),
        findings=len(checked.findings),
    )


def _take_number(kiosk: Rehearsed, service: Service, folder: Path, pictures: list[Path]) -> tuple[str, float]:
    kiosk.wait(page="home", connected=True)
    pictures.append(kiosk.picture(folder / "kiosk-1-home.png"))
    kiosk.tap(f"agency-{service.agency}")
    kiosk.wait(page="agency")
    pictures.append(kiosk.picture(folder / "kiosk-2-agency.png"))
    kiosk.tap(f"field-{service.code}")
    kiosk.wait(page="confirm")
    pictures.append(kiosk.picture(folder / "kiosk-3-confirm.png"))
    began = time.monotonic()
    kiosk.tap("take-number")
    state = kiosk.wait(page="done")
    seconds = time.monotonic() - began
    pictures.append(kiosk.picture(folder / "kiosk-4-done.png"))
    return str(state["label"]), seconds


def _call(
    counter: Rehearsed, board: Rehearsed, *, label: str, number: int, folder: Path, pictures: list[Path]
) -> float:
    counter.wait(connected=True, page="closed")
    pictures.append(counter.picture(folder / "counter-1-closed.png"))
    counter.tap("open-counter")
    counter.wait(page="idle", busy=False)
    pictures.append(counter.picture(folder / "counter-2-idle.png"))
    began = time.monotonic()
    counter.tap("call-next")
    counter.wait(page="called", label=label, busy=False)
    board.wait(now_calling=[[label, number]])
    seconds = time.monotonic() - began
    pictures.append(counter.picture(folder / "counter-3-called.png"))
    pictures.append(board.picture(folder / "board-1-called.png"))
    return seconds


def _serve(counter: Rehearsed, board: Rehearsed, *, label: str, folder: Path, pictures: list[Path]) -> None:
    counter.tap("serve")
    counter.wait(page="serving", label=label, busy=False)
    pictures.append(counter.picture(folder / "counter-4-serving.png"))
    counter.tap("finish")
    seq = counter.wait(page="idle", busy=False)["seq"]
    board.wait(seq=seq)
    pictures.append(board.picture(folder / "board-2-served.png"))


def _longest_named(services: tuple[Service, ...]) -> Service:
    """The hardest to show."""
    first_page = [service for service in services if service.code.endswith(("01", "02", "03", "04", "05", "06"))]
    return max(first_page or services, key=lambda service: len(service.name_vi))
