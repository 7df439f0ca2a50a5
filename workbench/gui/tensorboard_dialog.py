"""A folder with event files of TensorBoard: its runs over one another, a plot for each tag that is chosen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QIcon, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.data.locations import runs_dir
from workbench.gui.browser.message import Message
from workbench.gui.lane import Lane, Problems
from workbench.gui.task import Task
from workbench.gui.texts import doing, sentence
from workbench.gui.theme import current_tokens
from workbench.gui.widgets.card import ElidedLabel
from workbench.gui.widgets.curve_plot import CurvePlot
from workbench.gui.widgets.push_button import push_button

if TYPE_CHECKING:
    from workbench.evaluation.tensorboard_runs import Found

MOST_PLOTS = 6
LEGEND_UP_TO = 6
"""Runs; the names of more stand in the list alone."""
SWATCH = 10
FIRST_SHOWN = 12
"""Of many runs."""


def choose_folder(parent: QWidget, before: Path | None = None) -> Path | None:
    """Ask for a folder; None where nobody chooses one."""
    words = QCoreApplication.translate("TensorBoardDialog", "TensorBoard folder to look at")
    name = QFileDialog.getExistingDirectory(parent, words, str(before or runs_dir()))
    return Path(name) if name else None


class TensorBoardDialog(QDialog):
    """Reads in the lane; what is shown is a copy, and “Read again” makes a newer one."""

    def __init__(self, folder: Path, lane: Lane, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("tensorboard_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1000, 620)
        self.folder = folder
        self.found: Found | None = None
        self.plots: list[CurvePlot] = []
        self._task = Task(lane, f"tensorboard {id(self)}", self)
        self._task.progressed.connect(lambda what, done, total: self.message.show_progress(doing(what), done, total))
        self._task.done.connect(self._on_read)
        self._task.failed.connect(self._on_failed)
        self._make_parts()
        self._lay_out()
        self.read()

    def read(self) -> None:
        """Read the folder as it is now."""
        folder = self.folder

        def work(progress: Any) -> Found:
            from workbench.evaluation.tensorboard_runs import drawable, read_folder

            found = read_folder(folder, progress)
            for run in found.runs:
                run.curves.update({tag: drawable(curve) for tag, curve in run.curves.items()})
            return found

        self.setWindowTitle(self.tr("TensorBoard: {folder}").format(folder=folder.name))
        self.path.set_text(str(folder))
        self.message.say(self.tr("Reading event files …"), self.tr("Cancel"), self.tr("Stop reading"))
        self.stack.setCurrentWidget(self.message)
        self._task.start(work)

    def done(self, result: int) -> None:
        self._task.cancel()
        super().done(result)

    # What it is made of

    def _make_parts(self) -> None:
        self.path = ElidedLabel("", self)
        self.path.setProperty("role", "muted")
        self.message = Message(self)
        self.message.pressed.connect(self._on_message_pressed)
        self.runs = self._list("tensorboard_runs", self.tr("Runs"), self.tr("The runs that are shown: tick them"))
        self.runs.itemChanged.connect(self._on_run_changed)
        self.tags = self._list("tensorboard_tags", self.tr("Curves"), self.tr("What is shown: choose one or several"))
        self.tags.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tags.itemSelectionChanged.connect(self._show_plots)
        self.filter = QLineEdit(self)
        self.filter.setObjectName("tensorboard_filter")
        self.filter.setPlaceholderText(self.tr("Find a curve"))
        self.filter.setAccessibleName(self.tr("Find a curve"))
        self.filter.setToolTip(self.tr("Show only curves with this in their name"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._on_filter_changed)
        self.problems = QLabel("", self)
        self.problems.setObjectName("tensorboard_problems")
        self.problems.setProperty("role", "muted")
        self.problems.setWordWrap(True)
        self.another = push_button(
            "tensorboard_open", self.tr("Open another…"), self.tr("Look at another folder"), self
        )
        self.another.clicked.connect(lambda _checked: self._on_another())
        self.again = push_button(
            "tensorboard_again", self.tr("Read again"), self.tr("Read what was written since"), self
        )
        self.again.clicked.connect(lambda _checked: self.read())
        self.show_folder = push_button(
            "tensorboard_folder", self.tr("Show the folder"), self.tr("Open it in the file manager"), self
        )
        self.show_folder.clicked.connect(
            lambda _checked: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder)))
        )

    def _lay_out(self) -> None:
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        for title, widgets in ((self.tr("Curves"), (self.filter, self.tags)), (self.tr("Runs"), (self.runs,))):
            label = QLabel(title, side)
            label.setProperty("role", "section")
            column.addWidget(label)
            for widget in widgets:
                column.addWidget(widget)
        self.board = QWidget(self)
        self.grid = QGridLayout(self.board)
        self.grid.setContentsMargins(8, 0, 0, 0)
        self.halves = QSplitter(Qt.Orientation.Horizontal, self)
        self.halves.setChildrenCollapsible(False)
        self.halves.addWidget(side)
        self.halves.addWidget(self.board)
        self.halves.setStretchFactor(1, 1)
        self.halves.setSizes([240, 740])
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.halves)
        self.stack.addWidget(self.message)
        head = QHBoxLayout()
        head.addWidget(self.path, 1)
        for button in (self.show_folder, self.again, self.another):
            head.addWidget(button)
        whole = QVBoxLayout(self)
        whole.addLayout(head)
        whole.addWidget(self.stack, 1)
        whole.addWidget(self.problems)

    def _list(self, name: str, title: str, tip: str) -> QListWidget:
        made = QListWidget(self)
        made.setObjectName(name)
        made.setAccessibleName(title)
        made.setToolTip(tip)
        made.setUniformItemSizes(True)
        return made

    # What comes

    def _on_failed(self, problems: Problems) -> None:
        self.message.say(
            "\n".join(map(sentence, problems)), self.tr("Open another…"), self.tr("Look at another folder")
        )
        self.stack.setCurrentWidget(self.message)

    def _on_message_pressed(self) -> None:
        if self._task.running:
            self.reject()
        else:
            self._on_another()

    def _on_another(self) -> None:
        folder = choose_folder(self, self.folder)
        if folder is not None:
            self.folder = folder
            self.read()

    def _on_read(self, found: Found) -> None:
        if not found.tags:
            words = self.tr("There are no curves in {folder}.").format(folder=self.folder)
            self.message.say(words, self.tr("Open another…"), self.tr("Look at another folder"))
            return
        chosen = [item.text() for item in self.tags.selectedItems()]
        hidden = {item.text() for item in self._items(self.runs) if item.checkState() == Qt.CheckState.Unchecked}
        self.found = found
        self._remove_plots()
        self._fill_runs(found, hidden)
        self.problems.setText("\n".join(map(sentence, found.problems[:3])))
        self.problems.setVisible(bool(found.problems))
        self.tags.blockSignals(True)
        self.tags.clear()
        self.tags.addItems(list(found.tags))
        losses = [tag for tag in found.tags if "loss" in tag.lower()]
        wanted = [tag for tag in chosen if tag in found.tags] or (losses or list(found.tags))[:1]
        for item in self._items(self.tags):
            item.setToolTip(item.text())
            item.setSelected(item.text() in wanted)
        self.tags.blockSignals(False)
        self._on_filter_changed(self.filter.text())
        self.stack.setCurrentWidget(self.halves)
        self._show_plots()

    def _fill_runs(self, found: Found, hidden: set[str]) -> None:
        from workbench.evaluation.tensorboard_runs import shortest_names

        self.runs.blockSignals(True)
        self.runs.clear()
        for number, name in enumerate(shortest_names([run.name for run in found.runs])):
            item = QListWidgetItem(name)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            off = name in hidden or (not hidden and number >= FIRST_SHOWN)
            item.setCheckState(Qt.CheckState.Unchecked if off else Qt.CheckState.Checked)
            item.setToolTip(found.runs[number].name)
            self.runs.addItem(item)
        self._colour_runs()
        self.runs.blockSignals(False)

    def _colour_runs(self) -> None:
        for number, item in enumerate(self._items(self.runs)):
            item.setIcon(_swatch(current_tokens().plot_color(number)))

    @staticmethod
    def _items(view: QListWidget) -> list[QListWidgetItem]:
        return [view.item(row) for row in range(view.count())]

    # What is shown

    def _on_filter_changed(self, text: str) -> None:
        for item in self._items(self.tags):
            item.setHidden(text.strip().lower() not in item.text().lower())

    def _on_run_changed(self, item: QListWidgetItem) -> None:
        name, on = f"run{self.runs.row(item)}", item.checkState() == Qt.CheckState.Checked
        for plot in self.plots:
            plot.set_curve_shown(name, on)

    def chosen_tags(self) -> list[str]:
        """Those that have a plot, in the order of the list."""
        rows = sorted(self.tags.row(item) for item in self.tags.selectedItems() if not item.isHidden())
        return [self.tags.item(row).text() for row in rows][:MOST_PLOTS]

    def _show_plots(self) -> None:
        if self.found is None:
            return
        tags = self.chosen_tags()
        while len(self.plots) < len(tags):
            self.plots.append(self._plot(len(self.plots)))
        columns = 1 if len(tags) <= 2 else 2
        for number, plot in enumerate(self.plots):
            self.grid.removeWidget(plot)
            plot.setVisible(number < len(tags))
            if number < len(tags):
                self.grid.addWidget(plot, number // columns, number % columns)
                self._show_tag(plot, tags[number])

    def _show_tag(self, plot: CurvePlot, tag: str) -> None:
        assert self.found is not None
        plot.set_texts(self.tr("step"), tag)
        plot.setAccessibleName(tag)
        for number, run in enumerate(self.found.runs):
            curve = run.curves.get(tag)
            plot.set_points(f"run{number}", curve.steps if curve else [], curve.values if curve else [])
            plot.set_curve_shown(f"run{number}", self.runs.item(number).checkState() == Qt.CheckState.Checked)
        plot.follow()

    def _plot(self, number: int) -> CurvePlot:
        assert self.found is not None
        plot = CurvePlot(self.tr("step"), parent=self.board)
        plot.setObjectName(f"tensorboard_plot_{number}")
        plot.setToolTip(self.tr("The chosen curve of every run over its steps"))
        plot.set_empty_text(self.tr("None of the runs that are shown has this curve."))
        many = len(self.found.runs) > LEGEND_UP_TO
        for at in range(len(self.found.runs)):
            plot.add_curve(f"run{at}", self.runs.item(at).text(), at)
            entry = plot.findChild(QWidget, f"legend_run{at}")
            if many and entry is not None:
                entry.hide()
        plot.saved.connect(lambda path: self._say(self.tr("Saved {path}").format(path=path)))
        plot.failed.connect(self._say)
        return plot

    def _say(self, words: str) -> None:
        self.problems.setText(words)
        self.problems.show()

    def _remove_plots(self) -> None:
        for plot in self.plots:
            self.grid.removeWidget(plot)
            plot.hide()
            plot.deleteLater()
        self.plots = []

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "runs"):
            self.runs.blockSignals(True)
            self._colour_runs()
            self.runs.blockSignals(False)


def _swatch(colour: QColor) -> QIcon:
    picture = QPixmap(SWATCH, SWATCH)
    picture.fill(colour)
    return QIcon(picture)
