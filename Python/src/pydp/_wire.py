"""Members of an encoded protocol-buffers message, as far as carrying our summary inside Google's needs it."""

from __future__ import annotations

# The field of our own summary in Google's message, far beyond the fields that it has.
OWN = 1000
_NESTED = 2


def with_own(google: bytes, own: bytes) -> bytes:
    """Google's message with our summary behind it."""
    return google + _varint(OWN << 3 | _NESTED) + _varint(len(own)) + own


def members(message: bytes) -> dict[int, bytes]:
    """The nested members by field number, the last of each; nothing of a message that isn't well-formed."""
    found, position = {}, 0
    try:
        while position < len(message):
            key, position = _read_varint(message, position)
            length, position = _read_varint(message, position)
            if key & 7 != _NESTED or position + length > len(message):
                return {}
            found[key >> 3] = message[position:position + length]
            position += length
    except IndexError:
        return {}
    return found


def _varint(value: int) -> bytes:
    encoded = bytearray()
    while value > 127:
        encoded.append(value & 127 | 128)
        value >>= 7
    return bytes(encoded) + bytes([value])


def _read_varint(message: bytes, position: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[position]
        position += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, position
        if shift > 63:
            raise IndexError
