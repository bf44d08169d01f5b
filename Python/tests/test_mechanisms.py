"""Mechanisms, also those that PyDP never had: the noise follows the law that the mechanism states."""

from array import array

import numpy as np
import pandas as pd
import pytest
from conftest import NO_NOISE, hoeffding

from pydp.mechanisms import (
    DiscreteGaussianMechanism, DiscreteLaplaceMechanism, GaussianMechanism, LaplaceMechanism, SnappingMechanism,
    StaircaseMechanism)

REAL = [LaplaceMechanism(0.5, 2.0), GaussianMechanism(0.5, 1e-6), StaircaseMechanism(0.5),
        GaussianMechanism.create_from_standard_deviation(3.0), SnappingMechanism(0.5, bound=1e6)]
WHOLE = [DiscreteLaplaceMechanism(0.01), DiscreteGaussianMechanism(0.05, 1e-6)]
DRAWS = 100_000


@pytest.mark.parametrize("mechanism", REAL + WHOLE, ids=lambda m: type(m).__name__)
def test_the_noise_follows_the_stated_law(mechanism):
    noise = mechanism.add_noise(np.zeros(DRAWS, int if mechanism in WHOLE else float))
    for probability in (0.01, 0.25, 0.5, 0.9, 0.999):
        quantile = mechanism.noise_quantile(probability)
        # A lattice puts a whole step on one side of a quantile.
        step = np.mean(abs(noise - quantile) <= mechanism.granularity) + hoeffding(DRAWS)
        assert abs(np.mean(noise <= quantile) - probability) <= hoeffding(DRAWS) + step, probability


@pytest.mark.parametrize("mechanism", REAL + WHOLE, ids=lambda m: type(m).__name__)
def test_the_interval_holds_the_number(mechanism):
    interval = mechanism.noise_confidence_interval(0.9, 0)
    noise = mechanism.add_noise(np.zeros(DRAWS, int if mechanism in WHOLE else float))
    assert np.mean((interval.lower_bound <= -noise) & (-noise <= interval.upper_bound)) >= 0.9 - hoeffding(DRAWS)


def test_a_law_of_another_scale_would_be_noticed():
    noise = LaplaceMechanism(0.5).add_noise(np.zeros(DRAWS))
    quantile = LaplaceMechanism(0.4).noise_quantile(0.9)
    assert abs(np.mean(noise <= quantile) - 0.9) > 2 * hoeffding(DRAWS)


@pytest.mark.parametrize("values", [
    np.arange(6.0), np.arange(6.0).reshape(2, 3), np.arange(12.0)[::2], np.arange(6, dtype=np.float32),
    np.asfortranarray(np.arange(6.0).reshape(2, 3)), np.array([]), np.arange(6.0)[::-1]],
    ids=lambda v: f"{v.dtype}{v.shape}")
def test_arrays_of_any_shape_keep_it(values):
    before = values.copy()
    noisy = LaplaceMechanism(NO_NOISE).add_noise(values)
    assert noisy.shape == values.shape and noisy.dtype == np.float64
    assert np.allclose(noisy, values.astype(float)) and np.array_equal(values, before)


@pytest.mark.parametrize("kind", [np.int64, np.int8, np.uint32, np.uint64, bool])
def test_arrays_of_integers_stay_integers(kind):
    noisy = LaplaceMechanism(NO_NOISE).add_noise(np.array([[0, 1], [1, 0]], kind))
    assert noisy.dtype == np.int64 and noisy.tolist() == [[0, 1], [1, 0]]


def test_other_arrays():
    mechanism = LaplaceMechanism(NO_NOISE)
    assert mechanism.add_noise(array("q", [1, 2])) == array("q", [1, 2])
    assert mechanism.add_noise(array("d", [1, 2])).typecode == "d"
    assert mechanism.add_noise(array("f", [1, 2])).typecode == "d"
    for letter in "bBhHiIlLqQ":
        assert mechanism.add_noise(array(letter, [1, 2])) == array("q", [1, 2])
        assert mechanism.add_noise(array(letter, [1, 2])).typecode == "q"
    assert mechanism.add_noise(memoryview(array("q", [1, 2]))) == array("q", [1, 2])
    series = pd.Series([1, 2], index=["a", "b"], name="people")
    noisy = mechanism.add_noise(series)
    assert noisy.equals(series) and noisy.name == "people"


