"""Predict files: a table of what the model at hand says of many pictures; it grows while they are read."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.evaluation.file_answers import FileAnswer, as_csv, as_json, files_in, judged_files, rows_of
from workbench.gui.lane import Lane, Problems
from workbench.gui.model_at_hand import ModelAtHand
from workbench.gui.predicting.model import (
    ALL,
    CONFIDENCE,
    NAME,
    OTHERS,
    PICTURE,
    PREDICTION,
    PROBLEMS,
    SIDE,
    AnswersModel,
)
from workbench.gui.task import Task
from workbench.gui.texts import sentence
from workbench.gui.trying.opening import PATTERNS
from workbench.gui.widgets.card import ElidedLabel
from workbench.gui.widgets.empty_state import EmptyState
from workbench.gui.widgets.push_button import push_button
from workbench.spec import files
from workbench.spec.problems import ExperimentError, Problem, problem

if TYPE_CHECKING:
    from workbench.data.samples import Progress

ARRANGE_SECONDS = 1.0
"""Between two arrangements of the rows while answers come."""


@dataclass(frozen=True)
class Found:
    """What was found in what was named, and what is wrong with it."""

    paths: list[Path]
    problems: list[Problem]


@dataclass(frozen=True)
class Names:
    """What the answers are called."""

    classes: tuple[str, ...]
    outputs: tuple[str, ...]


class PredictDialog(QDialog):
    """``try_wanted`` carries the file that is to be looked at closely."""

    try_wanted = Signal(object)

    def __init__(self, at_hand: ModelAtHand, data_dir: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("predict_dialog")
        self.setWindowTitle(self.tr("Predict files"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.resize(900, 560)
        self._at_hand, self._data_dir = at_hand, data_dir
        self._lane, self._pictures = Lane("predicting", self), Lane("predicting pictures", self)
        self._task = Task(self._lane, "predict", self)
        self._task.progressed.connect(self._on_progress)
        self._task.done.connect(self._on_done)
        self._task.failed.connect(self._on_failed)
        self._came: deque[FileAnswer | Found | Names] = deque()  # from the lane
        self._named: list[Path] = []  # files and folders that nobody has looked into yet
        self._arranged = 0.0
        self._notes: list[str] = []
        self.model = AnswersModel(self._pictures, self)
        self._make_parts()
        self._lay_out()
        at_hand.changed.connect(self._update)
        at_hand.run_changed.connect(self._on_run_changed)
        self._update()

    # What can be done

    def add(self, paths: Sequence[Path]) -> None:
        """Files, or folders with files, to be judged."""
        self._named += paths
        if not self._task.running:
            self._go_on()
        self._update()

    def judge_again(self) -> None:
        """All of them, with the newest weights."""
        self._cancel()
        self.model.forget_answers()
        self._go_on()
        self._update()

    def clear(self) -> None:
        """No files any more."""
        self._cancel()
        self.model.clear()
        self._notes = []
        self._update()

    def save(self, path: Path) -> bool:
        """Write what is shown, as .json or else as CSV; what goes wrong is said."""
        rows = rows_of(self.model.listed(), self.model.classes, self.model.outputs)
        content = as_json(rows) if path.suffix.lower() == ".json" else as_csv(rows)
        try:
            files.write_whole(path, content)
        except OSError as error:
            self.words.set_text(self.tr("{0} cannot be written: {1}.").format(path, error.strerror or error))
            return False
        self.words.set_text(self.tr("{0} rows saved in {1}").format(f"{len(rows):,}", path))
        return True

    def shut_down(self) -> None:
        """End the work and its threads."""
        self._task.cancel()
        self._lane.close()
        self._pictures.close()

    def done(self, result: int) -> None:
        self.shut_down()
        super().done(result)

    # The work

    def _go_on(self) -> None:
        hand = self._at_hand
        if hand.run_dir is None or hand.weights is None:
            return
        run_dir, weights, data_dir = hand.run_dir, hand.weights, self._data_dir
        named, self._named = self._named, []
        waiting = self.model.unanswered()
        came = self._came = deque()  # what an earlier work still says goes nowhere

        def work(tell: Progress) -> None:
            from workbench.evaluation.trained import Trained
            from workbench.training.device import one_thread

            one_thread()  # the window stays quick, and so does a run
            tell("listing", 0, 0)
            trained = Trained.in_run(run_dir, weights, data_dir)
            _refuse_others(trained)
            came.append(Names(trained.classes, trained.names if trained.subject.task == "numbers" else ()))
            found = Found(*files_in(named))
            came.append(found)
            todo = list(dict.fromkeys([*waiting, *found.paths]))
            with closing(judged_files(trained, todo)) as answers:
                for number, answer in enumerate(answers, 1):
                    came.append(answer)
                    tell("judging", number, len(todo))

        self._arranged = time.monotonic()
        self._task.start(work)

    def _take(self) -> None:
        answers = []
        for _ in range(len(self._came)):
            item = self._came.popleft()
            if isinstance(item, FileAnswer):
                answers.append(item)
            elif isinstance(item, Found):
                self.model.add(item.paths)
                self._notes += [sentence(note) for note in item.problems]
            else:
                self.model.classes, self.model.outputs = item.classes, item.outputs
        if answers:
            self.model.take(answers)

    def _on_progress(self, what: str, number: int, total: int) -> None:
        self._take()
        self.progress.setRange(0, total if what == "judging" else 0)
        self.progress.setValue(number)
        if time.monotonic() - self._arranged > ARRANGE_SECONDS:
            self._arrange()
        self._say_counts()

    def _arrange(self) -> None:
        self._arranged = time.monotonic()
        at, bar = self.table.currentIndex(), self.table.verticalScrollBar().value()
        chosen = self.model.path(at.row()) if at.isValid() else None
        if self.model.arranges():
            self.model.arrange()
            self.table.verticalScrollBar().setValue(bar)
            for row in range(self.model.rowCount()) if chosen is not None else ():
                if self.model.path(row) == chosen:
                    self.table.setCurrentIndex(self.model.index(row, NAME))
                    break
        self._fill_filter()

    def _on_done(self, _nothing: object) -> None:
        self._take()
        self._arrange()
        if self._named:
            self._go_on()
        self._update()

    def _on_failed(self, problems: Problems) -> None:
        self._take()
        self._notes = [sentence(item) for item in problems]
        self._update()

    def _cancel(self) -> None:
        self._task.cancel()
        self._take()
        self._arrange()
        self._update()

    def _on_run_changed(self) -> None:
        self._cancel()
        self.model.forget_answers()
        self._update()

    # What is shown

    def _update(self) -> None:
        running = self._task.running
        ready, count = self._at_hand.ready, self.model.count()
        self.stack.setCurrentWidget(self.table if count else self.empty)
        self.empty.say(
            self.tr("Drop pictures or folders here, or choose them.")
            if ready
            else self.tr("Train first, or look at a run (Run menu): a model is needed.")
        )
        for button in (self.add_files, self.add_folder):
            button.setEnabled(ready)
        self.progress.setVisible(running)
        self.stop.setVisible(running)
        left = count > 0 and bool(self.model.unanswered()) and not running
        self.go_on.setVisible(left and ready)
        self.again.setEnabled(ready and count > 0 and not running)
        self.clear_all.setEnabled(count > 0)
        self.save_as.setEnabled(bool(self.model.listed()))
        run_dir, step = self._at_hand.run_dir, self._at_hand.step
        words = "" if run_dir is None else run_dir.name
        self.run.set_text(f"{words}  ·  {self.tr('weights of step {0}').format(f'{step:,}')}" if step else words)
        self._say_counts()

    def _say_counts(self) -> None:
        count, problems = self.model.count(), self.model.problems()
        if not count:
            self.words.set_text(" ".join(self._notes))
            return
        done = count - len(self.model.unanswered())
        words = [self.tr("{0} of {1} files").format(f"{done:,}", f"{count:,}")]
        if problems:
            words.append(self.tr("{0} cannot be read").format(f"{problems:,}"))
        self.words.set_text(";  ".join([*words, *self._notes]))

    def _fill_filter(self) -> None:
        """The classes that were said, with their counts; what is chosen stays chosen."""
        counts, chosen = self.model.class_counts(), self.filter.currentData()
        entries = [(self.tr("All files"), ALL)]
        if self.model.problems():
            entries.append((self.tr("Cannot be read ({0})").format(f"{self.model.problems():,}"), PROBLEMS))
        entries += [(f"{self.model.classes[place]} ({counts[place]:,})", place) for place in sorted(counts)]
        self.filter.blockSignals(True)
        self.filter.clear()
        for text, kind in entries:
            self.filter.addItem(text, kind)
        self.filter.setCurrentIndex(max(self.filter.findData(chosen), 0))
        self.filter.blockSignals(False)
        if self.filter.currentData() != chosen and chosen is not None:
            self.model.set_kind(self.filter.currentData())

    # What is pressed and dropped

    def _on_add_files(self) -> None:
        words = f"{self.tr('Pictures')} ({PATTERNS})"
        self.add(
            [Path(name) for name in QFileDialog.getOpenFileNames(self, self.tr("Pictures to judge"), "", words)[0]]
        )

    def _on_add_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Folder of pictures to judge"))
        if name:
            self.add([Path(name)])

    def _on_save(self) -> None:
        kinds = self.tr("Table") + " (*.csv);;JSON (*.json)"
        name, kind = QFileDialog.getSaveFileName(self, self.tr("Save the answers"), "answers.csv", kinds)
        if name:
            path = Path(name)
            self.save(path if path.suffix else path.with_suffix(".json" if "json" in kind else ".csv"))

    def _on_activated(self, index: QModelIndex) -> None:
        self.try_wanted.emit(self.model.path(index.row()))

    def _on_go_on(self) -> None:
        self._go_on()
        self._update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._at_hand.ready and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    # Building

    def _make_parts(self) -> None:
        self.run = ElidedLabel("", self)
        self.run.setObjectName("predict_run")
        self.run.setAccessibleName(self.tr("The model that is asked"))
        self.run.setProperty("role", "muted")
        self.add_files = push_button(
            "predict_add_files", self.tr("Add files…"), self.tr("Choose pictures (Ctrl+O)"), self
        )
        self.add_files.clicked.connect(self._on_add_files)
        self.add_folder = push_button(
            "predict_add_folder", self.tr("Add a folder…"), self.tr("All pictures in it, at any depth"), self
        )
        self.add_folder.clicked.connect(self._on_add_folder)
        self.clear_all = push_button(
            "predict_clear", self.tr("Clear"), self.tr("Take all files out of the table"), self
        )
        self.clear_all.clicked.connect(self.clear)
        self.again = push_button(
            "predict_again", self.tr("Judge again"), self.tr("Ask the newest weights for all files"), self
        )
        self.again.clicked.connect(self.judge_again)
        self.save_as = push_button(
            "predict_save", self.tr("Save…"), self.tr("Write the rows that are shown as CSV or JSON (Ctrl+S)"), self
        )
        self.save_as.clicked.connect(self._on_save)
        self.stop = push_button("predict_cancel", self.tr("Cancel"), self.tr("Stop; what is known stays"), self)
        self.stop.clicked.connect(self._cancel)
        self.go_on = push_button("predict_go_on", self.tr("Go on"), self.tr("Judge the files that are left"), self)
        self.go_on.clicked.connect(self._on_go_on)
        self.filter = QComboBox(self)
        self.filter.setObjectName("predict_filter")
        self.filter.setAccessibleName(self.tr("Which files to show"))
        self.filter.setToolTip(self.tr("Show only the files of one class, or those that cannot be read"))
        self.filter.setMinimumWidth(140)
        self.filter.addItem(self.tr("All files"), ALL)
        self.filter.currentIndexChanged.connect(lambda _place: self.model.set_kind(self.filter.currentData()))
        self.progress = QProgressBar(self)
        self.progress.setObjectName("predict_progress")
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.setToolTip(self.tr("How many files are judged"))
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(160)
        self.words = ElidedLabel("", self)
        self.words.setObjectName("predict_words")
        self.words.setAccessibleName(self.tr("What is done"))
        self.empty = EmptyState("", self)
        self.empty.add_button(
            "predict_empty_folder", self.tr("Add a folder…"), self.tr("All pictures of a folder"), self._on_add_folder
        )
        self._make_table()
        QShortcut(QKeySequence.StandardKey.Open, self, self._on_add_files)
        QShortcut(QKeySequence.StandardKey.Save, self, self._on_save)

    def _make_table(self) -> None:
        table = self.table = QTableView(self)
        table.setObjectName("predict_table")
        table.setAccessibleName(self.tr("The files with what the model says of them"))
        table.setToolTip(
            self.tr("Enter or a double click puts a picture before the model, in the panel Draw or Try it")
        )
        table.setModel(self.model)
        table.setSortingEnabled(True)
        table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().setDefaultSectionSize(SIDE + 6)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.horizontalHeader().setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in ((PICTURE, SIDE + 16), (PREDICTION, 130), (CONFIDENCE, 124), (OTHERS, 240)):
            table.setColumnWidth(column, width)
        table.activated.connect(self._on_activated)

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        for widget in (self.add_files, self.add_folder, self.clear_all, self.again):
            head.addWidget(widget)
        head.addWidget(self.run, 1)
        head.addWidget(self.filter)
        foot.addWidget(self.words, 1)
        foot.addWidget(self.progress)
        for button in (self.stop, self.go_on, self.save_as):
            foot.addWidget(button)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        column.addLayout(foot)
        self.run.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def _refuse_others(trained: Any) -> None:
    """Only pictures, and only answers that stand in a line."""
    if trained.facts.kind != "image" or trained.subject.task == "input":
        raise ExperimentError([
            problem("", "This model does not take pictures, or gives pictures back.",
                    "Look at the run of a model that puts pictures into classes; “workbench predict” takes the others.")
        ])  # fmt: skip
