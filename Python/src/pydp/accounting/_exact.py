"""Numbers of events: exact, written as fractions in lowest terms."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any, Union

from .._arguments import integer, real
from .._event import PrivacyEvent

# An exact number: a float means the shortest decimal that reads back as it, so 0.1 is 1/10.
Exact = Union[int, float, Fraction, Decimal]

ADJACENCIES = ("add-remove", "replace-one", "local")


class Sought:
    """Stands for the number that a calibration looks for. It goes into an event as it is."""

    def __str__(self) -> str:
        return "?"


def exact(value: Any, name: str) -> str:
    """A number as events write it.

    :raises ValueError: unless it is finite.
    :raises TypeError: for what isn't a real number.
    """
    if isinstance(value, Sought):
        return str(value)
    if isinstance(value, (int, Fraction)):
        return str(Fraction(value))
    if isinstance(value, Decimal):
        number: Union[Decimal, float] = value
    else:
        number = real(value, name)
    if not math.isfinite(number):
        raise ValueError(f"{name} must be finite (was {value!r})")
    return str(Fraction(number) if isinstance(number, Decimal) else Fraction(repr(number)))


def whole(value: Any, name: str) -> str:
    """An integer as events write it."""
    return str(value) if isinstance(value, Sought) else str(integer(value, name))


def event(mechanism: str, adjacency: Any) -> PrivacyEvent:
    """The event of a mechanism's text.

    :raises ValueError: for another adjacency, and for what can't happen.
    """
    if adjacency not in ADJACENCIES:
        raise ValueError(f"adjacency must be 'add-remove', 'replace-one' or 'local', not {adjacency!r}")
    text = f"1:{adjacency}:{mechanism}"
    return PrivacyEvent._sought(text) if "?" in text else PrivacyEvent(text)
