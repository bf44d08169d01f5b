"""Summaries: the entries of an aggregation as bytes, to be merged elsewhere. They are raw data."""

from __future__ import annotations

from ._wire import OWN, members, with_own

__all__ = ["Output", "Summary", "bytes_to_summary"]


class Summary:
    """The entries of an aggregation, in Google's `differential_privacy.Summary` format.

    What `serialize` returns also holds this library's own summary, as a member that other readers skip: it carries the
    parameters, and they are checked when it is merged. Bytes without it (PyDP's, for one) are merged unchecked.
    """

    __slots__ = ("_bytes",)

    def __init__(self) -> None:
        self._bytes = b""

    @classmethod
    def _of(cls, google: bytes, own: bytes) -> "Summary":
        self = cls()
        self._bytes = with_own(google, own)
        return self

    def _own(self) -> "bytes | None":
        """This library's own summary, if it is there."""
        return members(self._bytes).get(OWN)

    def to_bytes(self) -> bytes:
        """The summary as bytes: raw data, to be guarded."""
        return self._bytes

    def save(self, path: str) -> None:
        """Writes the summary to a file.

        :raises OSError: if it can't be written.
        """
        with open(path, "wb") as file:
            file.write(self._bytes)

    def load(self, path: str) -> None:
        """Reads the summary from a file, replacing what was here.

        :raises OSError: if it can't be read.
        """
        with open(path, "rb") as file:
            self._bytes = file.read()

    def __reduce__(self):
        return bytes_to_summary, (self._bytes,)


def bytes_to_summary(summary: bytes) -> Summary:
    """A summary from its bytes. They are looked at when it is merged."""
    if not isinstance(summary, bytes):
        raise TypeError(f"a summary is made from bytes, not from '{type(summary).__name__}'")
    made = Summary()
    made._bytes = summary
    return made


class Output:
    """Opaque; there because PyDP has it."""

    __slots__ = ()
