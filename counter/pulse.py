"""The hall's pulse: how long people wait, here and elsewhere, against what the hall has set itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from counter import phrases
from counter.duty_state import Level, Pulse
from counter.situation import Situation
from shared.domain.counter import CounterState
from shared.text import words

#: From this part of the target on, the longest wait is near it.
_NEAR: Final = 0.75


def pulse(situation: Situation) -> Pulse | None:
    """None while nothing is known of the hall, or of this counter's line."""
    now, reference, profile = situation.now, situation.reference, situation.profile
    if now is None or reference is None or profile is None:
        return None
    _ = words(situation.language).gettext
    target = reference.rules.desk.target_wait
    goal = phrases.spell_minutes(round(target / timedelta(minutes=1)), situation.language)
    since = min((one.issued_at for one in situation.line), default=None)
    level = Level.NONE
    mine = _("Không có ai chờ quầy này · mục tiêu {target}").format(target=goal)
    if since is not None:
        level = _level(situation.at - since, target)
        wait = phrases.minutes(since, situation.at, situation.language)
        mine = _("Chờ lâu nhất {wait} · mục tiêu {target}").format(wait=wait, target=goal)
    return Pulse(level=level, mark=_mark(level, situation), mine=mine, share=_share(situation), hall=_hall(situation))


def _level(waited: timedelta, target: timedelta) -> Level:
    if waited > target:
        return Level.OVER
    return Level.NEAR if waited > _NEAR * target else Level.GOOD


def _mark(level: Level, situation: Situation) -> str:
    _ = words(situation.language).gettext
    return {
        Level.NONE: _("Vắng"),
        Level.GOOD: _("Trong mục tiêu"),
        Level.NEAR: _("Gần mục tiêu"),
        Level.OVER: _("Quá mục tiêu"),
    }[level]


def _share(situation: Situation) -> str:
    """How many wait for each open counter that serves some of the same fields."""
    now, reference, profile = situation.now, situation.reference, situation.profile
    if now is None or reference is None or profile is None:
        return ""
    mine = set(profile.services)
    beside = {code for code, one in reference.profiles.items() if mine & set(one.services)}
    opened = sum(one.state is CounterState.OPEN and one.profile in beside for one in now.counters.values())
    waiting = len(situation.line)
    ngettext = words(situation.language).ngettext
    people = ngettext("{n} người chờ", "{n} người chờ", waiting).format(n=waiting)
    counters = ngettext("{n} quầy mở", "{n} quầy mở", opened).format(n=opened)
    if opened < 2 or not waiting:
        return f"{people} · {counters}"
    each = phrases.decimal(waiting / opened, situation.language)
    return (
        words(situation.language)
        .gettext("{people} · {counters} · {each} người mỗi quầy")
        .format(people=people, counters=counters, each=each)
    )


def _hall(situation: Situation) -> str:
    lines = situation.now.lines() if situation.now else []
    if not lines or situation.reference is None:
        return words(situation.language).gettext("Toàn trung tâm: không có ai chờ")
    worst = min(lines, key=lambda one: one.oldest)
    agency = situation.reference.agencies.get(worst.agency)
    return (
        words(situation.language)
        .gettext("Toàn trung tâm lâu nhất {wait}: {agency}")
        .format(
            wait=phrases.minutes(worst.oldest, situation.at, situation.language),
            agency=agency.name(situation.language) if agency else worst.agency,
        )
    )
