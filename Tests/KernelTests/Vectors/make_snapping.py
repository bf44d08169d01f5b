"""Makes snapping.txt: U* = (1 + fraction/2^52) 2^-n and -LN(U*), the nearest double, many of them hard to round.

Needs mpmath and numpy. Each line: fraction (hexadecimal), n, value (hexadecimal double), and how far -ln U* is from the nearest
midpoint of two doubles, as the binary logarithm in units of their distance. Run: python3 make_snapping.py > snapping.txt
"""
import random
import numpy as np
from mpmath import mp, mpf, log, floor, frexp
mp.prec = 600
random.seed(5)

def exact(fraction, n):
    return -log((mpf(1) + mpf(fraction) / 2**52) * mpf(2)**-n)

def in_units(x):
    """x in units of its last place as a double."""
    return x / mpf(2)**(frexp(x)[1] - 53)

def line(fraction, n):
    x = in_units(exact(fraction, n))
    near = x - floor(x) - mpf(1) / 2
    value = exact(fraction, n)
    nearest = mpf(2)**(frexp(value)[1] - 53) * (floor(x) + (1 if near > 0 else 0))
    print("%x" % fraction, n, float(nearest).hex(), "%.1f" % float(log(abs(near), 2)))

def hardest(start, n, count, wanted):
    """The fractions start ... start + count - 1 whose logarithms come closest to a midpoint: by a parabola modulo 1."""
    unit = mpf(2)**(frexp(exact(start, n))[1] - 53)
    m = 1 + mpf(start) / 2**52
    scale = mpf(2)**64
    turn = lambda x: np.uint64(int(floor(x * scale)) % 2**64)
    j = np.arange(count, dtype=np.uint64)
    with np.errstate(over="ignore"):
        fractions = turn(exact(start, n) / unit - mpf(1) / 2) - j * turn(1 / (m * 2**52) / unit)
        fractions += j * j * turn(1 / (2 * m * m * mpf(2)**104) / unit)
        distance = np.minimum(fractions, np.uint64(0) - fractions)
    return [start + int(i) for i in np.argsort(distance)[:wanted]]

print("# made by make_snapping.py with mpmath at 600 bits: fraction n value distance")
for segment in range(16):
    for n in [1, 2, 7, 40]:
        for start in [segment << 48, ((segment + 1) << 48) - 2**20, (segment << 48) + random.getrandbits(47)]:
            for fraction in hardest(start, n, 2**20, 1):
                line(fraction, n)
for _ in range(8):
    for fraction in hardest(random.getrandbits(51), random.choice([1, 2, 3]), 2**24, 1):
        line(fraction, 2)
        line(fraction, 1)
# Next to U = 1, every number of leading ones; the second of them is 2^-104 of a unit from a midpoint.
for k in range(53):
    line(2**52 - 2**k, 1)
    if 1 < k < 52:
        line(2**52 - 2**k - random.getrandbits(k), 1)
for n in list(range(1, 70, 3)) + [64, 65, 128, 129, 1022, 1023, 1074, 1075, 1100, 4000]:
    line(0, n)
    line(2**52 - 1, n)
    line(random.getrandbits(52), n)
