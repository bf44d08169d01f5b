"""How much two samples tell about their distributions, for certain up to a false-alarm rate."""

from __future__ import annotations

import math

from scipy.special import betaincinv


def at_least(hits: int, draws: int, rate: float) -> float:
    """Clopper and Pearson's lower limit of a probability; wrong with a chance of at most `rate`."""
    return float(betaincinv(hits, draws - hits + 1, rate)) if hits else 0.0


def at_most(hits: int, draws: int, rate: float) -> float:
    """Their upper limit."""
    return 1 - at_least(draws - hits, draws, rate)


def epsilon_at_least(hits: int, draws: int, others: int, of: int, delta: float, rate: float) -> float:
    """A lower bound on epsilon from an event seen `hits` times of `draws` on one input and `others` times `of` on its
    neighbour: P(event) <= e^epsilon Q(event) + delta. Two limits share the rate. 0 if nothing can be said."""
    probability, other = at_least(hits, draws, rate / 2) - delta, at_most(others, of, rate / 2)
    return max(0.0, math.log(probability / other)) if probability > 0 else 0.0
