"""Every part that a user can pick, declared once. Importing this package fills the registry.

The imports are written out: walking the folder would break a frozen program and could not be searched for.
"""

from workbench.catalog import datasets, losses, optimizers, schedulers, tables, transforms
from workbench.catalog.layers import (
    activation,
    backbone,
    container,
    convolution,
    dropout,
    linear,
    normalization,
    pooling,
    sequence,
    shape,
)

__all__ = [
    "activation", "backbone", "container", "convolution", "datasets", "dropout", "linear", "losses", "normalization", "optimizers",
    "pooling", "schedulers", "sequence", "shape", "tables", "transforms",
]  # fmt: skip
