"""The surface of PyDP 1.1.5 as tables of calls and outcomes, for whichever `pydp` is importable."""
