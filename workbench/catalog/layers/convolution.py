"""Convolutions, over series, images and volumes, and their counterparts that make larger."""

from typing import Annotated, Literal

from pydantic import Field

from workbench.catalog.layers.infer import channels
from workbench.spec.declare import layer
from workbench.spec.fields import ESSENTIAL, Extent1d, Extent2d, Extent3d, Numbers, Size1d, Size2d, Size3d
from workbench.spec.parts import WeightedLayer

Filters = Annotated[int, Field(ge=1, le=65_536, description="Number of filters."), ESSENTIAL]
Groups = Annotated[
    int,
    Field(ge=1, description="Splits the channels into groups that do not see each other; divides both channel counts."),
]
Bias = Annotated[bool, Field(description="Add a learned number to every filter's output.")]
PaddingMode = Annotated[
    Literal["zeros", "reflect", "replicate", "circular"], Field(description="What the added pixels hold.")
]
STRIDE = "How far a filter moves from one output to the next."
PADDING = "Numbers added at the edges; “same” keeps the size, “valid” adds none."
DILATION = "Distance between the numbers that a filter looks at."
WORDS = ("same", "valid")


@layer("Convolution", infers={"in_channels": channels}, ranks=(2,), for_rank={3: "Conv2d", 4: "Conv3d"})
class Conv1d(WeightedLayer):
    """Slides learned filters along a series (channels × steps) and adds up what they find."""

    formula = (
        "out(Nᵢ, Cⱼ) = bias(Cⱼ) + Σₖ weight(Cⱼ, k) ⋆ input(Nᵢ, k)\n"
        "L_out = ⌊(L_in + 2·padding − dilation·(kernel_size − 1) − 1) / stride⌋ + 1"
    )
    use = "For series: sound, sensors, letters."

    out_channels: Filters = 16
    kernel_size: Annotated[Size1d, Field(description="Steps that a filter looks at."), ESSENTIAL] = 3
    stride: Annotated[Size1d, Field(description=STRIDE)] = 1
    padding: Annotated[int | tuple[int] | str, Numbers(int, (1,), ge=0, words=WORDS), Field(description=PADDING)] = 0
    dilation: Annotated[Size1d, Field(description=DILATION)] = 1
    groups: Groups = 1
    bias: Bias = True
    padding_mode: PaddingMode = "zeros"


@layer("Convolution", infers={"in_channels": channels}, ranks=(3,), for_rank={2: "Conv1d", 4: "Conv3d"})
class Conv2d(WeightedLayer):
    """Slides learned filters over an image and adds up what they find."""

    formula = (
        "out(Nᵢ, Cⱼ) = bias(Cⱼ) + Σₖ weight(Cⱼ, k) ⋆ input(Nᵢ, k)\n"
        "H_out = ⌊(H_in + 2·padding − dilation·(kernel_size − 1) − 1) / stride⌋ + 1"
    )
    use = "The first choice for images; with kernel_size 3 and padding 1 the size stays."

    out_channels: Filters = 16
    kernel_size: Annotated[Size2d, Field(description="Height and width of a filter."), ESSENTIAL] = 3
    stride: Annotated[Size2d, Field(description="How far a filter moves from one output pixel to the next.")] = 1
    padding: Annotated[
        int | tuple[int, int] | str,
        Numbers(int, (2,), ge=0, words=WORDS),
        Field(description="Pixels added at the edges; “same” keeps height and width, “valid” adds none."),
    ] = 0
    dilation: Annotated[Size2d, Field(description="Distance between the pixels that a filter looks at.")] = 1
    groups: Groups = 1
    bias: Bias = True
    padding_mode: PaddingMode = "zeros"


