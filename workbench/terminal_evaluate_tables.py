"""The tables of ``workbench evaluate``: plain text, one line after the other."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from workbench.evaluation.assessment import Assessment
from workbench.evaluation.confusion import confusion
from workbench.evaluation.curves import calibration
from workbench.evaluation.scores import ClassScores, CopyScores, Mean, NumberScore, NumberScores, Scores

MOST_CLASSES = 60
"""Of more, the worst are shown; ``--json`` and ``--to`` have all."""

MOST_PAIRS = 10
WIDEST = 28
HEAD = ("support", "predicted", "precision", "recall", "F1", "AUC", "AP")


def tables(assessment: Assessment, found: Scores) -> Iterator[str]:
    """The figures for people."""
    yield f"{assessment.run}, {assessment.weights} weights, {assessment.part} part: {found.samples:,} samples"
    if found.not_finite:
        yield f"For {found.not_finite:,} samples the model gives no number (NaN or infinity): it has diverged."
    if isinstance(found, ClassScores):
        yield from _of_classes(assessment, found)
    elif isinstance(found, NumberScores):
        yield f"loss {_number(found.loss)}"
        yield ""
        yield from _of_numbers(found)
    elif isinstance(found, CopyScores):
        yield f"loss {_number(found.loss)}, mean absolute error {_number(found.mae)}"
        yield "losses: " + ", ".join(
            f"{name} {_number(value)}"
            for name, value in zip(
                ("least", "quarter", "half", "three quarters", "most"), found.quantiles, strict=False
            )
        )


def _of_classes(assessment: Assessment, found: ClassScores) -> Iterator[str]:
    top = ", ".join(f"top {k} {share:.2%}" for k, share in enumerate(found.top, 1) if k > 1)
    yield f"accuracy {found.accuracy:.2%}, balanced {_share(found.balanced_accuracy)}, loss {_number(found.loss)}"
    yield (
        f"AUC {_figure(found.auc)}, average precision {_figure(found.average_precision)}, Brier score {_figure(found.brier)}"
        + (f"; {top}" if top else "")
    )
    yield ""
    yield from _table(("class", *HEAD), list(_class_rows(found)))
    hidden = len(found.classes) - MOST_CLASSES
    if hidden > 0:
        yield f"… and {hidden:,} better ones; --json and --to have all."
    pairs = confusion(assessment).pairs(MOST_PAIRS)
    if pairs:
        names = assessment.classes
        yield ""
        yield "most confused:"
        rows = [(names[each.true], names[each.predicted], f"{each.count:,}", f"{each.share:.1%}") for each in pairs]
        yield from _table(("true", "taken for", "times", "of the class"), rows, words=2)
    yield from _of_calibration(assessment, found)


def _class_rows(found: ClassScores) -> Iterator[tuple[str, ...]]:
    shown = list(found.classes)
    if len(shown) > MOST_CLASSES:
        shown = sorted(shown, key=lambda each: 2.0 if each.f1 is None else each.f1)[:MOST_CLASSES]
    for each in shown:
        figures = (each.precision, each.recall, each.f1, each.auc, each.average_precision)
        yield (each.name, f"{each.support:,}", f"{each.predicted:,}", *map(_figure, figures))
    means: tuple[tuple[str, Mean], ...] = (("macro mean", found.macro), ("weighted mean", found.weighted))
    for name, mean in means:
        more = (found.auc, found.average_precision) if mean is found.macro else (None, None)
        yield (
            name,
            "",
            "",
            *map(_figure, (mean.precision, mean.recall, mean.f1)),
            *("" if x is None else _figure(x) for x in more),
        )


def _of_calibration(assessment: Assessment, found: ClassScores) -> Iterator[str]:
    made = calibration(assessment, 10)
    if made is None:
        return
    yield ""
    yield (
        f"calibration: expected error {_figure(found.calibration_error)} in 15 bins of equal width, "
        f"{_figure(found.calibration_error_counts)} in bins of equal counts"
    )
    rows = [
        (f"{low:.1f} … {high:.1f}", f"{count:,}", f"{sure:.1%}", f"{right:.1%}")
        for low, high, count, sure, right in zip(
            made.edges, made.edges[1:], made.counts, made.confidence, made.right, strict=False
        )
        if count
    ]
    yield from _table(("confidence", "samples", "mean confidence", "right"), rows)


def _of_numbers(found: NumberScores) -> Iterator[str]:
    shown = [(each.name, *_errors(each)) for each in found.outputs[:MOST_CLASSES]]
    shown += [("mean", *_errors(found.mean))] if len(found.outputs) > 1 else []
    yield from _table(("output", "MAE", "RMSE", "R²", "greatest error"), shown)
    if found.yes_no:
        yield ""
        yield f"yes or no: all of them right for {_share(found.exact)} of the samples"
        rows = [
            (each.name, f"{each.support:,}", f"{each.predicted:,}", _share(each.accuracy),
             *map(_figure, (each.precision, each.recall, each.f1, each.auc)))
            for each in found.yes_no[:MOST_CLASSES]
        ]  # fmt: skip
        yield from _table(("output", "support", "predicted", "accuracy", "precision", "recall", "F1", "AUC"), rows)


def _errors(each: NumberScore) -> tuple[str, ...]:
    return _number(each.mae), _number(each.rmse), _figure(each.r2), _number(each.max_error)


def worst_lines(samples: Sequence[dict[str, Any]], by: str) -> Iterator[str]:
    """A table of samples."""
    yield {"confidence": "surest mistakes:", "margin": "most undecided:"}.get(by, "greatest losses:")
    columns = [name for name in samples[0] if name != "file"] + (["file"] if "file" in samples[0] else [])
    rows = [tuple(_word(each[name]) for name in columns) for each in samples]
    yield from _table(columns, rows, words=0, last="file" in columns)


def _word(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_word, value[:4])) + (", …" if len(value) > 4 else "")
    if isinstance(value, float):
        return f"{value:.4g}"
    return "–" if value is None else str(value)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], words: int = 1, last: bool = False) -> Iterator[str]:
    """Columns of one width; the first ``words`` and, with ``last``, the last to the left, the others to the right."""
    kept = [
        [_short(cell) if not (last and place == len(row) - 1) else cell for place, cell in enumerate(row)]
        for row in rows
    ]
    widths = [max(_cells(row[place]) for row in [list(head), *kept]) for place in range(len(head))]
    for row in [list(head), *kept]:
        cells = [
            cell + " " * (width - _cells(cell))
            if place < words or (last and place == len(row) - 1)
            else " " * (width - _cells(cell)) + cell
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield ("  " + "  ".join(cells)).rstrip()


def _short(cell: str) -> str:
    line = " ".join(cell.split())
    return line if len(line) <= WIDEST else line[: WIDEST - 1] + "…"


def _cells(text: str) -> int:
    """How many cells of a terminal a text takes: a Chinese character takes two, an accent of its own none."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.combining(letter) > 0 for letter in text)


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.4f}"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2%}"


def _number(value: float | None) -> str:
    return "–" if value is None or not np.isfinite(value) else f"{value:.6g}"
