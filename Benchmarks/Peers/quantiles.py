"""Root-mean-square errors of quantiles at equal epsilon, ours and the peers', and the speed of a tree's insertion."""

import argparse
import math
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from contender import Contender, interleave
from coprocess import CoProcess
from nhanes import Values, column, heart_rates
from results import machine, table, write_section

SECONDS = 2.5  # the most that the releases of one cell take
EPSILONS = (0.1, 0.5, 1.0)
SHARES = (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0)
TREE_SHARES = SHARES[1:-1]

EXPLANATION = """\
Root-mean-square error over {runs:,} releases (of slow peers fewer, 60 at least), against the ⌈q·n⌉-th of the sorted, clamped values (the first for q = 0);
0 where every answer was that number. All protect one row more or less, except diffprivlib, which takes the number of
rows as public and protects the value of one. In the first table each answer costs ε by itself.

* ours: `Percentile` (`Min`, `Max` at the ends); then with the data's resolution declared (0.1 for BMI, else 1).
* PyDP: `Percentile` (`Min`, `Max`), Google's old binary search.
* OpenDP: `make_private_quantile`, whose candidates are all multiples of the same resolution between the bounds. To be
  compared with ours where the resolution is declared.
* diffprivlib: `tools.quantile`.

At the ends OpenDP and diffprivlib answer with any place between the bound and the outermost entry, which is near where the
bound is, and at the mercy of the bound elsewhere; ours go ⌈6/ε⌉ entries inside, whatever the bound.

In the second table one ε answers any number of quantiles: ours, `Quantiles`, and PyDP's `QuantileTree`, both of height 4
and branching factor 16.
"""


class Data(NamedTuple):
    name: str
    values: Values
    lower: float
    upper: float
    resolution: float

    def truth(self, share: float) -> float:
        ordered = np.sort(self.values.clip(self.lower, self.upper))
        return float(ordered[max(0, math.ceil(share * ordered.size - 1e-9) - 1)])


def data() -> list[Data]:
    shares = (np.arange(5_000) + 0.5) / 5_000
    skewed = np.rint(np.exp(8 + 0.66 * np.log(shares / (1 - shares))))
    return [
        Data("bmi", column("bmi"), 10.0, 60.0, 0.1),
        Data("pulse", column("pulse_bpm"), 30.0, 200.0, 1.0),
        Data("systolic", column("systolic_mmhg"), 60.0, 240.0, 1.0),
        Data("skewed", skewed, 0.0, 100_000.0, 1.0),
    ]


Release = Callable[[], float]


def pydp_percentile(data: Data, share: float, epsilon: float) -> Release:
    from pydp.algorithms.laplacian import Max, Min, Percentile

    bounds: dict[str, Any] = {
        "epsilon": epsilon, "lower_bound": data.lower, "upper_bound": data.upper, "dtype": "float"
    }
    entries = data.values.tolist()
    if share in (0.0, 1.0):
        algorithm = (Min if share == 0 else Max)(delta=0, **bounds)
    else:
        algorithm = Percentile(percentile=share, **bounds)
    return lambda: algorithm.quick_result(entries)


def pydp_tree(data: Data, share: float, epsilon: float) -> Release:
    from pydp.algorithms.quantile_tree import QuantileTree

    tree = QuantileTree(data.lower, data.upper, 4, 16)
    for entry in data.values.tolist():
        tree.add_entry(entry)
    return lambda: tree.compute_quantiles(epsilon, 0, 1, 1, [share])[0]


def opendp_quantile(data: Data, share: float, epsilon: float) -> Release:
    import opendp.prelude as dp

    dp.enable_features("contrib", "honest-but-curious")
    steps = round((data.upper - data.lower) / data.resolution)
    candidates = np.round(data.lower + np.arange(steps + 1) * data.resolution, 6).tolist()
    space = dp.vector_domain(dp.atom_domain(T=float, nan=False)), dp.symmetric_distance()

    def measurement(scale: float) -> Any:
        return space >> dp.m.then_private_quantile(dp.max_divergence(), candidates, share, scale)

    release = measurement(dp.binary_search_param(measurement, 1, epsilon))
    return lambda: release(data.values)


