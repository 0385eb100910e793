"""The board's standing words, in its own language and, smaller, in the other one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from display.state import Said
from shared.text import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Captions:
    """Every standing word of the board."""

    invited: Said
    counter: Said
    recent: Said
    waiting: Said
    longest: Said
    number: Said
    nobody_called: Said
    nobody_waiting: Said
    no_counter_open: Said
    minutes: str
    next_up: str


def other(language: str) -> str:
    """The board's second language."""
    return "en" if language == "vi" else "vi"


def both(language: str, say: Callable[[Callable[[str], str]], str]) -> Said:
    """What `say` makes of each language's gettext. A second text equal to the first is left out."""
    main = say(words(language).gettext)
    small = say(words(other(language)).gettext)
    return Said(main=main, small="" if small == main else small)


@cache
def captions(language: str) -> Captions:
    """The captions of a board in this language."""
    return Captions(
        invited=both(language, lambda _: _("Mời số")),
        counter=both(language, lambda _: _("Quầy")),
        recent=both(language, lambda _: _("Vừa gọi")),
        waiting=both(language, lambda _: _("Đang chờ")),
        longest=both(language, lambda _: _("Lâu nhất")),
        number=both(language, lambda _: _("Số thứ tự")),
        nobody_called=both(language, lambda _: _("Các số vừa gọi sẽ hiện ở đây.")),
        nobody_waiting=both(language, lambda _: _("Hiện không có ai đang chờ.")),
        no_counter_open=both(language, lambda _: _("Hiện không có quầy nào mở.")),
        minutes=words(language).gettext("phút"),
        next_up=words(language).gettext("Tiếp theo"),
    )
