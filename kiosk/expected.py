"""A forecast put into what a citizen is told before he takes a number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shared.domain.forecast import Forecast, InTime, served_before_close
from shared.domain.rules import HallRules
from shared.issuing import Promise
from shared.text import words
from shared.wording import moment, wait_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """`wait` is the range in words and `promise` the same in minutes, where one may be given. `note` warns that the
    day may end first; `hindrance` says that no number is given for that reason."""

    wait: str = ""
    promise: Promise | None = None
    note: str = ""
    hindrance: str = ""

    @classmethod
    def of(cls, found: Forecast | None, rules: HallRules, language: str, *, at: datetime) -> Expected:
        """What is said of `found`; nothing where nothing is known."""
        if found is None:
            return cls()
        span = found.range
        wait, promise = "", None
        if span is not None:
            wait = wait_words(span.low, span.high, language, over_break=span.over_break)
            promise = Promise(low=span.low, high=span.high)
        in_time = served_before_close(found)
        if in_time is InTime.YES:
            return cls(wait=wait, promise=promise)
        _ = words(language).gettext
        if in_time is InTime.NO and rules.refuses_late:
            return cls(hindrance=_late(rules, language, at))
        if in_time is InTime.NO:
            return cls(note=_("Số lấy bây giờ khó được mời trước giờ đóng cửa."))
        return cls(wait=wait, promise=promise, note=_("Số lấy bây giờ có thể không được mời trước giờ đóng cửa."))


def _late(rules: HallRules, language: str, at: datetime) -> str:
    _ = words(language).gettext
    calendar = rules.calendar
    last = calendar.sessions(calendar.business_day(at))[-1]
    again = calendar.next_session(last)
    if again is None:
        return _("Số lấy bây giờ không còn được mời trước giờ đóng cửa. Xin hỏi quầy hướng dẫn.")
    when = moment(again, language, calendar.zone, now=at)
    return _("Số lấy bây giờ không còn được mời trước giờ đóng cửa. Xin quay lại lúc {when}.").format(when=when)
