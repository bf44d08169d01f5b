"""Counts, sums, means, variances and order statistics of bounded entries."""

from ._bounded_algorithms import BoundedMean, BoundedStandardDeviation, BoundedSum, BoundedVariance
from ._count import Count
from ._order_statistics import Max, Median, Min
from ._percentile import Percentile

__all__ = [
    "BoundedMean", "BoundedSum", "BoundedVariance", "BoundedStandardDeviation", "Count", "Max", "Min",
    "Median", "Percentile"]
