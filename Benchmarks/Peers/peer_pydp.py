"""PyDP: one call a sample of noise; aggregates from a Python list and from a numpy array."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from pydp.algorithms.laplacian import (
    BoundedMean,
    BoundedStandardDeviation,
    BoundedSum,
    BoundedVariance,
    Count,
)
from pydp.algorithms.numerical_mechanisms import LaplaceMechanism
from pydp.distributions import GaussianDistribution, GeometricDistribution, LaplaceDistribution

from contender import Contender
from nhanes import Values

if TYPE_CHECKING:
    from accuracy import Question

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
    elif work == "automatic-mean-f64":
        release, few = BoundedMean(epsilon=1.0, dtype="float").quick_result, rates[:20_000].tolist()
        yield Contender.timing(NAME, len(few), lambda: release(few))
    elif work in aggregates:
        release, entries = aggregates[work].quick_result, rates.tolist()
        yield Contender.timing(NAME, count, lambda: release(entries))
        yield Contender.timing(f"{NAME}, array", count, lambda: release(rates))


def bounded(algorithm: Any, lower: float, upper: float, epsilon: float) -> Any:
    return algorithm(epsilon=epsilon, delta=0, lower_bound=lower, upper_bound=upper, dtype="float")


def estimator(question: "Question", epsilon: float) -> Callable[[], float]:
    algorithms = {
        "sum": BoundedSum,
        "mean": BoundedMean,
        "variance": BoundedVariance,
        "std": BoundedStandardDeviation,
    }
    entries = question.values.tolist()
    if question.statistic == "count":
        algorithm = Count(epsilon=epsilon, dtype="float")
    else:
        kind = algorithms[question.statistic]
        algorithm = bounded(kind, question.lower, question.upper, epsilon)
    return lambda: algorithm.quick_result(entries)
