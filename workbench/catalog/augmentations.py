"""Random steps that make the training images more varied: cut, bent, grey, inverted, blurred, covered."""

from typing import Annotated, Literal

from pydantic import Field

from workbench.catalog.transforms import Fill, Interpolation, RandomTransform
from workbench.spec.declare import transform
from workbench.spec.fields import ESSENTIAL, Numbers

HowOften = Annotated[float, Field(ge=0, le=1, description="How often.")]


@transform("Size", random=True)
class RandomResizedCrop(RandomTransform):
    """Cuts out a random piece and scales it to one size: the model learns not to mind how large things are.

    The usual first step for photos. Raise the lower end of scale where things fill the image.
    """

    by_sample = True
    formula = "area ~ U(scale) · H · W,  log(w / h) ~ U(log ratio), then resized to size"
    use = "The usual augmentation of photos: objects come in any size and place."

    size: Annotated[
        int | tuple[int, int],
        Numbers(int, (2,), ge=1, le=4096),
        Field(description="Height and width afterwards; one number for a square."),
        ESSENTIAL,
    ] = 28
    scale: Annotated[
        tuple[float, float],
        Numbers(float, (2,), scalar=False, gt=0, le=1, ordered=True),
        Field(description="Area of the piece as a share of the image, from and to."),
    ] = (0.08, 1.0)
    ratio: Annotated[
        tuple[float, float],
        Numbers(float, (2,), scalar=False, gt=0, ordered=True),
        Field(description="Width of the piece over its height, from and to."),
    ] = (3 / 4, 4 / 3)
    interpolation: Annotated[
        Literal["nearest", "nearest-exact", "bilinear", "bicubic"],
        Field(description="How a pixel between pixels is found."),
    ] = "bilinear"
    antialias: Annotated[bool, Field(description="Smooth before making smaller, as Pillow does.")] = True


@transform("Geometry", random=True)
class RandomPerspective(RandomTransform):
    """Shows some images as if seen from the side: the model learns not to mind where one stands."""

    formula = "(x′, y′) = (a x + b y + c, d x + e y + f) / (g x + h y + 1)"
    use = "Where a camera looks at flat things from the side."

    distortion_scale: Annotated[
        float, Field(ge=0, le=1, description="How far the corners move, as a share of half the height and width.")
    ] = 0.5
    p: HowOften = 0.5
    interpolation: Interpolation = "bilinear"
    fill: Fill = 0.0


@transform("Geometry", random=True)
class ElasticTransform(RandomTransform):
    """Bends the image as if seen through moving water. Good for handwriting, where no two lines are drawn alike.

    For images of 28 × 28 alpha between 20 and 50 and sigma between 3 and 5 keep digits readable.
    """

    formula = "x′ = x + alpha · (G_sigma ⋆ u),  u ~ U(−1, 1)"
    use = "For handwriting and tissue, which bend (Simard et al. 2003)."

    alpha: Annotated[
        float | tuple[float, float],
        Numbers(float, (2,), ge=0, le=10_000),
        Field(description="How far pixels move; two numbers: along x, along y."),
    ] = 50.0
    sigma: Annotated[
        float | tuple[float, float],
        Numbers(float, (2,), gt=0, le=100),
        Field(
            description="How smoothly: small bends every stroke, large the whole image; two numbers: along x, along y."
        ),
    ] = 5.0
    interpolation: Interpolation = "bilinear"
    fill: Fill = 0.0


@transform("Colour", random=True)
class RandomGrayscale(RandomTransform):
    """Makes some colour images grey: the model learns not to rely on colour. They keep three channels."""

    formula = "y = 0.2989 R + 0.587 G + 0.114 B"
    use = "Where colour misleads: another camera, another light."

    p: HowOften = 0.1


@transform("Colour", random=True)
class RandomInvert(RandomTransform):
    """Turns some images into their negatives: bright becomes dark. Before Normalize."""

    formula = "y = 1 − x"
    use = "Where dark on light and light on dark mean the same."

    p: HowOften = 0.5


@transform("Damage", random=True)
class GaussianBlur(RandomTransform):
    """Blurs every image by a strength of its own: the model learns to do without sharp edges."""

    formula = "y = x ⋆ k,  k[i] ∝ exp(−i² / (2σ²)),  σ ~ U(sigma)"
    use = "Where pictures in use are less sharp than those for training."

    kernel_size: Annotated[
        int | tuple[int, int],
        Numbers(int, (2,), ge=1, le=255, odd=True),
        Field(description="Pixels that are mixed, odd: one number, or width and height; about six times sigma."),
        ESSENTIAL,
    ] = 3
    sigma: Annotated[
        float | tuple[float, float],
        Numbers(float, (2,), gt=0, le=100, ordered=True),
        Field(description="Strength of the blur in pixels, from and to; one number: always the same."),
    ] = (0.1, 2.0)


@transform("Damage", random=True)
class GaussianNoise(RandomTransform):
    """Adds a small random number to every pixel: the model learns to look past the grain of a bad camera.

    Before Normalize, or without clip.
    """

    formula = "y = x + n,  n ~ N(mean, sigma²)"
    use = "Where cameras are noisy, or to keep a network from relying on single pixels."

    mean: Annotated[float, Field(ge=-10, le=10, description="What is added on average; above 0 is brighter.")] = 0.0
    sigma: Annotated[float, Field(ge=0, le=10, description="Strength; the image's own numbers go from 0 to 1.")] = 0.1
    clip: Annotated[bool, Field(description="Cut off what leaves 0 … 1.")] = True


@transform("Damage", random=True)
class RandomErasing(RandomTransform):
    """Covers a rectangle in some images: the model learns not to rely on one place. Put it after Normalize."""

    formula = "h · w = s · H · W,  s ~ U(scale),  log(h / w) ~ U(log ratio)"
    use = "Where objects can be partly hidden; after Normalize."

    p: HowOften = 0.5
    scale: Annotated[
        tuple[float, float],
        Numbers(float, (2,), scalar=False, ge=0, le=1, ordered=True),
        Field(description="Share of the image that is covered, from and to."),
    ] = (0.02, 0.33)
    ratio: Annotated[
        tuple[float, float],
        Numbers(float, (2,), scalar=False, gt=0, ordered=True),
        Field(description="Height of the rectangle over its width, from and to."),
    ] = (0.3, 3.3)
    value: Annotated[
        float | tuple[float, ...] | str,
        Numbers(float, words=("random",)),
        Field(description="What it holds; one number, or one for every channel; “random”: noise."),
    ] = 0.0
    inplace: Annotated[bool, Field(description="Overwrite the input; here it makes no difference.")] = False
