"""Pooling: fewer pixels, the same channels."""

from typing import Annotated

from pydantic import Field

from workbench.spec.declare import layer
from workbench.spec.fields import ESSENTIAL, Extent2d, Numbers, Size2d
from workbench.spec.parts import Layer


@layer("Pooling", ranks=(3,))
class MaxPool2d(Layer):
    """Keeps the largest number of every window: smaller images, and small shifts matter less."""

    kernel_size: Annotated[Size2d, Field(description="Height and width of the window."), ESSENTIAL] = 2
    stride: Annotated[Size2d | None, Field(description="How far the window moves; none: by its own size.")] = None
    padding: Annotated[Extent2d, Field(description="Pixels added at the edges, at most half the window.")] = 0
    dilation: Annotated[Size2d, Field(description="Distance between the pixels of a window.")] = 1
    ceil_mode: Annotated[bool, Field(description="Round the output size up: windows may hang over the edge.")] = False


@layer("Pooling", ranks=(3,))
class AvgPool2d(Layer):
    """Takes the mean of every window."""

    kernel_size: Annotated[Size2d, Field(description="Height and width of the window."), ESSENTIAL] = 2
    stride: Annotated[Size2d | None, Field(description="How far the window moves; none: by its own size.")] = None
    padding: Annotated[Extent2d, Field(description="Zeros added at the edges, at most half the window.")] = 0
    ceil_mode: Annotated[bool, Field(description="Round the output size up: windows may hang over the edge.")] = False
    count_include_pad: Annotated[bool, Field(description="Count the added zeros in the mean.")] = True
    divisor_override: Annotated[
        int | None, Field(ge=1, description="Divide by this number instead of the window's size; none: by its size.")
    ] = None


@layer("Pooling", ranks=(3,))
class AdaptiveAvgPool2d(Layer):
    """Takes means so that the output has the size asked for, whatever the input's size."""

    output_size: Annotated[
        int | tuple[int | None, int | None],
        Numbers(int, (2,), ge=1, gaps=True),
        Field(description="Height and width of the output; none in a list keeps that side."),
        ESSENTIAL,
    ] = 1
