"""Events of single releases. Numbers are exact: floats mean their shortest decimal, fractions and decimals themselves.

Every function raises ValueError for numbers with which nothing happens (such as noise of scale 0), for an adjacency for
which the event says nothing, and TypeError for what isn't a number.
"""

from __future__ import annotations

from fractions import Fraction

from .._event import PrivacyEvent
from ._exact import Exact, Sought, event, exact, whole


def gaussian(
    standard_deviation: Exact, l2_sensitivity: Exact = 1, *, adjacency: str = "add-remove"
) -> PrivacyEvent:
    """Gaussian noise, independent in each coordinate.

    :param standard_deviation: of each coordinate's noise.
    :param l2_sensitivity: how far one person moves the numbers, in Euclidean length.
    """
    return event(
        f"gaussian(epsilon=0,delta=0,standardDeviation={exact(standard_deviation, 'standard_deviation')},"
        f"l2Sensitivity={exact(l2_sensitivity, 'l2_sensitivity')})", adjacency)


def discrete_gaussian(
    sigma: Exact, sensitivity: int = 1, l0_sensitivity: int = 1, *, adjacency: str = "add-remove"
) -> PrivacyEvent:
    """Discrete Gaussian noise on integers, of mass proportional to exp(-k^2 / (2 sigma^2)).

    :param sensitivity: how far one person moves any one integer.
    :param l0_sensitivity: how many integers one person moves.
    """
    return event(
        f"discreteGaussian(epsilon=0,delta=0,sigma={exact(sigma, 'sigma')},"
        f"linfSensitivity={whole(sensitivity, 'sensitivity')},"
        f"l0Sensitivity={whole(l0_sensitivity, 'l0_sensitivity')})", adjacency)


def laplace(scale: Exact, l1_sensitivity: Exact = 1, *, adjacency: str = "add-remove") -> PrivacyEvent:
    """Laplace noise, of density proportional to exp(-|x| / scale) in each coordinate.

    :param l1_sensitivity: how far one person moves the numbers, summed over all of them.
    """
    return event(
        f"laplace(l1Sensitivity={exact(l1_sensitivity, 'l1_sensitivity')},scale={exact(scale, 'scale')})", adjacency)


def discrete_laplace(scale: Exact, sensitivity: int = 1, *, adjacency: str = "add-remove") -> PrivacyEvent:
    """Discrete Laplace noise on one integer, of mass proportional to exp(-|k| / scale).

    :param sensitivity: how far one person moves the integer.
    """
    steps, written = whole(sensitivity, "sensitivity"), exact(scale, "scale")
    if isinstance(scale, Sought):
        epsilon = f"{steps}/?"
    elif isinstance(sensitivity, Sought) or not Fraction(written):
        raise ValueError("the scale must be greater than 0, and the sensitivity can't be sought")
    else:
        epsilon = str(int(steps) / Fraction(written))
    return event(
        f"discreteLaplace(epsilon={epsilon},l1Sensitivity={steps},scale={written},coordinates=1)", adjacency)


def staircase(epsilon: Exact, sensitivity: int, width: int, *, adjacency: str = "add-remove") -> PrivacyEvent:
    """Staircase noise on one integer.

    :param sensitivity: how far one person moves the integer.
    :param width: after how many steps the mass first falls; from 1 to the sensitivity.
    """
    return event(
        f"staircase(epsilon={exact(epsilon, 'epsilon')},sensitivity={whole(sensitivity, 'sensitivity')},"
        f"width={whole(width, 'width')})", adjacency)


def randomized_response(epsilon: Exact, categories: int = 2, *, adjacency: str = "replace-one") -> PrivacyEvent:
    """Randomized response: the true answer with odds e^epsilon against each other one. Not for add-remove neighbours.

    :param categories: how many answers there are, from 2 on.
    """
    return event(
        f"randomizedResponse(epsilon={exact(epsilon, 'epsilon')},categories={whole(categories, 'categories')})",
        adjacency)


def exponential(epsilon: Exact, *, adjacency: str = "add-remove") -> PrivacyEvent:
    """The exponential mechanism, or anything whose privacy loss stays within a range of length epsilon around 0."""
    return event(f"boundedRange(epsilon={exact(epsilon, 'epsilon')})", adjacency)


def approximate(epsilon: Exact, delta: Exact = 0, *, adjacency: str = "add-remove") -> PrivacyEvent:
    """Anything that is (epsilon, delta)-private, of which no more is known."""
    return event(f"approximate(epsilon={exact(epsilon, 'epsilon')},delta={exact(delta, 'delta')})", adjacency)


def zero_concentrated(rho: Exact, delta: Exact = 0, *, adjacency: str = "add-remove") -> PrivacyEvent:
    """Anything that is delta-approximately rho-zero-concentrated private."""
    return event(f"zeroConcentrated(rho={exact(rho, 'rho')},delta={exact(delta, 'delta')})", adjacency)
