"""Laplace and Gaussian noise for numbers that the caller computed. `pydp.mechanisms` has more."""

from __future__ import annotations

from typing import Any

from .._arguments import real
from .._event import PrivacyEvent
from .._interval import ConfidenceInterval
from .._mechanism import NumericalMechanism

__all__ = ["ConfidenceInterval", "GaussianMechanism", "LaplaceMechanism", "NumericalMechanism"]

_LAPLACE, _GAUSSIAN = 1, 3
# A mechanism that is made from its standard deviation has no epsilon of its own; the library wants some delta for one.
_SOME_DELTA = 0.5


class LaplaceMechanism(NumericalMechanism):
    """Laplace noise, drawn exactly on a grid of a power of two."""

    def __init__(self, epsilon: float, sensitivity: float = 1.0) -> None:
        """A mechanism.

        :param epsilon: finite, at least 2^-50; each number costs this.
        :param sensitivity: the most that one person moves the numbers by, summed over all of them (L1).
        :raises RuntimeError: for a parameter that breaks a rule.
        :raises TypeError: for what isn't a number.
        """
        self._make(kind=_LAPLACE, epsilon=real(epsilon, "epsilon"), sensitivity=real(sensitivity, "sensitivity"))

    @property
    def sensitivity(self) -> float:
        """The L1 sensitivity."""
        return self._parameters["sensitivity"]

    @property
    def diversity(self) -> float:
        """The scale of the noise, often called b: sensitivity / epsilon."""
        return self._description.diversity


class GaussianMechanism(NumericalMechanism):
    """Gaussian noise, rounded once and exactly, with the least sigma for epsilon and delta."""

    def __init__(self, epsilon: float, delta: float, sensitivity: float = 1.0) -> None:
        """A mechanism.

        :param epsilon: finite, at least 2^-50; each number costs this.
        :param delta: between 0 and 1; each number costs this, too.
        :param sensitivity: the most that one person moves the numbers by, in Euclidean length (L2).
        :raises RuntimeError: for a parameter that breaks a rule.
        :raises TypeError: for what isn't a number.
        """
        self._make(
            kind=_GAUSSIAN, epsilon=real(epsilon, "epsilon"), delta=real(delta, "delta"),
            sensitivity=real(sensitivity, "sensitivity"))

    @staticmethod
    def create_from_standard_deviation(std: float) -> "GaussianMechanism":
        """A mechanism with a given standard deviation. What it costs depends on the numbers' sensitivity, which it isn't
        told: `epsilon`, `delta` and `l2_sensitivity` are 0.

        :raises RuntimeError: unless it is finite and above 0.
        """
        made: Any = GaussianMechanism.__new__(GaussianMechanism)
        # The library takes 0 for "not given", and then asks for an epsilon: 0 is refused as such.
        made._make(
            kind=_GAUSSIAN, epsilon=0.0, delta=_SOME_DELTA, sensitivity=1.0, standard_deviation=real(std, "std"))
        return made

    @property
    def delta(self) -> float:
        """What one number costs in delta."""
        return 0.0 if self._is_of_deviation else self._parameters["delta"]

    @property
    def std(self) -> float:
        """The standard deviation of the noise."""
        return self._description.standard_deviation

    @property
    def l2_sensitivity(self) -> float:
        """The L2 sensitivity."""
        return 0.0 if self._is_of_deviation else self._parameters["sensitivity"]

    @property
    def event(self) -> PrivacyEvent:
        """What one noisy number does to privacy, for `pydp.accounting`.

        :raises RuntimeError: if the mechanism was made from its standard deviation, for then it doesn't know the
            sensitivity; `pydp.accounting.gaussian(std, l2_sensitivity)` is the event.
        """
        if self._is_of_deviation:
            raise RuntimeError(
                "UNIMPLEMENTED: a mechanism made from its standard deviation doesn't know the sensitivity; "
                "write pydp.accounting.gaussian(std, l2_sensitivity)")
        return super().event

    @property
    def _is_of_deviation(self) -> bool:
        return "standard_deviation" in self._parameters
