"""diffprivlib: floating-point mechanisms, one call a sample; aggregates from a numpy array."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from diffprivlib import tools
from diffprivlib.mechanisms import Gaussian, GaussianDiscrete, Geometric, Laplace, Snapping

from contender import Contender
from nhanes import Values

if TYPE_CHECKING:
    from accuracy import Question

NAME = "diffprivlib"


def contenders(work: str, count: int, rates: Values) -> Iterator[Contender]:
    wide = Geometric(epsilon=1.0, sensitivity=2**40)
    narrow = Geometric(epsilon=1.0, sensitivity=10)
    single = Laplace(epsilon=1.0, sensitivity=1.0)
    normal = Gaussian(epsilon=1.0, delta=1e-5, sensitivity=1.0)
    discrete = GaussianDiscrete(epsilon=0.33, delta=1e-5, sensitivity=1)
    snapping = Snapping(epsilon=1.0, sensitivity=1.0, lower=-1000.0, upper=1000.0)
    draws = {
        "gaussian-batch": lambda: normal.randomise(0.0),
        "discrete-gaussian10-batch": lambda: discrete.randomise(0),
        "snapping-batch": lambda: snapping.randomise(72.0),
        "laplace-batch": lambda: wide.randomise(0),
        "laplace10-batch": lambda: narrow.randomise(0),
        "laplace-single": lambda: single.randomise(72.0),
    }
    bounds = (30.0, 200.0)
    aggregates = {
        "count-f64": lambda: tools.count_nonzero(rates, epsilon=1.0),
        "sum-f64": lambda: tools.sum(rates, epsilon=1.0, bounds=bounds),
        "mean-f64": lambda: tools.mean(rates, epsilon=1.0, bounds=bounds),
        "variance-f64": lambda: tools.var(rates, epsilon=1.0, bounds=bounds),
    }
    if work in draws:
        yield Contender.calling(NAME, min(count, 5_000), draws[work])
    elif work in aggregates:
        yield Contender.timing(NAME, count, aggregates[work])


def estimator(question: "Question", epsilon: float) -> Callable[[], float] | None:
    """Protects the values of the rows; takes their number as public, which needs less noise."""
    if question.statistic == "count":
        return None
    whole = {"sum": tools.sum, "mean": tools.mean, "variance": tools.var, "std": tools.std}
    release, values = whole[question.statistic], question.values
    return lambda: release(values, epsilon=epsilon, bounds=(question.lower, question.upper))
