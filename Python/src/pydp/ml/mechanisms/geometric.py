"""Left out; see `pydp.ml`."""

from .. import left_out

raise left_out(__name__)
