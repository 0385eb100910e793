"""What is said of a page to somebody who does not see it: its title, what stands there, how to go on. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kiosk.emergency import EmergencyBody
from kiosk.state import (
    AgencyBody,
    ConfirmBody,
    HomeBody,
    KioskState,
    Leaf,
    Page,
    PinBody,
    PopularBody,
    PriorityBody,
    SearchBody,
    StaffBody,
    TicketBody,
)
from kiosk.wording import (
    ahead_words,
    counters_words,
    documents_words,
    leaf_words,
    notice_words,
    ticket_words,
    waiting_words,
)
from shared.text import words

_DIGITS: Final = 9  # of a keypad that choose


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """`title` is also the window's name for a screen reader."""

    title: str
    sentences: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All of it, to be spoken."""
        return " ".join(one if one[-1] in ".?!…:" else f"{one}." for one in (self.title, *self.sentences) if one)


def place_of(state: KioskState) -> object:
    """Changes when another page comes, or another leaf of one: then the keys begin anew."""
    body = state.body
    return (state.page, body.leaf.number if isinstance(body, HomeBody | AgencyBody | PopularBody) else 0)


def occasion(state: KioskState) -> object:
    """Changes when the page must be said anew: not when only its numbers change."""
    label = state.body.label if isinstance(state.body, TicketBody) else None
    warned = state.body if isinstance(state.body, EmergencyBody) else None
    return (place_of(state), state.language, label, state.seconds_left is not None, warned)


def guidance_of(state: KioskState) -> Guidance:
    """What is said when this state comes, in its language."""
    _ = words(state.language).gettext
    if state.seconds_left is not None:
        return Guidance(
            title=_("Ông/bà còn ở đây không?"), sentences=(_("Nếu cần thêm thời gian, xin bấm một phím bất kỳ."),)
        )
    language = state.language
    match state.body:
        case HomeBody(leaf=leaf, adding=adding):
            asked = _("Ông/bà cần đến cơ quan nào nữa?") if adding else _("Ông/bà cần làm thủ tục gì?")
            search = _("Xin chọn cơ quan, hoặc tìm thủ tục theo tên.")
            return Guidance(title=asked, sentences=(search, *_leaf(leaf, language)))
        case PopularBody(leaf=leaf):
            return Guidance(title=_("Nhiều người đến làm"), sentences=(_("Xin chọn lĩnh vực"), *_leaf(leaf, language)))
        case PriorityBody(choices=classes):
            names = [f"{one.name}. {one.who}" if one.who else one.name for one in classes]
            return Guidance(title=_("Ông/bà thuộc diện nào?"), sentences=_choices(names, language))
        case AgencyBody(agency=agency, leaf=leaf):
            return Guidance(title=agency, sentences=(_("Xin chọn lĩnh vực"), *_leaf(leaf, language)))
        case SearchBody(results=results, query=query):
            found = tuple(f"{result.name}: {result.agency}" for result in results)
            return Guidance(title=_("Tìm thủ tục"), sentences=(query, *found, how_to_move(language)))
        case ConfirmBody() as body:
            return _confirm(body, language)
        case TicketBody() as body:
            return _ticket(state.page, body, language)
        case PinBody(message=message):
            return Guidance(title=_("Mã PIN của nhân viên"), sentences=(message, how_to_move(language)))
        case StaffBody(title=title, choices=tools, message=message):
            return Guidance(title=title, sentences=(message, *_choices([one.name for one in tools], language)))
        case _:
            title, *sentences = notice_words(state.page, state.body, language)
            stays = state.page in (Page.STARTING, Page.CLOSED, Page.AWAY, Page.EMERGENCY, Page.OUT_OF_SERVICE)
            way = () if stays else (_("Phím sao để quay lại, phím thăng về trang đầu."),)
            return Guidance(title=title, sentences=(*sentences, *way))


def how_to_move(language: str) -> str:
    """The keys that always mean the same."""
    return words(language).gettext(
        "Phím mũi tên để di chuyển, phím Enter để chọn, phím sao để quay lại, phím thăng về trang đầu."
    )


def _leaf(leaf: Leaf, language: str) -> tuple[str, ...]:
    """Where it stands among the leaves, and what there is to choose."""
    where = (leaf_words(leaf.number, leaf.count, language),) if leaf.count > 1 else ()
    names = [f"{one.name}, {waiting_words(one.waiting, language).lower()}" for one in leaf.choices]
    return (*where, *_choices(names, language))


def _choices(names: Sequence[str], language: str) -> tuple[str, ...]:
    """The first nine with the digit that chooses each, and how to go on."""
    text = words(language).gettext("Phím {number}: {name}")
    numbered = (text.format(number=number, name=name) for number, name in enumerate(names[:_DIGITS], start=1))
    return (*numbered, how_to_move(language))


def _confirm(body: ConfirmBody, language: str) -> Guidance:
    _ = words(language).gettext
    return Guidance(
        title=_("Lấy số"),
        sentences=(
            body.service,
            body.procedure or "",
            body.agency,
            *body.stops,
            _("Ưu tiên: {name}").format(name=body.priority) if body.priority else "",
            ahead_words(body.ahead, language),
            body.wait,
            counters_words(body.counters, language),
            documents_words(body.documents, language),
            *body.notes,
            body.hindrance or _("Phím Enter để lấy số."),
            how_to_move(language),
        ),
    )


def _ticket(page: Page, body: TicketBody, language: str) -> Guidance:
    _ = words(language).gettext
    large, small = ticket_words(page, body, language)
    if body.label is None:
        return Guidance(title=_("Đang lấy số…"), sentences=(small,))
    number = _("Số của ông/bà: {label}").format(label=body.label)
    keys = how_to_move(language) if page in (Page.UNSURE, Page.NO_PAPER) else ""
    return Guidance(title=large, sentences=(number, ahead_words(body.ahead, language), body.service, small, keys))
