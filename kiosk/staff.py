"""The staff's page: behind a PIN, what a member of staff does at a kiosk that has no keyboard.

Citizens find nothing of it, and nothing waits here: a page that nobody touches goes home.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final, Protocol

from kiosk.lock import Lock, Reason
from kiosk.places import Way
from kiosk.staff_words import Deed, menu, pin_locked, pin_wrong, reasons
from kiosk.state import Body, NoBody, Page, PinBody
from kiosk.visit import Visit
from shared.hall import Hall
from shared.pin_check import Locked, Opened, PinCheck, Wrong
from shared.text import words
from shared.ui.worker import Answer, Asks, Done, Trying

_log: Final = logging.getLogger(__name__)
_LONGEST_PIN: Final = 12
_PATIENCE: Final = 5.0  # s


class Tools(Protocol):
    """What the deeds are done with. All are called in the worker's thread and say in words what came of it."""

    def reprint_last(self, hall: Hall, *, language: str) -> str: ...

    def paper_changed(self, hall: Hall, *, language: str) -> str: ...

    def printer_test(self, hall: Hall, *, language: str) -> str: ...

    def health(self, hall: Hall, *, language: str) -> str: ...

    def louder(self, hall: Hall, *, language: str) -> str: ...

    def quieter(self, hall: Hall, *, language: str) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffKit:
    """What the staff's page of a kiosk needs. Without a PIN nothing opens; `leave` ends the program."""

    pin: PinCheck | None = None
    tools: Tools | None = None
    lock: Lock = field(default_factory=lambda: Lock(None))
    leave: Callable[[], None] = lambda: None


