"""Root-mean-square errors at equal epsilon, ours and the peers': a table."""

import argparse
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import numpy as np

import peers
from coprocess import CoProcess
from nhanes import Values, column
from results import machine, table, write_section

RUNS = 5_000
EPSILONS = (0.1, 0.5, 1.0)
PEERS = ("PyDP", "OpenDP", "diffprivlib")

STANDARD_ERROR = math.sqrt(1.25 / RUNS)  # relative, of a root-mean-square of Laplace noise

EXPLANATION = f"""\
Root-mean-square error over {RUNS:,} releases, against the exact statistic of the clamped values. In
brackets: ours as a fraction of it. The variance is that of 1,000 evenly spread values. Where noise
follows Laplace's law, an error has a standard error of {STANDARD_ERROR:.1%}, a fraction one of
{STANDARD_ERROR * math.sqrt(2):.1%}.

All protect one row more or less, except diffprivlib: it takes the number of rows as public and
protects the value of one row, which needs less noise. OpenDP is a noisy sum over a noisy count, at
ε/2 each; it has no variance for an unknown number of rows.
"""


class Question(NamedTuple):
    title: str
    work: str
    statistic: str
    values: Values
    lower: float
    upper: float

    def truth(self) -> float:
        clamped = self.values.clip(self.lower, self.upper)
        return float(clamped.mean() if self.statistic == "mean" else clamped.var())


def questions() -> list[Question]:
    uniform = 100 + 10 * (np.arange(1_000) + 0.5) / 1_000
    return [
        Question("mean BMI", "accuracy-mean-bmi", "mean", column("bmi"), 10.0, 60.0),
        Question("mean pulse", "accuracy-mean-pulse", "mean", column("pulse_bpm"), 30.0, 200.0),
        Question("variance", "accuracy-variance", "variance", uniform, 100.0, 110.0),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peerwork", help="the executable PeerWork")
    parser.add_argument("results", type=Path, help="the RESULTS.md to write the table into")
    arguments = parser.parse_args()

    modules, missing = peers.load()
    with CoProcess(arguments.peerwork) as ours:
        rows = list(compare(ours, modules, missing))
    body = f"## Accuracy at equal ε\n\n{machine()}\n\n{EXPLANATION}\n"
    body += table(("statistic", "n", "bounds", "ε", "ours", *PEERS), rows)
    write_section(arguments.results, "accuracy", body)
    print(f"\n{body}")


def compare(
    ours: CoProcess, modules: dict[str, ModuleType], missing: dict[str, str]
) -> Iterator[list[str]]:
    for question in questions():
        if question.work not in ours.works:
            continue
        for epsilon in EPSILONS:
            error = ours.error(question.work, RUNS, epsilon)
            row = [f"{error:.3g}"]
            row += [
                missing.get(peer) or cell(modules[peer], question, epsilon, error) for peer in PEERS
            ]
            print(f"{question.work} {epsilon}: {', '.join(row)}", flush=True)
            bounds = f"{question.lower:g}..{question.upper:g}"
            yield [question.title, f"{question.values.size:,}", bounds, f"{epsilon}", *row]


def cell(module: ModuleType, question: Question, epsilon: float, ours: float) -> str:
    try:
        _, _, *arguments = question
        release = module.estimator(*arguments, epsilon)
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
