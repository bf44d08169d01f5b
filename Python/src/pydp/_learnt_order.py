"""Minimum, maximum and median without declared bounds: half of epsilon learns bounds, the other half answers.

Which leaf an entry is counted in depends on the bounds, so the entries themselves are kept until an answer is asked for,
as PyDP keeps them.
"""

from __future__ import annotations

import math
from array import array
from typing import Any

from . import _library
from ._arguments import integer, real
from ._entries import numbers, present
from ._library import StatisticParameters
from ._pydp import Summary
from ._statistic import Answer, Statistic



def half(epsilon: float) -> float:
    """A double whose shortest decimal, doubled, is at most epsilon's.

    Both decimals lie within half a unit in the last place of their doubles; one double lower makes up for both.
    """
    return math.nextafter(epsilon / 2, 0)


class LearntOrderStatistic:
    """As `Statistic`, for a question without bounds."""

    def __init__(self, parameters: StatisticParameters, dtype: str) -> None:
        self.parameters = parameters
        self.dtype = dtype
        self.cost = parameters.epsilon, 0.0
        self.bounds_statistic = Statistic(self.part(kind=_library.APPROX_BOUNDS), dtype)
        self.within(*((0.0, 1.0) if dtype == "float" else (0, 1)))  # refuses now what it would refuse later

    def part(self, **changes: Any) -> StatisticParameters:
        """The parameters of one half."""
        parameters = StatisticParameters.from_buffer_copy(self.parameters)
        parameters.epsilon = half(self.parameters.epsilon)
        for name, value in changes.items():
            setattr(parameters, name, value)
        return parameters

    def within(self, lower: Any, upper: Any) -> Statistic:
        """The question between learnt bounds."""
        prefix = "" if self.dtype == "float" else "integer_"
        return Statistic(
            self.part(**{prefix + "lower_bound": lower, prefix + "upper_bound": upper}), self.dtype)

    def entries(self) -> "KeptEntries":
        return KeptEntries(self)

    def noise_interval(self, level: float, share: float) -> Any:
        raise RuntimeError("UNIMPLEMENTED: an answer that is chosen has no noise interval")


class KeptEntries:
    """As `Entries`; of Arrow's columns it takes those of pyarrow, polars and DuckDB."""

    def __init__(self, statistic: LearntOrderStatistic) -> None:
        self._statistic = statistic
        self._kept = numbers([], statistic.dtype)

    def add(self, data: Any) -> None:
        if isinstance(data, (str, bytes, dict)):
            raise TypeError(f"entries can't be in a {type(data).__name__}")
        data = _column(present(data))
        for drop in ("drop_nulls", "drop_null"):  # polars, pyarrow
            if hasattr(data, drop):
                data = getattr(data, drop)()
        self._kept.extend(numbers(data, self._statistic.dtype))

    def add_entry(self, value: Any) -> None:
        check = real if self._statistic.dtype == "float" else integer
        self._kept.append(check(value, f"an entry of dtype '{self._statistic.dtype}'"))

    def release(self, level: float) -> Answer:
        kept = self._kept[:]  # other threads may go on adding
        bounds = _answered(self._statistic.bounds_statistic, kept).bounds
        return _answered(self._statistic.within(*bounds), kept)._replace(bounds=bounds)

    def summary(self) -> Summary:
        """The parameters and the entries."""
        return Summary._of(b"", self._mark + self._kept.tobytes())

    @property
    def _mark(self) -> bytes:
        """What a summary begins with, so that another question's is refused."""
        of = self._statistic.parameters
        return (
            f"pydp entries 2 {of.kind} {of.epsilon!r} {of.max_partitions_contributed} "
            f"{of.max_contributions_per_partition} {self._kept.typecode} ").encode()

    def merge(self, summary: Summary) -> None:
        if not isinstance(summary, Summary):
            raise TypeError(f"a Summary is merged, not '{type(summary).__name__}'")
        start = self._mark
        own = summary._own() or b""
        if not own.startswith(start) or (len(own) - len(start)) % self._kept.itemsize:
            raise RuntimeError(
                "INTERNAL: not a summary of the same order statistic without bounds, with the same parameters")
        self._kept.frombytes(own[len(start):])

    @property
    def memory_used(self) -> int:
        return len(self._kept) * self._kept.itemsize


def _column(data: Any) -> Any:
    """The only column of a relation of DuckDB, a frame of polars or a table of pyarrow; other data as they are."""
    if hasattr(data, "fetchall"):
        columns = [[value for value in column if value is not None] for column in zip(*data.fetchall())]
        count = len(data.columns)
    elif hasattr(data, "get_columns"):
        columns = data.get_columns()
        count = len(columns)
    elif hasattr(data, "to_pydict"):
        columns = data.columns
        count = len(columns)
    else:
        return data
    if count != 1:
        raise TypeError(f"entries must be in one column, not {count}")
    return columns[0] if columns else []


def _answered(statistic: Statistic, kept: array) -> Answer:
    entries = statistic.entries()
    entries.add(kept)
    return entries.release(0)
