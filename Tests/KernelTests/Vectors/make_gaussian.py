"""Makes gaussian.txt: calibrations and privacy costs of Gaussian noise, to compare the certified ones with.

Needs mpmath. Doubles in hexadecimal, decimals as "significand exponent". Lines, by their first word:
  sigma e e' d d' s       s: the least double at which delta(epsilon, s) <= delta
  delta e e' s low log    low: the largest double <= delta(epsilon, s); log: the double nearest to its logarithm
  tail x low              low: the largest double <= P(N > x)
  discrete e e' d d' D s  s: the double nearest to the sigma with delta_Z(epsilon, s, D) = delta
  sum e e' D s delta      delta: the double nearest to delta_Z(epsilon, s, D)
  zcdp e e' d d' m        m: the double nearest to 1/sqrt(2 rho), rho the most that gives (epsilon, delta)
Run: python3 make_gaussian.py > gaussian.txt
"""
import math
import random

from mpmath import erfc, exp, floor, frexp, ldexp, log, mp, mpf, sqrt

mp.prec = 320
random.seed(2018)


def down(x):
    """The largest double <= x > 0."""
    if x <= 0: return 0.0
    mantissa, exponent = frexp(x)
    shift = min(53 - exponent, 1074)
    return math.ldexp(int(floor(ldexp(x, shift))), -shift)


def tail(x): return erfc(x / sqrt(mpf(2))) / 2


def delta_of(epsilon, sigma):
    return tail(epsilon * sigma - 1 / (2 * sigma)) - exp(epsilon) * tail(epsilon * sigma + 1 / (2 * sigma))


def solve(epsilon, delta):
    """Newton's method for ln delta in ln(1/sigma), from the left."""
    x = sqrt(max(mpf(0), -2 * log(2 * delta)))
    mu = 2 * epsilon / (x + sqrt(x * x + 2 * epsilon))
    for _ in range(400):
        x1, found = epsilon / mu - mu / 2, delta_of(epsilon, 1 / mu)
        step = log(delta / found) * found * sqrt(2 * mp.pi) * exp(x1 * x1 / 2) / mu
        mu *= exp(step)
        if abs(step) < mpf(2) ** -120: break
    return 1 / mu


def least_double(epsilon, delta):
    s = down(solve(epsilon, delta))
    while delta_of(epsilon, mpf(s)) > delta: s = math.nextafter(s, math.inf)
    assert delta_of(epsilon, mpf(math.nextafter(s, 0))) > delta >= delta_of(epsilon, mpf(s))
    return s


def discrete_delta(epsilon, sigma, d):
    t = epsilon * sigma**2 / d - mpf(d) / 2
    m, r = int(floor(t)) + 1, exp(-1 / sigma**2)

    def total(start):
        term, ratio, result = exp(-mpf(start) ** 2 / (2 * sigma**2)), exp(-mpf(2 * start + 1) / (2 * sigma**2)), mpf(0)
        first = term
        while term > first * mpf(2) ** -260 or term > mpf(2) ** -300 and start < 0:
            result += term
            term *= ratio
            ratio *= r
        return result

    return (total(m) - exp(epsilon) * total(m + d)) / (2 * total(0) - 1)


def discrete_solution(epsilon, delta, d, start):
    mp.prec = 320
    a, b = start, start * mpf(1.001)
    fa, fb = log(discrete_delta(epsilon, a, d) / delta), log(discrete_delta(epsilon, b, d) / delta)
    for _ in range(30):
        a, fa, b = b, fb, b - fb * (b - a) / (fb - fa)
        if abs(a / b - 1) < mpf(2) ** -60: break
        fb = log(discrete_delta(epsilon, b, d) / delta)
    mp.prec = 320
    return b


def zcdp(epsilon, delta):
    def rho(v):
        u = exp(v)
        return (epsilon + (log(delta) + (1 + u) * log(1 + u) - u * log(u)) / u) / (1 + u)
    mp.prec = 300
    low, high = mpf(-45), mpf(60)
    golden = (sqrt(mpf(5)) - 1) / 2
    for _ in range(200):
        a, b = high - golden * (high - low), low + golden * (high - low)
        if rho(a) < rho(b): low = a
        else: high = b
    result = 1 / sqrt(2 * rho(low))
    mp.prec = 320
    return result


def decimal(significand, exponent): return mpf(significand) * mpf(10) ** exponent


EPSILONS = [(1, -9), (1, -6), (25, -5), (1, -3), (1, -1), (693, -3), (1, 0), (3, 0), (1, 1), (47, 0), (1, 3), (1, 4)]
DELTAS = [(1, -300), (1, -100), (3, -30), (1, -12), (1, -9), (1, -6), (1, -5), (2, -3), (1, -1), (5, -1)]

print("# made by make_gaussian.py with mpmath; see there")
for e in EPSILONS:
    for d in DELTAS:
        print("sigma", *e, *d, least_double(decimal(*e), decimal(*d)).hex())
for _ in range(40):
    e, d = (random.randrange(1, 1000), random.randrange(-9, 2)), (random.randrange(1, 500), random.randrange(-300, -2))
    print("sigma", *e, *d, least_double(decimal(*e), decimal(*d)).hex())
for e in EPSILONS[1:-1]:
    for s in [0.05, 0.3, 1.0, 1.7, 3.73, 40.0, 1234.5, 1e6]:
        x = decimal(*e) * mpf(s) - 1 / (2 * mpf(s))
        if abs(x) > 60: continue
        value = delta_of(decimal(*e), mpf(s))
        print("delta", *e, s.hex(), down(value).hex(), float(log(value)).hex())
for x in [0.0, 1e-300, 1e-9, 0.5, 1.0, 2.5, 3.999, 4.0, 4.001, 7.25, 20.0, 38.0, -1e-9, -0.5, -1.0, -3.7, -8.0]:
    print("tail", x.hex(), down(tail(mpf(x))).hex())
for e, d, step in [((1, 0), (1, -5), 1), ((1, 0), (1, -5), 3), ((1, -1), (1, -6), 1), ((3, 0), (1, -9), 2),
                   ((1, 0), (1, -5), 40), ((5, -2), (1, -5), 1), ((1, 0), (1, -12), 17), ((1, -2), (1, -6), 1),
                   ((1, 0), (1, -5), 200), ((1, -3), (1, -5), 1)]:
    start = mpf(least_double(decimal(*e), decimal(*d))) * step
    print("discrete", *e, *d, step, float(discrete_solution(decimal(*e), decimal(*d), step, start)).hex())
for e, step, s in [((1, 0), 1, 0.2), ((1, 0), 1, 0.6), ((1, 0), 1, 1.0), ((1, 0), 1, 3.7), ((1, 0), 5, 3.7),
                   ((1, -2), 1, 20.0), ((1, -1), 7, 100.0), ((1, -2), 1, 127.5), ((1, -2), 1, 129.0), ((1, -1), 7, 300.0),
                   ((1, 0), 90, 300.0), ((1, -3), 400, 500.0), ((2, 0), 1000, 1500.0)]:
    print("sum", *e, step, s.hex(), float(discrete_delta(decimal(*e), mpf(s), step)).hex())
for e in [(1, -9), (1, -3), (1, -1), (1, 0), (1, 1), (1, 3)]:
    for d in [(1, -300), (1, -12), (1, -5), (1, -1)]:
        print("zcdp", *e, *d, float(zcdp(decimal(*e), decimal(*d))).hex())
