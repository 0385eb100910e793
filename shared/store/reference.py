"""What verbs look up: the hall's rules and catalogue, read once and again only when their version changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from shared.catalogue import Agency, Catalogue, Service, WorkProfile
from shared.domain.counter import Counter, CounterState
from shared.domain.errors import UnknownProfile, UnknownService
from shared.domain.roles import Staff
from shared.domain.rules import HallRules
from shared.settings import HallForm, rules_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Rules, catalogue and staff of one version, with the ways in that verbs use."""

    version: int
    form: HallForm
    rules: HallRules
    catalogue: Catalogue
    agencies: Mapping[str, Agency]
    services: Mapping[str, Service]
    profiles: Mapping[str, WorkProfile]
    staff: Mapping[str, Staff] = field(default_factory=dict)

    @classmethod
    def of(cls, version: int, form: HallForm, catalogue: Catalogue, staff: Iterable[Staff] = ()) -> Reference:
        return cls(
            version=version,
            form=form,
            rules=rules_of(form),
            catalogue=catalogue,
            agencies={one.code: one for one in catalogue.agencies},
            services={one.code: one for one in catalogue.services},
            profiles={one.code: one for one in catalogue.profiles},
            staff={one.code: one for one in staff},
        )

    def service(self, code: str) -> Service:
        """The service of this code, or the one that succeeded it. Raises UnknownService."""
        seen = {code}
        while code not in self.services:
            heir = self.catalogue.succession.get(code)
            if heir is None or heir in seen:
                raise UnknownService(code)
            seen.add(heir)
            code = heir
        return self.services[code]

    def agency_of(self, service: Service) -> Agency:
        return self.agencies[service.agency]

    def in_line_with(self, service: str, counters: Iterable[Counter]) -> frozenset[str]:
        """The services whose people stand in one line with those of `service`: all that the counters serve which
        serve it. Only the open ones count, or all if none is open."""
        serving = [one for one in counters if service in self.profile(one.profile).services]
        at_work = [one for one in serving if one.state is CounterState.OPEN] or serving
        return frozenset([service]).union(*(self.profile(one.profile).services for one in at_work))

    def profile(self, code: str) -> WorkProfile:
        """Raises UnknownProfile."""
        try:
            return self.profiles[code]
        except KeyError:
            raise UnknownProfile(code) from None
