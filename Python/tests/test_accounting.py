"""Accounting: events, accountants, calibration. Figures are rows of Tests/PrivacyAccountingTests' reference."""

import copy
import csv
import math
import pickle
import threading
import time
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from conftest import REPOSITORY

from pydp import accounting, mechanisms
from pydp.accounting import (
    BasicAccountant, GaussianAccountant, OptimalAccountant, PLDAccountant, PrivacyEvent, RDPAccountant, ZCDPAccountant,
    approximate, calibrate, composed, discrete_gaussian, discrete_laplace, exponential, gaussian, laplace,
    most_releases, parallel, poisson_sampled, randomized_response, repeat_and_select, repeated,
    sampled_without_replacement, shuffled, staircase, tree_aggregation, zero_concentrated)
from pydp.algorithms import laplacian
from pydp.algorithms.partition_selection import create_partition_strategy
from pydp.algorithms.quantile_tree import QuantileTree

VECTORS = REPOSITORY / "Tests" / "PrivacyAccountingTests" / "Vectors" / "accounting-reference.csv"
ROWS = {int(row["id"]): row for row in csv.DictReader(VECTORS.open())}
ACCOUNTANTS = [BasicAccountant, OptimalAccountant, RDPAccountant, ZCDPAccountant, GaussianAccountant, PLDAccountant]


def exact(row):
    return float(ROWS[row]["exact"])


def p_response(p, categories):
    """Randomized response that is made anew with probability p: its epsilon."""
    return math.log((1 - p + p / categories) / (p / categories))


# ---- the reference

# By row: the accountant, the event, how often, delta.
EXACT = {
    2: (GaussianAccountant, gaussian(4), 1, 1e-6),
    11: (PLDAccountant, gaussian(10), 1, 1e-6),
    13: (PLDAccountant, gaussian(10), 100, 1e-6),
    17: (PLDAccountant, gaussian(100), 10_000, 1e-12),
    22: (PLDAccountant, laplace(1), 1, 1e-6),
    35: (PLDAccountant, discrete_laplace(10), 100, 1e-6),
    38: (PLDAccountant, discrete_laplace(20, 3), 50, 1e-7),
    40: (PLDAccountant, discrete_gaussian(5), 1, 1e-6),
    52: (OptimalAccountant, approximate(0.1, 1e-9), 100, 1e-6),
    53: (PLDAccountant, approximate(1), 10, 1e-5),
    73: (ZCDPAccountant, zero_concentrated(0.01), 1, 1e-9),
}


@pytest.mark.parametrize("row", EXACT)
def test_where_an_exact_value_exists_the_bracket_holds_it_closely(row):
    accountant, event, count, delta = EXACT[row]
    bracket = accountant().compose(event, count).epsilon(delta)
    assert bracket.upper >= exact(row) * (1 - 1e-13)
    assert bracket.upper <= exact(row) * (1 + 2e-5) + 1e-7
    assert bracket.lower <= exact(row) * (1 + 1e-13)


def test_deltas_are_bracketed_too():
    for row, event, count, epsilon in ((19, gaussian(1), 1, 1), (20, gaussian(5), 10, 1), (32, laplace(2), 1, 0.25)):
        bracket = PLDAccountant().compose(event, count).delta(epsilon)
        assert exact(row) * (1 - 1e-13) <= bracket.upper <= exact(row) * (1 + 2e-5) + 1e-7


def test_counted_randomized_responses_count():
    """dp-accounting 0.6.0 ignores the count of row 50."""
    answer = OptimalAccountant("replace-one").compose(randomized_response(p_response(0.5, 2)), 100).epsilon(1e-6)
    assert answer.upper == pytest.approx(exact(50), rel=1e-10)
    assert float(ROWS[50]["value"]) < 2


def test_sampled_and_mixed_plans_are_no_higher_than_the_reference():
    sampled = PLDAccountant().compose(poisson_sampled(gaussian(1), 0.01), 1000).epsilon(1e-5)
    assert float(ROWS[56]["value"]) <= sampled.upper <= float(ROWS[55]["value"]) * (1 + 1e-6)
    mixed = PLDAccountant().compose(gaussian(5), 10).compose(laplace(5), 10).epsilon(1e-6)
    assert mixed.upper <= float(ROWS[79]["value"]) * (1 + 1e-6) and mixed.lower > 0.99 * mixed.upper
    without = RDPAccountant("replace-one").compose(
        sampled_without_replacement(gaussian(2, adjacency="replace-one"), 100, 10_000), 100).epsilon(1e-6)
    assert without.upper <= float(ROWS[71]["value"]) * (1 + 1e-9)
    selected = RDPAccountant().compose(repeat_and_select(gaussian(4), shape=1, gamma=0.1)).epsilon(1e-6)
    assert selected.upper <= float(ROWS[76]["value"]) * (1 + 1e-9)


