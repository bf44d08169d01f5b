"""Which groups of people may be published, given how many people each has."""

from __future__ import annotations

import ctypes
import enum
import math
from ctypes import byref, c_double, c_int64, c_uint8
from typing import Any, Optional

from .._arguments import count, real
from .._event import PrivacyEvent
from .._library import Handle, SelectionDescription, SelectionParameters, call

__all__ = [
    "PartitionSelectionStrategy", "create_partition_strategy", "create_truncated_geometric_partition_strategy",
    "create_laplace_partition_strategy", "create_gaussian_partition_strategy"]


class PartitionSelectionStrategyType(enum.Enum):
    """Which strategy."""

    NEAR_TRUNCATED_GEOMETRIC = 0
    LAPLACE = 1
    GAUSSIAN = 2

    def __int__(self) -> int:
        return self.value


def _people(value: Any) -> int:
    """A number of people: what lies between integers counts as the lower, what lies beyond 64 bits as the last."""
    number = value if isinstance(value, int) else real(value, "num_users")
    if number != number:
        raise ValueError("num_users must be a number")
    return min(math.floor(min(max(number, -1), 2.0**63)), 2**63 - 1)


class PartitionSelectionStrategy:
    """Decides whether a group is published. Ask about a group once: each question costs its share."""

    _handle: Any = None
    _description: SelectionDescription
    _made_from: tuple

    @classmethod
    def _make(cls, epsilon: Any, delta: Any, max_partitions_contributed: Any, kind: int, pre_threshold: Any = 1) -> Any:
        self = cls.__new__(cls)
        self._made_from = epsilon, delta, max_partitions_contributed, kind, pre_threshold
        parameters = SelectionParameters(
            kind=kind + 1, epsilon=real(epsilon, "epsilon"), delta=real(delta, "delta"),
            max_partitions_contributed=count(max_partitions_contributed, "max_partitions_contributed"),
            pre_threshold=count(pre_threshold, "pre_threshold"))
        self._handle = Handle("partition_selection", "partition_selection_new", byref(parameters))
        self._description = SelectionDescription()
        call("partition_selection_describe", self._handle, byref(self._description))
        return self

    def __reduce__(self) -> tuple:
        return type(self)._make, self._made_from

    def should_keep(self, num_users: int) -> bool:
        """Whether to publish a group with so many people.

        :raises TypeError: for what isn't a number.
        :raises ValueError: for NaN.
        """
        if self._handle is None:
            raise NotImplementedError("PartitionSelectionStrategy is abstract: take create_partition_strategy")
        keep = c_uint8()
        call(
            "partition_selection_should_keep", self._handle, byref(c_int64(_people(num_users))), 1,
            byref(keep))
        return bool(keep.value)


class _Made(PartitionSelectionStrategy):
    def probability_of_keep(self, num_users: int) -> float:
        """With what probability a group with so many people is published. Costs nothing."""
        probability = c_double()
        call(
            "partition_selection_probability_of_keep", self._handle, _people(num_users), byref(probability))
        return probability.value

    @property
    def event(self) -> PrivacyEvent:
        """What publishing groups does to privacy, each asked about once; for `pydp.accounting`."""
        return PrivacyEvent._made("partition_selection_event", self._handle)

    @property
    def epsilon(self) -> float:
        """What publishing groups costs."""
        return self._description.epsilon

    @property
    def delta(self) -> float:
        """What publishing groups costs in delta."""
        return self._description.delta

    @property
    def max_partitions_contributed(self) -> int:
        """In how many groups one person is at most."""
        return self._description.max_partitions_contributed


class _Noisy(_Made):
    def noised_value_if_should_keep(self, num_users: int) -> Optional[float]:
        """The noisy number of people of a group that is published, or None."""
        keep, value = c_uint8(), c_double()
        call(
            "partition_selection_noised_values", self._handle, byref(c_int64(_people(num_users))), 1,
            byref(keep), byref(value))
        return value.value if keep.value else None

    @property
    def threshold(self) -> float:
        """Groups whose noisy number of people is above are published."""
        return self._description.threshold


