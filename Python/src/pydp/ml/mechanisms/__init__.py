"""Empty; see `pydp.ml`."""
