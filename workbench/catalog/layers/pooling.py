"""Pooling: fewer numbers, the same channels; over series, images and volumes."""

from typing import Annotated

from pydantic import Field

from workbench.spec.declare import layer
from workbench.spec.fields import ESSENTIAL, Extent1d, Extent2d, Extent3d, Numbers, Size1d, Size2d, Size3d
from workbench.spec.parts import Layer

CeilMode = Annotated[bool, Field(description="Round the output size up: windows may hang over the edge.")]
CountPad = Annotated[bool, Field(description="Count the added zeros in the mean.")]
Divisor = Annotated[
    int | None, Field(ge=1, description="Divide by this number instead of the window's size; none: by its size.")
]
STRIDE = "How far the window moves; none: by its own size."
MAX_PADDING = "Added at the edges, at most half the window; never the largest."
AVG_PADDING = "Zeros added at the edges, at most half the window."
DILATION = "Distance between the numbers of a window."


@layer("Pooling", ranks=(2,), for_rank={3: "MaxPool2d", 4: "MaxPool3d"})
class MaxPool1d(Layer):
    """Keeps the largest number of every stretch of a series: it gets shorter, and small shifts matter less."""

    formula = (
        "out(N, C, t) = maxₘ input(N, C, stride·t + m)\n"
        "L_out = ⌊(L_in + 2·padding − dilation·(kernel_size − 1) − 1) / stride⌋ + 1"
    )
    use = "After Conv1d, to make a series shorter."

    kernel_size: Annotated[Size1d, Field(description="Steps of the window."), ESSENTIAL] = 2
    stride: Annotated[Size1d | None, Field(description=STRIDE)] = None
    padding: Annotated[Extent1d, Field(description=MAX_PADDING)] = 0
    dilation: Annotated[Size1d, Field(description=DILATION)] = 1
    ceil_mode: CeilMode = False


@layer("Pooling", ranks=(3,), for_rank={2: "MaxPool1d", 4: "MaxPool3d"})
class MaxPool2d(Layer):
    """Keeps the largest number of every window: smaller images, and small shifts matter less."""

    formula = (
        "out(N, C, h, w) = maxₘ,ₙ input(N, C, stride·h + m, stride·w + n)\n"
        "H_out = ⌊(H_in + 2·padding − dilation·(kernel_size − 1) − 1) / stride⌋ + 1"
    )
    use = "After Conv2d, to halve height and width."

    kernel_size: Annotated[Size2d, Field(description="Height and width of the window."), ESSENTIAL] = 2
    stride: Annotated[Size2d | None, Field(description=STRIDE)] = None
    padding: Annotated[Extent2d, Field(description="Pixels added at the edges, at most half the window.")] = 0
    dilation: Annotated[Size2d, Field(description="Distance between the pixels of a window.")] = 1
    ceil_mode: CeilMode = False


@layer("Pooling", ranks=(4,), for_rank={2: "MaxPool1d", 3: "MaxPool2d"})
class MaxPool3d(Layer):
    """Keeps the largest number of every block of a volume."""

    formula = (
        "out(N, C, d, h, w) = max input(N, C, stride·d + k, stride·h + m, stride·w + n)\n"
        "D_out = ⌊(D_in + 2·padding − dilation·(kernel_size − 1) − 1) / stride⌋ + 1"
    )
    use = "After Conv3d, to make a volume smaller."

    kernel_size: Annotated[Size3d, Field(description="Depth, height and width of the window."), ESSENTIAL] = 2
    stride: Annotated[Size3d | None, Field(description=STRIDE)] = None
    padding: Annotated[Extent3d, Field(description=MAX_PADDING)] = 0
    dilation: Annotated[Size3d, Field(description=DILATION)] = 1
    ceil_mode: CeilMode = False


@layer("Pooling", ranks=(2,), for_rank={3: "AvgPool2d", 4: "AvgPool3d"})
class AvgPool1d(Layer):
    """Takes the mean of every stretch of a series."""

    formula = (
        "out(N, C, t) = (1 / k) Σₘ input(N, C, stride·t + m)\nL_out = ⌊(L_in + 2·padding − kernel_size) / stride⌋ + 1"
    )
    use = "To smooth a series while it gets shorter."

    kernel_size: Annotated[Size1d, Field(description="Steps of the window."), ESSENTIAL] = 2
    stride: Annotated[Size1d | None, Field(description=STRIDE)] = None
    padding: Annotated[Extent1d, Field(description=AVG_PADDING)] = 0
    ceil_mode: CeilMode = False
    count_include_pad: CountPad = True


