"""Makes race.txt: who wins a race of two whose keys nearly tie, U = u/2^63 exactly.

Needs mpmath. Each line: noise (0 exponential, 1 Gumbel), scale (hex float), deficits, u's, winner, and the binary logarithm of
the keys' distance over the scale. Run: python3 make_race.py > race.txt
"""

import random

import mpmath

mpmath.mp.prec = 600
ONE = mpmath.mpf(2) ** 63


def noise(kind: int, u: int) -> mpmath.mpf:
    exponential = -mpmath.log(mpmath.mpf(u) / ONE)
    return -mpmath.log(exponential) if kind else exponential


def main() -> None:
    source = random.Random(1789)
    print("# made by make_race.py with mpmath at 600 bits: noise scale deficits u's winner log2 distance")
    lines = 0
    while lines < 400:
        kind = source.randrange(2)
        scale = source.choice([2.0**-60, 0.037, 1.0, 2.0, 12345.678, 2.0**31 + 0.5, 1.9 * 2.0**80, 2.0**120])
        first = source.randrange(1, 2**63) >> source.randrange(0, 40)
        deficit = min(2**61, int(scale * source.choice([0, 0.01, 0.7, 3, 11]))) if source.randrange(8) else 2**61
        if first == 0:
            continue
        # The other's U for which the keys are equal: N2 = N1 + deficit/scale.
        wanted = noise(kind, first) + mpmath.mpf(deficit) / mpmath.mpf(scale)
        if abs(wanted) > 200:
            continue
        uniform = mpmath.exp(-mpmath.exp(-wanted)) if kind else mpmath.exp(-wanted)
        second = int(uniform * ONE) + source.choice([0, 1, -1, 2, 1 << 8, -(1 << 8), 1 << 12, -(1 << 14)])
        if not 0 < second < 2**63:
            continue
        keys = [scale * noise(kind, first), scale * noise(kind, second) - deficit]
        if keys[0] == keys[1]:
            continue
        order = [0, 1] if source.randrange(2) else [1, 0]
        deficits, digits = [[0, deficit][i] for i in order], [[first, second][i] for i in order]
        winner = order.index(0 if keys[0] > keys[1] else 1)
        distance = int(mpmath.floor(mpmath.log(abs(keys[0] - keys[1]) / scale, 2)))
        print(kind, float.hex(scale), *deficits, *digits, winner, distance)
        lines += 1


main()
