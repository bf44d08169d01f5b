"""The number of entries."""

from __future__ import annotations

from ... import _library
from ..._arguments import delta as checked_delta, dtype as checked_dtype
from .._algorithm import MetaAlgorithm, parameters_for


class Count(MetaAlgorithm):
    """How many entries there are, NaN included: an int, which noise may make negative."""

    def __init__(
        self, epsilon: float = 1.0, l0_sensitivity: int = 1, linf_sensitivity: int = 1, dtype: str = "int", *,
        delta: float = 0, noise: str = "laplace",
    ) -> None:
        """A question. There are no bounds; the other parameters and errors are those of `BoundedSum`."""
        checked_dtype(dtype)
        if noise not in _library.NOISE:
            raise ValueError(f"noise must be 'laplace', 'gaussian' or 'least_variance', not {noise!r}")
        delta = checked_delta(delta)
        super().__init__(
            parameters_for(
                _library.COUNT, dtype, epsilon, l0_sensitivity, linf_sensitivity, noise=_library.NOISE[noise],
                delta=0.0 if noise == "laplace" else delta),
            dtype, delta)
