"""Aggregations, mechanisms, partition selection and the quantile tree."""

from . import laplacian, numerical_mechanisms, partition_selection

__all__ = ["laplacian", "partition_selection", "numerical_mechanisms", "quantile_tree"]
