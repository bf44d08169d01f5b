"""How much noise, or how many releases, a limit on epsilon and delta allows."""

from __future__ import annotations

import re
from ctypes import byref, c_double, c_int64
from typing import Any, Callable, Optional

from .._arguments import integer, real
from .._event import PrivacyEvent
from .._library import call
from ._accountants import PLDAccountant, PrivacyAccountant, pointer_of
from ._exact import Sought

_LEAST, _MOST = 1, 2
# Numbers that cost less, or more, the larger they are.
_DIRECTIONS = {"standardDeviation": _LEAST, "sigma": _LEAST, "scale": _LEAST,
               "epsilon": _MOST, "rho": _MOST, "rate": _MOST}


def calibrate(
    event: Callable[[Any], PrivacyEvent], *, epsilon: float, delta: float, count: int = 1,
    accountant: Optional[PrivacyAccountant] = None,
) -> float:
    """The number with which an event keeps a limit: the least noise, or the most epsilon, rho or sampling rate.

        sigma = calibrate(gaussian, epsilon=1, delta=1e-6, count=100)
        accountant.compose(gaussian(sigma), 100)
        calibrate(lambda rate: poisson_sampled(gaussian(2), rate), epsilon=1, delta=1e-6, count=1000)

    :param event: makes the event of a number. It is called once with a stand-in, which must go as it is into one or
        more numbers that cost less the larger they are (a standard deviation, sigma, scale) or into ones that cost
        more (an epsilon, rho, rate).
    :param epsilon: the limit, finite and above 0.
    :param delta: the limit, at least 0 and below 1.
    :param count: how often the event happens.
    :param accountant: what was composed before, which counts, too; it stays as it is. Without one a PLDAccountant.
    :returns: a number that keeps the limit: the accountant was asked about it. At most a part in 10^13 away from the
        last that does, if costs fall or rise with it.
    :raises UnboundedError: if no number keeps the limit.
    :raises UnsupportedEventError: if the accountant knows no bound for such an event.
    :raises ValueError: for an argument outside its range, or a number that can't be sought.
    :raises TypeError: for an argument of the wrong type.
    """
    sought = event(Sought())
    if not isinstance(sought, PrivacyEvent):
        raise TypeError(f"event must make a PrivacyEvent, not '{type(sought).__name__}'")
    directions = {_DIRECTIONS.get(name) for name in re.findall(r"(\w+)=\?", sought.text)}
    if len(directions) != 1 or None in directions:
        raise ValueError("event must use its number as noise (a standard deviation, sigma or scale) or as an epsilon, "
                         "rho or rate")
    counting = PLDAccountant(sought.adjacency) if accountant is None else accountant
    text = sought.text.encode("ascii")
    number = c_double()
    call(
        "accountant_calibrate", _pointer(counting), directions.pop(), text, len(text), integer(count, "count"),
        real(epsilon, "epsilon"), real(delta, "delta"), byref(number), argument_error=ValueError)
    return number.value


def most_releases(
    event: PrivacyEvent, *, epsilon: float, delta: float, accountant: Optional[PrivacyAccountant] = None
) -> int:
    """How often an event may happen at most within a limit; 0 if not even once, at most 2^40.

    :param epsilon: the limit, finite and above 0.
    :param delta: the limit, at least 0 and below 1.
    :param accountant: as for `calibrate`.
    :raises UnsupportedEventError: if the accountant knows no bound for such an event.
    :raises ValueError: for an argument outside its range.
    :raises TypeError: for an argument of the wrong type.
    """
    pointer = pointer_of(event)
    counting = PLDAccountant(event.adjacency) if accountant is None else accountant
    count = c_int64()
    call(
        "accountant_most_releases", _pointer(counting), pointer, real(epsilon, "epsilon"), real(delta, "delta"),
        byref(count), argument_error=ValueError)
    return count.value


def _pointer(accountant: PrivacyAccountant) -> Any:
    if not isinstance(accountant, PrivacyAccountant):
        raise TypeError(f"a PrivacyAccountant is needed, not '{type(accountant).__name__}'")
    return accountant._handle
