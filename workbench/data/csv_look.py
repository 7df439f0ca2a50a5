"""A first look at a CSV file: its beginning, how it is read, what its columns hold, and what that gives."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from workbench.catalog.tables import CSV
from workbench.data.csv_source import ADDRESS, DELIMITERS, reading_of
from workbench.data.csv_table import (
    Reading,
    TableError,
    is_missing,
    names_of,
    read_rows,
    read_table,
    read_text,
    to_number,
)
from workbench.data.file_problems import refused
from workbench.data.locations import data_dir as chosen_data_dir
from workbench.data.locations import resolved
from workbench.spec.problems import ExperimentError, Problem, problem

SAMPLE = 1_000_000
"""Bytes: of a larger file only the beginning is looked at."""

SHOWN_ROWS = 1_000
EXAMPLES = 4

Role = Literal["input", "target", "ignore"]


@dataclass(frozen=True)
class ColumnLook:
    """A column of the sample: whether all that is known in it are numbers, how much is missing, a few of its values."""

    name: str
    numbers: bool
    missing: int
    different: int
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Look:
    """The beginning of a file. ``sampled``: there is more of it; ``delimiter`` and ``encoding`` are words of :class:`CSV`."""

    columns: tuple[ColumnLook, ...]
    rows: tuple[tuple[str, ...], ...]
    count: int
    sampled: bool
    delimiter: str
    encoding: str
    header: bool


@dataclass(frozen=True)
class Outcome:
    """What a table becomes, by its sample: either numbers of inputs and classes (or outputs), or a problem."""

    inputs: int = 0
    target: str = ""
    classes: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    dropped: int = 0
    problem: Problem | None = None


def look(part: CSV, data_dir: Path | str | None) -> Look:
    """Read the beginning. Raises :class:`ExperimentError` where nothing can be read."""
    path = _file(part, data_dir)
    with _beginning(path, part.encoding) as (sample, sampled), _said(path):
        reading = reading_of(part)
        header, rows, delimiter = read_rows(sample, reading)
        words = {sign: word for word, sign in DELIMITERS.items()}
        first = _first_line(sample, reading)
        return Look(
            tuple(_column(name, [cells[i] for _, cells in rows], delimiter) for i, name in enumerate(header)),
            tuple(tuple(cells) for _, cells in rows[:SHOWN_ROWS]),
            len(rows), sampled, words.get(delimiter, part.delimiter), _encoding(sample, part.encoding),
            rows[0][0] > first,
        )  # fmt: skip


def outcome(part: CSV, data_dir: Path | str | None) -> Outcome:
    """What the sample becomes, read as a run reads the whole. Raises nothing for what is wrong with it."""
    try:
        path = _file(part, data_dir)
        with _beginning(path, part.encoding) as (sample, _), _said(path):
            table = read_table(sample, reading_of(part))
            named = names_of(part.targets) or (read_rows(sample, reading_of(part))[0][-1],)
            return Outcome(len(table.names), ", ".join(named), table.classes, table.outputs, table.dropped)
    except ExperimentError as error:
        return Outcome(problem=error.problems[0])


def with_roles(part: CSV, look: Look, roles: dict[str, Role], words: Iterable[str], task: str) -> CSV:
    """The declaration for these roles; ``words`` are the columns of numbers that are only names.

    Raises ValueError for what a declaration cannot hold.
    """
    names = [column.name for column in look.columns]
    targets = [name for name in names if roles.get(name) == "target"]
    last = targets == names[-1:] and not part.targets
    return part.replace(
        targets="" if last else joined(targets),
        ignore=joined(name for name in names if roles.get(name) == "ignore"),
        categories=joined(name for name in names if name in set(words) and roles.get(name, "input") == "input"),
        task=task,
    )


def roles_of(part: CSV, look: Look) -> dict[str, Role]:
    """What the declaration says of each column."""
    names = [column.name for column in look.columns]
    targets = names_of(part.targets) or tuple(names[-1:])
    ignored = names_of(part.ignore)
    return {name: "target" if name in targets else "ignore" if name in ignored else "input" for name in names}


def joined(names: Iterable[str]) -> str:
    """Names as one text that :func:`names_of` takes apart again."""
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(list(names))
    return text.getvalue()


def _file(part: CSV, data_dir: Path | str | None) -> Path:
    if not part.path:
        raise ExperimentError([problem(f"{ADDRESS}.path", "No file is chosen.", "Choose a CSV file.")])
    return resolved(part.path, chosen_data_dir(data_dir))


@contextmanager
def _beginning(path: Path, encoding: str) -> Iterator[tuple[Path, bool]]:
    """The file, or where it is large a file with its first lines; and whether it is that."""
    try:
        large = path.stat().st_size > SAMPLE
    except OSError:
        large = False  # reading it says why
    if not large:
        yield path, False
        return
    with path.open("rb") as file:
        content = file.read(SAMPLE)
    wide = encoding == "utf-16" or content.startswith((b"\xff\xfe", b"\xfe\xff"))
    content = _whole_lines(content, 2 if wide else 1)
    with TemporaryDirectory() as folder:
        sample = Path(folder, path.name)
        sample.write_bytes(content)
        yield sample, True


def _whole_lines(content: bytes, width: int) -> bytes:
    """Up to the last end of a line; a letter takes ``width`` bytes at least."""
    end = len(content) - len(content) % width
    while width == 2 and end and 10 not in content[end - 2 : end]:
        end -= 2
    return content[: end if width == 2 else content.rfind(b"\n") + 1] or content


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """Errors name the user's file, not the one with the sample."""
    try:
        yield
    except TableError as error:
        values = error.values | ({"path": path} if "path" in error.values else {})
        raise refused(TableError(error.what, error.remedy, **values), f"{ADDRESS}.path") from None


def _first_line(path: Path, reading: Reading) -> int:
    """The number of the first line that holds anything."""
    _, rows, _ = read_rows(path, replace(reading, header="no"))
    return rows[0][0]


def _encoding(path: Path, asked: str) -> str:
    if asked != "auto":
        return asked
    text, content = read_text(path), path.read_bytes()
    for name, word in (("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("gb18030", "gb18030")):
        try:
            if content.decode(name) == text:
                return word
        except UnicodeDecodeError:
            continue
    return asked


def _column(name: str, cells: list[str], delimiter: str) -> ColumnLook:
    known = [cell for cell in cells if not is_missing(cell)]
    different = dict.fromkeys(known)
    numbers = all(to_number(cell, delimiter) is not None for cell in different)
    examples = tuple(list(different)[:EXAMPLES])
    return ColumnLook(name, numbers and bool(known), len(cells) - len(known), len(different), examples)
