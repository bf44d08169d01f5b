"""Random calls with arguments of every kind: an answer or a documented exception, and the process lives."""

import subprocess
import sys

import pytest

for library in ("numpy", "pandas", "pyarrow", "polars"):
    pytest.importorskip(library)

PROGRAM = '''
import random, sys
from array import array
import numpy as np, pandas as pd, pyarrow as pa, polars as pl
from pydp import _pydp
from pydp.algorithms.laplacian import *
from pydp.algorithms.partition_selection import *
from pydp.algorithms.quantile_tree import QuantileTree
from pydp.distributions import *
from pydp.mechanisms import *
from pydp.accounting import *
import pydp.util as util

class Bad:
    def __float__(self): raise ValueError("no")
    def __index__(self): raise ValueError("no")
    def __iter__(self): raise ValueError("no")

class Lying:
    def __float__(self): return "x"
    def __index__(self): return 1.5
    def __arrow_c_stream__(self, *_): return 7
    def __arrow_c_array__(self, *_): return 7, 8

def broken():
    yield 1
    raise KeyError("gone")

loop = []; loop.append(loop)
gone = memoryview(bytearray(8)); gone.release()
KEPT = [
    0, 1, -1, 2, 10, 0.5, 1e-6, -0.0, 1e308, 5e-324, float("nan"), float("inf"), 2**31, 2**63, -2**63, 10**400, True,
    None, "", "int", "float", "int64", "laplace", "gaussian", "x" * 99, b"", b"\\x12\\x03abc", {}, [], [1], [1.5, 2],
    ["a"], loop, (), (1, 2), {1}, range(5), range(10**4), object, object(), Bad(), Lying(), [Bad()], gone,
    1j, np.float32(2), np.array([]), np.arange(5), np.arange(5.0)[::-2], np.zeros((2, 0)), np.zeros((3, 3)),
    np.array(1), np.array(["a"]), np.array([None]), np.zeros(3, "M8[s]"), np.zeros(2, "V8"), np.zeros(2, ">i8"),
    np.broadcast_to(np.float64(1), (9,)), np.frombuffer(b"x" * 17, np.uint8)[1:].view(np.float64),
    array("d", [1]), array("u", "a"), memoryview(b"abcdefgh").cast("d"), pd.Series([1, None]), pd.Series(["a"]),
    pd.Series([1, None], dtype="Int64"), pd.DataFrame({"a": [1]}), pa.array([1, None]), pa.array(["a"]),
    pa.array([], pa.float64()), pa.array([None, None]), pa.chunked_array([], pa.int64()), pa.table({}),
    pl.Series([1.0]), pl.DataFrame({}), pl.Series(["a"]), pa.array([{"a": 1}]), _pydp.Summary(),
    Count(1.0).serialize(), laplace(3), gaussian(2), "add-remove", "local"]

def pool(r):
    made = r.choice(KEPT + [
        broken, lambda: _pydp.bytes_to_summary(r.getrandbits(8 * r.randrange(1, 40)).to_bytes(40, "big")),
        lambda: r.uniform(-10, 10), lambda: r.getrandbits(70) - 2**69])
    return made() if type(made).__name__ == "function" else made

CLASSES = [BoundedMean, BoundedSum, BoundedVariance, BoundedStandardDeviation, Max, Min, Median, Count, Percentile,
           QuantileTree, LaplaceMechanism, GaussianMechanism, DiscreteLaplaceMechanism, DiscreteGaussianMechanism,
           SnappingMechanism, StaircaseMechanism, LaplaceDistribution, GaussianDistribution, GeometricDistribution,
           create_partition_strategy, BasicAccountant, ZCDPAccountant, PrivacyEvent, gaussian, laplace,
           discrete_laplace, approximate, repeated, poisson_sampled]
SOUND = [(1.0, 0, 0, 10), (1.0, 0, 0.0, 10.0, 1, 1, "float"), (1.0, 0.5)] * 2 + [(1.0,)]
OWN = {Count: (1.0, 2, 3), Percentile: (1.0, 0.5, 0, 10), QuantileTree: (0, 10, 3, 4), GaussianMechanism: (1.0, 1e-6),
       DiscreteGaussianMechanism: (1.0, 1e-6), create_partition_strategy: ("laplace", 1.0, 0.1, 2),
       **{C: (1.0, 2.0) for C in (LaplaceMechanism, StaircaseMechanism, SnappingMechanism, LaplaceDistribution)},
       **{C: (1.0,) for C in (GaussianDistribution, GeometricDistribution)}, DiscreteLaplaceMechanism: (1.0, 2),
       **{C: ("add-remove",) for C in (BasicAccountant, ZCDPAccountant)},
       PrivacyEvent: (laplace(2).text,), gaussian: (3, 1), laplace: (2.5, 1), discrete_laplace: (7, 2),
       approximate: (0.5, 1e-6), repeated: (laplace(2), 3), poisson_sampled: (gaussian(3), 0.1)}
DOCUMENTED = (TypeError, ValueError, RuntimeError, AttributeError, OSError, KeyError, OverflowError, MemoryError)

def main(seed, calls):
    r, answered = random.Random(seed), 0
    for _ in range(calls):
        kind = r.choice(CLASSES)
        arguments = list(OWN.get(kind) or r.choice(SOUND))
        for i in range(len(arguments)):
            if r.random() < 0.1:
                arguments[i] = pool(r)
        keywords = {"bound": 10.0} if kind is SnappingMechanism else {}
        try:
            made = kind(*arguments, **keywords)
        except DOCUMENTED:
            continue
        names = [n for n in dir(made) if n[0] != "_" and callable(getattr(made, n, None)) and n not in ("save", "load")]
        if not names:
            continue
        for _ in range(r.randrange(4)):
            try:
                getattr(made, r.choice(names))(*(pool(r) for _ in range(r.choice([0, 1, 1, 1, 2, 5, 6]))))
                answered += 1
            except DOCUMENTED:
                pass
        if r.random() < 0.1:
            name = r.choice(util.__all__)
            try:
                getattr(util, name)(*(pool(r) for _ in range(r.randrange(4))))
            except DOCUMENTED:
                pass
    print(answered)

main(int(sys.argv[1]), int(sys.argv[2]))
'''


@pytest.mark.parametrize("seed", [1, 2])
def test_random_calls_are_answered_or_refused(seed):
    ended = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM, str(seed), "4000"], capture_output=True, text=True, timeout=300)
    assert ended.returncode == 0, ended.stderr[-2000:]
    assert int(ended.stdout) > 200
