"""Any number of quantiles of one set of entries."""

from __future__ import annotations

import threading
from fractions import Fraction
from typing import Any, List, Sequence

from .. import _library
from .._arguments import count, real
from .._entries import numbers
from .._event import PrivacyEvent
from .._library import QuantileParameters, StatisticParameters
from .._pydp import Summary
from .._statistic import Statistic
from ._algorithm import PrivacyCost, rounded_up

__all__ = ["QuantileTree"]


class QuantileConfidenceInterval:
    """A quantile and where it lies without noise."""

    __slots__ = ("_quantile", "_lower_bound", "_upper_bound")
    _quantile: float
    _lower_bound: float
    _upper_bound: float

    def __init__(self) -> None:
        raise TypeError("QuantileConfidenceInterval has no constructor: a QuantileTree makes it")

    @classmethod
    def _of(cls, quantile: float, lower_bound: float, upper_bound: float) -> "QuantileConfidenceInterval":
        self = cls.__new__(cls)
        self._quantile, self._lower_bound, self._upper_bound = quantile, lower_bound, upper_bound
        return self

    @property
    def quantile(self) -> float:
        """The noisy quantile, in the entries' unit."""
        return self._quantile

    @property
    def lower_bound(self) -> float:
        """The lower end, in the entries' unit."""
        return self._lower_bound

    @property
    def upper_bound(self) -> float:
        """The upper end, in the entries' unit."""
        return self._upper_bound


def _question(epsilon: Any, delta: Any, partitions: Any, contributions: Any, noise: Any) -> QuantileParameters:
    """The privacy parameters of one question to a tree."""
    if not isinstance(noise, str):
        raise TypeError(f"noise_type must be a text, not '{type(noise).__name__}'")
    if noise not in ("laplace", "gaussian"):
        raise ValueError(f"noise_type must be 'laplace' or 'gaussian', not {noise!r}")
    delta = real(delta, "delta")
    return QuantileParameters(
        noise=_library.NOISE[noise], epsilon=real(epsilon, "epsilon"),
        delta=delta if noise == "gaussian" else 0.0,
        max_partitions_contributed=count(partitions, "max_partitions_contributed"),
        max_contributions_per_partition=count(contributions, "max_contributions_per_partition"))


