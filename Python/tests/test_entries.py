"""Entries in every form, without a copy where that is promised, and without imports."""

import subprocess
import sys
from array import array
from collections import deque

import numpy as np
import pandas as pd
import pytest
from conftest import NO_NOISE

from pydp import _buffer, _entries, _library, util
from pydp.algorithms.laplacian import BoundedMean, BoundedSum, Count, Max, Median, Min

pl = pytest.importorskip("polars")
pa = pytest.importorskip("pyarrow")
duckdb = pytest.importorskip("duckdb")


def total(data, dtype="float"):
    bounds = (-1000, 1000) if dtype != "float" else (-1000.0, 1000.0)
    return round(BoundedSum(1e12, 0, *bounds, dtype=dtype).quick_result(data), 3)


def relation(sql):
    return duckdb.connect().sql(sql)


REALS = [
    [1, 2.5], (1, 2.5), {1, 2.5}, deque([1, 2.5]), (x for x in [1, 2.5]), array("d", [1, 2.5]), array("f", [1, 2.5]),
    memoryview(array("d", [1, 2.5])), np.array([1, 2.5]), np.array([1, 2.5], np.float32), np.array([1, 2.5], np.float16),
    np.array([1, 2.5], np.longdouble), np.array([1, 2.5], ">f8"), np.array([[1, 9], [2.5, 9]])[:, 0],
    np.array([2.5, 9, 1])[::-2], np.array([1, 2.5], object), pd.Series([1, 2.5]), pd.Series([1, 9, 2.5])[::2],
    pd.Series([1, None, 2.5]), pd.Series([1, None, 2.5], dtype="Float64"), pd.Series([1, 2.5], dtype="float64[pyarrow]"),
    pd.array([1, 2.5]), pd.Index([1, 2.5]), pa.array([1, None, 2.5]), pa.chunked_array([[1.0], [2.5]]),
    pa.array([9, 1, 2.5, 9])[1:3], pa.table({"x": [1, 2.5]}), pa.record_batch({"x": [1, 2.5]}),
    pa.array([1, 2.5], pa.float32()), pl.Series([1.0, 2.5]), pl.Series([1.0, None, 2.5]), pl.DataFrame({"x": [1.0, 2.5]}),
]
WHOLES = [
    [1, 2], (1, 2), {1, 2}, range(1, 3), (x for x in [1, 2]), iter([1, 2]), bytearray(b"\1\2"), array("b", [1, 2]),
    array("q", [1, 2]), array("L", [1, 2]), [True, 2], [np.int8(1), np.uint64(2)],
    *(np.array([1, 2], kind) for kind in "bBhHiIlLqQ"), np.array([True, False, True, True]), np.arange(3)[1:],
    np.array([1, 2], ">i2"), pd.Series([1, 2]), pd.Series([1, None, 2], dtype="Int64"), pd.Series([1, 2], dtype="uint8"),
    *(pa.array([1, None, 2], kind) for kind in (
        pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64())),
    pa.array([True, True, True, False, None]), pl.Series([1, 2]), pl.Series([1, 2], dtype=pl.Int8),
]


@pytest.mark.parametrize("data", REALS, ids=lambda d: type(d).__module__ + "." + type(d).__name__)
def test_reals_are_taken(data):
    assert total(data) == 3.5


@pytest.mark.parametrize("dtype", ["int", "int64", "float"])
@pytest.mark.parametrize("position", range(len(WHOLES)))
def test_integers_are_taken(position, dtype):
    data = WHOLES[position]
    if hasattr(data, "__next__"):
        data = iter([1, 2])
    assert total(data, dtype) == 3


def test_what_a_mask_hides_is_no_entry():
    assert total(np.ma.array([1.0, 100.0, 2.5], mask=[0, 1, 0])) == 3.5
    assert total(np.ma.array([1, 100, 2], mask=[0, 1, 0]), "int") == 3
    assert util.mean(np.ma.array([1.0, 100.0, 2.0], mask=[0, 1, 0])) == 1.5
    assert Max(NO_NOISE).quick_result(np.ma.array([5] * 1000 + [900] * 1000, mask=[0] * 1000 + [1] * 1000)) == 5
    with pytest.raises(TypeError):
        total(np.ma.array([[1.0, 2.0]], mask=[[0, 1]]))


