"""Makes discrete_gaussian.txt: words of a trial and what it yields, for trials that their words decide.

Needs mpmath. Each line: sigma (hexadecimal double), first word, last word (the same where a trial has one word), value
or "rejected". Run: python3 make_discrete_gaussian.py > discrete_gaussian.txt
"""
import random
from mpmath import mp, mpf, log, exp, floor
mp.prec = 1400
random.seed(5)
SIGMAS = [2.0**-6, 0.3, 1.0, 10.0, 255.9, 256.0, 1000.25, 2.0**24 - 1, 2.0**24, 0.7318e12, 2.0**41]
print("# made by make_discrete_gaussian.py with mpmath at 1400 bits: sigma word word value")
for sigma in SIGMAS:
    one = sigma < 2.0**8
    bits = 39 if one else 63
    split = 0
    while sigma >= 2.0**(24 + split): split += 1
    S = mpf(sigma)
    c = S / 2**split
    H = lambda u: int(floor(-c * log(mpf(u) / 2**bits)))
    def L(v):
        if v == 2**40: return 2**split - 1
        return int(floor(-S * log(1 - mpf(v) / 2**40 * (1 - exp(-1 / c)))))
    made = 0
    while made < 40:
        u = random.getrandbits(bits)
        if made % 5 == 1: u >>= random.randrange(1, 8)       # large values, often rejected
        if made % 5 == 2:                                    # next to a border of H
            k = random.randrange(1, int(float(c) * 4) + 3)
            u = int(floor(mpf(2)**bits * exp(-mpf(k) / c))) + random.choice([-2, -1, 1, 2])
        if not 0 < u < 2**bits: continue
        v = random.getrandbits(40)
        h = H(u)
        if h != H(u + 1): continue
        l = L(v) if split else 0
        if split and l != L(v + 1): continue
        magnitude = (h << split) + l
        x = (magnitude / S - 1)**2 / 2
        p = exp(-x) * 2**24
        w = random.getrandbits(24)
        if made % 5 > 2: w = int(floor(p)) + random.choice([-2, -1, 1, 2])  # next to the border of acceptance
        if not 0 <= w < 2**24 or w == int(floor(p)): continue
        s = random.getrandbits(1)
        kept = w < p and not (s and magnitude == 0)
        made += 1
        first = s << 63 | u << (63 - bits)
        last = first | w if one else v << 24 | w
        print(sigma.hex(), "%x" % (last if one else first), "%x" % last,
              (-magnitude if s else magnitude) if kept else "rejected")
