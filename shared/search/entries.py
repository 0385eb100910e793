"""What can be found: every field and procedure with all its names, taken apart into words once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from shared.catalogue import Catalogue, Named
from shared.search.typed import WORD, bare_of, initials_of

AGENCY_COUNTS: Final = 0.85  # "công an" finds what the police do, after what is called so
OTHER_LANGUAGE_COUNTS: Final = 0.9
_SAID_IN_PART: Final = 0.75  # "bảo hiểm" is not yet "bảo hiểm xe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One name of an entry, word by word. `source` is the language, or "said", or "agency"."""

    source: str
    text: str
    words: tuple[str, ...]
    plains: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    initials: str

    @classmethod
    def of(cls, source: str, text: str) -> Text:
        found = list(WORD.finditer(text))
        words = tuple(match.group().lower() for match in found)
        plains = tuple(map(bare_of, words))
        return cls(
            source=source,
            text=text,
            words=words,
            plains=plains,
            spans=tuple(match.span() for match in found),
            initials=initials_of(plains) if source in ("vi", "said") else "",
        )

    def counts(self, language: str, matched: int) -> float:
        """How much this name counts when `matched` of its words are met."""
        if self.source == "said":
            return 1.0 if matched == len(self.words) else _SAID_IN_PART
        if self.source == "agency":
            return AGENCY_COUNTS
        return 1.0 if self.source == language else OTHER_LANGUAGE_COUNTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that can be found. `procedure` is None for a field itself."""

    service: str
    agency: str
    procedure: str | None
    texts: list[Text] = field(default_factory=list)


def entries_of(catalogue: Catalogue) -> tuple[Entry, ...]:
    """Fields first: at an equal score the order here decides."""
    agencies = {agency.code: agency for agency in catalogue.agencies}
    owner = {service.code: service.agency for service in catalogue.services}
    fields = [
        Entry(
            service=service.code,
            agency=service.agency,
            procedure=None,
            texts=[
                *_names(service),
                Text.of("agency", agencies[service.agency].name_vi),
                Text.of("agency", agencies[service.agency].name_en),
            ],
        )
        for service in catalogue.services
    ]
    procedures = [
        Entry(
            service=procedure.service,
            agency=owner[procedure.service],
            procedure=procedure.code,
            texts=_names(procedure),
        )
        for procedure in catalogue.procedures
    ]
    return (*fields, *procedures)


def _names(item: Named) -> list[Text]:
    return [Text.of("vi", item.name_vi), Text.of("en", item.name_en)]
