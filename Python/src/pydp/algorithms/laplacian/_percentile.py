"""Any place in the order of the entries."""

from __future__ import annotations

from ... import _library
from ..._arguments import dtype as checked_dtype, real
from .._algorithm import bounds_for, parameters_for
from ._bounded_algorithms import Bound
from ._order_statistics import OrderStatistic


class Percentile(OrderStatistic):
    """The entry below which a share of all lies, or nearly: a float."""

    _declared = True

    def __init__(
        self, epsilon: float = 1.0, percentile: float = 0.0, lower_bound: Bound = None, upper_bound: Bound = None,
        dtype: str = "int",
    ) -> None:
        """A question; one person has one entry.

        :param epsilon: finite, at least 2^-50; each answer costs this.
        :param percentile: the share, from 0 to 1: 0.5 for the median.
        :param lower_bound: smaller entries count as this.
        :param upper_bound: larger entries count as this.
        :param dtype: 'int', 'int64' or 'float'.
        :raises RuntimeError: for a privacy parameter, share or bounds that break a rule.
        :raises TypeError: for an argument of the wrong type or a bound that is missing.
        :raises ValueError: for a bound that isn't finite or an unknown dtype.
        """
        checked_dtype(dtype)
        super().__init__(
            parameters_for(
                _library.PERCENTILE, dtype, epsilon, quantile=real(percentile, "percentile"),
                **bounds_for(lower_bound, upper_bound, dtype)),
            dtype)

    @property
    def percentile(self) -> float:
        """The share that was asked for."""
        return self._statistic.parameters.quantile

    @property
    def l0_sensitivity(self) -> str:
        """Can't be set: one person is in one answer."""
        return "Not set"

    @property
    def linf_sensitivity(self) -> str:
        """Can't be set: one person has one entry."""
        return "Not set"

    def _presented(self, value: float) -> float:
        return float(super()._presented(value))
