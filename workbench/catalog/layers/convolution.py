"""Convolutions."""

from typing import Annotated, Literal

from pydantic import Field

from workbench.catalog.layers.infer import channels
from workbench.spec.declare import layer
from workbench.spec.fields import ESSENTIAL, Numbers, Size2d
from workbench.spec.parts import Layer


@layer("Convolution", infers={"in_channels": channels}, ranks=(3,))
class Conv2d(Layer):
    """Slides learned filters over an image and adds up what they find."""

    out_channels: Annotated[int, Field(ge=1, le=65_536, description="Number of filters."), ESSENTIAL] = 16
    kernel_size: Annotated[Size2d, Field(description="Height and width of a filter."), ESSENTIAL] = 3
    stride: Annotated[Size2d, Field(description="How far a filter moves from one output pixel to the next.")] = 1
    padding: Annotated[
        int | tuple[int, int] | str,
        Numbers(int, (2,), ge=0, words=("same", "valid")),
        Field(description="Pixels added at the edges; “same” keeps height and width, “valid” adds none."),
    ] = 0
    dilation: Annotated[Size2d, Field(description="Distance between the pixels that a filter looks at.")] = 1
    groups: Annotated[
        int,
        Field(
            ge=1, description="Splits the channels into groups that do not see each other; divides both channel counts."
        ),
    ] = 1
    bias: Annotated[bool, Field(description="Add a learned number to every filter's output.")] = True
    padding_mode: Annotated[
        Literal["zeros", "reflect", "replicate", "circular"], Field(description="What the added pixels hold.")
    ] = "zeros"
