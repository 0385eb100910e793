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
    """One model as the data has it. `width` and `dpi` are None where nobody wrote them down.

    `graphics`: it knows GS ( L. `code_pages`: the number of each page by its name, as "TCVN-3-1".
    """

    model: str
    width: int | None
    dpi: int | None
    qr: bool
    raster: bool
    full_cut: bool
    partial_cut: bool
    graphics: bool
    code_pages: Mapping[str, int]


@cache
def known_models() -> Mapping[str, Capabilities]:
    """Every model by its name. The first call costs about half a second and is not for a thread that draws."""
    return {model: _capabilities(model, entry) for model, entry in _data()["profiles"].items()}


@cache
def code_page(name: str) -> str:
    """The 128 letters of bytes 80 to FF on that page; a blank where it has none."""
    return "".join(_data()["encodings"][name]["data"])


@cache
def _data() -> Mapping[str, Any]:
    with _nothing_left_behind():
        data: Mapping[str, Any] = importlib.import_module("escpos.capabilities").CAPABILITIES
    return data


def _capabilities(model: str, entry: Mapping[str, Any]) -> Capabilities:
    width, dpi = entry["media"]["width"].get("pixels"), entry["media"].get("dpi")
    features = entry["features"]
    return Capabilities(
        model=model,
        width=width if isinstance(width, int) else None,
        dpi=dpi if isinstance(dpi, int) else None,
        qr=bool(features["qrCode"]),
        raster=bool(features["bitImageRaster"]),
        full_cut=bool(features["paperFullCut"]),
        partial_cut=bool(features["paperPartCut"]),
        graphics=bool(features["graphics"]),
        code_pages={page: int(number) for number, page in entry["codePages"].items()},
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