class Staff:
    """One kiosk's staff page."""

    def __init__(self, asks: Asks, kit: StaffKit, *, seconds: Callable[[], float], changed: Callable[[], None]) -> None:
        """`changed` is called after what came from elsewhere."""
        self._asks = asks
        self._pin, self._tools, self._lock, self._leave = kit.pin, kit.tools, kit.lock, kit.leave
        self._seconds = seconds
        self._changed = changed
        self._visit = 0  # an answer to somebody who has gone is of no interest
        self._page: Page | None = None
        self._digits = ""
        self._message = ""
        self._busy = False
        self._then: Callable[[], None] | None = None

    @property
    def page(self) -> Page | None:
        """Which of the staff's pages is open; None when none is."""
        return self._page

    @property
    def lock_reason(self) -> Reason | None:
        return self._lock.reason

    def body(self, language: str) -> Body:
        match self._page:
            case Page.STAFF_PIN:
                return PinBody(typed=len(self._digits), checking=self._busy, message=self._message)
            case Page.STAFF:
                return menu(self._lock.reason, language, self._message)
            case Page.STAFF_REASON:
                return reasons(language)
            case _:
                return NoBody()

    @property
    def can_open(self) -> bool:
        """Whether there is a PIN that opens anything."""
        return self._pin is not None

    def call(self, language: str, *, then: Callable[[], None] | None = None) -> None:
        """The hidden corner was held; or, with `then`, a member of staff stands by a citizen: `then` is called in the
        place of the staff's page when the PIN was right."""
        if self._page is not None:
            return
        if self._pin is None:
            _log.warning("somebody wanted the staff page, and no PIN is set for it")
            return
        self._page, self._then = Page.STAFF_PIN, then
        left = self._pin.locked_for(self._seconds())
        self._message = pin_locked(left, language) if left else ""

    def close(self) -> None:
        """Back to the citizens."""
        self._visit += 1
        self._page = None
        self._then = None
        self._digits = ""
        self._message = ""
        self._busy = False

    def back(self) -> None:
        """One page back."""
        if self._page is Page.STAFF_REASON:
            self._page = Page.STAFF
        else:
            self.close()

    def type_digit(self, digit: str) -> None:
        if self._page is Page.STAFF_PIN and not self._busy and digit.isdecimal() and len(digit) == 1:
            self._digits = (self._digits + digit)[:_LONGEST_PIN]
            self._message = ""

    def rub_out(self) -> None:
        if self._page is Page.STAFF_PIN and not self._busy:
            self._digits = self._digits[:-1]

    def try_pin(self, language: str) -> None:
        """Check what was typed, elsewhere: it takes its time by design."""
        check, digits = self._pin, self._digits
        if self._page is not Page.STAFF_PIN or self._busy or check is None or not digits:
            return
        self._busy, self._digits = True, ""
        at = self._seconds()
        self._asks.ask(lambda _hall: check.try_pin(digits, at), partial(self._tried, self._visit, language))

    def does(self, code: str, language: str) -> None:
        """A choice on one of the pages."""
        if self._busy:
            return
        if self._page is Page.STAFF_REASON:
            self._lock_for(code)
            return
        if self._page is not Page.STAFF:
            return
        try:
            deed = Deed(code)
        except ValueError:
            return
        match deed:
            case Deed.LOCK:
                self._page = Page.STAFF_REASON
            case Deed.UNLOCK:
                self._lock.unlock()
            case Deed.CLOSE:
                self.close()
            case Deed.LEAVE:
                _log.warning("staff end the program")
                self._leave()
            case _:
                self._do(deed, language)

    def _lock_for(self, code: str) -> None:
        reason = next((one for one in Reason if one.value == code), None)
        if reason is not None:
            self._lock.lock(reason)
            self.close()

    def _do(self, deed: Deed, language: str) -> None:
        tools = self._tools
        if tools is None:
            return
        work = {
            Deed.REPRINT: tools.reprint_last,
            Deed.PAPER_CHANGED: tools.paper_changed,
            Deed.PRINTER_TEST: tools.printer_test,
            Deed.HEALTH: tools.health,
            Deed.LOUDER: tools.louder,
            Deed.QUIETER: tools.quieter,
        }[deed]
        self._busy = True
        self._message = words(language).gettext("Đang làm, xin chờ…")
        did = partial(self._did, self._visit, language)
        self._asks.ask(partial(work, language=language), did, patience=_PATIENCE)

    def _tried(self, visit: int, language: str, answer: Answer) -> None:
        if isinstance(answer, Trying) or visit != self._visit:
            return
        self._busy = False
        match answer:
            case Done(Opened()) if self._then is not None:
                then = self._then
                self.close()
                then()
            case Done(Opened()):
                self._page, self._message = Page.STAFF, ""
            case Done(Wrong(tries_left)):
                self._message = pin_wrong(tries_left, language)
            case Done(Locked(seconds)):
                self._message = pin_locked(seconds, language)
            case _:
                self._message = words(language).gettext("Chưa kiểm tra được. Xin thử lại.")
        self._changed()

    def _did(self, visit: int, language: str, answer: Answer) -> None:
        if isinstance(answer, Trying) or visit != self._visit:
            return
        self._busy = False
        if isinstance(answer, Done):
            self._message = str(answer.value)
        else:
            self._message = words(language).gettext("Chưa làm được: mất kết nối với máy chủ.")
        self._changed()


class StaffGestures:
    """The part of a presenter's gestures that is the staff's."""

    _staff: Staff
    _visit: Visit
    _way: Way

    def touched(self) -> None:
        raise NotImplementedError

    def take_number(self) -> None:
        raise NotImplementedError

    def _at(self, page: Page) -> bool:
        raise NotImplementedError

    def call_staff_page(self) -> None:
        self._staff.call(self._visit.language)
        self.touched()

    def type_digit(self, digit: str) -> None:
        self._staff.type_digit(digit)
        self.touched()

    def rub_out_digit(self) -> None:
        self._staff.rub_out()
        self.touched()

    def try_pin(self) -> None:
        self._staff.try_pin(self._visit.language)
        self.touched()

    def staff_does(self, code: str) -> None:
        self._staff.does(code, self._visit.language)
        self.touched()

    def vouch(self) -> None:
        if self._at(Page.IDENTIFY) or (self._at(Page.FOUND) and self._visit.wanted is not None):
            self._staff.call(self._visit.language, then=partial(self._vouched, self._visit))
            self.touched()

    def _vouched(self, visit: Visit) -> None:
        """A member of staff stands behind this citizen's number."""
        if visit is not self._visit:
            return
        asked_for_card = self._way.here.page is Page.IDENTIFY
        visit.vouched = True
        visit.priority, visit.wanted = visit.wanted or visit.priority, None
        self._way.back_to(Page.CONFIRM)
        if asked_for_card:
            self.take_number()
        self.touched()
