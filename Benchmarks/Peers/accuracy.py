"""Root-mean-square errors at equal epsilon, ours and the peers': a table."""

import argparse
import math
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import NormalDist
from types import ModuleType
from typing import NamedTuple

import numpy as np

import peers
from coprocess import CoProcess
from nhanes import Values, column
from results import machine, table, write_section

RUNS = 1_500
EPSILONS = (0.1, 0.5, 1.0)
PEERS = ("PyDP", "OpenDP", "diffprivlib")

EXPLANATION = f"""\
Root-mean-square error over {RUNS:,} releases, against the exact statistic of the clamped values. In
brackets: ours as a fraction of it. An error has a standard error of about {math.sqrt(1.25 / RUNS):.1%}.

| | protects | number of rows |
|---|---|---|
| ours, PyDP, OpenDP | one row more or less | private |
| diffprivlib | the value of one row | public: needs less noise |

Where diffprivlib's error of a sum is the lower one, that is why: one value for another moves a sum by upper − lower, one
row more or less by the larger bound. OpenDP's mean is a noisy sum over a noisy count, at ε/2 each; it has no variance
for an unknown number of rows. The skewed values are 5,000 quantiles of a log-normal law, as of daily steps. Quantiles have a table of
their own.
"""


class Question(NamedTuple):
    data: str
    statistic: str
    values: Values
    lower: float
    upper: float

    def truth(self) -> float:
        clamped = self.values.clip(self.lower, self.upper)
        exact = {"count": np.size, "sum": np.sum, "mean": np.mean, "variance": np.var, "std": np.std}
        return float(exact[self.statistic](clamped))


def questions() -> Iterator[Question]:
    skewed = [5_000 * math.exp(0.9 * NormalDist().inv_cdf((i + 0.5) / 5_000)) for i in range(5_000)]
    uniform = 100 + 10 * (np.arange(1_000) + 0.5) / 1_000
    data = (
        ("BMI", column("bmi"), 10.0, 60.0),
        ("pulse", column("pulse_bpm"), 30.0, 200.0),
        ("systolic", column("systolic_mmhg"), 60.0, 260.0),
        ("skewed", np.array(skewed), 0.0, 50_000.0),
    )
    for statistic in ("count", "sum", "mean", "variance", "std"):
        for name, *rest in data:
            yield Question(name, statistic, *rest)
        if statistic == "variance":
            yield Question("100..110", statistic, uniform, 100.0, 110.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peerwork", help="the executable PeerWork")
    parser.add_argument("results", type=Path, help="the RESULTS.md to write the table into")
    arguments = parser.parse_args()

    modules, missing = peers.load()
    with CoProcess(arguments.peerwork) as ours, tempfile.TemporaryDirectory() as folder:
        rows = list(compare(ours, Path(folder), modules, missing))
    body = f"## Accuracy at equal ε\n\n{machine()}\n\n{EXPLANATION}\n"
    body += table(("statistic", "data", "n", "bounds", "ε", "ours", *PEERS), rows)
    write_section(arguments.results, "accuracy", body)
    print(f"\n{body}")


def compare(
    ours: CoProcess, folder: Path, modules: dict[str, ModuleType], missing: dict[str, str]
) -> Iterator[list[str]]:
    for question in questions():
        file = folder / "values"
        question.values.astype("<f8").tofile(file)
        for epsilon in EPSILONS:
            error = ours.error_of(question, file, epsilon, RUNS)
            row = [f"{error:.3g}"]
            row += [
                missing.get(peer) or cell(modules[peer], question, epsilon, error) for peer in PEERS
            ]
            print(f"{question.statistic} {question.data} {epsilon}: {', '.join(row)}", flush=True)
            bounds = f"{question.lower:g}..{question.upper:g}"
            size = f"{question.values.size:,}"
            yield [question.statistic, question.data, size, bounds, f"{epsilon}", *row]


def cell(module: ModuleType, question: Question, epsilon: float, ours: float) -> str:
    try:
        release = module.estimator(question, epsilon)
        if release is None:
            return "–"
        error = root_mean_square_error(release, question.truth())
    except Exception as failure:
        print(f"  {module.NAME}: {failure}", flush=True)
        return f"failed: {type(failure).__name__}"
    return f"{error:.3g} ({ours / error:.2g})"


def root_mean_square_error(release: Callable[[], float], truth: float) -> float:
    errors = np.array([release() for _ in range(RUNS)]) - truth
    return float(np.sqrt(np.mean(errors**2)))


if __name__ == "__main__":
    main()
