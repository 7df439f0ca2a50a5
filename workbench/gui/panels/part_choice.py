"""The choice of one part: a data set, a loss, an optimizer, a schedule."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from workbench.gui.document import Document
from workbench.gui.forms.field_grid import GAP, ROW_GAP
from workbench.gui.forms.form import PartForm
from workbench.gui.texts import declared
from workbench.spec.address import get
from workbench.spec.edits import SetValue
from workbench.spec.parts import Part, parts
from workbench.spec.unknown import Unknown


class PartChoice(QWidget):
    """A combo of all parts of a kind, a button for its rare parameters, and the form of the chosen one.

    ``none`` is what stands in the combo for no part at all, and its tooltip; without it there must be one. A combo
    without a ``shown_title`` stands over the form, else beside its name. ``replaced`` comes with every other part.
    """

    replaced = Signal()

    def __init__(
        self, kind: str, address: str, document: Document, title: str, parent: QWidget | None = None,
        *, none: tuple[str, str] | None = None, shown_title: bool = True,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.kind, self.address, self.document, self.none = kind, address, document, none
        self.title = QLabel(title, self)
        self.title.setVisible(shown_title)
        self._unknown: int | None = None
        self.combo = QComboBox(self)
        self.combo.setObjectName(f"{kind}_combo")
        self.combo.setAccessibleName(title)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(8)
        self.title.setBuddy(self.combo)
        self._fill()
        self.combo.activated.connect(self._on_combo_activated)
        self.form = PartForm(prefix=kind, columns=1, fold_above=1, keep=0, parent=self)
        self.form.edited.connect(self._on_form_edited)
        self.form.finished.connect(document.end_gesture)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.title)
        head.addWidget(self.combo, 1)
        more = self.form.take_more_button()
        more.clicked.connect(self._show_form)
        head.addWidget(more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ROW_GAP)
        column.addLayout(head)
        column.addWidget(self.form)
        document.changed.connect(lambda _before, _after: self._show())
        self._show()

    def refresh(self) -> None:
        """Other parts can be picked than before."""
        self.combo.clear()
        self._unknown = None
        self._fill()
        self._show()

    def _fill(self) -> None:
        if self.none:
            self.combo.addItem(self.none[0], "")
        for cls in parts(self.kind):
            self.combo.addItem(cls.__name__, cls.__name__)
            self.combo.setItemData(self.combo.count() - 1, declared(cls.about()), Qt.ItemDataRole.ToolTipRole)

    def _show(self) -> None:
        part: Part | None = get(self.document.experiment, self.address)
        self._show_name(part)
        self.combo.setToolTip(declared(part.about()) if part else self.none[1] if self.none else "")
        replaced = type(part) is not type(self.form.part())
        if part is not self.form.part():
            self.form.set_part(part)
        self._show_form()
        if replaced:
            self.replaced.emit()

    def _show_name(self, part: Part | None) -> None:
        """The name of an unknown part is in the combo only while it is chosen."""
        if self._unknown is not None:
            self.combo.removeItem(self._unknown)
            self._unknown = None
        if isinstance(part, Unknown):
            self._unknown = self.combo.count()
            self.combo.addItem(self.tr("{0} (unknown)").format(part.type), part.type)
        self.combo.setCurrentIndex(max(0, self.combo.findData(part.type if part else "")))

    def _show_form(self) -> None:
        """A form without a field would still take the room between two."""
        self.form.setVisible(not self.form.is_blank())

    def set_label_width(self, width: int) -> None:
        """The width of the title and the least width of the names beneath it, in pixels."""
        self.title.setFixedWidth(max(width, self.title.sizeHint().width()))
        self.form.set_label_width(width)

    def _on_combo_activated(self, _index: int) -> None:
        name = self.combo.currentData()
        current: Part | None = get(self.document.experiment, self.address)
        if name == (current.type if current else ""):
            return
        cls = next((cls for cls in parts(self.kind) if cls.__name__ == name), None)
        edits = [SetValue(self.address, cls() if cls else None)]
        if (
            self.address == "data.source" and self.document.experiment.data.corrections
        ):  # they name samples of the other
            edits.append(SetValue("data.corrections", ()))
        self.document.end_gesture()
        self.document.edit(
            edits,
            self.tr("choose {0}").format(name or self.combo.currentText()),
        )

    def _on_form_edited(self, name: str, value: object) -> None:
        address = f"{self.address}.{name}"
        self.document.edit([SetValue(address, value)], self.tr("change {0}").format(name), merge=address)
