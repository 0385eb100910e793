"""For whom a board speaks, and where its counters are."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
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
    the agencies stands on it.

    `areas` are parts of the hall, by code: the counters that stand there (`there`, what the hall told last) belong to
    the board beside those it names itself. A board whose areas the hall does not have speaks for every counter: a call
    too many on a board is read past, a call on none is missed.
    """

    counters: frozenset[int] = frozenset()
    agencies: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    there: frozenset[int] = frozenset()

    @classmethod
    def of(cls, form: BoardForm) -> Self:
        """What a board is told to speak for; its areas are empty until the hall is known."""
        return cls(counters=frozenset(form.counters), agencies=frozenset(form.agencies), areas=frozenset(form.areas))

    def within(self, areas: Sequence[AreaForm]) -> Self:
        """The same in a hall with these areas."""
        stands = areas_of(areas, "store").items()
        return replace(self, there=frozenset(number for number, area in stands if area.code in self.areas))

    @property
    def whole(self) -> bool:
        """Whether it is the whole hall."""
        return not self.counters and not self.agencies and not self.areas

    @property
    def numbers(self) -> frozenset[int]:
        """Its counters; empty for all."""
        return self.counters | self.there

    def concerns(self, counter: int, agency: str) -> bool:
        numbers = self.numbers
        return (not numbers or counter in numbers) and (not self.agencies or agency in self.agencies)

    def services(self, now: HallNow, reference: Reference) -> frozenset[str] | None:
        """Whose waiting people this board tells of; None for all."""
        if self.whole:
            return None
        found = frozenset(reference.services)
        if numbers := self.numbers:
            profiles = {now.counters[number].profile for number in numbers if number in now.counters}
            known = [reference.profiles[code] for code in profiles if code in reference.profiles]
            found = frozenset(service for profile in known for service in profile.services)
        if self.agencies:
            found = frozenset(one for one in found if reference.services[one].agency in self.agencies)
        return found

    def places(self, now: HallNow, reference: Reference | None) -> list[Counter]:
        """The counters of this board, by number."""
        numbers = self.numbers
        named = [one for one in now.counters.values() if not numbers or one.number in numbers]
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
        _complain_of_areas(sorted(self.areas), "display.areas", reference.form.area)


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
        _complain_of_areas(self.arrows, "display.arrows", areas)

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


def _complain_of_areas(named: Iterable[str], key: str, areas: Sequence[AreaForm]) -> None:
    codes = [one.code for one in areas]
    for code in named:
        if code not in codes:
            known = f"write {' or '.join(codes)}" if codes else "it has none at all"
            cure = f"no [[area]] of the hall has this code: {known}"
            _log.error("%s", ConfigError(_WHERE, key, code, cure, near(code, codes)))
