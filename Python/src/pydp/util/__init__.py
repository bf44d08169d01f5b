"""Plain statistics without privacy, as PyDP's `util` has them."""

from __future__ import annotations

import math
import os
from array import array
from statistics import NormalDist
from typing import Iterable, List

from .._arguments import real
from .._entries import numbers, present
from .._errors import invalid
from .._uniform import uniform_double as UniformDouble

__all__ = [
    "Geometric", "UniformDouble", "correlation", "default_epsilon", "get_next_power_of_two", "mean",
    "order_statistics", "qnorm", "standard_deviation", "variance", "vector_filter", "vector_to_string"]


def _numbers(values: Iterable[float]) -> array:
    if isinstance(values, (str, bytes, dict)):
        raise TypeError(f"an iterable of numbers is needed, not '{type(values).__name__}'")
    return numbers(present(values), "float")


def default_epsilon() -> float:
    """The natural logarithm of 3."""
    return math.log(3)


def get_next_power_of_two(value: float) -> float:
    """The least power of two that isn't below a number; 0 for 0, NaN below it."""
    value = real(value, "value")
    if value <= 0 or math.isnan(value):
        return 0.0 if value == 0 else math.nan
    if math.isinf(value):
        return math.inf
    mantissa, exponent = math.frexp(value)
    try:
        return math.ldexp(1, exponent - 1 if mantissa == 0.5 else exponent)
    except OverflowError:
        return math.inf


def mean(values: Iterable[float]) -> float:
    """The mean; 0 of nothing."""
    values = _numbers(values)
    return sum(values) / len(values) if values else 0.0


def variance(values: Iterable[float]) -> float:
    """The mean squared distance from the mean; 0 of nothing."""
    values = _numbers(values)
    center = mean(values)
    return sum((value - center) ** 2 for value in values) / len(values) if values else 0.0


def standard_deviation(values: Iterable[float]) -> float:
    """The square root of the variance."""
    return math.sqrt(variance(values))


def correlation(first: Iterable[float], second: Iterable[float], /) -> float:
    """Pearson's correlation coefficient; NaN if one doesn't vary or the lengths differ."""
    first, second = _numbers(first), _numbers(second)
    spread = standard_deviation(first) * standard_deviation(second)
    if len(first) != len(second) or not spread:
        return math.nan
    centers = mean(first), mean(second)
    return sum((a - centers[0]) * (b - centers[1]) for a, b in zip(first, second)) / len(first) / spread


def order_statistics(percentile: float, values: Iterable[float], /) -> float:
    """The number below which a share of all lies, between neighbours by straight lines; 0 of nothing.

    :param percentile: a share; what lies outside 0 to 1 counts as the nearer end.
    :raises ValueError: if it is NaN.
    """
    percentile, ordered = real(percentile, "percentile"), sorted(_numbers(values))
    if math.isnan(percentile):
        raise ValueError("percentile must be a number")
    if not ordered:
        return 0.0
    place = min(max(percentile * len(ordered) - 0.5, 0), len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def qnorm(p: float, mu: float = 0.0, sigma: float = 1.0, /) -> float:
    """The quantile of a normal distribution.

    :param p: between 0 and 1.
    :param mu: the distribution's mean.
    :param sigma: its standard deviation, above 0.
    :raises RuntimeError: for others.
    """
    p, mu, sigma = real(p, "p"), real(mu, "mu"), real(sigma, "sigma")
    if not (0 < p < 1 and 0 < sigma < math.inf):
        raise invalid(f"p must be between 0 and 1 and sigma finite and above 0 (were {p!r} and {sigma!r})")
    return NormalDist(mu, sigma).inv_cdf(p)


def vector_filter(values: Iterable[float], selection: Iterable[bool], /) -> List[float]:
    """The numbers in whose places the selection is true."""
    return [value for value, selected in zip(_numbers(values), selection) if selected]


def vector_to_string(values: Iterable[float], /) -> str:
    """The numbers to six digits, in brackets."""
    return f"[{', '.join(f'{value:g}' for value in _numbers(values))}]"


def Geometric() -> int:
    """How many fair coins are thrown until the first head, it included: 1, 2, ...; from secure random bits."""
    throws = 1
    while os.urandom(1)[0] & 1:
        throws += 1
    return throws