@layer("Convolution", infers={"in_channels": channels}, ranks=(4,), for_rank={2: "Conv1d", 3: "Conv2d"})
class Conv3d(WeightedLayer):
    """Slides learned filters through a volume (channels × depth × height × width) and adds up what they find."""

    formula = (
        "out(Nᵢ, Cⱼ) = bias(Cⱼ) + Σₖ weight(Cⱼ, k) ⋆ input(Nᵢ, k)\n"
        "D_out = ⌊(D_in + 2·padding − dilation·(kernel_size − 1) − 1) / stride⌋ + 1"
    )
    use = "For volumes and films; needs much memory."

    out_channels: Filters = 16
    kernel_size: Annotated[Size3d, Field(description="Depth, height and width of a filter."), ESSENTIAL] = 3
    stride: Annotated[Size3d, Field(description=STRIDE)] = 1
    padding: Annotated[
        int | tuple[int, int, int] | str, Numbers(int, (3,), ge=0, words=WORDS), Field(description=PADDING)
    ] = 0
    dilation: Annotated[Size3d, Field(description=DILATION)] = 1
    groups: Groups = 1
    bias: Bias = True
    padding_mode: PaddingMode = "zeros"


CUT = "How much is cut off at the edges: the padding of the convolution that this one undoes."
EXTRA = "Added to the size on one side, because several input sizes lead to one output size; less than the stride."


@layer(
    "Convolution", infers={"in_channels": channels}, ranks=(2,), for_rank={3: "ConvTranspose2d", 4: "ConvTranspose3d"}
)
class ConvTranspose1d(WeightedLayer):
    """The way back from a Conv1d: every step paints a learned filter, so that the series gets longer."""

    formula = "L_out = (L_in − 1)·stride − 2·padding + dilation·(kernel_size − 1) + output_padding + 1"
    use = "In decoders of series; kernel_size 2 and stride 2 double the length."

    out_channels: Filters = 16
    kernel_size: Annotated[Size1d, Field(description="Steps that a filter paints."), ESSENTIAL] = 3
    stride: Annotated[Size1d, Field(description="How far the painted filters stand apart; 2 doubles the length.")] = 1
    padding: Annotated[Extent1d, Field(description=CUT)] = 0
    output_padding: Annotated[Extent1d, Field(description=EXTRA)] = 0
    groups: Groups = 1
    bias: Bias = True
    dilation: Annotated[Size1d, Field(description=DILATION)] = 1


@layer(
    "Convolution", infers={"in_channels": channels}, ranks=(3,), for_rank={2: "ConvTranspose1d", 4: "ConvTranspose3d"}
)
class ConvTranspose2d(WeightedLayer):
    """The way back from a Conv2d: every pixel paints a learned filter, so that the image gets larger.

    Used in decoders; with kernel_size 2 and stride 2 height and width double.
    """

    formula = "H_out = (H_in − 1)·stride − 2·padding + dilation·(kernel_size − 1) + output_padding + 1"
    use = "In decoders of images; let the stride divide kernel_size, or a chequered pattern appears."

    out_channels: Filters = 16
    kernel_size: Annotated[Size2d, Field(description="Height and width of a filter."), ESSENTIAL] = 3
    stride: Annotated[Size2d, Field(description="How far the painted filters stand apart; 2 doubles the size.")] = 1
    padding: Annotated[Extent2d, Field(description=CUT)] = 0
    output_padding: Annotated[Extent2d, Field(description=EXTRA)] = 0
    groups: Groups = 1
    bias: Bias = True
    dilation: Annotated[Size2d, Field(description=DILATION)] = 1


@layer(
    "Convolution", infers={"in_channels": channels}, ranks=(4,), for_rank={2: "ConvTranspose1d", 3: "ConvTranspose2d"}
)
class ConvTranspose3d(WeightedLayer):
    """The way back from a Conv3d: every number paints a learned filter, so that the volume gets larger."""

    formula = "D_out = (D_in − 1)·stride − 2·padding + dilation·(kernel_size − 1) + output_padding + 1"
    use = "In decoders of volumes."

    out_channels: Filters = 16
    kernel_size: Annotated[Size3d, Field(description="Depth, height and width of a filter."), ESSENTIAL] = 3
    stride: Annotated[Size3d, Field(description="How far the painted filters stand apart; 2 doubles the size.")] = 1
    padding: Annotated[Extent3d, Field(description=CUT)] = 0
    output_padding: Annotated[Extent3d, Field(description=EXTRA)] = 0
    groups: Groups = 1
    bias: Bias = True
    dilation: Annotated[Size3d, Field(description=DILATION)] = 1
