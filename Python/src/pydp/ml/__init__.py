"""Empty: PyDP's `GaussianNB` is left out.

It is a copy of diffprivlib's, draws its noise in floating point without protection against attacks on the last digits,
and fails with NumPy 2. Take diffprivlib's own, or fit the class counts, means and variances with `Count`, `BoundedMean`
and `BoundedVariance` of `pydp.algorithms.laplacian`.
"""

from __future__ import annotations

_REASON = (
    "{name} is left out of swift-differential-privacy: in PyDP it is a copy of diffprivlib code whose floating-point "
    "noise isn't hardened, and it fails with NumPy 2. Take diffprivlib's own, or Count, BoundedMean and "
    "BoundedVariance of pydp.algorithms.laplacian")


def left_out(name: str) -> ImportError:
    """What importing a part that isn't here raises."""
    return ImportError(_REASON.format(name=name), name=name)


def __getattr__(name: str) -> object:
    if name == "GaussianNB":
        raise AttributeError(_REASON.format(name="pydp.ml.GaussianNB"))
    raise AttributeError(f"module 'pydp.ml' has no attribute {name!r}")
