"""Images with a text file of the same name each, whose first line is the class. Exported scripts carry this file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workbench.data.csv_table import in_order, read_text
from workbench.data.table_error import TableError

IMAGES = (".jpg", ".jpeg", ".png", ".ppm", ".bmp", ".pgm", ".tif", ".tiff", ".webp")
LONGEST = 1_000_000  # bytes of a text that is to hold a word
MOST_CLASSES = 10_000


@dataclass(frozen=True)
class Labelled:
    """``files`` in the order of their paths, with their class numbers ``targets`` (N,) int64.

    ``unlabelled`` are images without a label, ``lonely`` texts without an image.
    """

    files: tuple[Path, ...]
    targets: NDArray[np.int64]
    classes: tuple[str, ...]
    unlabelled: tuple[Path, ...]
    lonely: tuple[Path, ...]


def read_labelled(
    root: Path, texts: Path | None = None, encoding: str = "auto", classes: Sequence[str] = (), must_label: bool = True
) -> Labelled:
    """All images in ``root`` and the folders in it; their texts lie beside them, or likewise in ``texts``.

    ``classes`` are those of the training part, where this is not it. Raises TableError, also for an image without a label
    where ``must_label``.
    """
    images = _walk(root, IMAGES)
    if not images:
        raise TableError(
            "There are no images in “{root}”.",
            "Choose a folder that holds some ({endings}).",
            root=root,
            endings=", ".join(IMAGES),
        )
    places = {os.path.splitext(name)[0]: name for name in _walk(texts or root, (".txt",))}  # noqa: PTH122
    words: dict[str, str] = {}
    for name in images:
        text = places.get(os.path.splitext(name)[0])  # noqa: PTH122
        word = _word((texts or root) / text, encoding) if text else ""
        if word:
            words[name] = word
        elif must_label and text:
            raise TableError(
                "The text {path} has an empty first line.", "Write the class there.", path=(texts or root) / text
            )
        elif must_label:
            raise TableError(
                "The image {path} has no text of the same name.",
                "Write one, or set damaged = “skip”.",
                path=root / name,
            )
    found = tuple(classes) or in_order(set(words.values()), ",")
    _refuse_classes(root, found, words)
    place = {word: number for number, word in enumerate(found)}
    stems = {os.path.splitext(name)[0] for name in images}  # noqa: PTH122
    return Labelled(
        tuple(root / name for name in words),
        np.array([place[word] for word in words.values()], np.int64),
        found,
        tuple(root / name for name in images if name not in words),
        tuple((texts or root) / name for stem, name in sorted(places.items()) if stem not in stems),
    )


def _refuse_classes(root: Path, classes: tuple[str, ...], words: dict[str, str]) -> None:
    if len(classes) < 2:
        raise TableError(
            "The texts of the images in “{root}” name {count} classes; two are needed.",
            "Write another class into some of them.", root=root, count=len(classes),
        )  # fmt: skip
    if len(classes) > MOST_CLASSES:
        raise TableError(
            "The texts of the images in “{root}” name {count} different classes.", "Write the class alone into the first line.",
            root=root, count=len(classes),
        )  # fmt: skip
    for name, word in words.items():
        if word not in classes:
            raise TableError(
                "The image {path} is labelled “{word}”, which the training part has not got.", "Mend the label.",
                path=root / name, word=word[:40],
            )  # fmt: skip


def _walk(root: Path, endings: tuple[str, ...]) -> list[str]:
    """Relative paths of the files that end so, in order; folders and files that begin with a dot are left out."""
    found: list[str] = []

    def refuse(error: OSError) -> None:
        raise TableError(
            "{path} cannot be read: {reason}.", "Check the name and the rights.",
            path=error.filename or root, reason=error.strerror or str(error),
        ) from None  # fmt: skip

    for folder, folders, names in os.walk(root, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = os.path.relpath(folder, root)
        chosen = [name for name in names if name.lower().endswith(endings) and not name.startswith(".")]
        found += [name if inside == "." else os.path.join(inside, name) for name in chosen]  # noqa: PTH118
    return sorted(found)


def _word(path: Path, encoding: str) -> str:
    """The first line of the text."""
    try:
        state = path.stat()
    except OSError as error:
        raise TableError(
            "{path} cannot be read: {reason}.", "Check the name and the rights.", path=path, reason=error.strerror
        ) from None
    if state.st_size > LONGEST:
        raise TableError("{path} is too long for a text that names a class.", "Choose another folder.", path=path)
    return _first_line(path, encoding, (state.st_mtime_ns, state.st_size))


@lru_cache(maxsize=1 << 18)
def _first_line(path: Path, encoding: str, _stamp: tuple[int, int]) -> str:
    """Kept as long as the file is the same: every edit of an experiment asks for the classes anew."""
    return next(iter(read_text(path, encoding).splitlines()), "").strip()
