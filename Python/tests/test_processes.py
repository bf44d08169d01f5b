"""Threads, forks, pickles and the end of the interpreter."""

import copy
import ctypes
import os
import pickle
import subprocess
import sys
import threading
import time

import numpy as np
import pytest
from conftest import NO_NOISE

from pydp import _entries, _library, _mechanism, _statistic
from pydp.algorithms import quantile_tree
from pydp.algorithms.laplacian import BoundedMean, BoundedSum, Count, Max, Median, Percentile
from pydp.algorithms.numerical_mechanisms import GaussianMechanism, LaplaceMechanism
from pydp.algorithms.partition_selection import create_partition_strategy
from pydp.algorithms.quantile_tree import QuantileTree
from pydp.distributions import GaussianDistribution, GeometricDistribution, LaplaceDistribution
from pydp.mechanisms import SnappingMechanism

THREADS = 8


def in_threads(work):
    """What each of eight threads that start together returns, or the exception that it raises."""
    start, outcomes = threading.Barrier(THREADS), [None] * THREADS

    def run(i):
        start.wait()
        try:
            outcomes[i] = work(i)
        except Exception as error:
            outcomes[i] = error

    threads = [threading.Thread(target=run, args=(i,)) for i in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_eight_threads_add_to_one_object():
    made = BoundedSum(1e12, 0, 0, 10, dtype="int64")

    def work(i):
        for _ in range(50):
            made.add_entries(np.ones(1000, np.int64))
            made.add_entries([1, 1])
            made.add_entry(1)

    assert in_threads(work) == [None] * THREADS
    assert made.result() == THREADS * 50 * 1003


def test_eight_threads_add_while_others_ask_where_bounds_are_learnt():
    made = Median(NO_NOISE)
    made.add_entries([5] * 1000)

    def work(i):
        for _ in range(200):
            made.add_entries([5] * 100)
        return made.quick_result([5] * 1000) if i % 2 else pickle.loads(pickle.dumps(made)).dtype

    assert in_threads(work) == ["int", 5] * (THREADS // 2)


def test_eight_threads_ask_and_one_is_answered():
    for _ in range(20):
        made = BoundedSum(NO_NOISE, 0, 0, 10)
        made.add_entries([1, 2])
        outcomes = in_threads(lambda i: made.result())
        assert sum(outcome == 3 for outcome in outcomes) == 1
        assert sum(isinstance(outcome, RuntimeError) for outcome in outcomes) == THREADS - 1
        assert made.spent.epsilon == NO_NOISE


def test_quick_results_of_one_object_in_threads_dont_mix():
    made = BoundedSum(NO_NOISE, 0, 0, 1000, dtype="float")
    outcomes = in_threads(lambda i: [round(made.quick_result([float(i)] * 10), 2) for _ in range(50)])
    assert outcomes == [[10.0 * i] * 50 for i in range(THREADS)]
    assert made.spent.epsilon == NO_NOISE * 50 * THREADS


def test_entries_that_are_dropped_outlive_the_calls_that_read_them(monkeypatch):
    """Other threads can run when a call has its pointer; here they replace what it belongs to."""
    tree, mean, mechanism = QuantileTree(0, 10, 4, 16), BoundedMean(1.0, 0, 0, 10), LaplaceMechanism(1.0)
    freed, calls, busy, state, call = [], [], [], tree.__getstate__(), _library.call

    def checked(name, *arguments, **more):
        if not (busy or name.endswith(("_new", "_copy"))):
            busy.append(name)
            calls.append(name)
            tree.__setstate__(state)
            mean.reset()
            mechanism.__setstate__(mechanism.__getstate__())
            busy.clear()
            assert arguments[0].value not in freed, name
        freed.clear()
        return call(name, *arguments, **more)

    def recorded(free):
        return lambda pointer: (freed.append(pointer.value), free(pointer))

    for kind in ("statistic", "accumulator", "mechanism"):
        name = f"dp_{kind}_free"
        monkeypatch.setattr(_library.library, name, recorded(getattr(_library.library, name)))
    tree.__setstate__(state)  # objects look up what frees them when they are made
    mean.__setstate__(mean.__getstate__())
    mechanism.__setstate__(mechanism.__getstate__())
    for module in (_statistic, _entries, _mechanism, quantile_tree):
        monkeypatch.setattr(module, "call", checked, raising=False)
    asked = (1.0, 0, 1, 1, [0.5])
    for work in (
        lambda: tree.compute_quantiles(*asked), lambda: tree.add_entry(5), lambda: tree.event(1.0, 0, 1, 1),
        lambda: mean.add_entries([1, 2]), lambda: mean.add_entries(np.ones(3, int)),
        lambda: mechanism.add_noise(np.zeros(3)), lambda: mechanism.noise_quantile(0.5)):
        freed.clear()
        work()
    assert {"accumulator_quantiles", "mechanism_noise_quantile", "accumulator_add_buffer"} <= set(calls)


def test_a_tree_is_asked_while_other_threads_reset_it():
    tree = QuantileTree(0, 10, 4, 16)

    def work(i):
        for _ in range(100):
            tree.add_entry(5)
            if i % 2:
                tree.reset()
            else:
                tree.compute_quantiles(1.0, 0, 1, 1, [0.5])

    assert in_threads(work) == [None] * THREADS


def test_mechanisms_are_shared_by_threads():
    mechanism = LaplaceMechanism(1.0)
    drawn = in_threads(lambda i: [mechanism.add_noise(0.0) for _ in range(1000)])
    assert len({draw for draws in drawn for draw in draws}) > 7900  # the grid has 2^40 points a scale


def test_long_calls_let_other_threads_run():
    assert type(_library.library) is ctypes.CDLL  # PyDLL would hold the interpreter's lock
    entries, mean = np.zeros(20_000_000), BoundedMean(1.0, 0, 0, 10, dtype="float")
    ticks, stop = [], threading.Event()

    def tick():
        while not stop.is_set():
            ticks.append(time.perf_counter())

    thread = threading.Thread(target=tick)
    thread.start()
    try:
        for _ in range(100):  # of many calls one must have had a tick in its middle
            begin = time.perf_counter()
            mean.quick_result(entries)
            end = time.perf_counter()
            if any(begin + 0.2 * (end - begin) < at < end - 0.2 * (end - begin) for at in ticks):
                return
            ticks.clear()
    finally:
        stop.set()
        thread.join()
    raise AssertionError("no other thread ran during a long call")


def test_a_child_uses_what_it_inherited():
    made = BoundedSum(NO_NOISE, 0, 0, 10)
    made.add_entries([1, 2])
    child = os.fork()
    if child == 0:
        code = 1
        try:
            made.add_entry(4)
            code = 0 if made.result() == 7 and Median(NO_NOISE, 0, 0, 10).quick_result([5] * 99) == 5 else 2
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert made.result() == 3


@pytest.mark.parametrize("made, answer", [
    (BoundedSum(NO_NOISE, 0, 0, 10), 800), (BoundedMean(NO_NOISE, 0, 0, 10, dtype="float"), 4), (Count(NO_NOISE), 200),
    (BoundedMean(NO_NOISE), 4), (Max(NO_NOISE, 0, 0, 10), 4), (Median(NO_NOISE), 4),
    (Percentile(NO_NOISE, 0.5, 0, 10), 4), (Median(NO_NOISE, 0, 5, 5), 5)], ids=lambda v: type(v).__name__)
def test_pickles_hold_the_entries_and_the_parameters(made, answer):
    made.add_entries([4] * 100)
    copy = pickle.loads(pickle.dumps(made))
    assert (copy.epsilon, copy.delta, copy.l0_sensitivity, copy.dtype) == (
        made.epsilon, made.delta, made.l0_sensitivity, made.dtype)
    copy.add_entries([4] * 100)
    assert copy.result() == pytest.approx(answer, abs=1e-3)
    with pytest.raises(RuntimeError):
        pickle.loads(pickle.dumps(copy)).result()


def test_mechanisms_and_trees_pickle():
    tree = QuantileTree(0, 10, 4, 16)
    for _ in range(99):
        tree.add_entry(5)
    tree.compute_quantiles(1.0, 0, 1, 1, [0.5])
    copy = pickle.loads(pickle.dumps(tree))
    assert copy.compute_quantiles(NO_NOISE, 0, 1, 1, [0.5])[0] == pytest.approx(5, abs=0.01)
    assert copy.spent.epsilon == NO_NOISE + 1.0
    for mechanism in (
        LaplaceMechanism(0.5, 2), GaussianMechanism(1, 1e-6), GaussianMechanism.create_from_standard_deviation(2),
        SnappingMechanism(1.0, bound=100)):
        other = pickle.loads(pickle.dumps(mechanism))
        assert (other.epsilon, other.variance) == (mechanism.epsilon, mechanism.variance)


@pytest.mark.parametrize("copied", [lambda made: pickle.loads(pickle.dumps(made)), copy.deepcopy, copy.copy])
def test_distributions_and_strategies_are_copied_by_their_parameters(copied):
    assert copied(GaussianDistribution(2.5)).stddev == 2.5
    assert copied(LaplaceDistribution(0.5, 2.0)).get_diversity() == 4
    assert copied(GeometricDistribution(0.5)).lambda_ == 0.5 and copied(GeometricDistribution(0.5)).sample() >= 0
    for name in ("laplace", "gaussian", "truncated_geometric"):
        for threshold in (None, 7):
            made = copied(create_partition_strategy(name, 1.0, 0.01, 3, threshold))
            assert (made.epsilon, made.delta, made.max_partitions_contributed) == (1.0, 0.01, 3)
            assert made.probability_of_keep(6) == create_partition_strategy(
                name, 1.0, 0.01, 3, threshold).probability_of_keep(6)


@pytest.mark.parametrize("program", [
    "kept = BoundedMean(1.0, 0, 0, 10); kept.add_entry(1)",
    "class Ring: pass\nring = Ring(); ring.me = ring; ring.mean = BoundedMean(1.0, 0, 0, 10)",
    "import atexit; kept = BoundedMean(1.0, 0, 0, 10); atexit.register(kept.quick_result, [1, 2])",
    "import builtins; builtins.kept = BoundedMean(1.0, 0, 0, 10)",
    "import sys, pydp; kept = BoundedMean(1.0, 0, 0, 10); sys.modules.clear()",
    "import threading; kept = BoundedMean(1.0, 0, 0, 10)\n"
    "def work():\n    while True: kept.add_entries([1] * 1000)\n"
    "threading.Thread(target=work, daemon=True).start()",
    "class Late:\n    def __init__(self): self.mean = BoundedMean(1.0, 0, 0, 10)\n"
    "    def __del__(self): self.mean.quick_result([1])\nlate = Late()",
], ids=["global", "ring", "atexit", "builtins", "modules-gone", "daemon", "late-call"])
def test_the_interpreter_ends_quietly(program):
    ended = subprocess.run(
        [sys.executable, "-X", "dev", "-c", "from pydp.algorithms.laplacian import BoundedMean\n" + program],
        capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stderr) == (0, "")
