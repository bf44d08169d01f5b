"""Times pieces of work with whichever pydp is importable: reads a name a line, answers with the seconds of one repeat.

The same calls for both libraries, since both have the same interface; only noise for a whole array is a loop for one.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from pydp.algorithms.laplacian import BoundedMean
from pydp.algorithms.numerical_mechanisms import LaplaceMechanism

ROWS = 10_000_000
ARRAY = 1_000_000
CALLS = 10_000

values = np.random.default_rng(1).uniform(10, 60, ROWS)
mean = BoundedMean(epsilon=1.0, lower_bound=10, upper_bound=60, dtype="float")
laplace = LaplaceMechanism(1.0)


def lists():
    made = values.tolist()
    return lambda: mean.quick_result(made)


def one_number():
    def work():
        add_noise = laplace.add_noise
        for _ in range(CALLS):
            add_noise(22.5)

    return work


def loop():
    made = values[:ARRAY].tolist()
    return lambda: [laplace.add_noise(value) for value in made]


def vector():
    made = values[:ARRAY]
    return lambda: laplace.add_noise(made)


def polars_frame():
    import polars

    frame = polars.DataFrame({"bmi": values})
    return lambda: mean.quick_result(frame)


def pyarrow_chunks():
    import pyarrow

    chunks = pyarrow.chunked_array([values[i:i + 1_000_000] for i in range(0, ROWS, 1_000_000)])
    return lambda: mean.quick_result(chunks)


def pandas_series():
    import pandas

    series = pandas.Series(values)
    return lambda: mean.quick_result(series)


def duckdb_connection():
    import duckdb
    import pyarrow

    connection = duckdb.connect()
    arriving = pyarrow.table({"bmi": values})  # noqa: F841 (DuckDB finds it by its name)
    connection.execute("create table people as select bmi from arriving")
    return connection


def duckdb_relation():
    connection = duckdb_connection()
    return lambda: mean.quick_result(connection.sql("select bmi from people"))


def duckdb_alone():
    """What DuckDB itself needs to hand out the rows, to a reader that does nothing with them."""
    import pyarrow

    connection = duckdb_connection()

    def work():
        for _ in pyarrow.RecordBatchReader.from_stream(connection.sql("select bmi from people")):
            pass

    return work


WORK = {
    "numpy": lambda: lambda: mean.quick_result(values), "list": lists, "one number": one_number, "loop": loop,
    "vector": vector, "polars": polars_frame, "pyarrow": pyarrow_chunks, "pandas": pandas_series,
    "duckdb": duckdb_relation, "duckdb alone": duckdb_alone}


def main() -> None:
    prepared = {}
    for line in sys.stdin:
        name = line.strip()
        if name not in prepared:
            prepared[name] = WORK[name]()
            prepared[name]()  # warm
        start = time.perf_counter()
        prepared[name]()
        print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main()
