"""The sheet of all keys, made from the tables that say what the keys do, so that it is never wrong."""

from __future__ import annotations

from dataclasses import dataclass

from counter import phrases
from counter.acts import HOTKEYS, KEYPAD, KEYS, LANGUAGE_KEY, PRIMARY_KEYS, SHAPE_KEY, Act
from counter.situation import Page, Situation
from shared.text import words


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpRow:
    """A key or several, and what they do."""

    keys: str
    does: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPart:
    """Rows under a heading."""

    title: str
    rows: tuple[HelpRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """The sheet."""

    title: str
    parts: tuple[HelpPart, ...]
    close: str


def keys_shown(situation: Situation) -> Help | None:
    """The sheet, while it is open."""
    if not situation.help:
        return None
    _ = words(situation.language).gettext
    parts = [
        HelpPart(title=_("Việc ở quầy"), rows=_acts(situation.language)),
        HelpPart(title=_("Trên màn hình này"), rows=_ways(situation.language)),
    ]
    anywhere = _anywhere(situation)
    if anywhere:
        parts.append(HelpPart(title=_("Từ mọi chương trình"), rows=anywhere))
    if situation.machine.keypad:
        rows = tuple(
            HelpRow(keys=_("Phím {number}").format(number=number), does=does_of(key, situation.language))
            for number, key in KEYPAD.items()
        )
        parts.append(HelpPart(title=_("Bộ phím gọi số"), rows=rows))
    return Help(title=_("Các phím của quầy"), parts=tuple(parts), close=_("Đóng"))


def does_of(key: str, language: str) -> str:
    """What a key of the desk does, all its acts one after the other."""
    return " / ".join(dict.fromkeys(text for act in KEYS[key] for text in _called(act, language)))


def _called(act: Act, language: str) -> tuple[str, ...]:
    return tuple(phrases.on_button(act, language, page=page) for page in (Page.CLOSED, Page.PAUSED))


def _acts(language: str) -> tuple[HelpRow, ...]:
    main = words(language).gettext("Nút lớn: việc chính lúc này")
    keys = " · ".join(sorted(PRIMARY_KEYS - {"Return"}))
    return (
        HelpRow(keys=keys, does=main),
        *(HelpRow(keys=key, does=does_of(key, language)) for key in KEYS),
    )


def _ways(language: str) -> tuple[HelpRow, ...]:
    _ = words(language).gettext
    return (
        HelpRow(keys=SHAPE_KEY, does=_("Cửa sổ đầy đủ / Thanh nhỏ")),
        HelpRow(keys=LANGUAGE_KEY, does="English / Tiếng Việt"),
        HelpRow(keys="Tab · Shift+Tab", does=_("Sang nút khác")),
        HelpRow(keys="↑ ↓", does=_("Sang dòng khác của danh sách")),
        HelpRow(keys="A … Z", does=_("Tìm số: gõ luôn chữ đầu của số phiếu")),
        HelpRow(keys="Ctrl+1 … Ctrl+9", does=_("Tạm nghỉ với lý do ghi cạnh số ấy")),
        HelpRow(keys="Alt+1 … Alt+9", does=_("Chọn công dân, nếu quầy nhận nhiều người")),
        HelpRow(keys="Esc", does=_("Đóng bảng đang mở, bỏ lời báo")),
        HelpRow(keys="Ctrl+← ↑ → ↓", does=_("Dời thanh nhỏ")),
        HelpRow(keys="Ctrl+Shift+← →", does=_("Thu hẹp, nới rộng thanh nhỏ")),
    )


def _anywhere(situation: Situation) -> tuple[HelpRow, ...]:
    hotkeys, show = situation.machine.hotkeys, situation.machine.show
    _ = words(situation.language).gettext
    rows = [
        HelpRow(keys=hotkeys[key], does=does_of(key, situation.language)) for key in HOTKEYS.values() if key in hotkeys
    ]
    if show:
        rows.append(HelpRow(keys=show, does=_("Đưa quầy ra trước")))
    return tuple(rows)
