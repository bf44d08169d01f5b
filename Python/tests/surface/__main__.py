"""Prints the outcome of each row as JSON: `python -m surface`, in the folder above."""

import json

import pydp

from .namespace import namespace
from .outcome import outcome
from .rows import rows


def main() -> None:
    found = {row.id: outcome(row.call, {**namespace(), **member(row)}) for row in rows()}
    print(json.dumps({"version": pydp.__version__, "outcomes": found}, indent=1))


def member(row) -> dict:
    """What `C` is in a row of a group: a class, or the text itself."""
    import pydp.algorithms.laplacian as laplacian

    return {"C": getattr(laplacian, row.member, row.member)} if row.member else {}


if __name__ == "__main__":
    main()
