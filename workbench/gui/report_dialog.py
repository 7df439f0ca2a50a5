"""The report on the files of the data set: every finding with its samples, each of which can be looked at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.data.browse import Collection, gather
from workbench.data.report import KINDS, Finding, Place, Report, report
from workbench.gui.browser.detail import PointedView
from workbench.gui.browser.message import Message
from workbench.gui.document import Document
from workbench.gui.icons import icon
from workbench.gui.lane import Lane, Problems
from workbench.gui.task import Task
from workbench.gui.texts import doing, line, said, sentence
from workbench.gui.widgets.card import ElidedLabel
from workbench.gui.widgets.push_button import push_button
from workbench.spec.problems import Problem

MOST_LINES = 500
"""Of one kind; the text that is copied has them all."""

FINDING, PLACE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
PICTURE = 240


class ReportDialog(QDialog):
    """``show_wanted`` carries the part and the row of a sample that is to be shown among the others."""

    show_wanted = Signal(str, int)

    def __init__(self, document: Document, lane: Lane, data_dir: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("report_dialog")
        self.setWindowTitle(self.tr("Check the files"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.document, self._data_dir = document, data_dir
        self._report: Report | None = None
        self._collection: Collection | None = None
        self._pictures = Lane("report pictures", self)
        self._task = Task(lane, "report", self)
        self._task.progressed.connect(self._on_progress)
        self._task.done.connect(self._on_done)
        self._task.failed.connect(self._on_failed)
        self._make_parts()
        self._lay_out()
        self.check()

    def check(self) -> None:
        """Read every sample of the data set as it is now."""
        experiment, data_dir = self.document.experiment, self._data_dir

        def work(progress: Any) -> tuple[Report, Collection]:
            found = report(experiment, data_dir, progress)
            return found, gather(experiment, data_dir, progress)

        self._report = self._collection = None
        self._update_buttons()
        self.message.say(self.tr("Reading every sample …"), self.tr("Cancel"), self.tr("Stop reading"))
        self.message.show_progress(self.message.words.text(), 0, 0)
        self.stack.setCurrentWidget(self.message)
        self._task.start(work)

    def text(self) -> str:
        """The whole report as lines of text."""
        if self._report is None:
            return ""
        lines = [self._summary(self._report)]
        lines += [f"{each.name}: {each.train:,} / {each.test:,}" for each in self._report.classes]
        return "\n".join([*lines, *(line(each.problem) for each in self._report.findings)])

    def copy(self) -> None:
        """The report as text, to the clipboard."""
        QGuiApplication.clipboard().setText(self.text())

    def shut_down(self) -> None:
        """End what goes on in the lanes."""
        self._task.cancel()
        self._pictures.close()

    def done(self, result: int) -> None:
        self.shut_down()
        super().done(result)

    # What comes

    def _on_progress(self, what: str, done: int, total: int) -> None:
        words = doing(what)
        self.message.show_progress(words[:1].upper() + words[1:] + " …", done, total)

    def _on_failed(self, problems: Problems) -> None:
        self.message.say("\n".join(map(sentence, problems)), self.tr("Try again"), self.tr("Check the files again"))

    def _on_message_pressed(self) -> None:
        if self._task.running:
            self._task.cancel()
            self.message.say(self.tr("Nothing was checked."), self.tr("Check"), self.tr("Check the files again"))
        else:
            self.check()

    def _on_done(self, found: tuple[Report, Collection]) -> None:
        self._report, self._collection = found
        self.summary.setText(self._summary(self._report))
        self._fill(self._report)
        self.side.setVisible(bool(self._report.findings))
        self.stack.setCurrentWidget(self.results)
        if self.tree.topLevelItemCount():
            self.tree.setFocus()
        self._update_buttons()

    def _summary(self, found: Report) -> str:
        words = self.tr("{0} training and {1} test samples").format(f"{found.train:,}", f"{found.test:,}")
        frequent = [each for each in found.sizes[:3] if each.count > 1 or len(found.sizes) <= 3]
        sizes = [f"{' × '.join(map(str, each.shape))} ({each.count:,})" for each in frequent]
        if len(found.sizes) > len(sizes):
            template = self.tr("{0} other sizes") if sizes else self.tr("{0} different sizes")
            sizes.append(template.format(f"{len(found.sizes) - len(sizes):,}"))
        if sizes:
            words += " · " + ", ".join(sizes)
        if not found.findings:
            words += "\n" + self.tr("Nothing is amiss.")
        return words

    def _fill(self, found: Report) -> None:
        titles = self._titles()
        self.tree.clear()
        for kind in dict.fromkeys([*KINDS, *(each.kind for each in found.findings)]):
            findings = found.of(kind)
            if not findings:
                continue
            head = QTreeWidgetItem([f"{titles.get(kind, kind)} ({len(findings):,})"])
            head.addChildren([self._item(each) for each in findings[:MOST_LINES]])
            if len(findings) > MOST_LINES:
                more = self.tr("… and {0} more; the copied text has them all").format(f"{len(findings) - MOST_LINES:,}")
                head.addChild(QTreeWidgetItem([more]))
            self.tree.addTopLevelItem(head)
            head.setExpanded(len(findings) <= 20)
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first.child(0))  # type: ignore[arg-type]

    def _item(self, finding: Finding) -> QTreeWidgetItem:
        words = sentence(finding.problem)
        item = QTreeWidgetItem([words])
        item.setToolTip(0, words)
        error = finding.problem.severity == "error"
        item.setIcon(0, icon("error" if error else "warning", "error" if error else "warning"))
        item.setData(0, FINDING, finding)
        if len(finding.places) > 1:
            for place in finding.places[:MOST_LINES]:
                child = QTreeWidgetItem([f"{place}  –  {place.label}"])
                child.setToolTip(0, str(place))
                child.setData(0, FINDING, finding)
                child.setData(0, PLACE, place)
                item.addChild(child)
        elif finding.places:
            item.setData(0, PLACE, finding.places[0])
        return item

    # What is chosen

    def place(self) -> Place | None:
        """The sample of the chosen line: its own, or the first of the finding."""
        item = self.tree.currentItem()
        if item is None or self._report is None:
            return None
        own, finding = item.data(0, PLACE), item.data(0, FINDING)
        return own or (finding.places[0] if finding and finding.places else None)

    def _finding(self) -> Finding | None:
        item = self.tree.currentItem()
        return item.data(0, FINDING) if item is not None else None

    def _on_chosen(self) -> None:
        self._update_buttons()
        place = self.place()
        self.picture.set_image(None)
        self.caption.set_text(f"{place}  –  {place.label}" if place else "")
        finding = self._finding()
        self.why.setText(sentence(finding.problem) if finding else "")
        self.picture.setVisible(place is not None)
        if place is None or self._collection is None or self._collection.facts.kind != "image":
            self._pictures.cancel("picture")
            return
        collection = self._collection

        def work() -> object:
            for name in ("train", "validation") if place.part == "train" else ("test",):
                shelf = collection.parts[name]
                found = np.flatnonzero(shelf.rows == place.row)
                if len(found):
                    return shelf.sample(int(found[0]))
            return None

        self._pictures.submit("picture", work, self._show_picture)

    def _show_picture(self, values: Any) -> None:
        if values is not None and not isinstance(values, Problem):
            self.picture.set_image(np.asarray(values))
            self.picture.updateGeometry()

    def _on_activated(self) -> None:
        place = self.place()
        if place is not None:
            self.show_wanted.emit(place.part, place.row)

    def _on_fix(self) -> None:
        finding = self._finding()
        if finding is not None and finding.problem.fix is not None:
            fix = finding.problem.fix
            self.document.end_gesture()
            self.document.edit(fix.edits, said(fix.label))

    def _update_buttons(self) -> None:
        finding = self._finding() if self._report is not None else None
        fix = finding.problem.fix if finding is not None else None
        self.fix.setVisible(fix is not None)
        self.fix.setText(said(fix.label) if fix is not None else "")
        self.fix.setAccessibleName(self.fix.text())
        self.show_button.setEnabled(self.place() is not None)
        self.copy_button.setEnabled(self._report is not None)
        self.again.setEnabled(self._report is not None)

    # Building

    def _titles(self) -> dict[str, str]:
        return {
            "empty": self.tr("Empty files"), "damaged": self.tr("Files that cannot be read"),
            "two labels": self.tr("The same with two labels"), "leak": self.tr("In the training and the test part"),
            "duplicate": self.tr("The same more than once"), "one colour": self.tr("Of one colour"),
            "imbalance": self.tr("Uneven classes"), "no test": self.tr("Classes without test samples"),
            "note": self.tr("Notes"),
        }  # fmt: skip

    def _make_parts(self) -> None:
        self.message = Message(self)
        self.message.pressed.connect(self._on_message_pressed)
        self.summary = QLabel("", self)
        self.summary.setObjectName("report_summary")
        self.summary.setWordWrap(True)
        self.tree = QTreeWidget(self)
        self.tree.setObjectName("report_tree")
        self.tree.setAccessibleName(self.tr("Findings"))
        self.tree.setToolTip(self.tr("Enter or a double click shows the sample among the others"))
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.currentItemChanged.connect(lambda *_: self._on_chosen())
        self.tree.itemActivated.connect(lambda *_: self._on_activated())
        self.tree.setExpandsOnDoubleClick(False)
        self.picture = PointedView(PICTURE, self)
        self.picture.setObjectName("report_picture")
        self.picture.setAccessibleName(self.tr("The sample of the chosen finding"))
        self.picture.setToolTip(self.tr("The sample of the chosen finding"))
        self.caption = ElidedLabel("", self)
        self.caption.setObjectName("report_caption")
        self.caption.setProperty("role", "muted")
        self.why = QLabel("", self)
        self.why.setObjectName("report_why")
        self.why.setWordWrap(True)
        self.why.setAccessibleName(self.tr("The chosen finding"))
        self.show_button = self._button("report_show", self.tr("Show"), self.tr("Show the sample among the others"))
        self.show_button.clicked.connect(self._on_activated)
        self.fix = self._button("report_fix", "", self.tr("Make the edit that mends the finding"))
        self.fix.clicked.connect(self._on_fix)
        self.again = self._button("report_again", self.tr("Check again"), self.tr("Check the files again"))
        self.again.clicked.connect(self.check)
        self.copy_button = self._button("report_copy", self.tr("Copy as text"), self.tr("Copy the whole report"))
        self.copy_button.setIcon(icon("copy"))
        self.copy_button.clicked.connect(self.copy)

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        return push_button(name, text, tip, self)

    def _lay_out(self) -> None:
        self.side = QWidget(self)
        right = QVBoxLayout(self.side)
        right.setContentsMargins(8, 0, 0, 0)
        for widget in (self.why, self.picture, self.caption):
            right.addWidget(widget)
        right.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignLeft)
        right.addStretch(1)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setObjectName("report_splitter")
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.tree)
        splitter.addWidget(self.side)
        splitter.setSizes([520, PICTURE])
        splitter.setStretchFactor(0, 1)
        self.results = QWidget(self)
        column = QVBoxLayout(self.results)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.summary)
        column.addWidget(splitter, 1)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.message)
        self.stack.addWidget(self.results)
        foot = QHBoxLayout()
        foot.addWidget(self.fix)
        foot.addStretch(1)
        foot.addWidget(self.again)
        foot.addWidget(self.copy_button)
        whole = QVBoxLayout(self)
        whole.addWidget(self.stack, 1)
        whole.addLayout(foot)
        room = self.screen().availableGeometry().size()
        self.resize(min(880, room.width() - 40), min(560, room.height() - 80))