def test_certified_sums_agree_with_fast_ones():
    certified = PLDAccountant(certified=True).compose(gaussian(10), 100)
    assert certified.certified and certified.copy().certified
    upper = certified.epsilon(1e-6).upper
    assert exact(13) * (1 - 1e-13) <= upper <= exact(13) * (1 + 2e-5)


# ---- events

def test_numbers_of_events_are_exact():
    assert laplace(0.1).text == "1:add-remove:laplace(l1Sensitivity=1,scale=1/10)"
    assert laplace(Fraction(1, 3)).mechanism == "laplace(l1Sensitivity=1,scale=1/3)"
    for scale in (2.5, Decimal("2.5"), np.float64(2.5), Fraction(5, 2), np.float32(2.5)):
        assert laplace(scale) == laplace(2.5) and hash(laplace(scale)) == hash(laplace(2.5))
    assert laplace(np.int64(3)) == laplace(3) != laplace(4)


def test_events_are_values():
    event = composed(gaussian(2), repeated(discrete_laplace(7, 2), 3))
    assert PrivacyEvent(event.text) == event == pickle.loads(pickle.dumps(event)) and eval(repr(event)) == event
    assert len({event, PrivacyEvent(event.text)}) == 1 and event != event.text
    assert event.adjacency == "add-remove"
    assert approximate(0.5, 1e-6).epsilon == 0.5 and approximate(0.5, 1e-6).delta == pytest.approx(1e-6, rel=1e-15)


def test_every_kind_of_event_can_be_made():
    local = randomized_response(1, 2, adjacency="local")
    for event in (
        staircase(1, 3, 2), exponential(1), tree_aggregation(laplace(2), 100), parallel(laplace(2), laplace(3)),
        repeat_and_select(gaussian(2), mean=10), shuffled(local, 10_000, 1e-6), zero_concentrated(0.1, 1e-9),
        poisson_sampled(laplace(1), 0.5), discrete_gaussian(3, 2, 5),
    ):
        assert PrivacyEvent(event.text) == event
    assert tree_aggregation(laplace(2), 100).epsilon == 3.5  # a person is in 7 nodes
    assert shuffled(local, 10_000, 1e-6).adjacency == "replace-one"


@pytest.mark.parametrize("make", [
    lambda: laplace(0), lambda: laplace(-1), lambda: laplace(math.inf), lambda: laplace(math.nan),
    lambda: gaussian(1, 0), lambda: discrete_laplace(0), lambda: randomized_response(1, 2, adjacency="add-remove"),
    lambda: randomized_response(1, 1), lambda: poisson_sampled(laplace(1), 1.5), lambda: repeated(laplace(1), 0),
    lambda: laplace(1, adjacency="none"), lambda: PrivacyEvent(""), lambda: PrivacyEvent("laplace"),
    lambda: PrivacyEvent("1:add-remove:laplace(l1Sensitivity=2/2,scale=1)"), lambda: PrivacyEvent("\udcff\0"),
    lambda: PrivacyEvent("1:add-remove:laplace(l1Sensitivity=1,scale=?)"), lambda: composed(),
    lambda: staircase(1, 2, 3), lambda: sampled_without_replacement(laplace(1), 1, 2),
    lambda: shuffled(randomized_response(1, adjacency="local"), 9, 2),
])
def test_what_cannot_happen_is_a_value_error(make):
    with pytest.raises(ValueError):
        make()


@pytest.mark.parametrize("make", [
    lambda: laplace("1"), lambda: laplace(None), lambda: repeated(laplace(1), 2.0), lambda: repeated("x", 2),
    lambda: PrivacyEvent(1), lambda: repeat_and_select(laplace(1)), lambda: PLDAccountant().compose("x"),
    lambda: PLDAccountant().epsilon("x"), lambda: accounting.PrivacyAccountant(),
    lambda: calibrate(lambda x: x, epsilon=1, delta=0), lambda: calibrate(lambda x: laplace(2 * x), epsilon=1, delta=0),
])
def test_wrong_types_are_type_errors(make):
    with pytest.raises(TypeError):
        make()


