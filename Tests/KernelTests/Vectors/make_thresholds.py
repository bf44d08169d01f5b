"""Makes thresholds.txt: floor(p * 2^bits) for p = e^-x ("exp") and 1/(1+e^x) ("logistic"), x = a/b * 2^k.

Needs mpmath. Each line: law a b k bits digits-in-hex. Run: python3 make_thresholds.py > thresholds.txt
"""

import random

import mpmath

mpmath.mp.prec = 4000


def line(law: str, a: int, b: int, k: int, bits: int) -> str:
    x = mpmath.mpf(a) / b * mpmath.mpf(2) ** k
    p = mpmath.exp(-x) if law == "exp" else 1 / (1 + mpmath.exp(x))
    return f"{law} {a} {b} {k} {bits} {int(mpmath.floor(p * mpmath.mpf(2) ** bits)):x}"


def main() -> None:
    source = random.Random(2017)
    print("# made by make_thresholds.py with mpmath at 4000 bits: law a b k bits floor(p * 2^bits) in hex")
    for law in ("exp", "logistic"):
        for a, b, k, bits in [(1, 1, 0, 128), (1, 10, 0, 128), (1, 1, -60, 128), (1, 3, 6, 128),
                              (127, 1, 0, 128), (1, 1, 7, 128), (88, 1, 0, 128), (1, 1, 40, 128),
                              (1, 1, -1100, 128), (1, 7, 0, 1), (3, 1, 0, 3)]:
            print(line(law, a, b, k, bits))
        for _ in range(150):
            print(line(law, source.randrange(1, 2**53), source.randrange(1, 2**53),
                       source.randrange(-60, 8), source.choice([1, 2, 5, 20, 63, 64, 65, 127, 128])))


main()
