"""Statistics whose exact state moves by more than they declare."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .row import Effort, Row

NAME = "grey-box"
SUMMARY = "What one person moves the exact state by is more than what is declared (Re:cord-play, arXiv 2602.17454)"
MEASURE = "how far one entry moves the exact state, in what is declared"
# So little noise that what is left is the state.
HARDLY_ANY_NOISE = 1e9


def controls(effort: Effort) -> Iterator[Row]:
    from diffprivlib import tools

    entries, weights = np.array([0.5, 1.5, 1.5]), np.array([1, 1000, 1000])

    def heights(rows: int) -> np.ndarray:
        counts, _ = tools.histogram(
            entries[:rows], epsilon=HARDLY_ANY_NOISE, bins=2, range=(0, 2), weights=weights[:rows])
        return np.asarray(counts, dtype=float)

    moved = float(np.abs(heights(3) - heights(2)).sum())
    yield Row(
        NAME, "diffprivlib", "histogram with weights", moved, 1.0, MEASURE, moved <= 1 + 1e-6,
        note="one row of weight 1,000; noise for a sensitivity of 1")


def ours(effort: Effort) -> Iterator[Row]:
    """What Python sees. The exact state, recorded before the noise, is compared by the suite Tests/AuditTests/GreyBox."""
    from pydp.algorithms.laplacian import BoundedSum, Count

    generator = np.random.default_rng()
    odd = np.array([np.nan, np.inf, -np.inf, -0.0, 5e-324, 1e308, -1e308])
    lower, upper = -100.0, 60.0
    subjects = {
        "BoundedSum": (lambda: BoundedSum(HARDLY_ANY_NOISE, lower_bound=lower, upper_bound=upper, dtype="float"), 100.0),
        "Count": (lambda: Count(HARDLY_ANY_NOISE, dtype="float"), 1.0),
    }
    for name, (make, declared) in subjects.items():
        furthest, trials, statistic = 0.0, effort.draws(10_000), make()
        for _ in range(trials):
            entries = generator.uniform(-200, 200, generator.integers(0, 20))
            one = generator.choice(odd) if generator.random() < 0.5 else generator.uniform(-200, 200)
            apart = statistic.quick_result(np.append(entries, one)) - statistic.quick_result(entries)
            furthest = max(furthest, abs(apart) / declared)
        yield Row(
            NAME, "ours", name, furthest, 1.0, f"{MEASURE}, the furthest of {trials:,} random neighbours",
            furthest <= 1 + 1e-6, note="NaN, infinities, zeros and the smallest and largest doubles among them")
