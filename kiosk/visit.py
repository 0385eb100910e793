"""What one citizen has said so far, besides where he is among the pages. The next one finds nothing of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from hardware.scanning.identity_card import IdentityCard
from kiosk.places import Place
from kiosk.state import Aid, FoundBody
from shared.domain.appointment import Appointment
from shared.domain.discipline import PriorityClass
from shared.domain.rules import HallRules
from shared.issuing import Promise, Wish
from shared.store.reference import Reference
from shared.text import LANGUAGES

NORMAL: Final = "normal"


@dataclass(slots=True, kw_only=True)
class Visit:
    """`stops` are services after the first; `left` is how many numbers a service with a limit may still give. `wanted`
    is a class that waits for a member of staff; `vouched`: one stands behind this number."""

    language: str
    aids: frozenset[Aid] = frozenset()
    need: str | None = None
    priority: str = NORMAL
    stops: tuple[str, ...] = ()
    appointment: Appointment | None = None
    card: IdentityCard | None = None
    found: FoundBody | None = None
    left: tuple[str, int | None] = ("", None)
    wanted: str | None = None
    vouched: bool = False

    def begun_anew(self) -> Visit:
        """The same citizen at the first page again: what he chose is gone, what he is and needs stays; but staff vouch
        for one number only."""
        priority = NORMAL if self.vouched else self.priority
        return Visit(language=self.language, aids=self.aids, card=self.card, priority=priority)

    def begin_at(self, service: str, reference: Reference) -> None:
        """This line comes first: it is no further stop as well, and an appointment for another one is not used."""
        self.stops = tuple(one for one in self.stops if one != service)
        if self.appointment is not None and reference.service(self.appointment.service).code != service:
            self.appointment = None

    def change_language(self) -> None:
        """To the next one; after the last comes the first."""
        at = LANGUAGES.index(self.language) if self.language in LANGUAGES else 0
        self.language = LANGUAGES[(at + 1) % len(LANGUAGES)]

    def need_in(self, rules: HallRules) -> str | None:
        """What he came for: what he said, or else what most come for; None where the hall does not ask."""
        codes = [one.code for one in rules.needs]
        return self.need if self.need in codes else next(iter(codes), None)

    def show_card(self, card: IdentityCard, rules: HallRules, today: date) -> PriorityClass | None:
        """Keep the card for this visit. The class his age gives him, which he has from now on, if it is a better
        one than he has."""
        self.card = card
        offered = class_of_age(rules, age_of(card, today))
        if offered is None or offered.credit <= rules.priority(self.priority).credit:
            return None
        self.priority = offered.code
        return offered

    def wish(self, here: Place, rules: HallRules, *, promise: Promise | None = None) -> Wish:
        """What a number is wanted for at `here`."""
        appointment = self.appointment
        return Wish(
            service=here.service,
            priority=self.priority,
            language=self.language,
            procedure=here.procedure,
            need=self.need_in(rules),
            stops=self.stops,
            promise=promise,
            appointment=appointment.code if appointment is not None else None,
            person=self.card.number if self.card is not None and rules.one_person is not None else None,
            vouched=self.vouched,
        )


def age_of(card: IdentityCard, today: date) -> int:
    """In whole years; in the year of a birthday that is not known, as if it had been."""
    years = today.year - card.birth_year
    born = card.born
    return years - (born is not None and (today.month, today.day) < (born.month, born.day))


def class_of_age(rules: HallRules, age: int) -> PriorityClass | None:
    """The class with the most credit that somebody of this age has without anybody's confirmation."""
    fitting = [one for one in rules.classes if one.from_age is not None and age >= one.from_age and not one.by_staff]
    return max(fitting, key=lambda one: one.credit, default=None)
