"""Who may do what: the roles of a hall, and the rights each has.

A badge is what a member of staff acts with after logging in at a counter: the staff code, and a secret that only the
program at that counter knows. The hall keeps a hash of it, so neither the store nor a copy of it lets anybody act as
somebody else.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

_SECRET_BYTES: Final = 32


class Role(StrEnum):
    """What somebody is in the hall."""

    OFFICER = "officer"
    LEAD = "lead"  #: of one agency
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """Something a role may do."""

    WORK = "work"  #: everything an officer does at the counter he is logged in at
    CALL_BY_NUMBER = "call_by_number"  #: out of order, with a reason
    OTHER_COUNTERS = "other_counters"  #: pause, close and assign counters other than his own
    CANCEL = "cancel"  #: give back a number that is not at his counter
    MESSAGE = "message"  #: write to the counters
    NOTICE = "notice"  #: write on the board
    FIGURES = "figures"  #: publish figures of dossiers, import appointments
    STAFF = "staff"  #: who works here, and with which PIN
    CATALOGUE = "catalogue"  #: rules and catalogue


_OFFICER: Final = frozenset({Right.WORK})
_LEAD: Final = _OFFICER | {Right.CALL_BY_NUMBER, Right.OTHER_COUNTERS, Right.CANCEL, Right.MESSAGE}
_MANAGER: Final = _LEAD | {Right.NOTICE, Right.FIGURES}
_ADMINISTRATOR: Final = _MANAGER | {Right.STAFF, Right.CATALOGUE}

#: role -> its rights. A lead's reach over other counters, numbers and messages ends at his agency.
RIGHTS: Final[Mapping[Role, frozenset[Right]]] = MappingProxyType(
    {
        Role.OFFICER: _OFFICER,
        Role.LEAD: _LEAD,
        Role.MANAGER: _MANAGER,
        Role.ADMINISTRATOR: _ADMINISTRATOR,
    }
)


def rights_of(role: Role, *, officers_call_by_number: bool) -> frozenset[Right]:
    """What a role may do in a hall with this rule."""
    return RIGHTS[role] | {Right.CALL_BY_NUMBER} if officers_call_by_number else RIGHTS[role]


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """A member of staff. `agency` is None for who belongs to the whole hall; `profiles` are the work profiles he may
    choose from, none named: all."""

    code: str
    name: str
    role: Role
    agency: str | None = None
    profiles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """What proves, verb by verb, who acts. Never written anywhere: its repr leaves the secret out."""

    staff: str
    secret: str = field(repr=False)

    @classmethod
    def new(cls, staff: str) -> Badge:
        """A badge that nothing knows yet: `Hall.log_in` makes it good."""
        return cls(staff=staff, secret=secrets.token_urlsafe(_SECRET_BYTES))

    @property
    def mark(self) -> str:
        """What the store keeps of it. The secret is random and long, so a plain hash cannot be guessed back."""
        return hashlib.sha256(self.secret.encode()).hexdigest()

    def __str__(self) -> str:
        return self.staff


#: Letters of a staff number at most; a desk's field has no room for more.
LONGEST_STAFF_CODE: Final = 20


def can_be_typed(code: str) -> bool:
    """Whether a staff number can be typed at any desk, also on the keys of its screen: letters without marks, digits,
    dots and hyphens."""
    plain = code.isascii() and all(sign.isalnum() or sign in ".-" for sign in code)
    return plain and 0 < len(code) <= LONGEST_STAFF_CODE


#: Who does a verb: a station of the hall or a console by its name, or a member of staff by badge.
Actor = str | Badge
