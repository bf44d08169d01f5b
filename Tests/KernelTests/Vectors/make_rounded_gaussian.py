"""Makes rounded_gaussian.txt: words of a pair, phases, the seed of the refinement stream, and both outputs.

Needs mpmath. First the coefficients of the cosine and the sine of quarter turns, to nearest; then lines "scale u v
phase phase seed output output" (doubles in hexadecimal). The outputs are the integers nearest to phase + scale N at U and
V with all the digits that words and stream give: no cell, no interval.
Run: python3 make_rounded_gaussian.py > rounded_gaussian.txt
"""
import random
from mpmath import mp, mpf, log, sqrt, cos, sin, pi, exp, floor, factorial, acos

mp.prec = 2600
random.seed(7)
SCALES = [2.0**-6, 0.3, 1.0, 10.0, 1000.25, 2.0**18, 2.0**22 + 0.5, 2.0**26]
PHASES = [0.0, 0.5, -0.5, 2.0**-60, -2.0**-1074, 0.49999999999999994, -0.25, 0.3]
MASK = 2**64 - 1


def stream_word(seed, n):
    z = (seed + n * 0x2545F4914F6CDD1D + 0x9E3779B97F4A7C15) & MASK
    z = ((z ^ z >> 30) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ z >> 27) * 0x94D049BB133111EB) & MASK
    return z ^ z >> 31


def all_digits(u, v, seed):
    n, width = 0, 64
    for words in [1, 2, 4, 8]:
        for which in "uv":
            for _ in range(words):
                n += 1
                if which == "u": u = u << 64 | stream_word(seed, n)
                else: v = v << 64 | stream_word(seed, n)
        width += 64 * words
    return mpf(u) / mpf(2)**width, mpf(v) / mpf(2)**width


def normals(U, V):
    r = sqrt(-2 * log(U))
    return r * cos(2 * pi * V), r * sin(2 * pi * V)


def phase():
    return random.choice(PHASES) if random.getrandbits(1) else random.uniform(-0.5, 0.5)


print("# made by make_rounded_gaussian.py with mpmath")
for k in range(1, 9): print("cosine", k, float((-1)**k * (pi / 2)**(2 * k) / factorial(2 * k)).hex())
for k in range(0, 8): print("sine", k, float((-1)**k * (pi / 2)**(2 * k + 1) / factorial(2 * k + 1)).hex())
for S in SCALES:
    made = 0
    while made < 60:
        u, v, seed = random.getrandbits(64), random.getrandbits(64), random.getrandbits(64)
        p = [phase(), phase()]
        kind = made % 6
        if kind == 1: u >>= random.randrange(1, 64)  # large values, wide cells
        if kind == 2: u = MASK - random.getrandbits(random.randrange(1, 50))  # small values
        if kind == 3: v = (random.randrange(8) << 61) + random.choice([-1, 0, 1]) & MASK
        half = random.getrandbits(1)
        if kind in (4, 5):  # the border of an output crosses the cell
            x = normals(mpf(u) / 2**64, mpf(v) / 2**64)[half]
            target = (floor(S * x + mpf(p[half])) + mpf(1) / 2 - mpf(p[half])) / S
            if kind == 4:
                ratio = target * target / (x * x)
                U = exp(log(mpf(u) / 2**64) * ratio)
                u = int(floor(U * 2**64)) if 0 < U < 1 and target * x > 0 else 0
            else:
                share = target / sqrt(-2 * log(mpf(u) / 2**64))
                if abs(share) >= 1: continue
                V = acos(share) / (2 * pi) if half == 0 else mpf(1) / 4 - acos(share) / (2 * pi)
                if V < 0: V += 1
                v = int(floor(V * 2**64))
        if kind == 0 and made % 12 == 0: u = 0
        if u == 0 and not kind == 0: continue
        n = normals(*all_digits(u, v, seed))
        places = [mpf(S) * n[i] + mpf(p[i]) + mpf(1) / 2 for i in range(2)]
        assert all(abs(x - floor(x + mpf(1) / 2)) > mpf(2)**-900 for x in places)
        made += 1
        print(float(S).hex(), "%x %x" % (u, v), p[0].hex(), p[1].hex(), "%x" % seed, *[int(floor(x)) for x in places])
