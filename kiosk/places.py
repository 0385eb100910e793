"""Where the citizen is among the pages, and the way back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.state import Page
from shared.store.reference import Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One page the citizen came to. `leaf` is the page of tiles that is open on it."""

    page: Page
    agency: str = ""
    service: str = ""
    procedure: str | None = None
    leaf: int = 0


_HOME = Place(page=Page.HOME)


class Way:
    """The pages from home to here."""

    def __init__(self) -> None:
        self._places = [_HOME]

    @property
    def here(self) -> Place:
        return self._places[-1]

    def go(self, place: Place) -> None:
        self._places.append(place)

    def back(self) -> None:
        if len(self._places) > 1:
            self._places.pop()

    @property
    def adding(self) -> bool:
        """Whether a further agency is being chosen: the first has been confirmed on the way here."""
        return any(place.page is Page.CONFIRM for place in self._places[:-1])

    def back_to(self, page: Page) -> None:
        """Back to the last place of this page; home where there is none."""
        while len(self._places) > 1 and self.here.page is not page:
            self.back()

    def home(self) -> None:
        """Back to the first page of home."""
        self._places = [_HOME]

    def turn_to(self, leaf: int) -> None:
        self._places[-1] = replace(self.here, leaf=leaf)

    def keep_to(self, reference: Reference) -> None:
        """Go home if this way leads past something that is no longer offered."""
        for place in self._places:
            if place.agency and place.agency not in reference.agencies:
                self.home()
                return
            if place.service and place.service not in reference.services:
                self.home()
                return
