"""What every part of a desk's presenter may use of the others. The parts are mixins that share one situation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from counter.acts import Act
from counter.errand import Asked, Errand, errand
from counter.situation import Situation
from shared.domain.events import Event
from shared.domain.roles import Actor
from shared.domain.ticket import Ticket
from shared.ui.worker import Asks


class Gestures:
    """Asks the hall for verbs, and declares the rest: each other method is done by one of the parts or by
    `counter.presenter.DeskPresenter` itself."""

    _situation: Situation
    _asks: Asks
    _clock: Callable[[], datetime]

    def act(self, act: Act) -> None:
        raise NotImplementedError

    def touched(self) -> None:
        """Somebody is there."""
        raise NotImplementedError

    def _put(self, **changes: Any) -> None:
        """Change the situation, and show what that changes."""
        raise NotImplementedError

    def _ask(
        self,
        act: Act,
        verb: Callable[..., Any],
        *arguments: Any,
        ticket: Ticket | None = None,
        options: dict[str, Any] | None = None,
        before: Sequence[Asked] = (),
        after: Callable[[Sequence[Event]], tuple[Any, ...]] | None = None,
    ) -> None:
        """Ask the hall for a verb, as whoever is logged in; nothing, where nobody is or another errand is in flight.
        `before` are verbs that are done before it in the same errand, `after` makes its arguments from what they
        did."""
        if self._situation.shut is not None or self._situation.errand is not None:
            return
        last = Asked(verb=verb, arguments=arguments, options=options or {}, after=after)
        made = errand(
            act,
            (*before, last),
            actor=self._actor,
            since=self._situation.now.seq if self._situation.now else 0,
            asked_at=self._clock(),
            ticket=ticket,
        )
        self._put(errand=made, remark=None, undo=None)
        self._send(made)

    @property
    def _actor(self) -> Actor:
        """Who does the verbs."""
        raise NotImplementedError

    def _send(self, errand: Errand) -> None:
        """Hand an errand to the worker."""
        raise NotImplementedError

    def _retry(self) -> None:
        """Ask again what is not settled."""
        raise NotImplementedError

    def _lapse(self) -> None:
        """Let go what somebody began at the gate and did not end."""
        raise NotImplementedError

    def _leave(self, act: Act) -> None:
        """Lock, hand over or log out."""
        raise NotImplementedError

    def _seconds_now(self) -> float:
        """Seconds that never go back."""
        raise NotImplementedError
