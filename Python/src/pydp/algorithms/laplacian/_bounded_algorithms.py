"""Sum, mean, variance and standard deviation."""

from __future__ import annotations

from typing import Any, Optional, Union

from ... import _library
from ..._arguments import delta as checked_delta, dtype as checked_dtype
from .._algorithm import MetaAlgorithm, bounds_for, parameters_for

Bound = Optional[Union[int, float]]


class _Default(int):
    """A default, told from the same number when it is given."""


NO_DELTA = _Default(0)
_USUAL = {"l0_sensitivity": 1, "linf_sensitivity": 1, "dtype": "int", "noise": "laplace"}


def both_or_none(name: str, epsilon: Any, delta: Any, lower_bound: Any, upper_bound: Any, **others: Any) -> bool:
    """Whether bounds are declared. One alone is refused; if a delta was given, with the call that was probably meant."""
    if (lower_bound is None) == (upper_bound is None):
        return lower_bound is not None
    missing = "lower_bound" if lower_bound is None else "upper_bound"
    reason = f"{name} needs both bounds or none, and {missing} is missing"
    if lower_bound is None or delta is NO_DELTA:
        raise TypeError(reason)
    more = "".join(f", {key}={value!r}" for key, value in others.items() if value != _USUAL[key])
    raise TypeError(
        f"{reason}. The positional order is (epsilon, delta, lower_bound, upper_bound, ...), delta being new since old "
        f"versions of PyDP: for the old call {name}({epsilon!r}, {delta!r}, {lower_bound!r}{more}) write "
        f"{name}(epsilon={epsilon!r}, lower_bound={delta!r}, upper_bound={lower_bound!r}{more})")


class _Bounded(MetaAlgorithm):
    _kind: int

    def __init__(
        self, epsilon: float = 1.0, delta: float = NO_DELTA, lower_bound: Bound = None, upper_bound: Bound = None,
        l0_sensitivity: int = 1, linf_sensitivity: int = 1, dtype: str = "int", *, noise: str = "laplace",
    ) -> None:
        """A question.

        :param epsilon: finite, at least 2^-50; each answer costs this.
        :param delta: from 0 to 1. Spent by Gaussian noise only.
        :param lower_bound: smaller entries count as this; in the entries' unit. Without bounds half of epsilon finds them.
        :param upper_bound: larger entries count as this; above `lower_bound`.
        :param l0_sensitivity: in how many such answers one person's entries are at most.
        :param linf_sensitivity: how many entries one person has in an answer at most (a number, not a value).
        :param dtype: 'int' or 'int64' for integers of 64 bits, 'float' for doubles.
        :param noise: 'laplace', 'gaussian' or 'least_variance' (whichever of both has the lower variance); the latter two
            need a delta between 0 and 1.
        :raises RuntimeError: for a privacy parameter or bounds that break a rule; the text says which.
        :raises TypeError: for an argument of the wrong type, and for one bound without the other.
        :raises ValueError: for a bound that isn't finite, an unknown dtype or noise.
        """
        checked_dtype(dtype)
        if noise not in _library.NOISE:
            raise ValueError(f"noise must be 'laplace', 'gaussian' or 'least_variance', not {noise!r}")
        declared = both_or_none(
            type(self).__name__, epsilon, delta, lower_bound, upper_bound, l0_sensitivity=l0_sensitivity,
            linf_sensitivity=linf_sensitivity, dtype=dtype, noise=noise)
        bounds = bounds_for(lower_bound, upper_bound, dtype) if declared else {"learn_bounds": 1}
        delta = checked_delta(delta)
        super().__init__(
            parameters_for(
                self._kind, dtype, epsilon, l0_sensitivity, linf_sensitivity, noise=_library.NOISE[noise],
                delta=0.0 if noise == "laplace" else delta, **bounds),
            dtype, delta)


class BoundedSum(_Bounded):
    """The sum of the entries; of integers an int, which never wraps."""

    _kind = _library.SUM


class BoundedMean(_Bounded):
    """The mean of the entries: a float within the bounds, in the entries' unit."""

    _kind = _library.MEAN


class BoundedVariance(_Bounded):
    """The variance of the entries: a float, in the entries' unit squared."""

    _kind = _library.VARIANCE


class BoundedStandardDeviation(_Bounded):
    """The standard deviation of the entries: a float, in the entries' unit."""

    _kind = _library.STANDARD_DEVIATION
