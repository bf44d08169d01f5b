"""Every row of the surface tables has the outcome that it says. `make pydp-surface` runs them against python-dp, too."""

import pytest
from surface.__main__ import member
from surface.differences import complaints, listed
from surface.namespace import namespace
from surface.outcome import evaluate
from surface.rows import rows


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.id)
def test_row(row):
    assert evaluate(row.call, {**namespace(), **member(row)}) == row.expected


def test_the_listed_differences_say_what_the_rows_say(repository):
    expected = {row.id: row.expected for row in rows()}
    for id, (peer, ours) in listed(repository / "docs" / "pydp-differences.md").items():
        assert expected[id] == ours, id
        assert peer != ours, id


def test_the_comparison_finds_what_is_not_listed_and_what_is_listed_wrongly():
    same, table = {"a": "1", "b": "2"}, {"b": ("3", "2")}
    assert complaints({"a": "1", "b": "3"}, same, table) == []
    assert len(complaints({"a": "0", "b": "3"}, same, table)) == 1  # a differs, unlisted
    assert len(complaints({"a": "1", "b": "4"}, same, table)) == 1  # b isn't as listed
    assert len(complaints({"a": "1", "b": "2"}, same, table)) == 1  # b doesn't differ
    assert len(complaints({"a": "1", "b": "3"}, {"a": "1"}, table)) == 1  # b is gone
