"""Images with a text file each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workbench.catalog.datasets import ImageTextPairs
from workbench.data.file_problems import refused
from workbench.data.image_files import Entry, ImageFilesSource, Listing, split_entries
from workbench.data.locations import is_folder, resolved
from workbench.data.table_error import TableError
from workbench.data.text_labels import Labelled, read_labelled
from workbench.spec.problems import ExperimentError, Problem, problem

ROOT = "data.source.root"


class TextLabelsSource(ImageFilesSource):
    """Reads :class:`ImageTextPairs`."""

    address = ROOT

    def listing(self) -> Listing:
        """The files in the order of their paths."""
        part: ImageTextPairs = self.part
        if not part.root.strip():
            raise ExperimentError([problem(ROOT, "No folder is chosen.", "Choose the folder that holds the images.")])
        texts = self._folder(part.texts, "data.source.texts") if part.texts.strip() else None
        found = self._read(self._folder(part.root, ROOT), texts, (), ROOT)
        if not part.test_root.strip():
            train, test = split_entries(_entries(found), part.test_fraction)
            return Listing(found.classes, train, test, notes=tuple(_notes(found)))
        address = "data.source.test_root"
        held_out = self._read(self._folder(part.test_root, address), texts, found.classes, address)
        notes = (*_notes(found), *_notes(held_out, with_lonely=not texts))
        return Listing(found.classes, _entries(found), _entries(held_out), notes=notes)

    def _folder(self, name: str, address: str) -> Path:
        path = resolved(name, self.data_dir)
        if not is_folder(path):
            raise ExperimentError([
                problem(address, "There is no folder “{root}”.", "Choose the folder that holds the images.", root=path)
            ])  # fmt: skip
        return path

    def _read(self, root: Path, texts: Path | None, classes: tuple[str, ...], address: str) -> Labelled:
        try:
            return read_labelled(root, texts, self.part.encoding, classes, self.part.damaged == "stop")
        except TableError as error:
            raise refused(error, address) from None


def _entries(found: Labelled) -> list[Entry]:
    return list(zip(found.files, found.targets.tolist(), strict=True))


def _notes(found: Labelled, with_lonely: bool = True) -> Iterator[Problem]:
    if found.unlabelled:
        yield problem(
            ROOT, "{count} images have no label and are left out, {path} first.", "Write a text of the same name for each.",
            severity="warning", count=len(found.unlabelled), path=found.unlabelled[0],
        )  # fmt: skip
    if found.lonely and with_lonely:
        yield problem(
            ROOT, "{count} texts have no image of the same name, {path} first.", "Remove them if they label nothing.",
            severity="warning", count=len(found.lonely), path=found.lonely[0],
        )  # fmt: skip
