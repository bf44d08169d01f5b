"""Evaluates two suprema of CSources/CPrivacySamplers/snapping.md: the privacy loss in units of u B/lambda, and P(open).

Needs numpy. Run: python3 snapping_bound.py
"""
import math
import numpy as np

def unit(t):
    """The distance of numbers of p bits around t, in units of u = 2^-p."""
    return 2 * 2.0 ** math.floor(math.log2(t))

def loss(g, t2):
    """f(g, t2)/beta with the least beta: t2 is the distance of the lower boundary, in units of lambda."""
    m, e, t1 = 2 / g, math.exp(-g), max(t2 - g, 1e-9)  # lambda = m 2^k
    h1, h2 = unit(t1 * m) / m, unit(t2 * m) / m
    common = h1 if h1 == h2 else (h1 + e * h2) / (1 - e)
    return ((unit(t1) + 2 + e * (unit(t2) + 2)) / (1 - e) + common) / ((t2 - g / 2) / 2)

def largest_loss():
    worst = (0,)
    for g in np.linspace(1 + 1e-9, 2 - 1e-9, 20001):
        places = {2 + g / 2}
        for k in range(-3, 12):
            places |= {2.0**k, 2.0**k + g, 2.0**k * g / 2, 2.0**k * g / 2 + g}
        worst = max([worst] + [(loss(g, t * (1 + 1e-12)), g, t) for t in places if t >= 2 + g / 2])
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

print("loss / (u B / lambda): at most %.4f at g = %.6f, t2 = %.6f" % largest_loss())
print("P(open): at most 2^%.2f" % math.log2(open_share()))
