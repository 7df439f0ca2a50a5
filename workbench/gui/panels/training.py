"""Training: loss, optimizer, schedule, the numbers of the run, and the problems with their fixes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.document import Document
from workbench.gui.forms.form import PartForm
from workbench.gui.icons import icon
from workbench.gui.texts import declared, said, sentence
from workbench.spec.address import get
from workbench.spec.edits import SetValue
from workbench.spec.experiment import Data, Experiment, Training
from workbench.spec.fields import parameter
from workbench.spec.parts import Part, Value, parts
from workbench.spec.problems import Problem

NUMBERS: dict[str, tuple[str, type[Value], str]] = {
    "epochs": ("training.epochs", Training, "epochs"),
    "batch_size": ("data.batch_size", Data, "batch_size"),
    "precision": ("training.precision", Training, "precision"),
    "seed": ("seed", Experiment, "seed"),
}


class PartChoice(QWidget):
    """A combo of all parts of a kind, and the form of the chosen one."""

    def __init__(
        self, kind: str, address: str, document: Document, none: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.kind, self.address, self.document, self.none = kind, address, document, none
        self.combo = QComboBox(self)
        self.combo.setObjectName(f"{kind}_combo")
        if none:
            self.combo.addItem(self.tr("none"), "")
        for cls in parts(kind):
            self.combo.addItem(cls.__name__, cls.__name__)
            self.combo.setItemData(self.combo.count() - 1, declared(cls.about()), Qt.ItemDataRole.ToolTipRole)
        self.combo.activated.connect(self._on_combo_activated)
        self.form = PartForm(prefix=kind, columns=1, parent=self)
        self.form.edited.connect(self._on_form_edited)
        self.form.finished.connect(document.end_gesture)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.combo)
        column.addWidget(self.form)
        document.changed.connect(lambda _before, _after: self._show())
        self._show()

    def _show(self) -> None:
        part: Part | None = get(self.document.experiment, self.address)
        self.combo.setCurrentIndex(max(0, self.combo.findData(part.type if part else "")))
        self.combo.setToolTip(declared(part.about()) if part else self.tr("The learning rate stays as it is"))
        if part is not self.form.part():
            self.form.set_part(part)
        self.form.setVisible(part is not None and bool(part.parameters()))

    def _on_combo_activated(self, _index: int) -> None:
        name = self.combo.currentData()
        current: Part | None = get(self.document.experiment, self.address)
        if name == (current.type if current else ""):
            return
        cls = next((cls for cls in parts(self.kind) if cls.__name__ == name), None)
        self.document.end_gesture()
        self.document.edit(
            [SetValue(self.address, cls() if cls else None)],
            self.tr("choose {0}").format(name or self.combo.currentText()),
        )

    def _on_form_edited(self, name: str, value: object) -> None:
        address = f"{self.address}.{name}"
        self.document.edit([SetValue(address, value)], self.tr("change {0}").format(name), merge=address)


class TrainingPanel(QWidget):
    """``fix_wanted`` carries a problem; ``go_to`` an address."""

    fix_wanted = Signal(object)
    go_to = Signal(str)
    summarized = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.loss = PartChoice("loss", "training.loss", document, parent=self)
        self.optimizer = PartChoice("optimizer", "training.optimizer", document, parent=self)
        self.scheduler = PartChoice("scheduler", "training.scheduler", document, none=True, parent=self)
        for choice, name in (
            (self.loss, self.tr("Loss")),
            (self.optimizer, self.tr("Optimizer")),
            (self.scheduler, self.tr("Schedule")),
        ):
            choice.combo.setAccessibleName(name)
        described = [parameter(name, cls.model_fields[field]) for name, (_, cls, field) in NUMBERS.items()]
        self.numbers = PartForm(described, prefix="training", columns=1, parent=self)
        self.numbers.editor("epochs").control.setObjectName("epochs_edit")
        self.numbers.edited.connect(self._on_numbers_edited)
        self.numbers.finished.connect(document.end_gesture)
        self.problems = self._problem_list()
        self._lay_out()
        document.changed.connect(lambda _before, _after: self._show())
        self._show()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """The list, and the marks at the fields."""
        self.problems.ensurePolished()
        self.problems.clear()
        for item in problems:
            row = QListWidgetItem(icon(item.severity, item.severity), sentence(item))
            fix = f"\n→ {said(item.fix.label)}" if item.fix else ""
            row.setText(sentence(item) + fix)
            row.setToolTip(
                f"{item.address}\n{sentence(item)}"
                + (self.tr("\nEnter or double click: ") + said(item.fix.label) if item.fix else "")
            )
            row.setData(Qt.ItemDataRole.UserRole, item)
            self.problems.addItem(row)
        self.heading.setVisible(bool(problems))
        self.problems.setVisible(bool(problems))
        self._mark(problems)
        errors = sum(item.severity == "error" for item in problems)
        self.summarized.emit(self.tr("%n problem(s)", "", errors) if errors else self.tr("ready"))

    def _mark(self, problems: tuple[Problem, ...]) -> None:
        for choice in (self.loss, self.optimizer, self.scheduler):
            prefix = f"{choice.address}."
            choice.form.set_problems(
                {p.address.removeprefix(prefix): p for p in problems if p.address.startswith(prefix)}, quiet=True
            )
        self.numbers.set_problems(
            {name: p for name, (address, _, _) in NUMBERS.items() for p in problems if p.address == address}, quiet=True
        )

    def _show(self) -> None:
        experiment = self.document.experiment
        self.numbers.set_values({name: get(experiment, address) for name, (address, _, _) in NUMBERS.items()})

    def _on_numbers_edited(self, name: str, value: object) -> None:
        address = NUMBERS[name][0]
        self.document.edit([SetValue(address, value)], self.tr("change {0}").format(name), merge=address)

    def _problem_list(self) -> QListWidget:
        view = QListWidget(self)
        view.setObjectName("problem_list")
        view.setAccessibleName(self.tr("Problems"))
        view.setToolTip(self.tr("What keeps the run from starting, or should be known"))
        view.setWordWrap(True)
        view.setMinimumHeight(90)
        view.itemActivated.connect(self._on_problem_activated)
        view.itemClicked.connect(lambda row: self.go_to.emit(row.data(Qt.ItemDataRole.UserRole).address))
        return view

    def _on_problem_activated(self, row: QListWidgetItem) -> None:
        problem = row.data(Qt.ItemDataRole.UserRole)
        if problem.fix:
            self.fix_wanted.emit(problem)
        else:
            self.go_to.emit(problem.address)

    def _lay_out(self) -> None:
        body = QWidget(self)
        form = QFormLayout(body)
        form.setContentsMargins(12, 4, 12, 8)
        form.setVerticalSpacing(8)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for text, widget in (
            (self.tr("Loss"), self.loss), (self.tr("Optimizer"), self.optimizer), (self.tr("Schedule"), self.scheduler),
            (self.tr("Run"), self.numbers),
        ):  # fmt: skip
            label = QLabel(text, body)
            label.setProperty("role", "section")
            form.addRow(label, widget)
        scroll = QScrollArea(self)
        scroll.setObjectName("training_scroll")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(body)
        self.heading = QLabel(self.tr("Problems"), self)
        self.heading.setProperty("role", "section")
        self.heading.setContentsMargins(12, 0, 12, 0)
        self.heading.hide()
        self.problems.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.addWidget(scroll, 3)
        column.addWidget(self.heading)
        column.addWidget(self.problems, 1)
