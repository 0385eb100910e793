"""The search page's part of the presenter: what was typed, and what it finds."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from typing import Final

from kiosk.state import Page, Result, SearchBody
from kiosk.telex import compose
from shared.hall import Hall
from shared.search import Found, SearchIndex
from shared.store.reference import Reference
from shared.text import nfc
from shared.ui.worker import Answer, Asks, Done

MOST_POPULAR: Final = 20
_LONGEST: Final = 80  # letters of a query; nobody types more


class Finder:
    """Holds the query and the index, and the services many come for (`popular`; empty until they are known).

    The index is made elsewhere: 0.1 s would be felt at the screen.
    """

    def __init__(self, asks: Asks, *, changed: Callable[[], None]) -> None:
        self.query = ""
        self.telex = False
        self.popular: tuple[str, ...] = ()
        self._asks = asks
        self._changed = changed
        self._wanted = -1
        self._index: SearchIndex | None = None
        self._settled = False
        self._found: tuple[tuple[str, str, int], tuple[Found, ...]] = (("", "", 0), ())

    @property
    def ready(self) -> bool:
        return self._index is not None

    def ask_popular(self) -> None:
        """Learn anew what people take numbers for most."""
        self._asks.ask(partial(Hall.popular_services, most=MOST_POPULAR), self._popular_told, patience=0.0)

    def _popular_told(self, answer: Answer) -> None:
        if isinstance(answer, Done) and answer.value != self.popular:
            self.popular = answer.value
            self._changed()

    def learn(self, reference: Reference) -> None:
        """Make an index of this catalogue, unless it is the one there is."""
        if reference.version == self._wanted:
            return
        self._wanted = reference.version

        def work(_hall: Hall) -> SearchIndex:
            return SearchIndex(reference.catalogue)

        self._asks.ask(work, partial(self._learnt, reference.version))

    def type_text(self, text: str) -> None:
        """Letters, digits, blanks, with their marks or without; anything else is not typed."""
        typed = self.query
        for one in nfc(text):
            if one.isalnum() or one in " -/,.":
                typed = compose(typed, one) if self.telex else typed + one
        self.query = nfc(typed).lstrip()[:_LONGEST]

    def turn_telex(self) -> None:
        """From now on keys make marks, or no longer do. What is typed already stays."""
        self.telex = not self.telex

    def rub_out(self) -> None:
        self.query = self.query[:-1]

    def clear(self) -> None:
        self.query = ""

    def forget(self) -> None:
        """The visit is over."""
        self.query, self.telex = "", False

    def found(self, *, limit: int, language: str) -> tuple[Found, ...]:
        """The answers to the query, best first."""
        if self._index is None or not self.query.strip():
            return ()
        asked = (self.query, language, limit)
        if self._found[0] != asked:
            self._found = (asked, self._index.find(self.query, limit, language))
        return self._found[1]

    def body(self, reference: Reference, *, limit: int, language: str) -> SearchBody:
        """The page as it stands. Answers that lead to what is no longer offered are left out."""
        results = tuple(
            Result(
                name=one.name,
                ranges=one.ranges,
                service=reference.services[one.service].name(language),
                agency=reference.agencies[one.agency].name(language),
                is_field=one.procedure is None,
                said=one.said,
            )
            for one in self.found(limit=limit, language=language)
            if one.service in reference.services and one.agency in reference.agencies
        )
        return SearchBody(query=self.query, results=results, ready=self.ready, telex=self.telex)

    def _learnt(self, version: int, answer: Answer) -> None:
        if not isinstance(answer, Done) or version != self._wanted:
            return
        self._index = answer.value
        self._found = (("", "", 0), ())
        if not self._settled:
            # The index lives as long as the program. Looked through again and again by the collector it would cost
            # a noticeable pause on slow machines.
            self._settled = True
            gc.collect()
            gc.freeze()
        self._changed()


class SearchGestures:
    """The part of a presenter's gestures that types."""

    _finder: Finder

    def touched(self) -> None:
        raise NotImplementedError

    def open_search(self) -> None:
        raise NotImplementedError

    def _at(self, page: Page) -> bool:
        raise NotImplementedError

    def type_text(self, text: str) -> None:
        """From a key on the screen or a real keyboard; typing at home opens the search."""
        if self._at(Page.HOME) and text.strip():
            self.open_search()
        if self._at(Page.SEARCH):
            self._finder.type_text(text)
            self.touched()

    def rub_out(self) -> None:
        if self._at(Page.SEARCH):
            self._finder.rub_out()
            self.touched()

    def clear_query(self) -> None:
        if self._at(Page.SEARCH):
            self._finder.clear()
            self.touched()

    def turn_telex(self) -> None:
        if self._at(Page.SEARCH):
            self._finder.turn_telex()
            self.touched()
