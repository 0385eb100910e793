"""What a hall asks of its counters, and allows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from shared.domain.names import Named, either


class ReturnRule(StrEnum):
    """Where somebody stands who is put back in line."""

    CREDIT = "credit"  #: as if he came so many minutes before now
    PLACES = "places"  #: behind so many who wait
    AFTER_NEXT = "after_next"  #: behind whoever is next


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Named):
    """What can come of a visit. `agencies` are those that have this outcome; empty: all."""

    agencies: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason(Named):
    """What pleased or displeased somebody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(Named):
    """Why a counter pauses. Its name is for the officer; `public_vi` and `public_en` are what citizens read of it at
    the counter, and nothing where they are empty."""

    public_vi: str = ""
    public_en: str = ""

    def public(self, language: str) -> str:
        """What citizens read; the Vietnamese words where there are none in `language`."""
        return either(self.public_vi, self.public_en, language)


#: What comes of a visit in a hall that says nothing else.
OUTCOMES: Final = (
    Outcome(code="filed", name_vi="Đã nộp hồ sơ", name_en="Filed"),
    Outcome(code="more_papers", name_vi="Cần bổ sung giấy tờ", name_en="More papers needed"),
    Outcome(code="refused", name_vi="Từ chối tiếp nhận", name_en="Refused"),
    Outcome(code="returned", name_vi="Đã trả kết quả", name_en="Result returned"),
    Outcome(code="informed", name_vi="Đã hướng dẫn", name_en="Informed"),
)
PAUSES: Final = (
    Pause(code="break", name_vi="Nghỉ giải lao", name_en="Short break"),
    Pause(code="file", name_vi="Đi lấy hồ sơ", name_en="Fetching a file"),
    Pause(code="meeting", name_vi="Họp, trao đổi nghiệp vụ", name_en="Meeting"),
    Pause(code="meal", name_vi="Ăn trưa", name_en="Meal"),
    Pause(code="machine", name_vi="Máy móc trục trặc", name_en="Machine trouble"),
)
RATING_REASONS: Final = (
    Reason(code="attitude", name_vi="Thái độ phục vụ", name_en="Attitude"),
    Reason(code="wait", name_vi="Thời gian chờ", name_en="Waiting time"),
    Reason(code="guidance", name_vi="Hướng dẫn giấy tờ", name_en="Guidance on papers"),
    Reason(code="speed", name_vi="Thời gian giải quyết", name_en="Time to settle"),
    Reason(code="place", name_vi="Nơi ngồi, thiết bị", name_en="Seats, equipment"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingRule:
    """Whether citizens are asked what they thought of the visit, for how long, and among which reasons."""

    on: bool = False
    seconds: int = 20
    reasons: tuple[Reason, ...] = RATING_REASONS


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRules:
    """What holds at all counters of a hall.

    `next_finishes`: calling the next ends the visit that is being served. `outcome_needed`: what came of it must be
    said. `auto_call`: after so long with nobody there the next is called by itself. `lock_after`: so long without a
    touch, the desk asks for the PIN again. `target_wait` is the wait the hall has set itself, `visit_norm` what a visit
    should take (None: what it usually takes). `returns` and `return_places` say where somebody stands who is put back.
    """

    outcomes: tuple[Outcome, ...] = OUTCOMES
    pauses: tuple[Pause, ...] = PAUSES
    next_finishes: bool = True
    outcome_needed: bool = False
    auto_call: timedelta | None = None
    lock_after: timedelta | None = timedelta(minutes=15)
    officers_call_by_number: bool = False
    target_wait: timedelta = timedelta(minutes=15)
    visit_norm: timedelta | None = None
    returns: ReturnRule = ReturnRule.CREDIT
    return_places: int = 3
    rating: RatingRule = RatingRule()

    def outcomes_of(self, agency: str) -> tuple[Outcome, ...]:
        """What can come of a visit to this agency."""
        return tuple(one for one in self.outcomes if not one.agencies or agency in one.agencies)

    def pause(self, code: str | None) -> Pause | None:
        """The pause of this code; None where the hall names none such."""
        return next((one for one in self.pauses if one.code == code), None)

    def places_back(self) -> int | None:
        """How many are to be let past somebody who is put back; None where time decides."""
        match self.returns:
            case ReturnRule.PLACES:
                return self.return_places
            case ReturnRule.AFTER_NEXT:
                return 1
            case _:
                return None
