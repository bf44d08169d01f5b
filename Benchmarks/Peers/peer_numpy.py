"""numpy: no privacy, and noise that isn't secure. What the work costs without either."""

from collections.abc import Iterator

import numpy as np

from contender import Contender
from nhanes import Values

NAME = "numpy"


def contenders(work: str, count: int, rates: Values) -> Iterator[Contender]:
    generator = np.random.default_rng()
    bulk = {
        "laplace-batch": lambda: generator.laplace(scale=2.0**40, size=count),
        "laplace10-batch": lambda: generator.laplace(scale=10.0, size=count),
        "gaussian-batch": lambda: generator.standard_normal(size=count),
        "discrete-gaussian10-batch": lambda: generator.standard_normal(size=count),
        "discrete-gaussian-batch": lambda: generator.standard_normal(size=count),
        "count-f64": lambda: np.count_nonzero(~np.isnan(rates)),
        "sum-f64": lambda: rates.clip(30.0, 200.0).sum(),
        "mean-f64": lambda: rates.clip(30.0, 200.0).mean(),
        "variance-f64": lambda: rates.clip(30.0, 200.0).var(),
    }
    if work in bulk:
        yield Contender.timing(NAME, count, bulk[work])
    elif work == "laplace-single":
        yield Contender.calling(NAME, min(count, 50_000), lambda: 72.0 + generator.laplace())
