"""Buttons under the chosen sample: another label for it, leave it out, or take that back. Each is an edit that can be undone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QPushButton, QWidget

from workbench.gui.document import Document
from workbench.gui.widgets.push_button import push_button
from workbench.spec.edits import SetValue
from workbench.spec.experiment import Correction, SourcePart, corrected, uncorrected

ADDRESS = "data.corrections"


class MendButtons(QWidget):
    """``mending`` comes before the edit, with what is then to be looked at: whether the sample stays in its part."""

    mending = Signal(bool)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._place: tuple[SourcePart, int] | None = None
        self._classes: tuple[str, ...] = ()
        self._class = ""
        self.relabel = self._button(
            "browser_relabel",
            self.tr("Wrong label…"),
            self.tr("Give the sample another class, from the next run on; its file stays as it is"),
        )
        self.relabel.clicked.connect(self.ask_label)
        self.exclude = self._button(
            "browser_exclude",
            self.tr("Leave out"),
            self.tr("Leave the sample out from the next run on; its file stays as it is"),
        )
        self.exclude.clicked.connect(lambda: self._correct(None))
        self.back = self._button(
            "browser_take_back", self.tr("Take back"), self.tr("The sample is again as its data set has it")
        )
        self.back.clicked.connect(self.take_back)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for button in (self.relabel, self.exclude, self.back):
            row.addWidget(button)
        row.addStretch(1)
        self.show_sample(None)

    def show_sample(
        self,
        place: tuple[SourcePart, int] | None,
        classes: tuple[str, ...] = (),
        label: str = "",
        left_out: bool = False,
    ) -> None:
        """The sample at that place of the source's own part; ``label`` is the class that it has now."""
        self._place, self._classes, self._class = place, classes, label
        known = place is not None and any(item.place == place for item in self._corrections)
        self.relabel.setVisible(bool(classes) and not left_out)
        self.exclude.setVisible(not left_out)
        self.back.setVisible(known)
        self.setEnabled(place is not None)

    def ask_label(self) -> None:
        """Let the user choose the right class."""
        if self._place is None or not self._classes:
            return
        now = self._classes.index(self._class) if self._class in self._classes else 0
        words = self.tr("The right class of sample #{0}:").format(self._place[1])
        label, taken = QInputDialog.getItem(self, self.tr("Wrong label"), words, self._classes, now, False)
        if taken and label != self._class:
            self._correct(label)

    def take_back(self) -> None:
        """As the data set has it."""
        if self._place is not None:
            self._edit(uncorrected(self._corrections, self._place), self.tr("take a correction back"), True)

    def _correct(self, label: str | None) -> None:
        if self._place is None:
            return
        part, index = self._place
        words = self.tr("leave sample {0} out") if label is None else self.tr("label sample {0}")
        made = corrected(self._corrections, Correction(part=part, index=index, label=label))
        self._edit(made, words.format(f"#{index}"), label is not None)

    def _edit(self, corrections: tuple[Correction, ...], words: str, stays: bool) -> None:
        self.mending.emit(stays)
        self._document.end_gesture()
        self._document.edit([SetValue(ADDRESS, corrections)], words)

    @property
    def _corrections(self) -> tuple[Correction, ...]:
        return self._document.experiment.data.corrections

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = push_button(name, text, tip, self)
        button.setProperty("dense", True)
        return button
