"""Data sets of numbers: tables and series, and the steps that prepare a table."""

from typing import Annotated, Literal

from pydantic import Field

from workbench.spec.declare import dataset, transform
from workbench.spec.fields import ESSENTIAL, FILE
from workbench.spec.parts import DatasetPart, Transform

TestFraction = Annotated[
    float, Field(gt=0, lt=1, description="Share of the samples kept for the test, the same of every class.")
]

Targets = Annotated[
    str,
    Field(max_length=4096, description="The column to predict, or several with commas between; empty: the last."),
]
Task = Annotated[
    Literal["auto", "classes", "numbers"],
    Field(description="What the target is; auto: words and a few whole numbers are classes, the rest numbers."),
]
TestPath = Annotated[
    str,
    Field(max_length=4096, description="A second file of the same form for the test; empty: a share of the rows."),
    FILE,
]
Delimiter = Annotated[
    Literal["auto", "comma", "semicolon", "tab", "bar"], Field(description="What stands between the cells.")
]
Encoding = Annotated[
    Literal["auto", "utf-8", "gb18030", "latin-1", "utf-16"],
    Field(description="How letters are stored; auto: UTF-8, else GB 18030."),
]

BUNDLED = "workbench.data.bundled.BundledSource"


@dataset("Built in", implementation=BUNDLED)
class Digits(DatasetPart):
    """1,797 handwritten digits, 8 × 8, grey; scikit-learn brings them. Small enough to train in a second."""

    use = "For quick trials, and for models without convolutions."
    reference = "sklearn.datasets.load_digits"

    test_fraction: TestFraction = 0.2


@dataset("Tables", implementation=BUNDLED)
class Iris(DatasetPart):
    """150 flowers of three kinds by four lengths: the oldest example of a table with classes."""

    use = "To see a first classifier of a table learn in a second."
    reference = "sklearn.datasets.load_iris"

    test_fraction: TestFraction = 0.2


@dataset("Tables", implementation=BUNDLED)
class Wine(DatasetPart):
    """178 wines of three growers by thirteen measurements, which differ widely in size: standardise them."""

    use = "To see what Standardize does: try with and without it."
    reference = "sklearn.datasets.load_wine"

    test_fraction: TestFraction = 0.2


@dataset("Tables", implementation=BUNDLED)
class BreastCancer(DatasetPart):
    """569 tumours by thirty measurements: malignant or benign, a question of yes or no."""

    use = "For two classes: BCEWithLogitsLoss with one output."
    reference = "sklearn.datasets.load_breast_cancer"

    test_fraction: TestFraction = 0.2


@dataset("Tables", implementation=BUNDLED)
class Diabetes(DatasetPart):
    """442 patients by ten measurements; to predict is a number, how far the illness is a year later (25 to 346)."""

    use = "For a first regression: MSELoss or L1Loss with one output."
    reference = "sklearn.datasets.load_diabetes"

    test_fraction: TestFraction = 0.2


@dataset("Series", implementation="workbench.data.bundled.WavesSource")
class Waves(DatasetPart):
    """Sine, square, triangle and sawtooth waves with noise, drawn by the program; to say is which of the four it is."""

    use = "For Conv1d, LSTM and attention."

    train_count: Annotated[int, Field(ge=10, le=1_000_000, description="Number of training series.")] = 4_000
    test_count: Annotated[int, Field(ge=10, le=1_000_000, description="Number of test series.")] = 1_000
    length: Annotated[int, Field(ge=8, le=4096, description="Steps of a series.")] = 64
    noise: Annotated[float, Field(ge=0, le=10, description="Strength of the noise; the waves reach from −1 to 1.")] = (
        0.3
    )
    waves_seed: Annotated[int, Field(ge=0, lt=2**32, description="Another number, other waves.")] = 0


@dataset("Own files", implementation="workbench.data.csv_source.CsvSource")
class CSV(DatasetPart):
    """Your own table as a CSV file: each row a sample, one column what is to be predicted.

    Columns of words become a 0 or 1 for each word; classes or numbers follow from the column to predict.
    """

    use = "For a table of your own, saved from a spreadsheet."

    path: Annotated[
        str, Field(max_length=4096, description="The file; its first row names the columns."), ESSENTIAL, FILE
    ] = ""
    targets: Targets = ""
    ignore: Annotated[str, Field(max_length=65536, description="Columns to leave out, with commas between.")] = ""
    categories: Annotated[
        str, Field(max_length=65536, description="Columns of numbers that are only names, with commas between.")
    ] = ""
    task: Task = "auto"
    missing: Annotated[
        Literal["stop", "keep", "drop"],
        Field(
            description="Where something is missing: stop and say so, keep the row for FillMissing, or drop the row."
        ),
    ] = "stop"
    test_path: TestPath = ""
    test_fraction: TestFraction = 0.2
    delimiter: Delimiter = "auto"
    encoding: Encoding = "auto"
    header: Annotated[
        Literal["auto", "yes", "no"],
        Field(description="Whether the first row names the columns; auto: unless it holds numbers alone."),
    ] = "auto"


class TableTransform(Transform):
    """A step that looks at the training part once, and then treats every row alike."""

    inputs = ("table",)
    fitted = True


@transform("Tables", implementation="workbench.data.columns.Standardize")
class Standardize(TableTransform):
    """Takes from every column its mean and divides by its standard deviation, both of the training part.

    Nearly always the first step for a table: columns of different size learn alike.
    """

    formula = "y = (x − μ) / σ"
    use = "First, for nearly every table."
    reference = "sklearn.preprocessing.StandardScaler"


@transform("Tables", implementation="workbench.data.columns.MinMaxScale")
class MinMaxScale(TableTransform):
    """Stretches every column so that the training part lies between low and high."""

    formula = "y = low + (high − low) · (x − min) / (max − min)"
    use = "If every column must stay within bounds and has no wild values."
    reference = "sklearn.preprocessing.MinMaxScaler"

    low: Annotated[float, Field(description="Where the smallest number of the training part goes.")] = 0.0
    high: Annotated[float, Field(description="Where the largest number of the training part goes.")] = 1.0


@transform("Tables", implementation="workbench.data.columns.FillMissing")
class FillMissing(TableTransform):
    """Puts a number where one is missing: the column's mean or median in the training part, or one of your own."""

    formula = "y = x,  x ≠ NaN\ny = mean | median | value,  x = NaN"
    use = "Before all other steps, where a table has gaps."
    reference = "sklearn.impute.SimpleImputer"

    strategy: Annotated[Literal["mean", "median", "constant"], Field(description="What to put there."), ESSENTIAL] = (
        "mean"
    )
    value: Annotated[float, Field(description="The number for the strategy constant.")] = 0.0
