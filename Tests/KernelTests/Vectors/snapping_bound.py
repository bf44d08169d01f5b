"""Two bounds of CSources/CPrivacySamplers/snapping.md: the privacy loss in units of u B/lambda, and P(open).

Needs numpy. Run: python3 snapping_bound.py
"""
import math
from fractions import Fraction
from itertools import product
import numpy as np

def exp_minus(g):
    """A rational number at least e^-g, by less than 2^-59: 1 <= g <= 2."""
    total, term = Fraction(0), Fraction(1)
    for k in range(1, 40):
        total += term
        term *= -g / k
    return Fraction(math.ceil((total + abs(term)) * 2**60), 2**60)

def loss_bound(boxes):
    """At least f/beta for every g in [1, 2), 1 < beta <= 8 and tau2 <= 2 beta + g/2; exact, rational arithmetic.

    [1, 2) is cut into boxes. tau2 lies in binade a, tau1 = tau2 - g in b, T2 in c and T1 in d (those in units of
    Lambda/2, that is tau 2/g; binade -3 of T1 or tau1 stands for all below 1/4). Whatever state a box allows is bounded
    by the box's worse end: f falls with g but for the gaps of T, which grow with it.
    """
    worst = Fraction(0)
    for box in range(boxes):
        g0, g1 = 1 + Fraction(box, boxes), 1 + Fraction(box + 1, boxes)
        e, two = exp_minus(g0), Fraction(2)
        for a, b, c, d in product(range(5), range(-3, 5), range(1, 6), range(-3, 6)):
            if b > a or d > c: continue
            # tau2 - g/2, at most 2 beta
            least = max(two**a - g1 / 2, (two**c - 1) * g0 / 2, (two**b if b > -3 else 0) + g0 / 2,
                        (two**d if d > -3 else 0) * g0 / 2 + g0 / 2)
            most = min(two**(a + 1) - g0 / 2, (two**(c + 1) - 1) * g1 / 2, two**(b + 1) + g1 / 2,
                       (two**(d + 1) + 1) * g1 / 2)
            if least >= most or least > 16: continue
            h1, h2 = two**d * g1, two**c * g1
            common = h2 if c == d else (h1 + e * h2) / (1 - e)
            f = (2 * two**b + 2 + e * (2 * two**a + 2)) / (1 - e) + common
            worst = max(worst, f / max(1, least / 2))
    return worst

def open_in(m0, m1, ulp, window):
    """At most this share of the 2^52 (m1 - m0) fractions has -ln U within `window` units of a midpoint, either side."""
    best, count, harmonic = 1.0, (m1 - m0) * 2.0**52, np.arange(1, 2**18 + 1, dtype=float)
    for size in 2 ** np.arange(4, 19):
        h = harmonic[:size]
        root = np.sqrt(h * 2.0**-104 / (m1 * m1 * ulp))
        change = h * 2.0**-52 / ulp * (1 / m0 - 1 / m1)
        sums = (change + 2) * (4 / root + 3) / count
        weight = 1 / (size + 1) + np.minimum(2 * window, 1 / (math.pi * h))
        best = min(best, 2 * window + 1 / (size + 1) + 2 * float(np.sum(weight * sums)))
    return best

def open_share():
    total = 0.0
    for n in range(1, 31):
        high, low = n * math.log(2), (n - 1) * math.log(2)  # -ln U for m = 1 and m = 2
        x = high
        while x > max(low, 2.0**-20):
            bottom = 2.0 ** math.floor(math.log2(x) if math.log2(x) != math.floor(math.log2(x)) else math.log2(x) - 1)
            end = max(bottom, low)
            ulp = bottom * 2.0**-52
            m0, m1 = math.exp(high - x), math.exp(high - end)
            window = 2.0**-75 * x / ulp + 2.0**-59 * 2.0**-15 / 3 / ulp
            total += 2.0**-n * (m1 - m0) * open_in(m0, m1, ulp, window)
            x = end
        if n == 1: total += 2.0**-20  # U within 2^-20 of 1
    return total + 2.0**-30

print("loss / (u B / lambda): at most %.4f" % (math.ceil(loss_bound(64) * 10**4) / 10**4))
print("P(open): at most 2^%.2f" % math.log2(open_share()))
