"""The figures of an assessment at a glance, and how each class or output fares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from workbench.evaluation.confusion import confusion
from workbench.gui.evaluate.class_table import Cell, SortedTable, amount, count, share, word
from workbench.gui.evaluate.figures import Figure, FigureRow
from workbench.gui.texts import sentence, three_digits
from workbench.gui.widgets.class_bars import ClassBars

if TYPE_CHECKING:
    from workbench.evaluation.scores import ClassScores, CopyScores, NumberScores
    from workbench.gui.evaluate.seen import Seen

Head = tuple[str, str]
BINS = 20


class OverviewView(QWidget):
    """``wanted`` carries the true and the predicted class of the samples to show (-1: any), ``positions_wanted`` words and positions."""

    wanted = Signal(int, int)
    positions_wanted = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seen: Seen | None = None
        self._dirty = False
        self.figures = FigureRow(self)
        self.figures.setObjectName("evaluate_figures")
        self.figures.setAccessibleName(self.tr("Figures"))
        self.notes = QLabel("", self)
        self.notes.setObjectName("evaluate_notes")
        self.notes.setProperty("role", "warning")
        self.notes.setWordWrap(True)
        self.table = SortedTable(self)
        self.table.setObjectName("evaluate_classes")
        self.errors = QLabel(self.tr("Errors of the samples"), self)
        self.errors.setProperty("role", "section")
        self.bars = ClassBars(self)
        self.bars.setObjectName("evaluate_errors")
        self.bars.setAccessibleName(self.tr("Errors of the samples"))
        self.bars.setToolTip(self.tr("How many samples have an error of this size; a click shows them"))
        self.bars.pointed.connect(self.bars.setToolTip)
        self.bars.pressed.connect(self._on_bar)
        self._edges: NDArray[np.float64] = np.zeros(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.figures)
        column.addWidget(self.notes)
        column.addWidget(self.table, 1)
        column.addWidget(self.errors)
        column.addWidget(self.bars)
        column.addStretch(0)
        self.table.picked.connect(self._on_picked)

    def show_seen(self, seen: Seen) -> None:
        """Other judgements."""
        self._seen, self._dirty = seen, True
        if self.isVisible():
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._dirty:
            self._show()

    def _show(self) -> None:
        seen = self._seen
        if seen is None:
            return
        self._dirty = False
        scores = seen.scores
        notes = [sentence(note) for note in seen.assessment.notes]
        if scores.not_finite:
            words = self.tr("For {0} of {1} samples the model gives no number: it has diverged.")
            notes.insert(0, words.format(f"{scores.not_finite:,}", f"{scores.samples:,}"))
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))
        self._show_errors(seen)
        if seen.assessment.task == "classes":
            self._show_classes(seen, scores)  # type: ignore[arg-type]
        elif seen.assessment.task == "numbers":
            self._show_numbers(scores)  # type: ignore[arg-type]
        else:
            self._show_copies(scores)  # type: ignore[arg-type]

    def _show_errors(self, seen: Seen) -> None:
        """Of numbers and copies: how many samples have an error of which size."""
        errors = seen.assessment.error.astype(np.float64)
        known = errors[np.isfinite(errors)]
        for widget in (self.errors, self.bars):
            widget.setVisible(bool(known.size))
        if known.size:
            counts, self._edges = np.histogram(known, BINS)
            names = [f"≥ {three_digits(float(low))}" for low in self._edges[:-1]]
            self.bars.set_counts(names, counts.tolist(), bins=True)
            words = self.tr("Errors of the samples, from {0} to {1}")
            self.errors.setText(words.format(*(three_digits(float(edge)) for edge in self._edges[[0, -1]])))

    def _on_bar(self, place: int) -> None:
        seen = self._seen
        if seen is None:
            return
        low, high = self._edges[place], self._edges[place + 1]
        errors = seen.assessment.error.astype(np.float64)
        last = place == len(self._edges) - 2
        found = np.flatnonzero((errors >= low) & ((errors <= high) if last else (errors < high)))
        words = self.tr("Error {0} to {1}").format(three_digits(float(low)), three_digits(float(high)))
        self.positions_wanted.emit(words, found)

    def _show_classes(self, seen: Seen, scores: ClassScores) -> None:
        figures = [
            Figure(self.tr("accuracy"), _share(scores.accuracy), self.tr("The share of samples that are right")),
            Figure(
                self.tr("macro F1"), _share(scores.macro.f1),
                self.tr("The mean of F1 over the classes, each of them counted alike: rare ones as much as frequent ones"),
            ),
            Figure(
                self.tr("balanced"), _share(scores.balanced_accuracy), self.tr("Balanced accuracy: the mean of the recall over the classes")
            ),
        ]  # fmt: skip
        if len(scores.classes) > 2:
            k = min(5, len(scores.top)) if len(scores.classes) > 5 else 2
            figures.append(Figure(
                self.tr("top {0}").format(k), _share(scores.top[k - 1]),
                self.tr("The share of samples whose true class is among the {0} most probable ones").format(k),
            ))  # fmt: skip
        figures += [
            Figure("AUC", _number(scores.auc), self.tr(
                "Area under the ROC curve, the mean over the classes: how well the probability of a class puts its samples "
                "before the others (0.5: as chance would, 1: perfectly)"
            )),
            Figure("ECE", _share(scores.calibration_error), self.tr(
                "Expected calibration error: how far off the model's confidence is on the average"
            )),
            Figure("Brier", _number(scores.brier), self.tr("The mean squared error of the probabilities; 0 is perfect")),
            Figure(self.tr("loss"), _number(scores.loss), self.tr("The mean loss, as in training")),
        ]  # fmt: skip
        self.figures.set_figures(figures)
        self.table.setAccessibleName(self.tr("Classes"))
        self.table.setToolTip(self.tr("A double click, or Enter, shows the samples of the class"))
        heads: list[Head] = [
            (self.tr("Class"), self.tr("The class")),
            (self.tr("Precision"), self.tr("Of those that are taken for the class, the share that is of it")),
            (self.tr("Recall"), self.tr("Of those that are of the class, the share that is taken for it")),
            ("F1", self.tr("The harmonic mean of precision and recall")),
            (self.tr("Support"), self.tr("How many samples are of the class")),
            ("AUC", self.tr("Area under the ROC curve of the class against the rest")),
            ("  " + self.tr("Most confused with"), self.tr("What most of its wrong samples are taken for")),
        ]
        found = confusion(seen.assessment)
        errors = found.counts.copy()
        np.fill_diagonal(errors, 0)
        rows: list[tuple[Cell, ...]] = []
        for number, each in enumerate(scores.classes):
            taken = int(errors[number].argmax()) if len(errors) else 0
            times = int(errors[number, taken])
            words = f"  → {found.classes[taken]}  ({times:,})" if times else "  –"
            rows.append((
                word(each.name, float(number)), share(_nan(each.precision)), share(_nan(each.recall)), share(_nan(each.f1)),
                count(each.support), amount(_nan(each.auc)), word(words, float(times)),
            ))  # fmt: skip
        self.table.set_rows(heads, rows)
        self.table.show()

    def _show_numbers(self, scores: NumberScores) -> None:
        self.table.setAccessibleName(self.tr("Outputs"))
        self.table.setToolTip("")
        if scores.yes_no:
            self._show_yes_no(scores)
            return
        mean = scores.mean
        self.figures.set_figures([
            Figure("R²", _number(mean.r2), self.tr("1 is perfect, 0 no better than always saying the mean")),
            Figure("MAE", _number(mean.mae), self.tr("The mean absolute error, in the units of the data")),
            Figure("RMSE", _number(mean.rmse), self.tr("The root of the mean squared error, in the units of the data")),
            Figure(self.tr("largest error"), _number(mean.max_error), self.tr("The error of the worst sample")),
            Figure(self.tr("loss"), _number(scores.loss), self.tr("The mean loss, as in training")),
            Figure(self.tr("samples"), f"{scores.samples:,}", self.tr("So many samples were judged")),
        ])  # fmt: skip
        heads = [(self.tr("Output"), ""), ("R²", ""), ("MAE", ""), ("RMSE", ""), (self.tr("Largest error"), "")]
        self.table.set_rows(heads, [
            (word(each.name, float(number)), *(amount(_nan(value)) for value in (each.r2, each.mae, each.rmse, each.max_error)))
            for number, each in enumerate(scores.outputs)
        ])  # fmt: skip
        self.table.setVisible(len(scores.outputs) > 1)

    def _show_yes_no(self, scores: NumberScores) -> None:
        """Several yes or no at once: what is said of classes, of each."""

        def mean(name: str) -> float | None:
            known = [value for each in scores.yes_no if (value := getattr(each, name)) is not None]
            return sum(known) / len(known) if known else None

        self.figures.set_figures([
            Figure(self.tr("accuracy"), _share(mean("accuracy")), self.tr("The share of the answers that are right")),
            Figure(self.tr("all right"), _share(scores.exact), self.tr("The share of samples of which all outputs are right")),
            Figure(self.tr("macro F1"), _share(mean("f1")), self.tr("The mean of F1 over the outputs")),
            Figure("AUC", _number(mean("auc")), self.tr("Area under the ROC curve, the mean over the outputs")),
            Figure("MAE", _number(scores.mean.mae), self.tr("The mean difference of the probability from 0 or 1")),
            Figure(self.tr("loss"), _number(scores.loss), self.tr("The mean loss, as in training")),
            Figure(self.tr("samples"), f"{scores.samples:,}", self.tr("So many samples were judged")),
        ])  # fmt: skip
        heads: list[Head] = [
            (self.tr("Output"), ""), (self.tr("Accuracy"), self.tr("The share of samples that are right")),
            (self.tr("Precision"), self.tr("Of those that are said to be a yes, the share that is one")),
            (self.tr("Recall"), self.tr("Of those that are a yes, the share that is said to be one")),
            ("F1", self.tr("The harmonic mean of precision and recall")),
            (self.tr("Support"), self.tr("How many samples are a yes")), ("AUC", self.tr("Area under the ROC curve")),
        ]  # fmt: skip
        self.table.set_rows(heads, [
            (word(each.name, float(number)), *(share(_nan(value)) for value in (each.accuracy, each.precision, each.recall, each.f1)),
             count(each.support), amount(_nan(each.auc)))
            for number, each in enumerate(scores.yes_no)
        ])  # fmt: skip
        self.table.show()

    def _show_copies(self, scores: CopyScores) -> None:
        figures = [
            Figure(
                self.tr("mean absolute error"),
                _number(scores.mae),
                self.tr("Of what the network gets, after all steps"),
            ),
            Figure(self.tr("loss"), _number(scores.loss), self.tr("The mean loss, as in training")),
        ]
        names = (
            self.tr("best"),
            self.tr("best quarter"),
            self.tr("median"),
            self.tr("worst quarter"),
            self.tr("worst"),
        )
        for name, value in zip(names, scores.quantiles, strict=False):
            figures.append(Figure(name, _number(value), self.tr("Of the losses of the samples, in order")))
        figures.append(Figure(self.tr("samples"), f"{scores.samples:,}", self.tr("So many samples were judged")))
        self.figures.set_figures(figures)
        self.table.hide()

    def _on_picked(self, row: int) -> None:
        if self._seen is not None and self._seen.assessment.task == "classes":
            self.wanted.emit(row, -1)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f} %" if value < 0.9995 else f"{100 * value:.4g} %"


def _number(value: float | None) -> str:
    return "–" if value is None else three_digits(value)


def _nan(value: float | None) -> float:
    return float("nan") if value is None else value
