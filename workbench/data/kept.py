"""A data set of one's own, picture by picture: a folder that holds one folder of PNG files for each class (an ImageFolder)."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from workbench.data.folder import EXTENSIONS
from workbench.spec import files
from workbench.spec.problems import ExperimentError, RunError, problem

LONGEST_NAME = 100
_REFUSED = re.compile(r'[/\\:*?"<>|\x00-\x1f]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_NUMBERED = re.compile(r"kept-(\d+)\.png")


def class_counts(folder: Path) -> dict[str, int]:
    """How many pictures each class has, by name; empty where there is no such folder. Raises :class:`ExperimentError`."""
    try:
        if not folder.is_dir():
            return {}
        names = sorted(entry.name for entry in folder.iterdir() if entry.is_dir() and not entry.name.startswith("."))
        return {
            name: sum(path.suffix.lower() in EXTENSIONS for path in (folder / name).iterdir()) for name in names
        }  # fmt: skip
    except OSError as error:
        raise ExperimentError([
            problem("", "{path} cannot be read: {reason}.", "Choose another folder.",
                    path=error.filename or folder, reason=error.strerror or str(error))
        ]) from None  # fmt: skip


def keep(folder: Path, name: str, pixels: NDArray[Any]) -> Path:
    """Write a picture, (H, W) or (C, H, W) uint8 with 1 or 3 channels, as the next file of a class; says which it is.

    Raises :class:`ExperimentError` for a name that cannot be a folder everywhere, :class:`RunError` where it cannot be written.
    """
    refuse_name(name)
    array = pixels[0] if pixels.ndim == 3 and len(pixels) == 1 else pixels
    image = Pillow.fromarray(np.ascontiguousarray(array if array.ndim == 2 else array.transpose(1, 2, 0)))
    content = io.BytesIO()
    image.save(content, "PNG")
    place = folder / name
    try:
        place.mkdir(parents=True, exist_ok=True)
        taken = [int(match[1]) for path in place.iterdir() if (match := _NUMBERED.fullmatch(path.name))]
        path = place / f"kept-{max(taken, default=0) + 1:05}.png"
        files.write_whole(path, content.getvalue())
    except OSError as error:
        reason = error.strerror or str(error)
        raise RunError(
            problem("", "{path} cannot be written: {reason}.", "Choose another folder.", path=place, reason=reason)
        ) from None
    return path


def refuse_name(name: str) -> None:
    """Raises :class:`ExperimentError` for the name of a class that cannot be a folder on every system."""
    plain = name.strip() == name and name[-1:] not in ("", ".") and name[0] != "."
    if not plain or len(name.encode()) > LONGEST_NAME or _REFUSED.search(name) or _DEVICES.fullmatch(name):
        raise ExperimentError([
            problem("", "“{name}” cannot be the name of a class: a class is a folder.",
                    "Use letters, digits, spaces within, and - or _.", name=name[:60])
        ])  # fmt: skip
