"""A file that names images and their labels. Exported scripts carry this file as it is: standard library and NumPy alone."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workbench.data.csv_table import Reading, Rows, checked_header, is_missing, read_cells, read_targets
from workbench.data.table_error import TableError

ENDINGS = (".jpg", ".jpeg", ".png", ".ppm", ".bmp", ".pgm", ".tif", ".tiff", ".webp", ".gif")
NO_CELLS = "\x1f"  # divides nothing
NAME_AND_REST = re.compile(rf"(.+?(?:{'|'.join(map(re.escape, ENDINGS))}))(?=\s|$)(.*)", re.IGNORECASE)


@dataclass(frozen=True)
class ListReading:
    """How the file is read: the column of names (empty: found), those of labels (empty: the last), what ends every name.

    ``header`` is "yes", "no" or "auto"; ``task`` "classes", "numbers" or "auto".
    """

    image: str = ""
    target: tuple[str, ...] = ()
    ending: str = ""
    header: str = "auto"
    task: str = "auto"
    delimiter: str = "auto"
    encoding: str = "auto"


@dataclass(frozen=True)
class Listed:
    """What the file names: ``files`` in its order, each once; ``targets`` (N,) int64 classes or (N, K) float32 numbers.

    ``repeated`` counts the rows that said again what another had said.
    """

    files: tuple[Path, ...]
    targets: NDArray[np.int64] | NDArray[np.float32]
    classes: tuple[str, ...]
    outputs: tuple[str, ...]
    repeated: int


def read_list(
    path: Path, reading: ListReading, root: Path | None = None, like: Listed | None = None, must_exist: bool = True
) -> Listed:
    """Read the file; names are relative to ``root``, or to where it lies. ``like`` is the training part, for its classes.

    Raises TableError for a file that is not there (if ``must_exist``), and for an image with two labels.
    """
    rows, delimiter = _rows(path, reading)
    header, rows = _header(path, reading, rows)
    image = _image_column(reading, header, rows)
    targets = reading.target or tuple(name for name in header if name != image)[-1:]
    for name in (image, *targets):
        if name not in header:
            raise TableError(
                "{path} has no column “{name}”; it has {names}.", "Mend the name.",
                path=path, name=name, names=", ".join(header[:30]),
            )  # fmt: skip
    if image in targets:
        raise TableError(
            "The column “{name}” of {path} cannot be both the image and its label.", "Name another column.", path=path, name=image,
        )  # fmt: skip
    places = [header.index(image), *(header.index(name) for name in targets)]
    files, kept = _files(path, rows, places, root or path.parent, reading.ending)
    if must_exist:
        _refuse_missing(path, files, kept, len(rows))
    cells = {name: [row[header.index(name)] for _, row in kept] for name in targets}
    lines = [line for line, _ in kept]
    known = like.classes if like else None
    values, classes, outputs = read_targets(path, targets, cells, lines, delimiter, reading.task, known)
    return Listed(tuple(map(Path, files)), values, classes, outputs, len(rows) - len(kept))


def _rows(path: Path, reading: ListReading) -> tuple[Rows, str]:
    """The cells; where nothing else divides the lines, spaces do, but those within a file's name."""
    by_space = reading.delimiter == "space"
    plain = Reading(delimiter=NO_CELLS if by_space else reading.delimiter, encoding=reading.encoding)
    rows, delimiter = read_cells(path, plain)
    if by_space or (reading.delimiter == "auto" and max(len(row) for _, row in rows) == 1):
        rows, delimiter = [(line, _by_space(row[0])) for line, row in rows], " "
    if max(len(row) for _, row in rows) == 1:
        raise TableError(
            "{path} has one column only; an image and its label are needed.", "Put a comma between the two.", path=path
        )
    return rows, delimiter


def _by_space(line: str) -> list[str]:
    found = NAME_AND_REST.fullmatch(line)
    return [found[1], *found[2].split()] if found else line.split()


def _is_name(cell: str) -> bool:
    return cell.lower().endswith(ENDINGS)


def _header(path: Path, reading: ListReading, rows: Rows) -> tuple[tuple[str, ...], Rows]:
    first = rows[0][1]
    if reading.header == "yes" or (reading.header == "auto" and not any(map(_is_name, first))):
        header, rows = tuple(first), rows[1:]
    else:
        header = tuple(f"column {number}" for number in range(1, len(first) + 1))
    return checked_header(path, header, rows), rows


def _image_column(reading: ListReading, header: tuple[str, ...], rows: Rows) -> str:
    if reading.image:
        return reading.image
    return next((name for name, cell in zip(header, rows[0][1], strict=True) if _is_name(cell)), header[0])


def _files(path: Path, rows: Rows, places: list[int], root: Path, ending: str) -> tuple[list[str], Rows]:
    """The files that the rows name, each once, and their rows."""
    files: list[str] = []
    kept: Rows = []
    seen: dict[str, tuple[int, list[str]]] = {}
    for line, row in rows:
        name, *labels = [row[place] for place in places]
        if not name:
            raise TableError("{path}, line {line}: no image is named.", "Mend the line.", path=path, line=line)
        if any(map(is_missing, labels)):
            raise TableError(
                "{path}, line {line}: “{name}” has no label.",
                "Fill it in, or remove the line.",
                path=path,
                line=line,
                name=name,
            )
        name += ending
        if os.sep == "/" and "\\" in name:  # a list from Windows
            name = name.replace("\\", "/")
        file = os.path.normpath(root / name)
        before, said = seen.setdefault(file, (line, labels))
        if said != labels:
            raise TableError(
                "{path}, line {line}: “{name}” is labelled “{label}”, but “{other}” in line {before}.",
                "Keep the line that is right.",
                path=path, line=line, name=name, label=", ".join(labels), other=", ".join(said), before=before,
            )  # fmt: skip
        if before == line:
            files.append(file)
            kept.append((line, row))
    return files, kept


def _refuse_missing(path: Path, files: list[str], kept: Rows, count: int) -> None:
    missing = [number for number, file in enumerate(files) if not os.path.exists(file)]  # noqa: PTH110 - a hundred thousand
    if missing:
        raise TableError(
            "{path}, line {line}: there is no file “{file}”; of {count} images {missing} are missing.",
            "Set root to the folder that the names are relative to, or set damaged = “skip”.",
            path=path, line=kept[missing[0]][0], file=files[missing[0]], count=count, missing=len(missing),
        )  # fmt: skip
