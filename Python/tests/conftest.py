"""Tests import the installed package; numbers whose noise doesn't show have this epsilon."""

from __future__ import annotations

import math
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

REPOSITORY = Path(__file__).resolve().parents[2]
NO_NOISE = 1e9


def hoeffding(draws: int, alarm: float = 1e-9) -> float:
    """How far a share of independent draws is from its probability, except with probability `alarm`."""
    return math.sqrt(math.log(2 / alarm) / (2 * draws))


@pytest.fixture
def repository() -> Path:
    return REPOSITORY
