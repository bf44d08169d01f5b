"""Differential privacy as PyDP's users write it, on an exact library.

    import pydp as dp
    from pydp.algorithms.laplacian import BoundedMean

    mean = BoundedMean(epsilon=0.5, lower_bound=10, upper_bound=60, dtype="float")
    print(mean.quick_result([22.5, 28.1, 31.2, 19.8, 25.4, 42.0, 26.5, 23.1]))

Modules, names and arguments are those of PyDP 1.1.5; docs/pydp-differences.md of the project lists what differs and
why. `pydp.mechanisms` is ours.
"""

from importlib.metadata import PackageNotFoundError, version as _version

_DISTRIBUTION = "swift-differential-privacy"


def _refuse_two_packages() -> None:
    """Both distributions bring a module of this name, and half of each would be worse than either."""
    try:
        found = _version("python-dp")
    except PackageNotFoundError:
        return
    raise ImportError(
        f"python-dp {found} and {_DISTRIBUTION} are both installed, and both are imported as 'pydp'. "
        f"Keep one: pip uninstall python-dp {_DISTRIBUTION}, then pip install {_DISTRIBUTION}")


_refuse_two_packages()
__version__ = _version(_DISTRIBUTION)

from . import _pydp, algorithms, distributions, ml, util  # noqa: E402

__all__ = ["algorithms", "distributions", "ml", "util"]
