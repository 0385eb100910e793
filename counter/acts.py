"""What an officer can do at the desk, by which key, and when."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shared.domain.ticket import Step


class Act(StrEnum):
    """One thing the officer can do. The value is also the name of its button."""

    OPEN = "open-counter"
    CALL_NEXT = "call-next"
    CALL = "call"  #: this very ticket, from one of the lists
    SERVE = "serve"
    FINISH = "finish"
    RECALL = "recall"
    NO_SHOW = "no-show"
    REQUEUE = "requeue"
    PARK = "park"
    TRANSFER = "transfer"
    PAUSE = "pause"
    CLOSE = "close-counter"
    RETRY = "retry"
    OUTCOME = "outcome"  #: finish, and say what came of it
    PARK_UNTIL = "park-until"  #: set aside, and say when the citizen will be back
    FIND = "find-number"
    GIVE = "give-number"  #: a number for somebody who cannot use the kiosk
    WALK_IN = "walk-in"  #: serve at once, without a ticket
    WHY = "why-this-number"
    UNDO = "undo"
    MENU = "menu"  #: what concerns the officer and not a visit
    LOG_IN = "log-in"
    LOCK = "lock"
    HAND_OVER = "hand-over"
    PROFILE = "profile"
    MAIL = "mail"
    LOG_OUT = "log-out"
    HELP = "help"


#: The acts upon the visit at the counter, and the step each one asks for.
STEPS: Final[Mapping[Act, Step]] = MappingProxyType(
    {
        Act.SERVE: Step.SERVE,
        Act.FINISH: Step.FINISH,
        Act.OUTCOME: Step.FINISH,
        Act.RECALL: Step.RECALL,
        Act.NO_SHOW: Step.NO_SHOW,
        Act.REQUEUE: Step.REQUEUE,
        Act.PARK: Step.PARK,
        Act.PARK_UNTIL: Step.PARK,
        Act.TRANSFER: Step.TRANSFER,
    }
)

#: What each key means: the first of its acts that is possible now.
KEYS: Final[Mapping[str, tuple[Act, ...]]] = MappingProxyType(
    {
        "F1": (Act.RETRY, Act.HELP),
        "F2": (Act.OPEN, Act.PAUSE),
        "F3": (Act.FIND,),
        "F4": (Act.REQUEUE,),
        "F5": (Act.PARK,),
        "F6": (Act.TRANSFER,),
        "F7": (Act.RECALL,),
        "F8": (Act.CALL_NEXT,),
        "F9": (Act.SERVE, Act.FINISH),
        "F10": (Act.NO_SHOW,),
        "F12": (Act.CLOSE,),
        "Shift+F3": (Act.GIVE,),
        "Shift+F5": (Act.PARK_UNTIL,),
        "Shift+F9": (Act.OUTCOME,),
        "Ctrl+I": (Act.WHY,),
        "Ctrl+Z": (Act.UNDO,),
        "Ctrl+M": (Act.MENU,),
        "Ctrl+L": (Act.LOCK,),
    }
)

#: The acts that concern the officer: they are in the menu, and no rule of the hall stands behind most of them.
OF_OFFICER: Final = (Act.LOCK, Act.HAND_OVER, Act.PROFILE, Act.MAIL, Act.LOG_OUT)

#: The keys of whatever the large button says.
PRIMARY_KEYS: Final = frozenset({"Enter", "Return", "+"})
LANGUAGE_KEY: Final = "F11"
#: From the window to the bar and back.
SHAPE_KEY: Final = "Ctrl+B"

#: The keys of a call unit, from 1 on, and which key of the desk each one is.
KEYPAD: Final[Mapping[int, str]] = MappingProxyType(
    {1: "F8", 2: "F7", 3: "F9", 4: "F10", 5: "F2", 6: "F5", 7: "F4", 8: "F6"}
)
#: The combinations that work from anywhere, by their setting, and which key of the desk each one is.
HOTKEYS: Final[Mapping[str, str]] = MappingProxyType(
    {"call_next": "F8", "recall": "F7", "serve": "F9", "no_show": "F10"}
)


def key_of(act: Act) -> str:
    """The key that is written on the button of `act`; "" if it has none."""
    return next((key for key, acts in KEYS.items() if act in acts), "")
