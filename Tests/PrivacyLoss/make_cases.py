"""Writes cases.txt: random plans with their epsilon or delta in closed form or as an exact lattice sum (mpmath, 50 digits).

Line: question (e or d), what is given, kind, first, second, rate, integer, other, count, value. Numbers are decimals and mean
themselves; "-" is none. Deterministic; needs mpmath.
"""
import random
import mpmath as mp

mp.mp.dps = 50
random.seed(202606)


def decimal(low, high):
    return "%.3g" % float(mp.exp(random.uniform(float(mp.log(low)), float(mp.log(high)))))


def gaussian(mu):
    return lambda e: mp.ncdf(mu / 2 - e / mu) - mp.exp(e) * mp.ncdf(-mu / 2 - e / mu)


def lattice(atoms, unit, count):
    """delta(e) of `count` losses index * unit with probabilities atoms[index]."""
    total, base, n = {0: mp.mpf(1)}, dict(atoms), count

    def times(a, b):
        out = {}
        for i, x in a.items():
            for j, y in b.items():
                out[i + j] = out.get(i + j, 0) + x * y
        return out

    while n:
        if n & 1:
            total = times(total, base)
        base = times(base, base) if n > 1 else base
        n >>= 1
    return lambda e: mp.fsum((1 - mp.exp(e - i * unit)) * x for i, x in total.items() if i * unit > e)


def invert(delta, goal, high):
    low = mp.mpf(0)
    if delta(low) <= goal or delta(high) > goal:
        return None
    for _ in range(180):
        middle = (low + high) / 2
        if delta(middle) > goal:
            low = middle
        else:
            high = middle
    return high


def out(question, given, kind, first, second, rate, integer, other, count, value):
    if value is not None and value > mp.mpf("1e-9" if question == "e" else "1e-30"):
        print(question, given, kind, first, second, rate, integer, other, count, mp.nstr(value, 40, min_fixed=1, max_fixed=0))


def both(law, most, *line):
    if random.random() < 0.6:
        given = decimal(1e-16, 1e-2)
        out("e", given, *line, invert(law, mp.mpf(given), most))
    else:
        given = decimal(float(most) / 1e3, float(most) * 0.9)
        out("d", given, *line, law(mp.mpf(given)))


for _ in range(70):
    sigma, count = decimal(0.2, 500), random.choice([1, 1, 2, 7, 30, 100, 1000])
    mu = mp.sqrt(count) / mp.mpf(sigma)
    both(gaussian(mu), mu * mu / 2 + 9 * mu, 1, sigma, "-", "-", 0, 0, count)
for _ in range(20):
    scale = decimal(0.1, 100)
    most = 1 / mp.mpf(scale)
    both(lambda e: 1 - mp.exp((e - most) / 2), most, 2, scale, "-", "-", 0, 0, 1)
for _ in range(35):
    scale, count, d = decimal(0.3, 100), random.choice([1, 2, 5, 20, 60]), random.choice([1, 1, 2, 3, 5])
    a = 1 / mp.mpf(scale)
    b = mp.exp(-a)
    atoms = {d: 1 / (1 + b), -d: b**d / (1 + b)}
    for x in range(1, d):
        atoms[d - 2 * x] = (1 - b) / (1 + b) * b**x
    both(lattice(atoms, a, count), count * d * a, 3, scale, "-", "-", d, 0, count)
for _ in range(20):
    sigma, d = decimal(0.4, 30), random.choice([1, 2, 4])
    v = mp.mpf(sigma) ** 2
    span = int(16 * float(sigma)) + 10
    weight = {x: mp.exp(-x * x / (2 * v)) for x in range(-span, span + 1)}
    all_of_it = mp.fsum(weight.values())
    atoms = {d - 2 * x: w / all_of_it for x, w in weight.items()}
    both(lattice(atoms, d / (2 * v), 1), d * d / (2 * v) + 8 * d / mp.sqrt(v), 4, sigma, "-", "-", d, 0, 1)
for _ in range(15):
    epsilon, d, count = decimal(0.05, 3), random.randint(1, 9), random.choice([1, 4, 25])
    r, e = random.randint(1, d), mp.mpf(epsilon)
    level = lambda x: mp.exp(-e * (abs(x) // d + (abs(x) % d >= r)))
    xs = range(-int(130 / e) * d - d, int(130 / e) * d + 2 * d)
    half = mp.fsum(level(x) for x in range(0, d)) / (1 - mp.exp(-e))
    norm = 2 * half - 1
    lose = (half + sum(1 for x in range(1, d) if x % d < r and (d - x) % d >= r)) / norm
    atoms = {1: lose, -1: lose * mp.exp(-e), 0: 1 - lose - lose * mp.exp(-e)}
    both(lattice(atoms, e, count), count * e, 5, epsilon, "-", "-", d, r, count)
for _ in range(20):
    epsilon, k, count = decimal(0.05, 5), random.choice([2, 3, 10, 1000]), random.choice([1, 3, 20, 80])
    e = mp.mpf(epsilon)
    b = mp.exp(-e)
    norm = 1 + (k - 1) * b
    both(lattice({1: 1 / norm, -1: b / norm, 0: (k - 2) * b / norm}, e, count), count * e, 6, epsilon, "-", "-", k, 0, count)
for _ in range(20):
    epsilon, delta, count = decimal(0.01, 2), decimal(1e-9, 1e-4), random.choice([1, 5, 50, 200])
    e, p = mp.mpf(epsilon), mp.mpf(delta)
    law = lattice({1: 1 / (1 + mp.exp(-e)), -1: 1 / (1 + mp.exp(e))}, e, count)
    keep = (1 - p) ** count
    both(lambda x: 1 - keep + keep * law(x), count * e, 7, epsilon, delta, "-", 0, 0, count)
for _ in range(30):
    sigma, q = decimal(0.5, 20), decimal(0.001, 0.9)
    s, p, rate = mp.mpf(sigma), 1 / mp.mpf(sigma), mp.mpf(q)
    base = gaussian(p)

    def sampled(e):  # removing; adding is smaller for Gaussian noise with e >= 0? Both, to be sure.
        first = rate * base_of(mp.log(1 + mp.expm1(e) / rate))
        inner = 1 - (1 - rate) * mp.exp(e)
        second = mp.mpf(0)
        if inner > 0:
            x = mp.log(rate * mp.exp(e) / inner)
            second = inner * base_of(x)
        return max(first, second)

    def base_of(x):
        return mp.ncdf(p / 2 - x / p) - mp.exp(x) * mp.ncdf(-p / 2 - x / p)

    most = mp.log(1 + rate * mp.expm1(p * p / 2 + 7 * p))
    both(sampled, most, 1, sigma, "-", q, 0, 0, 1)
