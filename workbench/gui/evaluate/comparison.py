"""Two runs on the same samples: their figures side by side, and what the one mends or breaks of the other."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from workbench.data.locations import runs_dir
from workbench.evaluation.compare import ClassComparison, Comparison, compare
from workbench.gui.evaluate.class_table import Cell, SortedTable, word
from workbench.gui.texts import said, sentence, three_digits
from workbench.gui.theme import mark
from workbench.gui.widgets.push_button import push_button
from workbench.spec.problems import ExperimentError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from workbench.evaluation.scores import Scores
    from workbench.gui.evaluate.seen import Seen
    from workbench.spec.problems import Problem

MOST_RUNS = 30
Other = tuple[Path, str]


class CompareView(QWidget):
    """``other_wanted`` carries the folder and the weights (last, best) of the other run; ``positions_wanted`` words and positions."""

    other_wanted = Signal(object)
    positions_wanted = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first: Seen | None = None
        self._second: Seen | None = None
        self._other: Other | None = None
        self._found: Comparison | None = None
        self._dirty = False
        self._run: Path | None = None
        self._entries: list[tuple[str, Other | None]] = []
        self._some: list[tuple[str, NDArray[np.int64]]] = []
        self._make()
        self._lay_out()
        self._show_nothing()

    def set_run(self, run_dir: Path | None) -> None:
        """The run that is shown; what it was compared with goes."""
        if run_dir != self._run:
            self._run, self._other, self._first, self._found = run_dir, None, None, None
            self._show_nothing()

    def show_seen(self, seen: Seen) -> None:
        """The run that is shown, as it is judged now."""
        before, self._second = self._second, seen
        if self._other is not None and before is not None and before.assessment.part != seen.assessment.part:
            self._first = None
            self._show_nothing()
            if self.isVisible():
                self.other_wanted.emit(self._other)
        self._dirty = True
        if self.isVisible():
            self._show()

    def show_other(self, seen: Seen) -> None:
        """The run that it is compared with."""
        self._first = seen
        self._show()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Why it cannot be compared."""
        self._first = self._found = None
        self._show_nothing()
        self._say(" ".join(map(sentence, problems)), "error")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._list_runs()
        if self._other is not None and self._first is None and self._second is not None:
            self.choose(self._other)  # another part was chosen while nobody looked
        if self._dirty:
            self._show()

    def _show(self) -> None:
        first, second = self._first, self._second
        if first is None or second is None:
            return
        self._dirty = False
        try:
            self._found = found = compare(first.assessment, second.assessment)
        except ExperimentError as error:
            self.show_problems(error.problems)
            return
        names = (self._name(first), self._name(second))
        which = self.tr("First: {0}. Second, which is shown: {1}.").format(*names)
        self._say(f"{said(found.sentence)}\n{which}", "muted")
        self._show_counts(found)
        heads = [
            (self.tr("Figure"), ""), (self.tr("First"), names[0]), (self.tr("Second"), names[1]),
            (self.tr("Difference"), self.tr("The second minus the first")),
        ]  # fmt: skip
        rows: list[tuple[Cell, ...]] = []
        before, after = self._figures(first.scores), self._figures(second.scores)
        for (name, one, percent), (_, other, _) in zip(before, after, strict=True):
            scale, unit = (100.0, " %") if percent else (1.0, "")
            difference = "–" if one is None or other is None else f"{scale * (other - one):+.3g}{unit}"
            cells = ["–" if value is None else f"{three_digits(scale * value)}{unit}" for value in (one, other)]
            rows.append((word(name, float(len(rows))), *(Cell(cell, 0.0) for cell in (*cells, difference))))
        self.table.set_rows(heads, rows)
        self.table.show()

    def _show_counts(self, found: Comparison) -> None:
        if isinstance(found, ClassComparison):
            some = [(self.tr("Fixed"), found.fixed), (self.tr("Broken"), found.broken), (self.tr("Both wrong"), found.both_wrong),
                    (self.tr("Both right"), found.both_right)]  # fmt: skip
        else:
            some = [
                (self.tr("Better"), found.better),
                (self.tr("Worse"), found.worse),
                (self.tr("The same"), found.same),
            ]
        for button, (words, positions) in zip(self.counts, some, strict=False):
            button.setText(f"{words}  {len(positions):,}")
            button.setAccessibleName(words)
            button.setEnabled(bool(len(positions)))
        for place, button in enumerate(self.counts):
            button.setVisible(place < len(some))
        self._some = some

    def _show_nothing(self) -> None:
        for button in self.counts:
            button.hide()
        self.table.hide()
        self._say(
            self.tr(
                "Choose another run, or other weights of this one, to see which samples it gets right that this one does not."
            )
        )

    def _say(self, words: str, role: str = "muted") -> None:
        self.words.setText(words)
        mark(self.words, "role", role)

    def _figures(self, scores: Scores) -> list[tuple[str, float | None, bool]]:
        """Name, value, and whether it is a share."""
        from workbench.evaluation.scores import ClassScores, NumberScores

        if isinstance(scores, ClassScores):
            return [
                (self.tr("accuracy"), scores.accuracy, True), (self.tr("macro F1"), scores.macro.f1, True),
                (self.tr("loss"), scores.loss, False), ("AUC", scores.auc, False),
                ("ECE", scores.calibration_error, True), ("Brier", scores.brier, False),
            ]  # fmt: skip
        if isinstance(scores, NumberScores):
            mean = scores.mean
            return [
                ("R²", mean.r2, False),
                ("MAE", mean.mae, False),
                ("RMSE", mean.rmse, False),
                (self.tr("loss"), scores.loss, False),
            ]
        return [(self.tr("mean absolute error"), scores.mae, False), (self.tr("loss"), scores.loss, False)]

    def _name(self, seen: Seen) -> str:
        made = seen.assessment
        by = {"last": self.tr("last weights"), "best": self.tr("best weights")}.get(made.weights, made.weights)
        return f"{Path(made.run).name}, {by}" if made.run else by

    # Which run

    def _list_runs(self) -> None:
        """Other weights of this run, and the newest runs in the folder of runs."""
        entries: list[tuple[str, Other | None]] = [(self.tr("Compare with …"), None)]
        run = self._run
        if run is not None:
            names = {"last": self.tr("the last weights of this run"), "best": self.tr("the best weights of this run")}
            entries += [(words, (run, name)) for name, words in names.items() if (run / f"{name}.pth").exists()]
        entries += [(folder.name, (folder, "last")) for folder in _newest(runs_dir()) if folder != run]
        if self._other is not None and self._other not in [other for _, other in entries]:
            entries.append((self._other[0].name, self._other))
        self._entries = entries
        with QSignalBlocker(self.runs):
            self.runs.clear()
            self.runs.addItems([words for words, _ in entries])
            self.runs.setCurrentIndex(
                next((place for place, (_, other) in enumerate(entries) if other == self._other), 0)
            )

    def choose_folder(self) -> None:
        """Ask for the folder of another run."""
        name = QFileDialog.getExistingDirectory(self, self.tr("Run folder to compare with"), str(runs_dir()))
        if name:
            self.choose((Path(name), "last"))

    def choose(self, other: Other | None) -> None:
        """Compare with these weights."""
        self._other = other
        self._list_runs()
        if other is None:
            self._first = self._found = None
            self._show_nothing()
        else:
            self._say(self.tr("Judging {0} …").format(other[0].name))
            self.other_wanted.emit(other)

    def _make(self) -> None:
        self.runs = QComboBox(self)
        self.runs.setObjectName("compare_runs")
        self.runs.setAccessibleName(self.tr("Compare with"))
        self.runs.setToolTip(self.tr("Other weights of this run, or another run of the same data"))
        self.runs.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.runs.setMinimumContentsLength(22)
        self.runs.activated.connect(lambda place: self.choose(self._entries[place][1]))
        self.folder = push_button(
            "compare_folder", self.tr("Other folder…"), self.tr("The folder of another run"), self
        )
        self.folder.setProperty("dense", "true")
        self.folder.clicked.connect(self.choose_folder)
        self.words = QLabel("", self)
        self.words.setObjectName("compare_words")
        self.words.setWordWrap(True)
        self.table = SortedTable(self)
        self.table.setObjectName("compare_figures")
        self.table.setAccessibleName(self.tr("Figures of both runs"))
        self.counts: list[QPushButton] = []
        for place in range(4):
            button = push_button(f"compare_count_{place}", "", self.tr("Show these samples"), self)
            button.setProperty("dense", "true")
            button.clicked.connect(lambda _on=False, place=place: self.positions_wanted.emit(*self._some[place]))
            self.counts.append(button)

    def _lay_out(self) -> None:
        head, counts = QHBoxLayout(), QHBoxLayout()
        for row in (head, counts):
            row.setSpacing(6)
        head.addWidget(self.runs)
        head.addWidget(self.folder)
        head.addStretch(1)
        for button in self.counts:
            counts.addWidget(button)
        counts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(self.words)
        column.addLayout(counts)
        column.addWidget(self.table, 1)
        column.addStretch(0)


def _newest(folder: Path) -> list[Path]:
    """The newest runs with weights in a folder; none where it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            found = [(entry.stat().st_mtime, Path(entry.path)) for entry in entries if entry.is_dir()]
    except OSError:
        return []
    ordered = (path for _, path in sorted(found, reverse=True)[: 4 * MOST_RUNS])
    return [path for path in ordered if (path / "last.pth").exists()][:MOST_RUNS]
