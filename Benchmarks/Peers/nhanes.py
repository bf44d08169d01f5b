"""The data: columns of real people's measurements, and larger arrays bootstrapped from them."""

import csv
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

FILE = Path(__file__).resolve().parents[2] / "Examples" / "nhanes-2017-2018.csv"


def column(name: str) -> Values:
    """The values of a column; missing ones are left out."""
    with FILE.open(newline="") as lines:
        return np.array([float(row[name]) for row in csv.DictReader(lines) if row[name]])


def heart_rates(count: int) -> Values:
    """`count` heart rates drawn with replacement. The seed is fixed: data isn't noise."""
    return np.random.default_rng(2017).choice(column("pulse_bpm"), count)
