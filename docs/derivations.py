"""Prints the tables of docs/derivations.md: errors of the mean and of the variance at equal epsilon.

Run from the root of the repository: python3 docs/derivations.py   (needs numpy; a few seconds)

Noise is continuous Laplace; the library's discrete noise differs by less than one grid step, which is far below
what is printed. Errors are measured against the exact statistic of the clamped data, so they are the noise's.
"""

import csv
import numpy as np

RUNS = 100_000
EPSILONS = (0.1, 0.5, 1.0)
random = np.random.default_rng(20172018)


def column(name):
    with open("Examples/nhanes-2017-2018.csv", newline="") as file:
        return np.array([float(row[name]) for row in csv.DictReader(file) if row[name]])


def laplace(scale):
    return random.laplace(0, scale, RUNS)


def clamp(x, lower, upper):
    return np.minimum(np.maximum(x, lower), upper)


def rmse(estimates, truth):
    return float(np.sqrt(np.mean((estimates - truth) ** 2)))


# The mean.


def mean_pair(x, lower, upper, epsilon):
    width = upper - lower
    above = np.sum(x - lower) + laplace(width / epsilon)
    below = np.sum(upper - x) + laplace(width / epsilon)
    entries = np.maximum(1, (above + below) / width)
    return clamp((lower + upper) / 2 + (above - below) / 2 / entries, lower, upper)


def mean_split(x, lower, upper, epsilon):
    """Half of epsilon for the count, half for the sum of x - middle."""
    middle = (lower + upper) / 2
    count = len(x) + laplace(1 / (epsilon / 2))
    total = np.sum(x - middle) + laplace((upper - lower) / 2 / (epsilon / 2))
    return clamp(middle + total / np.maximum(1, count), lower, upper)


# The variance.


def variance_triple(x, lower, upper, epsilon):
    place = (x - lower) / (upper - lower)
    t0, t1, t2 = (
        np.sum(term) + laplace(1 / epsilon)
        for term in ((1 - place) ** 2, 2 * place * (1 - place), place**2)
    )
    entries = np.maximum(1, t0 + t1 + t2)
    shares = t2 / entries - ((t1 / 2 + t2) / entries) ** 2
    return clamp(shares, 0, 0.25) * (upper - lower) ** 2


def variance_thirds(x, lower, upper, epsilon, origin, square_middle, square_reach):
    """A third of epsilon each for the count, the sum and the sum of squares.

    Values are counted from `origin`; squares lie within square_middle +- square_reach.
    """
    y = x - origin
    middle = (lower + upper) / 2 - origin
    count = len(x) + laplace(1 / (epsilon / 3))
    total = np.sum(y - middle) + laplace((upper - lower) / 2 / (epsilon / 3))
    squares = np.sum(y**2 - square_middle) + laplace(square_reach / (epsilon / 3))
    entries = np.maximum(1, count)
    few = count <= 1
    mean = np.where(few, middle, total / entries + middle)
    mean_square = np.where(few, square_middle, squares / entries + square_middle)
    return clamp(mean_square - mean**2, 0, (upper - lower) ** 2 / 4)


def variance_uncentred(x, lower, upper, epsilon):
    if lower < 0 < upper:
        middle = reach = max(lower**2, upper**2) / 2
    else:
        middle, reach = (lower**2 + upper**2) / 2, abs(upper**2 - lower**2) / 2
    return variance_thirds(x, lower, upper, epsilon, 0, middle, reach)


def variance_centred(x, lower, upper, epsilon):
    reach = (upper - lower) ** 2 / 4
    return variance_thirds(x, lower, upper, epsilon, (lower + upper) / 2, 0, reach)


def variance_centred_twice(x, lower, upper, epsilon):
    reach = (upper - lower) ** 2 / 8
    return variance_thirds(x, lower, upper, epsilon, (lower + upper) / 2, reach, reach)


