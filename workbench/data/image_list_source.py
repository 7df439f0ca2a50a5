"""Images that one file lists with their labels."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from workbench.catalog.datasets import ImageList
from workbench.data.csv_source import DELIMITERS
from workbench.data.csv_table import names_of
from workbench.data.file_problems import Stamp, refused, stamp
from workbench.data.image_files import Entry, ImageFilesSource, Listing, split_entries
from workbench.data.image_list import Listed, ListReading, read_list
from workbench.data.locations import is_folder, resolved
from workbench.data.table_error import TableError
from workbench.spec.problems import ExperimentError, Problem, problem

PATH = "data.source.path"


def list_reading(part: ImageList) -> ListReading:
    """What the declaration says about reading."""
    delimiter = DELIMITERS.get(part.delimiter, part.delimiter)
    return ListReading(
        part.image.strip(), names_of(part.targets), part.ending, part.header, part.task, delimiter, part.encoding
    )


class ImageListSource(ImageFilesSource):
    """Reads an :class:`ImageList`: the images that the file names, and those of a second file for the test."""

    address = PATH

    def listing(self) -> Listing:
        """The files in the order of the list."""
        part: ImageList = self.part
        if not part.path.strip():
            raise ExperimentError(
                [problem(PATH, "No file is chosen.", "Choose the file that names images and labels.")]
            )
        path = resolved(part.path, self.data_dir)
        root = resolved(part.root, self.data_dir) if part.root.strip() else None
        if root and not is_folder(root):
            raise ExperimentError([
                problem("data.source.root", "There is no folder “{root}”.", "Choose the folder that holds the images.", root=root)
            ])  # fmt: skip
        found = self._read(path, root, None, PATH)
        if not part.test_path.strip():
            train, test = split_entries(_entries(found), part.test_fraction, found.outputs)
            return Listing(found.classes, train, test, found.outputs, tuple(_notes(path, found)))
        test_path = resolved(part.test_path, self.data_dir)
        held_out = self._read(test_path, root, path, "data.source.test_path")
        notes = (*_notes(path, found), *_notes(test_path, held_out))
        return Listing(found.classes, _entries(found), _entries(held_out), found.outputs, notes)

    def _read(self, path: Path, root: Path | None, like: Path | None, address: str) -> Listed:
        try:
            stamps = tuple(stamp(each) for each in (path, root, like) if each)
            return _read(path, list_reading(self.part), root, like, self.part.damaged == "stop", stamps)
        except TableError as error:
            raise refused(error, address) from None


@lru_cache(maxsize=8)
def _read(
    path: Path, reading: ListReading, root: Path | None, like: Path | None, must_exist: bool, _stamps: tuple[Stamp, ...]
) -> Listed:
    """Kept as long as the files are the same: every edit of an experiment asks for the facts anew."""
    training = read_list(like, reading, root, None, must_exist) if like else None
    return read_list(path, reading, root, training, must_exist)


def _entries(found: Listed) -> list[Entry]:
    targets = found.targets.tolist()
    rows = [tuple(row) for row in targets] if found.outputs else targets
    return list(zip(found.files, rows, strict=True))


def _notes(path: Path, found: Listed) -> Iterator[Problem]:
    if found.repeated:
        yield problem(
            PATH, "{count} rows of {path} name an image that an earlier row has named; each counts once.", "Remove the repeated rows.",
            severity="warning", count=found.repeated, path=path,
        )  # fmt: skip
