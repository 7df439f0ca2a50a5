"""Data sets. What reads them lives in :mod:`workbench.data`."""

from typing import Annotated, Literal

from pydantic import Field

from workbench.spec.declare import dataset
from workbench.spec.fields import ESSENTIAL, FOLDER
from workbench.spec.parts import DatasetPart


@dataset("Built in", implementation="workbench.data.sources.StrokesSource")
class Strokes(DatasetPart):
    """Digits drawn by the program from pen strokes, 28 × 28, grey; no network needed.

    What a model learns here carries over to a real hand.
    """

    use = "To begin with: nothing to download, and it recognises what you draw."

    train_count: Annotated[int, Field(ge=10, le=1_000_000, description="Number of training images.")] = 20_000
    test_count: Annotated[int, Field(ge=10, le=1_000_000, description="Number of test images.")] = 4_000
    strokes_seed: Annotated[int, Field(ge=0, lt=2**32, description="Another number, other hands.")] = 0


@dataset("torchvision", implementation="workbench.data.sources.MnistSource")
class MNIST(DatasetPart):
    """70,000 handwritten digits, 28 × 28, grey: the classic first data set."""

    use = "To compare with what others have reached; about 99 % is usual for a small convolutional network."
    reference = "torchvision.datasets.MNIST"


@dataset("torchvision", implementation="workbench.data.sources.MnistSource")
class FashionMNIST(DatasetPart):
    """70,000 pictures of clothes in 10 classes, 28 × 28, grey: MNIST's shape, but harder."""

    use = "When MNIST has become too easy; about 92 % is usual for a small convolutional network."
    reference = "torchvision.datasets.FashionMNIST"


@dataset("Own files", implementation="workbench.data.folder.FolderSource")
class ImageFolder(DatasetPart):
    """Your own images: a folder that holds one folder for each class."""

    use = "For photographs of your own; put the same number of them into each folder if you can."
    reference = "torchvision.datasets.ImageFolder"

    root: Annotated[
        str, Field(max_length=4096, description="The folder; each folder in it is a class."), ESSENTIAL, FOLDER
    ] = ""
    test_root: Annotated[
        str,
        Field(
            max_length=4096, description="A folder of the same form with the test images; empty: a share of the images."
        ),
        FOLDER,
    ] = ""
    test_fraction: Annotated[
        float, Field(ge=0, lt=1, description="Share of the images kept for the test where there is no test folder.")
    ] = 0.1
    mode: Annotated[Literal["RGB", "L"], Field(description="RGB: colour; L: grey.")] = "RGB"
    damaged: Annotated[
        Literal["stop", "skip"],
        Field(description="What to do with an image that cannot be read: stop and name it, or skip and say so."),
    ] = "stop"
