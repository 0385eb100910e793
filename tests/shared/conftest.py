from __future__ import annotations

from collections.abc import Iterator

import pytest

from shared.hall import Hall
from shared.store.audit import audit


@pytest.fixture
def stays_sound(hall: Hall, store_url: str) -> Iterator[None]:
    """Whatever the test did or was refused, the journal explains the tables afterwards."""
    yield
    assert audit(store_url, hall.id).findings == ()
