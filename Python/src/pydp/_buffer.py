"""A view of an object's memory through the buffer protocol: address, element type, stride; also of what is read-only."""

from __future__ import annotations

import ctypes
import sys
from ctypes import POINTER, c_char_p, c_int, c_ssize_t, c_void_p
from typing import Any, Optional

from . import _library

# By letter of the struct module; which integer type `l` is depends on its size.
_REALS = {"d": _library.FLOAT64, "f": _library.FLOAT32}
_SIGNED = {8: _library.INT64, 4: _library.INT32, 2: _library.INT16, 1: _library.INT8}
_UNSIGNED = {8: _library.UINT64, 4: _library.UINT32, 2: _library.UINT16, 1: _library.UINT8}
_NATIVE_ORDERS = "@=" + ("<" if sys.byteorder == "little" else ">")
_STRIDED_WITH_FORMAT = 0x0010 | 0x0008 | 0x0004  # PyBUF_STRIDES (with its ND) | PyBUF_FORMAT


class _Py_buffer(ctypes.Structure):
    _fields_ = [
        ("buf", c_void_p), ("obj", ctypes.py_object), ("len", c_ssize_t), ("itemsize", c_ssize_t),
        ("readonly", c_int), ("ndim", c_int), ("format", c_char_p), ("shape", POINTER(c_ssize_t)),
        ("strides", POINTER(c_ssize_t)), ("suboffsets", POINTER(c_ssize_t)), ("internal", c_void_p)]


_get = ctypes.pythonapi.PyObject_GetBuffer
_get.argtypes, _get.restype = [ctypes.py_object, POINTER(_Py_buffer), c_int], c_int
_release = ctypes.pythonapi.PyBuffer_Release
_release.argtypes, _release.restype = [POINTER(_Py_buffer)], None
_has = ctypes.pythonapi.PyObject_CheckBuffer
_has.argtypes, _has.restype = [ctypes.py_object], c_int


class Buffer:
    """Held while in a `with` block."""

    def __init__(self, data: Any) -> None:
        """A view.

        :raises BufferError: where an object has none (ValueError and TypeError occur, too).
        """
        self._view = view = _Py_buffer()
        _get(data, ctypes.byref(view), _STRIDED_WITH_FORMAT)
        self.dimensions: int = view.ndim
        self.address: Optional[int] = view.buf
        self.count: int = view.shape[0] if view.ndim == 1 else 0
        self.stride: int = view.strides[0] if view.ndim == 1 else 0
        try:
            self.code, self.is_real = _element((view.format or b"B").decode(), view.itemsize)
        except BaseException:
            self.__exit__()
            raise

    @classmethod
    def of(cls, data: Any) -> Optional["Buffer"]:
        """A view, or None where an object has none (an array of dates, for one)."""
        if not _has(data):
            return None
        try:
            return cls(data)
        except (BufferError, ValueError, TypeError):
            return None

    @property
    def overlaps(self) -> bool:
        """Whether elements share memory, as those of a number that is broadcast to an array do."""
        return abs(self.stride) < self._view.itemsize

    @property
    def size(self) -> int:
        """How many elements there are, in all dimensions."""
        return self._view.len // self._view.itemsize

    def __enter__(self) -> "Buffer":
        return self

    def __exit__(self, *_: object) -> None:
        _release(ctypes.byref(self._view))


def _element(form: str, size: int) -> tuple[Optional[int], bool]:
    """The library's code of an element type, if it has one, and whether it is real."""
    letter = form[1:] if form[:1] in _NATIVE_ORDERS else form
    if letter in _REALS:
        return _REALS[letter], True
    if letter == "?":
        return _library.BOOL8, False
    if letter in tuple("bhilqn"):
        return _SIGNED.get(size), False
    if letter in tuple("BHILQN"):
        return _UNSIGNED.get(size), False
    return None, True
