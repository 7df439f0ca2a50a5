"""The samples as the model judges them: chosen by what is true and what is predicted, the worst first, one of them large."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton, QWidget

from workbench.evaluation.picking import By, Choice, picked
from workbench.gui.browser.grid import SIDES
from workbench.gui.evaluate.sample_layout import ANY, SampleLayout
from workbench.gui.evaluate.sample_menu import open_menu
from workbench.gui.texts import sentence, three_digits
from workbench.spec.problems import Problem

if TYPE_CHECKING:
    from workbench.gui.evaluate.seen import Seen
    from workbench.gui.lane import Lane
    from workbench.spec.experiment import Correction

MOST_FITTED = 50
VERDICTS: tuple[bool | None, ...] = (None, False, True)


class SamplesView(SampleLayout):
    """``judgement_wanted`` carries the position of a sample whose answer has to be asked for; ``inspect_wanted`` and ``browse_wanted``
    that of the sample that it is about; ``relabel_wanted``, ``exclude_wanted`` and ``take_back_wanted`` a list of all that are chosen."""

    judgement_wanted = Signal(int)
    inspect_wanted = Signal(int)
    browse_wanted = Signal(int)
    relabel_wanted = Signal(object)
    exclude_wanted = Signal(object)
    take_back_wanted = Signal(object)
    chosen_changed = Signal()

    def __init__(self, pictures: Lane, parent: QWidget | None = None) -> None:
        super().__init__(pictures, parent)
        self._seen: Seen | None = None
        self._picked: tuple[str, NDArray[np.int64]] | None = None
        self._positions: NDArray[np.int64] = np.zeros(0, np.int64)
        self._position: int | None = None
        self._orders: list[tuple[str, By, bool | None]] = []
        self._dirty = False
        self._corrected: Mapping[int, Correction] = {}
        self.fill_labels: Callable[[QMenu, list[int]], None] = lambda _menu, _positions: None
        for box in (self.true, self.predicted, self.verdict, self.order):
            box.currentIndexChanged.connect(lambda _place: self._arrange())
        self.chip.clicked.connect(lambda _on: self.show_all())
        self.zoom.valueChanged.connect(lambda place: self.grid.set_side(SIDES[place]))
        self.grid.zoomed.connect(self.zoom.setValue)
        self.grid.chosen.connect(self._on_chosen)
        self.grid.opened.connect(lambda _index: self._tell(self.inspect_wanted))
        self.grid.typed.connect(self._on_typed)
        self.table.typed.connect(self._on_typed)
        self.grid.menu_wanted.connect(lambda at: open_menu(self, at))
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.table.doubleClicked.connect(lambda _index: self._tell(self.inspect_wanted))
        self.table.customContextMenuRequested.connect(lambda at: open_menu(self, self.table.viewport().mapToGlobal(at)))
        self.grid.selection_changed.connect(self._on_selected)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._on_selected())
        self.detail.inspect_wanted.connect(lambda: self._tell(self.inspect_wanted))
        for button, wanted in (
            (self.detail.relabel_wanted, self.relabel_wanted), (self.detail.exclude_wanted, self.exclude_wanted),
            (self.detail.take_back_wanted, self.take_back_wanted),
        ):  # fmt: skip
            button.connect(lambda wanted=wanted: self._tell_all(wanted))
        for view in (self.grid, self.table):
            view.delete_pressed.connect(lambda: self._press(self.detail.exclude))

    # What is shown

    def show_seen(self, seen: Seen) -> None:
        """Other judgements: of the same kind of data, what was chosen stays chosen."""
        before, self._seen = self._seen, seen
        if before is None or (before.subject, before.assessment.part) != (seen.subject, seen.assessment.part):
            self._begin(seen)
        elif len(before.shelf) != len(seen.shelf):
            self._picked = None
        if before is None or before.shelf.images is not seen.shelf.images or len(before.shelf) != len(seen.shelf):
            self._thumbnails.set_shelf(seen.shelf, series=seen.facts.kind == "series")
        self._arrange(keep=True)

    def seen(self) -> Seen | None:
        """What is shown."""
        return self._seen

    def positions(self) -> NDArray[np.int64]:
        """Those shown, in order."""
        return self._positions

    def position(self) -> int | None:
        """That of the chosen sample."""
        return self._position

    def chosen(self) -> list[int]:
        """The positions of all that are chosen together."""
        if self._position is None:
            return []
        if self.stack.currentWidget() is self.table:
            found = [int(self.rows.rows()[row.row()]) for row in self.table.selectionModel().selectedRows()]
        else:
            found = self.grid.selected()
        return found or [self._position]

    def choose_all(self) -> None:
        """All that are shown, together."""
        if self.stack.currentWidget() is self.table:
            self.table.selectAll()
        else:
            self.grid.select_all()

    def show_corrected(self, corrected: Mapping[int, Correction]) -> None:
        """Mark what is corrected, by the positions."""
        self._corrected = corrected
        self.grid.show_corrected(corrected)
        self.rows.show_corrected(corrected)

    def show_cell(self, true: int, predicted: int) -> None:
        """The samples of this true class that are taken for that one; -1: any."""
        self._picked = None
        self._set(self.true, true + 1)
        self._set(self.predicted, predicted + 1)
        self._set(self.verdict, ANY)
        self._arrange()

    def show_positions(self, words: str, positions: NDArray[np.int64]) -> None:
        """These and no others; ``words`` say which they are."""
        self.show_all(arrange=False)
        self._picked = (words, positions)
        self._arrange()

    def show_all(self, arrange: bool = True) -> None:
        """No filter."""
        self._picked = None
        for box in (self.true, self.predicted, self.verdict):
            self._set(box, ANY)
        if arrange:
            self._arrange()

    def choose(self, position: int) -> None:
        """That sample, shown large."""
        if self.stack.currentWidget() is self.table:
            found = np.flatnonzero(self.rows.rows() == position)
            if len(found):
                self.table.setCurrentIndex(self.rows.index(int(found[0]), 0))
        else:
            self.grid.choose(position)

    def show_judgement(self, position: int, judgement: Any) -> None:
        """The answer that was waited for."""
        if self._seen is not None and position == self._position and judgement is not None:
            self.detail.show_answer(self._seen.target(position), judgement)

    def _begin(self, seen: Seen) -> None:
        classes = seen.assessment.task == "classes"
        self._picked = self._position = None
        self.grid.set_rows(np.zeros(0, np.int64), str)
        for box, words in ((self.true, self.tr("True: any")), (self.predicted, self.tr("Predicted: any"))):
            with QSignalBlocker(box):
                box.clear()
                box.addItems([words, *seen.assessment.classes])
        for box in (self.true, self.predicted, self.verdict):
            box.setVisible(classes)
            self._set(box, ANY)
        with QSignalBlocker(self.order):
            self.order.clear()
            self._orders = self.orders(seen.assessment.task)
            self.order.addItems([words for words, _, _ in self._orders])
        self.detail.set_subject(seen.subject)
        self.zoom.setVisible(seen.facts.kind in ("image", "series"))
        self._thumbnails.set_shelf(None)

    def _arrange(self, keep: bool = False) -> None:
        """Show what is chosen. ``keep``: the sample that is looked at stays; else it is the first."""
        seen = self._seen
        if seen is None:
            return
        if not self.isVisible():
            self._dirty = True
            return
        self._dirty = False
        if not keep:
            self._position = None
            self.grid.set_rows(np.zeros(0, np.int64), str)
        _, by, descending = self._orders[max(self.order.currentIndex(), 0)]
        choice = Choice(
            self._class(self.true), self._class(self.predicted), VERDICTS[max(self.verdict.currentIndex(), 0)]
        )
        positions = picked(seen.assessment, choice, by, descending=descending)
        if self._picked is not None:
            positions = positions[np.isin(positions, self._picked[1])]
        self._positions = positions
        self.chip.setText("" if self._picked is None else f"{self._picked[0]}  ✕")
        self.chip.setVisible(self._picked is not None)
        if not len(positions):
            self._position = None
            self.detail.clear()
            self.message.say(self.tr("There are no such samples."))
            self.stack.setCurrentWidget(self.message)
        elif seen.facts.kind in ("table", "text"):
            self._show_table(seen, positions)
        else:
            self.stack.setCurrentWidget(self.grid)
            wrong = ~seen.assessment.right if seen.assessment.task == "classes" else None
            self.grid.show_judged(positions, self._caption, wrong)
        self._say_how_many()

    def _show_table(self, seen: Seen, positions: NDArray[np.int64]) -> None:
        text = seen.facts.kind == "text"
        values = seen.shelf.listed()
        names = (self.tr("Text"),) if text else seen.facts.columns or tuple(map(str, range(values.shape[1])))
        head = self.tr("True → predicted") if seen.assessment.task == "classes" else self.tr("Error")
        kept = self._position
        with QSignalBlocker(self.table.selectionModel()):
            self.rows.show_judged(values, positions, (head, *names), seen, self._caption)
        self.table.horizontalHeader().setStretchLastSection(text)
        if len(names) <= MOST_FITTED:
            self.table.resizeColumnToContents(0) if text else self.table.resizeColumnsToContents()
        self.stack.setCurrentWidget(self.table)
        found = np.flatnonzero(positions == (-1 if kept is None else kept))
        self.table.setCurrentIndex(self.rows.index(int(found[0]) if len(found) else 0, 0))

    def _say_how_many(self) -> None:
        if self._seen is None:
            return
        words = self.tr("{0} of {1}").format(f"{len(self._positions):,}", f"{len(self._seen.assessment):,}")
        count = len(self.chosen())
        if count > 1:
            words = self.tr("{0}, {1} chosen").format(words, f"{count:,}")
        self.count.setText(words)

    def _caption(self, position: int) -> str:
        """What is judged; of a sample that is corrected since, what is to count."""
        seen, found = self._seen, self._corrected.get(position)
        if seen is None:
            return ""
        if found is None or found.label == seen.true(position):
            return seen.caption(position)
        return self.tr("left out") if found.label is None else self.tr("is {0}").format(found.label)

    # Those that are chosen

    def _on_selected(self) -> None:
        self._say_how_many()
        self.chosen_changed.emit()

    def _tell_all(self, wanted: Any) -> None:
        if self._position is not None:
            wanted.emit(self.chosen())

    def _on_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self._on_chosen(int(self.rows.rows()[now.row()]))

    def _on_chosen(self, position: int) -> None:
        seen = self._seen
        if seen is None:
            return
        self._position = position
        about, file = self._about(position), seen.file(position)
        self.chosen_changed.emit()
        if seen.shelf.files or (seen.facts.kind == "image" and not isinstance(seen.shelf.images, np.ndarray)):
            self.detail.show_sample(about, file, None)
            self._pictures.submit("sample", lambda: seen.sample(position), lambda found: self._show(position, found))
        else:
            self._show(position, seen.sample(position))

    def _show(self, position: int, values: Any) -> None:
        seen = self._seen
        if seen is None or position != self._position:
            return
        about, file = self._about(position), seen.file(position)
        if isinstance(values, Problem):
            self.detail.show_problem(about, file, sentence(values))
            self.chosen_changed.emit()
            return
        self.detail.show_sample(about, file, values)
        judgement = seen.judgement(position)
        self.detail.show_answer(seen.target(position), judgement)
        self.chosen_changed.emit()
        if judgement is None:
            self.judgement_wanted.emit(position)

    def _about(self, position: int) -> str:
        assert self._seen is not None
        made = self._seen.assessment
        words = [f"#{self._seen.place(position)}", self._seen.caption(position)]
        if made.task != "classes":
            words[1] = self.tr("error {0}").format(three_digits(float(made.error[position])))
        words.append(self.tr("loss {0}").format(three_digits(float(made.loss[position]))))
        return "  ·  ".join(words)

    def _tell(self, wanted: Any) -> None:
        if self._position is not None:
            wanted.emit(self._position)

    # Events

    def _on_typed(self, letter: str) -> None:
        detail = self.detail
        keys = {"i": detail.inspect, "w": detail.relabel, "x": detail.exclude, "t": detail.take_back}
        button = keys.get(letter.lower())
        if button is not None:
            self._press(button)

    def _press(self, button: QPushButton) -> None:
        if not button.isHidden():
            button.click()

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if self._dirty:
            self._arrange(keep=True)

    def _class(self, box: QComboBox) -> int | None:
        return box.currentIndex() - 1 if box.currentIndex() > 0 else None

    def _set(self, box: QComboBox, place: int) -> None:
        with QSignalBlocker(box):
            box.setCurrentIndex(place)
