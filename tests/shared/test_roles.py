"""Role by verb: what each may do, asked of a real hall."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid4

import msgspec
import pytest
from argon2 import PasswordHasher

from shared import pins
from shared.domain.errors import (
    CounterBusy,
    LoggedInElsewhere,
    NotAllowed,
    NotLoggedIn,
    PinLocked,
    Refusal,
    WeakPin,
    WrongPin,
)
from shared.domain.roles import RIGHTS, Badge, Right, Role, Staff
from shared.domain.ticket import State, Ticket
from shared.hall import Hall
from shared.issuing import Wish
from tests.conftest import FakeClock

PIN: Final = "271828"
OWN, OTHER, ELSEWHERE = 1, 2, 3
NAMES: Final = {
    Role.OFFICER: "cb01",
    Role.LEAD: "tn01",
    Role.MANAGER: "ql01",
    Role.ADMINISTRATOR: "qt01",
}


class Staffed:
    """A hall whose staff log in. Every role sits at counter 1 in turn; somebody else at counter 2."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        profile = hall.reference().profiles[hall.now().counters[OWN].profile]
        self.service = profile.services[0]
        self.agency = hall.reference().services[self.service].agency
        for role, code in NAMES.items():
            agency = self.agency if role is Role.LEAD else None
            one = Staff(code=code, name="Nguyễn Văn A", role=role, agency=agency)
            hall.put_staff(one, PIN, command=uuid4(), actor="console")
        self.begin_again()

    def log_in(self, code: str, counter: int | None, **more: Any) -> Badge:
        badge = Badge.new(code)
        self.hall.log_in(badge, PIN, counter=counter, command=uuid4(), **more)
        return badge

    def begin_again(self) -> None:
        """Nobody is at a counter any more, and the colleague sits at hers."""
        for number in (OWN, OTHER):
            self.hall.close_counter(
                number, release=True, command=uuid4(), actor=self.log_in("qt01", None, take_over=True)
            )
        for left in self.hall.now().waiting():
            self.hall.cancel(left.id, command=uuid4(), actor="kiosk-1")
        colleague = Staff(code="cb02", name="Trần Thị B", role=Role.OFFICER)
        self.hall.put_staff(colleague, PIN, command=uuid4(), actor="console")
        self.colleague = self.log_in("cb02", OTHER)
        self.hall.log_out(command=uuid4(), actor=self.log_in("qt01", None, take_over=True))

    def waiting(self) -> Ticket:
        return self.hall.issue(self.service, command=uuid4(), actor="kiosk-1").ticket

    def called(self, badge: Badge, counter: int = OWN) -> Ticket:
        self.waiting()
        return self.hall.call_next(counter, command=uuid4(), actor=badge)

    def serving(self, badge: Badge) -> Ticket:
        return self.hall.serve(OWN, self.called(badge).id, command=uuid4(), actor=badge)


