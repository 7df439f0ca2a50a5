"""Reading a CSV file as a table of numbers. Exported scripts carry this file as it is: standard library and NumPy alone.

Nothing is dropped or filled in silently: what does not fit is refused with its row and column.
"""

from __future__ import annotations

import csv
import io
import math
import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workbench.data.table_error import TableError as TableError

MISSING = {"", "na", "n/a", "nan", "null", "none", "?"}
DELIMITERS = (",", ";", "\t", "|")
LARGEST = 500_000_000  # bytes
BEGINNING = 1_000_000  # letters that tell how a file is divided
MOST_CATEGORIES = 1_000
LETTERS = re.compile("[\u00c0-\u07ff]{2,}")
ALPHABETS = "\u0250\u0370\u0400\u0530\u0590\u0600"  # where Latin ends and others begin: Greek, Cyrillic, Hebrew, Arabic
FEW_CLASSES = 20  # so many different whole numbers are taken for classes


@dataclass(frozen=True)
class Reading:
    """How a table is read: which columns to predict (empty: the last), to leave out, to take for categories.

    ``task`` is "classes", "numbers" or "auto"; ``missing`` "stop", "keep" (as NaN) or "drop" (the row); ``header`` says
    whether the first row names the columns: "yes", "no" or "auto".
    """

    target: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    task: str = "auto"
    missing: str = "stop"
    delimiter: str = "auto"
    encoding: str = "auto"
    header: str = "auto"


@dataclass(frozen=True)
class Column:
    """One column: its name and, for categories, the words in their order; numbers have none."""

    name: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """What a file became: ``inputs`` (N, F) float32; ``targets`` (N,) int64 classes or (N, K) float32 numbers.

    ``names`` are those of the F inputs; a category has one for each of its words. ``incomplete`` are the columns in which
    numbers are missing; ``dropped`` counts rows that were left out for it; ``targets_from`` are the columns to predict.
    """

    inputs: NDArray[np.float32]
    targets: NDArray[np.int64] | NDArray[np.float32]
    names: tuple[str, ...]
    classes: tuple[str, ...]
    outputs: tuple[str, ...]
    columns: tuple[Column, ...]
    incomplete: tuple[str, ...]
    dropped: int
    targets_from: tuple[str, ...] = ()


Rows = list[tuple[int, list[str]]]
"""Line numbers of the file, from 1, with the cells."""


def names_of(text: str) -> tuple[str, ...]:
    """Names of columns from one text: separated by commas, in quotes where a name holds one."""
    cells = next(csv.reader([text], skipinitialspace=True), [])
    return tuple(cell.strip() for cell in cells if cell.strip())


def read_text(path: Path, encoding: str = "auto") -> str:
    """The file as text: UTF-8 (with or without its mark), UTF-16 with its mark, else GB 18030."""
    try:
        if path.stat().st_size > LARGEST:
            raise TableError("{path} is larger than 500 MB.", "Split it, or save it as .npz.", path=path)
        content = path.read_bytes()
    except OSError as error:
        raise TableError(
            "{path} cannot be read: {reason}.", "Choose another file.", path=path, reason=error.strerror or str(error)
        ) from None
    marks = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    tried = ("utf-16" if marks else "utf-8-sig", "gb18030") if encoding == "auto" else (encoding,)
    for name in tried:
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        if (
            name == "utf-8-sig"
            and encoding == "auto"
            and _is_misread(text[:1_000_000])
            and _decodes(content, "gb18030")
        ):
            continue
        if "\0" in text:
            raise TableError("{path} is no text file.", "Choose a CSV file.", path=path)
        return text
    raise TableError("{path} is no text in {encoding}.", "Choose its encoding.", path=path, encoding=" / ".join(tried))


def _is_misread(text: str) -> bool:
    """Whether this was Chinese in GB 18030, whose bytes happen to be UTF-8, too: letters of several alphabets side by side."""
    if text.isascii() or max(text) > "\u07ff":
        return False
    return any(len({bisect(ALPHABETS, letter) for letter in run}) > 1 for run in LETTERS.findall(text))


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def find_delimiter(text: str) -> str:
    """The one of comma, semicolon, tab and bar that divides the first lines most evenly."""
    lines = text[:BEGINNING].splitlines()
    lines = [line for line in (lines[:-1] or lines if len(text) > BEGINNING else lines)[:50] if line.strip()]

    def fit(delimiter: str) -> tuple[bool, int]:
        counts = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        return min(counts, default=1) == max(counts, default=1) > 1, max(counts, default=1)

    return max(DELIMITERS, key=fit) if lines else ","


def read_cells(path: Path, reading: Reading) -> tuple[Rows, str]:
    """All rows that hold anything, and the delimiter."""
    csv.field_size_limit(LARGEST)  # Python's own bound is 131,072 letters, and a text may be longer
    text = read_text(path, reading.encoding)
    delimiter = find_delimiter(text) if reading.delimiter == "auto" else reading.delimiter
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
    rows: Rows = []
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((reader.line_num, [cell.strip() for cell in row]))
    except csv.Error as error:
        raise TableError(
            "{path}, line {line}: {reason}.", "Mend the line.", path=path, line=reader.line_num, reason=error
        ) from None
    if not rows:
        raise TableError("{path} is empty.", "Choose a file with a header and rows.", path=path)
    return rows, delimiter


