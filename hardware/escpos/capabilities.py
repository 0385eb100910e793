"""What python-escpos knows about printer models: the only file that imports it, and only when somebody asks.

Importing it sets up the root logger, leaves a temporary directory behind and parses a large file for a third of a
second, so all three are kept in a box here. Its connections are not used: they wait without end and lose data.
"""

from __future__ import annotations

import importlib
import logging
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """One model as the data has it. `width` is None where nobody wrote it down."""

    model: str
    width: int | None
    qr: bool
    raster: bool
    full_cut: bool
    partial_cut: bool


@cache
def known_models() -> Mapping[str, Capabilities]:
    """Every model by its name. The first call costs about half a second and is not for a thread that draws."""
    with _nothing_left_behind():
        data: Mapping[str, Any] = importlib.import_module("escpos.capabilities").CAPABILITIES["profiles"]
    return {model: _capabilities(model, entry) for model, entry in data.items()}


def _capabilities(model: str, entry: Mapping[str, Any]) -> Capabilities:
    width = entry["media"]["width"].get("pixels")
    features = entry["features"]
    return Capabilities(
        model=model,
        width=width if isinstance(width, int) else None,
        qr=bool(features["qrCode"]),
        raster=bool(features["bitImageRaster"]),
        full_cut=bool(features["paperFullCut"]),
        partial_cut=bool(features["paperPartCut"]),
    )


@contextmanager
def _nothing_left_behind() -> Iterator[None]:
    """`logging.basicConfig` does nothing to a root that has a handler; temporary files go where they are swept."""
    root, usual = logging.getLogger(), tempfile.tempdir
    guard = logging.NullHandler()
    root.addHandler(guard)
    try:
        with tempfile.TemporaryDirectory(prefix="motcua-") as box:
            tempfile.tempdir = box
            yield
    finally:
        tempfile.tempdir = usual
        root.removeHandler(guard)
