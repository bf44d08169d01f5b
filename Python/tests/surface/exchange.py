"""Summaries from one library to the other: `write FOLDER` there, `read FOLDER` here.

Each of a hundred entries of 4.0 in the file meets a hundred of 2.0 here; what the merged aggregation answers is checked.
"""

from __future__ import annotations

import sys
from pathlib import Path

from .namespace import BoundedMean, BoundedStandardDeviation, BoundedSum, BoundedVariance, Count, E, QuantileTree, _pydp, near

ANSWERS = {
    "sum": (lambda: near(BoundedSum), 600.0),
    "mean": (lambda: near(BoundedMean), 3.0),
    "variance": (lambda: near(BoundedVariance), 1.0),
    "deviation": (lambda: near(BoundedStandardDeviation), 1.0),
    "count": (lambda: Count(E, dtype="float"), 200),
    "sum-of-integers": (lambda: near(BoundedSum, "int"), 600),
    "mean-of-integers": (lambda: near(BoundedMean, "int"), 3.0),
}


def entries(name: str, value: int) -> list:
    return [value if "integers" in name else float(value)] * 100


def write(folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, (make, _) in ANSWERS.items():
        made = make()
        made.add_entries(entries(name, 4))
        (folder / name).write_bytes(made.serialize().to_bytes())
    (folder / "tree").write_bytes(tree(4.0).serialize().to_bytes())


def tree(value: float) -> QuantileTree:
    made = QuantileTree(0, 10, 4, 16)
    for _ in range(100):
        made.add_entry(value)
    return made


def read(folder: Path) -> None:
    for name, (make, expected) in ANSWERS.items():
        made = make()
        made.add_entries(entries(name, 2))
        made.merge(_pydp.bytes_to_summary((folder / name).read_bytes()))
        answer = made.result()
        assert abs(answer - expected) < 1e-3, (name, answer, expected)
    merged = tree(2.0)
    merged.merge(_pydp.bytes_to_summary((folder / "tree").read_bytes()))
    low, high = merged.compute_quantiles(E, 0, 1, 1, [0.25, 0.75])
    assert abs(low - 2) < 0.01 and abs(high - 4) < 0.01, (low, high)
    print(f"summaries read: {len(ANSWERS) + 1} of {folder.name}")


if __name__ == "__main__":
    {"write": write, "read": read}[sys.argv[1]](Path(sys.argv[2]))
