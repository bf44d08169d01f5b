"""Entries in whatever a caller has them, handed to the library without a copy where that is possible.

No library is imported for it: arrays are read through the buffer protocol, columns through Arrow's C interface, and
only what offers neither is copied, number by number.
"""

from __future__ import annotations

import operator
import sys
from array import array
from typing import Any

from . import _arrow, _library
from ._buffer import Buffer
from ._imported import imported
from ._library import Handle, call

_LETTERS = {"float": "d", "int": "q", "int64": "q"}
_CODES = {"d": _library.FLOAT64, "q": _library.INT64}


def add(accumulator: Handle, data: Any, dtype: str) -> None:
    """Adds entries, all or none.

    :param data: an iterable of numbers, a one-dimensional array, a column or a one-column relation.
    :param dtype: 'int' and 'int64' take no reals, 'float' takes both.
    """
    kind = type(data)
    if kind is list or kind is tuple:
        return _add_array(accumulator, numbers(data, dtype))
    if isinstance(data, (str, bytes, dict)):
        raise refused(kind, dtype)
    data = present(data)
    buffer = Buffer.of(data)
    if buffer is not None:
        with buffer:
            if buffer.dimensions != 1:
                raise TypeError(f"entries must have one dimension, not {buffer.dimensions}")
            if buffer.code is not None and not buffer.overlaps:
                if buffer.is_real and dtype != "float":
                    raise refused(kind, dtype)
                return call(
                    "accumulator_add_buffer", accumulator, buffer.code, buffer.address,
                    buffer.count, buffer.stride, 0)
    elif _arrow.has_interface(data):
        return _arrow.add(accumulator, data)
    return _add_array(accumulator, numbers(data, dtype))


def numbers(data: Any, dtype: str) -> array:
    """A copy of an iterable as doubles or 64-bit integers."""
    if isinstance(data, (bytes, bytearray)):
        data = list(data)  # an array would take them as machine words
    for listing in ("tolist", "to_pylist", "to_list"):
        if hasattr(data, listing):
            data = getattr(data, listing)()
            break
    try:
        if dtype != "float" and sys.version_info < (3, 10):  # where array cuts a Decimal off
            data = map(operator.index, data)
        return array(_LETTERS[dtype], data)
    except (TypeError, OverflowError):
        raise refused(type(data), dtype) from None


def refused(kind: type, dtype: str) -> TypeError:
    """Why entries aren't taken; says nothing of what they are."""
    wanted = "real numbers" if dtype == "float" else "integers of at most 64 bits"
    hint = "" if dtype == "float" else "; for reals pass dtype='float'"
    return TypeError(f"entries of dtype {dtype!r} must be {wanted}, in one dimension (were in a {kind.__name__}){hint}")


def _add_array(accumulator: Handle, made: array) -> None:
    address, count = made.buffer_info()
    call(
        "accumulator_add_buffer", accumulator, _CODES[made.typecode], address, count,
        made.itemsize, 0)


def present(data: Any) -> Any:
    """Entries without those that are missing: what a mask hides, and a pandas column's own missing values.

    :raises TypeError: for dates and durations, which are no numbers, and for a pandas frame unless it has one column.
    """
    data = _only_column(data)
    if getattr(getattr(data, "dtype", None), "kind", None) in ("m", "M"):
        raise TypeError("entries must be numbers; dates and durations have a unit: say which, as in series.dt.total_seconds()")
    if isinstance(data, imported("numpy.ma", "MaskedArray")):
        if data.ndim != 1:
            raise TypeError(f"entries must have one dimension, not {data.ndim}")
        return data.compressed()
    if type(data).__module__.partition(".")[0] == "pandas" and hasattr(data, "dtype"):
        return _present_of_pandas(data)
    return data


def _only_column(data: Any) -> Any:
    """The column of a pandas frame, which would hand out its index as one, too."""
    if not isinstance(data, imported("pandas", "DataFrame")):
        return data
    if data.shape[1] != 1:
        raise TypeError(f"entries must be in one column, not {data.shape[1]}")
    return data.iloc[:, 0]


def _present_of_pandas(series: Any) -> Any:
    """The array inside. Its own types have a place for missing values: these are left out."""
    if not type(series.dtype).__module__.startswith("pandas"):
        return series.to_numpy()
    return series.dropna().to_numpy(dtype=getattr(series.dtype, "numpy_dtype", None))
