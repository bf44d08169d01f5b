"""Times our pydp against python-dp, in two processes that take turns, and writes a section of RESULTS.md.

Usage: compare.py OUR_PYTHON PEER_PYTHON RESULTS.md
"""

from __future__ import annotations

import datetime
import os
import statistics
import subprocess
import sys
from pathlib import Path

here = Path(__file__).resolve().parent
sys.path[:0] = [str(here.parent / "Peers"), str(here)]
from results import processor, system, table, version, write_section  # noqa: E402

ROWS, ARRAY, CALLS = 10_000_000, 1_000_000, 10_000
REPEATS, COLUMN_REPEATS = 7, 41
# What, how many numbers, our work, the peer's, and the ratio that is asked for.
AGAINST = [
    ("`BoundedMean.quick_result`, numpy array", ROWS, "numpy", "numpy", 40),
    ("`BoundedMean.quick_result`, list", ROWS, "list", "list", 1),
    ("`LaplaceMechanism.add_noise`, one float a call", CALLS, "one number", "one number", 3),
    ("Laplace noise for an array (PyDP: a loop)", ARRAY, "vector", "loop", 500),
]
COLUMNS = [
    ("polars DataFrame", "polars"), ("pyarrow ChunkedArray", "pyarrow"), ("pandas Series", "pandas"),
    ("DuckDB relation", "duckdb"), ("DuckDB relation, read by a Python loop that does nothing", "duckdb alone")]
WANTED_ROWS = 100e6


class Worker:
    """One process with one of the libraries."""

    def __init__(self, python: str) -> None:
        self.process = subprocess.Popen(
            [python, str(here / "worker.py")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def seconds(self, name: str) -> float:
        self.process.stdin.write(name + "\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())


def main() -> int:
    ours, peer, missed = Worker(sys.argv[1]), Worker(sys.argv[2]), []
    rows = []
    for what, count, our_work, peer_work, wanted in AGAINST:
        pairs = [(ours.seconds(our_work), peer.seconds(peer_work)) for _ in range(REPEATS)]
        mine, theirs = (statistics.median(side) / count * 1e9 for side in zip(*pairs))
        rows.append([what, f"{count:,}", f"{mine:,.2f}", f"{theirs:,.1f}", f"{theirs / mine:,.1f}×", f"{wanted}×"])
        if theirs / mine < wanted:
            missed.append(what)
    columns = []
    for what, work in COLUMNS:
        seconds = [ours.seconds(work) for _ in range(COLUMN_REPEATS)]
        columns.append([what, *(f"{ROWS / 1e6 / of(seconds):,.0f}" for of in (statistics.median, min))])
        if ROWS / min(seconds) < WANTED_ROWS and work in ("polars", "duckdb"):
            missed.append(what)
    versions = "; ".join(["python-dp 1.1.5", *(f"{name} {version(name)}" for name in ("numpy", "polars", "duckdb"))])
    write_section(Path(sys.argv[3]), "python", f"""## pydp against python-dp

{processor()}; {os.cpu_count()} cores, load {os.getloadavg()[1]:.0f}; {system()}; {versions}; {datetime.date.today()}

Medians of {REPEATS} repeats; two processes that take turns, since both packages are called `pydp`; wall time of the whole call.
Nanoseconds a number.

{table(["work", "numbers", "ours, ns", "python-dp, ns", "ratio", "asked for"], rows)}

`BoundedMean.quick_result` of {ROWS:,} rows in a column, millions of rows a second, of {COLUMN_REPEATS} repeats; at least 100 are asked for from polars and DuckDB. A
relation runs its query while we read: the last row is the same query with a reader that does nothing.

{table(["column", "median", "best"], columns)}
""")
    print("\n".join("\t".join(row) for row in rows + columns))
    print(f"missed: {', '.join(missed)}" if missed else "all that was asked for")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
