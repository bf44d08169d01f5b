"""Sums of floating-point numbers that move by more than one entry may, and depend on the order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from .row import Effort, Row

NAME = "real-sums"
SUMMARY = "Rounding and order change the sensitivity of a sum (Casacuberta, Shoemate, Vadhan and Wagaman 2022)"
MEASURE = "how far one more entry of U moves the sum, in U"
# So little noise that it can't be seen beside U.
HARDLY_ANY_NOISE = 1e9
PERMUTATIONS = 100


def controls(effort: Effort) -> Iterator[Row]:
    yield movement("numpy", "sum over rows of float32", np.float32, 12, lambda entries: entries.sum(axis=0)[0])
    yield long_sum("PyDP")
    yield orders("PyDP")


def ours(effort: Effort) -> Iterator[Row]:
    from pydp.algorithms.laplacian import BoundedSum

    total = BoundedSum(HARDLY_ANY_NOISE, lower_bound=0, upper_bound=1, dtype="float")
    yield movement("ours", "BoundedSum of float32", np.float32, 12, lambda entries: total.quick_result(entries[:, 0]))
    yield long_sum("ours")
    yield orders("ours")


def movement(library: str, subject: str, kind: type, power: int, sum_of: Callable[[np.ndarray], float]) -> Row:
    """Entries up to just below 2^power, then small ones. One more large one at the start carries the sum over the power
    of two, where doubles are sparser, and from there on each small one is rounded up to twice itself.
    """
    large, small = parts(kind, power)
    without = np.concatenate((large[1:], small))
    # Two columns: numpy adds a single one in pairs.
    moved = float(sum_of(np.column_stack((np.append(large[:1], without),) * 2))) - float(
        sum_of(np.column_stack((without,) * 2)))
    return Row(NAME, library, subject, moved, 1.0, MEASURE, abs(moved - 1) < 1e-5, note=f"{without.size + 1:,} entries, U = 1")


def parts(kind: type, power: int) -> tuple[np.ndarray, np.ndarray]:
    """2^power entries of 1, and as many small ones as make 1."""
    digits = np.finfo(kind).nmant
    small = kind(2.0 ** (power - 1 - digits) * (1 + 2.0**-10))
    return np.ones(2**power, dtype=kind), np.full(2 ** (digits + 1 - power), small, dtype=kind)


def long_sum(library: str) -> Row:
    """The same with doubles, which takes 2·10^8 entries, and PyDP's own interface."""
    from pydp.algorithms.laplacian import BoundedSum

    block, sums = 2**20, []
    large, small = (part[:block] for part in parts(np.float64, 27))
    if library != "ours":
        large, small = [1.0] * block, [float(small[0])] * block
    for missing in (1, 0):
        total = BoundedSum(HARDLY_ANY_NOISE, lower_bound=0, upper_bound=1, dtype="float")
        total.add_entries(large[missing:])
        for _ in range(127):
            total.add_entries(large)
        for _ in range(64):
            total.add_entries(small)
        sums.append(total.result())
    moved = sums[1] - sums[0]
    return Row(
        NAME, library, "BoundedSum of doubles", moved, 1.0, MEASURE, abs(moved - 1) < 1e-5,
        note=f"{192 * block:,} entries, U = 1")


def orders(library: str) -> Row:
    """How many different sums, bit for bit, the same entries have in random orders, merged from random parts."""
    from pydp.algorithms.laplacian import BoundedSum

    generator = np.random.default_rng()
    entries = generator.uniform(-1e6, 1e6, 5000)
    seen = set()
    for _ in range(PERMUTATIONS):
        generator.shuffle(entries)
        cuts = np.sort(generator.integers(0, entries.size, 3))
        whole = BoundedSum(1.0, lower_bound=-1e6, upper_bound=1e5, dtype="float")
        for part in np.split(entries, cuts):
            one = BoundedSum(1.0, lower_bound=-1e6, upper_bound=1e5, dtype="float")
            one.add_entries(part.tolist())
            whole.merge(one.serialize())
        seen.add(whole.serialize().to_bytes())
    return Row(
        NAME, library, "BoundedSum of doubles, order and merges", len(seen), 1,
        f"different sums of the same entries in {PERMUTATIONS} orders, each merged from 4 parts", len(seen) == 1)
