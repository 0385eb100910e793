"""What a hall offers: its agencies, services and procedures, read from a folder, and what changed in it."""

from shared.catalogue.changes import Change, Changes, Kind, SummaryLine, Thing, differences
from shared.catalogue.reading import BadCatalogue, RowError, read_catalogue
from shared.catalogue.values import (
    Agency,
    Catalogue,
    CounterPlace,
    Document,
    Procedure,
    Service,
    Synonym,
    WorkProfile,
)
from shared.domain.names import Named

__all__ = [
    "Agency",
    "BadCatalogue",
    "Catalogue",
    "Change",
    "Changes",
    "CounterPlace",
    "Document",
    "Kind",
    "Named",
    "Procedure",
    "RowError",
    "Service",
    "SummaryLine",
    "Synonym",
    "Thing",
    "WorkProfile",
    "differences",
    "read_catalogue",
]
