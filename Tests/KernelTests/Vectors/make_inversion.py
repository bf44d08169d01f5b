"""Makes inversion.txt: words of a trial and its value, for trials that their words decide.

Needs mpmath. Each line: scale (hexadecimal double), first word, second word (0: none), value. Run: python3 make_inversion.py > inversion.txt
"""
import random
from mpmath import mp, mpf, log, exp, floor
mp.prec = 1400
random.seed(4)
SCALES = [2.0**-6, 0.3, 1.0, 10.0, 1000.25, 2.0**24 - 1, 2.0**24, 0.7318e12, 2.0**40, 2.0**41]
print("# made by make_inversion.py with mpmath at 1400 bits: scale word word value")
for S in SCALES:
    split = 0
    while S >= 2.0**(24 + split): split += 1
    c = mpf(S) / 2**split
    H = lambda u: int(floor(-c * log(mpf(u) / 2**63))) if u else None
    def L(v):
        if v == 2**64: return 2**split - 1
        return int(floor(-mpf(S) * log(1 - mpf(v) / 2**64 * (1 - exp(-1 / c)))))
    made = 0
    while made < 40:
        u = random.getrandbits(63)
        if made % 4 == 1: u >>= random.randrange(1, 63)      # large values
        if made % 4 == 2:                                    # next to a border of H
            k = random.randrange(1, int(float(c) * 5) + 3)
            u = int(floor(mpf(2)**63 * exp(-mpf(k) / c))) + random.choice([-2, -1, 1, 2])
        v = random.getrandbits(64) if split else 0
        if split and made % 4 == 3:                          # next to a border of L
            j = random.randrange(1, 2**split)
            v = int(floor(mpf(2)**64 * (1 - exp(-mpf(j) / S)) / (1 - exp(-1 / c)))) + random.choice([-2, -1, 1, 2])
        if not (0 < u < 2**63 and 0 <= v < 2**64): continue
        h = H(u)
        if h != H(u + 1): continue
        l = L(v) if split else 0
        if split and l != L(v + 1): continue
        s = random.getrandbits(1)
        value = (h << split) + l
        if s and value == 0: continue
        made += 1
        print(float(S).hex(), "%x" % (s << 63 | u), "%x" % v, -value if s else value)
