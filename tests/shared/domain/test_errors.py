"""The tree of errors, as its picture shows it."""

from __future__ import annotations

import re

import pytest

from shared.domain import errors
from shared.domain.errors import ConfigError, MotcuaError, Outage, Refusal

EVERY_ERROR = sorted(
    (kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, MotcuaError)),
    key=lambda kind: kind.__name__,
)


def test_the_picture_shows_every_error_and_no_other() -> None:
    drawn = re.findall(r"^ {4}[│├└─ ]*([A-Z]\w+)", errors.__doc__ or "", flags=re.MULTILINE)
    assert sorted(drawn) == [kind.__name__ for kind in EVERY_ERROR]


@pytest.mark.parametrize("kind", EVERY_ERROR, ids=lambda kind: kind.__name__)
def test_each_error_is_of_exactly_one_sort_and_says_what_it_means(kind: type[MotcuaError]) -> None:
    if kind is not MotcuaError:
        assert sum(issubclass(kind, sort) for sort in (Refusal, Outage, ConfigError)) == 1
    assert (kind.__doc__ or "").strip().endswith(".")


def test_a_bad_setting_is_told_in_one_line_with_file_key_value_and_cure() -> None:
    error = ConfigError("hall.toml", "recall.limit", -1, "must be at least 1", ("2", "3"))
    assert str(error) == "hall.toml: recall.limit = -1: must be at least 1. Did you mean 2 or 3?"
    assert str(ConfigError("hall.toml", "id", None, "must be given")) == "hall.toml: id = None: must be given"
