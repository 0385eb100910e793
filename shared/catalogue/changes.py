"""What is different between two catalogues, as data: somebody looks at it before the new one is let in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from shared.catalogue.values import Agency, Catalogue, CounterPlace, Procedure, Service, WorkProfile

_Item = TypeVar("_Item", Agency, Service, Procedure, WorkProfile, CounterPlace)


class Thing(Enum):
    """What changed."""

    AGENCY = "agency"
    SERVICE = "service"
    PROCEDURE = "procedure"
    PROFILE = "profile"
    COUNTER = "counter"


class Kind(Enum):
    """How it changed."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    RECODED = "recoded"  # carries on under another code
    MOVED = "moved"  # to another agency, service or profile
    CHANGED = "changed"  # any other column


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference. `code` is the present one, or the last one of what is removed.

    `column` is the column of the files that differs, with its value `before` and `after`; of an added or a
    removed thing it is the name, or a counter's profile.
    """

    thing: Thing
    kind: Kind
    code: str
    column: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryLine:
    """How many things of one sort changed in one way."""

    thing: Thing
    kind: Kind
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All differences: agencies first, then services, procedures, profiles, counters, in the files' order."""

    lines: tuple[Change, ...] = ()

    def of(self, thing: Thing, kind: Kind) -> tuple[Change, ...]:
        """The lines of one sort."""
        return tuple(line for line in self.lines if (line.thing, line.kind) == (thing, kind))

    def summary(self) -> tuple[SummaryLine, ...]:
        """The counts, always in the same order; what did not happen is not listed.

        A thing with two columns changed in one way (both its names, say) counts once.
        """
        counts = Counter((thing, kind) for thing, kind, _ in {(x.thing, x.kind, x.code) for x in self.lines})
        return tuple(
            SummaryLine(thing=thing, kind=kind, count=counts[thing, kind])
            for thing in Thing
            for kind in Kind
            if counts[thing, kind]
        )


def differences(old: Catalogue, new: Catalogue) -> Changes:
    """What the step from `old` to `new` does. A service that `new.succession` names carries on, it is not removed."""
    heirs = {service.code: new.succession.get(service.code, service.code) for service in old.services}
    return Changes(
        lines=(
            *_compared(Thing.AGENCY, old.agencies, new.agencies, {}),
            *_compared(Thing.SERVICE, old.services, new.services, heirs),
            *_compared(Thing.PROCEDURE, old.procedures, new.procedures, _procedure_heirs(old, new, heirs), heirs),
            *_compared(Thing.PROFILE, old.profiles, new.profiles, {}, heirs),
            *_compared(Thing.COUNTER, old.counters, new.counters, {}),
        )
    )


def _procedure_heirs(old: Catalogue, new: Catalogue, services: Mapping[str, str]) -> dict[str, str]:
    """Procedures have no succession of their own: one of the same name in the succeeding service carries on."""
    kept = {procedure.code for procedure in new.procedures}
    by_name = {(procedure.service, procedure.name_vi): procedure.code for procedure in new.procedures}
    heirs = {}
    for procedure in old.procedures:
        heir = by_name.get((services.get(procedure.service, procedure.service), procedure.name_vi))
        if heir and procedure.code not in kept:
            heirs[procedure.code] = heir
    return heirs


def _compared(
    thing: Thing,
    old: tuple[_Item, ...],
    new: tuple[_Item, ...],
    heirs: Mapping[str, str],
    services: Mapping[str, str] | None = None,
) -> Iterator[Change]:
    """Differences between two lists. `heirs`: old code to present code; `services`: the same for what they name."""
    kept = {_code(item) for item in new}
    before: dict[str, list[_Item]] = {}
    for item in old:
        before.setdefault(heirs.get(_code(item), _code(item)), []).append(item)
    for item in new:
        for predecessor in before.get(_code(item), ()):
            yield from _steps(thing, predecessor, item, services or {})
        if _code(item) not in before:
            column, value = _title(item)
            yield Change(thing=thing, kind=Kind.ADDED, code=_code(item), column=column, after=value)
    for item in old:
        if heirs.get(_code(item), _code(item)) not in kept:
            column, value = _title(item)
            yield Change(thing=thing, kind=Kind.REMOVED, code=_code(item), column=column, before=value)


def _steps(thing: Thing, before: _Item, after: _Item, services: Mapping[str, str]) -> Iterator[Change]:
    then, now = _columns(before, services), _columns(after, {})
    for column, (kind, value) in now.items():
        if then[column][1] != value:
            yield Change(thing=thing, kind=kind, code=_code(after), column=column, before=then[column][1], after=value)


def _code(item: Agency | Service | Procedure | WorkProfile | CounterPlace) -> str:
    return str(item.number) if isinstance(item, CounterPlace) else item.code


def _title(item: Agency | Service | Procedure | WorkProfile | CounterPlace) -> tuple[str, str]:
    return ("profile", item.profile) if isinstance(item, CounterPlace) else ("name_vi", item.name_vi)


def _columns(
    item: Agency | Service | Procedure | WorkProfile | CounterPlace, heirs: Mapping[str, str]
) -> dict[str, tuple[Kind, str]]:
    """The columns that are compared, what a difference in each is called, and the value as the files write it."""
    if isinstance(item, CounterPlace):
        return {"profile": (Kind.MOVED, item.profile)}
    columns = {
        "code": (Kind.RECODED, item.code),
        "name_vi": (Kind.RENAMED, item.name_vi),
        "name_en": (Kind.RENAMED, item.name_en),
    }
    match item:
        case Agency():
            columns["letter"] = (Kind.CHANGED, item.letter)
        case Service():
            columns["agency"] = (Kind.MOVED, item.agency)
            columns["quota_per_session"] = (Kind.CHANGED, _written(item.quota_per_session))
        case Procedure():
            columns["field"] = (Kind.MOVED, heirs.get(item.service, item.service))
            columns["days"] = (Kind.CHANGED, _written(item.days))
        case WorkProfile():
            served = sorted(heirs.get(code, code) for code in item.services)
            columns["fields"] = (Kind.CHANGED, " ".join(served))
            columns["at_once"] = (Kind.CHANGED, str(item.at_once))
    return columns


def _written(number: int | None) -> str:
    return "" if number is None else str(number)
