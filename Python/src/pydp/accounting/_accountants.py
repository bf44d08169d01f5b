"""Accountants: what events cost together."""

from __future__ import annotations

from ctypes import byref
from typing import Any, NamedTuple, TypeVar

from .. import _library
from .._arguments import integer, real
from .._event import PrivacyEvent
from .._library import Handle, call
from ._exact import ADJACENCIES

_Self = TypeVar("_Self", bound="PrivacyAccountant")


class PrivacyBracket(NamedTuple):
    """Where a privacy loss lies."""

    lower: float
    """No proof can show less; 0 where nothing is known of that."""
    upper: float
    """This holds: at or above the truth, whatever was rounded on the way."""


class PrivacyAccountant:
    """What events cost together, for one adjacency. Threads may share one."""

    _kind = 0
    _adjacency: str
    _handle: Any
    _composed: list

    def __init__(self, adjacency: str = "add-remove") -> None:
        """An accountant of no events.

        :param adjacency: 'add-remove' (one person more or less), 'replace-one' (one person with other values) or
            'local' (any values of one person).
        :raises ValueError: for another adjacency.
        """
        if not self._kind:
            raise TypeError("PrivacyAccountant is abstract: take PLDAccountant or another")
        if adjacency not in ADJACENCIES:
            raise ValueError(f"adjacency must be 'add-remove', 'replace-one' or 'local', not {adjacency!r}")
        self._adjacency = adjacency
        self._handle = Handle("accountant", "accountant_new", self._kind, ADJACENCIES.index(adjacency) + 1)
        self._composed = []

    @property
    def adjacency(self) -> str:
        """The neighbours that it counts for."""
        return self._adjacency

    def compose(self: _Self, event: PrivacyEvent, count: int = 1) -> _Self:
        """Adds an event, `count` times with fresh noise; nothing is added on an error.

        :returns: this accountant.
        :raises DifferentAdjacencyError: if the event is for other neighbours.
        :raises UnsupportedEventError: if this accountant knows no bound for such an event; another may.
        :raises ValueError: for a count below 1.
        :raises TypeError: for what isn't an event or a count.
        """
        times = integer(count, "count")
        call("accountant_compose", self._handle, pointer_of(event), times, argument_error=ValueError)
        self._composed.append((event, times))
        return self

    def epsilon(self, delta: float) -> PrivacyBracket:
        """The least epsilon that is known to go with `delta`, for all events together.

        :param delta: at least 0, below 1; it means its shortest decimal.
        :raises UnboundedError: if no finite epsilon is known for it.
        :raises UnsupportedEventError: for more releases than this accountant computes.
        :raises ValueError: for a delta outside.
        """
        return self._asked("accountant_epsilon", real(delta, "delta"))

    def delta(self, epsilon: float) -> PrivacyBracket:
        """The least delta that is known to go with `epsilon`, for all events together.

        :param epsilon: finite, at least 0; it means its shortest decimal.
        :raises UnsupportedEventError: for more releases than this accountant computes.
        :raises ValueError: for an epsilon outside.
        """
        return self._asked("accountant_delta", real(epsilon, "epsilon"))

    def _asked(self, question: str, given: float) -> PrivacyBracket:
        bracket = _library.Bracket()
        call(question, self._handle, given, byref(bracket), argument_error=ValueError)
        return PrivacyBracket(bracket.lower, bracket.upper)

    def copy(self: _Self) -> _Self:
        """A second accountant with the same events: to ask what one more release would cost."""
        other = type(self).__new__(type(self))
        vars(other).update(vars(self))
        other._handle = Handle("accountant", "accountant_copy", self._handle)
        other._composed = list(self._composed)
        return other

    __copy__ = copy

    def __deepcopy__(self: _Self, memo: dict) -> _Self:
        return self.copy()

    def __getstate__(self) -> dict:
        return {key: value for key, value in vars(self).items() if key != "_handle"}

    def __setstate__(self, state: dict) -> None:
        composed = state.pop("_composed")
        vars(self).update(state)
        self._handle = Handle("accountant", "accountant_new", self._kind, ADJACENCIES.index(self._adjacency) + 1)
        self._composed = []
        for event, count in composed:
            self.compose(event, count)


def pointer_of(event: PrivacyEvent) -> Any:
    """The library's object for an event."""
    if not isinstance(event, PrivacyEvent):
        raise TypeError(f"a PrivacyEvent is needed, not '{type(event).__name__}'")
    if event._handle is None:
        raise ValueError("a number of this event is still sought: calibrate finds it")
    return event._handle


class BasicAccountant(PrivacyAccountant):
    """Sums of epsilon and delta."""

    _kind = 1


class OptimalAccountant(PrivacyAccountant):
    """Optimal composition of events with one and the same epsilon, exactly (Kairouz, Oh and Viswanath 2015)."""

    _kind = 2


class RDPAccountant(PrivacyAccountant):
    """Renyi differential privacy (Mironov 2017): quick, and for most mechanisms a few per cent above what loss
    distributions show."""

    _kind = 3


class ZCDPAccountant(PrivacyAccountant):
    """Zero-concentrated differential privacy, and its approximate form (Bun and Steinke 2016)."""

    _kind = 4


class GaussianAccountant(PrivacyAccountant):
    """Gaussian differential privacy (Dong, Roth and Su 2019): exact, for Gaussian noise only."""

    _kind = 5


class PLDAccountant(PrivacyAccountant):
    """Privacy loss distributions: the tightest account of different mechanisms together, bracketed from both sides."""

    _kind = 6

    def __init__(self, adjacency: str = "add-remove", *, certified: bool = False) -> None:
        """An accountant of no events.

        :param certified: whether losses are added in exact integers, not in doubles whose error is bounded and added.
            Both bound from above; exact integers take longer.
        """
        if certified:
            self._kind = 7
        super().__init__(adjacency)

    @property
    def certified(self) -> bool:
        """Whether losses are added in exact integers."""
        return self._kind == 7
