"""Steps of the input pipeline. Images arrive as numbers in 0 … 1, shape (channels, height, width)."""

from typing import Annotated, Literal

from pydantic import Field

from workbench.spec.call import Call
from workbench.spec.declare import transform
from workbench.spec.expression import Expression, Function
from workbench.spec.fields import ESSENTIAL, Numbers
from workbench.spec.parts import Transform

Interpolation = Annotated[
    Literal["nearest", "bilinear"],
    Field(description="How a pixel between pixels is found; nearest is quick, bilinear smooth."),
]
Fill = Annotated[
    float | tuple[float, ...],
    Numbers(float),
    Field(description="What the empty pixels hold; one number, or one for every channel."),
]
Centre = Annotated[
    tuple[float, float] | None,
    Numbers(float, (2,), scalar=False),
    Field(description="The point that stays, as x, y from the upper left corner; none: the middle."),
]
Size = Annotated[
    int | tuple[int, int],
    Numbers(int, (2,), ge=1),
    Field(description="Height and width; one number for a square."),
    ESSENTIAL,
]


class RandomTransform(Transform):
    """A step that draws new numbers for every sample in every epoch."""

    when: Annotated[
        Literal["training", "always"],
        Field(description="training: not in validation, test and prediction; always: there too."),
    ] = "training"


@transform("Size")
class Resize(Transform):
    """Scales the image. One number: the shorter side gets this length; two: exactly this height and width."""

    formula = "(C, H, W) → (C, size[0], size[1])"
    use = "First, where images differ in size, or are larger than the model needs."

    size: Annotated[
        int | tuple[int, int],
        Numbers(int, (2,), ge=1),
        Field(description="One number: length of the shorter side; two: height, width."),
        ESSENTIAL,
    ] = 28
    interpolation: Annotated[
        Literal["nearest", "nearest-exact", "bilinear", "bicubic"],
        Field(description="How a pixel between pixels is found."),
    ] = "bilinear"
    max_size: Annotated[int | None, Field(ge=1, description="The longer side does not get longer than this.")] = None
    antialias: Annotated[bool, Field(description="Smooth before making smaller, as Pillow does.")] = True

    def call(self) -> Call:
        """The interpolation becomes torchvision's enumeration."""
        arguments = self.arguments()
        if "interpolation" in arguments:
            arguments["interpolation"] = Call("torchvision.transforms.v2.InterpolationMode", (self.interpolation,))
        return Call(self.target, (), arguments)


@transform("Size")
class CenterCrop(Transform):
    """Cuts the middle out; a smaller image gets black edges."""

    by_sample = True
    formula = "(C, H, W) → (C, size[0], size[1])"
    use = "After Resize with one number, to get squares."

    size: Size = 24


@transform("Size", random=True)
class RandomCrop(RandomTransform):
    """Cuts out a piece at a random place: the model learns not to mind where things stand."""

    by_sample = True
    formula = "(C, H, W) → (C, size[0], size[1])"
    use = "For photographs; with padding 4 it is the usual step for 32 × 32."

    size: Size = 28
    padding: Annotated[
        int | tuple[int, ...] | None,
        Numbers(int, (2, 4), ge=0),
        Field(description="Pixels added first: all sides; or left/right, top/bottom; or left, top, right, bottom."),
    ] = None
    pad_if_needed: Annotated[bool, Field(description="Add pixels where the image is smaller than the piece.")] = False
    fill: Fill = 0.0
    padding_mode: Annotated[
        Literal["constant", "edge", "reflect", "symmetric"], Field(description="What the added pixels hold.")
    ] = "constant"


@transform("Geometry", random=True)
class RandomRotation(RandomTransform):
    """Turns the image by a random angle."""

    by_sample = True
    formula = "α ~ U(−degrees, degrees)"
    use = "Where slanted pictures occur; for digits not more than about 15°."

    degrees: Annotated[
        float | tuple[float, float],
        Numbers(float, (2,), ordered=True, symmetric=True, ge=-360, le=360),
        Field(description="One number d: between −d and d; two: from, to."),
        ESSENTIAL,
    ] = 10.0
    interpolation: Interpolation = "nearest"
    expand: Annotated[
        bool, Field(description="Make the image larger so that nothing is cut off; needs a Resize after it.")
    ] = False
    center: Centre = None
    fill: Fill = 0.0


@transform("Geometry", random=True)
class RandomAffine(RandomTransform):
    """Turns, shifts, scales and shears the image at random."""

    by_sample = True
    formula = "x′ = T · C · R(α) · S · C⁻¹ · x"
    use = "For handwriting and symbols: shift, size and slant at once."

    degrees: Annotated[
        float | tuple[float, float],
        Numbers(float, (2,), ordered=True, symmetric=True, ge=-360, le=360),
        Field(description="Rotation. One number d: between −d and d; two: from, to."),
        ESSENTIAL,
    ] = 10.0
    translate: Annotated[
        tuple[float, float] | None,
        Numbers(float, (2,), scalar=False, ge=0, le=1),
        Field(description="Largest shift as a share of the width and of the height."),
    ] = None
    scale: Annotated[
        tuple[float, float] | None,
        Numbers(float, (2,), scalar=False, gt=0, ordered=True),
        Field(description="Smallest and largest factor of the size."),
    ] = None
    shear: Annotated[
        float | tuple[float, ...] | None,
        Numbers(float, (2, 4), ordered=True, symmetric=True, ge=-89, le=89),
        Field(description="Shear in degrees. One number d: −d … d along x; two: from, to; four: the same along y too."),
    ] = None
    interpolation: Interpolation = "nearest"
    fill: Fill = 0.0
    center: Centre = None


