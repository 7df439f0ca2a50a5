"""An assessment as files: all figures as JSON; classes, samples and the confusion matrix as CSV. Each is written whole."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from workbench.data.browse import Shelf
from workbench.evaluation.assessment import Assessment
from workbench.evaluation.confusion import Confusion, confusion
from workbench.evaluation.curves import calibration
from workbench.evaluation.scores import ClassScores, NumberScores, Scores, scores
from workbench.spec import files
from workbench.spec.problems import ExperimentError, RunError, problem

NAMES = FIGURES, CLASSES, OUTPUTS, SAMPLES, CONFUSION = (
    "evaluation.json", "classes.csv", "outputs.csv", "samples.csv", "confusion.csv"
)  # fmt: skip


def save(
    folder: Path,
    assessment: Assessment,
    shelf: Shelf | None = None,
    *,
    found: Scores | None = None,
    force: bool = False,
) -> list[Path]:
    """Write all that the task has into the folder (made if it is not there), and say which files these are.

    ``shelf`` is the part that was judged: it knows the samples' files. Raises :class:`ExperimentError` where files are there already
    and ``force`` is not given, and :class:`RunError` where the disk does not let it.
    """
    found = found or scores(assessment)
    made = {FIGURES: figures_json(assessment, found), SAMPLES: samples_csv(assessment, shelf)}
    if isinstance(found, ClassScores):
        made |= {CLASSES: classes_csv(found), CONFUSION: confusion_csv(confusion(assessment))}
    elif isinstance(found, NumberScores):
        made[OUTPUTS] = _table(list(asdict(found.outputs[0])), (asdict(each).values() for each in found.outputs))
    paths = [folder / name for name in sorted(made)]
    refuse_to_replace(folder, force, sorted(made))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in paths:
            files.write_whole(path, made[path.name])
    except OSError as error:
        reason = error.strerror or str(error)
        raise RunError(problem("", "{path} cannot be written: {reason}.", path=folder, reason=reason)) from None
    return paths


def refuse_to_replace(folder: Path, force: bool, names: Iterable[str] = NAMES) -> None:
    """Raise :class:`ExperimentError` for a path that cannot be the folder, or where such a file is there and ``force`` is not given."""
    if folder.exists() and not folder.is_dir():
        raise ExperimentError([problem("", "{path} is not a folder.", "Name a folder.", path=folder)])
    for path in (folder / name for name in names):
        if path.exists() and not force:
            raise ExperimentError([
                problem("", "{path} is there already.", "Name another folder, or add --force.", path=path)
            ])  # fmt: skip


def figures(assessment: Assessment, found: Scores | None = None) -> dict[str, Any]:
    """All figures as plain values: what evaluation.json holds, and ``workbench evaluate --json`` prints. None: undefined."""
    found = found or scores(assessment)
    row: dict[str, Any] = {
        "run": assessment.run, "weights": assessment.weights, "part": assessment.part, "task": assessment.task,
        **asdict(found),
    }  # fmt: skip
    if assessment.task == "classes":
        matrix = confusion(assessment)
        names = assessment.classes
        row["confusion"] = {"classes": list(names), "counts": matrix.counts.tolist()}
        row["confused"] = [
            {"true": names[pair.true], "predicted": names[pair.predicted], "count": pair.count, "share": pair.share}
            for pair in matrix.pairs()
        ]
        row["calibration"] = _calibration_row(assessment)
    return row


def figures_json(assessment: Assessment, found: Scores | None = None) -> bytes:
    """The same as a file."""
    return json.dumps(figures(assessment, found), indent=2, ensure_ascii=False, allow_nan=False).encode()


def classes_csv(found: ClassScores) -> bytes:
    """A line per class: its figures, empty where undefined."""
    rows = [asdict(each) for each in found.classes]
    return _table(["class", *list(rows[0])[1:]], (row.values() for row in rows))


def confusion_csv(matrix: Confusion) -> bytes:
    """A line per true class, a column per predicted one; counts."""
    rows = ([name, *counts] for name, counts in zip(matrix.classes, matrix.counts.tolist(), strict=True))
    return _table(["true \\ predicted", *matrix.classes], rows)


def samples_csv(assessment: Assessment, shelf: Shelf | None = None) -> bytes:
    """A line per sample: its place in the part, its file if it has one, true and predicted, confidence, loss, probabilities.

    ``shelf`` is the part that was judged, or those of its samples that were.
    """
    if assessment.task == "classes":
        head, rows = _class_lines(assessment)
    else:
        head, rows = _number_lines(assessment)
    files_of = shelf.files if shelf else ()
    places = zip(assessment.rows.tolist(), assessment.places.tolist(), strict=True)
    lines: Iterable[Sequence[Any]] = (
        (place, *((str(files_of[at]),) if files_of else ()), *row)
        for (place, at), row in zip(places, rows, strict=True)
    )
    return _table(["row", *(["file"] if files_of else []), *head], lines)


def _class_lines(assessment: Assessment) -> tuple[list[str], Iterable[Iterable[Any]]]:
    names = assessment.classes
    columns: list[Iterable[str]] = [
        (names[number] for number in numbers.tolist()) for numbers in (assessment.targets, assessment.predicted)
    ]
    columns += [_short(values) for values in (assessment.confidence, assessment.margin, assessment.loss)]
    head = ["true", "predicted", "confidence", "margin", "loss"]
    if assessment.shares is None:
        return head, zip(*columns, strict=True)
    shares = (_short(row) for row in assessment.shares)
    return [*head, *(f"p({name})" for name in names)], (
        (*row, *p) for row, p in zip(zip(*columns, strict=True), shares, strict=True)
    )


def _number_lines(assessment: Assessment) -> tuple[list[str], Iterable[Iterable[Any]]]:
    if assessment.task == "input":
        return ["mae", "loss"], zip(_short(assessment.error), _short(assessment.loss), strict=True)
    names = assessment.outputs
    head = [*(f"true {name}" for name in names), *(f"predicted {name}" for name in names), "mae", "loss"]
    rows = np.column_stack([assessment.targets, assessment.predicted, assessment.error, assessment.loss])
    return head, (_short(row) for row in rows)


def _short(values: Any) -> Iterable[str]:
    """Seven digits: as many as a float32 has."""
    return (f"{value:.7g}" for value in values.tolist())


def _table(head: Sequence[str], rows: Iterable[Iterable[Any]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue().encode()


def _calibration_row(assessment: Assessment) -> dict[str, Any] | None:
    found = calibration(assessment)
    if found is None:
        return None
    return {
        "edges": found.edges.tolist(), "counts": found.counts.tolist(),
        "confidence": _plain(found.confidence), "right": _plain(found.right), "error": found.error,
    }  # fmt: skip


def _plain(numbers: Any) -> list[float | None]:
    return [float(number) if np.isfinite(number) else None for number in numbers]
