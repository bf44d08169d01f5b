"""Makes odds.txt: floor(p * 2^bits) for p = 1/(1 + w e^x), w = n/d, x = a/b * 2^k.

Needs mpmath. Each line: n d a b k bits digits-in-hex. Run: python3 make_odds.py > odds.txt
"""

import random

import mpmath

mpmath.mp.prec = 4000


def line(n: int, d: int, a: int, b: int, k: int, bits: int) -> str:
    x = mpmath.mpf(a) / b * mpmath.mpf(2) ** k
    p = 1 / (1 + mpmath.mpf(n) / d * mpmath.exp(x))
    return f"{n} {d} {a} {b} {k} {bits} {int(mpmath.floor(p * mpmath.mpf(2) ** bits)):x}"


def main() -> None:
    source = random.Random(2014)
    print("# made by make_odds.py with mpmath at 4000 bits: n d a b k bits floor(p * 2^bits) in hex")
    for n, d, a, b, k, bits in [(1, 1, 1, 1, 0, 128), (1, 3, 1, 10, 0, 128), (1, 2**46 - 1, 1, 1, 0, 128),
                                (2**46 - 1, 1, 1, 1, 0, 128), (1, 2**46 - 1, 1, 1, 7, 128), (1, 2**46 - 1, 173, 1, 0, 128),
                                (1, 2**46 - 1, 176, 1, 0, 128), (1, 1, 1, 1, -1000, 128), (2, 5, 50, 1, 0, 128),
                                (7, 9, 1, 1, -50, 3), (1, 1, 128, 1, 0, 128), (1, 1, 88, 1, 0, 128)]:
        print(line(n, d, a, b, k, bits))
    for _ in range(150):
        total = source.randrange(2, 2 ** source.randrange(2, 47))
        n = source.randrange(1, total)
        print(line(n, total - n, source.randrange(1, 2**53), source.randrange(1, 2**53), source.randrange(-60, 8),
                   source.choice([1, 2, 5, 20, 63, 64, 65, 127, 128])))


main()
