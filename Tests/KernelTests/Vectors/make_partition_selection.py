"""Makes partition_selection.txt: keep probabilities and thresholds of partition selection, to compare the certified ones with.

Needs mpmath. Doubles in hexadecimal, decimals as "significand exponent". Lines, by their first word:
  keep e e' d d' parts crossover k digits p   digits: floor(2^192 keep(k)) in hexadecimal; p: the double nearest to keep(k)
  laplace scale d d' parts t                  t: the least integer with P(Z > t) <= 1 - (1 - d)^(1/parts)
  tail scale t p                              p: the double nearest to P(Z > t)
  normal d d' parts x                         x: the least double with P(N > x) <= 1 - (1 - d)^(1/parts)
keep(k) follows the recursion of Desfontaines et al. 2022, step by step, where 3000 steps reach k; elsewhere the closed form of
Google's library.
Run: python3 make_partition_selection.py > partition_selection.txt
"""
import math
import random

from mpmath import erfc, exp, expm1, floor, frexp, ldexp, log, log1p, mp, mpf, sqrt, tanh

mp.prec = 4000
random.seed(2022)


def decimal(significand, exponent): return mpf(significand) * mpf(10) ** exponent


def nearest(x):
    """The double nearest to x > 0 (a tie is not expected)."""
    if x == 0: return 0.0
    mantissa, exponent = frexp(x)
    shift = min(53 - exponent, 1074)
    return math.ldexp(int(floor(ldexp(x, shift) + mpf(1) / 2)), -shift)


def share(delta, parts): return delta if parts == 1 else -expm1(log1p(-delta) / parts)


def first_branch(e, d): return 1 + int(floor(log1p(tanh(e / 2) * (1 / d - 1)) / e))


def recursion(e, d, most):
    """keep(0), keep(1), ..., until 1 or keep(most)."""
    values, power = [mpf(0)], exp(e)
    while len(values) <= most and values[-1] < 1:
        p = values[-1]
        values.append(min(power * p + d, 1 - (1 - p - d) / power, mpf(1)))
    return values


def closed_form(e, d, k):
    n1 = first_branch(e, d)
    if k <= n1: return d * expm1(k * e) / expm1(e)
    top = d * expm1(n1 * e) / expm1(e)
    n2 = n1 + int(floor(log1p(expm1(e) / d * (1 - top)) / e))
    return mpf(1) if k > n2 else top - (1 - top + d / expm1(e)) * expm1(-(k - n1) * e)


def keep_lines(epsilon, delta, parts, sample):
    e, d = decimal(*epsilon) / parts, share(decimal(*delta), parts)
    n1 = first_branch(e, d)
    if 2 * n1 + 3 < 3000:
        values = recursion(e, d, 2 * n1 + 3)
        ks = list(range(len(values)))
        if len(ks) > sample:
            ks = sorted({1, 2, n1 - 1, n1, n1 + 1, n1 + 2, ks[-2], ks[-1]} | set(random.sample(ks, sample - 8)))
        values = [(k, values[k]) for k in ks if k >= 1]
    else:
        ks = {1, 2, n1 - 1, n1, n1 + 1, n1 + 2, 2 * n1 - 1, 2 * n1 + 2} | {random.randrange(1, 2 * n1) for _ in range(sample - 8)}
        ks |= {max(1, n1 - int(x / e)) for x in (1, 5)} | {n1 + int(x / e) for x in (1, 5)}
        values = [(k, closed_form(e, d, k)) for k in sorted(ks)]
    for k, p in values:
        digits = min(int(floor(ldexp(p, 192))), 2**192 - 1)
        print("keep", *epsilon, *delta, parts, n1, k, format(digits, "x"), nearest(p).hex())


def laplace_tail(scale, t):
    q = exp(-1 / mpf(scale))
    return q ** (t + 1) / (1 + q) if t >= -1 else 1 - q ** (-t) / (1 + q)


def laplace_threshold(scale, d):
    q = exp(-1 / mpf(scale))
    if d * (1 + q) <= 1:
        t = int(floor(mpf(scale) * log(1 / (d * (1 + q)))))
    else:
        t = -int(floor(mpf(scale) * log(1 / ((1 - d) * (1 + q)))))
    assert laplace_tail(scale, t) <= d < laplace_tail(scale, t - 1)
    return t


def normal_tail(x): return erfc(x / sqrt(mpf(2))) / 2


def least_double(d):
    low, high = 2.0**-80, 64.0
    if normal_tail(mpf(low)) <= d: return low
    while math.nextafter(low, 64.0) < high:
        middle = (low + high) / 2
        if normal_tail(mpf(middle)) <= d: high = middle
        else: low = middle
    return high


EPSILONS = [(1, -9), (1, -3), (1, -1), (5, -1), (1, 0), (3, 0), (12, 0), (1, 3)]
DELTAS = [(5, -324), (1, -100), (1, -12), (1, -5), (2, -2), (3, -1), (5, -1), (75, -2), (9999999999999999, -16)]
PARTS = [1, 2, 7, 100, 10**6, 2**63 - 1]

print("# made by make_partition_selection.py with mpmath; see there")
keep_lines((5, -1), (2, -2), 1, 100)
for epsilon in EPSILONS:
    for delta in DELTAS:
        for parts in random.sample(PARTS[:-1], 2):
            keep_lines(epsilon, delta, parts, 14)
mp.prec = 1400
for scale in [2.0**-6, 0.25, 1.0, 3.7, 1e3, 2.0**40, 1.7 * 2.0**40, 2.0**52]:
    for delta in DELTAS:
        for parts in random.sample(PARTS, 3):
            d = share(decimal(*delta), parts)
            t = laplace_threshold(scale, d)
            print("laplace", scale.hex(), *delta, parts, t)
            print("tail", scale.hex(), t, nearest(laplace_tail(scale, t)).hex())
    for t in [-3, -2, -1, 0, 1, 2] + [int(scale * x) for x in (-40, -1.5, 0.7, 2, 30, 500, 720)]:
        print("tail", scale.hex(), t, nearest(laplace_tail(scale, t)).hex())
mp.prec = 320
for delta in [(25, -325), (1, -200), (3, -30), (1, -12), (5, -6), (1, -2), (25, -2), (49, -2), (5, -1)]:
    for parts in PARTS:
        mp.prec = 1400
        d = share(decimal(*delta), parts)
        mp.prec = 320
        print("normal", *delta, parts, least_double(+d).hex())
