"""The verbs of what the boards tell everybody beside the calls: notices, and the figures of the dossier system.

Their words stand in tables and never in the journal: somebody may have written a name into one.
"""

from __future__ import annotations

from datetime import datetime

from shared.domain.errors import TooManyNotices, UnknownAgency
from shared.domain.events import BoardStep, CommandId
from shared.domain.figures import Figures, checked
from shared.domain.notices import MOST_NOTICES, Notice, NoticeKind, Wording, span
from shared.domain.roles import Actor, Right
from shared.permission import permit
from shared.readings import Readings
from shared.store.turn import Turn
from shared.verb import Done


class Posting(Readings):
    """What can be posted in a hall."""

    def put_notice(
        self,
        kind: NoticeKind,
        text_vi: str,
        text_en: str = "",
        *,
        starts_at: datetime | None = None,
        ends_at: datetime | None = None,
        instead_of: int | None = None,
        command: CommandId,
        actor: Actor,
    ) -> Notice:
        """Tell everybody, on every board at once, from `starts_at` (now) until `ends_at` (until it is taken down), both
        aware. Without `text_en` all read the Vietnamese text. The texts come back tidied: composed, on one line.
        `instead_of` is the number of one that is taken down in the same moment: so a notice is changed.

        Refuses: NotLoggedIn, NotAllowed; NoticeEmpty, NoticeTooLong, NoticeOver, TooManyNotices, UnknownNotice; what
        stood before stands then.
        """
        said = Wording.of(kind, text_vi, text_en)

        def work(turn: Turn) -> Done:
            permit(turn, actor, Right.NOTICE)
            begins, ends = span(starts_at, ends_at, now=turn.at)
            if instead_of is not None:
                turn.take_notice_down(instead_of)
            if len(turn.notices()) >= MOST_NOTICES:
                raise TooManyNotices(MOST_NOTICES)
            turn.add_notice(Notice(id=turn.seq, said=said, starts_at=begins, ends_at=ends))
            return Done(note=kind.value)

        event = self._do(BoardStep.PUT_NOTICE, work, command, actor)
        return Notice(id=event.seq, said=said, starts_at=starts_at or event.at, ends_at=ends_at)

    def take_notice_down(self, notice: int, *, command: CommandId, actor: Actor) -> int:
        """Nobody reads it any more. Its number. Refuses: NotLoggedIn, NotAllowed, UnknownNotice."""

        def work(turn: Turn) -> Done:
            permit(turn, actor, Right.NOTICE)
            return Done(note=str(turn.take_notice_down(notice).id))

        return int(self._do(BoardStep.TAKE_NOTICE_DOWN, work, command, actor).note or 0)

    def import_figures(self, figures: Figures, *, command: CommandId, actor: Actor) -> int:
        """Publish these in the place of those before. Of how many agencies they are. Refuses: NotLoggedIn,
        NotAllowed, BadFigures, UnknownAgency; changes nothing then."""

        def work(turn: Turn) -> Done:
            permit(turn, actor, Right.FIGURES)
            new = checked(figures, today=turn.day, now=turn.at)
            for one in new.agencies:
                if one.agency not in turn.reference.agencies:
                    raise UnknownAgency(one.agency)
            turn.publish(new)
            return Done(note=str(len(new.agencies)))

        return int(self._do(BoardStep.IMPORT_FIGURES, work, command, actor).note or 0)
