"""Layers that only change the shape."""

from typing import Annotated, Literal

from pydantic import Field

from workbench.spec.call import Call
from workbench.spec.declare import layer
from workbench.spec.fields import ESSENTIAL, Numbers
from workbench.spec.parts import Layer, Shape


@layer("Shape")
class Flatten(Layer):
    """Lays the axes of a sample out as one row of numbers, so that Linear can follow an image."""

    takes = "any"
    formula = "(N, C, H, W) → (N, C·H·W)"
    use = "Between the last convolution or pooling and the first Linear."

    start_dim: Annotated[int, Field(ge=1, le=8, description="First axis that is laid out; 0 would be the batch.")] = 1
    end_dim: Annotated[int, Field(ge=-8, le=8, description="Last axis that is laid out; -1: the last.")] = -1


@layer("Shape")
class Unflatten(Layer):
    """Lays one axis out as several: the way back from Flatten, for decoders."""

    takes = "any"
    formula = "(N, C·H·W) → (N, C, H, W)"
    use = "In a decoder, between Linear and the first ConvTranspose."

    dim: Annotated[
        int, Field(ge=-8, le=8, description="The axis that is laid out; 1: the first after the batch."), ESSENTIAL
    ] = 1
    unflattened_size: Annotated[
        tuple[int, ...],
        Numbers(int, scalar=False, ge=1),
        Field(description="The sizes of the new axes; their product is the size of the old one."),
        ESSENTIAL,
    ] = (1, 1)


@layer("Shape", implementation="workbench.modules.sequences.Permute")
class Permute(Layer):
    """Puts the axes in another order: (2, 1) makes of channels × steps the steps × features that a sequence layer takes."""

    takes = "any"
    formula = "y = x.permute(0, *dims)"
    use = "Between convolutions and sequence layers, which want the features last."
    reference = "torch.permute"

    dims: Annotated[
        tuple[int, ...],
        Numbers(int, scalar=False, ge=1, le=8),
        Field(description="The axes in their new order; 1: the first after the batch."),
        ESSENTIAL,
    ] = (2, 1)


@layer("Shape", ranks=(2, 3, 4))
class Upsample(Layer):
    """Makes a series, image or volume larger by repeating or blending its numbers; nothing is learned."""

    formula = "H_out = ⌊H_in · scale_factor⌋"
    use = "In decoders, followed by a convolution, in place of ConvTranspose."

    size: Annotated[
        int | tuple[int, ...] | None, Numbers(int, ge=1), Field(description="The size to reach; none: by scale_factor.")
    ] = None
    scale_factor: Annotated[
        float | tuple[float, ...] | None,
        Numbers(float, gt=0, le=64),
        Field(description="How many times larger; none: by size."),
        ESSENTIAL,
    ] = 2.0
    mode: Annotated[
        Literal["nearest", "linear", "bilinear", "bicubic", "trilinear"],
        Field(description="nearest repeats; linear (series), bilinear, bicubic (images), trilinear (volumes) blend."),
    ] = "nearest"
    align_corners: Annotated[bool | None, Field(description="Let the corners' middles meet; none for nearest.")] = None
    recompute_scale_factor: Annotated[
        bool | None, Field(description="Work the factor out again from the rounded size; none: do not.")
    ] = None

    def call(self, input_shape: Shape) -> Call:  # noqa: ARG002 — PyTorch needs no size of the input
        """A size replaces the factor."""
        arguments = self.arguments()
        if self.size is not None:
            arguments.pop("scale_factor")
        return Call(self.target, (), arguments)


@layer("Shape", ranks=(3,))
class PixelShuffle(Layer):
    """Turns r² channels into an image r times as high and wide: sharper than Upsample after a convolution."""

    formula = "(N, C·r², H, W) → (N, C, H·r, W·r)"
    use = "After a convolution, to make images larger and sharp (super-resolution)."

    upscale_factor: Annotated[
        int, Field(ge=1, le=64, description="r; r² divides the number of channels."), ESSENTIAL
    ] = 2


@layer("Shape", ranks=(3,))
class ZeroPad2d(Layer):
    """Puts zeros around an image."""

    formula = "H_out = H_in + top + bottom\nW_out = W_in + left + right"
    use = "For a border that is not the same on all sides; else the convolution's own padding."

    padding: Annotated[
        int | tuple[int, int, int, int],
        Numbers(int, (4,), ge=0),
        Field(description="Pixels on every side, or left, right, top, bottom."),
        ESSENTIAL,
    ] = 1
