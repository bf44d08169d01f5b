"""Minimum, maximum and median."""

from __future__ import annotations

from typing import Any, Optional

from ... import _library
from ..._arguments import delta as checked_delta, dtype as checked_dtype
from ..._learnt_order import LearntOrderStatistic
from .._algorithm import MetaAlgorithm, bounds_for, parameters_for
from ._bounded_algorithms import NO_DELTA, Bound, both_or_none


class OrderStatistic(MetaAlgorithm):
    """One number by its place in the order of the entries: of integers an int."""

    _declared: bool
    _only: Optional[Any] = None

    def _statistic_for(self, parameters: Any, dtype: str) -> Any:
        prefix = "" if dtype == "float" else "integer_"
        lower, upper = getattr(parameters, prefix + "lower_bound"), getattr(parameters, prefix + "upper_bound")
        if lower == upper == 0 and not self._declared:
            return LearntOrderStatistic(parameters, dtype)
        if lower != upper:
            return super()._statistic_for(parameters, dtype)
        # Between equal bounds there is one possible answer; the library asks for a range, and gets a wider one.
        self._only = lower
        wider = type(parameters).from_buffer_copy(parameters)
        room = max(1, abs(lower))
        setattr(wider, prefix + "lower_bound", lower - room if lower > 0 else lower)
        setattr(wider, prefix + "upper_bound", upper if lower > 0 else upper + room)
        return super()._statistic_for(wider, dtype)

    def _presented(self, value: Any) -> Any:
        return value if self._only is None else self._only


class _Bounded(OrderStatistic):
    _kind: int

    def __init__(
        self, epsilon: float = 1.0, delta: float = NO_DELTA, lower_bound: Bound = None, upper_bound: Bound = None,
        l0_sensitivity: int = 1, linf_sensitivity: int = 1, dtype: str = "int",
    ) -> None:
        """A question, answered by a choice that never spends delta.

        Without bounds half of epsilon finds them, and the entries are kept until the answer. The parameters and errors
        are those of `BoundedMean`, but the bounds may be equal: the answer is that number.
        """
        checked_dtype(dtype)
        self._declared = both_or_none(
            type(self).__name__, epsilon, delta, lower_bound, upper_bound, l0_sensitivity=l0_sensitivity,
            linf_sensitivity=linf_sensitivity, dtype=dtype)
        delta = checked_delta(delta)
        bounds = bounds_for(lower_bound, upper_bound, dtype) if self._declared else {}
        super().__init__(
            parameters_for(self._kind, dtype, epsilon, l0_sensitivity, linf_sensitivity, **bounds), dtype, delta)


class Min(_Bounded):
    """The least entry, or nearly."""

    _kind = _library.MIN


class Max(_Bounded):
    """The greatest entry, or nearly."""

    _kind = _library.MAX


class Median(_Bounded):
    """The entry in the middle, or nearly."""

    _kind = _library.MEDIAN