def read_rows(path: Path, reading: Reading) -> tuple[tuple[str, ...], Rows, str]:
    """The header, the other rows, and the delimiter. Where nothing is said, a first row of numbers alone is no header."""
    rows, delimiter = read_cells(path, reading)
    header = tuple(rows[0][1])
    numbers = all(to_number(cell, delimiter) is not None for cell in header)
    if reading.header == "no" or (reading.header == "auto" and numbers):
        header = tuple(f"column {number}" for number in range(1, len(header) + 1))
    else:
        rows = rows[1:]
    return checked_header(path, header, rows), rows, delimiter


def checked_header(path: Path, header: tuple[str, ...], rows: Rows) -> tuple[str, ...]:
    """The header; refuses names that stand twice and rows of another length."""
    twice = next((name for name in header if header.count(name) > 1), None)
    if twice is not None:
        raise TableError("{path} has two columns called “{name}”.", "Rename one.", path=path, name=twice)
    if not rows:
        raise TableError("{path} has a header, but no rows.", "Choose a file with rows.", path=path)
    for line, cells in rows:
        if len(cells) != len(header):
            raise TableError(
                "{path}, line {line}: {found} cells, but the header has {wanted}.", "Mend the line.",
                path=path, line=line, found=len(cells), wanted=len(header),
            )  # fmt: skip
    return header


def to_number(cell: str, delimiter: str = ",") -> float | None:
    """The cell as a finite number, or None. Where semicolons divide, a comma may be the decimal point."""
    try:
        number = float(cell.replace(",", ".") if delimiter == ";" else cell)
    except ValueError:
        return None
    return number if math.isfinite(number) and "_" not in cell else None


def is_missing(cell: str) -> bool:
    """Whether the cell says that nothing is known."""
    return cell.lower() in MISSING


def read_table(path: Path, reading: Reading, like: Table | None = None) -> Table:
    """Read a file; ``like`` is the training part, whose columns, words and classes a test file has to have."""
    header, rows, delimiter = read_rows(path, reading)
    targets = reading.target or (header[-1],)
    for name in (*targets, *reading.ignore, *reading.categories):
        if name not in header:
            raise TableError(
                "{path} has no column “{name}”; it has {names}.", "Mend the name.",
                path=path, name=name, names=", ".join(header[:30]),
            )  # fmt: skip
    inputs = [name for name in header if name not in targets and name not in reading.ignore]
    if not inputs:
        raise TableError("{path} has no column left to learn from.", "Leave out fewer columns.", path=path)
    cells = {name: [row[index] for _, row in rows] for index, name in enumerate(header)}
    lines = [line for line, _ in rows]
    dropped = 0
    if reading.missing == "drop":
        kept = [i for i in range(len(rows)) if not any(is_missing(cells[name][i]) for name in (*inputs, *targets))]
        dropped = len(rows) - len(kept)
        cells = {name: [column[i] for i in kept] for name, column in cells.items()}
        lines = [lines[i] for i in kept]
        if not kept:
            raise TableError(
                "In every row of {path} something is missing.", "Keep the rows, or leave out columns.", path=path
            )
    columns = like.columns if like else tuple(
        _column(path, name, cells[name], lines, delimiter, name in reading.categories) for name in inputs
    )  # fmt: skip
    parts, names, incomplete = encode_columns(path, columns, cells, lines, delimiter, reading.missing)
    values, classes, outputs = read_targets(
        path, targets, cells, lines, delimiter, reading.task, like.classes if like else None
    )
    with np.errstate(over="ignore"):  # too large a number becomes infinite; the run says in which column
        table = np.concatenate(parts, axis=1).astype(np.float32)
    return Table(table, values, names, classes, outputs, columns, incomplete, dropped, tuple(targets))


def _column(
    path: Path, name: str, cells: Sequence[str], lines: Sequence[int], delimiter: str, category: bool
) -> Column:
    """Numbers, or categories; a column of numbers with a few words among them is refused."""
    known = [cell for cell in cells if not is_missing(cell)]
    words = [cell for cell in known if to_number(cell, delimiter) is None]
    if not category and not words:
        return Column(name)
    if not category and len(words) * 20 < len(known):
        raise TableError(
            "{path}, line {line}: “{cell}” in the column “{name}” is no number.",
            "Mend the cell, or name the column under categories.",
            path=path, line=lines[list(cells).index(words[0])], cell=words[0][:40], name=name,
        )  # fmt: skip
    found = tuple(sorted(set(known)))
    if len(found) > MOST_CATEGORIES or (len(found) > 50 and len(found) * 2 > len(cells)):
        raise TableError(
            "The column “{name}” of {path} has {count} different words.", "Name it under ignore: nothing can be learned from it.",
            path=path, name=name, count=len(found),
        )  # fmt: skip
    return Column(name, found)


