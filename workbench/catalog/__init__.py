"""Every part that a user can pick, declared once. Importing this package fills the registry.

The imports are written out: walking the folder would break a frozen program and could not be searched for.
"""

from workbench.catalog import (
    augmentations,
    automatic,
    datasets,
    losses,
    mixing,
    optimizers,
    schedulers,
    tables,
    texts,
    transforms,
    vision_sets,
)
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
    "activation",
    "augmentations",
    "automatic",
    "backbone",
    "container",
    "convolution",
    "datasets",
    "dropout",
    "linear",
    "losses",
    "mixing",
    "normalization",
    "optimizers",
    "pooling",
    "schedulers",
    "sequence",
    "shape",
    "tables",
    "texts",
    "transforms",
    "vision_sets",
]
