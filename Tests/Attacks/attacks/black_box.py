"""Any event at all that tells neighbours apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from .events import bit_patterns, likelier_bins, places, residues
from .row import FALSE_ALARM, Effort, Row
from .search import search

NAME = "black-box"
SUMMARY = (
    "A search over histograms, classifiers and bit patterns (after StatDP, Ding and others 2018; DP-Sniper, Bichsel and "
    "others 2021; DP-Auditorium, Kong and others 2023)")

Answers = Callable[[list, int], np.ndarray]


def controls(effort: Effort) -> Iterator[Row]:
    """Errors planted around PyDP's mechanisms, and two of its own."""
    from pydp.algorithms.laplacian import BoundedMean
    from pydp.algorithms.numerical_mechanisms import LaplaceMechanism

    draws = effort.draws(30_000)
    half, one_bound = LaplaceMechanism(2.0, sensitivity=1.0), LaplaceMechanism(1.0, sensitivity=60.0)
    yield row(
        "PyDP", "planted: half the noise", lambda entries, n: calls(lambda: half.add_noise(float(len(entries))), n),
        [([], [1])], draws)
    yield row(
        "PyDP", "planted: noise for the upper bound alone, bounds -100 and 60",
        lambda entries, n: calls(lambda: one_bound.add_noise(float(sum(entries))), n), [([], [-100])], draws)
    mean = BoundedMean(1.0, lower_bound=0, upper_bound=1)
    yield row(
        "PyDP", "BoundedMean of integers, default bounds of a share",
        lambda entries, n: calls(lambda: mean.quick_result(entries), n) - 0.5, [([0, 1] * 4, [0, 1] * 4 + [1])], draws)


def ours(effort: Effort) -> Iterator[Row]:
    from pydp.algorithms import laplacian

    bounds = {"lower_bound": -100, "upper_bound": 60}
    data = [([], [60]), ([], [-100]), ([1, 2, 3], [1, 2, 3, 60])]
    for name in ("BoundedSum", "BoundedMean", "BoundedVariance", "BoundedStandardDeviation", "Median", "Max"):
        kind = getattr(laplacian, name)
        is_of_order = name in ("Median", "Max")
        # Order statistics of doubles look at 2^16 leaves or more in each answer: 10 ms, too long for many.
        for dtype in ("int",) if is_of_order else ("int", "float"):
            statistic = kind(1.0, dtype=dtype, **bounds)
            pairs = [tuple([float(x) for x in part] if dtype == "float" else part for part in pair) for pair in data]
            yield row(
                "ours", f'{name}, dtype "{dtype}"',
                lambda entries, n, statistic=statistic: calls(lambda: statistic.quick_result(entries), n),
                pairs, effort.draws(10_000 if is_of_order else 50_000))
    count = laplacian.Count(1.0)
    yield row(
        "ours", "Count", lambda entries, n: calls(lambda: count.quick_result(entries), n), [([], [1]), ([1], [1, 1])],
        effort.draws(50_000))


def calls(answer: Callable[[], float], draws: int) -> np.ndarray:
    return np.array([answer() for _ in range(draws)], dtype=float)


def row(library: str, subject: str, answers: Answers, pairs: list[tuple[list, list]], draws: int) -> Row:
    """The worst of all pairs, at a claimed epsilon of 1."""
    best, where = None, ""
    for pair in pairs:
        first, second = (answers(entries, draws) for entries in pair)
        # Events that are learnt are learnt on the half that chooses.
        half = first[: draws // 2], second[: draws // 2]
        sought = [*places(*half), *likelier_bins(*half), *likelier_bins(*half[::-1]), *bit_patterns(), *residues()]
        finding = search(first, second, sought, tests=len(pairs))
        if best is None or finding.epsilon > best.epsilon:
            best, where = finding, " and ".join(map(str, pair))
    return Row(
        NAME, library, subject, best.epsilon, 1.0, f"epsilon is at least this, at a claimed 1, by {best.event}",
        best.epsilon <= 1, FALSE_ALARM, f"on {where}; {draws:,} draws each")
