"""Secure uniform numbers."""

from __future__ import annotations

from ctypes import byref, c_double

from ._library import call


def uniform_double() -> float:
    """A uniform number, rounded down to a double: at least 0, below 1."""
    sample = c_double()
    call("uniform_double", byref(sample))
    return sample.value
