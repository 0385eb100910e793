"""The slip a citizen takes away: the hall's template filled with the facts of one ticket.

The number is what people look for from two metres, so it stands alone; then how many are ahead and how long it will
take, which is what they ask; then what would help an officer to find the ticket again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from hardware.slip import Cut, Gap, Item, Number, Picture, Qr, Rule, Slip, TextLine, Weight
from shared.domain.slip_template import DOTS_PER_MM, STANDARD_SLIP, LineKind, SlipLine
from shared.text import words
from shared.wording import promise

_AT_THE_END: Final = 2.0  # mm from the last line to the knife's edge
_BETWEEN: Final = 0.5  # mm between lines of one kind
_MARK: Final = 3.75  # mm high, on a copy


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipFacts:
    """Everything a slip may say, as plain values in the citizen's language, names in Vietnamese where the hall has no
    other. What is empty or None is not printed.

    `issued_at` and `appointment` are in the hall's time zone. `people_ahead` is how many would be called first when
    the ticket was issued, `wait_low` and `wait_high` the minutes that were promised then. `stops` are the places of a
    visit to several agencies in their order, this one first. `reprint` is 0 for the original and counts the copies
    after it.
    """

    hall: str
    agency: str
    service: str
    label: str
    issued_at: datetime
    people_ahead: int
    logo: Picture | None = None
    procedure: str | None = None
    need: str = ""
    priority: str = ""
    wait_low: int | None = None
    wait_high: int | None = None
    appointment: datetime | None = None
    stops: tuple[str, ...] = ()
    qr: str = ""
    footer: tuple[str, ...] = ()
    reprint: int = 0

    def __post_init__(self) -> None:
        if self.issued_at.tzinfo is None or (self.appointment is not None and self.appointment.tzinfo is None):
            raise ValueError("issued_at and appointment must be in the hall's time zone")


def ticket_slip(facts: SlipFacts, language: str, *, template: tuple[SlipLine, ...] = STANDARD_SLIP) -> Slip:
    """The slip for one ticket, ending with the cut. A copy says so right above its number, whatever the template."""
    items: list[Item] = []
    blank, ruled = 0.0, 0.0
    marked = not facts.reprint
    for line in template:
        match line.kind:
            case LineKind.GAP:
                blank = max(blank, line.size, line.above)
                continue
            case LineKind.RULE:
                # Printed only when something stands below it; the blank above it is kept apart until then.
                ruled, blank = max(ruled, blank, line.above), line.above
                continue
            case LineKind.CAPTION | LineKind.NUMBER if not marked:
                printed = [_mark(facts, language), Gap(_BETWEEN), *_items(line, facts, language)]
                marked = True
            case _:
                printed = list(_items(line, facts, language))
        if not printed:
            continue
        if ruled:
            items += (Gap(ruled), Rule())
        # At the head there is the paper between knife and print head already: no more unless a gap asks for it.
        items += (Gap(max(blank, line.above) if items else blank), *printed)
        blank, ruled = 0.0, 0.0
    return Slip((*items, Gap(_AT_THE_END), Cut()))


def _mark(facts: SlipFacts, language: str) -> TextLine:
    mark = words(language).gettext("IN LẠI {count}").format(count=facts.reprint)
    return TextLine(mark, size=round(_MARK * DOTS_PER_MM), weight=Weight.BOLD, inverse=True)


def _items(line: SlipLine, facts: SlipFacts, language: str) -> Iterator[Item]:
    match line.kind:
        case LineKind.LOGO if facts.logo is not None:
            yield facts.logo
        case LineKind.NUMBER:
            yield Number(facts.label, mm=line.size)
        case LineKind.CODE if facts.qr:
            yield Qr(facts.qr, mm=line.size)
        case LineKind.TEXT:
            yield _styled(line.text_en if language == "en" else line.text_vi, line)
        case LineKind.STOPS if facts.stops:
            yield from _stops(line, facts, language)
        case kind if kind in _WORDS:
            yield from _spaced(_WORDS[kind](facts, language), line)


def _stops(line: SlipLine, facts: SlipFacts, language: str) -> Iterator[Item]:
    caption = words(language).gettext("Ông/bà lần lượt đến:")
    yield _styled(caption, line)
    for place, stop in enumerate(facts.stops, 1):
        yield Gap(_BETWEEN)
        numbered = _styled(f"{place}.\N{NO-BREAK SPACE}{stop}", line)
        yield replace(numbered, hang=numbered.size)


def _spaced(texts: Iterable[str], line: SlipLine) -> Iterator[Item]:
    for place, text in enumerate(text for text in texts if text.strip()):
        if place:
            yield Gap(_BETWEEN)
        yield _styled(text, line)


def _styled(text: str, line: SlipLine) -> TextLine:
    return TextLine(text, size=round(line.size * DOTS_PER_MM), weight=line.weight, align=line.align)


def _ahead(facts: SlipFacts, language: str) -> str:
    _, ngettext, count = words(language).gettext, words(language).ngettext, facts.people_ahead
    if facts.reprint:  # printed later than it was counted
        said = ngettext("Lúc lấy số, trước ông/bà có {count} người", "Lúc lấy số, trước ông/bà có {count} người", count)
    elif count:
        said = ngettext("Trước ông/bà còn {count} người", "Trước ông/bà còn {count} người", count)
    else:
        said = _("Ông/bà là người tiếp theo")
    return said.format(count=count)


def _wait(facts: SlipFacts, language: str) -> str:
    if facts.wait_low is None or facts.wait_high is None:
        return ""
    _ = words(language).gettext
    said = _("Dự kiến chờ {time} từ lúc lấy số") if facts.reprint else _("Dự kiến chờ {time}")
    return said.format(time=promise(facts.wait_low, facts.wait_high, language))


def _time(facts: SlipFacts, language: str) -> str:
    said = words(language).gettext("Lấy số lúc {time} ngày {date}")
    return said.format(time=f"{facts.issued_at:%H:%M}", date=f"{facts.issued_at:%d/%m/%Y}")


def _appointment(facts: SlipFacts, language: str) -> str:
    if facts.appointment is None:
        return ""
    return words(language).gettext("Lịch hẹn lúc {time}").format(time=f"{facts.appointment:%H:%M}")


def _code_caption(facts: SlipFacts, language: str) -> str:
    return words(language).gettext("Quét mã để xem khi nào đến lượt") if facts.qr else ""


#: What each kind of words says, one text a printed line.
_WORDS: Final[Mapping[LineKind, Callable[[SlipFacts, str], tuple[str, ...]]]] = MappingProxyType(
    {
        LineKind.HALL: lambda facts, _language: (facts.hall,),
        LineKind.AGENCY: lambda facts, _language: (facts.agency,),
        LineKind.FIELD: lambda facts, _language: (facts.service,),
        LineKind.PROCEDURE: lambda facts, _language: (facts.procedure or "",),
        LineKind.NEED: lambda facts, _language: (facts.need,),
        LineKind.PRIORITY: lambda facts, _language: (facts.priority,),
        LineKind.CAPTION: lambda _facts, language: (words(language).gettext("Số của ông/bà"),),
        LineKind.AHEAD: lambda facts, language: (_ahead(facts, language),),
        LineKind.WAIT: lambda facts, language: (_wait(facts, language),),
        LineKind.APPOINTMENT: lambda facts, language: (_appointment(facts, language),),
        LineKind.TIME: lambda facts, language: (_time(facts, language),),
        LineKind.CODE_CAPTION: lambda facts, language: (_code_caption(facts, language),),
        LineKind.FOOTER: lambda facts, _language: facts.footer,
    }
)
