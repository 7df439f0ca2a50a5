"""The corrections of the data set: what they are, each can be taken back, and the run can be done again with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from workbench.data.browse import Shelf
from workbench.gui.evaluate.correcting import corrections, take_back
from workbench.gui.widgets.curve_view import curves_image
from workbench.gui.widgets.empty_state import EmptyState
from workbench.gui.widgets.pixel_view import as_qimage, channels_last
from workbench.gui.widgets.push_button import push_button

if TYPE_CHECKING:
    from workbench.gui.document import Document
    from workbench.gui.evaluate.seen import Seen
    from workbench.gui.lane import Lane
    from workbench.spec.experiment import Correction

SIDE = 40
PLACE = Qt.ItemDataRole.UserRole


class CorrectionsView(QWidget):
    """``train_wanted``: with them from the beginning; ``counted`` carries how many there are."""

    train_wanted = Signal()
    counted = Signal(int)

    def __init__(self, document: Document, pictures: Lane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._pictures = document, pictures
        self._seen: Seen | None = None
        self._dirty = True
        self.words = QLabel("", self)
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setObjectName("corrections_list")
        self.list.setAccessibleName(self.tr("Corrections"))
        self.list.setToolTip(self.tr("Delete takes the chosen one back"))
        self.list.setIconSize(QSize(SIDE, SIDE))
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.back = push_button(
            "corrections_back", self.tr("Take back"), self.tr("The chosen samples as the data set has them again"), self
        )
        self.again = push_button(
            "corrections_train",
            self.tr("Train again"),
            self.tr("Train from the beginning, with these corrections"),
            self,
        )
        self.back.clicked.connect(self._take_back)
        self.again.clicked.connect(self.train_wanted)
        self.empty = EmptyState(
            self.tr(
                "Nothing is corrected. In Samples, “Wrong label…” and “Exclude” mend the data set without touching its files."
            ),
            self,
        )
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.list)
        buttons = QHBoxLayout()
        buttons.addWidget(self.words, 1)
        for button in (self.back, self.again):
            button.setProperty("dense", "true")
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.stack, 1)
        column.addLayout(buttons)
        document.changed.connect(self._on_document_changed)

    def show_seen(self, seen: Seen) -> None:
        """Where the samples are found."""
        self._seen = seen
        self._renew()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._dirty:
            self._renew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self._take_back()
        else:
            super().keyPressEvent(event)

    def _on_document_changed(self, before: Any, after: Any) -> None:
        if before.data.corrections != after.data.corrections:
            self._renew()

    def _renew(self) -> None:
        found = corrections(self._document)
        self.counted.emit(len(found))
        if not self.isVisible():
            self._dirty = True
            return
        self._dirty = False
        chosen = self.list.currentRow()
        self.list.clear()
        for each in found:
            item = QListWidgetItem(self.in_words(each))
            item.setData(PLACE, each.place)
            item.setSizeHint(QSize(0, SIDE + 6))
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(chosen, 0), len(found) - 1))
        self.stack.setCurrentWidget(self.list if found else self.empty)
        for button in (self.back, self.again):
            button.setEnabled(bool(found))
        left_out = sum(each.label is None for each in found)
        words = self.tr("{0} with another label, {1} left out; they count from the next run on.")
        self.words.setText(words.format(len(found) - left_out, left_out) if found else "")
        self._ask_for_pictures(found)

    def in_words(self, correction: Correction) -> str:
        """Which sample, what it was, what it is."""
        part = self.tr("test") if correction.part == "test" else self.tr("training")
        before = self._label(correction)
        if correction.label is None:
            after = self.tr("left out")
            return f"{part} #{correction.index}   {before}   {after}".replace("      ", "   ")
        return f"{part} #{correction.index}   {before} → {correction.label}"

    def _found(self, correction: Correction) -> tuple[Shelf, int] | None:
        """A shelf of the source's own part, and the sample's index in it, where it is not left out."""
        parts = self._seen.data.parts if self._seen is not None else {}
        for name in ("test",) if correction.part == "test" else ("train", "validation"):
            shelf = parts.get(name)  # type: ignore[call-overload]
            if shelf is None:
                continue
            at = np.flatnonzero(shelf.rows == correction.index)
            if len(at):
                return shelf, int(at[0])
        return None

    def _label(self, correction: Correction) -> str:
        found = self._found(correction)
        if found is None or self._seen is None or not self._seen.facts.classes:
            return ""
        shelf, index = found
        targets = shelf.targets if shelf.given is None else shelf.given
        return self._seen.facts.classes[int(targets[index])]

    def _ask_for_pictures(self, found: tuple[Correction, ...]) -> None:
        seen = self._seen
        if seen is None or seen.facts.kind not in ("image", "series") or not found:
            return
        parts = seen.data.parts
        series = seen.facts.kind == "series"

        def work() -> list[Any]:
            made = []
            for each in found:
                shelf = parts["test" if each.part == "test" else "train"]
                whole = Shelf(np.zeros(1, np.int64), np.array([each.index]), shelf.images, shelf.files, shelf.mode)
                try:
                    made.append(whole.thumbnail(0, SIDE))
                except (IndexError, ValueError):  # a correction of other data
                    made.append(None)
            return made

        def done(arrays: list[Any]) -> None:
            for row, array in enumerate(arrays[: self.list.count()]):
                if array is not None:
                    image = curves_image(array, SIDE) if series else as_qimage(channels_last(array))
                    mode = Qt.AspectRatioMode.KeepAspectRatio
                    pixmap = QPixmap.fromImage(image).scaled(SIDE, SIDE, mode)
                    icon = QIcon(pixmap)
                    icon.addPixmap(pixmap, QIcon.Mode.Selected)  # as it is, and not tinted
                    self.list.item(row).setIcon(icon)

        self._pictures.submit("corrections", work, done)

    def _take_back(self) -> None:
        places = {tuple(item.data(PLACE)) for item in self.list.selectedItems()}
        if places:
            take_back(self._document, places)
