"""Mechanisms that PyDP never had. All have `add_noise` for numbers and arrays, intervals and noise quantiles."""

from __future__ import annotations

from ._arguments import integer, real
from ._mechanism import NumericalMechanism
from .algorithms.numerical_mechanisms import GaussianMechanism, LaplaceMechanism

__all__ = [
    "DiscreteGaussianMechanism", "DiscreteLaplaceMechanism", "GaussianMechanism", "LaplaceMechanism",
    "SnappingMechanism", "StaircaseMechanism"]

_GEOMETRIC, _DISCRETE_GAUSSIAN, _SNAPPING, _STAIRCASE = 2, 4, 5, 6


class DiscreteLaplaceMechanism(NumericalMechanism):
    """The discrete Laplace law on the integers, also called two-sided geometric; for integers."""

    _takes_reals = False

    def __init__(self, epsilon: float, sensitivity: int = 1) -> None:
        """A mechanism.

        :param epsilon: finite, at least 2^-50.
        :param sensitivity: L1, an integer of at least 1.
        :raises RuntimeError: for a parameter that breaks a rule.
        """
        self._make(
            kind=_GEOMETRIC, epsilon=real(epsilon, "epsilon"),
            integer_sensitivity=integer(sensitivity, "sensitivity"))


class DiscreteGaussianMechanism(NumericalMechanism):
    """The discrete Gaussian law on the integers (Canonne, Kamath, Steinke 2020); for integers."""

    _takes_reals = False

    def __init__(self, epsilon: float, delta: float, sensitivity: int = 1, l0_sensitivity: int = 1) -> None:
        """A mechanism.

        :param epsilon: finite, at least 2^-50.
        :param delta: between 0 and 1.
        :param sensitivity: the most that one person moves any one number by; an integer of at least 1.
        :param l0_sensitivity: how many numbers one person moves at most.
        :raises RuntimeError: for a parameter that breaks a rule.
        """
        self._make(
            kind=_DISCRETE_GAUSSIAN, epsilon=real(epsilon, "epsilon"), delta=real(delta, "delta"),
            integer_sensitivity=integer(sensitivity, "sensitivity"),
            l0_sensitivity=integer(l0_sensitivity, "l0_sensitivity"))

    @property
    def delta(self) -> float:
        """What one number costs in delta."""
        return self._parameters["delta"]

    @property
    def std(self) -> float:
        """The law's parameter sigma, nearly its standard deviation."""
        return self._description.standard_deviation


class SnappingMechanism(NumericalMechanism):
    """Mironov's snapping mechanism (2012), for numbers between plus and minus a bound."""

    _takes_integers = False

    def __init__(self, epsilon: float, sensitivity: float = 1.0, *, bound: float) -> None:
        """A mechanism.

        :param epsilon: finite, at least 2^-50.
        :param sensitivity: the most that one person moves the number by.
        :param bound: numbers are limited to this in magnitude, before and after the noise.
        :raises RuntimeError: for a parameter that breaks a rule.
        """
        self._make(
            kind=_SNAPPING, epsilon=real(epsilon, "epsilon"), sensitivity=real(sensitivity, "sensitivity"),
            bound=real(bound, "bound"))


class StaircaseMechanism(NumericalMechanism):
    """Geng and Viswanath's staircase noise (2014), the least variance of all for one number at pure epsilon."""

    _takes_integers = False

    def __init__(self, epsilon: float, sensitivity: float = 1.0) -> None:
        """A mechanism.

        :param epsilon: finite, at least 2^-50.
        :param sensitivity: the most that one person moves the number by.
        :raises RuntimeError: for a parameter that breaks a rule.
        """
        self._make(
            kind=_STAIRCASE, epsilon=real(epsilon, "epsilon"), sensitivity=real(sensitivity, "sensitivity"))
