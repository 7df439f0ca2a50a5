"""Predict files: a table of what the model at hand says of many pictures; it grows while they are read."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from workbench.evaluation.file_answers import as_csv, as_json, rows_of
from workbench.gui.lane import Problems
from workbench.gui.model_at_hand import ModelAtHand
from workbench.gui.predicting.judging import Judging
from workbench.gui.predicting.layout import PredictLayout
from workbench.gui.predicting.model import ALL, NAME, PROBLEMS
from workbench.gui.texts import sentence
from workbench.gui.trying.opening import PATTERNS
from workbench.spec import files

ARRANGE_SECONDS = 1.0
"""Between two arrangements of the rows while answers come."""


class PredictDialog(PredictLayout):
    """``try_wanted`` carries the file that is to be looked at closely."""

    try_wanted = Signal(object)

    def __init__(self, at_hand: ModelAtHand, data_dir: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at_hand = at_hand
        self.judging = Judging(at_hand, data_dir, self.model, self)
        self.judging.progressed.connect(self._on_progress)
        self.judging.done.connect(self._on_done)
        self.judging.failed.connect(self._on_failed)
        self._arranged = 0.0
        self._notes: list[str] = []
        self._connect()
        at_hand.changed.connect(self._update)
        at_hand.run_changed.connect(self._on_run_changed)
        self._update()

    def _connect(self) -> None:
        self.add_files.clicked.connect(self._on_add_files)
        self.add_folder.clicked.connect(self._on_add_folder)
        self.clear_all.clicked.connect(self.clear)
        self.again.clicked.connect(self.judge_again)
        self.save_as.clicked.connect(self._on_save)
        self.stop.clicked.connect(self._cancel)
        self.go_on.clicked.connect(self._on_go_on)
        self.filter.currentIndexChanged.connect(lambda _place: self.model.set_kind(self.filter.currentData()))
        self.table.activated.connect(self._on_activated)
        self.empty.add_button(
            "predict_empty_folder", self.tr("Add a folder…"), self.tr("All pictures of a folder"), self._on_add_folder
        )
        QShortcut(QKeySequence.StandardKey.Open, self, self._on_add_files)
        QShortcut(QKeySequence.StandardKey.Save, self, self._on_save)

    # What can be done

    def takes_files(self) -> bool:
        return self._at_hand.ready

    def add(self, paths: Sequence[Path]) -> None:
        """Files, or folders with files, to be judged."""
        self.judging.name(paths)
        if not self.judging.running:
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
        self.judging.shut_down()
        self._pictures.close()

    def done(self, result: int) -> None:
        self.shut_down()
        super().done(result)

    # The work

    def _go_on(self) -> None:
        self._arranged = time.monotonic()
        self.judging.go_on()

    def _take(self) -> None:
        self._notes += self.judging.take()

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

    def _on_done(self) -> None:
        self._take()
        self._arrange()
        if self.judging.has_more():
            self._go_on()
        self._update()

    def _on_failed(self, problems: Problems) -> None:
        self._take()
        self._notes = [sentence(item) for item in problems]
        self._update()

    def _cancel(self) -> None:
        self.judging.cancel()
        self._take()
        self._arrange()
        self._update()

    def _on_run_changed(self) -> None:
        self._cancel()
        self.model.forget_answers()
        self._update()

    # What is shown

    def _update(self) -> None:
        running = self.judging.running
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
        """The classes that were said, with their counts."""
        counts = self.model.class_counts()
        entries: list[tuple[str, object]] = [(self.tr("All files"), ALL)]
        if self.model.problems():
            entries.append((self.tr("Cannot be read ({0})").format(f"{self.model.problems():,}"), PROBLEMS))
        entries += [(f"{self.model.classes[place]} ({counts[place]:,})", place) for place in sorted(counts)]
        if self._offer(entries):
            self.model.set_kind(self.filter.currentData())

    # What is pressed

    def _on_add_files(self) -> None:
        words = f"{self.tr('Pictures')} ({PATTERNS})"
        self.add(
            [Path(name) for name in QFileDialog.getOpenFileNames(self, self.tr("Pictures to judge"), "", words)[0]]
        )

    def _on_add_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Folder of pictures to judge"))
        if name:
            self.add([Path(name)])

    def _on_activated(self, index: QModelIndex) -> None:
        self.try_wanted.emit(self.model.path(index.row()))

    def _on_go_on(self) -> None:
        self._go_on()
        self._update()
