"""Our loss distributions beside dp-accounting's, row by row in one run, interleaved; prints a table in Markdown.

Usage: side_by_side.py LOSS, LOSS being the built loss.c. dp-accounting's grid is its own default, 1e-4.
"""
import math
import subprocess
import sys
import time
from fractions import Fraction

from dp_accounting.pld import common
from dp_accounting.pld import privacy_loss_distribution as pld

GRID = dict(value_discretization_interval=1e-4)
GAUSSIAN, LAPLACE, DISCRETE_LAPLACE, DISCRETE_GAUSSIAN, RESPONSE, APPROXIMATE = 1, 2, 3, 4, 6, 7


def response(p, k):
    return Fraction(math.nextafter(math.log(k / p - k + 1), math.inf))


def law(kind, first, count, second="-", integer=0, rate="-"):
    return [str(kind), str(Fraction(str(first)) if not isinstance(first, Fraction) else first),
            str(second), str(integer), str(rate), str(count)]


def sampled(q):
    return str(Fraction(str(q)))


g, l = pld.from_gaussian_mechanism, pld.from_laplace_mechanism
ROWS = [  # row, what, question, given, ours, theirs
    (11, "Gaussian σ = 10, once", "e", "1e-6", [law(GAUSSIAN, 10, 1)], lambda: g(10, **GRID)),
    (13, "Gaussian σ = 10 × 100", "e", "1e-6", [law(GAUSSIAN, 10, 100)], lambda: g(10, **GRID).self_compose(100)),
    (17, "Gaussian σ = 100 × 10,000", "e", "1e-12", [law(GAUSSIAN, 100, 10000)], lambda: g(100, **GRID).self_compose(10000)),
    (19, "Gaussian σ = 1, δ", "d", "1", [law(GAUSSIAN, 1, 1)], lambda: g(1, **GRID)),
    (20, "Gaussian σ = 5 × 10, δ", "d", "1", [law(GAUSSIAN, 5, 10)], lambda: g(5, **GRID).self_compose(10)),
    (22, "Laplace b = 1, once", "e", "1e-6", [law(LAPLACE, 1, 1)], lambda: l(1, **GRID)),
    (26, "Laplace b = 10 × 10", "e", "1e-6", [law(LAPLACE, 10, 10)], lambda: l(10, **GRID).self_compose(10)),
    (28, "Laplace b = 10 × 100", "e", "1e-6", [law(LAPLACE, 10, 100)], lambda: l(10, **GRID).self_compose(100)),
    (32, "Laplace b = 2, δ", "d", "0.25", [law(LAPLACE, 2, 1)], lambda: l(2, **GRID)),
    (34, "discrete Laplace a = 1, once", "e", "1e-6", [law(DISCRETE_LAPLACE, 1, 1, integer=1)],
     lambda: pld.from_discrete_laplace_mechanism(1., use_connect_dots=True, **GRID)),
    (35, "discrete Laplace a = 0.1 × 100", "e", "1e-6", [law(DISCRETE_LAPLACE, 10, 100, integer=1)],
     lambda: pld.from_discrete_laplace_mechanism(.1, **GRID).self_compose(100)),
    (38, "discrete Laplace a = 0.05, Δ = 3 × 50", "e", "1e-7", [law(DISCRETE_LAPLACE, 20, 50, integer=3)],
     lambda: pld.from_discrete_laplace_mechanism(.05, sensitivity=3, use_connect_dots=True, **GRID).self_compose(50)),
    (40, "discrete Gaussian σ = 5, once", "e", "1e-6", [law(DISCRETE_GAUSSIAN, 5, 1, integer=1)],
     lambda: pld.from_discrete_gaussian_mechanism(5., use_connect_dots=True, **GRID)),
    (41, "discrete Gaussian σ = 5 × 50", "e", "1e-6", [law(DISCRETE_GAUSSIAN, 5, 50, integer=1)],
     lambda: pld.from_discrete_gaussian_mechanism(5., use_connect_dots=True, **GRID).self_compose(50)),
    (44, "randomized response p = 0.5 × 10", "e", "1e-6", [law(RESPONSE, response(.5, 2), 10, integer=2)],
     lambda: pld.from_randomized_response(.5, 2, **GRID).self_compose(10)),
    (46, "randomized response p = 0.9 × 100", "e", "1e-6", [law(RESPONSE, response(.9, 2), 100, integer=2)],
     lambda: pld.from_randomized_response(.9, 2, **GRID).self_compose(100)),
    (52, "(0.1, 1e-9) × 100", "e", "1e-6", [law(APPROXIMATE, .1, 100, second="1/1000000000")],
     lambda: pld.from_privacy_parameters(common.DifferentialPrivacyParameters(.1, 1e-9), **GRID).self_compose(100)),
    (53, "(1, 0) × 10", "e", "1e-5", [law(APPROXIMATE, 1, 10, second="0")],
     lambda: pld.from_privacy_parameters(common.DifferentialPrivacyParameters(1., 0), **GRID).self_compose(10)),
    (55, "sampled Gaussian σ = 1, q = 0.01 × 1,000", "e", "1e-5", [law(GAUSSIAN, 1, 1000, rate=sampled(.01))],
     lambda: g(1., sampling_prob=.01, **GRID).self_compose(1000)),
    (58, "sampled Gaussian σ = 0.8, q = 0.004 × 15,000", "e", "1e-6", [law(GAUSSIAN, .8, 15000, rate=sampled(.004))],
     lambda: g(.8, sampling_prob=.004, **GRID).self_compose(15000)),
    (61, "sampled Gaussian σ = 2, q = 0.1 × 100", "e", "1e-6", [law(GAUSSIAN, 2, 100, rate=sampled(.1))],
     lambda: g(2., sampling_prob=.1, **GRID).self_compose(100)),
    (64, "sampled Gaussian σ = 1.1, q = 0.004267 × 14,063", "e", "1e-5",
     [law(GAUSSIAN, 1.1, 14063, rate=sampled(0.00426666666667))],
     lambda: g(1.1, sampling_prob=0.00426666666667, **GRID).self_compose(14063)),
    (67, "sampled Gaussian σ = 4, q = 0.001 × 10,000", "e", "1e-8", [law(GAUSSIAN, 4, 10000, rate=sampled(.001))],
     lambda: g(4., sampling_prob=.001, **GRID).self_compose(10000)),
    (70, "sampled Laplace b = 1, q = 0.1 × 100", "e", "1e-6", [law(LAPLACE, 1, 100, rate=sampled(.1))],
     lambda: l(1., sampling_prob=.1, **GRID).self_compose(100)),
    (79, "Gaussian σ = 5 × 10 and Laplace b = 5 × 10", "e", "1e-6", [law(GAUSSIAN, 5, 10), law(LAPLACE, 5, 10)],
     lambda: g(5., **GRID).self_compose(10).compose(l(5., **GRID).self_compose(10))),
]


