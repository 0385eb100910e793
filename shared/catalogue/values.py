"""What a hall offers, as values: agencies, services, procedures, and the counters that serve them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.domain.names import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency(Named):
    """A body in the hall. `letter` begins its tickets' labels and is its own."""

    letter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Named):
    """A line one can queue for: a field of an agency. `quota_per_session`: None is no limit."""

    agency: str
    quota_per_session: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure(Named):
    """What the citizen came for. `days` is typical, in working days: never a due date."""

    service: str
    days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkProfile(Named):
    """Which services a counter serves, and how many citizens it may have at once."""

    services: tuple[str, ...]
    at_once: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterPlace:
    """A counter by the number on the wall, and the profile it starts with."""

    number: int
    profile: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Synonym:
    """What people say for something the catalogue calls otherwise. `means`: the words that find it; several meanings
    have semicolons between them."""

    say: str
    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Named):
    """What a citizen should bring. `code` is that of the service or the procedure it is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Everything a hall offers, in the order of the files. `succession`: earlier field code to present one."""

    agencies: tuple[Agency, ...] = ()
    services: tuple[Service, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    profiles: tuple[WorkProfile, ...] = ()
    counters: tuple[CounterPlace, ...] = ()
    succession: Mapping[str, str] = field(default_factory=dict)
    synonyms: tuple[Synonym, ...] = ()
    documents: tuple[Document, ...] = ()

    def documents_for(self, service: str, procedure: str | None) -> tuple[Document, ...]:
        """What to bring for the procedure, or for the service where nothing is known of the procedure."""
        found = tuple(one for one in self.documents if one.code == procedure)
        return found or tuple(one for one in self.documents if one.code == service)

    def without_english(self) -> tuple[Named, ...]:
        """What citizens read and what has no English name: everybody sees it in Vietnamese."""
        shown: tuple[Named, ...] = (*self.agencies, *self.services, *self.procedures, *self.documents)
        return tuple(one for one in shown if not one.name_en)

    def unserved(self) -> tuple[Service, ...]:
        """Services that no counter's own profile serves: a ticket for one would wait for ever."""
        in_use = {counter.profile for counter in self.counters}
        served = {code for profile in self.profiles if profile.code in in_use for code in profile.services}
        return tuple(service for service in self.services if service.code not in served)
