"""Every part that a user can pick, declared once. Importing this package fills the registry.

The imports are written out: walking the folder would break a frozen program and could not be searched for.
"""

from workbench.catalog import datasets, losses, optimizers, schedulers, tables, texts, transforms
from workbench.catalog.layers import activation, convolution, dropout, linear, normalization, pooling, sequence, shape

__all__ = [
    "activation", "convolution", "datasets", "dropout", "linear", "losses", "normalization", "optimizers", "pooling",
    "schedulers", "sequence", "shape", "tables", "texts", "transforms",
]  # fmt: skip
