"""How good a run's model is, in the terminal: tables of figures, the most confused classes, the worst samples."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.data.browse import Collection, Shelf
from workbench.evaluation.assess import assess
from workbench.evaluation.assessment import Assessment
from workbench.evaluation.compare import ClassComparison, Comparison, compare
from workbench.evaluation.looks import Looks, count_look, looks
from workbench.evaluation.parts import parts_of
from workbench.evaluation.picking import By, Choice, Positions, picked
from workbench.evaluation.saving import figures, refuse_to_replace, save
from workbench.evaluation.scores import Scores, scores
from workbench.evaluation.trained import Trained
from workbench.spec.problems import ExperimentError, Problem, RunError, problem
from workbench.terminal_evaluate_tables import tables, worst_lines
from workbench.terminal_report import tell, told

DONE = 0


@dataclass(frozen=True, eq=False)
class Judged:
    """A run's assessment, with the part that was judged and the figures."""

    assessment: Assessment
    shelf: Shelf
    found: Scores


def evaluate(options: argparse.Namespace) -> int:
    """Judge, count the look where it is one, and say what was found."""
    if options.to is not None:
        refuse_to_replace(options.to, options.force)
    try:
        judged = _judged(options.run_dir, options.weights, options)
        second = options.against_weights or options.weights
        other = _judged(options.against, second, options) if options.against else None
    finally:
        told()
    compared = compare(other.assessment, judged.assessment) if other else None
    counted = _looked(options)
    for item in judged.assessment.notes:
        _complain(item)
    worst = _worst(judged.assessment, options)
    saved = (
        save(options.to, judged.assessment, judged.shelf, found=judged.found, force=options.force) if options.to else []
    )
    if options.json:
        row = _row(judged, other, compared, counted, worst) | (
            {"files": [str(path) for path in saved]} if saved else {}
        )
        print(json.dumps(row, ensure_ascii=False, allow_nan=False), flush=True)  # noqa: T201
        return DONE
    for line in _lines(judged, other, compared, counted, worst, options.sort):
        print(line)  # noqa: T201
    for path in saved:
        print(path)  # noqa: T201
    return DONE


def _judged(run_dir: Path, weights: str, options: argparse.Namespace) -> Judged:
    trained = Trained.from_run(run_dir, weights, options.data_dir)
    if options.part == "validation" and not trained.experiment.data.validation_fraction:
        raise _no_validation(run_dir)
    found: Collection = parts_of(trained.experiment, options.data_dir, tell)
    if options.part == "validation" and found.parts and not len(found.parts["validation"]):
        raise _no_validation(run_dir)
    device = options.device or "cpu"
    made = assess(trained, found, options.part, tell, device=device, run=str(run_dir), weights=weights)
    return Judged(made, found.parts[options.part], scores(made, tell))


def _no_validation(run_dir: Path) -> ExperimentError:
    return ExperimentError([
        problem("", "{path} has no validation part, and its test part is not looked at unasked.",
                "Add --part test, which is counted, or --part train.", path=run_dir)
    ])  # fmt: skip


def _looked(options: argparse.Namespace) -> Looks:
    """How often the test part has been looked at: this time, too, where it was."""
    if options.part != "test":
        return looks(options.run_dir)
    for run_dir in {options.run_dir, options.against or options.run_dir}:
        try:
            count_look(run_dir)
        except RunError as error:
            _complain(error.problem, "this look at the test part is not counted: ")
    found = looks(options.run_dir)
    if found.problem:
        _complain(found.problem)
    return found


def _worst(assessment: Assessment, options: argparse.Namespace) -> Positions:
    """By confidence only the wrong ones: the surest mistakes."""
    by: By = options.sort if assessment.task == "classes" else "loss"
    return picked(assessment, Choice(right=False if by == "confidence" else None), by, most=options.worst)


def _row(
    judged: Judged, other: Judged | None, compared: Comparison | None, counted: Looks, worst: Positions
) -> dict[str, Any]:
    """For ``--json``: what evaluation.json holds, and the rest."""
    row = figures(judged.assessment, judged.found)
    row["worst"] = [_sample(judged, position) for position in worst.tolist()]
    row["test_looks"] = {"count": counted.count, "last": counted.times[-1][0] if counted.times else None}
    if other and compared:
        row["against"] = figures(other.assessment, other.found) | _compared(judged, compared)
    return row


def _sample(judged: Judged, position: int) -> dict[str, Any]:
    """One sample in plain values."""
    made, shelf = judged.assessment, judged.shelf
    row: dict[str, Any] = {"row": int(made.rows[position])}
    if (path := shelf.file(row["row"])) is not None:
        row["file"] = str(path)
    if len(shelf.images) and isinstance(shelf.images[0], str):
        row["text"] = shelf.images[shelf.rows[row["row"]]]
    if made.task == "classes":
        names = made.classes
        row |= {"true": names[made.targets[position]], "predicted": names[made.predicted[position]]}
        row |= {"confidence": made.confidence[position], "margin": made.margin[position]}
    elif made.task == "numbers":
        row |= {"true": made.targets[position].tolist(), "predicted": made.predicted[position].tolist()}
    if made.task != "classes":
        row["mae"] = made.error[position]
    return _plain(row | {"loss": made.loss[position]})  # type: ignore[no-any-return]


def _compared(judged: Judged, compared: Comparison) -> dict[str, Any]:
    names = (
        ("fixed", "broken", "both_right", "both_wrong")
        if isinstance(compared, ClassComparison)
        else ("better", "worse", "same")
    )
    rows = {name: judged.assessment.rows[getattr(compared, name)].tolist() for name in names}
    counts = {name: len(each) for name, each in rows.items()}
    kept = {name: rows[name] for name in names if name in ("fixed", "broken")}
    return {"counts": counts, "rows": kept, "p_value": _plain(compared.p_value), "sentence": str(compared.sentence)}


def _lines(
    judged: Judged, other: Judged | None, compared: Comparison | None, counted: Looks, worst: Positions, sort: str
) -> Iterator[str]:
    """For people."""
    yield from tables(judged.assessment, judged.found)
    samples = [_sample(judged, position) for position in worst.tolist()]
    if samples:
        yield from ("", *worst_lines(samples, sort if judged.assessment.task == "classes" else "loss"))
    if other and compared:
        yield ""
        made = other.assessment
        yield f"against {made.run} ({made.weights}), {made.metric} {_score(made)}: {compared.sentence}"
    if counted.count is None:
        yield "\nHow often the test part was looked at is not known."
    elif counted.count:
        times = "once" if counted.count == 1 else f"{counted.count} times"
        yield f"\nThe test part was looked at {times}, last {counted.times[-1][0] if counted.times else ''}."


def _score(assessment: Assessment) -> str:
    return f"{assessment.score:.2%}" if assessment.metric == "accuracy" else f"{assessment.score:.6g}"


def _plain(value: Any) -> Any:
    """JSON has no NaN; seven digits are what a float32 has."""
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, int | str):
        return value
    number = float(f"{float(value):.7g}")
    return number if abs(number) < float("inf") else None


def _complain(item: Problem, before: str = "") -> None:
    print(f"warning: {before}{item.line()}", file=sys.stderr)  # noqa: T201
