"""Which work profiles may be chosen at this counter."""

from __future__ import annotations

from collections.abc import Sequence

from counter.situation import Situation
from shared.catalogue import WorkProfile
from shared.domain.roles import Role


def choosable(situation: Situation) -> Sequence[WorkProfile]:
    """The counter's own first, then those of its agencies, then the rest; an officer who works with certain profiles
    sees only those."""
    reference, counter = situation.reference, situation.counter
    if reference is None or counter is None:
        return ()
    somebody = reference.staff.get(situation.door.who)
    own = reference.profiles.get(counter.profile)
    kept = somebody.profiles if somebody is not None and somebody.role is Role.OFFICER else ()
    others = [one for one in reference.catalogue.profiles if one is not own and (not kept or one.code in kept)]
    agencies = _agencies(own, situation) if own else frozenset[str]()
    others.sort(key=lambda one: not (agencies & _agencies(one, situation)))
    return [*((own,) if own else ()), *others]


def _agencies(profile: WorkProfile, situation: Situation) -> frozenset[str]:
    services = situation.reference.services if situation.reference else {}
    return frozenset(services[code].agency for code in profile.services if code in services)
