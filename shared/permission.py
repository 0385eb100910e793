"""Who may do a verb: asked inside the verb's own turn, so that no window has to be trusted.

A badge proves a member of staff. A bare name is a station of the hall, or a console: it may give numbers and print,
and, having the store's own password, do what an administrator does. It may work at a counter only in a hall that has
no staff on its list, which is how a small hall does without logging in.
"""

from __future__ import annotations

from typing import Final

from shared.domain.errors import NotAllowed, NotLoggedIn
from shared.domain.roles import Actor, Badge, Right, Role, Staff, rights_of
from shared.store.turn import Turn

_OF_A_CONSOLE: Final = frozenset({Right.MESSAGE, Right.NOTICE, Right.FIGURES, Right.STAFF, Right.CATALOGUE})


def permit(
    turn: Turn, actor: Actor, right: Right, *, counter: int | None = None, agency: str | None = None
) -> Staff | None:
    """Who acts; None for a station. `counter` is where, or whose counter it is about; `agency` whose affair it is.

    Refuses NotLoggedIn, NotAllowed.
    """
    if isinstance(actor, str):
        if turn.reference.staff and right not in _OF_A_CONSOLE:
            raise NotLoggedIn
        return None
    somebody = _known(turn, actor)
    rule = turn.reference.rules.desk.officers_call_by_number
    if right not in rights_of(somebody.role, officers_call_by_number=rule):
        raise NotAllowed(f"{somebody.role} may not {right}")
    if right is Right.WORK:
        login = turn.login_of(somebody.code)
        if login is None or login.counter != counter:
            raise NotAllowed(f"{somebody.code} is not logged in at counter {counter}")
    elif somebody.role is Role.LEAD:
        _refuse_other_agencies(turn, somebody, counter, agency)
    return somebody


def _known(turn: Turn, badge: Badge) -> Staff:
    login = turn.login_of(badge.staff)
    somebody = turn.reference.staff.get(badge.staff)
    if login is None or somebody is None or not login.is_of(badge):
        raise NotLoggedIn
    return somebody


def _refuse_other_agencies(turn: Turn, lead: Staff, counter: int | None, agency: str | None) -> None:
    """A lead's reach ends at his agency; a counter is its affair if it serves one of its fields."""
    if lead.agency is None:
        return
    if agency is not None and agency != lead.agency:
        raise NotAllowed(f"{lead.code} leads {lead.agency}, not {agency}")
    if counter is not None:
        profile = turn.reference.profile(turn.counter(counter).profile)
        if lead.agency not in {turn.reference.services[code].agency for code in profile.services}:
            raise NotAllowed(f"{lead.code} leads {lead.agency}, which counter {counter} does not serve")
