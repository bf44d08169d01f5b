"""Checks that two printed outcomes differ in exactly the rows that a table of differences lists, as it says.

Usage: python -m surface.differences peer.json ours.json docs/pydp-differences.md
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from .rows import cells, expand


def listed(table: Path) -> dict[str, tuple[str, str]]:
    """By row id what the table says of the peer and of ours."""
    return {
        id: (peer, ours)
        for pattern, peer, ours, *_ in cells(table)
        for id, _ in expand(pattern)
    }


def complaints(peer: dict, ours: dict, table: dict) -> list[str]:
    """What is wrong, one sentence each."""
    found = []
    for id in peer.keys() | ours.keys() | table.keys():
        pair = (peer.get(id), ours.get(id))
        if pair[0] != pair[1] and id not in table:
            found.append(f"{id}: not listed: peer {pair[0]}, ours {pair[1]}")
        elif id in table and table[id] != pair:
            found.append(f"{id}: listed as {table[id]}, is {pair}")
        elif id in table and pair[0] == pair[1]:
            found.append(f"{id}: listed, but both are {pair[0]}")
    return sorted(found)


def main() -> int:
    peer, ours = (json.loads(Path(name).read_text()) for name in sys.argv[1:3])
    table = listed(Path(sys.argv[3]))
    wrong = complaints(peer["outcomes"], ours["outcomes"], table)
    print("\n".join(wrong))
    print(
        f"pydp surface: {len(ours['outcomes'])} rows against python-dp {peer['version']}, "
        f"{len(table)} listed differences, {len(wrong)} complaints")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
