"""PyDP: one call a sample of noise; aggregates from a Python list and from a numpy array."""

from collections.abc import Callable, Iterator
from typing import Any

from pydp.algorithms.laplacian import BoundedMean, BoundedSum, BoundedVariance, Count
from pydp.algorithms.numerical_mechanisms import LaplaceMechanism
from pydp.distributions import GaussianDistribution, GeometricDistribution, LaplaceDistribution

from contender import Contender
from nhanes import Values

NAME = "PyDP"


def contenders(work: str, count: int, rates: Values) -> Iterator[Contender]:
    mechanism = LaplaceMechanism(epsilon=1.0, sensitivity=1.0)
    draws = {
        "laplace-batch": LaplaceDistribution(epsilon=1.0, sensitivity=2.0**40).sample,
        "laplace10-batch": GeometricDistribution(0.1).sample,  # the positive half of the law
        "gaussian-batch": GaussianDistribution(3.7306).sample,
        "discrete-gaussian10-batch": GaussianDistribution(10.0).sample,
        "discrete-gaussian-batch": GaussianDistribution(2.0**40).sample,
        "laplace-single": lambda: mechanism.add_noise(72.0),
    }
    aggregates = {
        "count-f64": Count(epsilon=1.0, dtype="float"),
        "sum-f64": bounded(BoundedSum, 30.0, 200.0, epsilon=1.0),
        "mean-f64": bounded(BoundedMean, 30.0, 200.0, epsilon=1.0),
        "variance-f64": bounded(BoundedVariance, 30.0, 200.0, epsilon=1.0),
    }
    if work in draws:
        yield Contender.calling(NAME, min(count, 20_000), draws[work])
    elif work in aggregates:
        release, entries = aggregates[work].quick_result, rates.tolist()
        yield Contender.timing(NAME, count, lambda: release(entries))
        yield Contender.timing(f"{NAME}, array", count, lambda: release(rates))


def bounded(algorithm: Any, lower: float, upper: float, epsilon: float) -> Any:
    return algorithm(epsilon=epsilon, delta=0, lower_bound=lower, upper_bound=upper, dtype="float")


def estimator(
    statistic: str, values: Values, lower: float, upper: float, epsilon: float
) -> Callable[[], float]:
    algorithm = BoundedMean if statistic == "mean" else BoundedVariance
    release, entries = bounded(algorithm, lower, upper, epsilon).quick_result, values.tolist()
    return lambda: release(entries)
