"""Buttons under the chosen sample: another label for it, leave it out, or take that back; for all that are chosen together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from workbench.gui.corrections import class_menu, edits
from workbench.gui.corrections.edits import Sample
from workbench.gui.document import Document
from workbench.gui.widgets.push_button import push_button


class MendButtons(QWidget):
    """``mending`` comes before the edit, with what is then to be looked at: whether the samples stay in their part."""

    mending = Signal(bool)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._samples: tuple[Sample, ...] = ()
        self._classes: tuple[str, ...] = ()
        self._class = ""
        self.several = QLabel("", self)
        self.several.setObjectName("browser_several")
        self.several.setWordWrap(True)
        self.relabel = self._button(
            "browser_relabel",
            self.tr("Label is…"),
            self.tr("Give what is chosen another class, from the next run on; files stay as they are"),
        )
        self.relabel.clicked.connect(self.ask_label)
        self.exclude = self._button(
            "browser_exclude",
            self.tr("Exclude"),
            self.tr("Leave what is chosen out from the next run on (Delete); files stay as they are"),
        )
        self.exclude.clicked.connect(self.leave_out)
        self.back = self._button(
            "browser_take_back", self.tr("Take back"), self.tr("What is chosen is again as its data set has it")
        )
        self.back.clicked.connect(self.take_back)
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (self.relabel, self.exclude, self.back):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.several)
        column.addLayout(row)
        self.show_samples(())

    def samples(self) -> tuple[Sample, ...]:
        """Those that the buttons are for."""
        return self._samples

    def show_samples(
        self, samples: Sequence[Sample], classes: Sequence[str] = (), label: str = "", left_out: bool = False
    ) -> None:
        """For these; ``label`` is the class that all of them have now, ``left_out`` whether they are."""
        self._samples, self._classes, self._class = tuple(samples), tuple(classes), label
        known = edits.corrections_by_place(self._document) if samples else {}
        self.several.setText(self.tr("{0} are chosen, for all of them:").format(f"{len(samples):,}"))
        self.several.setVisible(len(samples) > 1)
        self.relabel.setVisible(bool(classes) and not left_out)
        self.exclude.setVisible(not left_out)
        self.back.setVisible(any(each.place in known for each in samples))
        self.setEnabled(bool(samples))

    def ask_label(self) -> None:
        """Let the user choose the right class."""
        if self._samples and self._classes:
            menu = QMenu(self)
            menu.setObjectName("label_menu")
            menu.aboutToHide.connect(menu.deleteLater)
            class_menu.fill(menu, self._classes, self.label, self._class or None)
            class_menu.pop_up(menu, self.relabel)

    def label(self, name: str) -> None:
        """They are of this class."""
        if name != self._class:
            self.mending.emit(True)
            edits.label(self._document, self._samples, [name] * len(self._samples))

    def leave_out(self) -> None:
        """From the next run on, without them."""
        if self._samples and not self.exclude.isHidden():
            self.mending.emit(False)
            edits.exclude(self._document, self._samples)

    def take_back(self) -> None:
        """As the data set has them."""
        if self._samples:
            self.mending.emit(True)
            edits.take_back(self._document, {each.place for each in self._samples})

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = push_button(name, text, tip, self)
        button.setProperty("dense", True)
        return button
