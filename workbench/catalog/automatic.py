"""Random steps that need no choice of transforms."""

from typing import Annotated, Literal

from pydantic import Field

from workbench.catalog.transforms import Interpolation, RandomTransform
from workbench.spec.declare import transform
from workbench.spec.fields import Numbers

OptionalFill = Annotated[
    float | tuple[float, ...] | None,
    Numbers(float),
    Field(description="What the empty pixels hold; one number, or one for every channel; none: 0."),
]


@transform("Automatic", random=True)
class RandAugment(RandomTransform):
    """Does a few operations to every image, drawn from fourteen, all of one strength: two numbers to tune, no more.

    The operations: nothing, shear, shift, turn, brightness, colour, contrast, sharpness, fewer levels, invert above a
    threshold, stretch or even out the tones. Before Normalize.
    """

    formula = "num_ops operations, each drawn anew, all of one magnitude"
    use = "A strong augmentation with two numbers to choose (Cubuk et al. 2020)."

    num_ops: Annotated[int, Field(ge=0, le=20, description="Operations for each image, one after the other.")] = 2
    magnitude: Annotated[
        int, Field(ge=0, le=999, description="Strength of all of them, counted from 0 to num_magnitude_bins − 1.")
    ] = 9
    num_magnitude_bins: Annotated[
        int, Field(ge=10, le=1000, description="Into how many steps the strength is divided.")
    ] = 31
    interpolation: Interpolation = "nearest"
    fill: OptionalFill = None


@transform("Automatic", random=True)
class AutoAugment(RandomTransform):
    """Does a pair of operations to every image, from a list that a search found to help on one of three data sets.

    Take the policy of the data set that is most like yours. Before Normalize.
    """

    formula = "two operations by one of the learned pairs of the policy"
    use = "Augmentation as it was found best for ImageNet, CIFAR10 or SVHN (Cubuk et al. 2019)."

    policy: Annotated[
        Literal["imagenet", "cifar10", "svhn"],
        Field(description="The data set of the search: imagenet: photos; cifar10: small photos; svhn: house numbers."),
    ] = "imagenet"
    interpolation: Interpolation = "nearest"
    fill: OptionalFill = None


@transform("Automatic", random=True)
class TrivialAugmentWide(RandomTransform):
    """Does one operation to every image, drawn from fourteen, of a strength that is drawn too: nothing to tune.

    A good first try. Before Normalize.
    """

    formula = "one operation and one magnitude, both drawn evenly"
    use = "A strong augmentation with nothing to choose (Müller and Hutter 2021)."

    num_magnitude_bins: Annotated[
        int, Field(ge=2, le=1000, description="Into how many steps the strength is divided.")
    ] = 31
    interpolation: Interpolation = "nearest"
    fill: OptionalFill = None
