"""The names that rows use."""

from __future__ import annotations

import copy
import importlib
import inspect
import pickle
import tempfile
from decimal import Decimal
from fractions import Fraction
from math import inf, nan

import numpy as np
import pandas as pd

import pydp
import pydp.util as util
from pydp import _pydp
from pydp.algorithms import laplacian, numerical_mechanisms, partition_selection, quantile_tree
from pydp.algorithms.laplacian import *  # noqa: F403
from pydp.algorithms.numerical_mechanisms import *  # noqa: F403
from pydp.algorithms.partition_selection import (
    PartitionSelectionStrategy,
    PartitionSelectionStrategyType,
    create_gaussian_partition_strategy,
    create_laplace_partition_strategy,
    create_partition_strategy,
    create_pre_thresholding_partition_strategy,
    create_truncated_geometric_partition_strategy,
)
from pydp.algorithms.quantile_tree import QuantileTree
from pydp.distributions import GaussianDistribution, GeometricDistribution, LaplaceDistribution

E = 1e9  # so large an epsilon that six digits show no noise


def signature(function) -> str:
    """Positional parameters with their defaults; those that only a keyword can give are additions."""
    return ", ".join(
        name if parameter.default is parameter.empty else f"{name}={parameter.default!r}"
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.kind is parameter.POSITIONAL_OR_KEYWORD and name != "self"
    )


def missing(module: str, *names: str) -> list[str]:
    """Those of some names that a module doesn't have."""
    found = importlib.import_module(module)
    return [name for name in names if not hasattr(found, name)]


def near(C=BoundedSum, dtype="float", lower=0, upper=10, **more):  # noqa: F405
    """A statistic whose noise doesn't show."""
    return C(E, 0, lower, upper, dtype=dtype, **more)


def tree(entries=100, value=5.0, lower=0, upper=10):
    """A quantile tree with equal entries."""
    made = QuantileTree(lower, upper, 4, 16)
    for _ in range(entries):
        made.add_entry(value)
    return made


def interval(of) -> tuple:
    """A confidence interval's three numbers."""
    return of.lower_bound, of.upper_bound, of.confidence_level


def after(made, *calls):
    """The outcome of the last of some calls on an object, each a function of it."""
    for call in calls[:-1]:
        call(made)
    return calls[-1](made)


def raised(call):
    """The exception that a call raises, or None."""
    try:
        call()
    except Exception as error:
        return error
    return None


def fields(message: bytes) -> list[int]:
    """The field numbers of the members of an encoded message, in order."""
    numbers, i = [], 0

    def varint():
        nonlocal i
        value = shift = 0
        while True:
            byte = message[i]
            i += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while i < len(message):
        key = varint()
        numbers.append(key >> 3)
        assert key & 7 == 2, "only nested members are expected"
        length = varint()
        i += length
    return numbers


def first_member(message: bytes) -> bytes:
    """The encoded message up to the end of its first member, whose length fits a byte."""
    return message[: 2 + message[1]]


def namespace() -> dict:
    """A fresh copy of all names."""
    return dict(globals())