def encode_columns(
    path: Path,
    columns: Sequence[Column],
    cells: dict[str, list[str]],
    lines: Sequence[int],
    delimiter: str,
    missing: str,
) -> tuple[list[NDArray[np.float64]], tuple[str, ...], tuple[str, ...]]:
    """Each column as numbers (N, 1), or as a 0 or 1 for each of its words (N, words)."""
    parts: list[NDArray[np.float64]] = []
    names: list[str] = []
    incomplete: list[str] = []
    for column in columns:
        if column.name not in cells:
            raise TableError(
                "{path} has no column “{name}”.", "Use a file like the other one.", path=path, name=column.name
            )
        column_cells = cells[column.name]
        gap = next((i for i, cell in enumerate(column_cells) if is_missing(cell)), None)
        if gap is not None and missing == "stop":
            raise TableError(
                "{path}, line {line}: in the column “{name}” something is missing.",
                "Set missing to keep (and add FillMissing) or to drop, or leave the column out.",
                path=path, line=lines[gap], name=column.name,
            )  # fmt: skip
        if column.words:
            place = {word: number for number, word in enumerate(column.words)}
            encoded = np.zeros((len(column_cells), len(column.words)))
            for row, cell in enumerate(column_cells):
                if cell in place:  # a word that the training part has not got is none of them
                    encoded[row, place[cell]] = 1
            parts.append(encoded)
            names += [f"{column.name}={word}" for word in column.words]
        else:
            parts.append(_numbers(path, column.name, column_cells, lines, delimiter)[:, None])
            names.append(column.name)
            incomplete += [column.name] if gap is not None else []
    return parts, tuple(names), tuple(incomplete)


def _numbers(path: Path, name: str, cells: Sequence[str], lines: Sequence[int], delimiter: str) -> NDArray[np.float64]:
    numbers = np.empty(len(cells))
    for row, cell in enumerate(cells):
        number = math.nan if is_missing(cell) else to_number(cell, delimiter)
        if number is None:
            raise TableError(
                "{path}, line {line}: “{cell}” in the column “{name}” is no number.", "Mend the cell.",
                path=path, line=lines[row], cell=cell[:40], name=name,
            )  # fmt: skip
        numbers[row] = number
    return numbers


def read_targets(
    path: Path, names: Sequence[str], cells: dict[str, list[str]], lines: Sequence[int], delimiter: str, task: str,
    known: tuple[str, ...] | None = None,
) -> tuple[NDArray[np.int64] | NDArray[np.float32], tuple[str, ...], tuple[str, ...]]:  # fmt: skip
    """Targets (N,) int64 with their classes, or (N, K) float32 with the names of the K numbers.

    ``known`` are the classes of the training part, where there is one (none of them: it has numbers).
    """
    for name in names:
        gap = next((i for i, cell in enumerate(cells[name]) if is_missing(cell)), None)
        if gap is not None:
            raise TableError(
                "{path}, line {line}: the column “{name}” is to be predicted, and here it is empty.", "Fill it in, or set missing to drop.",
                path=path, line=lines[gap], name=name,
            )  # fmt: skip
    as_classes = (
        bool(known)
        if known is not None
        else task == "classes" or (task == "auto" and _looks_like_classes(names, cells, delimiter))
    )
    if not as_classes:
        numbers = [_numbers(path, name, cells[name], lines, delimiter) for name in names]
        return np.stack(numbers, axis=1).astype(np.float32), (), tuple(names)
    if len(names) > 1:
        raise TableError(
            "Only one column can be the class; here are {count}.",
            "Name one target, or set task to numbers.",
            count=len(names),
        )
    column = cells[names[0]]
    classes = known or in_order(set(column), delimiter)
    if len(classes) < 2:
        raise TableError(
            "The column “{name}” holds “{word}” alone.",
            "Choose a target with at least two classes.",
            name=names[0],
            word=classes[0],
        )
    place = {word: number for number, word in enumerate(classes)}
    for line, word in zip(lines, column, strict=True):
        if word not in place:
            raise TableError(
                "{path}, line {line}: the training part has no class “{word}”.", "Mend the label.", path=path, line=line, word=word[:40],
            )  # fmt: skip
    return np.array([place[word] for word in column], np.int64), classes, ()


def _looks_like_classes(names: Sequence[str], cells: dict[str, list[str]], delimiter: str) -> bool:
    """Words, or a few different whole numbers."""
    if len(names) > 1:
        return False
    different = set(cells[names[0]])
    numbers = [to_number(word, delimiter) for word in different]
    return any(number is None for number in numbers) or (
        len(different) <= FEW_CLASSES and all(number is not None and number == int(number) for number in numbers)
    )


def in_order(words: set[str], delimiter: str) -> tuple[str, ...]:
    """Numbers by their size, before words by their letters."""

    def key(word: str) -> tuple[float, str]:
        number = to_number(word, delimiter)
        return (math.inf if number is None else number, word)

    return tuple(sorted(words, key=key))