def test_statistics_mechanisms_and_strategies_have_events():
    for name in ("BoundedMean", "BoundedSum", "BoundedVariance", "BoundedStandardDeviation", "Max", "Min", "Median"):
        event = getattr(laplacian, name)(epsilon=0.5, lower_bound=0, upper_bound=10, dtype="int").event
        assert 0 < event.epsilon <= 0.5 * (1 + 1e-15) and event.delta == 0, name
    assert laplacian.BoundedMean(epsilon=0.5).event.epsilon <= 0.5 * (1 + 1e-15)
    assert laplacian.Percentile(0.5, 0.9, 0, 10).event.epsilon == 0.5
    count = laplacian.Count(epsilon=0.5)
    assert count.event == pickle.loads(pickle.dumps(count)).event
    assert count.event.mechanism.startswith("discreteLaplace(epsilon=1/2,")
    for mechanism in (
        mechanisms.LaplaceMechanism(1), mechanisms.GaussianMechanism(1, 1e-6), mechanisms.StaircaseMechanism(1),
        mechanisms.DiscreteLaplaceMechanism(1, 2), mechanisms.DiscreteGaussianMechanism(1, 1e-6),
        mechanisms.SnappingMechanism(1, bound=100),
    ):
        assert mechanism.event.epsilon == 1 and mechanism.event.adjacency == "add-remove"
    with pytest.raises(RuntimeError, match="sensitivity"):
        mechanisms.GaussianMechanism.create_from_standard_deviation(3).event
    for name in ("truncated_geometric", "laplace", "gaussian"):
        event = create_partition_strategy(name, 1.0, 1e-6, 2).event
        assert 0 < event.epsilon <= 1 and 0 < event.delta <= 1.0000001e-6
    tree = QuantileTree(0, 10, 4, 16)
    assert tree.event(0.5, 0, 1, 1).epsilon == 0.5
    assert 0 < tree.event(0.5, 1e-6, 1, 1, "gaussian").delta <= 1.0000001e-6
    with pytest.raises(RuntimeError):
        tree.event(-1, 0, 1, 1)


def test_what_the_library_released_is_what_is_accounted():
    count = laplacian.Count(epsilon=0.1)
    accountant = BasicAccountant()
    for _ in range(3):
        count.quick_result([1, 2, 3])
        accountant.compose(count.event)
    # 3/10 has no double: the bound is rounded up, what was spent to the nearest.
    assert count.spent.epsilon == 0.3 and accountant.epsilon(0).upper == math.nextafter(0.3, 1)


# ---- accountants

def test_copies_ask_what_if():
    accountant = BasicAccountant().compose(laplace(8), 2)
    for other in (accountant.copy(), copy.copy(accountant), copy.deepcopy(accountant)):
        other.compose(laplace(1))
        assert other.epsilon(0).upper == 1.25 and accountant.epsilon(0).upper == 0.25


@pytest.mark.parametrize("kind", ACCOUNTANTS)
def test_accountants_are_pickled_with_what_was_composed(kind):
    accountant = kind("replace-one")
    event = gaussian(10, adjacency="replace-one")
    if kind is OptimalAccountant:
        event = approximate(0.1, adjacency="replace-one")
    accountant.compose(event, 7)
    other = pickle.loads(pickle.dumps(accountant))
    assert other.adjacency == "replace-one" and type(other) is kind
    assert other.epsilon(1e-6) == accountant.epsilon(1e-6)
    assert other.compose(event).epsilon(1e-6).upper > accountant.epsilon(1e-6).upper


def test_what_is_not_known_is_an_error_of_its_own():
    with pytest.raises(accounting.DifferentAdjacencyError):
        PLDAccountant().compose(randomized_response(1))
    with pytest.raises(accounting.DifferentAdjacencyError):
        composed(laplace(1), randomized_response(1))
    with pytest.raises(accounting.DifferentAdjacencyError):
        shuffled(randomized_response(1), 10, 1e-6)
    with pytest.raises(accounting.UnsupportedEventError):
        GaussianAccountant().compose(laplace(1))
    with pytest.raises(accounting.UnsupportedEventError):
        OptimalAccountant().compose(approximate(1)).compose(approximate(2))
    with pytest.raises(accounting.UnboundedError):
        PLDAccountant().compose(gaussian(1)).epsilon(0)
    with pytest.raises(accounting.AccountingError):
        calibrate(gaussian, epsilon=1, delta=0)


