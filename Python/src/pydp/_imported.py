"""Classes of libraries that are known if the caller has imported them, and never imported here."""

from __future__ import annotations

import sys
from typing import Any


def imported(module: str, *names: str) -> Any:
    """The classes of a module, for `isinstance`; none unless it is imported."""
    found = sys.modules.get(module)
    return tuple(getattr(found, name) for name in names if hasattr(found, name))
