"""torchvision's data sets but for the first two, which are in :mod:`datasets`. What reads them lives in :mod:`workbench.data.vision`."""

from typing import Annotated, Literal

from pydantic import Field

from workbench.spec.declare import dataset
from workbench.spec.fields import ESSENTIAL, Numbers
from workbench.spec.parts import DatasetPart

IDX = "workbench.data.vision.idx.IdxSource"


@dataset("torchvision", implementation=IDX)
class KMNIST(DatasetPart):
    """70,000 handwritten Japanese signs in 10 classes, 28 × 28, grey: MNIST's shape, but harder."""

    use = "As hard as a first data set may be: MNIST's shape, cursive Japanese."
    reference = "torchvision.datasets.KMNIST"


@dataset("torchvision", implementation=IDX)
class EMNIST(DatasetPart):
    """Up to 814,255 handwritten digits and letters, 28 × 28, grey: what MNIST was taken from, and more."""

    use = "After MNIST: letters, and up to 62 classes."
    reference = "torchvision.datasets.EMNIST"

    split: Annotated[
        Literal["byclass", "bymerge", "balanced", "letters", "digits", "mnist"],
        Field(
            description="byclass: 62 signs; bymerge: 47, where a letter looks alike in both cases; balanced: the same 47, each "
            "as often; letters: a to z; digits and mnist: 0 to 9."
        ),
        ESSENTIAL,
    ] = "balanced"
    upright: Annotated[
        bool, Field(description="Turn the images as people write; torchvision leaves them lying on their side.")
    ] = True


@dataset("torchvision", implementation=IDX)
class QMNIST(DatasetPart):
    """MNIST made again from its source, with all 60,000 test digits, 28 × 28, grey."""

    use = "To judge a digit network on far more test images than MNIST has."
    reference = "torchvision.datasets.QMNIST"

    what: Annotated[
        Literal["test", "test10k", "test50k"],
        Field(description="Which test digits: all, the 10,000 that MNIST has, or the 50,000 that it left out."),
    ] = "test"


@dataset("torchvision", implementation="workbench.data.vision.usps.UspsSource")
class USPS(DatasetPart):
    """9,298 digits from envelopes, 16 × 16, grey: small, quick, and older than MNIST."""

    use = "To see whether a digit network carries over to another post office's digits."
    reference = "torchvision.datasets.USPS"


@dataset("torchvision", implementation="workbench.data.vision.cifar.CifarSource")
class CIFAR10(DatasetPart):
    """60,000 small photos of animals and vehicles in 10 classes, 32 × 32, colour: the classic second data set."""

    use = "The classic first set of colour photos, for convolutions and augmentation."
    reference = "torchvision.datasets.CIFAR10"


@dataset("torchvision", implementation="workbench.data.vision.cifar.CifarSource")
class CIFAR100(DatasetPart):
    """60,000 small photos in 100 classes, 32 × 32, colour: as CIFAR10, with a tenth of the photos for each class."""

    use = "After CIFAR10: a hundred classes, few images of each."
    reference = "torchvision.datasets.CIFAR100"


@dataset("torchvision", implementation="workbench.data.vision.fake.FakeSource")
class FakeData(DatasetPart):
    """Noise with classes by chance, made on the spot: nothing to learn, but any size, to try a model's speed and memory."""

    use = "To try a model's speed and shapes on noise; there is nothing to learn."
    reference = "torchvision.datasets.FakeData"

    size: Annotated[int, Field(ge=1, le=1_000_000, description="Number of training images.")] = 1000
    test_size: Annotated[int, Field(ge=1, le=1_000_000, description="Number of test images.")] = 200
    image_size: Annotated[
        tuple[int, int, int],
        Numbers(int, (3,), scalar=False, ge=1, le=4096),
        Field(description="Channels (1 or 3), height and width."),
    ] = (3, 224, 224)
    num_classes: Annotated[int, Field(ge=2, le=10_000, description="Number of classes.")] = 10
    random_offset: Annotated[int, Field(ge=0, lt=2**32, description="Another number, other images.")] = 0


@dataset("torchvision", implementation="workbench.data.vision.svhn.SvhnSource")
class SVHN(DatasetPart):
    """99,289 house numbers cut out of street photos, one digit each, 32 × 32, colour: digits in the wild."""

    use = "Digits in the wild: colour, clutter, neighbours."
    reference = "torchvision.datasets.SVHN"


@dataset("torchvision", implementation="workbench.data.vision.svhn.Stl10Source")
class STL10(DatasetPart):
    """13,000 photos of animals and vehicles in 10 classes, 96 × 96, colour: few to train with, many to test with."""

    use = "Few labelled photos at 96 × 96: for transfer learning and augmentation."
    reference = "torchvision.datasets.STL10"


PHOTOS = "workbench.data.vision.photos.PhotoSource"

ShorterSide = Annotated[
    int,
    Field(
        ge=0, le=8192, description="Photos are made so small while they are read, which saves memory; 0: as they are."
    ),
]


@dataset("torchvision", implementation=PHOTOS)
class Flowers102(DatasetPart):
    """8,189 photos of flowers in 102 classes, of different sizes: many classes, and few photos of each to train with."""

    use = "Fine differences between classes, few images: for transfer learning."
    reference = "torchvision.datasets.Flowers102"

    train_split: Annotated[
        Literal["train", "train+val"],
        Field(description="train: 10 photos of each flower; train+val: 20, with those meant for validation."),
    ] = "train"
    shorter_side: ShorterSide = 256


@dataset("torchvision", implementation=PHOTOS)
class OxfordIIITPet(DatasetPart):
    """7,349 photos of cats and dogs of 37 breeds, of different sizes."""

    use = "Cats and dogs by breed, or just cats and dogs: for transfer learning."
    reference = "torchvision.datasets.OxfordIIITPet"

    target_types: Annotated[
        Literal["category", "binary-category"],
        Field(description="What to tell apart; category: the 37 breeds; binary-category: cats and dogs."),
    ] = "category"
    shorter_side: ShorterSide = 256


@dataset("torchvision", implementation=PHOTOS)
class Food101(DatasetPart):
    """101,000 photos of 101 dishes, of different sizes: 5 GB to download, and a graphics card to train with."""

    use = "A large set of noisy photos, for a strong network or a pretrained one."
    reference = "torchvision.datasets.Food101"

    shorter_side: ShorterSide = 128


@dataset("torchvision", implementation=PHOTOS)
class GTSRB(DatasetPart):
    """39,270 photos of German traffic signs in 43 classes, from 15 × 15 to 250 × 250, colour."""

    use = "Road signs of very different sizes and light, classes of unequal size."
    reference = "torchvision.datasets.GTSRB"
