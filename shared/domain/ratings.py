"""What citizens thought of their visits, counted; and how much of the counts may be told so that nobody is known by it.

An opinion is a score of 1 to 5 on one visit, and what it was about. It belongs to the visit and to nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeVar

from shared.domain.ticket import Step

WORST: Final = 1
BEST: Final = 5
#: From this score on, the reasons of an opinion are praise; below it they say what is to be better.
PRAISE: Final = 4
#: Fewer answers than these are told only together with others.
FEWEST: Final = 5
#: The ends of a visit that an opinion can be asked on.
ENDS: Final = frozenset({Step.FINISH, Step.CONTINUE})
_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Counts of opinions. `asked` is how many visits were asked about; `scores` how often 1, 2, 3, 4, 5 was given;
    `praised` and `faulted` how often each reason was named with a good score, and with another."""

    asked: int = 0
    scores: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    praised: Mapping[str, int] = field(default_factory=dict)
    faulted: Mapping[str, int] = field(default_factory=dict)

    @property
    def answered(self) -> int:
        return sum(self.scores)

    @property
    def rate(self) -> float | None:
        """The share of the asked who answered; None where nobody was asked."""
        return self.answered / self.asked if self.asked else None

    @property
    def mean(self) -> float | None:
        """The mean score; None where nobody answered."""
        total = sum(score * times for score, times in enumerate(self.scores, start=WORST))
        return total / self.answered if self.answered else None

    @property
    def few(self) -> bool:
        """Whether so few answered that it might be known who."""
        return 0 < self.answered < FEWEST

    def plus(self, other: Figures) -> Figures:
        """Both together."""
        one, two, three, four, five = (a + b for a, b in zip(self.scores, other.scores, strict=True))
        return Figures(
            asked=self.asked + other.asked,
            scores=(one, two, three, four, five),
            praised=_both(self.praised, other.praised),
            faulted=_both(self.faulted, other.faulted),
        )

    @classmethod
    def of(cls, score: int | None, reasons: Iterable[str], times: int = 1) -> Figures:
        """So many visits with this answer; None: not answered."""
        one, two, three, four, five = (times if score == each else 0 for each in range(WORST, BEST + 1))
        named = dict.fromkeys(reasons, times)
        good = score is not None and score >= PRAISE
        return cls(
            asked=times,
            scores=(one, two, three, four, five),
            praised=named if good else {},
            faulted={} if good else named,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The opinions on one agency's visits of one day."""

    day: date
    agency: str
    figures: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Opinions that may be told together: of one agency, or of all of `agencies` where each had too few; of `days`."""

    agencies: tuple[str, ...]
    days: tuple[date, ...]
    figures: Figures


def total(tallies: Iterable[Tally]) -> Figures:
    """All of it together."""
    whole = Figures()
    for one in tallies:
        whole = whole.plus(one.figures)
    return whole


def told(tallies: Iterable[Tally]) -> list[Line]:
    """What may be told of them: by agency and day where enough answered.

    An agency's days with few answers are put together, those of the fewest first, and so are agencies that had few in
    the whole time; where that is not enough, the next larger one is put to them, so that nobody can take the lines that
    are told from a sum and have what was not. Only where the whole hall had few answers does a line with few remain:
    its `figures.few` says so, and its scores are not to be shown.
    """
    by_agency: dict[str, list[Tally]] = {}
    for one in tallies:
        by_agency.setdefault(one.agency, []).append(one)
    alone, together = _parted({agency: total(own) for agency, own in by_agency.items()})
    lines: list[Line] = []
    for agency in (agency for agency in by_agency if agency in alone):
        own = {one.day: one.figures for one in by_agency[agency]}
        days, gathered = _parted(own)
        lines += [Line(agencies=(agency,), days=(day,), figures=own[day]) for day in own if day in days]
        if gathered:
            rest = [one for one in by_agency[agency] if one.day in gathered]
            lines.append(_line((agency,), rest))
    if together:
        shared = tuple(agency for agency in by_agency if agency in together)
        lines.append(_line(shared, [one for agency in shared for one in by_agency[agency]]))
    return lines


def _line(agencies: tuple[str, ...], tallies: list[Tally]) -> Line:
    days = tuple(sorted({one.day for one in tallies}))
    return Line(agencies=agencies, days=days, figures=total(tallies))


def _parted(groups: Mapping[_Key, Figures]) -> tuple[set[_Key], set[_Key]]:
    """Those that may stand alone, and those that must not."""
    together = {key for key, figures in groups.items() if figures.few}
    larger = sorted(
        (key for key, figures in groups.items() if figures.answered and key not in together),
        key=lambda key: groups[key].answered,
    )
    while 0 < sum(groups[key].answered for key in together) < FEWEST and larger:
        together.add(larger.pop(0))
    return set(groups) - together, together


def _both(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return {code: one.get(code, 0) + other.get(code, 0) for code in dict.fromkeys((*one, *other))}
