"""For whom a board speaks, and where its counters are."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Self

from display.state import Way
from shared.board import HallNow
from shared.board_form import AreaForm, Arrow, BoardForm, areas_of, counters_of
from shared.domain.counter import Counter
from shared.domain.errors import ConfigError
from shared.domain.names import either
from shared.form import near
from shared.store.reference import Reference

_log: Final = logging.getLogger(__name__)
_WHERE: Final = "motcua.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The counters and agencies of a board; none named means all. Who is called to one of the counters for one of
    the agencies stands on it."""

    counters: frozenset[int] = frozenset()
    agencies: frozenset[str] = frozenset()

    @property
    def whole(self) -> bool:
        """Whether it is the whole hall."""
        return not self.counters and not self.agencies

    def concerns(self, counter: int, agency: str) -> bool:
        return (not self.counters or counter in self.counters) and (not self.agencies or agency in self.agencies)

    def services(self, now: HallNow, reference: Reference) -> frozenset[str] | None:
        """Whose waiting people this board tells of; None for all."""
        if self.whole:
            return None
        found = frozenset(reference.services)
        if self.counters:
            profiles = {now.counters[number].profile for number in self.counters if number in now.counters}
            known = [reference.profiles[code] for code in profiles if code in reference.profiles]
            found = frozenset(service for profile in known for service in profile.services)
        if self.agencies:
            found = frozenset(one for one in found if reference.services[one].agency in self.agencies)
        return found

    def places(self, now: HallNow, reference: Reference | None) -> list[Counter]:
        """The counters of this board, by number."""
        named = [one for one in now.counters.values() if not self.counters or one.number in self.counters]
        if self.agencies and reference is not None:
            named = [one for one in named if self.agencies & agencies_of(one, reference)]
        return sorted(named, key=lambda one: one.number)

    def complain(self, now: HallNow, reference: Reference) -> None:
        """Say in the log what is named and does not exist."""
        counters = sorted(self.counters - set(now.counters))
        if counters:
            _log.error("[display] counters names counters this hall does not have: %s", counters)
        agencies = sorted(self.agencies - set(reference.agencies))
        if agencies:
            _log.error("[display] agencies names agencies this hall does not have: %s", agencies)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Where each counter is, as this board sees it: the hall says in which area it stands, the board which way that is.
    `arrows` by the area's code, `directions` by counter; `areas` is what the hall told last."""

    arrows: Mapping[str, Arrow] = field(default_factory=dict)
    directions: Mapping[int, Arrow] = field(default_factory=dict)
    language: str = "vi"
    areas: Mapping[int, AreaForm] = field(default_factory=dict)

    @classmethod
    def of(cls, form: BoardForm, language: str) -> Self:
        """Raises ConfigError."""
        directions = {
            number: arrow
            for text, arrow in form.directions.items()
            for number in counters_of(text, where=_WHERE, key="display.directions")
        }
        return cls(arrows=form.arrows, directions=directions, language=language)

    def within(self, areas: Sequence[AreaForm]) -> Self:
        """The same in a hall with these areas."""
        return replace(self, areas=areas_of(areas, "store"))

    def complain(self, areas: Sequence[AreaForm]) -> None:
        """Say in the log which area is named and does not exist."""
        codes = [one.code for one in areas]
        for code in self.arrows:
            if code not in codes:
                cure = "no [[area]] of the hall has this code"
                _log.error("%s", ConfigError(_WHERE, "display.arrows", code, cure, near(code, codes)))

    def to(self, counter: int) -> Way:
        area = self.areas.get(counter)
        arrow = self.directions.get(counter) or (self.arrows.get(area.code) if area is not None else None)
        name = either(area.name_vi, area.name_en, self.language) if area is not None else ""
        return Way(area=name, arrow=arrow, pointed=bool(self.arrows or self.directions))


def agencies_of(counter: Counter, reference: Reference) -> frozenset[str]:
    """The agencies whose services a counter serves."""
    profile = reference.profiles.get(counter.profile)
    if profile is None:
        return frozenset()
    return frozenset(reference.services[one].agency for one in profile.services if one in reference.services)
