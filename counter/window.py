"""The one window: it draws the state it is given and reports keys and clicks to the presenter. It decides nothing."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from counter.acts import Act
from counter.key_names import WITH_CTRL, key_name
from counter.obeys import Obeys
from counter.state import DeskState
from counter.touches import Touches
from counter.views.chooser import ChooserSheet
from counter.views.desk import Desk
from counter.views.emergency import EmergencyStrip
from counter.views.form import FormSheet
from counter.views.gate import GateSheet
from counter.views.help import HelpSheet
from counter.views.leave import LeaveSheet
from counter.views.measures import Measures
from counter.views.overlay import WhySheet
from counter.views.picker import PickerSheet
from shared.text import words

#: Two presses of one key within this many ms are one press of a worn key, or a hand that trembled.
_BOUNCE_MS: Final = 250


class DeskWindow(QWidget):
    """Give it a presenter with `obey` before it is shown. `covered`: a sheet lies over the desk."""

    bar_asked = Signal()
    close_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("desk")
        self.setMinimumSize(960, 640)
        self._presenter: Obeys | None = None
        self._state: DeskState | None = None
        self._last_press: tuple[int, int] = (0, 0)
        self._touches = Touches(self)
        self.covered = False
        self.desk = Desk(self)
        self.chooser = ChooserSheet(self)
        self.form = FormSheet(self)
        self.why = WhySheet(self)
        self.help = HelpSheet(self)
        self.leave = LeaveSheet(self)
        self.help.hide()
        self.leave.hide()
        self.chooser.hide()
        self.form.hide()
        self.why.hide()
        self.desk.chosen.connect(self._act)
        self.desk.notice.retried.connect(self._act)
        self.desk.alert.later.clicked.connect(self._put_aside)
        self.desk.places.picked.connect(self._select)
        self.desk.waiting.picked.connect(self._explain)
        self.desk.parked.called.connect(self._call)
        self.desk.absent.called.connect(self._call)
        self.desk.header.switch.clicked.connect(self._switch)
        self.chooser.searched.connect(self._search)
        self.chooser.dismissed.connect(self._dismiss)
        self.chooser.retried.connect(self._act)
        self.form.dismissed.connect(self._dismiss)
        self.form.retried.connect(self._act)
        self.why.dismissed.connect(self._dismiss)
        self.picker = PickerSheet(self)
        self.gate = GateSheet(self)
        self.emergency = EmergencyStrip(self)
        self._connect_officer()
        self._connect_machine()

    def _connect_machine(self) -> None:
        self.help.dismissed.connect(self._dismiss)
        self.leave.dismissed.connect(self._dismiss)
        self.leave.closing.connect(self._close_and_leave)
        self.leave.leaving.connect(self._leave)
        self.desk.header.bar.clicked.connect(self.bar_asked)
        self.desk.header.keys.clicked.connect(self._show_keys)

    def _connect_officer(self) -> None:
        self.picker.hide()
        self.gate.hide()
        self.picker.picked.connect(self._pick)
        self.picker.dismissed.connect(self._dismiss)
        self.gate.entered.connect(self._log_in)
        self.gate.stayed.connect(self._stay)
        self.gate.switch.clicked.connect(self._switch)
        self.desk.header.who.clicked.connect(self._open_menu)
        self.desk.mail.read.clicked.connect(self._have_read)
        self.desk.pauses.chosen.connect(self._pause_for)

    def obey(self, presenter: Obeys) -> None:
        """Report to this presenter from now on."""
        self._presenter = presenter
        self._touches.touched.connect(presenter.touched)
        self.chooser.picked.connect(presenter.choose)
        self.chooser.picked_also.connect(partial(presenter.choose, also=True))
        self.chooser.optioned.connect(presenter.option)
        self.form.pressed.connect(presenter.form_key)
        self.form.typed.connect(presenter.form_typed)
        self.form.scanned.connect(presenter.form_scanned)
        self.form.stepped.connect(presenter.form_amount)
        self.form.counted.connect(presenter.form_count)
        self.form.dropped.connect(presenter.form_drop)
        self.form.confirmed.connect(presenter.form_confirm)

    # -- showing -------------------------------------------------------------------------------------------------

    def show_state(self, state: DeskState) -> None:
        """Draw this."""
        before, self._state = self._state, state
        _ = words(state.language).gettext
        self.setWindowTitle(_("Một Cửa – {counter}").format(counter=state.header.counter))
        if self.emergency.show_emergency(state.emergency):
            self._lay_out()
        self.desk.show_state(state)
        # What lies over the desk takes the keyboard; nothing under it can be reached.
        covered = self.covered = _is_covered(state)
        self.desk.setEnabled(not covered)
        if state.chooser is not None:
            opened = self.chooser.isHidden()
            self.chooser.show_chooser(state.chooser, (_("Trước"), _("Sau")))
            self.chooser.show()
            if opened:
                self.chooser.open()
        else:
            self.chooser.hide()
        if state.form is not None:
            opened = self.form.show_form(state.form) or self.form.isHidden()
            self.form.show()
            if opened:
                self.form.open()
        else:
            self.form.hide()
        if state.why is not None:
            self.why.show_why(state.why)
            opened = self.why.isHidden()
            self.why.show()
            if opened:
                self.why.open()
        else:
            self.why.hide()
        self._show_officer(state, (_("Trước"), _("Sau")))
        self._show_machine_sheets(state)
        if not covered:
            self._keep_focus(before, state)

    def _show_officer(self, state: DeskState, names: tuple[str, str]) -> None:
        """What lies over the desk for the officer's own sake; the gate over everything."""
        if state.picker is not None:
            opened = self.picker.isHidden()
            self.picker.show_picker(state.picker, names)
            self.picker.show()
            if opened:
                self.picker.open()
        elif not self.picker.isHidden():
            self.picker.hide()
            self.picker.close_up()
        self.desk.setVisible(state.gate is None)
        if state.gate is not None:
            self.gate.raise_()
            self.gate.show()
            self.gate.show_gate(state.gate)
        elif not self.gate.isHidden():
            self.gate.hide()
            self.gate.close_up()

    def _show_machine_sheets(self, state: DeskState) -> None:
        """The keys, and the question whether to end."""
        if state.help is not None:
            self.help.show_help(state.help)
        if state.leave is not None:
            self.leave.show_leave(state.leave)
        for sheet, wanted in ((self.help, state.help), (self.leave, state.leave)):
            opened = wanted is not None and sheet.isHidden()
            sheet.setVisible(wanted is not None)
            if opened:
                sheet.raise_()
                sheet.open()

    def _keep_focus(self, before: DeskState | None, state: DeskState) -> None:
        """The keyboard goes back to the large button when a verb ended, and is never nowhere."""
        asks_again = state.notice is not None and state.notice.retry is not None
        if asks_again:
            self.desk.notice.retry.setFocus()
            return
        if state.primary is not None and not state.primary.enabled:
            self.setFocus()  # Qt would hand it on to whatever comes next
            return
        ended = before is not None and before.busy and not state.busy
        uncovered = before is not None and _is_covered(before)
        appeared = before is None or (before.primary is None and state.primary is not None)
        focus = self.focusWidget()
        lost = focus is None or not focus.isVisible() or not focus.isEnabled()
        if ended:
            self.desk.first_pages()
        if ended or uncovered or appeared or lost:
            self.desk.primary.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()  # what becomes of a desk that is closed is for others to say
        self.close_asked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """An emergency stands above everything, so that no sheet hides it; the rest is drawn for the room that is
        left."""
        self.emergency.measure(Measures.of(self.width(), self.height()))
        told = self.emergency.height_for(self.width(), self.height())
        self.emergency.setGeometry(0, 0, self.width(), told)
        self.emergency.setVisible(told > 0)
        rest = self.rect().adjusted(0, told, 0, 0)
        measures = Measures.of(rest.width(), rest.height())
        sheets = (self.chooser, self.form, self.why, self.picker, self.gate, self.help, self.leave)
        for part in (self.desk, *sheets):
            part.measure(measures)
            part.setGeometry(rest)
        self.desk.lay_out()
        for sheet in sheets:
            sheet.place()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._touches.watch(self)

    # -- gestures ------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if self._presenter is None or event.isAutoRepeat():
            return
        self._presenter.touched()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._press_with_control(event)
            return
        if self._state is not None and _is_covered(self._state) and event.key() != Qt.Key.Key_F11:
            return
        name = key_name(event)
        if event.key() == Qt.Key.Key_Escape:
            self._presenter.dismiss()
        elif event.key() == Qt.Key.Key_F11:
            self._switch()
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._select_place(event.key() - Qt.Key.Key_1)
        elif name and not self._bounced(event):
            self._presenter.press(name)
        elif not name and event.text().isalpha():
            self._presenter.find(event.text())

    def _press_with_control(self, event: QKeyEvent) -> None:
        key = event.key()
        if self._presenter is None or self._state is None or self._bounced(event):
            return
        if key == Qt.Key.Key_L:
            self._presenter.press("Ctrl+L")
        elif key == Qt.Key.Key_B:
            self.bar_asked.emit()
        elif not _is_covered(self._state) and key in WITH_CTRL:
            self._presenter.press(WITH_CTRL[key])
        elif not _is_covered(self._state) and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._presenter.pause_by_number(key - Qt.Key.Key_1)

    def _bounced(self, event: QKeyEvent) -> bool:
        key, at = event.key(), event.timestamp()
        last_key, last_at = self._last_press
        self._last_press = (key, at)
        return bool(at and last_at and key == last_key and at - last_at < _BOUNCE_MS)

    def _select_place(self, number: int) -> None:
        if self._presenter is not None and self._state is not None and 0 <= number < len(self._state.places):
            self._presenter.select(self._state.places[number].ticket)

    @Slot(Act)
    def _act(self, act: Act) -> None:
        if self._presenter is not None:
            self._presenter.act(act)

    @Slot(object)
    def _select(self, ticket: int | None) -> None:
        if self._presenter is not None:
            self._presenter.select(ticket)

    @Slot(int)
    def _explain(self, ticket: int) -> None:
        if self._presenter is not None:
            self._presenter.explain(ticket)

    @Slot(int)
    def _call(self, ticket: int) -> None:
        if self._presenter is not None:
            self._presenter.call(ticket)

    @Slot(str)
    def _search(self, query: str) -> None:
        if self._presenter is not None:
            self._presenter.search(query)

    @Slot()
    def _dismiss(self) -> None:
        if self._presenter is not None:
            self._presenter.dismiss()

    @Slot()
    def _show_keys(self) -> None:
        self._act(Act.HELP)

    @Slot()
    def _close_and_leave(self) -> None:
        if self._presenter is not None:
            self._presenter.close_and_leave()

    @Slot()
    def _leave(self) -> None:
        if self._presenter is not None:
            self._presenter.leave()

    @Slot()
    def _put_aside(self) -> None:
        if self._presenter is not None:
            self._presenter.put_aside()

    @Slot()
    def _switch(self) -> None:
        if self._presenter is not None and self._state is not None:
            self._presenter.speak("vi" if self._state.language == "en" else "en")

    @Slot(str)
    def _pick(self, code: str) -> None:
        if self._presenter is not None:
            self._presenter.pick(code)

    @Slot(str)
    def _pause_for(self, reason: str) -> None:
        if self._presenter is not None:
            self._presenter.pause_for(reason)

    @Slot(str, str, bool)
    def _log_in(self, code: str, pin: str, take_over: bool) -> None:
        if self._presenter is not None:
            self._presenter.log_in(code, pin, take_over=take_over)

    @Slot()
    def _stay(self) -> None:
        if self._presenter is not None:
            self._presenter.stay()

    @Slot()
    def _open_menu(self) -> None:
        self._act(Act.MENU)

    @Slot()
    def _have_read(self) -> None:
        if self._presenter is not None:
            self._presenter.have_read_first()


def _is_covered(state: DeskState) -> bool:
    """Whether something lies over the desk."""
    sheets = (state.chooser, state.form, state.why, state.picker, state.gate, state.help, state.leave)
    return any(one is not None for one in sheets)
