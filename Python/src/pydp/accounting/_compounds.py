"""Events that are made of others."""

from __future__ import annotations

from typing import Optional

from .._errors import DifferentAdjacencyError
from .._event import PrivacyEvent
from ._exact import Exact, event, exact, whole


def _parts(events: tuple) -> tuple[str, str]:
    """The mechanisms of events, one after another, and their adjacency."""
    for part in events:
        if not isinstance(part, PrivacyEvent):
            raise TypeError(f"a PrivacyEvent is needed, not '{type(part).__name__}'")
    if not events:
        raise ValueError("there must be an event")
    adjacencies = {part.adjacency for part in events}
    if len(adjacencies) > 1:
        raise DifferentAdjacencyError(f"the events are for different neighbours: {', '.join(sorted(adjacencies))}")
    return ",".join(part.mechanism for part in events), adjacencies.pop()


def _around(name: str, part: PrivacyEvent, parameters: str, adjacency: Optional[str] = None) -> PrivacyEvent:
    mechanism, its_adjacency = _parts((part,))
    return event(f"{name}({mechanism},{parameters})", adjacency or its_adjacency)


def repeated(part: PrivacyEvent, count: int) -> PrivacyEvent:
    """The same event `count` times, with fresh noise."""
    return _around("repeated", part, f"count={whole(count, 'count')}")


def composed(*events: PrivacyEvent) -> PrivacyEvent:
    """All of these over the same data.

    :raises DifferentAdjacencyError: if they are for different neighbours.
    """
    mechanisms, adjacency = _parts(events)
    return event(f"composed({mechanisms})", adjacency)


def parallel(*events: PrivacyEvent) -> PrivacyEvent:
    """Each over its own part of the data; a person is in one part at most, whoever else is there. For add-remove
    neighbours.

    :raises DifferentAdjacencyError: if they are for different neighbours.
    """
    mechanisms, adjacency = _parts(events)
    return event(f"parallel({mechanisms})", adjacency)


def poisson_sampled(part: PrivacyEvent, rate: Exact) -> PrivacyEvent:
    """Over a sample that each person is in with probability `rate`, independently, unseen; for add-remove neighbours.
    """
    return _around("poissonSampled", part, f"rate={exact(rate, 'rate')}")


def sampled_without_replacement(part: PrivacyEvent, size: int, population: int) -> PrivacyEvent:
    """Over a sample of `size` of `population` people, any as likely as another, unseen. For replace-one neighbours."""
    return _around(
        "sampledWithoutReplacement", part,
        f"size={whole(size, 'size')},population={whole(population, 'population')}")


def tree_aggregation(part: PrivacyEvent, steps: int) -> PrivacyEvent:
    """Prefix sums over `steps` steps by a binary tree with this noise in each node; a person is in one step."""
    return _around("treeAggregation", part, f"steps={whole(steps, 'steps')}")


def repeat_and_select(
    part: PrivacyEvent, *, mean: Optional[Exact] = None, shape: Optional[Exact] = None, gamma: Optional[Exact] = None
) -> PrivacyEvent:
    """A random number of runs, of which only the best is released (Papernot and Steinke 2021).

    :param mean: of the Poisson law of the number; or else
    :param shape: above -1, and
    :param gamma: between 0 and 1: the truncated negative binomial law. Shape 1 is geometric with mean 1/gamma.
    """
    if mean is not None and shape is None and gamma is None:
        return _around("repeatAndSelect", part, f"mean={exact(mean, 'mean')}")
    if mean is None and shape is not None and gamma is not None:
        return _around("repeatAndSelect", part, f"shape={exact(shape, 'shape')},gamma={exact(gamma, 'gamma')}")
    raise TypeError("repeat_and_select takes either mean, or shape and gamma")


def shuffled(part: PrivacyEvent, population: int, delta: Exact) -> PrivacyEvent:
    """Local reports of `population` people in an order that a trusted shuffler draws; for replace-one neighbours.

    :param part: what one person does to the own answer; for local neighbours.
    :param delta: at which the amplification is used (Feldman, McMillan and Talwar 2021).
    :raises DifferentAdjacencyError: if the part isn't for local neighbours.
    """
    if isinstance(part, PrivacyEvent) and part.adjacency != "local":
        raise DifferentAdjacencyError(f"a report is made for local neighbours, not for {part.adjacency}")
    return _around(
        "shuffled", part, f"population={whole(population, 'population')},delta={exact(delta, 'delta')}", "replace-one")
