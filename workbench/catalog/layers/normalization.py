"""Normalisation: numbers of a steady size, so that learning is quicker and calmer."""

from typing import Annotated

from pydantic import Field

from workbench.catalog.layers.infer import channels
from workbench.spec.declare import layer
from workbench.spec.parts import Layer


class _BatchNorm(Layer):
    eps: Annotated[float, Field(gt=0, description="Added to the variance, against division by zero.")] = 1e-5
    momentum: Annotated[
        float | None,
        Field(
            ge=0,
            le=1,
            description="Weight of the newest batch in the running mean; none: the plain mean of all batches.",
        ),
    ] = 0.1
    affine: Annotated[bool, Field(description="Learn a scale and a shift for every channel.")] = True
    track_running_stats: Annotated[bool, Field(description="Keep running means for evaluation.")] = True
    bias: Annotated[bool, Field(description="Learn the shift; only together with affine.")] = True


@layer("Normalization", infers={"num_features": channels}, ranks=(1, 2), for_rank={3: "BatchNorm2d"})
class BatchNorm1d(_BatchNorm):
    """Gives every feature mean 0 and variance 1 over the batch, then a learned scale and shift."""


@layer("Normalization", infers={"num_features": channels}, ranks=(3,), for_rank={1: "BatchNorm1d", 2: "BatchNorm1d"})
class BatchNorm2d(_BatchNorm):
    """Gives every channel mean 0 and variance 1 over the batch and the image, then a learned scale and shift."""
