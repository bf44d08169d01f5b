"""Reads the tables beside this file. A row is an id, a call and the outcome it has with our package.

An id such as `bounds.equal[MEANS]` stands for one row a class, in which `C` is that class.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Iterator, NamedTuple, Optional

GROUPS = {
    "MEANS": ["BoundedMean", "BoundedSum", "BoundedVariance", "BoundedStandardDeviation"],
    "ORDER": ["Max", "Min", "Median"],
    "STRATEGIES": ["truncated_geometric", "laplace", "gaussian"],
    "DTYPES": ["int", "int64", "float"],
}


class Row(NamedTuple):
    """One call: `expected` is its outcome with our package."""

    id: str
    call: str
    expected: str
    member: Optional[str] = None


def expand(pattern: str) -> list[tuple[str, Optional[str]]]:
    """The ids that a pattern stands for, each with the member of the group that it is for."""
    match = re.fullmatch(r"(.+)\[(.+)\]", pattern)
    if not match:
        return [(pattern, None)]
    members = [m for word in match[2].split() for m in GROUPS.get(word, [word])]
    return [(f"{match[1]}.{member}", member) for member in members]


def cells(table: Path) -> Iterator[list[str]]:
    """The cells of all table rows of a Markdown file, without headers."""
    for line in table.read_text().splitlines():
        if line.startswith("| `"):
            yield [cell.strip().strip("`") for cell in line.strip().strip("|").split(" | ")]


def rows() -> list[Row]:
    """All rows of all tables."""
    found = []
    for table in sorted(Path(__file__).parent.glob("*.md")):
        for pattern, call, expected in cells(table):
            found += [Row(id, call, expected, member) for id, member in expand(pattern)]
    assert len({row.id for row in found}) == len(found), "two rows have the same id"
    return found
