"""What a release does to privacy, as the library's text says it."""

from __future__ import annotations

import ctypes
from typing import Any

from ._library import Handle, call


class PrivacyEvent:
    """What a release does to privacy: the law of its noise against what one privacy unit can change, in exact numbers.

    A value: equal events have equal texts. The functions of `pydp.accounting` make events, and each statistic,
    mechanism and partition strategy has its `event`.
    """

    __slots__ = ("_text", "_handle")
    _text: str
    _handle: Any

    def __init__(self, text: str) -> None:
        """The event with a canonical text, such as `1:add-remove:laplace(l1Sensitivity=1,scale=5/2)`.

        :raises ValueError: for any other text, and for what can't happen, such as noise of scale 0.
        :raises TypeError: for what isn't a text.
        """
        if not isinstance(text, str):
            raise TypeError(f"an event is made from its text, not from '{type(text).__name__}'")
        encoded = text.encode("utf-8", "replace")
        self._handle = Handle("event", "event_new", encoded, len(encoded), argument_error=ValueError)
        self._text = text

    @classmethod
    def _made(cls, maker: str, *arguments: Any) -> "PrivacyEvent":
        """The event of an object of the library."""
        self = cls.__new__(cls)
        self._handle = Handle("event", maker, *arguments)
        text = ctypes.c_char_p()
        call("event_text", self._handle, ctypes.byref(text), None)
        self._text = (text.value or b"").decode("ascii")
        return self

    @classmethod
    def _sought(cls, text: str) -> "PrivacyEvent":
        """An event with a question mark for a number, which calibration asks about; nothing else takes it."""
        self = cls.__new__(cls)
        self._handle, self._text = None, text
        return self

    @property
    def text(self) -> str:
        """The canonical text, whose meaning never changes: to be stored, compared and hashed."""
        return self._text

    @property
    def adjacency(self) -> str:
        """Which data sets are neighbours: 'add-remove' (one person more or less), 'replace-one' (one person with other
        values) or 'local' (any values of one person)."""
        return self._text.split(":", 2)[1]

    @property
    def mechanism(self) -> str:
        """The part of the text behind the adjacency."""
        return self._text.split(":", 2)[2]

    @property
    def epsilon(self) -> float:
        """Epsilon without an accountant, of several parts by simple addition; rounded up. With a `delta` of 1 it means
        nothing: no bound is known without an accountant then."""
        return self._cost[0]

    @property
    def delta(self) -> float:
        """Delta without an accountant, rounded up; at most 1."""
        return self._cost[1]

    @property
    def _cost(self) -> tuple[float, float]:
        epsilon, delta = ctypes.c_double(), ctypes.c_double()
        call("event_cost", self._handle, ctypes.byref(epsilon), ctypes.byref(delta))
        return epsilon.value, delta.value

    def __eq__(self, other: object) -> bool:
        return self._text == other._text if isinstance(other, PrivacyEvent) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._text)

    def __repr__(self) -> str:
        return f"PrivacyEvent({self._text!r})"

    def __reduce__(self) -> tuple:
        return PrivacyEvent, (self._text,)
