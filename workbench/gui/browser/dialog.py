"""The window that looks through the samples of the data set."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from workbench.data.browse import (
    PARTS,
    Collection,
    PartName,
    Shelf,
    arranged,
    class_counts,
    described,
    gather,
    next_alike,
)
from workbench.data.samples import caption
from workbench.gui.browser.correcting import Correcting
from workbench.gui.browser.layout import BrowserLayout
from workbench.gui.browser.mending import MendButtons
from workbench.gui.document import Document
from workbench.gui.lane import Lane, Problems
from workbench.gui.task import Task
from workbench.gui.texts import doing, sentence
from workbench.spec.experiment import Experiment
from workbench.spec.problems import Problem

RELOAD_MS = 400
MOST_FITTED = 50
"""Of more columns than that, each has the same width."""


class SampleBrowser(BrowserLayout):
    """Follows the document: another data set, other samples. Reads in the lane it is given, pictures in one of its own."""

    def __init__(self, document: Document, lane: Lane, data_dir: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.document, self._data_dir = document, data_dir
        self.mend = MendButtons(document, self)
        self.correcting = Correcting(self.grid, self.mend)
        self.detail.add_below(self.mend)
        self.mend.mending.connect(self._on_mending)
        self._collection: Collection | None = None
        self._part: PartName | None = "train"
        self._fresh = True
        self._wanted: tuple[str, int] | None = None
        self._together: tuple[int, ...] = ()
        self._wanted_classes: tuple[int, ...] | None = None
        self._pressed: Callable[[], None] | None = None
        self._task = Task(lane, "browse", self)
        self._task.progressed.connect(self._on_progress)
        self._task.done.connect(self._on_gathered)
        self._task.failed.connect(self._on_failed)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(RELOAD_MS)
        self._soon.timeout.connect(self.reload)
        self._connect()
        self._add_keys()
        document.changed.connect(self._on_document_changed)
        self.reload()

    def reload(self) -> None:
        """Read the data set of the document as it is now."""
        self._read(download=False)

    def download(self) -> None:
        """Read it, and fetch first what is not there."""
        self._read(download=True)

    def show_classes(self, numbers: tuple[int, ...]) -> None:
        """Only the samples of these classes; none: of all. Waits until the samples are there."""
        if self._collection is None:
            self._wanted_classes = numbers
        else:
            self.classes.classes.choose(numbers)

    def go_to(self, part: str, row: int) -> None:
        """The sample that stands at ``row`` of the source's "train" or "test" part. Waits until it is there."""
        self._wanted = (part, row)
        self._go_to_wanted()

    def shelf(self) -> Shelf | None:
        """The part that is shown; that of no name are the samples that are left out."""
        if self._collection is None:
            return None
        return self._collection.left_out if self._part is None else self._collection.parts.get(self._part)

    def step_alike(self, step: int) -> None:
        """The next (1) or previous (−1) sample of the same class."""
        shelf, index = self.shelf(), self.grid.current()
        if shelf is None or index is None:
            return
        found = next_alike(shelf.targets, index, step)
        if found is None:
            self.status.setText(self.tr("There is no other of this class."))
        else:
            self.grid.choose(found)

    # Reading

    def _read(self, download: bool) -> None:
        experiment, data_dir = self.document.experiment, self._data_dir
        self._collection = None
        self._thumbnails.set_shelf(None)
        self.detail.show_nothing()
        self.mend.show_samples(())
        self._say(self.tr("Reading the data …"), self.tr("Cancel"), self.tr("Stop reading"), self._cancel)
        self.message.show_progress(self.message.words.text(), 0, 0)
        self._task.start(lambda progress: gather(experiment, data_dir, progress, download))

    def _cancel(self) -> None:
        self._task.cancel()
        self._say(self.tr("Nothing was read."), self.tr("Read again"), self.tr("Read the data set"), self.reload)

    def _on_progress(self, what: str, done: int, total: int) -> None:
        if self._task.running and what:
            words = doing(what)
            self.message.show_progress(words[:1].upper() + words[1:] + " …", done, total)

    def _on_failed(self, problems: Problems) -> None:
        words = "\n".join(map(sentence, problems))
        self._say(words, self.tr("Try again"), self.tr("Read the data set"), self.reload)

    def _on_gathered(self, collection: Collection) -> None:
        if not collection.parts:
            words = self.tr("These data are not here yet: {0} MB are to be downloaded.")
            words = words.format(f"{collection.facts.download_bytes / 1e6:.0f}")
            self._say(words, self.tr("Download"), self.tr("Download the data set now"), self.download)
            return
        self._collection = collection
        titles = {"train": self.tr("Training"), "validation": self.tr("Validation"), "test": self.tr("Test")}
        for place, name in enumerate(PARTS):
            self.tabs.setTabText(place, f"{titles[name]}  {len(collection.parts[name]):,}")
        self._show_left_out_tab(len(collection.left_out))
        wanted, self._wanted_classes = self._wanted_classes, None
        self._show_part()
        if wanted is not None:
            self.classes.classes.choose(wanted)
        self._go_to_wanted()

    def _show_left_out_tab(self, count: int) -> None:
        """A tab more, as long as corrections leave samples out."""
        place = len(PARTS)
        if count and self.tabs.count() == place:
            self.tabs.addTab("")
        if count:
            self.tabs.setTabText(place, f"{self.tr('Left out')}  {count:,}")
            self.tabs.setTabToolTip(place, self.tr("Samples that the experiment's corrections leave out"))
        elif self.tabs.count() > place:
            self.tabs.removeTab(place)

    # Showing

    def _say(self, words: str, button: str = "", tip: str = "", pressed: Callable[[], None] | None = None) -> None:
        self._pressed = pressed
        self.message.say(words, button, tip)
        self.stack.setCurrentWidget(self.message)
        self.status.setText("")

    def _show_part(self) -> None:
        collection, shelf = self._collection, self.shelf()
        if collection is None or shelf is None:
            return
        facts = collection.facts
        self.grid.select(())  # other samples stand at these places
        self._thumbnails.set_shelf(shelf, series=facts.kind == "series")
        counts = class_counts(shelf.targets, len(facts.classes)) if facts.classes else np.zeros(0, np.int64)
        self.classes.classes.set_classes(facts.classes, counts.tolist())
        self.classes.setVisible(bool(facts.classes))
        self.all_classes.setVisible(bool(facts.classes))
        for widget in (self.side, self.zoom):
            widget.setVisible(facts.kind not in ("table", "text"))
        self.detail.show_nothing()
        self.mend.show_samples(())
        self._arrange()

    def _arrange(self) -> None:
        collection, shelf = self._collection, self.shelf()
        if collection is None or shelf is None:
            return
        chosen = self.classes.classes.chosen()
        self.all_classes.setEnabled(bool(chosen))
        rows = arranged(shelf.targets, chosen, self.sort.currentIndex() == 1)
        facts = collection.facts
        if not len(shelf):
            self._say(self.tr("There are no samples in this part."))
            return
        if not len(rows):
            words = self.tr("There are no samples of the chosen classes in this part.")
            self._say(words, self.tr("All classes"), self.tr("Show the samples of all classes"), self._show_all_classes)
            return
        if facts.kind in ("table", "text"):
            head = self.tr("Class") if facts.classes else ", ".join(facts.outputs)
            values = shelf.listed()
            names: tuple[str, ...] = (self.tr("Text"),)
            if facts.kind == "table":
                names = facts.columns or tuple(str(number) for number in range(values.shape[1]))
            self.table.horizontalHeader().setStretchLastSection(facts.kind == "text")
            self.rows.show(values, rows, (head, *names), self._caption, facts.file_columns)
            if facts.kind == "table" and len(names) <= MOST_FITTED:
                self.table.resizeColumnsToContents()
            self.stack.setCurrentWidget(self.table)
            self.table.setCurrentIndex(self.rows.index(0, 0))
            if self._fresh:
                self.table.setFocus()
        else:
            self.grid.set_rows(rows, self._caption)
            self.stack.setCurrentWidget(self.grid)
            if self._fresh:
                self.grid.setFocus()
        self._fresh = False
        self._say_how_many()

    def _say_how_many(self) -> None:
        shelf, table = self.shelf(), self.stack.currentWidget() is self.table
        if shelf is None:
            return
        shown = self.rows.rowCount() if table else len(self.grid.rows())
        words = self.tr("{0} of {1} shown").format(f"{shown:,}", f"{len(shelf):,}")
        count = 0 if table else len(self.grid.selected())
        if count > 1:
            words = self.tr("{0}, {1} chosen").format(words, f"{count:,}")
        self.status.setText(words)

    def _on_selected(self) -> None:
        if self._collection is not None:
            self._say_how_many()
            self.correcting.show(self._collection, self._part)

    def _caption(self, index: int) -> str:
        """The sample's class or numbers; of one that is corrected, with what the data set says; of one left out, where it is."""
        collection, shelf = self._collection, self.shelf()
        if collection is None or shelf is None:
            return ""
        words = caption(shelf.targets[index], collection.facts)
        if self._part is None:
            part, row = collection.left_out_places[index]
            return f"{words} · {self.tr('Test') if part == 'test' else self.tr('Training')} #{row}"
        was = shelf.was(index)
        return words if was is None else self.tr("{0} (was {1})").format(words, caption(was, collection.facts))

    def _on_chosen(self, index: int) -> None:
        shelf, label = self.shelf(), self._caption(index)
        if shelf is None:
            return
        file = shelf.file(index)
        if file is None:
            values = np.asarray(shelf.sample(index))
            self.detail.show_sample(index, label, None, values, described(values))
            return

        def work() -> object:
            values = shelf.sample(index)
            return values if isinstance(values, Problem) else (values, described(values))

        def done(result) -> None:
            if isinstance(result, Problem):
                self.detail.show_problem(index, label, file, sentence(result))
            else:
                self.detail.show_sample(index, label, file, *result)

        self._pictures.submit("sample", work, done)

    def _on_mending(self, stays: bool) -> None:
        """The data are read again: then look at the same samples, or at the one beside them where they go."""
        if self._collection is not None:
            self._wanted, self._together = self.correcting.afterwards(self._collection, self._part, stays)

    def _go_to_wanted(self) -> None:
        if self._wanted is None or self._collection is None:
            return
        part, row = self._wanted
        together, self._together = self._together, ()
        self._wanted = None
        if (part, row) in self._collection.left_out_places:
            self.tabs.setCurrentIndex(len(PARTS))
            self._go_to_index(self._collection.left_out_places.index((part, row)))
            return
        for name in ("train", "validation") if part == "train" else ("test",):
            found = np.flatnonzero(self._collection.parts[name].rows == row)
            if len(found):
                self.tabs.setCurrentIndex(PARTS.index(name))
                self._go_to_index(int(found[0]))
                if together:
                    self.grid.select(np.flatnonzero(np.isin(self._collection.parts[name].rows, together)).tolist())

    def _go_to_index(self, index: int) -> None:
        shelf = self.shelf()
        if shelf is None:
            return
        if not 0 <= index < len(shelf):
            self.status.setText(self.tr("There is no #{0}; the last is #{1}.").format(index, len(shelf) - 1))
            return
        if self.stack.currentWidget() is self.message or not self._choose(index):
            self._show_all_classes()
            self._choose(index)

    def _choose(self, index: int) -> bool:
        if self.stack.currentWidget() is not self.table:
            return self.grid.choose(index)
        found = np.flatnonzero(self.rows.rows() == index)
        if len(found):
            self.table.setCurrentIndex(self.rows.index(int(found[0]), 0))
        return bool(len(found))

    # What the user does

    def _on_tab(self, place: int) -> None:
        if place < 0:
            return
        self._part = PARTS[place] if place < len(PARTS) else None
        self._show_part()

    def _on_search_changed(self, text: str) -> None:
        self.classes.filter("" if text.startswith("#") else text.strip())

    def _on_typed(self, text: str) -> None:
        self.search.setFocus()
        self.search.setText(text)

    def _on_search_entered(self) -> None:
        text = self.search.text().strip()
        if text.startswith("#"):
            number = text[1:].strip().replace(",", "")
            if number.isdecimal():
                self._go_to_index(int(number))
                self.grid.setFocus()
            else:
                self.status.setText(self.tr("An index is a number after #, like #1234."))
            return
        shown = self.classes.shown()
        if not text or not shown:
            self.status.setText(self.tr("No class is called “{0}”.").format(text) if text else self.status.text())
            return
        names = self._collection.facts.classes if self._collection else ()
        exact = [number for number in shown if names[number].casefold() == text.casefold()]
        self.classes.classes.choose(exact or shown)

    def _show_all_classes(self) -> None:
        self.classes.classes.choose(())
        if self.stack.currentWidget() is self.message:
            self._arrange()

    def _on_document_changed(self, before: Experiment, after: Experiment) -> None:
        def read(experiment: Experiment) -> tuple[object, ...]:
            data = experiment.data
            return data.source, data.validation_fraction, data.corrections, experiment.seed

        if read(before) != read(after):
            self._soon.start()

    def _on_message_pressed(self) -> None:
        if self._pressed is not None:
            self._pressed()

    def _on_row_chosen(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.table.setAccessibleDescription(f"#{self.rows.rows()[now.row()]}")

    def closeEvent(self, event: QCloseEvent) -> None:
        self.shut_down()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        self.shut_down()
        super().done(result)

    def shut_down(self) -> None:
        """End what goes on in the lanes."""
        self._soon.stop()
        self._task.cancel()
        self._pictures.close()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_search_changed)
        self.search.returnPressed.connect(self._on_search_entered)
        self.classes.classes.chosen_changed.connect(self._arrange)
        self.all_classes.clicked.connect(self._show_all_classes)
        self.tabs.currentChanged.connect(self._on_tab)
        self.sort.currentIndexChanged.connect(lambda _index: self._arrange())
        self.grid.chosen.connect(self._on_chosen)
        self.grid.selection_changed.connect(self._on_selected)
        self.grid.delete_pressed.connect(self.mend.leave_out)
        self.grid.zoomed.connect(self.zoom.setValue)
        self.grid.typed.connect(self._on_typed)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_chosen)
        self.message.pressed.connect(self._on_message_pressed)
        self.detail.step_wanted.connect(self.step_alike)

    def _add_keys(self) -> None:
        self.add_key("Ctrl+F", self.search.setFocus)
        self.add_key("N", lambda: self.step_alike(1))
        self.add_key("Shift+N", lambda: self.step_alike(-1))
        self.add_key(QKeySequence.StandardKey.Copy, self.detail.copy)
        for place in range(len(PARTS)):
            self.add_key(f"Ctrl+{place + 1}", lambda place=place: self.tabs.setCurrentIndex(place))  # type: ignore[misc]
