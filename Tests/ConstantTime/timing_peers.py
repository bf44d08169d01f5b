"""The same kinds of noise from the Python libraries, one call a draw."""

import gc
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2] / "Benchmarks" / "Peers"))

from results import machine  # noqa: E402, F401

WARM = 1_000

Draw = Callable[[], float]


def record(draw: Draw, calls: int) -> tuple[np.ndarray, np.ndarray]:
    """What each call drew, and its nanoseconds."""
    clock = time.perf_counter_ns
    noise, times = np.empty(calls), np.empty(calls)
    for _ in range(WARM):
        draw()
    gc.disable()
    for i in range(calls):
        start = clock()
        drawn = draw()
        times[i] = clock() - start
        noise[i] = drawn
    gc.enable()
    return noise, times


def draws() -> Iterator[tuple[str, str, str, Draw]]:
    """Library, noise, scale, and how to draw; a library that can't be imported is left out."""
    for library in (numpy_draws, pydp_draws, opendp_draws, diffprivlib_draws):
        try:
            yield from library()
        except Exception as error:
            print(f"{library.__name__}: {error}", flush=True)


def numpy_draws() -> Iterator[tuple[str, str, str, Draw]]:
    generator = np.random.default_rng()
    yield "numpy", "Laplace", "10", lambda: generator.laplace(scale=10.0)
    yield "numpy", "normal", "10", lambda: generator.normal(scale=10.0)


def pydp_draws() -> Iterator[tuple[str, str, str, Draw]]:
    from pydp.distributions import GaussianDistribution, GeometricDistribution, LaplaceDistribution

    yield "PyDP", "Laplace", "10", LaplaceDistribution(epsilon=1.0, sensitivity=10.0).sample
    yield "PyDP", "Laplace", "2^40", LaplaceDistribution(epsilon=1.0, sensitivity=2.0**40).sample
    yield "PyDP", "geometric", "10", GeometricDistribution(0.1).sample
    yield "PyDP", "Gaussian", "10", GaussianDistribution(10.0).sample


def opendp_draws() -> Iterator[tuple[str, str, str, Draw]]:
    import opendp.prelude as dp

    dp.enable_features("contrib")
    integers = dp.atom_domain(T=int), dp.absolute_distance(T=int)
    for scale, name in ((10.0, "10"), (2.0**40, "2^40")):
        laplace = integers >> dp.m.then_laplace(scale)
        yield "OpenDP", "discrete Laplace", name, lambda noise=laplace: noise(0)
    reals = dp.atom_domain(T=float, nan=False), dp.absolute_distance(T=float)
    yield "OpenDP", "Laplace", "10", lambda noise=reals >> dp.m.then_laplace(10.0): noise(0.0)
    gaussian = dp.atom_domain(T=int), dp.absolute_distance(T=float)
    yield "OpenDP", "discrete Gaussian", "10", lambda noise=gaussian >> dp.m.then_gaussian(10.0): noise(0)


def diffprivlib_draws() -> Iterator[tuple[str, str, str, Draw]]:
    from diffprivlib.mechanisms import Gaussian, GaussianDiscrete, Geometric, Laplace, Snapping

    yield "diffprivlib", "Laplace", "10", lambda m=Laplace(epsilon=1.0, sensitivity=10.0): m.randomise(0.0)
    yield "diffprivlib", "geometric", "10", lambda m=Geometric(epsilon=1.0, sensitivity=10): m.randomise(0)
    gaussian = Gaussian(epsilon=0.5, delta=1e-5, sensitivity=1.0)
    yield "diffprivlib", "Gaussian", "8.8", lambda: gaussian.randomise(0.0)
    discrete = GaussianDiscrete(epsilon=0.5, delta=1e-5, sensitivity=1)
    yield "diffprivlib", "discrete Gaussian", "7", lambda: discrete.randomise(0)
    snapping = Snapping(epsilon=0.1, sensitivity=1.0, lower=-1000.0, upper=1000.0)
    yield "diffprivlib", "snapping", "10", lambda: snapping.randomise(0.0)
