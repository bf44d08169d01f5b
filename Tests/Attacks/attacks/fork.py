"""A child process that repeats its parent's noise."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator

from .row import Effort, Row

NAME = "fork"
SUMMARY = "Buffered random bits are used again by a child process (observed in PyDP 1.1.5, divergence D4)"
CHILDREN, DRAWS = 8, 64


def controls(effort: Effort) -> Iterator[Row]:
    yield row("PyDP")


def ours(effort: Effort) -> Iterator[Row]:
    yield row("ours")


def row(library: str) -> Row:
    from pydp.algorithms.numerical_mechanisms import LaplaceMechanism

    laplace = LaplaceMechanism(1.0, sensitivity=1.0)
    laplace.add_noise(0.0)

    def draw() -> bytes:
        return struct.pack(f"{DRAWS}d", *(laplace.add_noise(0.0) for _ in range(DRAWS)))

    # Children first, so that they find the buffer as the parent leaves it.
    drawn = [in_child(draw) for _ in range(CHILDREN)] + [draw()]
    # Two draws in a row make a word: chance alone repeats one with less than 2^-40 a draw, squared.
    words = [noise[start : start + 16] for noise in drawn for start in range(0, len(noise), 16)]
    repeated = len(words) - len(set(words))
    return Row(
        NAME, library, f"LaplaceMechanism, {CHILDREN} children and their parent", repeated, 0,
        f"pairs of draws that occur again, of {len(words)}", repeated == 0, len(words) ** 2 * 2.0**-80,
        f"the first {same(drawn)} of {DRAWS} draws are the same in all processes")


def same(drawn: list[bytes]) -> int:
    """How many draws all have in common before they differ; a buffer that ends is filled anew in each process."""
    return next((place // 8 for place in range(0, DRAWS * 8, 8) if len({noise[: place + 8] for noise in drawn}) > 1), DRAWS)


def in_child(draw) -> bytes:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, draw())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        content = pipe.read()
    os.waitpid(child, 0)
    return content
