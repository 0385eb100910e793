"""The slip a citizen takes away: what is on it, in which order and how large.

The number is what people look for from two metres, so it stands alone; then how many are ahead, which is what they
ask; then what would help an officer to find the ticket again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from hardware.slip import Cut, Gap, Item, Number, Qr, Rule, Slip, TextLine, Weight
from shared.text import words


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipFacts:
    """Everything the slip says, as plain values in the citizen's language.

    `issued_at` is in the hall's time zone. `people_ahead` is how many will be called first as things stand.
    `reprint` is 0 for the original and counts the copies after it. `qr` may be empty: then no code is printed.
    """

    hall: str
    agency: str
    service: str
    label: str
    issued_at: datetime
    people_ahead: int
    qr: str = ""
    reprint: int = 0
    procedure: str | None = None
    footer: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.issued_at.tzinfo is None:
            raise ValueError("issued_at must be in the hall's time zone")


def ticket_slip(facts: SlipFacts, language: str) -> Slip:
    """The slip for one ticket, ending with the cut."""
    return Slip(
        (
            *_heading(facts),
            *_number(facts, language),
            *_when(facts, language),
            *_code(facts, language),
            *_house_lines(facts),
            Gap(4),
            Cut(),
        )
    )


def _heading(facts: SlipFacts) -> Iterator[Item]:
    yield TextLine(facts.hall, size=26, weight=Weight.BOLD)
    yield Gap(1.5)
    yield TextLine(facts.agency, size=26, weight=Weight.MEDIUM)
    yield Gap(2)
    yield Rule()
    yield Gap(2)
    yield TextLine(facts.service, size=32, weight=Weight.BOLD)
    if facts.procedure:
        yield Gap(1)
        yield TextLine(facts.procedure, size=24)


def _number(facts: SlipFacts, language: str) -> Iterator[Item]:
    _ = words(language).gettext
    ngettext = words(language).ngettext
    if facts.reprint:
        yield Gap(2.5)
        yield TextLine(_("IN LẠI {count}").format(count=facts.reprint), size=30, weight=Weight.BOLD, inverse=True)
    yield Gap(3)
    yield TextLine(_("Số của ông/bà"), size=26)
    yield Gap(2)
    yield Number(facts.label)
    yield Gap(3)
    ahead = (
        ngettext("Trước ông/bà còn {count} người", "Trước ông/bà còn {count} người", facts.people_ahead)
        if facts.people_ahead
        else _("Ông/bà là người tiếp theo")
    )
    yield TextLine(ahead.format(count=facts.people_ahead), size=32, weight=Weight.BOLD)


def _when(facts: SlipFacts, language: str) -> Iterator[Item]:
    _ = words(language).gettext
    yield Gap(1.5)
    yield TextLine(
        _("Lấy số lúc {time} ngày {date}").format(time=f"{facts.issued_at:%H:%M}", date=f"{facts.issued_at:%d/%m/%Y}"),
        size=24,
    )


def _code(facts: SlipFacts, language: str) -> Iterator[Item]:
    if not facts.qr:
        return
    _ = words(language).gettext
    yield Gap(2)
    yield Rule()
    yield Gap(3.5)
    yield Qr(facts.qr)
    yield Gap(2.5)
    yield TextLine(_("Quét mã để xem khi nào đến lượt"), size=24, weight=Weight.MEDIUM)


def _house_lines(facts: SlipFacts) -> Iterator[Item]:
    if facts.footer:
        yield Gap(2)
    for line in facts.footer:
        yield Gap(0.75)
        yield TextLine(line, size=22)
