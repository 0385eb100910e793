"""What the board says in whole sentences: its head, its greeting, its foot."""

from __future__ import annotations

from datetime import datetime, timedelta

from display.captions import both
from display.state import Greeting, Heading, Notice, Page, Said
from shared.store.reference import Reference
from shared.text import nfc, words


class Sentences:
    """In one language, and smaller in the other."""

    def __init__(self, language: str, name: str) -> None:
        """`name` stands at the head until the hall's own is known."""
        self._language = language
        self._name = name

    def heading(self, local: datetime, reference: Reference | None) -> Heading:
        _ = words(self._language).gettext
        weekdays = (
            _("Thứ Hai"),
            _("Thứ Ba"),
            _("Thứ Tư"),
            _("Thứ Năm"),
            _("Thứ Sáu"),
            _("Thứ Bảy"),
            _("Chủ nhật"),
        )
        hall = reference.rules.name(self._language) if reference else self._name
        return Heading(
            hall=nfc(hall),
            date=f"{weekdays[local.weekday()]}, {local:%d/%m/%Y}",
            clock=f"{local:%H:%M}",
        )

    def greeting(self, page: Page, local: datetime, reference: Reference | None) -> Greeting:
        if page is Page.WAITING_FOR_STORE:
            return Greeting(
                title=both(self._language, lambda _: _("Đang kết nối với hệ thống")),
                text=both(self._language, lambda _: _("Xin quý vị chờ trong giây lát.")),
            )
        return Greeting(
            title=both(self._language, lambda _: _("Kính chào quý vị")),
            text=both(self._language, lambda _: _("Xin lấy số thứ tự và chờ gọi số tại đây.")),
            hours=self._hours(local, reference),
        )

    def notice(self, *, away_since: datetime | None, age: timedelta, local: datetime) -> Notice:
        """The foot. `away_since`: the figures are of then, and `age` old."""
        if away_since is None:
            said = both(self._language, lambda _: _("Xin mời đến quầy khi số của quý vị được gọi."))
            return Notice(text=said, alarm=False)
        clock = f"{away_since.astimezone(local.tzinfo):%H:%M}"
        minutes = int(age.total_seconds() // 60)
        lost = both(self._language, lambda _: _("Mất kết nối – số liệu lúc {clock}").format(clock=clock))
        brief = words(self._language).gettext("Mất kết nối · {clock}").format(clock=clock)
        if not minutes:
            return Notice(text=lost, brief=brief, alarm=True)
        old = words(self._language).ngettext("{n} phút trước", "{n} phút trước", minutes).format(n=minutes)
        return Notice(text=Said(main=f"{lost.main} · {old}", small=lost.small), brief=brief, alarm=True)

    def _hours(self, local: datetime, reference: Reference | None) -> str:
        _ = words(self._language).gettext
        if reference is None:
            return ""
        sessions = reference.rules.calendar.sessions(local.date())
        if not sessions:
            return _("Hôm nay trung tâm không làm việc.")
        spans = "   ".join(f"{one.opens:%H:%M} – {one.closes:%H:%M}" for one in sessions)
        return _("Giờ làm việc hôm nay: {spans}").format(spans=spans)