@pytest.mark.parametrize("kind", ACCOUNTANTS)
def test_bad_questions_are_value_errors(kind):
    accountant = kind()
    for delta in (-1e-9, 1, 2, math.nan, math.inf):
        with pytest.raises(ValueError):
            accountant.epsilon(delta)
    for epsilon in (-1, math.nan, math.inf):
        with pytest.raises(ValueError):
            accountant.delta(epsilon)
    with pytest.raises(ValueError):
        accountant.compose(approximate(1), 0)
    with pytest.raises(ValueError):
        kind("neighbours")
    assert accountant.epsilon(0) == (0, 0) and accountant.delta(0) == (0, 0)


def test_long_calls_release_the_lock():
    """Another thread goes on while a question is answered: it takes turns in far shorter steps than the answer does."""
    accountant = PLDAccountant(certified=True).compose(gaussian(20), 500).compose(laplace(7), 50)
    ticks, done = [time.perf_counter()], threading.Event()

    def tick():
        while not done.is_set():
            time.sleep(0.001)
            ticks.append(time.perf_counter())

    thread = threading.Thread(target=tick)
    thread.start()
    start = time.perf_counter()
    accountant.epsilon(1e-6)
    end = time.perf_counter()
    done.set()
    thread.join()
    during = [t for t in ticks if start < t < end]
    assert len(during) >= 3, (len(during), end - start)


# ---- calibration

@pytest.mark.parametrize("row, epsilon, delta", [(5, 1, 1e-6), (7, 10, 1e-5), (8, 0.5, 1e-5)])
def test_the_least_standard_deviation_is_that_of_the_closed_form(row, epsilon, delta):
    sigma = calibrate(gaussian, epsilon=epsilon, delta=delta, accountant=GaussianAccountant())
    assert sigma == pytest.approx(exact(row), rel=1e-10)
    assert GaussianAccountant().compose(gaussian(sigma)).epsilon(delta).upper <= epsilon


def test_under_loss_distributions_it_keeps_the_limit_too():
    sigma = calibrate(gaussian, epsilon=1, delta=1e-6, count=100)
    assert exact(82) * (1 - 1e-13) <= sigma <= exact(82) * (1 + 2e-5)
    assert PLDAccountant().compose(gaussian(sigma), 100).epsilon(1e-6).upper <= 1


def test_any_number_of_an_event_can_be_sought():
    limit = {"epsilon": 1, "delta": 0, "count": 4, "accountant": BasicAccountant()}
    assert calibrate(approximate, **limit) == pytest.approx(0.25, rel=1e-12)
    assert calibrate(laplace, **limit) == pytest.approx(4, rel=1e-12)
    assert calibrate(lambda scale: discrete_laplace(scale, 3), **limit) == pytest.approx(12, rel=1e-12)
    assert calibrate(lambda scale: composed(laplace(scale), laplace(scale, 2)), **limit) == pytest.approx(12, rel=1e-12)
    rate = calibrate(lambda rate: poisson_sampled(approximate(1), rate), **limit)
    assert rate == pytest.approx(math.expm1(0.25) / math.expm1(1), rel=1e-12)
    rho = calibrate(zero_concentrated, epsilon=1, delta=1e-6, accountant=ZCDPAccountant())
    assert ZCDPAccountant().compose(zero_concentrated(rho)).epsilon(1e-6).upper <= 1
    with pytest.raises(ValueError):
        calibrate(lambda x: gaussian(1, x), epsilon=1, delta=1e-6)
    with pytest.raises(ValueError):
        calibrate(lambda x: laplace(2), epsilon=1, delta=1e-6)
    with pytest.raises(ValueError):
        calibrate(laplace, epsilon=0, delta=1e-6)


def test_what_was_composed_before_counts():
    before = BasicAccountant().compose(approximate(0.5))
    assert calibrate(approximate, epsilon=1, delta=0, accountant=before) == pytest.approx(0.5, rel=1e-12)
    assert most_releases(approximate(0.1), epsilon=1, delta=0, accountant=before) == 5
    assert before.epsilon(0).upper == 0.5
    assert most_releases(approximate(2), epsilon=1, delta=0, accountant=before) == 0
    most = most_releases(gaussian(10), epsilon=1, delta=1e-6)
    assert most == most_releases(gaussian(10), epsilon=1, delta=1e-6, accountant=GaussianAccountant()) == 5