def test_bytes_are_small_integers_and_no_machine_words():
    ones = bytearray(b"\1" * 4000)
    assert BoundedSum(NO_NOISE, 0, 0, 10, dtype="int64").quick_result(ones) == 4000
    assert abs(BoundedMean(NO_NOISE, dtype="int64").quick_result(ones) - 1) < 1e-3
    assert Max(NO_NOISE, dtype="int64").quick_result(ones) == Min(NO_NOISE, dtype="int64").quick_result(ones) == 1
    assert util.mean(ones) == 1 and util.vector_filter(bytearray(b"\5" * 8), [True] * 9) == [5.0] * 8


def test_entries_that_share_memory_are_taken():
    assert total(np.broadcast_to(5.0, 10)) == 50
    assert total(np.broadcast_to(5, 10), "int") == 50
    halves = np.lib.stride_tricks.as_strided(np.array([1, 2], np.int32), (3,), (2,))
    assert total(halves[::2], "int") == 3 and total(halves, "int") == 1 + 2 + min(1000, 2 * 65536)


def test_a_frame_is_its_column_and_not_its_index():
    for index in (None, [500, 600], ["a", "b"]):
        assert total(pd.DataFrame({"x": [1, 2.5]}, index=index)) == 3.5
    for frame in (pd.DataFrame(index=[5, 6]), pd.DataFrame(), pd.DataFrame({"x": [1], "y": [2]}, index=[7])):
        for made in (total, Median(NO_NOISE, dtype="float").quick_result):
            with pytest.raises(TypeError):
                made(frame)


DATES = [
    *(np.array([5, 6], f"{kind}8[{unit}]") for kind in "mM" for unit in ("D", "s", "ms", "us", "ns")),
    *(pd.Series([5, 6], dtype=kind) for kind in (
        "M8[ns]", "m8[s]", "datetime64[ns, UTC]", "timestamp[ns][pyarrow]", "duration[us][pyarrow]", "date32[pyarrow]")),
    pd.Index([5, 6], dtype="M8[ns]"), pa.array([5, 6], pa.timestamp("ns")), pa.array([5, 6], pa.duration("s")),
    pl.Series([5, 6]).cast(pl.Datetime("ns")), pl.Series([5, 6]).cast(pl.Duration("ns")),
]


@pytest.mark.parametrize("dtype", ["int", "float"])
@pytest.mark.parametrize("data", DATES, ids=lambda d: f"{type(d).__module__}-{getattr(d, 'dtype', '')}")
def test_dates_and_durations_are_no_numbers(data, dtype):
    for made in (lambda: total(data, dtype), lambda: Median(NO_NOISE, dtype=dtype).quick_result(data)):
        with pytest.raises(TypeError):
            made()


def test_a_form_that_cannot_be_read_leaves_nothing_locked(monkeypatch):
    def unreadable(*_):
        raise UnicodeDecodeError("utf-8", b"", 0, 1, "planted")

    monkeypatch.setattr(_buffer, "_element", unreadable)
    data = bytearray(b"abc")
    assert _buffer.Buffer.of(data) is None
    data.append(1)  # a BufferError while a view is held


def test_a_relation_is_taken():
    assert total(relation("select x::double from (values (1), (null), (2.5)) t(x)")) == 3.5
    assert total(relation("select 1::bigint as x union all select 2"), "int") == 3


@pytest.mark.parametrize("data", [
    "12", b"12", {1: 2}, None, 5, 1.5, np.ones((2, 2)), np.array(1.0), ["a"], [None], [[1.0]], [1j], np.array(["a"]),
    np.array([1j]), np.array(["2020-01-01"], "datetime64[D]"), pd.Series(["a"]), pd.Series([1j]),
    pd.Series(pd.to_datetime(["2020-01-01"])), pa.array(["a"]), pa.array([[1.0]]), pl.Series(["a"]),
    pa.array(["a"]).dictionary_encode(), array("u", "ab")], ids=lambda d: type(d).__name__)
def test_other_things_are_type_errors(data):
    with pytest.raises(TypeError):
        total(data)