class TruncatedGeometricPartitionSelectionStrategy(_Made):
    """The most groups that epsilon and delta allow (Desfontaines, Voss, Gipson, Mandayam 2022)."""


class LaplacePartitionSelectionStrategy(_Noisy):
    """A noisy count with Laplace noise, compared with a threshold."""


class GaussianPartitionSelectionStrategy(_Noisy):
    """A noisy count with Gaussian noise, compared with a threshold."""


class PreThresholdingPartitionSelectionStrategy(_Made):
    """A strategy that never publishes groups with fewer people than a public number."""

    @property
    def pre_threshold(self) -> float:
        """That number."""
        return float(self._description.pre_threshold)


_CLASSES = {
    PartitionSelectionStrategyType.NEAR_TRUNCATED_GEOMETRIC: TruncatedGeometricPartitionSelectionStrategy,
    PartitionSelectionStrategyType.LAPLACE: LaplacePartitionSelectionStrategy,
    PartitionSelectionStrategyType.GAUSSIAN: GaussianPartitionSelectionStrategy,
}
_NAMES = {
    "truncated_geometric": PartitionSelectionStrategyType.NEAR_TRUNCATED_GEOMETRIC,
    "laplace": PartitionSelectionStrategyType.LAPLACE,
    "gaussian": PartitionSelectionStrategyType.GAUSSIAN,
}


def create_partition_strategy(
    strategy: str, epsilon: float, delta: float, max_partitions_contributed: int,
    pre_threshold: Optional[int] = None,
) -> _Made:
    """A strategy by its name.

    :param strategy: 'truncated_geometric', 'laplace' or 'gaussian', in any case.
    :param epsilon: finite, at least 2^-50.
    :param delta: from 0 to 1; for 'gaussian' not 0.
    :param max_partitions_contributed: in how many groups one person is at most.
    :param pre_threshold: groups with fewer people are never published; at least 1.
    :raises ValueError: for another name.
    :raises RuntimeError: for a parameter that breaks a rule.
    :raises TypeError: for what isn't a number.
    """
    kind = _NAMES.get(strategy.lower())
    if kind is None:
        raise ValueError(f"the strategies are {', '.join(map(repr, _NAMES))}; not {strategy!r}")
    if pre_threshold is None:
        return _CLASSES[kind]._make(epsilon, delta, max_partitions_contributed, kind.value)
    return create_pre_thresholding_partition_strategy(
        epsilon, delta, max_partitions_contributed, pre_threshold, kind)


def create_truncated_geometric_partition_strategy(
    epsilon: float, delta: float, max_partitions_contributed: int
) -> TruncatedGeometricPartitionSelectionStrategy:
    """As `create_partition_strategy('truncated_geometric', ...)`."""
    return TruncatedGeometricPartitionSelectionStrategy._make(epsilon, delta, max_partitions_contributed, 0)


def create_laplace_partition_strategy(
    epsilon: float, delta: float, max_partitions_contributed: int
) -> LaplacePartitionSelectionStrategy:
    """As `create_partition_strategy('laplace', ...)`."""
    return LaplacePartitionSelectionStrategy._make(epsilon, delta, max_partitions_contributed, 1)


def create_gaussian_partition_strategy(
    epsilon: float, delta: float, max_partitions_contributed: int
) -> GaussianPartitionSelectionStrategy:
    """As `create_partition_strategy('gaussian', ...)`."""
    return GaussianPartitionSelectionStrategy._make(epsilon, delta, max_partitions_contributed, 2)


def create_pre_thresholding_partition_strategy(
    epsilon: float, delta: float, max_partitions_contributed: int, pre_threshold: int,
    strategy_type: PartitionSelectionStrategyType,
) -> PreThresholdingPartitionSelectionStrategy:
    """As `create_partition_strategy` with a pre-threshold, the strategy by its type."""
    if not isinstance(strategy_type, PartitionSelectionStrategyType):
        raise TypeError(f"a PartitionSelectionStrategyType is needed, not '{type(strategy_type).__name__}'")
    return PreThresholdingPartitionSelectionStrategy._make(
        epsilon, delta, max_partitions_contributed, strategy_type.value, pre_threshold)
