"""A folder of images, one folder in it per class, as ``torchvision.datasets.ImageFolder`` reads it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from workbench.data.image_files import Entry, ImageFilesSource, Listing, split_entries
from workbench.data.locations import resolved
from workbench.spec.edits import SetValue
from workbench.spec.problems import ExperimentError, Problem, fix_by, problem

EXTENSIONS = (".jpg", ".jpeg", ".png", ".ppm", ".bmp", ".pgm", ".tif", ".tiff", ".webp")
"""Those of torchvision's ImageFolder."""

ROOT = "data.source.root"


class FolderSource(ImageFilesSource):
    """Reads an ImageFolder. Files are listed in torchvision's order, so that labels and splits agree."""

    address = ROOT

    def listing(self) -> Listing:
        """All files of all classes."""
        if not self.part.root.strip():
            raise ExperimentError([
                problem(ROOT, "No folder is chosen.", "Choose the folder that holds one folder per class.")
            ])  # fmt: skip
        root = resolved(self.part.root, self.data_dir)
        classes, entries = _listed(root, ROOT)
        notes = tuple(_hidden(root, classes))
        if self.part.test_root:
            test_classes, test = _listed(resolved(self.part.test_root, self.data_dir), "data.source.test_root")
            _same_classes(classes, test_classes)
            return Listing(classes, entries, test, notes=notes)
        return Listing(classes, *split_entries(entries, self.part.test_fraction), notes=notes)


def _listed(root: Path, address: str) -> tuple[tuple[str, ...], list[Entry]]:
    """Classes and files, in torchvision's order. Raises :class:`ExperimentError`."""
    try:
        _refuse_missing(root, address)
        with os.scandir(root) as entries:
            classes = tuple(sorted(entry.name for entry in entries if entry.is_dir()))
        state = root.stat()
        above = frozenset({(state.st_dev, state.st_ino)})
        walked = [sorted(_files(root / name, above, address)) for name in classes]
        by_class = [[path for _, paths in folders for path in paths] for folders in walked]
        _refuse_empty(root, address, classes, by_class)
    except OSError as error:
        raise ExperimentError([
            problem(address, "{path} cannot be read: {reason}.", "Check the name and the rights.",
                    path=error.filename or root, reason=error.strerror)
        ]) from None  # fmt: skip
    return classes, [(path, target) for target, paths in enumerate(by_class) for path in paths]


def _refuse_missing(root: Path, address: str) -> None:
    if root.is_dir():
        return
    if root.exists():
        raise ExperimentError([
            problem(address, "“{root}” is not a folder.", "Choose the folder that holds one folder per class.", root=root)
        ])  # fmt: skip
    raise ExperimentError([
        problem(address, "There is no folder “{root}”.", "Choose the folder that holds one folder per class.", root=root)
    ])  # fmt: skip


def _files(folder: Path, above: frozenset[tuple[int, int]], address: str) -> Iterator[tuple[str, list[Path]]]:
    """A folder and those within it, each with its images; ``above`` are the folders it lies in, by device and inode.

    Raises ``OSError`` for what cannot be listed, :class:`ExperimentError` for a link back to one of ``above``:
    torchvision would list its images forty times.
    """
    state = folder.stat()
    identity = (state.st_dev, state.st_ino)
    if identity in above:
        raise ExperimentError([
            problem(address, "“{path}” is a link to a folder that it lies in itself.", "Remove the link.", path=folder)
        ])  # fmt: skip
    folders: list[str] = []
    names: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            (folders if _is_folder(entry) else names).append(entry.name)
    yield str(folder), [folder / name for name in sorted(names) if name.lower().endswith(EXTENSIONS)]
    for name in folders:
        yield from _files(folder / name, above | {identity}, address)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _refuse_empty(root: Path, address: str, classes: tuple[str, ...], by_class: list[list[Path]]) -> None:
    if not classes:
        raise ExperimentError([
            problem(address, "“{root}” holds no folders; a class is a folder, and two are needed.",
                    "Make one folder per class and put its images into it.", root=root)
        ])  # fmt: skip
    if len(classes) == 1:
        raise ExperimentError([_one_class(root, address, classes[0])])
    empty = [name for name, paths in zip(classes, by_class, strict=True) if not paths]
    if empty:
        raise ExperimentError([_no_images(root / name, address) for name in empty])


def _one_class(root: Path, address: str, name: str) -> Problem:
    """Often it is the folder that was meant: archives are unpacked into a folder of their own name."""
    with os.scandir(root / name) as entries:
        meant = sum(_is_folder(entry) for entry in entries) > 1
    path = root / name
    return problem(
        address, "“{root}” holds one folder only, “{name}”; a class is a folder, and two are needed.",
        "Make one folder per class and put its images into it.",
        fix=fix_by("Choose “{path}”", SetValue(address, str(path)), path=path) if meant else None,
        root=root, name=name,
    )  # fmt: skip


def _no_images(path: Path, address: str) -> Problem:
    if path.name.startswith("."):
        return problem(
            address, "The hidden folder “{path}” counts as a class, and has no images.", "Remove it.", path=path
        )
    return problem(
        address, "The class “{name}” has no images ({path}).", "Put images into it ({endings}), or remove the folder.",
        name=path.name, path=path, endings=", ".join(EXTENSIONS),
    )  # fmt: skip


def _hidden(root: Path, classes: tuple[str, ...]) -> Iterator[Problem]:
    """Folders that a file manager does not show, but that torchvision takes for classes, too."""
    for name in classes:
        if name.startswith("."):
            yield problem(ROOT, "The hidden folder “{path}” counts as a class.", "Remove it if it is none.",
                          path=root / name, severity="warning")  # fmt: skip


def _same_classes(classes: tuple[str, ...], test_classes: tuple[str, ...]) -> None:
    if classes != test_classes:
        odd = sorted(set(classes) ^ set(test_classes))
        raise ExperimentError([
            problem("data.source.test_root", "Training and test folder have different classes: {names}.",
                    "Give both the same folders.", names=", ".join(odd))
        ])  # fmt: skip
