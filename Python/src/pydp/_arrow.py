"""Columns through Arrow's C interface: polars, pyarrow, DuckDB, and whatever else hands out its capsules."""

from __future__ import annotations

import ctypes
from ctypes import c_char_p, c_void_p, py_object
from typing import Any

from ._library import Handle, call

_pointer = ctypes.pythonapi.PyCapsule_GetPointer
_pointer.argtypes, _pointer.restype = [py_object, c_char_p], c_void_p

ONLY_COLUMN = -1
ALL_PROCESSORS = 0


def has_interface(data: Any) -> bool:
    """Whether an object hands out Arrow arrays."""
    return hasattr(data, "__arrow_c_stream__") or hasattr(data, "__arrow_c_array__")


def add(accumulator: Handle, data: Any) -> None:
    """Adds the entries of a column, or of the only column of a table; nulls are skipped.

    A capsule owns its structure, and frees it when the capsule itself goes.
    """
    if hasattr(data, "__arrow_c_stream__"):
        stream = data.__arrow_c_stream__()
        call(
            "accumulator_add_arrow_stream", accumulator,
            _pointer(stream, b"arrow_array_stream"), ONLY_COLUMN, ALL_PROCESSORS)
    else:
        schema, array = data.__arrow_c_array__()
        call(
            "accumulator_add_arrow", accumulator, _pointer(schema, b"arrow_schema"),
            _pointer(array, b"arrow_array"), ONLY_COLUMN, ALL_PROCESSORS)
