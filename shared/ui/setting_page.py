"""What a public screen shows while a setting must be mended: words for citizens, and for staff which file and key.

Without it systemd would start the program again and again before a black screen. What stands in the file is not shown:
it may be the store's password.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from shared.domain.errors import ConfigError
from shared.text import words
from shared.ui.lettering import CENTRE, Para, draw, fit
from shared.ui.painting import rounded
from shared.ui.theme import DARK

_LOOK_MS: Final = 1000
_AGAIN_MS: Final = 300_000  # what was mended elsewhere (the store, a program beside it) is found then
_LEAST: Final = 8


class SettingPage(QWidget):
    """Stands until one of the files that have to do with it changes, or five minutes; then `again` is called."""

    def __init__(self, error: ConfigError, settings: Path, again: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("setting-page")
        self.setWindowTitle("Một Cửa")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.error: Final = error
        self._files = tuple({settings, Path(error.where)})
        self._were = self._stamps()
        self._again = again
        self.setAccessibleName(" ".join(text for text, _size, _weight in self.lines()))
        self._looking = QTimer(self)
        self._looking.timeout.connect(self._look)
        self._looking.start(_LOOK_MS)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(again)
        self._patience.start(_AGAIN_MS)

    def lines(self) -> tuple[tuple[str, float, int], ...]:
        """Text, size (of a screen 1,000 high) and weight: two for citizens, twice, and what staff need."""
        ours, english = (_for_all(words(language).gettext) for language in ("vi", "en"))
        _ = words("vi").gettext
        meant = f" ({' / '.join(self.error.suggestions)}?)" if self.error.suggestions else ""
        return (
            (ours[0], 84, 700),
            (ours[1], 52, 500),
            (english[0], 46, 600),
            (english[1], 36, 400),
            (_("Dành cho nhân viên: một cài đặt của máy này cần được sửa."), 34, 600),
            (f"{self.error.where}: {self.error.key}", 34, 700),
            (f"{self.error.cure}{meant}", 30, 400),
        )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), DARK.ground)
        unit = min(self.height() / 1000, self.width() / 1080)
        whole = QRectF(self.rect()).adjusted(60 * unit, 60 * unit, -60 * unit, -60 * unit)
        for_all = QRectF(whole.left(), whole.top(), whole.width(), whole.height() * 0.64)
        for_staff = QRectF(whole.left(), for_all.bottom(), whole.width(), whole.height() - for_all.height())
        rounded(painter, for_staff, 18 * unit, fill=DARK.surface, edge=DARK.warning, thick=max(2.0, 5 * unit))
        paras = [Para(text, size * unit, weight, least=_LEAST) for text, size, weight in self.lines()]
        inside = for_staff.adjusted(40 * unit, 24 * unit, -40 * unit, -24 * unit)
        for place, told, inks in (
            (for_all, paras[:4], [DARK.ink, DARK.ink, DARK.quiet, DARK.quiet]),
            (inside, paras[4:], [DARK.quiet, DARK.ink, DARK.ink]),
        ):
            draw(painter, place, fit(tuple(told), place.width(), place.height()), inks, align=CENTRE)
        painter.end()

    def _stamps(self) -> tuple[tuple[int, int] | None, ...]:
        return tuple(map(_stamp, self._files))

    @Slot()
    def _look(self) -> None:
        if self._stamps() != self._were:
            self._looking.stop()
            self._again()


def _for_all(_: Callable[[str], str]) -> tuple[str, str]:
    return _("Màn hình này tạm ngừng hoạt động"), _("Xin quý vị xem màn hình khác hoặc hỏi nhân viên.")


def _stamp(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
