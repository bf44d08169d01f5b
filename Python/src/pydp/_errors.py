"""Which exception a status of the library is, and the words by which PyDP's users recognise it."""

from __future__ import annotations

_WORDS = {
    5: "INVALID_ARGUMENT",  # a parameter breaks a rule
    6: "INVALID_ARGUMENT",  # a probability outside (0, 1)
    10: "UNIMPLEMENTED",
    11: "INVALID_ARGUMENT",  # released already
    12: "RESOURCE_EXHAUSTED",
    13: "FAILED_PRECONDITION",  # too few entries to learn bounds from
    14: "INTERNAL",  # a summary of something else
    15: "INTERNAL",  # not a summary
    18: "ABORTED",  # the producer of an Arrow stream failed
    20: "INVALID_ARGUMENT",  # not an event
    21: "INVALID_ARGUMENT",  # a question to an accountant that is out of range
}
_TYPE_ERRORS = {9, 17}  # a real where an integer belongs; an Arrow type that isn't a number
_VALUE_ERRORS = {16}  # misshapen Arrow structures


class AccountingError(RuntimeError):
    """Why an accountant doesn't answer. It never guesses."""


class DifferentAdjacencyError(AccountingError):
    """The event speaks of other neighbours than the accountant counts for."""


class UnsupportedEventError(AccountingError):
    """This accountant knows no bound for such an event; another one may."""


class UnboundedError(AccountingError):
    """No finite epsilon is known for this delta, or nothing keeps a target."""


_ACCOUNTING_ERRORS = {22: DifferentAdjacencyError, 23: UnsupportedEventError, 24: UnboundedError}


def exception(status: int, message: str, argument_error: type = RuntimeError) -> Exception:
    """The exception for a status that isn't 0.

    Parameters that are refused raise RuntimeError with PyDP's status word in front, wrong types TypeError.
    """
    if status in _TYPE_ERRORS:
        return TypeError(message)
    if status in _VALUE_ERRORS:
        return ValueError(message)
    if status in _ACCOUNTING_ERRORS:
        return _ACCOUNTING_ERRORS[status](message)
    if status == 19:
        return MemoryError(message)
    word = _WORDS.get(status, "INTERNAL")
    return (argument_error if word == "INVALID_ARGUMENT" else RuntimeError)(f"{word}: {message}")


def invalid(message: str) -> RuntimeError:
    """A refused argument that the library isn't asked about."""
    return RuntimeError(f"INVALID_ARGUMENT: {message}")
