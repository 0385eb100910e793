"""The tables of hall.toml that say what is asked of the counters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import msgspec

from shared.domain.desk import (
    OUTCOMES,
    PAUSES,
    RATING_REASONS,
    DeskRules,
    Outcome,
    Pause,
    RatingRule,
    Reason,
    ReturnRule,
)
from shared.domain.errors import ConfigError
from shared.form import Form, Text

_Code = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9_-]+$")]
_Public = Annotated[str, msgspec.Meta(max_length=60)]  # a small screen has no room for more
_Minutes = Annotated[int, msgspec.Meta(ge=0, le=24 * 60)]
_Seconds = Annotated[int, msgspec.Meta(ge=0, le=3600)]


class OutcomeForm(Form, frozen=True, kw_only=True):
    """One ``[[outcome]]``: what can come of a visit; `agencies` names those that have it (none named: all)."""

    code: _Code
    name_vi: Text
    name_en: str = ""
    agencies: tuple[Text, ...] = ()


class ReasonForm(Form, frozen=True, kw_only=True):
    """One ``[[rating.reason]]``."""

    code: _Code
    name_vi: Text
    name_en: str = ""


class PauseForm(Form, frozen=True, kw_only=True):
    """One ``[[pause]]``. What `public_vi` and `public_en` say stands on the small screens at the counter; without them
    citizens read that the counter pauses, and not why."""

    code: _Code
    name_vi: Text
    name_en: str = ""
    public_vi: _Public = ""
    public_en: _Public = ""


class DeskForm(Form, frozen=True, kw_only=True):
    """``[counters]``: how all counters work. Zero seconds or minutes switch off what they stand for; `visit_minutes`
    is what a visit should take (0: what it usually takes)."""

    next_finishes: bool = True
    outcome_needed: bool = False
    auto_call_seconds: _Seconds = 0
    lock_minutes: _Minutes = 15
    officers_call_by_number: bool = False
    target_wait_minutes: Annotated[int, msgspec.Meta(ge=1, le=24 * 60)] = 15
    visit_minutes: _Minutes = 0
    returns: ReturnRule = ReturnRule.CREDIT
    return_places: Annotated[int, msgspec.Meta(ge=1, le=99)] = 3


class RatingForm(Form, frozen=True, kw_only=True):
    """``[rating]``: whether citizens are asked what they thought of the visit, and for how many seconds; at most eight
    reasons, because a small panel has no room for more."""

    on: bool = False
    seconds: Annotated[int, msgspec.Meta(ge=5, le=120)] = 20
    reason: Annotated[tuple[ReasonForm, ...], msgspec.Meta(max_length=8)] = ()


def desk_rules_of(
    desk: DeskForm,
    outcomes: tuple[OutcomeForm, ...],
    pauses: tuple[PauseForm, ...],
    rating: RatingForm,
    where: str | Path,
) -> DeskRules:
    """The rules these tables stand for. Raises ConfigError."""
    for key, codes in (("outcome", outcomes), ("pause", pauses), ("rating.reason", rating.reason)):
        _refuse_twice(key, [one.code for one in codes], where)
    return DeskRules(
        outcomes=tuple(
            Outcome(code=one.code, name_vi=one.name_vi, name_en=one.name_en, agencies=frozenset(one.agencies))
            for one in outcomes
        )
        or OUTCOMES,
        pauses=tuple(_pause(one, where) for one in pauses) or PAUSES,
        next_finishes=desk.next_finishes,
        outcome_needed=desk.outcome_needed,
        auto_call=timedelta(seconds=desk.auto_call_seconds) if desk.auto_call_seconds else None,
        lock_after=timedelta(minutes=desk.lock_minutes) if desk.lock_minutes else None,
        officers_call_by_number=desk.officers_call_by_number,
        target_wait=timedelta(minutes=desk.target_wait_minutes),
        visit_norm=timedelta(minutes=desk.visit_minutes) if desk.visit_minutes else None,
        returns=desk.returns,
        return_places=desk.return_places,
        rating=RatingRule(on=rating.on, seconds=rating.seconds, reasons=_reasons(rating.reason) or RATING_REASONS),
    )


def _reasons(forms: Iterable[ReasonForm]) -> tuple[Reason, ...]:
    return tuple(Reason(code=one.code, name_vi=one.name_vi, name_en=one.name_en) for one in forms)


def _pause(form: PauseForm, where: str | Path) -> Pause:
    if form.public_en and not form.public_vi:
        raise ConfigError(where, "pause.public_vi", "", f"say it in Vietnamese too: {form.public_en}")
    return Pause(
        code=form.code,
        name_vi=form.name_vi,
        name_en=form.name_en,
        public_vi=form.public_vi,
        public_en=form.public_en,
    )


def _refuse_twice(key: str, codes: list[str], where: str | Path) -> None:
    if len(set(codes)) != len(codes):
        raise ConfigError(where, f"{key}.code", codes, f"give each [[{key}]] its own code")