def diffprivlib_quantile(data: Data, share: float, epsilon: float) -> Release:
    from diffprivlib import tools

    bounds = (data.lower, data.upper)
    return lambda: tools.quantile(data.values, share, epsilon=epsilon, bounds=bounds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peerwork", help="the executable PeerWork")
    parser.add_argument("results", type=Path, help="the RESULTS.md to write the tables into")
    parser.add_argument("--runs", type=int, default=500)
    arguments = parser.parse_args()
    warnings.filterwarnings("ignore")
    with CoProcess(arguments.peerwork) as ours:
        single = list(compare_single(ours, arguments.runs))
        trees = list(compare_trees(ours, arguments.runs))
        speed = compare_insertion(ours)
    body = f"## Quantiles at equal ε\n\n{machine()}\n\n{EXPLANATION.format(runs=arguments.runs)}\n"
    header = ("data", "ε", "q", "truth")
    body += table(
        (*header, "ours", "ours, resolution", "PyDP", "OpenDP", "diffprivlib"), single
    )
    body += "\n\n" + table((*header, "ours, tree", "PyDP, tree"), trees) + f"\n\n{speed}\n"
    write_section(arguments.results, "quantiles", body)
    print(f"\n{body}")


def compare_single(ours: CoProcess, runs: int) -> Iterator[list[str]]:
    peers = (pydp_percentile, opendp_quantile, diffprivlib_quantile)
    for set_ in data():
        for epsilon in EPSILONS:
            for share in SHARES:
                errors = [
                    ours.error(f"quantile-{set_.name}-{way}-{share}", runs, epsilon)
                    for way in ("percentile", "resolved")
                ]
                errors += [error(peer(set_, share, epsilon), set_.truth(share), runs) for peer in peers]
                yield row(set_, epsilon, share, errors)


def compare_trees(ours: CoProcess, runs: int) -> Iterator[list[str]]:
    for set_ in data():
        for epsilon in EPSILONS:
            for share in TREE_SHARES:
                errors = [
                    ours.error(f"quantile-{set_.name}-tree-{share}", runs, epsilon),
                    error(pydp_tree(set_, share, epsilon), set_.truth(share), runs),
                ]
                yield row(set_, epsilon, share, errors)


def row(set_: Data, epsilon: float, share: float, errors: list[float]) -> list[str]:
    cells = [f"{value:.3g}" for value in errors]
    print(set_.name, epsilon, share, *cells, flush=True)
    return [set_.name, f"{epsilon}", f"{share:g}", f"{set_.truth(share):g}", *cells]


def error(release: Release, truth: float, runs: int) -> float:
    """Over `runs` releases, or over as many (60 at least) as `SECONDS` allow."""
    errors: list[float] = []
    end = time.monotonic() + SECONDS
    try:
        while len(errors) < runs and (len(errors) < 60 or time.monotonic() < end):
            errors.append(release() - truth)
    except Exception as failure:
        print(f"  {failure}", flush=True)
        return math.nan
    return float(np.sqrt(np.mean(np.square(errors))))


def compare_insertion(ours: CoProcess) -> str:
    from pydp.algorithms.quantile_tree import QuantileTree

    count = 10_000_000
    few = heart_rates(100_000).tolist()

    def insert() -> None:
        tree = QuantileTree(30.0, 200.0, 4, 16)
        for entry in few:
            tree.add_entry(entry)

    medians = interleave(
        [
            Contender("ours", count, lambda: ours.nanoseconds("quantiles-f64", count)),
            Contender("one by one", count, lambda: ours.nanoseconds("quantile-entry-f64", count)),
            Contender.timing("PyDP", len(few), insert),
        ],
        warm=False,
    )
    block, single, peer = (float(medians[name]) for name in ("ours", "one by one", "PyDP"))
    return (
        f"Insertion into a quantile tree, one thread: {block:.2f} ns a value for an array of {count:,}, "
        f"{single:.2f} ns one by one; PyDP's `add_entry` {peer:.0f} ns: {peer / block:.0f} and "
        f"{peer / single:.0f} times as long."
    )


if __name__ == "__main__":
    main()