class QuantileTree:
    """Counts of entries in a tree of intervals. Each call of a `compute_...` costs its epsilon; `spent` says the sum."""

    def __init__(self, lower: float, upper: float, tree_height: int, branching_factor: int) -> None:
        """An empty tree.

        :param lower: smaller entries count as this.
        :param upper: larger entries count as this.
        :param tree_height: levels below the root, at least 1; 4 is usual.
        :param branching_factor: children of a node, at least 2; 16 is usual. A tree has at most 2^20 leaves.
        :raises ValueError: for a parameter that breaks a rule.
        :raises TypeError: for what isn't a number.
        """
        self._parameters = StatisticParameters(
            kind=_library.QUANTILE_TREE, number=_library.FLOAT64, lower_bound=real(lower, "lower"),
            upper_bound=real(upper, "upper"), max_partitions_contributed=1, max_contributions_per_partition=1,
            tree_height=count(tree_height, "tree_height"),
            branching_factor=count(branching_factor, "branching_factor"))
        self._statistic = Statistic(self._parameters, "float", ValueError)
        self._spent = Fraction(0), Fraction(0)
        self._lock = threading.Lock()
        self.reset()

    @property
    def height(self) -> int:
        """Levels below the root."""
        return self._parameters.tree_height

    @property
    def branching_factor(self) -> int:
        """Children of a node."""
        return self._parameters.branching_factor

    @property
    def memory_used(self) -> int:
        """Bytes that the entries take."""
        return self._entries.memory_used

    @property
    def spent(self) -> PrivacyCost:
        """What all computed quantiles together cost, by simple addition."""
        return PrivacyCost(*map(rounded_up, self._spent))

    def add_entry(self, entry: float) -> None:
        """Adds one entry; NaN is skipped."""
        self._entries.add_entry(entry)

    def reset(self) -> None:
        """Drops all entries; `spent` goes on counting."""
        self._entries = self._statistic.entries()

    def serialize(self) -> Summary:
        """The entries as a summary: raw data."""
        return self._entries.summary()

    def merge(self, summary: Summary) -> None:
        """Adds the entries of a summary of a tree with the same parameters.

        :raises RuntimeError: for another, or for bytes that aren't a summary; nothing changes.
        """
        self._entries.merge(summary)

    def compute_quantiles(
        self, epsilon: float, delta: float, max_partitions_contributed: int, max_contributions_per_partition: int,
        quantiles: Sequence[float], noise_type: str = "laplace",
    ) -> List[float]:
        """Noisy quantiles, all from one noisy tree: as many as you like for one epsilon.

        :param delta: spent with Gaussian noise only; between 0 and 1 then.
        :param max_partitions_contributed: in how many such answers one person's entries are at most.
        :param max_contributions_per_partition: how many entries one person has at most.
        :param quantiles: shares from 0 to 1; what isn't one is answered with NaN.
        :param noise_type: 'laplace' or 'gaussian'.
        :returns: one number for each share, in the entries' unit.
        :raises RuntimeError: for a privacy parameter that breaks a rule.
        :raises TypeError: for an argument of the wrong type.
        :raises ValueError: for another noise.
        """
        return [made.quantile for made in self._computed(
            epsilon, delta, max_partitions_contributed, max_contributions_per_partition, quantiles, None, noise_type)]

    def compute_quantiles_and_confidence_intervals(
        self, epsilon: float, delta: float, max_partitions_contributed: int, max_contributions_per_partition: int,
        quantiles: Sequence[float], confidence_interval_level: float, noise_type: str = "laplace",
    ) -> List[QuantileConfidenceInterval]:
        """As `compute_quantiles`, with intervals.

        :param confidence_interval_level: between 0 and 1.
        :returns: objects with `quantile`, `lower_bound` and `upper_bound`.
        :raises RuntimeError: for a level outside, too.
        """
        level = real(confidence_interval_level, "confidence_interval_level")
        return self._computed(
            epsilon, delta, max_partitions_contributed, max_contributions_per_partition, quantiles, level, noise_type)

    def event(
        self, epsilon: float, delta: float, max_partitions_contributed: int, max_contributions_per_partition: int,
        noise_type: str = "laplace",
    ) -> PrivacyEvent:
        """What one call of a `compute_...` with these arguments does to privacy, for `pydp.accounting`.

        :raises RuntimeError, TypeError, ValueError: as `compute_quantiles`.
        """
        parameters = _question(epsilon, delta, max_partitions_contributed, max_contributions_per_partition, noise_type)
        return self._statistic.quantiles_event(parameters)

    def _computed(
        self, epsilon: Any, delta: Any, partitions: Any, contributions: Any, quantiles: Any, level: Any, noise: Any
    ) -> List[QuantileConfidenceInterval]:
        parameters = _question(epsilon, delta, partitions, contributions, noise)
        if isinstance(quantiles, (str, bytes, dict)):
            raise TypeError("quantiles must be a sequence of numbers")
        shares = numbers(quantiles, "float")
        asked = [share for share in shares if 0 <= share <= 1]
        computed = self._entries.quantiles(parameters, asked, level)
        with self._lock:
            self._spent = (
                self._spent[0] + Fraction(repr(parameters.epsilon)), self._spent[1] + Fraction(repr(parameters.delta)))
        answers = iter(QuantileConfidenceInterval._of(*answer) for answer in computed)
        nothing = QuantileConfidenceInterval._of(float("nan"), float("nan"), float("nan"))
        return [next(answers) if 0 <= share <= 1 else nothing for share in shares]

    def __getstate__(self) -> dict:
        return {
            "parameters": bytes(self._parameters), "spent": self._spent, "summary": self.serialize()}

    def __setstate__(self, state: dict) -> None:
        self._parameters = StatisticParameters.from_buffer_copy(state["parameters"])
        self._statistic = Statistic(self._parameters, "float", ValueError)
        self._spent = state["spent"]
        self._lock = threading.Lock()
        self.reset()
        self.merge(state["summary"])
