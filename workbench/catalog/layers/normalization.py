"""Normalisation: numbers of a steady size, so that learning is quicker and calmer."""

from typing import Annotated

from pydantic import Field

from workbench.catalog.layers.infer import channels, last
from workbench.spec.call import Call
from workbench.spec.declare import layer
from workbench.spec.fields import ESSENTIAL
from workbench.spec.parts import Shape, WeightedLayer


class _BatchNorm(WeightedLayer):
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


@layer("Normalization", infers={"num_features": channels}, ranks=(1, 2), for_rank={3: "BatchNorm2d", 4: "BatchNorm3d"})
class BatchNorm1d(_BatchNorm):
    """Gives every feature mean 0 and variance 1 over the batch, then a learned scale and shift."""

    formula = (
        "y = (x − E[x]) / √(Var[x] + eps) · γ + β,  E, Var ← (N, L)\n"
        "running ← (1 − momentum) · running + momentum · batch"
    )
    use = "After Linear or Conv1d, before the activation, with batches of 16 or more."


@layer(
    "Normalization",
    infers={"num_features": channels},
    ranks=(3,),
    for_rank={1: "BatchNorm1d", 2: "BatchNorm1d", 4: "BatchNorm3d"},
)
class BatchNorm2d(_BatchNorm):
    """Gives every channel mean 0 and variance 1 over the batch and the image, then a learned scale and shift."""

    formula = (
        "y = (x − E[x]) / √(Var[x] + eps) · γ + β,  E, Var ← (N, H, W)\n"
        "running ← (1 − momentum) · running + momentum · batch"
    )
    use = "After Conv2d, before the activation, with batches of 16 or more."


@layer(
    "Normalization", infers={"num_features": channels}, ranks=(4,),
    for_rank={1: "BatchNorm1d", 2: "BatchNorm1d", 3: "BatchNorm2d"},
)  # fmt: skip
class BatchNorm3d(_BatchNorm):
    """Gives every channel mean 0 and variance 1 over the batch and the volume, then a learned scale and shift."""

    formula = (
        "y = (x − E[x]) / √(Var[x] + eps) · γ + β,  E, Var ← (N, D, H, W)\n"
        "running ← (1 − momentum) · running + momentum · batch"
    )
    use = "After Conv3d, before the activation, with batches of 16 or more."


Eps = Annotated[float, Field(gt=0, description="Added to the variance, against division by zero.")]


@layer("Normalization", infers={"normalized_shape": last})
class LayerNorm(WeightedLayer):
    """Gives the last axis of every sample mean 0 and variance 1, then a learned scale and shift.

    It does not look at the batch, so it does the same in training and evaluation; usual in transformers.
    """

    formula = "y = (x − E[x]) / √(Var[x] + eps) · γ + β,  E, Var ← x.shape[-1:]"
    use = "In transformers and recurrent networks; works with a batch of 1."

    eps: Eps = 1e-5
    elementwise_affine: Annotated[bool, Field(description="Learn a scale and a shift for every number.")] = True
    bias: Annotated[bool, Field(description="Learn the shift; only together with elementwise_affine.")] = True


@layer("Normalization", infers={"num_channels": channels}, ranks=(1, 2, 3, 4))
class GroupNorm(WeightedLayer):
    """Gives every group of channels of a sample mean 0 and variance 1, then a learned scale and shift.

    In place of BatchNorm where batches are small.
    """

    formula = "y = (x − E[x]) / √(Var[x] + eps) · γ + β,  E, Var ← (C / num_groups, …)"
    use = "After a convolution where batches have fewer than 16 samples."

    num_groups: Annotated[
        int, Field(ge=1, le=65_536, description="Number of groups; divides the number of channels."), ESSENTIAL
    ] = 1
    eps: Eps = 1e-5
    affine: Annotated[bool, Field(description="Learn a scale and a shift for every channel.")] = True
    bias: Annotated[bool, Field(description="Learn the shift; only together with affine.")] = True

    def call(self, input_shape: Shape) -> Call:
        """PyTorch wants the groups first."""
        arguments = self.arguments()
        return Call(self.target, (arguments.pop("num_groups"), channels(input_shape)), arguments)


class _InstanceNorm(WeightedLayer):
    eps: Eps = 1e-5
    momentum: Annotated[
        float | None,
        Field(ge=0, le=1, description="Weight of the newest batch in the running mean; none: the plain mean."),
    ] = 0.1
    affine: Annotated[bool, Field(description="Learn a scale and a shift for every channel.")] = False
    track_running_stats: Annotated[bool, Field(description="Keep running means for evaluation.")] = False
    bias: Annotated[bool, Field(description="Learn the shift; only together with affine.")] = True


@layer(
    "Normalization", infers={"num_features": channels}, ranks=(2,), for_rank={3: "InstanceNorm2d", 4: "InstanceNorm3d"}
)
class InstanceNorm1d(_InstanceNorm):
    """Gives every channel of every series mean 0 and variance 1, each sample by itself."""

    formula = "y = (x − E[x]) / √(Var[x] + eps) · γ + β,  E, Var ← (L)"
    use = "Where the size and offset of each series tell nothing."


@layer(
    "Normalization", infers={"num_features": channels}, ranks=(3,), for_rank={2: "InstanceNorm1d", 4: "InstanceNorm3d"}
)
class InstanceNorm2d(_InstanceNorm):
    """Gives every channel of every image mean 0 and variance 1, each sample by itself; used for style and contrast."""

    formula = "y = (x − E[x]) / √(Var[x] + eps) · γ + β,  E, Var ← (H, W)"
    use = "Where brightness and contrast of each image tell nothing, and for the transfer of style."


@layer(
    "Normalization", infers={"num_features": channels}, ranks=(4,), for_rank={2: "InstanceNorm1d", 3: "InstanceNorm2d"}
)
class InstanceNorm3d(_InstanceNorm):
    """Gives every channel of every volume mean 0 and variance 1, each sample by itself."""

    formula = "y = (x − E[x]) / √(Var[x] + eps) · γ + β,  E, Var ← (D, H, W)"
    use = "Where brightness and contrast of each volume tell nothing."
