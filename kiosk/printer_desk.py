"""A printer that is not there, on the desk: its roll as it grows, and what a hand could do to it.

    motcua virtual-printer          # this window on a screen, none without one or with --no-window

It lives here and not with the virtual printer because no window lives in hardware/.
"""

from __future__ import annotations

import os
import signal
import sys
from html import escape
from typing import Any, Final

import click
from PIL import Image
from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from hardware.virtual.command import make_printer
from hardware.virtual.command import virtual_printer as without_window
from hardware.virtual.printer import VirtualPrinter
from shared.text import words
from shared.ui import fonts
from shared.ui.theme import LIGHT
from shared.ui.which_screen import screen_of

_LOOK_MS: Final = 150
_NEW_ROLL_MM: Final = 80_000.0
_PAPER_WIDTH: Final = 420  # pixels on the screen
_BUTTON: Final = f"""
QPushButton {{ background: {LIGHT.surface.name()}; color: {LIGHT.ink.name()}; border: 2px solid {LIGHT.line.name()};
  border-radius: 10px; }}
QPushButton:pressed {{ background: {LIGHT.raised.name()}; }}
QPushButton:focus {{ border-color: {LIGHT.accent.name()}; }}
"""


class PrinterDesk(QWidget):
    """The roll on the left, newest paper on top; the hand's buttons on the right. `printer` is running."""

    def __init__(self, printer: VirtualPrinter, *, language: str = "vi") -> None:
        super().__init__()
        self.printer: Final = printer
        self._plugged = True
        self._words = words(language)
        _ = self._words.gettext
        self.setStyleSheet(f"PrinterDesk {{ background: {LIGHT.ground.name()}; }}")
        self.setWindowTitle(_("Máy in ảo"))
        self._paper = QLabel()
        self._paper.setObjectName("roll")
        self._paper.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        roll = QScrollArea()
        roll.setWidgetResizable(True)
        roll.setWidget(self._paper)
        roll.setStyleSheet("background: #787878; border: 0;")
        roll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._tell = QLabel()
        self._tell.setObjectName("tell")
        self._tell.setFont(fonts.words_font(18))
        self._tell.setStyleSheet(f"color: {LIGHT.ink.name()};")
        self._tell.setWordWrap(True)
        self._buttons = {name: self._button(name) for name in ("paper", "cover", "knife", "cable")}
        side = QVBoxLayout()
        side.addWidget(self._tell)
        for button in self._buttons.values():
            side.addWidget(button)
        side.addStretch(1)
        whole = QHBoxLayout(self)
        whole.addWidget(roll, 3)
        whole.addLayout(side, 2)
        self._drawn: tuple[int, int] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.refresh)
        self._timer.start(_LOOK_MS)
        self.refresh()

    def _button(self, name: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.setFont(fonts.words_font(20, 600))
        button.setMinimumHeight(72)
        button.setStyleSheet(_BUTTON)
        pressed = {"paper": self._paper_out, "cover": self._cover, "knife": self._knife, "cable": self._cable}
        button.clicked.connect(pressed[name])
        return button

    @Slot()
    def _paper_out(self) -> None:
        self.printer.change(paper_mm=_NEW_ROLL_MM if self.printer.condition.paper_out else 0.0)
        self.refresh()

    @Slot()
    def _cover(self) -> None:
        self.printer.change(cover_open=not self.printer.condition.cover_open)
        self.refresh()

    @Slot()
    def _knife(self) -> None:
        self.printer.change(cutter_jam=not self.printer.condition.cutter_jam)
        self.refresh()

    @Slot()
    def _cable(self) -> None:
        if self._plugged:
            self.printer.stop()
        else:
            self.printer.start()
        self._plugged = not self._plugged
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the roll and the printer as they are."""
        _ = self._words.gettext
        now = self.printer.condition
        labels = {
            "paper": _("Thay giấy") if now.paper_out else _("Hết giấy"),
            "cover": _("Đóng nắp") if now.cover_open else _("Mở nắp"),
            "knife": _("Gỡ dao") if now.cutter_jam else _("Kẹt dao"),
            "cable": _("Rút cáp") if self._plugged else _("Cắm cáp"),
        }
        for name, label in labels.items():
            self._buttons[name].setText(label)
        works = self._plugged and now.online
        colour = (LIGHT.good if works else LIGHT.danger).name()
        state = _("Sẵn sàng") if works else _("Không in được")
        count = _("{count} phiếu đã ra, còn {metres:.1f} m giấy").format(
            count=self.printer.cuts, metres=max(0.0, now.paper_mm) / 1000
        )
        lines = [f"<b style='color:{colour}'>{state}</b>", self.printer.url, count]
        lines += [
            f"<span style='color:{LIGHT.danger.name()}'>{escape(wrong)}</span>" for wrong in self.printer.reports[-3:]
        ]
        self._tell.setText("<br>".join(lines))
        self._draw()

    def _draw(self) -> None:
        hanging = self.printer.hanging
        seen = (self.printer.cuts, hanging.height)
        if seen == self._drawn:
            return
        self._drawn = seen
        picture = _pixmap(_stacked([hanging, *reversed(self.printer.slips[-6:])]))
        self._paper.setPixmap(picture.scaledToWidth(_PAPER_WIDTH, Qt.TransformationMode.SmoothTransformation))


def _stacked(pieces: list[Image.Image]) -> Image.Image:
    gap = 10
    height = sum(piece.height + gap for piece in pieces)
    roll = Image.new("L", (max(piece.width for piece in pieces), max(1, height)), 120)
    top = 0
    for piece in pieces:
        roll.paste(255, (0, top, roll.width, top + piece.height))
        roll.paste(piece, ((roll.width - piece.width) // 2, top))
        top += piece.height + gap
    return roll


def _pixmap(picture: Image.Image) -> QPixmap:
    data = picture.convert("L").tobytes()
    image = QImage(data, picture.width, picture.height, picture.width, QImage.Format.Format_Grayscale8)
    return QPixmap.fromImage(image.copy())


def _virtual_printer(*, window: bool | None, **options: Any) -> None:
    """Be a ticket printer, drawing its slips into pictures, until told to end."""
    on_screen = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if not (on_screen if window is None else window):
        click.get_current_context().invoke(without_window, **options)
        return
    application = QApplication.instance() or QApplication(sys.argv[:1])
    fonts.register()
    with make_printer(**options) as printer:
        click.echo(printer.url)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: QApplication.quit())
        desk = PrinterDesk(printer)
        desk.resize(860, 900)
        screen = screen_of(desk).availableGeometry()
        desk.move(max(0, screen.right() - desk.width()), screen.top())  # where it hides least of the others
        desk.show()
        application.exec()


virtual_printer: Final = click.Command(
    "virtual-printer",
    callback=_virtual_printer,
    params=[
        *without_window.params,
        click.Option(["--window/--no-window"], default=None, help="With a window; by default on a screen."),
    ],
    help=without_window.help,
)