def test_the_type_of_an_answer_depends_on_no_number():
    most = 2**63 - 1
    for mechanism in (LaplaceMechanism(NO_NOISE), DiscreteLaplaceMechanism(1e3), GaussianMechanism(500, 0.5, 1e-6)):
        for value, expected in ((2**63 - 1, most), (2**63, most), (10**400, most), (-(2**63), -most), (-(10**400), -most)):
            for given in (value, np.uint64(value) if value == 2**63 else value):
                assert mechanism.add_noise(given) == expected and type(mechanism.add_noise(given)) is int
        assert mechanism.add_noise(array("Q", [2**64 - 1, 1])) == array("q", [most, 1])
        assert mechanism.add_noise(np.array([2**64 - 1, 1], np.uint64)).tolist() == [most, 1]
        assert mechanism.noised_value_above_threshold(10**400, 5) is True
        assert mechanism.noised_value_above_threshold(5, 10**400) is False
    for mechanism in (StaircaseMechanism(NO_NOISE), SnappingMechanism(20.0, bound=1e3)):
        assert type(mechanism.add_noise(10**400)) is float and mechanism.add_noise(-(10**400)) < -999


def test_numpys_own_numbers():
    mechanism = LaplaceMechanism(NO_NOISE)
    for given, expected in ((np.True_, 1), (np.array(3), 3), (np.int8(-3), -3)):
        assert mechanism.add_noise(given) == expected and type(mechanism.add_noise(given)) is int
    for given in (np.array(3.5), np.float16(3.5), np.longdouble(3.5)):
        assert round(mechanism.add_noise(given), 6) == 3.5 and type(mechanism.add_noise(given)) is float


def test_what_isnt_numbers_is_a_type_error():
    for value in (
        "a", None, [1.0], (1.0,), np.array(["a"]), np.array([1j]), {1.0}, np.array([None]), np.ma.masked,
        np.ma.array([1.0, 2.0], mask=[0, 1]), np.datetime64(5, "ns"), np.timedelta64(5, "ns"), np.array([5], "m8[ns]"),
        pd.Series([5], dtype="M8[s]"), pd.DataFrame({"a": [1.0]}), pd.Index([1.0]), array("u", "ab"), bytearray(b"a"),
        pd.Series([1, None], dtype="Int64")):
        with pytest.raises(TypeError):
            LaplaceMechanism(1.0).add_noise(value)


def test_mechanisms_of_integers_refuse_reals():
    for mechanism in WHOLE:
        assert type(mechanism.add_noise(5)) is int
        for value in (5.0, np.array([5.0])):
            with pytest.raises(TypeError):
                mechanism.add_noise(value)


def test_mechanisms_of_reals_answer_reals():
    for mechanism in (StaircaseMechanism(NO_NOISE), SnappingMechanism(20.0, bound=1e3)):
        assert type(mechanism.add_noise(5)) is float
        assert mechanism.add_noise(np.array([5])).dtype == np.float64


def test_snapping_keeps_within_its_bound():
    assert abs(SnappingMechanism(0.1, bound=50).add_noise(np.full(1000, 1e9))).max() <= 50


def test_properties():
    assert DiscreteGaussianMechanism(1, 1e-6).std == pytest.approx(DiscreteGaussianMechanism(1, 1e-6).variance ** 0.5, 0.1)
    assert StaircaseMechanism(5).variance < LaplaceMechanism(5).variance / 2
    assert LaplaceMechanism(0.5).granularity < 1e-9
    assert LaplaceMechanism(0.5, 2).variance == pytest.approx(2 * 4**2, rel=1e-6)


@pytest.mark.parametrize("make", [
    lambda: DiscreteLaplaceMechanism(0), lambda: DiscreteLaplaceMechanism(1, 0), lambda: DiscreteGaussianMechanism(1, 0),
    lambda: SnappingMechanism(1, bound=-1), lambda: StaircaseMechanism(float("nan"))])
def test_bad_parameters_are_refused(make):
    with pytest.raises(RuntimeError, match="INVALID_ARGUMENT"):
        make()