@layer("Pooling", ranks=(3,), for_rank={2: "AvgPool1d", 4: "AvgPool3d"})
class AvgPool2d(Layer):
    """Takes the mean of every window."""

    formula = (
        "out(N, C, h, w) = (1 / (kH·kW)) Σₘ Σₙ input(N, C, stride·h + m, stride·w + n)\n"
        "H_out = ⌊(H_in + 2·padding − kernel_size) / stride⌋ + 1"
    )
    use = "Where the mean of a window says more than its largest number."

    kernel_size: Annotated[Size2d, Field(description="Height and width of the window."), ESSENTIAL] = 2
    stride: Annotated[Size2d | None, Field(description=STRIDE)] = None
    padding: Annotated[Extent2d, Field(description=AVG_PADDING)] = 0
    ceil_mode: CeilMode = False
    count_include_pad: CountPad = True
    divisor_override: Divisor = None


@layer("Pooling", ranks=(4,), for_rank={2: "AvgPool1d", 3: "AvgPool2d"})
class AvgPool3d(Layer):
    """Takes the mean of every block of a volume."""

    formula = (
        "out(N, C, d, h, w) = (1 / (kD·kH·kW)) Σ input(N, C, stride·d + k, stride·h + m, stride·w + n)\n"
        "D_out = ⌊(D_in + 2·padding − kernel_size) / stride⌋ + 1"
    )
    use = "To smooth a volume while it gets smaller."

    kernel_size: Annotated[Size3d, Field(description="Depth, height and width of the window."), ESSENTIAL] = 2
    stride: Annotated[Size3d | None, Field(description=STRIDE)] = None
    padding: Annotated[Extent3d, Field(description=AVG_PADDING)] = 0
    ceil_mode: CeilMode = False
    count_include_pad: CountPad = True
    divisor_override: Divisor = None


Length = Annotated[Size1d, Field(description="Steps of the output."), ESSENTIAL]
Size = Annotated[
    int | tuple[int | None, int | None],
    Numbers(int, (2,), ge=1, gaps=True),
    Field(description="Height and width of the output; none in a list keeps that side."),
    ESSENTIAL,
]
Volume = Annotated[
    int | tuple[int | None, int | None, int | None],
    Numbers(int, (3,), ge=1, gaps=True),
    Field(description="Depth, height and width of the output; none in a list keeps that side."),
    ESSENTIAL,
]


@layer("Pooling", ranks=(2,), for_rank={3: "AdaptiveMaxPool2d", 4: "AdaptiveMaxPool3d"})
class AdaptiveMaxPool1d(Layer):
    """Keeps the largest numbers so that the series has the length asked for, whatever it was before."""

    formula = "y[i] = max x[⌊i·L_in / L_out⌋ : ⌈(i + 1)·L_in / L_out⌉]"
    use = "Before Linear, where series may differ in length."

    output_size: Length = 1


@layer("Pooling", ranks=(3,), for_rank={2: "AdaptiveMaxPool1d", 4: "AdaptiveMaxPool3d"})
class AdaptiveMaxPool2d(Layer):
    """Keeps the largest numbers so that the output has the size asked for, whatever the input's size."""

    formula = "y[i] = max x[⌊i·L_in / L_out⌋ : ⌈(i + 1)·L_in / L_out⌉]"
    use = "Before Linear, where one strong sign anywhere in the image decides."

    output_size: Size = 1


@layer("Pooling", ranks=(4,), for_rank={2: "AdaptiveMaxPool1d", 3: "AdaptiveMaxPool2d"})
class AdaptiveMaxPool3d(Layer):
    """Keeps the largest numbers so that the volume has the size asked for, whatever it was before."""

    formula = "y[i] = max x[⌊i·L_in / L_out⌋ : ⌈(i + 1)·L_in / L_out⌉]"
    use = "Before Linear, where one strong sign anywhere in the volume decides."

    output_size: Volume = 1


@layer("Pooling", ranks=(2,), for_rank={3: "AdaptiveAvgPool2d", 4: "AdaptiveAvgPool3d"})
class AdaptiveAvgPool1d(Layer):
    """Takes means so that the series has the length asked for, whatever it was before."""

    formula = "y[i] = mean x[⌊i·L_in / L_out⌋ : ⌈(i + 1)·L_in / L_out⌉]"
    use = "Before Linear at the end of a network for series."

    output_size: Length = 1


@layer("Pooling", ranks=(3,), for_rank={2: "AdaptiveAvgPool1d", 4: "AdaptiveAvgPool3d"})
class AdaptiveAvgPool2d(Layer):
    """Takes means so that the output has the size asked for, whatever the input's size."""

    formula = "y[i] = mean x[⌊i·L_in / L_out⌋ : ⌈(i + 1)·L_in / L_out⌉]"
    use = "Before Flatten and Linear at the end of an image network (global average pooling with 1)."

    output_size: Size = 1


@layer("Pooling", ranks=(4,), for_rank={2: "AdaptiveAvgPool1d", 3: "AdaptiveAvgPool2d"})
class AdaptiveAvgPool3d(Layer):
    """Takes means so that the volume has the size asked for, whatever it was before."""

    formula = "y[i] = mean x[⌊i·L_in / L_out⌋ : ⌈(i + 1)·L_in / L_out⌉]"
    use = "Before Flatten and Linear at the end of a network for volumes."

    output_size: Volume = 1
