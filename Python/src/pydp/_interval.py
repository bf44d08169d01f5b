"""A confidence interval, as mechanisms and results give it."""

from __future__ import annotations

from . import _library
from ._arguments import real


class ConfidenceInterval:
    """Where a number without noise lies with a probability of at least `confidence_level`.

    Made by `noise_confidence_interval` and by results; its three numbers may be changed.
    """

    __slots__ = ("_lower_bound", "_upper_bound", "_confidence_level")
    _lower_bound: float
    _upper_bound: float
    _confidence_level: float

    def __init__(self) -> None:
        raise TypeError("ConfidenceInterval has no constructor: a mechanism's noise_confidence_interval makes it")

    @classmethod
    def _of(cls, made: "_library.Interval") -> "ConfidenceInterval":
        self = cls.__new__(cls)
        self._lower_bound = made.lower_bound
        self._upper_bound = made.upper_bound
        self._confidence_level = made.confidence_level
        return self

    def __repr__(self) -> str:
        return (
            f"ConfidenceInterval(lower_bound={self._lower_bound!r}, upper_bound={self._upper_bound!r}, "
            f"confidence_level={self._confidence_level!r})")

    @property
    def lower_bound(self) -> float:
        """The lower end, in the answer's unit."""
        return self._lower_bound

    @lower_bound.setter
    def lower_bound(self, value: float) -> None:
        self._lower_bound = real(value, "lower_bound")

    @property
    def upper_bound(self) -> float:
        """The upper end, in the answer's unit."""
        return self._upper_bound

    @upper_bound.setter
    def upper_bound(self, value: float) -> None:
        self._upper_bound = real(value, "upper_bound")

    @property
    def confidence_level(self) -> float:
        """The probability, between 0 and 1."""
        return self._confidence_level

    @confidence_level.setter
    def confidence_level(self, value: float) -> None:
        self._confidence_level = real(value, "confidence_level")
