"""Predict files of rows: what the model at hand says of each row of tables, of each text, of each series."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from workbench.evaluation import row_files
from workbench.evaluation.file_answers import files_in
from workbench.evaluation.file_rows import ENDINGS, answers_of, rows_in
from workbench.evaluation.row_files import Answered, RowNames
from workbench.gui.lane import Lane, Problems
from workbench.gui.model_at_hand import ModelAtHand
from workbench.gui.predicting.rows_layout import RowsLayout
from workbench.gui.predicting.rows_model import ALL, WRONG
from workbench.gui.task import Task
from workbench.gui.texts import sentence, three_digits
from workbench.spec import files
from workbench.spec.problems import ExperimentError, problem

if TYPE_CHECKING:
    from workbench.data.samples import Progress, SampleKind

GAP = 14
MOST_FITTED = 30
"""Of more columns than that, each has the same width."""


class RowsDialog(RowsLayout):
    """``try_wanted`` carries a sample, where it stands in words, and what is true of it or None."""

    try_wanted = Signal(object, str, object)

    def __init__(
        self, at_hand: ModelAtHand, kind: SampleKind, data_dir: Path | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self._at_hand, self._data_dir = at_hand, data_dir
        self._lane = Lane("predicting rows", self)
        self._task, self._saving = Task(self._lane, "predict rows", self), Task(self._lane, "save rows", self)
        self._task.progressed.connect(self._on_progress)
        self._task.done.connect(lambda _nothing: self._on_done(()))
        self._task.failed.connect(self._on_done)
        self._saving.done.connect(self._on_saved)
        self._saving.failed.connect(lambda problems: self.words.set_text(" ".join(map(sentence, problems))))
        self._came: deque[RowNames | Answered | str] = deque()  # from the lane
        self._paths: list[Path] = []
        self._notes: list[str] = []
        self._saved = Path()
        for button, pressed in (
            (self.add_files, self._on_add_files), (self.clear_all, self.clear), (self.again, self.judge_again),
            (self.save_as, self._on_save), (self.stop, self._on_stop),
        ):  # fmt: skip
            button.clicked.connect(lambda _on, pressed=pressed: pressed())
        self.files_wanted.connect(self._on_add_files)
        self.save_wanted.connect(self._on_save)
        self.table.activated.connect(self._on_activated)
        self.filter.currentIndexChanged.connect(lambda _place: self.model.set_kind(self.filter.currentData()))
        self._fill_filter()
        at_hand.changed.connect(self._update)
        at_hand.run_changed.connect(self.clear)
        self._update()

    # What can be done

    def takes_files(self) -> bool:
        return self._at_hand.ready

    def add(self, paths: Sequence[Path]) -> None:
        """Files, or folders with files, whose rows are to be judged."""
        self._paths += [path for path in paths if path not in self._paths]
        self._judge(list(paths))

    def judge_again(self) -> None:
        """All of them, with the newest weights."""
        self.model.clear()
        self._judge(self._paths)

    def clear(self) -> None:
        """No files any more."""
        self._task.cancel()
        self._paths, self._notes = [], []
        self.model.clear()
        self._fill_filter()
        self._update()

    def save(self, path: Path) -> None:
        """Write what is shown, as .json or else as CSV, beside the window's work; what goes wrong is said."""
        found, names, known = list(self.model.found), self.model.names, self.model.known()
        chosen = self.model.listed()
        if names is None:
            return

        def work(_tell: Progress) -> str:
            rows = row_files.lines(found, names, chosen, known)
            write = row_files.as_json if path.suffix.lower() == ".json" else row_files.as_csv
            try:
                files.write_whole(path, write(row_files.header(names, known), rows))
            except OSError as error:
                reason = error.strerror or str(error)
                raise ExperimentError([
                    problem("", "{path} cannot be written: {reason}.", path=path, reason=reason)
                ]) from None  # fmt: skip
            return f"{len(chosen):,}"

        self._saved = path
        self._saving.start(work)

    def shut_down(self) -> None:
        """End the work and its thread."""
        self._task.cancel()
        self._saving.cancel()
        self._lane.close()

    def done(self, result: int) -> None:
        self.shut_down()
        super().done(result)

    # The work

    def _judge(self, paths: Sequence[Path]) -> None:
        hand = self._at_hand
        if hand.run_dir is None or hand.weights is None or not paths:
            return
        run_dir, weights, data_dir, kind = hand.run_dir, hand.weights, self._data_dir, self.kind
        came = self._came = deque()  # what an earlier work still says goes nowhere
        self._notes = []

        def work(tell: Progress) -> None:
            from workbench.evaluation.trained import Trained

            tell("listing", 0, 0)
            trained = Trained.in_run(run_dir, weights, data_dir)
            if trained.facts.kind != kind:
                raise ExperimentError([
                    problem("", "The run at hand takes other data.", "Close this window, and choose “Predict files” again.")
                ])  # fmt: skip
            came.append(RowNames.of(trained))
            found, vain = files_in(paths, ENDINGS[kind])
            came.extend(sentence(item) for item in vain)
            for path in found:
                tell("reading", 0, 0)
                try:
                    rows = rows_in(path, trained)
                    came.extend(sentence(note) for note in rows.notes)
                    came.append(Answered(rows, answers_of(trained, rows, tell)))
                except ExperimentError as error:
                    came.extend(sentence(item) for item in error.problems)

        self._task.start(work)
        self._update()

    def _take(self) -> None:
        answered = []
        while self._came:
            item = self._came.popleft()
            if isinstance(item, str):
                self._notes.append(item)
            elif isinstance(item, Answered):
                answered.append(item)
            elif item != self.model.names:
                self.model.set_names(item)
        if answered:
            self.model.add(answered)
            self._fill_filter()
            text = self.kind == "text"
            if self.model.columnCount() <= MOST_FITTED:
                for column in range(self.model.columnCount() - text):  # a number and the word beside it are kept apart
                    self.table.resizeColumnToContents(column)
                    self.table.setColumnWidth(column, self.table.columnWidth(column) + GAP)
            self.table.horizontalHeader().setStretchLastSection(text)

    def _on_progress(self, what: str, number: int, total: int) -> None:
        self._take()
        self.progress.setRange(0, total if what == "judging" else 0)
        self.progress.setValue(number)
        self._say_counts()

    def _on_done(self, problems: Problems) -> None:
        self._take()
        self._notes += [sentence(item) for item in problems]
        self._update()

    def _on_saved(self, count: str) -> None:
        self.words.set_text(self.tr("{0} rows saved in {1}").format(count, self._saved))

    # What is shown

    def _update(self) -> None:
        running, ready, count = self._task.running, self._at_hand.ready, self.model.count()
        self.stack.setCurrentWidget(self.table if count else self.empty)
        self.empty.say(
            self._wanted() if ready else self.tr("Train first, or look at a run (Run menu): a model is needed.")
        )
        self.add_files.setEnabled(ready and not running)
        self.empty_button.setEnabled(ready and not running)
        self.progress.setVisible(running)
        self.stop.setVisible(running)
        self.again.setEnabled(ready and count > 0 and not running)
        self.clear_all.setEnabled(count > 0)
        self.save_as.setEnabled(count > 0 and not running)
        run_dir, step = self._at_hand.run_dir, self._at_hand.step
        words = "" if run_dir is None else run_dir.name
        self.run.set_text(f"{words}  ·  {self.tr('weights of step {0}').format(f'{step:,}')}" if step else words)
        self._say_counts()

    def _wanted(self) -> str:
        if self.kind == "text":
            return self.tr("Drop files of texts here, or choose them: .txt with a text on each line, or .csv.")
        if self.kind == "series":
            return self.tr("Drop .npy or .npz files with series like those of the data set here, or choose them.")
        return self.tr("Drop CSV files with the columns of the data set here, or choose them.")

    def _say_counts(self) -> None:
        count = self.model.count()
        words = [self.tr("{0} rows").format(f"{count:,}")] if count else []
        tallies = [each.answers.tally for each in self.model.found]
        known = sum(each.known for each in tallies)
        if known and self.model.names is not None and self.model.names.task == "classes":
            right = sum(each.right for each in tallies)
            words.append(
                self.tr("{0} of {1} right ({2} %)").format(f"{right:,}", f"{known:,}", f"{100 * right / known:.1f}")
            )
        elif known:
            mean = three_digits(sum(each.errors for each in tallies) / known)
            words.append(self.tr("mean absolute error {0} (known: {1})").format(mean, f"{known:,}"))
        self.words.set_text(";  ".join([*words, *self._notes]))

    def _fill_filter(self) -> None:
        entries: list[tuple[str, object]] = [(self.tr("All rows"), ALL)]
        wrong = int(self.model.wrong().sum())
        if wrong:
            entries.append((self.tr("Wrong ({0})").format(f"{wrong:,}"), WRONG))
        names = self.model.names.classes if self.model.names else ()
        counts = self.model.class_counts()
        entries += [(f"{names[place]} ({counts[place]:,})", place) for place in range(len(names)) if counts[place]]
        self.filter.setVisible(bool(names))
        if self._offer(entries):
            self.model.set_kind(self.filter.currentData())

    # What is pressed

    def _on_add_files(self) -> None:
        words = f"{self.tr('Files')} ({' '.join(f'*{ending}' for ending in ENDINGS[self.kind])})"
        names = QFileDialog.getOpenFileNames(self, self.tr("Files to judge"), "", words)[0]
        if names:
            self.add([Path(name) for name in names])

    def _on_save(self) -> None:
        if self.save_as.isEnabled():
            super()._on_save()

    def _on_stop(self) -> None:
        self._task.cancel()
        self._take()
        self._update()

    def _on_activated(self, index: QModelIndex) -> None:
        each, number = self.model.row(index.row())
        where = f"{each.rows.path.name}, {self.model.data(self.model.index(index.row(), 0))}"
        if len(self.model.found) > 1:
            where = str(self.model.data(self.model.index(index.row(), 0)))
        self.try_wanted.emit(each.rows.samples[number], where, each.rows.target(number))
