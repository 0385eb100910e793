"""Rules as the store keeps them, and what happens when they are damaged, newer or made by hand."""

from __future__ import annotations

import msgspec
import pytest

from shared.domain.errors import ConfigError
from shared.settings import (
    HallForm,
    rules_of,
    unpack,
)


@pytest.mark.parametrize(
    ("kept", "key", "cure"),
    [
        ("", "hall.rules", "is damaged"),
        ('{"id": "xa', "hall.rules", "is damaged"),
        ("[]", "file", "must be a table"),
    ],
)
def test_damaged_rules_in_the_store_are_told(kept: str, key: str, cure: str) -> None:
    with pytest.raises(ConfigError) as caught:
        unpack(kept)
    assert (caught.value.where, caught.value.key) == ("store", key)
    assert cure in caught.value.cure


def test_rules_kept_by_a_newer_program_are_told(sample_form: HallForm) -> None:
    newer = msgspec.json.encode({**msgspec.to_builtins(sample_form), "holograms": True}).decode()
    with pytest.raises(ConfigError) as caught:
        unpack(newer)
    assert (caught.value.where, caught.value.key, caught.value.value) == ("store", "holograms", True)


def test_a_form_made_by_hand_is_tried_like_a_file(sample_form: HallForm) -> None:
    bad = msgspec.structs.replace(sample_form, time_zone="Hà Tĩnh")
    with pytest.raises(ConfigError) as caught:
        rules_of(bad)
    assert (caught.value.where, caught.value.key) == ("store", "time_zone")
