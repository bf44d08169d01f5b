"""What all aggregations have in common."""

from __future__ import annotations

import math
import threading
from fractions import Fraction
from typing import Any, NamedTuple, Optional, Union

from .. import _library
from .._arguments import bound, count, real
from .._errors import invalid
from .._event import PrivacyEvent
from .._interval import ConfidenceInterval
from .._library import StatisticParameters
from .._pydp import Summary, bytes_to_summary
from .._statistic import Statistic

Number = Union[int, float]


class PrivacyCost(NamedTuple):
    """Epsilon and delta."""

    epsilon: float
    delta: float


def rounded_up(exact: Fraction) -> float:
    """A double whose shortest decimal is at least an exact number, which isn't negative.

    The decimal of the nearest double may lie below. That of the next lies within its half of the gap between both, the
    number within the other half.
    """
    try:
        nearest = float(exact)
    except OverflowError:
        return math.inf
    return nearest if Fraction(repr(nearest)) >= exact else math.nextafter(nearest, math.inf)


class MetaAlgorithm:
    """An aggregation: a question and the entries added so far.

    An object answers once (`result`), or as often as `quick_result` is called; each answer costs `epsilon`, and `spent`
    says what all of them together cost. Nothing stops at a budget: that is the caller's task.
    """

    def __init__(self, parameters: StatisticParameters, dtype: str, delta: float = 0.0) -> None:
        self.dtype = dtype
        self._statistic = self._statistic_for(parameters, dtype)
        self._delta = delta
        self._lock = threading.Lock()
        self._cost = self._statistic.cost
        self._answers = 0
        self._interval: Optional[ConfidenceInterval] = None
        self.reset()

    def _statistic_for(self, parameters: StatisticParameters, dtype: str) -> Statistic:
        return Statistic(parameters, dtype)

    @property
    def epsilon(self) -> float:
        """What one answer costs."""
        return self._statistic.parameters.epsilon

    @property
    def delta(self) -> float:
        """The delta that was given. With Laplace noise it is never spent."""
        return self._delta

    @property
    def l0_sensitivity(self) -> Union[int, str]:
        """In how many such answers one person's entries are at most."""
        return self._statistic.parameters.max_partitions_contributed

    @property
    def linf_sensitivity(self) -> Union[int, str]:
        """How many entries one person has in an answer at most: a number of entries, not a bound of values."""
        return self._statistic.parameters.max_contributions_per_partition

    @property
    def event(self) -> PrivacyEvent:
        """What one answer does to privacy, for `pydp.accounting`."""
        return self._statistic.event

    @property
    def spent(self) -> PrivacyCost:
        """What all answers of this object together cost, by simple addition: never less, in decimals as they are shown."""
        # The cost of an epsilon near the largest double may be infinite.
        return PrivacyCost(*(
            rounded_up(self._answers * Fraction(repr(part))) if math.isfinite(part) else part for part in self._cost))

    @property
    def interval(self) -> Optional[ConfidenceInterval]:
        """Where the last answer without its noise lies, if `result` was given a level and the statistic has intervals."""
        return self._interval

    def add_entry(self, value: Number) -> None:
        """Adds one entry. NaN is skipped (a Count counts it); what lies outside the bounds counts as the nearer bound.

        :raises TypeError: if it isn't of the dtype.
        """
        self._entries.add_entry(value)

    def add_entries(self, data: Any) -> None:
        """Adds many entries, all or none.

        :param data: numbers in a list, tuple, set, range, generator, one-dimensional array (numpy, array), pandas
            Series, or anything with Arrow's C interface (pyarrow, polars, DuckDB) and one column. Arrays of 64-bit
            numbers and Arrow columns aren't copied. Nulls are skipped.
        :raises TypeError: if they aren't of the dtype, or not in one dimension.
        """
        self._entries.add(data)

    def quick_result(self, data: Any) -> Number:
        """The answer for some entries alone; what was added before is dropped. Each call costs epsilon again.

        :param data: as for `add_entries`.
        :raises TypeError: as `add_entries`.
        :raises RuntimeError: where bounds are learnt and the entries are too few.
        """
        entries = self._statistic.entries()
        entries.add(data)
        with self._lock:
            self._entries = entries
            self._released = True
        return self._answer(entries, 0.0)

    def result(self, noise_interval_level: Optional[float] = None) -> Number:
        """The answer for what was added, once.

        :param noise_interval_level: between 0 and 1: `interval` then says where the answer without noise lies.
        :raises RuntimeError: on a second call without `reset`, for a level that isn't between 0 and 1, and where bounds
            are learnt and the entries are too few.
        """
        level = 0.0 if noise_interval_level is None else real(noise_interval_level, "noise_interval_level")
        if noise_interval_level is not None and not 0 < level < 1:
            raise invalid(f"noise_interval_level must be between 0 and 1 (was {level!r})")
        with self._lock:
            if self._released:
                raise invalid("this object has given its result; reset() starts anew, at the price of another epsilon")
            self._released = True
            entries = self._entries
        return self._answer(entries, level)

    def _answer(self, entries: Any, level: float) -> Number:
        with self._lock:
            self._answers += 1
        answer = entries.release(level)
        self._interval = answer.interval
        return self._presented(answer.value)

    def _presented(self, value: Number) -> Number:
        """The answer as the statistic's type says."""
        return value

    def reset(self) -> None:
        """Drops what was added. A new result can be asked for, and costs epsilon again: `spent` goes on counting."""
        with self._lock:
            self._entries = self._statistic.entries()
            self._released = False

    def serialize(self) -> Summary:
        """The entries added so far as a summary, raw data; they stay here."""
        return self._entries.summary()

    def merge(self, summary: Summary) -> None:
        """Adds the entries of a summary of the same statistic.

        :raises RuntimeError: for another statistic, other parameters, or bytes that aren't a summary; nothing changes.
        """
        self._entries.merge(summary)

    def memory_used(self) -> int:
        """Bytes that the entries take."""
        return self._entries.memory_used

    def noise_confidence_interval(self, confidence_level: float, privacy_budget: float) -> ConfidenceInterval:
        """Where the noise of an answer lies, around 0. Costs nothing.

        :param confidence_level: between 0 and 1.
        :param privacy_budget: the share of epsilon that the answer is given, above 0 and at most 1.
        :raises RuntimeError: for a level or share outside; for statistics other than counts and sums with declared
            bounds, whose noise depends on the data: `result(level)` and `interval` serve there.
        """
        share = real(privacy_budget, "privacy_budget")
        if not 0 < share <= 1:
            raise invalid(f"privacy_budget must be above 0 and at most 1 (was {share!r})")
        return self._statistic.noise_interval(real(confidence_level, "confidence_level"), share)

    def __getstate__(self) -> dict:
        state = {k: v for k, v in vars(self).items() if k not in ("_lock", "_entries", "_statistic")}
        return {
            **state, "_parameters": bytes(self._statistic.parameters), "_dtype": self._statistic.dtype,
            "_summary": self.serialize().to_bytes()}

    def __setstate__(self, state: dict) -> None:
        parameters = StatisticParameters.from_buffer_copy(state.pop("_parameters"))
        summary = bytes_to_summary(state.pop("_summary"))
        dtype = state.pop("_dtype")
        vars(self).update(state)
        self._statistic = self._statistic_for(parameters, dtype)
        self._lock = threading.Lock()
        self._entries = self._statistic.entries()
        self._entries.merge(summary)


def parameters_for(
    kind: int, dtype: str, epsilon: float, l0_sensitivity: int = 1, linf_sensitivity: int = 1, **more: Any
) -> StatisticParameters:
    """The library's parameters from arguments that all aggregations have."""
    return StatisticParameters(
        kind=kind, number=_library.FLOAT64 if dtype == "float" else _library.INT64,
        epsilon=real(epsilon, "epsilon"),
        max_partitions_contributed=count(l0_sensitivity, "l0_sensitivity"),
        max_contributions_per_partition=count(linf_sensitivity, "linf_sensitivity"), **more)


def bounds_for(lower: Any, upper: Any, dtype: str) -> dict:
    """The library's fields for declared bounds."""
    prefix = "" if dtype == "float" else "integer_"
    return {
        prefix + "lower_bound": bound(lower, "lower_bound", dtype),
        prefix + "upper_bound": bound(upper, "upper_bound", dtype)}
