"""Arguments as the C library takes them; what Python's rules refuse is a TypeError that names the argument."""

from __future__ import annotations

import ctypes
import math
import operator
from typing import Any

from ._errors import invalid

DTYPES = ("int", "int64", "float")
LARGEST_COUNT = 2**31 - 1


def real(value: Any, name: str) -> float:
    """A number as a double: anything with `__float__`, but no text."""
    try:
        return ctypes.c_double(value).value
    except OverflowError:
        raise TypeError(f"{name} must fit a double") from None
    except TypeError:
        raise TypeError(f"{name} must be a real number, not {_kind(value)}") from None


def integer(value: Any, name: str) -> int:
    """An integer of 64 bits; a float isn't one, whole or not."""
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} must be an integer, not {_kind(value)}") from None
    if not -(2**63) <= number < 2**63:
        raise TypeError(f"{name} must fit 64 bits")
    return number


def count(value: Any, name: str) -> int:
    """A number of contributions, at least 1 (what is less the library refuses)."""
    number = integer(value, name)
    if number > LARGEST_COUNT:
        raise TypeError(f"{name} must be at most {LARGEST_COUNT}")
    return number


def dtype(value: Any) -> str:
    """One of the three types of entries."""
    if value not in DTYPES:
        raise ValueError(f"dtype must be 'int', 'int64' or 'float', not {value!r}")
    return value


def delta(value: Any) -> float:
    """A delta as PyDP accepts it: both ends included."""
    number = real(value, "delta")
    if not 0 <= number <= 1:
        raise invalid(f"delta must lie between 0 and 1, both included (was {number!r})")
    return number


def bound(value: Any, name: str, of: str) -> Any:
    """A bound: finite; an integer for the integer types."""
    number = real(value, name)
    if not math.isfinite(number):
        raise ValueError(f"{name} must be finite (was {number!r})")
    return number if of == "float" else integer(value, name)


def _kind(value: Any) -> str:
    return "None" if value is None else f"'{type(value).__name__}'"
