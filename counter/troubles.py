"""Which of the hall's machines need a hand: what a counter tells its officer, and for how long it can be put aside."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from counter.situation import Page, Situation
from counter.state import Alert
from shared.domain.station import Complaint, Health, Station, StationKind, Symptom, diagnoses
from shared.text import words
from shared.wording import symptom_said

#: What was read and put aside is told again after this time; something worse of the same machine at once.
ASIDE: Final = timedelta(minutes=20)
#: What a desk cannot see by itself; that it does not answer would be news to nobody who reads it there.
_OF_OURSELVES: Final = frozenset({Complaint.DEVICE, Complaint.CLOCK})
_QUIET: Final = frozenset({Page.CONNECTING, Page.UNKNOWN})

Trouble = tuple[Station, Symptom]
Key = tuple[str, ...]


def key_of(trouble: Trouble) -> Key:
    """What makes it the same trouble as that of a moment ago, however many metres of paper are left."""
    station, symptom = trouble
    device = symptom.device
    told = (device.name, device.trouble.value if device.trouble else "") if device else ()
    return (station.kind.value, station.name, symptom.complaint.value, *told)


def troubles(situation: Situation) -> list[Trouble]:
    """What the officer has not put aside, the worst first. Nothing while the store is away: what was known is old,
    and that it is away is said already."""
    if situation.stations is None or situation.away_since is not None or situation.page in _QUIET:
        return []
    found = [
        (one.station, symptom)
        for one in diagnoses(situation.stations)
        for symptom in one.symptoms
        if _concerns(situation.number, one.station, symptom)
    ]
    told = [one for one in found if situation.aside.get(key_of(one), situation.at) <= situation.at]
    return sorted(told, key=lambda one: -one[1].state)


def _concerns(number: int, station: Station, symptom: Symptom) -> bool:
    """Whether staff can do something about it: what stands in the lobby, and this very desk. That a colleague's desk
    is switched off, or which version runs where, is for whoever asks `motcua stations`."""
    if station.kind is StationKind.COUNTER and not (
        station.name == f"counter-{number}" and symptom.complaint in _OF_OURSELVES
    ):
        return False
    return symptom.state is Health.BAD or symptom.complaint is Complaint.DEVICE


def alert(situation: Situation) -> Alert | None:
    """The strip under the header; None when nobody is ill."""
    found = troubles(situation)
    if not found or situation.stations is None or situation.reference is None:
        return None
    _ = words(situation.language).gettext
    station, symptom = found[0]
    zone = situation.reference.rules.calendar.zone
    what = symptom_said(symptom, station, situation.language, zone, now=situation.stations.at)
    return Alert(
        text=f"{station.name}: {what}",
        more=f"+{len(found) - 1}" if len(found) > 1 else "",
        bad=symptom.state is Health.BAD,
        later=_("Để sau"),
    )
