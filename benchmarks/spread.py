"""How far the figures of many tries lie apart."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import quantiles


def p95(figures: Sequence[float]) -> float:
    """What nineteen of twenty stay below; in the unit of `figures`, of which there are two or more."""
    return quantiles(figures, n=20)[-1]