@pytest.fixture
def staffed(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> Staffed:
    # The dearness of a hash is the business of tests/shared/test_pins.py; here it would cost minutes.
    monkeypatch.setattr(pins, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    return Staffed(hall)


def _open(at: Staffed, badge: Badge) -> None:
    at.hall.open_counter(OWN, command=uuid4(), actor=badge)


#: verb -> (the right it needs, how a badge that is logged in at counter 1 does it)
VERBS: Final[dict[str, tuple[Right, Callable[[Staffed, Badge], object]]]] = {
    "issue": (Right.WORK, lambda at, who: at.hall.issue(at.service, command=uuid4(), actor=who)),
    "issue for": (Right.WORK, lambda at, who: at.hall.issue_for(Wish(service=at.service), command=uuid4(), actor=who)),
    "open": (Right.WORK, _open),
    "pause": (Right.WORK, lambda at, who: at.hall.pause_counter(OWN, command=uuid4(), actor=who)),
    "close": (Right.WORK, lambda at, who: at.hall.close_counter(OWN, command=uuid4(), actor=who)),
    "call next": (Right.WORK, lambda at, who: at.called(who)),
    "recall": (Right.WORK, lambda at, who: at.hall.recall(OWN, at.called(who).id, command=uuid4(), actor=who)),
    "serve": (Right.WORK, lambda at, who: at.serving(who)),
    "finish": (Right.WORK, lambda at, who: at.hall.finish(OWN, at.serving(who).id, command=uuid4(), actor=who)),
    "no show": (Right.WORK, lambda at, who: at.hall.no_show(OWN, at.called(who).id, command=uuid4(), actor=who)),
    "park": (Right.WORK, lambda at, who: at.hall.park(OWN, at.called(who).id, command=uuid4(), actor=who)),
    "requeue": (Right.WORK, lambda at, who: at.hall.requeue(OWN, at.called(who).id, command=uuid4(), actor=who)),
    "transfer": (
        Right.WORK,
        lambda at, who: at.hall.transfer(OWN, at.called(who).id, at.service, command=uuid4(), actor=who),
    ),
    "walk in": (Right.WORK, lambda at, who: at.hall.walk_in(OWN, at.service, command=uuid4(), actor=who)),
    "undo": (Right.WORK, lambda at, who: at.hall.undo(OWN, at.called(who).id, command=uuid4(), actor=who)),
    "call by number": (
        Right.CALL_BY_NUMBER,
        lambda at, who: at.hall.call(
            OWN, [at.waiting(), at.waiting()][-1].id, reason="bệnh nặng", command=uuid4(), actor=who
        ),
    ),
    "pause another": (
        Right.OTHER_COUNTERS,
        lambda at, who: (
            at.hall.open_counter(OTHER, command=uuid4(), actor=at.colleague),
            at.hall.pause_counter(OTHER, command=uuid4(), actor=who),
        ),
    ),
    "close another": (Right.OTHER_COUNTERS, lambda at, who: at.hall.close_counter(OTHER, command=uuid4(), actor=who)),
    "assign": (
        Right.OTHER_COUNTERS,
        lambda at, who: at.hall.assign(OWN, at.hall.now().counters[OWN].profile, command=uuid4(), actor=who),
    ),
    "cancel one that waits": (
        Right.CANCEL,
        lambda at, who: at.hall.cancel(at.waiting().id, command=uuid4(), actor=who),
    ),
    "message": (
        Right.MESSAGE,
        lambda at, who: at.hall.say("Họp lúc 11:00", counters=[OWN], command=uuid4(), actor=who),
    ),
    "import appointments": (
        Right.FIGURES,
        lambda at, who: at.hall.import_appointments((), command=uuid4(), actor=who),
    ),
    "import catalogue": (
        Right.CATALOGUE,
        lambda at, who: at.hall.import_catalogue(at.hall.reference().catalogue, command=uuid4(), actor=who),
    ),
    "put staff": (
        Right.STAFF,
        lambda at, who: at.hall.put_staff(
            Staff(code="cb09", name="Lê C", role=Role.OFFICER), PIN, command=uuid4(), actor=who
        ),
    ),
    "drop staff": (Right.STAFF, lambda at, who: at.hall.drop_staff("cb02", command=uuid4(), actor=who)),
}
#: Verbs for which the other counter must be one the lead's agency has nothing to do with, to be refused to him.
_ABOUT_ANOTHER: Final = frozenset({"pause another", "close another"})


@pytest.mark.parametrize("verb", VERBS)
def test_each_role_may_do_what_its_rights_say_and_nothing_else(staffed: Staffed, verb: str) -> None:
    right, do = VERBS[verb]
    for role in Role:
        staffed.begin_again()
        badge = staffed.log_in(NAMES[role], OWN, take_over=True)
        _open(staffed, badge)
        if right not in RIGHTS[role]:
            with pytest.raises(NotAllowed):
                do(staffed, badge)
            continue
        if role is Role.LEAD and verb in _ABOUT_ANOTHER:
            # Counter 2 becomes one that serves his agency's fields.
            profile = staffed.hall.now().counters[OWN].profile
            staffed.hall.assign(OTHER, profile, command=uuid4(), actor=staffed.log_in("ql01", None, take_over=True))
        do(staffed, badge)
        assert staffed.hall.since(staffed.hall.now().seq - 1)[0].actor == NAMES[role]


@pytest.mark.parametrize(
    "verb", [name for name, (right, _) in VERBS.items() if right is Right.WORK and "issue" not in name]
)
def test_a_counter_by_name_alone_does_nothing_where_staff_log_in(staffed: Staffed, verb: str) -> None:
    seq = staffed.hall.now().seq
    with pytest.raises(NotLoggedIn):
        VERBS[verb][1](staffed, "counter-1")  # type: ignore[arg-type]
    assert staffed.hall.now().seq <= seq + 1  # the number that was given


def test_nobody_acts_at_a_counter_where_another_is_logged_in(staffed: Staffed) -> None:
    badge = staffed.log_in("cb01", OWN)
    with pytest.raises(NotAllowed):
        staffed.hall.open_counter(OTHER, command=uuid4(), actor=badge)


def test_a_lead_reaches_as_far_as_his_agency(staffed: Staffed) -> None:
    hall = staffed.hall
    lead = staffed.log_in("tn01", OWN)
    strange = next(
        number
        for number, counter in hall.now().counters.items()
        if staffed.agency
        not in {hall.reference().services[code].agency for code in hall.reference().profile(counter.profile).services}
    )
    with pytest.raises(NotAllowed):
        hall.close_counter(strange, command=uuid4(), actor=lead)
    other = next(one for one in hall.reference().services.values() if one.agency != staffed.agency)
    ticket = hall.issue(other.code, command=uuid4(), actor="kiosk-1").ticket
    with pytest.raises(NotAllowed):
        hall.cancel(ticket.id, command=uuid4(), actor=lead)


def test_a_badge_somebody_made_up_is_worth_nothing(staffed: Staffed) -> None:
    staffed.log_in("cb01", OWN)
    with pytest.raises(NotLoggedIn):
        staffed.hall.open_counter(OWN, command=uuid4(), actor=Badge.new("cb01"))
    with pytest.raises(NotLoggedIn):
        staffed.hall.open_counter(OWN, command=uuid4(), actor=Badge.new("nobody"))


def test_a_handed_over_counter_keeps_its_visit_and_the_old_badge_is_dead(staffed: Staffed) -> None:
    first = staffed.log_in("cb01", OWN)
    _open(staffed, first)
    visit = staffed.serving(first)
    second = staffed.log_in("ql01", OWN)
    with pytest.raises(NotLoggedIn):
        staffed.hall.finish(OWN, visit.id, command=uuid4(), actor=first)
    done = staffed.hall.finish(OWN, visit.id, command=uuid4(), actor=second)
    assert done.state is State.SERVED
    assert staffed.hall.now().counters[OWN].officer == "ql01"


def test_who_logs_in_again_at_his_counter_makes_his_earlier_badge_worthless(staffed: Staffed) -> None:
    stolen = staffed.log_in("cb01", OWN)
    staffed.log_in("cb01", OWN)
    with pytest.raises(NotLoggedIn):
        staffed.hall.open_counter(OWN, command=uuid4(), actor=stolen)


def test_one_officer_is_at_one_counter(staffed: Staffed) -> None:
    first = staffed.log_in("cb01", OWN)
    _open(staffed, first)
    with pytest.raises(LoggedInElsewhere) as caught:
        staffed.log_in("cb01", ELSEWHERE)
    assert caught.value.counter == OWN
    staffed.log_in("cb01", ELSEWHERE, take_over=True)
    now = staffed.hall.now()
    assert (now.counters[OWN].state, now.counters[OWN].officer, now.counters[OWN].reason) == ("paused", None, "moved")
    assert now.counters[ELSEWHERE].officer == "cb01"


def test_the_feed_hears_of_the_counter_an_officer_left(staffed: Staffed) -> None:
    _open(staffed, staffed.log_in("cb01", OWN))
    before = staffed.hall.now()
    staffed.log_in("cb01", ELSEWHERE, take_over=True)
    followed = before
    for event in staffed.hall.since(before.seq):
        followed = followed.after(event)
    assert followed == staffed.hall.now()


def test_wrong_pins_lock_the_number_everywhere_and_the_right_one_forgets_them(
    staffed: Staffed, clock: FakeClock
) -> None:
    tries = []
    for _ in range(5):
        with pytest.raises(WrongPin) as wrong:
            staffed.hall.log_in(Badge.new("cb01"), "000001", counter=OWN, command=uuid4())
        tries.append(wrong.value.tries_left)
    assert tries == [4, 3, 2, 1, 0]
    with pytest.raises(PinLocked) as locked:
        staffed.log_in("cb01", OWN)
    assert locked.value.seconds == 60
    clock.at += timedelta(seconds=61)
    staffed.log_in("cb01", OWN)
    with pytest.raises(WrongPin) as wrong:
        staffed.hall.log_in(Badge.new("cb01"), "000001", counter=OWN, command=uuid4())
    assert wrong.value.tries_left == 4


def test_the_second_lock_is_longer_and_a_clock_set_back_makes_none_longer(staffed: Staffed, clock: FakeClock) -> None:
    for _ in range(5):
        with pytest.raises(WrongPin):
            staffed.hall.check_pin("cb01", "000001")
    clock.at += timedelta(seconds=61)
    for _ in range(5):
        with pytest.raises(WrongPin):
            staffed.hall.check_pin("cb01", "000001")
    clock.at += timedelta(seconds=-7200)
    with pytest.raises(PinLocked) as locked:
        staffed.hall.check_pin("cb01", PIN)
    assert locked.value.seconds == 120


def test_a_number_nobody_has_is_refused_like_a_wrong_pin(staffed: Staffed) -> None:
    with pytest.raises(WrongPin) as wrong:
        staffed.hall.log_in(Badge.new("nobody"), PIN, counter=OWN, command=uuid4())
    assert wrong.value.tries_left is None


@pytest.mark.parametrize("pin", ["1234", "111111", "123456", "abcdef"])
def test_a_pin_that_anybody_would_try_first_is_refused(staffed: Staffed, pin: str) -> None:
    with pytest.raises(WeakPin):
        staffed.hall.put_staff(
            Staff(code="cb09", name="Lê C", role=Role.OFFICER), pin, command=uuid4(), actor="console"
        )


def test_no_secret_and_no_name_stands_in_the_journal(staffed: Staffed) -> None:
    badge = staffed.log_in("cb01", OWN)
    _open(staffed, badge)
    told = repr(staffed.hall.since(0))
    for secret in (badge.secret, badge.mark, PIN, "Nguyễn Văn A"):
        assert secret not in told
    assert badge.secret not in repr(badge)


def test_a_new_pin_ends_the_login_of_the_old_one(staffed: Staffed) -> None:
    badge = staffed.log_in("cb01", OWN)
    changed = Staff(code="cb01", name="Nguyễn Văn A", role=Role.OFFICER)
    staffed.hall.put_staff(changed, "314159", command=uuid4(), actor="console")
    with pytest.raises(NotLoggedIn):
        staffed.hall.open_counter(OWN, command=uuid4(), actor=badge)


def test_nobody_logs_out_from_a_visit(staffed: Staffed) -> None:
    badge = staffed.log_in("cb01", OWN)
    _open(staffed, badge)
    staffed.called(badge)
    with pytest.raises(CounterBusy):
        staffed.hall.log_out(command=uuid4(), actor=badge)


def test_a_new_day_logs_everybody_out(staffed: Staffed, clock: FakeClock) -> None:
    badge = staffed.log_in("cb01", OWN)
    _open(staffed, badge)
    clock.at += timedelta(seconds=24 * 3600)
    with pytest.raises(NotLoggedIn):
        staffed.hall.call_next(OWN, command=uuid4(), actor=badge)
    assert staffed.hall.now().counters[OWN].officer is None


def test_an_officer_opens_only_with_a_profile_he_has(staffed: Staffed) -> None:
    profiles = list(staffed.hall.reference().profiles)
    own = staffed.hall.now().counters[OWN].profile
    other = next(code for code in profiles if code != own)
    narrow = Staff(code="cb08", name="Lê D", role=Role.OFFICER, profiles=(own,))
    staffed.hall.put_staff(narrow, PIN, command=uuid4(), actor="console")
    badge = staffed.log_in("cb08", OWN)
    with pytest.raises(NotAllowed):
        staffed.hall.open_counter(OWN, profile=other, command=uuid4(), actor=badge)
    staffed.hall.open_counter(OWN, profile=own, command=uuid4(), actor=badge)


def test_logging_in_asked_again_happens_once(staffed: Staffed) -> None:
    badge, command = Badge.new("cb01"), UUID(int=77)
    first = staffed.hall.log_in(badge, PIN, counter=OWN, command=command)
    seq = staffed.hall.now().seq
    assert staffed.hall.log_in(badge, PIN, counter=OWN, command=command) == first
    assert staffed.hall.now().seq == seq
    staffed.hall.open_counter(OWN, command=uuid4(), actor=badge)


def test_where_officers_may_call_by_number_they_do(staffed: Staffed) -> None:
    reference = staffed.hall.reference()
    counters = msgspec.structs.replace(reference.form.counters, officers_call_by_number=True)
    form = msgspec.structs.replace(reference.form, counters=counters)
    staffed.hall.import_catalogue(reference.catalogue, form=form, command=uuid4(), actor="console")
    badge = staffed.log_in("cb01", OWN)
    _open(staffed, badge)
    staffed.waiting()
    last = staffed.waiting()
    called = staffed.hall.call(OWN, last.id, reason="có hẹn", command=uuid4(), actor=badge)
    assert called.state is State.CALLED
    assert staffed.hall.since(staffed.hall.now().seq - 1)[0].note == "có hẹn"


def test_every_refusal_here_changes_nothing(staffed: Staffed) -> None:
    badge = staffed.log_in("cb01", OWN)
    before = staffed.hall.now()
    for do in (VERBS["message"][1], VERBS["put staff"][1], VERBS["import catalogue"][1]):
        with pytest.raises(Refusal):
            do(staffed, badge)
    assert staffed.hall.now() == before