def header(names):
    print("| data | bounds | ε | " + " | ".join(names) + " |")
    print("|---|---|---" + "|---:" * len(names) + "|")


def table(sets, rules, statistic):
    for name, values, lower, upper in sets:
        x = clamp(values, lower, upper)
        for epsilon in EPSILONS:
            errors = [rmse(rule(x, lower, upper, epsilon), statistic(x)) for rule in rules]
            ratios = [errors[0] / other for other in errors[1:]]
            cells = [f"{error:.3g}" for error in errors] + [f"{ratio:.3f}" for ratio in ratios]
            print(f"| {name} | {lower}..{upper} | {epsilon:g} | " + " | ".join(cells) + " |")


# The variance by formula over all means and variances that the bounds allow; R = 1, without 1/(n epsilon)^2.


def compare_formulas():
    mean = np.linspace(0, 1, 2001)[:, None]
    variance = np.linspace(0, 1, 2001)[None, :] * mean * (1 - mean)
    m = mean - 0.5
    triple = 2 * (
        (mean**2 - variance) ** 2
        + (mean * (1 - mean) + variance) ** 2
        + ((1 - mean) ** 2 - variance) ** 2
    )
    centred = 18 * (1 / 16 + m**2 + (m**2 - variance) ** 2)
    twice = 18 * (1 / 64 + m**2 + (1 / 8 + m**2 - variance) ** 2)
    for name, other in (("centred", centred), ("centred twice", twice)):
        ratio = np.sqrt(triple / other)
        i, j = np.unravel_index(ratio.argmax(), ratio.shape)
        print(
            f"triple / thirds {name}: {ratio.min():.3f} to {ratio.max():.3f},"
            f" greatest at mean {mean[i, 0]:.3f}, variance {variance[i, j]:.4f};"
            f" above 1 for means {mean[(ratio > 1).any(axis=1), 0].min() if (ratio > 1).any() else None}"
            f" .. {mean[(ratio > 1).any(axis=1), 0].max() if (ratio > 1).any() else None}"
        )
    row = variance[1000][(triple / twice)[1000] > 1]
    print(f"at mean 1/2 above 1 (centred twice) for variances {row.min():.3f} .. {row.max():.3f}")
    print(f"worst cases: {triple.max():.2f} {centred.max():.2f} {twice.max():.2f}")


# The convexity of Fieller's radius q(t), by second differences.


def tail(t, q):
    a, b = max(t, 1 - t), min(t, 1 - t)
    if b == 0:
        return np.exp(-q / a)
    if a == b:
        return np.exp(-q / a) * (1 + q / a / 2)
    return (a * a * np.exp(-q / a) - b * b * np.exp(-q / b)) / (a * a - b * b)


def radius(t, level):
    low, high = 0.0, 64.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if tail(t, middle) > 1 - level else (low, middle)
    return high


def check_convexity():
    steps = 64
    for level in (0.5, 0.8, 0.9, 0.95, 0.99, 0.999):
        q = np.array([radius(i / steps, level) for i in range(steps + 1)])
        second = (q[:-2] - 2 * q[1:-1] + q[2:]) * steps**2
        print(f"level {level:g}: second differences of q from {second.min():.3f} to {second.max():.3f}")


sets = [
    ("BMI, 8,005 people", column("bmi"), 10, 60),
    ("pulse, 6,742 people", column("pulse_bpm"), 30, 200),
    ("1,000 uniform values", random.uniform(100, 110, 1000), 100, 110),
]
header(["pair (ours)", "50:50 split", "ours / split"])
table(sets, (mean_pair, mean_split), np.mean)
print()
header(
    ["triple (ours)", "thirds, uncentred", "thirds, centred", "thirds, centred twice"]
    + ["ours / uncentred", "ours / centred", "ours / centred twice"]
)
table(
    sets,
    (variance_triple, variance_uncentred, variance_centred, variance_centred_twice),
    np.var,
)
print()
compare_formulas()
print()
check_convexity()
