"""Draws without data, for simulations. To protect a number take a mechanism."""

from __future__ import annotations

from ctypes import byref, c_double, c_int64

from .._arguments import real
from .._errors import invalid
from .._library import Handle, call
from .._uniform import uniform_double

__all__ = ["GaussianDistribution", "GeometricDistribution", "LaplaceDistribution"]


def _scaled(scale: float) -> float:
    number = real(scale, "scale")
    if not 0 < number < float("inf"):
        raise invalid(f"scale must be finite and greater than 0 (was {number!r})")
    return number


def _real_draw(distribution: Handle) -> float:
    sample = c_double()
    call("distribution_sample", distribution, 1, byref(sample))
    return sample.value


class LaplaceDistribution:
    """Laplace's distribution around 0."""

    def __init__(self, epsilon: float = 0.0, sensitivity: float = ...) -> None:  # type: ignore[assignment]
        """The distribution with diversity sensitivity / epsilon.

        :param epsilon: finite, at least 2^-50 (the default is PyDP's and refused, too).
        :param sensitivity: must be given; finite and above 0.
        :raises RuntimeError: for a parameter that breaks a rule.
        """
        if sensitivity is ...:
            raise TypeError("LaplaceDistribution needs sensitivity")
        self._diversity = real(sensitivity, "sensitivity") / (real(epsilon, "epsilon") or float("nan"))
        self._parameters = real(epsilon, "epsilon"), real(sensitivity, "sensitivity")
        self._handle = Handle("distribution", "distribution_new_laplace", *self._parameters)

    def __reduce__(self) -> tuple:
        return type(self), self._parameters

    def sample(self) -> float:
        """A draw."""
        return _real_draw(self._handle)

    def get_diversity(self) -> float:
        """The scale, often called b."""
        return self._diversity

    def get_uniform_double(self) -> float:
        """A uniform number, at least 0 and below 1; it has nothing to do with this distribution."""
        return uniform_double()


class GaussianDistribution:
    """The normal distribution around 0."""

    def __init__(self, epsilon: float) -> None:
        """The distribution with a standard deviation, which PyDP's keyword calls `epsilon`.

        :raises RuntimeError: unless it is finite and above 0.
        """
        self._stddev = real(epsilon, "the standard deviation")
        self._handle = Handle("distribution", "distribution_new_gaussian", self._stddev)

    def __reduce__(self) -> tuple:
        return type(self), (self._stddev,)

    @property
    def stddev(self) -> float:
        """The standard deviation."""
        return self._stddev

    def sample(self, scale: float = 1.0) -> float:
        """A draw with the standard deviation `scale * stddev`.

        :raises RuntimeError: unless scale is finite and above 0.
        """
        if scale == 1.0:
            return _real_draw(self._handle)
        return _real_draw(Handle("distribution", "distribution_new_gaussian", self._stddev * _scaled(scale)))


class GeometricDistribution:
    """The number of failures before the first success, which has the probability 1 - e^-lambda."""

    def __init__(self, lambda_: float) -> None:
        """The distribution.

        :param lambda_: from 2^-50 to 2^960.
        :raises RuntimeError: for another.
        """
        self._lambda = real(lambda_, "lambda_")
        self._handle = Handle("distribution", "distribution_new_geometric", self._lambda)

    def __reduce__(self) -> tuple:
        return type(self), (self._lambda,)

    @property
    def lambda_(self) -> float:
        """Lambda."""
        return self._lambda

    def sample(self, scale: float = 1.0) -> int:
        """A draw for `lambda_ / scale`.

        :raises RuntimeError: unless scale is finite and above 0.
        """
        handle = self._handle
        if scale != 1.0:
            handle = Handle("distribution", "distribution_new_geometric", self._lambda / _scaled(scale))
        sample = c_int64()
        call("distribution_sample_int64", handle, 1, byref(sample))
        return sample.value

    def get_uniform_double(self) -> float:
        """A uniform number, at least 0 and below 1; it has nothing to do with this distribution."""
        return uniform_double()