def ours(program, question, given, arithmetic, repeats, laws):
    arguments = [program, question, str(Fraction(given)), arithmetic, str(repeats)] + sum(laws, [])
    lower, upper, least = subprocess.run(arguments, check=True, capture_output=True, text=True).stdout.split()
    return float(lower), float(upper), float(least)


def main(program):
    print("| row | plan | ours: from | to | ms | dp-accounting 0.6.0 | ms | times faster |")
    print("|--:|---|--:|--:|--:|--:|--:|--:|")
    slower, below_five = [], []
    for row, what, question, given, laws, make in ROWS:
        mine, theirs = math.inf, math.inf
        for _ in range(2):
            lower, upper, least = ours(program, question, given, "fast", 4, laws)
            mine = min(mine, least)
            for _ in range(2):
                start = time.process_time()
                value = make().get_epsilon_for_delta(float(given)) if question == "e" else make().get_delta_for_epsilon(
                    float(given))
                theirs = min(theirs, 1e3 * (time.process_time() - start))
        if mine >= theirs:
            slower.append(row)
        elif 5 * mine > theirs and "×" in what:
            below_five.append(row)
        print(f"| {row} | {what} | {lower:.10g} | {upper:.10g} | {mine:.2f} | {value:.10g} | {theirs:.2f} | {theirs / mine:.1f} |")
    print()
    print(f"Slower than dp-accounting: {slower or 'no row'}; composed and less than 5 times as fast: {below_five or 'no row'}.")
    print()
    print("| certified | from | to | s |")
    print("|---|--:|--:|--:|")
    for what, given, laws in [
        ("Gaussian σ = 10 × 100", "1e-6", [law(GAUSSIAN, 10, 100)]),
        ("Gaussian σ = 100 × 10,000", "1e-12", [law(GAUSSIAN, 100, 10000)]),
        ("Gaussian σ = 10 × 50 and Laplace b = 10 × 50", "1e-6", [law(GAUSSIAN, 10, 50), law(LAPLACE, 10, 50)]),
    ]:
        lower, upper, least = ours(program, "e", given, "certified", 2, laws)
        print(f"| {what}, δ = {given} | {lower:.10g} | {upper:.10g} | {least / 1e3:.2f} |")


main(sys.argv[1])
