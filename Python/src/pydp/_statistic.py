"""A question and the entries that answer it: the library's objects, as aggregations use them."""

from __future__ import annotations

import ctypes
from ctypes import c_double
from typing import Any, NamedTuple, Optional

from . import _entries, _library
from ._arguments import integer, real
from ._event import PrivacyEvent
from ._interval import ConfidenceInterval
from ._library import Handle, QuantileParameters, StatisticParameters, call
from ._pydp import Summary


class Answer(NamedTuple):
    """What a release gives: an int or a float, the interval that was asked for, the bounds that were learnt."""

    value: Any
    interval: Optional[ConfidenceInterval]
    bounds: Any


class Statistic:
    """A question; it never changes. What one answer costs: `epsilon` and `delta`."""

    def __init__(self, parameters: StatisticParameters, dtype: str, argument_error: type = RuntimeError) -> None:
        self.parameters = parameters
        self.dtype = dtype
        self.handle = Handle(
            "statistic", "statistic_new", ctypes.byref(parameters), argument_error=argument_error)

    @property
    def cost(self) -> tuple[float, float]:
        """Epsilon and delta of one answer."""
        epsilon, delta = ctypes.c_double(), ctypes.c_double()
        call("statistic_cost", self.handle, ctypes.byref(epsilon), ctypes.byref(delta))
        return epsilon.value, delta.value

    @property
    def event(self) -> PrivacyEvent:
        """What one answer does to privacy."""
        return PrivacyEvent._made("statistic_event", self.handle)

    def quantiles_event(self, parameters: QuantileParameters) -> PrivacyEvent:
        """What a tree's quantiles with some privacy parameters do to privacy."""
        return PrivacyEvent._made("statistic_quantiles_event", self.handle, ctypes.byref(parameters))

    def entries(self) -> "Entries":
        """A place for entries, empty."""
        return Entries(self)

    def noise_interval(self, level: float, share: float) -> ConfidenceInterval:
        """Where the noise of an answer at a share of epsilon lies."""
        parameters = StatisticParameters.from_buffer_copy(self.parameters)
        parameters.epsilon *= share
        part = Handle("statistic", "statistic_new", ctypes.byref(parameters))
        interval = _library.Interval()
        call("statistic_noise_interval", part, level, ctypes.byref(interval))
        return ConfidenceInterval._of(interval)


class Entries:
    """Exact totals of entries: raw data. Any number of threads may add to one."""

    def __init__(self, statistic: Statistic) -> None:
        self._statistic = statistic
        self._handle = Handle("accumulator", "accumulator_new", statistic.handle)

    def add(self, data: Any) -> None:
        """Adds many, all or none."""
        _entries.add(self._handle, data, self._statistic.dtype)

    def add_entry(self, value: Any) -> None:
        """Adds one."""
        if self._statistic.dtype == "float":
            call("accumulator_add_double", self._handle, real(value, "an entry of dtype 'float'"))
        else:
            call(
                "accumulator_add_int64", self._handle,
                integer(value, f"an entry of dtype '{self._statistic.dtype}'"))

    def release(self, level: float) -> Answer:
        """The noisy answer. The entries stay: each call costs again.

        :param level: of the interval, or 0 for none.
        """
        copy = Handle("accumulator", "accumulator_copy", self._handle)
        made = _library.Release()
        call("accumulator_release", copy, level, ctypes.byref(made))
        interval = ConfidenceInterval._of(made.interval) if made.interval.confidence_level else None
        bounds = None
        if made.bounds_learnt and self._statistic.dtype == "float":
            bounds = made.lower_bound, made.upper_bound
        elif made.bounds_learnt:
            bounds = made.integer_lower_bound, made.integer_upper_bound
        return Answer(made.integer_value if made.is_integer else made.value, interval, bounds)

    def quantiles(
        self, parameters: QuantileParameters, shares: list[float], level: Optional[float]
    ) -> list[tuple[float, float, float]]:
        """A tree's noisy quantiles for shares from 0 to 1, each with its interval. Each call costs again."""
        size = len(shares)
        values, intervals = (c_double * size)(), (_library.Interval * size)()
        call(
            "accumulator_quantiles", self._handle, ctypes.byref(parameters), (c_double * size)(*shares), size,
            0.0 if level is None else level, values, None if level is None else ctypes.addressof(intervals))
        return [(value, within.lower_bound, within.upper_bound) for value, within in zip(values, intervals)]

    def summary(self) -> Summary:
        """The entries as Google's message where that has a form for them, and as our own."""
        google = b"" if self._is_ours_only else self._bytes(_library.FORMAT_GOOGLE)
        return Summary._of(google, self._bytes(_library.FORMAT_SUMMARY))

    def merge(self, summary: Summary) -> None:
        """Adds the entries of a summary; a refused one changes nothing."""
        if not isinstance(summary, Summary):
            raise TypeError(f"a Summary is merged, not '{type(summary).__name__}'")
        own = summary._own()
        form = _library.FORMAT_GOOGLE if own is None else _library.FORMAT_SUMMARY
        content = summary.to_bytes() if own is None else own
        if not content:
            raise RuntimeError("INTERNAL: a summary without data can't be merged")
        call("accumulator_merge_bytes", self._handle, form, content, len(content))

    @property
    def memory_used(self) -> int:
        """Bytes that the entries take."""
        size = ctypes.c_size_t()
        call("accumulator_memory_used", self._handle, ctypes.byref(size))
        return size.value

    @property
    def _is_ours_only(self) -> bool:
        parameters = self._statistic.parameters
        return bool(parameters.learn_bounds) or _library.MIN <= parameters.kind <= _library.PERCENTILE

    def _bytes(self, form: int) -> bytes:
        start, length = ctypes.c_void_p(), ctypes.c_size_t()
        call("accumulator_serialize", self._handle, form, ctypes.byref(start), ctypes.byref(length))
        try:
            return ctypes.string_at(start, length.value)
        finally:
            _library.library.dp_bytes_free(start)
