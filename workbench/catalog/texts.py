"""Data sets of texts, and the step that makes numbers of them."""

from typing import Annotated, Literal

from pydantic import Field

from workbench.catalog.tables import Delimiter, Encoding, Targets, Task, TestFraction, TestPath
from workbench.spec.declare import dataset, transform
from workbench.spec.fields import ESSENTIAL, FILE
from workbench.spec.parts import DatasetPart, Transform


@dataset("Text", implementation="workbench.data.text_source.SentencesSource")
class Sentences(DatasetPart):
    """Short opinions in English, written by the program: each judges two things, which are bad, mixed or good.

    “Not good” is bad, and “not bad” is good: counting words is not enough, their order has to be read.
    """

    use = "For a first network on texts, with no file and no network."

    train_count: Annotated[int, Field(ge=10, le=1_000_000, description="Number of training sentences.")] = 6_000
    test_count: Annotated[int, Field(ge=10, le=1_000_000, description="Number of test sentences.")] = 1_000
    sentences_seed: Annotated[int, Field(ge=0, lt=2**32, description="Another number, other sentences.")] = 0


@dataset("Own files", implementation="workbench.data.text_source.CsvTextSource")
class CSVText(DatasetPart):
    """Your own texts as a CSV file: each row a text and its label, which is a word (a class) or a number."""

    use = "For reviews, messages or titles of your own with a label each."

    path: Annotated[
        str, Field(max_length=4096, description="The file; its first row names the columns."), ESSENTIAL, FILE
    ] = ""
    text: Annotated[
        str,
        Field(
            max_length=4096,
            description="The column of the texts, or several with commas between; empty: the one with the longest texts.",
        ),
    ] = ""
    targets: Targets = ""
    task: Task = "auto"
    missing: Annotated[
        Literal["stop", "keep", "drop"],
        Field(description="Where a text is empty: stop and say so, keep it as an empty text, or drop the row."),
    ] = "stop"
    test_path: TestPath = ""
    test_fraction: TestFraction = 0.2
    delimiter: Delimiter = "auto"
    encoding: Encoding = "auto"


@transform("Text", implementation="workbench.data.tokens.Tokenize")
class Tokenize(Transform):
    """Cuts a text into tokens and puts a number for each, from a vocabulary that it learns from the training part.

    0 is padding, 1 is what the vocabulary lacks. Chinese and Japanese have no spaces: there, words are single characters.
    """

    formula = "text → (i₁, …, i_length),  0: padding, 1: unknown"
    use = "The first step for texts; Embedding is the first layer after it."

    inputs = ("text",)
    fitted = True

    level: Annotated[
        Literal["words", "characters"],
        Field(description="What a token is: a word or sign, or a single character, spaces included."),
        ESSENTIAL,
    ] = "words"
    length: Annotated[
        int,
        Field(
            ge=1, le=65_536, description="Tokens of every text: a longer one loses its end, a shorter one is padded."
        ),
        ESSENTIAL,
    ] = 32
    max_tokens: Annotated[
        int,
        Field(
            ge=3, le=10_000_000, description="Size of the vocabulary at most, 0 and 1 included: the most frequent stay."
        ),
    ] = 10_000
    min_count: Annotated[
        int, Field(ge=1, le=1_000_000, description="A token that the training part has less often is unknown.")
    ] = 1
    lowercase: Annotated[bool, Field(description="Take capital letters for small ones.")] = True
    padding: Annotated[
        Literal["end", "start"],
        Field(description="Where a short text is padded; start: what an RNN has at the end is then no padding."),
    ] = "end"
