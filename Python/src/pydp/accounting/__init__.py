"""What releases cost together, as tight as theory allows and never below the truth.

    from pydp.accounting import PLDAccountant, gaussian, laplace

    accountant = PLDAccountant()
    accountant.compose(gaussian(10), 100)
    accountant.compose(laplace(5), 20)
    print(accountant.epsilon(1e-6))     # PrivacyBracket(lower=..., upper=...): upper holds

Events say what happens, accountants what it costs. An accountant reports and doesn't grant: its answers are for a list
of releases that was fixed in advance. Long calls release the interpreter's lock.
"""

from .._errors import AccountingError, DifferentAdjacencyError, UnboundedError, UnsupportedEventError
from .._event import PrivacyEvent
from ._accountants import (
    BasicAccountant, GaussianAccountant, OptimalAccountant, PLDAccountant, PrivacyAccountant, PrivacyBracket,
    RDPAccountant, ZCDPAccountant)
from ._calibration import calibrate, most_releases
from ._compounds import (
    composed, parallel, poisson_sampled, repeat_and_select, repeated, sampled_without_replacement, shuffled,
    tree_aggregation)
from ._events import (
    approximate, discrete_gaussian, discrete_laplace, exponential, gaussian, laplace, randomized_response, staircase,
    zero_concentrated)

__all__ = [
    "AccountingError", "BasicAccountant", "DifferentAdjacencyError", "GaussianAccountant", "OptimalAccountant",
    "PLDAccountant", "PrivacyAccountant", "PrivacyBracket", "PrivacyEvent", "RDPAccountant", "UnboundedError",
    "UnsupportedEventError", "ZCDPAccountant", "approximate", "calibrate", "composed", "discrete_gaussian",
    "discrete_laplace", "exponential", "gaussian", "laplace", "most_releases", "parallel", "poisson_sampled",
    "randomized_response", "repeat_and_select", "repeated", "sampled_without_replacement", "shuffled", "staircase",
    "tree_aggregation", "zero_concentrated"]
