"""Data sets. What reads them lives in :mod:`workbench.data`."""

from typing import Annotated, Literal

from pydantic import Field

from workbench.spec.declare import dataset
from workbench.spec.fields import ESSENTIAL, FILE, FOLDER
from workbench.spec.parts import DatasetPart

TestShare = Annotated[
    float, Field(ge=0, lt=1, description="Share of the images kept for the test, the same of every class.")
]

Mode = Annotated[Literal["RGB", "L"], Field(description="RGB: colour; L: grey.")]

Damaged = Annotated[
    Literal["stop", "skip"],
    Field(description="What to do with an image that cannot be read: stop and name it, or skip and say so."),
]

Encoding = Annotated[
    Literal["auto", "utf-8", "gb18030", "latin-1", "utf-16"],
    Field(description="How letters are stored; auto: UTF-8, else GB 18030."),
]


@dataset("Built in", implementation="workbench.data.sources.StrokesSource")
class Strokes(DatasetPart):
    """Digits drawn by the program from pen strokes, 28 × 28, grey; no network needed.

    What a model learns here carries over to a real hand.
    """

    use = "To begin with: nothing to download, and it recognises what you draw."

    train_count: Annotated[int, Field(ge=10, le=1_000_000, description="Number of training images.")] = 20_000
    test_count: Annotated[int, Field(ge=10, le=1_000_000, description="Number of test images.")] = 4_000
    strokes_seed: Annotated[int, Field(ge=0, lt=2**32, description="Another number, other hands.")] = 0


@dataset("Built in", implementation="workbench.data.bundled.ShapesSource")
class Shapes(DatasetPart):
    """Coloured circles, squares, triangles, stars, rings and crosses on coloured grounds, drawn by the program; no network needed."""

    use = "For a first network on colour images, and to try augmentation and torchvision's networks."

    train_count: Annotated[int, Field(ge=12, le=1_000_000, description="Number of training images.")] = 6_000
    test_count: Annotated[int, Field(ge=12, le=1_000_000, description="Number of test images.")] = 1_200
    image_size: Annotated[int, Field(ge=16, le=256, description="Height and width in pixels."), ESSENTIAL] = 32
    noise: Annotated[float, Field(ge=0, le=1, description="Strength of the noise, as a share of the brightness.")] = (
        0.05
    )
    shapes_seed: Annotated[int, Field(ge=0, lt=2**32, description="Another number, other pictures.")] = 0


@dataset("torchvision", implementation="workbench.data.vision.idx.IdxSource")
class MNIST(DatasetPart):
    """70,000 handwritten digits, 28 × 28, grey: the classic first data set."""

    use = "To compare with what others have reached; about 99 % is usual for a small convolutional network."
    reference = "torchvision.datasets.MNIST"


@dataset("torchvision", implementation="workbench.data.vision.idx.IdxSource")
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
    mode: Mode = "RGB"
    damaged: Damaged = "stop"


@dataset("Own files", implementation="workbench.data.image_list_source.ImageListSource")
class ImageList(DatasetPart):
    """Your own images, and one file that says for each what it shows: a column of file names, and one of labels.

    The file is a CSV or a text file; labels are words, numbers of classes, or numbers to predict.
    """

    use = "Where a table says what each image shows."

    path: Annotated[
        str, Field(max_length=4096, description="The file; each row names an image and its label."), ESSENTIAL, FILE
    ] = ""
    root: Annotated[
        str,
        Field(max_length=4096, description="The folder that the names are relative to; empty: where the file lies."),
        FOLDER,
    ] = ""
    image: Annotated[
        str, Field(max_length=4096, description="The column of file names; empty: the first that holds some.")
    ] = ""
    targets: Annotated[
        str,
        Field(
            max_length=4096,
            description="The column of labels, or several of numbers with commas between; empty: the last.",
        ),
    ] = ""
    ending: Annotated[
        str, Field(max_length=64, description="What is added to every name, like .jpg; empty: the names are complete.")
    ] = ""
    header: Annotated[
        Literal["auto", "yes", "no"],
        Field(description="Whether the first row names the columns; auto: unless it names an image."),
    ] = "auto"
    task: Annotated[
        Literal["auto", "classes", "numbers"],
        Field(description="What the label is; auto: words and a few whole numbers are classes, the rest numbers."),
    ] = "auto"
    test_path: Annotated[
        str,
        Field(
            max_length=4096, description="A second file of the same form for the test; empty: a share of the images."
        ),
        FILE,
    ] = ""
    test_fraction: TestShare = 0.1
    mode: Mode = "RGB"
    damaged: Damaged = "stop"
    delimiter: Annotated[
        Literal["auto", "comma", "semicolon", "tab", "bar", "space"],
        Field(description="What stands between the cells."),
    ] = "auto"
    encoding: Encoding = "auto"


@dataset("Own files", implementation="workbench.data.text_labels_source.TextLabelsSource")
class ImageTextPairs(DatasetPart):
    """Your own images, each with a text file of the same name beside it, whose first line is the class.

    So cat7.jpg and cat7.txt belong together; folders within the folder are read, too.
    """

    use = "Where every image has its label in a text file of the same name."

    root: Annotated[str, Field(max_length=4096, description="The folder of the images."), ESSENTIAL, FOLDER] = ""
    texts: Annotated[
        str, Field(max_length=4096, description="The folder of the texts; empty: they lie beside their images."), FOLDER
    ] = ""
    test_root: Annotated[
        str,
        Field(max_length=4096, description="A second folder with images for the test; empty: a share of the images."),
        FOLDER,
    ] = ""
    test_fraction: TestShare = 0.1
    mode: Mode = "RGB"
    damaged: Damaged = "stop"
    encoding: Encoding = "auto"


@dataset("Own files", implementation="workbench.data.npz_source.NpzSource")
class NPZ(DatasetPart):
    """Your own arrays in a NumPy file (.npz): images, tables or series, with classes or numbers to predict.

    Write one with numpy.savez(path, x=inputs, y=targets).
    """

    use = "For arrays that a NumPy program has saved: images, tables or series."

    path: Annotated[str, Field(max_length=4096, description="The file."), ESSENTIAL, FILE] = ""
    x: Annotated[
        str, Field(max_length=4096, description="The array of inputs; empty: x_train, x, images, data and the like.")
    ] = ""
    y: Annotated[
        str, Field(max_length=4096, description="The array of targets; empty: y_train, y, labels, target and the like.")
    ] = ""
    x_test: Annotated[
        str, Field(max_length=4096, description="The inputs for the test; empty: x_test and the like, or a share.")
    ] = ""
    y_test: Annotated[
        str, Field(max_length=4096, description="The targets for the test; empty: y_test and the like, or a share.")
    ] = ""
    layout: Annotated[
        Literal["auto", "NHW", "NCHW", "NHWC", "NF", "NCT", "NTC"],
        Field(
            description="The axes of the inputs: samples, channels, height, width; features; or channels and time steps."
        ),
    ] = "auto"
    task: Annotated[
        Literal["auto", "classes", "numbers"],
        Field(description="What the target is; auto: words and whole numbers are classes, the rest numbers."),
    ] = "auto"
    test_fraction: Annotated[
        float,
        Field(ge=0, lt=1, description="Share of the samples kept for the test where the file has no test arrays."),
    ] = 0.2
