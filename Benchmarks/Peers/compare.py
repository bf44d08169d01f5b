"""The same work side by side, ours and the peers', in one run: a table of ratios."""

import argparse
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import ModuleType

import peers
from contender import REPEATS, Contender, interleave
from coprocess import CoProcess
from nhanes import Values, heart_rates
from results import machine, table, write_section

NOISE = {
    "laplace-batch": "discrete Laplace, scale 2^40, batch",
    "laplace10-batch": "discrete Laplace, scale 10, batch",
    "gaussian-batch": "Gaussian, rounded exactly, batch",
    "discrete-gaussian10-batch": "discrete Gaussian, σ ≈ 10, batch",
    "discrete-gaussian-batch": "discrete Gaussian, σ ≈ 2^40, batch",
    "snapping-batch": "snapping mechanism, batch",
    "laplace-single": "Laplace noise, one call a value",
    "laplace-single@constant-time": "Laplace noise, one call a value, `constantTime`",
}
NOISE |= {
    f"{work}@{variant}": f"{NOISE[work]}, {words}"
    for work in ("laplace-batch", "laplace10-batch")
    for variant, words in {
        "cached": "arrays of 2,000",
        "avx2": "AVX2 at most",
        "portable": "no AVX",
    }.items()
}
AGGREGATES = {
    "count-f64": "count",
    "sum-f64": "bounded sum",
    "sum-f64@portable": "bounded sum, no AVX",
    "mean-f64": "bounded mean",
    "variance-f64": "bounded variance",
    "automatic-mean-f64": "mean, bounds learnt",
}
FLOOR, RANDOM, OURS = "float sum", "random bytes", "ours"
COLUMNS = (FLOOR, RANDOM, "numpy", "PyDP", "PyDP, array", "OpenDP", "diffprivlib")

EXPLANATION = f"""\
Medians of {REPEATS} interleaved repeats, one thread, wall time. In brackets: how many times faster
ours is. Noise in nanoseconds a sample, aggregates in millions of entries a second (heart rates
bootstrapped from NHANES, bounds 30..200, ε = 1).

* float sum: a plain SSE2 sum of the same array, the floor that memory sets.
* random bytes: OpenSSL's `RAND_priv_bytes` for as many bytes as the noise takes.
* "AVX2 at most", "no AVX": our back ends for older machines, on this one.
* count: ours asks the array how long it is; the others visit every entry.
* numpy: clip and aggregate, and its `laplace` and `standard_normal`. No privacy, no secure noise.
* PyDP: noise by one call a sample (scale 10: its geometric law, one-sided; Gaussian: its one law,
  an approximation); aggregates from a list, and from a numpy array.
* OpenDP: noise by the vector; sum, mean and variance with a public number of rows.
* bounds learnt: PyDP's over 20,000 entries, as it takes microseconds for each.
* diffprivlib: noise by one call a sample, in floating point; sum, mean and variance with a public
  number of rows.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peerwork", help="the executable PeerWork")
    parser.add_argument("results", type=Path, help="the RESULTS.md to write the table into")
    parser.add_argument("--large", action="store_true", help="aggregates over 10^8 entries too")
    arguments = parser.parse_args()

    modules, missing = peers.load()
    with CoProcess(arguments.peerwork) as ours:
        rows = list(compare(ours, modules, missing, arguments.large))
    body = f"## Against the Python libraries\n\n{machine()}\n\n{EXPLANATION}\n"
    body += table(("work", "N", OURS, *COLUMNS), rows)
    write_section(arguments.results, "peers", body)
    print(f"\n{body}")


def compare(
    ours: CoProcess, modules: dict[str, ModuleType], missing: dict[str, str], large: bool
) -> Iterator[list[str]]:
    for count in (10**6, 10**7, 10**8) if large else (10**6, 10**7):
        rates = heart_rates(count)
        for work in measured(ours, count):
            figures = interleave(contenders(work, count, rates, ours, modules), count <= 10**6)
            row = list(cells(work, {**missing, **figures}))
            print(f"{work} {count:.0e}: {', '.join(row)}", flush=True)
            yield [(NOISE | AGGREGATES)[work], f"10^{len(str(count)) - 1}", *row]


def measured(ours: CoProcess, count: int) -> list[str]:
    """What the co-process knows of the works that are worth their time at this size."""
    noise = [work for work in NOISE if count == 10**6 or (count == 10**7 and work.endswith("batch"))]
    return [work for work in (*noise, *AGGREGATES) if work in ours.works]


def contenders(
    work: str, count: int, rates: Values, ours: CoProcess, modules: dict[str, ModuleType]
) -> list[Contender]:
    base, _, variant = work.partition("@")
    samples = min(count, 10_000) if variant == "constant-time" else count
    turns = [Contender(OURS, samples, partial(ours.nanoseconds, work, samples))]
    for name, module in modules.items():
        if not variant or name == "numpy":  # one measurement of the slow ones is enough
            turns += module.contenders(base, count, rates)
    random = f"{base}@random-cached" if variant == "cached" else f"{base}@random"
    if random in ours.works:
        turns.append(Contender(RANDOM, count, partial(ours.nanoseconds, random, count)))
    if work in AGGREGATES and "float-sum-f64" in ours.works:
        floor = Contender(FLOOR, count, partial(ours.nanoseconds, "float-sum-f64", count))
        turns.insert(len(turns) // 2, floor)  # not beside ours, which reads the same array
    return turns


def cells(work: str, figures: dict[str, float | str]) -> Iterator[str]:
    ours = float(figures[OURS])
    yield speed(work, ours)
    for column in COLUMNS:
        match figures.get(column, "–"):
            case str(reason):
                yield reason
            case time:
                yield f"{speed(work, time)} ({digits(time / ours)}×)"


def speed(work: str, time: float) -> str:
    return f"{digits(time)} ns" if work in NOISE else f"{digits(1e3 / time)} M/s"


def digits(value: float) -> str:
    """Three significant digits, or the whole number if it has more."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


if __name__ == "__main__":
    main()
