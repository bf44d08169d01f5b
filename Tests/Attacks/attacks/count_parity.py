"""The parity of a private count, in the denominator of a mean."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from .events import Event
from .row import FALSE_ALARM, Effort, Row
from .search import search

NAME = "count-parity"
SUMMARY = "An exact count that is used after the noise shows its parity (observed in PyDP 1.1.5, divergence D2)"
# Counts of the data sets, with noise, stay below this; two fractions with smaller denominators differ by more than 1e-6.
LARGEST_COUNT = 500


def controls(effort: Effort) -> Iterator[Row]:
    yield row("PyDP", effort.draws(10_000))


def ours(effort: Effort) -> Iterator[Row]:
    yield row("ours", effort.draws(50_000))


def row(library: str, draws: int) -> Row:
    from pydp.algorithms.laplacian import BoundedMean

    mean = BoundedMean(1.0, lower_bound=0, upper_bound=1, dtype="int")
    answers = []
    for count in (100, 101):
        entries = [index % 2 for index in range(count)]
        answers.append(np.array([mean.quick_result(entries) for _ in range(draws)]))
    sought = (
        Event("o - 1/2 has an odd denominator", lambda o: parities(o - 0.5)),
        Event("o has an odd denominator", parities), Event("o >= 1/2", lambda o: o >= 0.5))
    finding = search(answers[0], answers[1], sought)
    shares = [float(parities(o - 0.5).mean()) for o in answers]
    return Row(
        NAME, library, "BoundedMean of integers, bounds 0 and 1", finding.epsilon, 1.0,
        f"epsilon is at least this, at a claimed 1, by {finding.event} on 100 and 101 entries", finding.epsilon <= 1,
        FALSE_ALARM, f"odd denominators: {shares[0]:.3f} of {draws:,} draws on 100 entries, {shares[1]:.3f} on 101",
        picture={"odd": shares, "draws": draws})


def parities(answers: np.ndarray) -> np.ndarray:
    """Whether each is, to 1e-12, a fraction with a small odd denominator."""
    seen: dict[float, bool] = {}
    for answer in np.unique(answers).tolist():
        near = Fraction(answer).limit_denominator(LARGEST_COUNT)
        seen[answer] = abs(float(near) - answer) < 1e-12 and near.denominator % 2 == 1
    return np.array([seen[answer] for answer in answers.tolist()])
