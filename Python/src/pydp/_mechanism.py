"""Noise for numbers that the caller computed: what all mechanisms have in common."""

from __future__ import annotations

import ctypes
import math
import operator
import sys
from array import array
from ctypes import byref, c_double, c_int64
from typing import Any, Union

from . import _library
from ._arguments import real
from ._buffer import Buffer
from ._event import PrivacyEvent
from ._imported import imported
from ._interval import ConfidenceInterval
from ._library import Handle, MechanismDescription, MechanismParameters, call, library

_add_double = library.dp_mechanism_add_noise_double
_add_int64 = library.dp_mechanism_add_noise_int64
_MOST = 2**63 - 1
_WHOLE = range(-_MOST, _MOST + 1)


class NumericalMechanism:
    """Adds noise to numbers. Each number costs epsilon (and delta); nothing counts them: that is the caller's task."""

    _takes_integers = True
    _takes_reals = True

    def __init__(self) -> None:
        raise TypeError("NumericalMechanism is abstract: take LaplaceMechanism or another")

    def _make(self, **parameters: Any) -> None:
        self._parameters = parameters
        self._handle = Handle("mechanism", "mechanism_new", byref(MechanismParameters(**parameters)))
        self._description = MechanismDescription()
        call("mechanism_describe", self._handle, byref(self._description))

    @property
    def epsilon(self) -> float:
        """What one number costs."""
        return self._parameters["epsilon"]

    @property
    def event(self) -> PrivacyEvent:
        """What one noisy number does to privacy (or as many as the sensitivity speaks of), for `pydp.accounting`."""
        return PrivacyEvent._made("mechanism_event", self._handle)

    @property
    def variance(self) -> float:
        """The variance of the noise, in the numbers' unit squared."""
        return self._description.variance

    @property
    def granularity(self) -> float:
        """Noisy numbers are multiples of this power of two."""
        return self._description.granularity

    def add_noise(self, result: Any) -> Any:
        """A noisy number of the same kind: an int for an int, a float for other real numbers.

        An array (numpy of any shape, array.array, a pandas Series) gets noise in every number, in one fast call, and
        each costs epsilon: integers become 64-bit integers, all else doubles. Answers saturate instead of overflowing: an
        integer beyond 64 bits counts as the nearest of plus and minus 2^63 - 1, an infinity as the greatest number of its
        sign, and NaN is answered as 0 would be.

        :raises TypeError: for what isn't a number or an array of numbers, and for reals where noise is of integers.
        """
        # The usual case by the shortest way. A call that fails draws nothing, and is made again for its reason.
        kind = type(result)
        if kind is float:
            noisy = c_double()
            if _add_double(self._handle, result, noisy, None):
                return self._other(result)
            return noisy.value
        if kind is int and result in _WHOLE:
            whole = c_int64()
            if _add_int64(self._handle, result, whole, None):
                return self._other(result)
            return whole.value
        return self._other(result)

    def _other(self, value: Any) -> Any:
        """Numbers of other types, and arrays."""
        if isinstance(value, imported("numpy", "ndarray", "generic")):
            _check_numbers(value)
            if value.ndim:
                return self._numpy(value)
            value = value.item()
        elif getattr(value, "ndim", None) or isinstance(value, (memoryview, array)):
            return self._array(value)
        if self._takes_integers and hasattr(value, "__index__"):
            whole = c_int64()
            call("mechanism_add_noise_int64", self._handle, _limited(operator.index(value)), byref(whole))
            return whole.value
        noisy = c_double()
        call("mechanism_add_noise_double", self._handle, _double(value, "result"), byref(noisy))
        return noisy.value

    def _array(self, values: Any) -> Any:
        if isinstance(values, imported("pandas", "Series")):
            return type(values)(self._other(_whole_column(values)), index=values.index, name=values.name)
        if not isinstance(values, (memoryview, array)):
            raise TypeError(f"a number, an array of numbers or a column is needed, not a {type(values).__name__}")
        letter = "q" if self._takes_integers and _letter(values) in tuple("bhilqnBHILQN?") else "d"
        numbers = map(_limited, values.tolist()) if letter == "q" else values.tolist()
        return self._noisy(array(letter, numbers), array(letter, bytes(8 * len(values))))

    def _numpy(self, values: Any) -> Any:
        numpy: Any = sys.modules["numpy"]
        is_whole = self._takes_integers and values.dtype.kind in "iub"
        if is_whole and values.dtype.itemsize == 8:
            values = values.clip(-_MOST if values.dtype.kind == "i" else 0, _MOST)
        of = numpy.int64 if is_whole else numpy.float64
        values = numpy.ascontiguousarray(values, dtype=of).reshape(values.shape)
        return self._noisy(values, numpy.empty_like(values))

    def _noisy(self, values: Any, noisy: Any) -> Any:
        """Noise from one contiguous array of 64-bit numbers into another."""
        with Buffer(values) as source, Buffer(noisy) as target:
            name = "mechanism_add_noise_doubles" if source.is_real else "mechanism_add_noise_int64s"
            call(name, self._handle, source.address, source.size, 0, target.address)
        return noisy

    def noised_value_above_threshold(self, result: float, threshold: float, /) -> bool:
        """Whether the number with noise lies above a threshold. Costs as one noisy number.

        :raises TypeError: for what isn't a number.
        """
        if not self._takes_reals and hasattr(result, "__index__"):  # a double holds integers of 53 bits only
            least = _double(threshold, "threshold")
            return self.add_noise(operator.index(result)) > least
        above = ctypes.c_int32()
        call(
            "mechanism_noisy_value_above", self._handle, _double(result, "result"),
            _double(threshold, "threshold"), byref(above))
        return bool(above.value)

    def noise_confidence_interval(self, confidence_level: float, noised_result: float) -> ConfidenceInterval:
        """Where the number without noise lies, given the noisy one. Costs nothing.

        :param confidence_level: between 0 and 1.
        :raises RuntimeError: for a level outside.
        """
        interval = _library.Interval()
        call(
            "mechanism_interval", self._handle, real(noised_result, "noised_result"),
            real(confidence_level, "confidence_level"), byref(interval))
        return ConfidenceInterval._of(interval)

    def noise_quantile(self, probability: float) -> float:
        """The number below which the noise stays with a probability between 0 and 1."""
        quantile = c_double()
        call("mechanism_noise_quantile", self._handle, real(probability, "probability"), byref(quantile))
        return quantile.value

    def memory_used(self) -> int:
        """Bytes of this object."""
        return sys.getsizeof(self) + ctypes.sizeof(self._description)

    def __getstate__(self) -> dict:
        return self._parameters

    def __setstate__(self, parameters: dict) -> None:
        self._make(**parameters)


def _letter(values: Any) -> str:
    return values.format.lstrip("@") if isinstance(values, memoryview) else values.typecode


def _whole_column(series: Any) -> Any:
    """A pandas column as an array, whose type doesn't depend on what is missing."""
    try:
        return series.to_numpy(dtype=getattr(series.dtype, "numpy_dtype", None))
    except ValueError:
        raise TypeError("a column of integers with missing values gets no noise: fill or drop them first") from None


def _limited(value: int) -> int:
    """An integer of 64 bits: the nearest."""
    return min(max(value, -_MOST), _MOST)


def _double(value: Any, name: str) -> float:
    """A number as a double: what is beyond all doubles is infinite, so that no type or error depends on the data."""
    try:
        return ctypes.c_double(value).value
    except OverflowError:
        return math.inf if value > 0 else -math.inf
    except TypeError:
        return real(value, name)


def _check_numbers(values: Any) -> None:
    """Refuses numpy's arrays of other things, and what hides some of its numbers."""
    if values.dtype.kind not in "iufb" or hasattr(values, "compressed"):
        raise TypeError(f"an array of numbers is needed, not a {type(values).__name__} of {values.dtype}")
