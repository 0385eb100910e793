"""Reading appointments from a CSV file of the booking system: code, at, field, procedure, language.

`at` is a local time of the hall, such as 2026-11-26 08:30. Nothing else is read, least of all who it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from shared.catalogue.reading import BadCatalogue, BadRow
from shared.domain.appointment import Appointment
from shared.domain.errors import ConfigError
from shared.text import LANGUAGES, nfc

_COLUMNS: Final = ("code", "at", "field")
