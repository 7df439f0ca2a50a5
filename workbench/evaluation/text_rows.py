"""The texts of a file as a trained model takes them: each line a text, or each row of a CSV file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.catalog.texts import CSVText
from workbench.data.csv_table import Reading, TableError, is_missing, names_of, read_rows, read_text, to_number
from workbench.data.file_problems import refused
from workbench.data.text_source import text_reading_of
from workbench.data.text_table import longest
from workbench.evaluation.tables import Target
from workbench.evaluation.trained import Trained

TABLES = (".csv", ".tsv")
ENDINGS = (".txt", *TABLES)


@dataclass(frozen=True)
class TextRows:
    """The ``texts`` of a file with the ``lines`` they end in, and their ``targets``, none of them where it has none."""

    lines: tuple[int, ...]
    texts: tuple[str, ...]
    targets: tuple[Target, ...] = ()


def read_text_rows(path: Path, trained: Trained) -> TextRows:
    """Every text of a file. Of a CSV file the column that the run names, else its only one or the one with the longest texts.

    Raises :class:`workbench.spec.problems.ExperimentError` with the file, the line and the remedy.
    """
    try:
        return _of_table(path, trained) if path.suffix.lower() in TABLES else _of_lines(path)
    except TableError as error:
        raise refused(error, "") from None


def _of_lines(path: Path) -> TextRows:
    lines = read_text(path).split("\n")
    found = [(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()]
    if not found:
        raise TableError("{path} is empty.", "Write a text on each line.", path=path)
    numbers, texts = zip(*found, strict=True)
    return TextRows(numbers, texts)


def _of_table(path: Path, trained: Trained) -> TextRows:
    source = trained.experiment.data.source
    own = isinstance(source, CSVText)
    reading = text_reading_of(source) if isinstance(source, CSVText) else Reading()
    header, rows, delimiter = read_rows(path, reading)
    cells = {name: [row[index] for _, row in rows] for index, name in enumerate(header)}
    named = names_of(source.text) if isinstance(source, CSVText) else ()
    missing = next((name for name in named if name not in header), None)
    if missing is not None:
        raise TableError(
            "{path} has no column “{name}”; it has {names}.", "The run was trained with the columns {wanted}: name them in the first row.",
            path=path, name=missing, names=", ".join(header[:30]), wanted=", ".join(named),
        )  # fmt: skip
    columns = named or (longest(cells, reading.target),)
    texts = tuple("\n".join(filter(None, parts)) for parts in zip(*(cells[name] for name in columns), strict=True))
    others = [name for name in header if name not in columns]
    names = trained.facts.outputs or (reading.target if own and reading.target else tuple(others[-1:]))
    return TextRows(tuple(line for line, _ in rows), texts, _targets(trained, names, cells, delimiter))


def _targets(trained: Trained, names: Sequence[str], cells: dict[str, list[str]], delimiter: str) -> tuple[Target, ...]:
    """What the columns say, where all of them are there and hold what the model can say; empty cells are not known."""
    if trained.subject.task == "input" or not names or any(name not in cells for name in names):
        return ()
    found: list[Target] = []
    places = {word: number for number, word in enumerate(trained.facts.classes)}
    for words in zip(*(cells[name] for name in names), strict=True):
        if any(is_missing(word) and word not in places for word in words):
            found.append(None)
        elif places:
            if words[0] not in places:
                return ()
            found.append(places[words[0]])
        else:
            numbers = [to_number(word, delimiter) for word in words]
            if None in numbers:
                return ()
            found.append(tuple(float(number) for number in numbers if number is not None))
    return tuple(found)