@pytest.mark.parametrize("data", [
    [1.0], (1.5,), np.array([1.0]), np.array([1.0], np.float32), np.array([1.0], np.float16), array("d", [1]),
    pd.Series([1.0]), pd.Series([1, None]), pa.array([1.0]), pa.array([1.0], pa.float32()), pl.Series([1.0]), [2**63]],
    ids=lambda d: type(d).__name__)
def test_reals_are_no_integers(data):
    with pytest.raises(TypeError):
        total(data, "int")


def test_a_table_with_two_columns_is_refused():
    for data in (pl.DataFrame({"x": [1.0], "y": [2.0]}), pa.table({"x": [1.0], "y": [2.0]})):
        with pytest.raises((TypeError, ValueError)):
            total(data)


def test_a_producer_that_fails_is_reported_and_nothing_is_added():
    def batches():
        yield pa.record_batch({"x": [1.0]})
        raise OSError("the disk is gone")

    reader = pa.RecordBatchReader.from_batches(pa.schema([("x", pa.float64())]), batches())
    made = BoundedSum(NO_NOISE, 0, 0, 10, dtype="float")
    with pytest.raises(RuntimeError):
        made.add_entries(reader)
    assert made.result() == pytest.approx(0, abs=1e-6)


def test_a_bad_element_adds_nothing():
    made = BoundedSum(NO_NOISE, 0, 0, 10, dtype="float")
    with pytest.raises(TypeError):
        made.add_entries([1.0, 2.0, "three"])
    assert made.result() == pytest.approx(0, abs=1e-6)


def test_arrays_of_64_bits_are_not_copied(monkeypatch):
    seen = []
    monkeypatch.setattr(_entries, "call", lambda name, *arguments: seen.append(arguments))
    for data in (np.arange(5.0), np.arange(5), np.arange(9.0)[::2], pd.Series([1.5, 2.5])):
        inside = data.to_numpy() if isinstance(data, pd.Series) else data
        _entries.add(None, data, "float")
        assert seen.pop()[1:] == (
            _library.INT64 if inside.dtype == int else _library.FLOAT64, inside.ctypes.data, len(inside),
            inside.strides[0], 0)


def test_nulls_and_lengths_of_a_count():
    assert Count(NO_NOISE, dtype="float").quick_result(np.zeros(1000)) == 1000
    assert Count(NO_NOISE).quick_result(range(77)) == 77


@pytest.mark.parametrize("data", [list(range(100)) * 20, np.arange(2000) % 100, pd.Series(list(range(100)) * 20),
                                  pl.Series(list(range(100)) * 20), pa.array(list(range(100)) * 20)],
                         ids=lambda d: type(d).__name__)
def test_order_statistics_learn_bounds_from_every_form(data):
    assert Median(NO_NOISE).quick_result(data) in range(45, 55)
    assert Max(NO_NOISE, dtype="float").quick_result(data) == pytest.approx(99, abs=1)


@pytest.mark.parametrize("data", [
    pd.DataFrame({"x": [5, None] * 1000}, dtype="Int64"), pl.DataFrame({"x": [5, None] * 1000}),
    pa.table({"x": [5, None] * 1000}), pa.record_batch({"x": [5, None] * 1000})], ids=lambda d: type(d).__module__)
def test_order_statistics_learn_bounds_from_one_column(data):
    assert Median(NO_NOISE).quick_result(data) == 5


def test_order_statistics_learn_bounds_from_a_relation():
    assert Median(NO_NOISE).quick_result(relation("select case when i % 2 = 0 then 5 end x from range(2000) t(i)")) == 5
    for sql in ("select 1 x, 2 y", "select 1 x, 2 y where false", "select 'a' x"):
        with pytest.raises(TypeError):
            Median(NO_NOISE).quick_result(relation(sql))


def test_nothing_is_imported_that_the_caller_doesnt_use():
    program = (
        "import sys, pydp; from pydp.algorithms.laplacian import BoundedMean; import pydp.mechanisms;"
        "BoundedMean(1.0, 0, 0, 10).quick_result([1, 2, 3]); from array import array;"
        "BoundedMean(1.0, 0, 0, 10, dtype='float').quick_result(array('d', [1.0]));"
        "pydp.mechanisms.LaplaceMechanism(1.0).add_noise(array('d', [1.0]));"
        "print(sorted({'numpy', 'pandas', 'pyarrow', 'polars', 'duckdb'} & set(sys.modules)))")
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout == "[]\n"