@transform("Geometry", random=True)
class RandomHorizontalFlip(RandomTransform):
    """Mirrors left and right at random. Not for digits and letters."""

    by_sample = True
    formula = "y[c, i, j] = x[c, i, W − 1 − j]"
    use = "For photographs, whose mirror images mean the same."

    p: Annotated[float, Field(ge=0, le=1, description="How often.")] = 0.5


@transform("Geometry", random=True)
class RandomVerticalFlip(RandomTransform):
    """Mirrors top and bottom at random."""

    by_sample = True
    formula = "y[c, i, j] = x[c, H − 1 − i, j]"
    use = "For pictures from above or through a microscope."

    p: Annotated[float, Field(ge=0, le=1, description="How often.")] = 0.5


@transform("Size")
class Pad(Transform):
    """Adds a border around the image."""

    by_sample = True
    formula = "H_out = H_in + top + bottom\nW_out = W_in + left + right"
    use = "Where images need a border, such as 28 × 28 in a network for 32 × 32."

    padding: Annotated[
        int | tuple[int, ...],
        Numbers(int, (2, 4), ge=0),
        Field(
            description="Pixels on every side; two numbers: left and right, top and bottom; four: left, top, right, bottom."
        ),
        ESSENTIAL,
    ] = 2
    fill: Fill = 0.0
    padding_mode: Annotated[
        Literal["constant", "edge", "reflect", "symmetric"],
        Field(
            description="constant: fill; edge: the last pixel; reflect and symmetric: mirrored without or with the edge."
        ),
    ] = "constant"


@transform("Colour", random=True)
class ColorJitter(RandomTransform):
    """Changes brightness, contrast, saturation and hue at random, in a random order."""

    formula = (
        "brightness: y = b · x\n"
        "contrast: y = c · x + (1 − c) · mean(gray(x))\n"
        "saturation: y = s · x + (1 − s) · gray(x)\n"
        "hue: H ← H + h"
    )
    use = "For photographs in changing light."

    brightness: Annotated[
        float | tuple[float, float] | None,
        Numbers(float, (2,), ge=0, ordered=True),
        Field(description="One number b: factor between 1 − b and 1 + b; two: from, to."),
    ] = None
    contrast: Annotated[
        float | tuple[float, float] | None,
        Numbers(float, (2,), ge=0, ordered=True),
        Field(description="One number c: factor between 1 − c and 1 + c; two: from, to."),
    ] = None
    saturation: Annotated[
        float | tuple[float, float] | None,
        Numbers(float, (2,), ge=0, ordered=True),
        Field(description="One number s: factor between 1 − s and 1 + s; two: from, to."),
    ] = None
    hue: Annotated[
        float | tuple[float, float] | None,
        Numbers(float, (2,), ordered=True, symmetric=True, ge=-0.5, le=0.5),
        Field(description="Turn of the colour circle, at most 0.5. One number h: between −h and h; two: from, to."),
    ] = None


@transform("Colour")
class Grayscale(Transform):
    """Turns a colour image grey."""

    formula = "y = 0.2989 R + 0.587 G + 0.114 B"
    use = "Where colour tells nothing: fewer numbers, quicker."

    num_output_channels: Annotated[Literal[1, 3], Field(description="1: one channel; 3: three alike.")] = 1


@transform("Colour")
class Normalize(Transform):
    """Subtracts the mean and divides by the standard deviation, channel by channel: learning likes numbers around 0."""

    by_sample = True
    formula = "y[c] = (x[c] − mean[c]) / std[c]"
    use = "Last before the model; Measure finds the numbers."

    mean: Annotated[
        tuple[float, ...], Numbers(float, scalar=False), Field(description="Mean of every channel."), ESSENTIAL
    ] = (0.5,)
    std: Annotated[
        tuple[float, ...],
        Numbers(float, scalar=False, gt=0),
        Field(description="Standard deviation of every channel."),
        ESSENTIAL,
    ] = (0.5,)
    inplace: Annotated[bool, Field(description="Overwrite the input instead of making a new tensor.")] = False

    def call(self) -> Call:
        """torchvision wants lists."""
        return Call(
            self.target,
            (),
            {"mean": list(self.mean), "std": list(self.std)} | ({"inplace": True} if self.inplace else {}),
        )


@transform("Colour")
class Lambda(Transform):
    """Computes every number of the images anew, by an expression over x: for what has no step of its own.

    Known are + - * / **, comparisons (with and, or, not), where(x > 0.5, 1, 0), clamp(x, 0, 1), minimum, maximum, abs,
    sqrt, square, exp, log, log1p, sin, cos, tan, tanh, sigmoid, relu, round, floor, ceil, sign, pi and e; and mean, std,
    min, max of an image: (x - mean(x)) / std(x).
    """

    formula = "y = expression(x)"
    use = "For a step that no part does: a curve of the brightness, a threshold."

    expression: Annotated[str, Expression(), Field(description="What becomes of x, the image."), ESSENTIAL] = "x ** 0.5"

    def call(self) -> Call:
        """torchvision wants a function."""
        return Call(self.target, (Function(self.expression),))
