"""OpenDP: noise by the vector, its fastest interface; aggregates from a numpy array.

Sum, mean and variance are timed with a public number of rows: mean and variance exist in no other
form, and the sum for an unknown number draws a random part of the rows beyond 2^20 of them.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import opendp.prelude as dp

from contender import Contender
from nhanes import Values

if TYPE_CHECKING:
    from accuracy import Question

NAME = "OpenDP"

dp.enable_features("contrib")


def contenders(work: str, count: int, rates: Values) -> Iterator[Contender]:
    scales = {"laplace-batch": 2.0**40, "laplace10-batch": 10.0}
    deviations = {"discrete-gaussian-batch": 2.0**40, "discrete-gaussian10-batch": 10.0}
    exact = {
        "sum-f64": dp.t.then_sum,
        "mean-f64": dp.t.then_mean,
        "variance-f64": dp.t.then_variance,
    }
    if work in scales:
        samples = min(count, 2_000)
        space = dp.vector_domain(dp.atom_domain(T=int)), dp.l1_distance(T=int)
        vector_noise = space >> dp.m.then_laplace(scales[work])
        zeros = np.zeros(samples, dtype=np.int32)
        yield Contender.timing(NAME, samples, lambda: vector_noise(zeros))
    elif work in deviations:
        samples = min(count, 2_000)
        space = dp.vector_domain(dp.atom_domain(T=int)), dp.l2_distance(T=float)
        vector_noise = space >> dp.m.then_gaussian(deviations[work])
        zeros = np.zeros(samples, dtype=np.int32)
        yield Contender.timing(NAME, samples, lambda: vector_noise(zeros))
    elif work == "gaussian-batch":
        samples = min(count, 2_000)
        line = dp.vector_domain(dp.atom_domain(T=float, nan=False)), dp.l2_distance(T=float)
        vector_noise = line >> dp.m.then_gaussian(3.7306)
        zeros = np.zeros(samples)
        yield Contender.timing(NAME, samples, lambda: vector_noise(zeros))
    elif work == "laplace-single":
        line = dp.atom_domain(T=float, nan=False), dp.absolute_distance(T=float)
        noise = line >> dp.m.then_laplace(1.0)
        yield Contender.calling(NAME, min(count, 200), lambda: noise(72.0))
    elif work == "count-f64":
        counted = rows() >> dp.t.then_count() >> dp.m.then_laplace(1.0)
        yield Contender.timing(NAME, count, lambda: counted(rates))
    elif work in exact:
        clamped = rows(count) >> dp.t.then_clamp((30.0, 200.0)) >> exact[work]()
        release = clamped >> dp.m.then_laplace(clamped.map(2))  # one row replaced by another
        yield Contender.timing(NAME, count, lambda: release(rates))


def rows(size: int | None = None) -> Any:
    return dp.vector_domain(dp.atom_domain(T=float, nan=False), size=size), dp.symmetric_distance()


def estimator(question: "Question", epsilon: float) -> Callable[[], float] | None:
    """Of an unknown number of rows; the mean is a noisy sum over a noisy count, epsilon / 2 each."""
    values, bounds = question.values, (question.lower, question.upper)

    def total(share: float) -> Any:
        clamped = rows() >> dp.t.then_clamp(bounds) >> dp.t.then_sum()
        return clamped >> dp.m.then_laplace(clamped.map(1) / share)

    def count(share: float) -> Any:
        return rows() >> dp.t.then_count() >> dp.m.then_laplace(1 / share)

    if question.statistic in ("variance", "std"):
        return None
    if question.statistic in ("count", "sum"):
        release = (count if question.statistic == "count" else total)(epsilon)
        return lambda: release(values)
    sum_of, number_of = total(epsilon / 2), count(epsilon / 2)
    return lambda: sum_of(values) / number_of(values)
