"""Random image transforms for whole batches, with parameters of their own for every image.

Names, parameters, ranges and results are those of torchvision.transforms.v2, with one difference: a transform draws no
random numbers. It is called as `transform(images_BCHW, uniforms_BK)`, and row i of `uniforms_BK` holds the
`transform.draws` numbers in [0, 1) that decide what happens to image i. So the result for an image depends on its own
row and on nothing else: not on its neighbours, the order, the number of workers, or the state of a generator.
"""

from workbench.data.augment.affine import RandomAffine
from workbench.data.augment.automatic import RandAugment, TrivialAugmentWide
from workbench.data.augment.blur import GaussianBlur
from workbench.data.augment.color import ColorJitter
from workbench.data.augment.crops import RandomCrop
from workbench.data.augment.effects import RandomGrayscale, RandomInvert
from workbench.data.augment.elastic import ElasticTransform
from workbench.data.augment.erasing import RandomErasing
from workbench.data.augment.flips import RandomHorizontalFlip, RandomVerticalFlip
from workbench.data.augment.perspective import RandomPerspective
from workbench.data.augment.pixel_noise import GaussianNoise
from workbench.data.augment.policies import AutoAugment
from workbench.data.augment.resized_crop import RandomResizedCrop
from workbench.data.augment.rotation import RandomRotation

__all__ = [
    "AutoAugment",
    "ColorJitter",
    "ElasticTransform",
    "GaussianBlur",
    "GaussianNoise",
    "RandAugment",
    "RandomAffine",
    "RandomCrop",
    "RandomErasing",
    "RandomGrayscale",
    "RandomHorizontalFlip",
    "RandomInvert",
    "RandomPerspective",
    "RandomResizedCrop",
    "RandomRotation",
    "RandomVerticalFlip",
    "TrivialAugmentWide",
]
