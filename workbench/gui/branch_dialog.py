"""Branch off: the checkpoints of a run, what differs between its experiment and the one that is edited, and the start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.data.locations import runs_dir
from workbench.gui.branching import MOST_EPOCHS, Wanted
from workbench.gui.document import Document
from workbench.gui.icons import icon
from workbench.gui.texts import sentence
from workbench.gui.theme import mark
from workbench.gui.widgets.card import ElidedLabel
from workbench.gui.widgets.push_button import push_button
from workbench.spec.differences import Difference, differences
from workbench.spec.edits import SetValue
from workbench.spec.experiment import Experiment
from workbench.spec.problems import ExperimentError
from workbench.training.branch_points import Point, as_it_ran, experiment_of, points_of

STEP, EPOCH, LOSS, WHEN = range(4)


class BranchDialog(QDialog):
    """``wanted`` carries a :class:`Wanted`; whoever starts it accepts the dialog."""

    wanted = Signal(object)

    def __init__(
        self, document: Document, run: Path | None, why_not: Callable[[], str], goes_on: Callable[[Path], bool],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("branch_dialog")
        self.setWindowTitle(self.tr("Branch off"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 560)
        self._document, self._why_not, self._goes_on = document, why_not, goes_on
        self.run: Path | None = None
        self._before: Experiment | None = None
        self._points: list[Point] = []
        self._problem = ""
        self._make_parts()
        self._lay_out()
        document.changed.connect(self._on_document_changed)
        self.epochs.setValue(document.experiment.training.epochs)
        self.show_run(run)

    def show_run(self, run: Path | None) -> None:
        """The checkpoints of the run in this folder; what is wrong with it is said."""
        self.run = run
        self.folder.set_text(str(run) if run else self.tr("no run chosen"))
        self.read()

    def read(self) -> None:
        """What the run has now; the checkpoint that is chosen stays so, unless it was the newest."""
        chosen = self.point if self.points.currentRow() > 0 else None
        self._before, self._points, self._problem = None, [], ""
        try:
            if self.run is not None:
                self._before = experiment_of(self.run)
                self._points = points_of(self.run)
        except ExperimentError as error:
            self._problem = " ".join(map(sentence, error.problems))
        steps = [point.step for point in self._points]
        self._fill_points(steps.index(chosen.step) if chosen is not None and chosen.step in steps else 0)
        self.look()

    @property
    def point(self) -> Point | None:
        """The chosen checkpoint."""
        row = self.points.currentRow()
        return self._points[row] if 0 <= row < len(self._points) else None

    def found(self) -> tuple[Difference, ...]:
        """What differs between the run's experiment and that of the branch."""
        if self._before is None:
            return ()
        return differences(self._before, as_it_ran(self._experiment(), self._before))

    def _experiment(self) -> Experiment:
        now = self._document.experiment
        return now.replace(training=now.training.replace(epochs=self.epochs.value()))

    # What is shown

    def _fill_points(self, chosen: int) -> None:
        self.points.setRowCount(0)
        self.points.setRowCount(len(self._points))
        for row, point in enumerate(self._points):
            for column, words in enumerate(self._words_of(point)):
                item = QTableWidgetItem(words)
                right = column in (STEP, EPOCH, LOSS)
                side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                self.points.setItem(row, column, item)
        for column in (STEP, EPOCH, LOSS, WHEN):
            self.points.resizeColumnToContents(column)
        if self._points:
            self.points.setCurrentCell(chosen, 0)

    def _words_of(self, point: Point) -> Sequence[str]:
        epoch = self.tr("in {0}").format(point.epoch + 1) if point.within else f"{point.epoch:,}"
        loss = point.row.validation_loss if point.row is not None else None
        when = QLocale().toString(
            QDateTime.fromSecsSinceEpoch(round(point.when.timestamp())), QLocale.FormatType.ShortFormat
        )
        note = self.tr("best") if point.best else ""
        return f"{point.step:,}", epoch, "–" if loss is None else f"{loss:.4g}", when, note

    def look(self) -> None:
        """What differs, and whether it can begin."""
        found = self.found()
        self.changes.setRowCount(0)
        self.changes.setRowCount(len(found))
        for row, each in enumerate(found):
            for column, words in enumerate((each.address, *each.words())):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.changes.setItem(row, column, item)
        point, words, why_not = self.point, "", self._why_it_cannot()
        if not why_not and point is not None:
            words = self.tr("The branch goes on after step {0}. The run stays as it is.").format(f"{point.step:,}")
            if self.points.currentRow() == 0 and self.run is not None and self._goes_on(self.run):
                words = self.tr("The run goes on: it is stopped first, and the branch begins where it is then.")
            if not found:
                words = self.tr("Nothing differs: the branch goes on as the run itself would.") + " " + words
        self._say(why_not or words, "error" if why_not and self.run is not None else "muted")
        self.start.setEnabled(not why_not)

    def _why_it_cannot(self) -> str:
        if self.run is None:
            return self.tr("Choose the folder of a run.")
        point = self.point
        if self._problem or point is None:
            return self._problem
        if self.epochs.value() <= point.epoch:
            words = self.tr("That checkpoint was taken after {0} epochs: ask for more of them, or take an earlier one.")
            return words.format(f"{point.epoch:,}")
        return self._why_not()

    def _say(self, words: str, role: str) -> None:
        self.words.setText(words)
        mark(self.words, "role", role)

    def _on_document_changed(self, before: Experiment, after: Experiment) -> None:
        if before.training.epochs != after.training.epochs:
            self.epochs.setValue(after.training.epochs)
        self.look()

    # What is pressed

    def _on_choose(self) -> None:
        start = str(self.run.parent if self.run else runs_dir())
        name = QFileDialog.getExistingDirectory(self, self.tr("Run folder to branch off"), start)
        if name:
            self.show_run(Path(name))

    def _on_start(self) -> None:
        point = self.point
        if self.run is None or point is None or not self.start.isEnabled():
            return
        epochs, newest = self.epochs.value(), self.points.currentRow() == 0
        edits = (SetValue("training.epochs", epochs),) if epochs != self._document.experiment.training.epochs else ()
        self.wanted.emit(Wanted(self.run, None if newest else point.step, edits, self.tr("epochs of the branch")))

    # Parts

    def _make_parts(self) -> None:
        self.folder = ElidedLabel("", self)
        self.folder.setObjectName("branch_run")
        self.folder.setAccessibleName(self.tr("Run to branch off"))
        self.choose = push_button(
            "branch_choose", self.tr("Choose…"), self.tr("Choose the folder of another run"), self
        )
        self.choose.clicked.connect(self._on_choose)
        heads = [self.tr("Step"), self.tr("Epoch"), self.tr("Validation loss"), self.tr("When"), ""]
        self.points = self._table(
            "branch_points", heads, self.tr("Checkpoints of the run"), self.tr("Where the branch begins")
        )
        self.points.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.points.currentCellChanged.connect(lambda *_: self.look())
        for column in (STEP, EPOCH, LOSS):
            head = self.points.horizontalHeaderItem(column)
            head.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.points.doubleClicked.connect(lambda _index: self._on_start())
        self.changes = self._table(
            "branch_changes",
            [self.tr("Where"), self.tr("In the run"), self.tr("Now")],
            self.tr("What differs"),
            self.tr("What is otherwise in the experiment that is edited than in that of the run"),
        )
        for column in range(3):
            self.changes.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.epochs = QSpinBox(self)
        self.epochs.setObjectName("branch_epochs")
        self.epochs.setRange(1, MOST_EPOCHS)
        self.epochs.setAccessibleName(self.tr("Epochs in all"))
        self.epochs.setToolTip(self.tr("Epochs of the branch, those that the run has made included"))
        self.epochs.valueChanged.connect(lambda _value: self.look())
        self.words = QLabel("", self)
        self.words.setObjectName("branch_words")
        self.words.setWordWrap(True)
        self.start = push_button(
            "branch_start", self.tr("&Branch off"), self.tr("Go on from this checkpoint in a folder of its own"), self
        )
        self.start.setIcon(icon("branch", "on_accent"))
        self.start.setProperty("primary", "true")
        self.start.setDefault(True)
        self.start.clicked.connect(self._on_start)
        self.shut = push_button("branch_cancel", self.tr("Cancel"), self.tr("Close this window"), self)
        self.shut.clicked.connect(self.reject)

    def _table(self, name: str, heads: list[str], title: str, tip: str) -> QTableWidget:
        table = QTableWidget(0, len(heads), self)
        table.setObjectName(name)
        table.setAccessibleName(title)
        table.setToolTip(tip)
        table.setHorizontalHeaderLabels(heads)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setStretchLastSection(True)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        return table

    def _lay_out(self) -> None:
        head, middle, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._label(self.tr("Run"), "section"))
        head.addWidget(self.folder, 1)
        head.addWidget(self.choose)
        middle.addWidget(QLabel(self.tr("Epochs in all"), self))
        middle.addWidget(self.epochs)
        middle.addStretch(1)
        foot.addWidget(self.words, 1)
        foot.addWidget(self.shut)
        foot.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._label(self.tr("Checkpoint to begin at"), "section"))
        column.addWidget(self.points, 2)
        column.addWidget(self._label(self.tr("What differs from the run's experiment"), "section"))
        column.addWidget(self.changes, 3)
        column.addLayout(middle)
        column.addLayout(foot)

    def _label(self, words: str, role: str) -> QLabel:
        label = QLabel(words, self)
        label.setProperty("role", role)
        return label
