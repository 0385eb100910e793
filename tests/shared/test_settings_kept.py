"""Rules as the store keeps them, and what happens when they are damaged, newer or made by hand."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.errors import ConfigError
from shared.domain.numbering import PastEnd
from shared.hours_form import HoursForm
from shared.settings import (
    DisciplineForm,
    HallForm,
    PriorityForm,
    SeriesForm,
    pack,
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


NAMES = st.text(min_size=1, max_size=20)
SPANS = st.sampled_from([(), ("07:30-11:30",), ("07:30-11:30", "13:30-17:00")])
FORMS = st.builds(
    HallForm,
    id=NAMES,
    name_vi=NAMES,
    name_en=NAMES,
    time_zone=st.sampled_from(["Asia/Ho_Chi_Minh", "Europe/Berlin", "UTC"]),
    hours=st.builds(
        HoursForm,
        monday=SPANS,
        sunday=SPANS,
        holidays=st.lists(st.dates(), max_size=3).map(tuple),
        special=st.dictionaries(st.dates().map(date.isoformat), SPANS, max_size=2),
        tickets_from_minutes_before=st.integers(0, 1440),
    ),
    priority=st.builds(
        lambda name, credit: (
            PriorityForm(code="normal", name_vi=name, name_en=name),
            PriorityForm(code="priority", name_vi=name, name_en=name, credit_minutes=credit),
        ),
        NAMES,
        st.integers(0, 1440),
    ),
    discipline=st.sampled_from(
        [
            DisciplineForm(),
            DisciplineForm(kind="ratio", shares={"normal": 2, "priority": 1}),
            DisciplineForm(kind="class_first", order=("priority",), patience_minutes=1440),
        ]
    ),
    series=st.builds(
        SeriesForm, first=st.integers(0, 9), last=st.integers(9, 999_999), past_end=st.sampled_from(PastEnd)
    ),
)


@settings(max_examples=100, deadline=None)
@given(FORMS)
def test_the_store_gives_back_the_form_it_was_given(form: HallForm) -> None:
    kept = unpack(pack(form))
    assert kept == form
    assert rules_of(kept) == rules_of(form)
    assert pack(kept) == pack(form)


def test_the_sample_survives_the_store(sample_form: HallForm) -> None:
    assert unpack(pack(sample_form)) == sample_form
