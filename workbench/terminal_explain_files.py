"""What an answer hangs on, as files: a picture with colours over it, or a table."""

from __future__ import annotations

import argparse
import csv
import io
import re
from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image as Pillow

from workbench.data.tokens import PADDING
from workbench.evaluation.inspect.drawing import over_picture
from workbench.evaluation.inspect.places import names_of_places
from workbench.evaluation.inspect.saliency import Attribution
from workbench.evaluation.trained import Judgement, Trained
from workbench.evaluation.undoing import undone
from workbench.spec import files
from workbench.spec.problems import ExperimentError, RunError, problem


def target_files(trained: Trained, options: argparse.Namespace, names: Sequence[str]) -> list[Path]:
    """Where the explanation of each sample goes: into the folder under the sample's name, or into the one file.

    Raises :class:`ExperimentError` for a path that cannot be written, or is there already.
    """
    to, ending = options.to, ".csv" if options.method == "attention" else _ending(trained)
    one = to.suffix.lower() in (".png", ".csv") and not to.is_dir()
    if one and (len(names) > 1 or to.suffix.lower() != ending):
        what = "{path} cannot hold this: there are {count} samples, each of which makes a {ending} file."
        raise ExperimentError([problem("", what, "Name a folder.", path=to, count=len(names), ending=ending)])
    if not one and to.exists() and not to.is_dir():
        raise ExperimentError(
            [problem("", "{path} is no folder.", "Name a folder, or a {ending} file.", path=to, ending=ending)]
        )
    if one and not to.parent.is_dir():
        raise ExperimentError(
            [problem("", "{path} cannot be the file: its folder is not there.", "Make it first.", path=to)]
        )
    paths = [to] if one else _in_folder(to, names, f"-{options.method or 'saliency'}{ending}")
    for path in paths:
        if path.exists() and not options.force:
            raise ExperimentError([problem("", "{path} is there already.", "Name another, or add --force.", path=path)])
    return paths


def _in_folder(folder: Path, names: Sequence[str], ending: str) -> list[Path]:
    """A file for each sample; those of one name are numbered."""
    found: list[Path] = []
    for name in names:
        plain = re.sub(r"[^\w.-]+", "-", Path(name).name).strip("-.")[:60] or "sample"
        numbered = (f"{plain}-{number}" if number > 1 else plain for number in count(1))
        found.append(next(path for each in numbered if (path := folder / f"{each}{ending}") not in found))
    return found


def write(trained: Trained, judgement: Judgement, found: Attribution, path: Path) -> Path:
    """The picture, or the table, as a whole; says where it is. Raises :class:`RunError`."""
    return keep(
        _table(trained, judgement, found) if path.suffix.lower() == ".csv" else _png(trained, judgement, found), path
    )


def keep(content: bytes, path: Path) -> Path:
    """A file as a whole; says where it is. Raises :class:`RunError`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        files.write_whole(path, content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise RunError(problem("", "{path} cannot be written: {reason}.", path=path, reason=reason)) from None
    return path


def named_places(trained: Trained, judgement: Judgement, found: Attribution) -> list[tuple[str, float]]:
    """The numbers of a row by their columns, and those of a text by their tokens; of others nothing."""
    names = names_of_places(trained, judgement)
    if found.places.shape != (len(names),):
        return []
    text = trained.facts.kind == "text"
    return [
        (name, float(value)) for name, value in zip(names, found.places, strict=True) if not text or name != PADDING
    ]


def _ending(trained: Trained) -> str:
    return ".png" if trained.facts.kind == "image" else ".csv"


def _png(trained: Trained, judgement: Judgement, found: Attribution) -> bytes:
    pixels = over_picture(_picture(trained, judgement.seen), found.places, signed=found.signed)
    content = io.BytesIO()
    Pillow.fromarray(pixels).save(content, "PNG")
    return content.getvalue()


def _picture(trained: Trained, seen: NDArray[Any]) -> NDArray[Any]:
    """As bright as it was, where the steps can be taken back; else from its darkest to its lightest."""
    picture: NDArray[Any] = undone(torch.from_numpy(np.array(seen))[None], trained.pipeline)[0].numpy()
    low, high = float(picture.min()), float(picture.max())
    return picture if low >= -0.01 and high <= 1.01 else (picture - low) / max(high - low, 1e-12)


def _table(trained: Trained, judgement: Judgement, found: Attribution) -> bytes:
    """A row for each column, token or step."""
    named = named_places(trained, judgement, found)
    rows: list[tuple[Any, ...]]
    if named:
        known = judgement.seen if trained.facts.kind == "table" else [int(known) for _, known in judgement.tokens]
        head = ("column", "value", found.method) if trained.facts.kind == "table" else ("token", "known", found.method)
        rows = [head, *((name, each, value) for (name, value), each in zip(named, known, strict=True))]
    else:
        seen = judgement.seen.reshape(-1, judgement.seen.shape[-1])
        rows = [("step", *(f"channel {number}" for number in range(len(seen))), found.method)]
        rows += [(step, *seen[:, step].tolist(), found.places[step]) for step in range(len(found.places))]
    return as_csv(rows)


def as_csv(rows: Iterable[Sequence[Any]]) -> bytes:
    """A table, with seven digits of its numbers."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([tuple(_cell(each) for each in row) for row in rows])
    return text.getvalue().encode()


def _cell(value: Any) -> Any:
    return f"{float(value):.7g}" if isinstance(value, float | np.floating) else value
