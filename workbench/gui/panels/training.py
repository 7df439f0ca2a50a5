"""Training: loss, optimizer, schedule, the numbers of the run, and the problems with their fixes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.document import Document
from workbench.gui.forms.field_grid import GAP, ROW_GAP
from workbench.gui.forms.form import PartForm
from workbench.gui.icons import icon
from workbench.gui.panels.part_choice import PartChoice
from workbench.gui.texts import said, sentence
from workbench.gui.widgets.curve_plot import CurvePlot
from workbench.gui.widgets.estimate_label import EstimateLabel
from workbench.spec.address import get
from workbench.spec.edits import SetValue
from workbench.spec.experiment import Data, Experiment, Training
from workbench.spec.fields import parameter
from workbench.spec.parts import Value
from workbench.spec.problems import Problem

if TYPE_CHECKING:
    from workbench.training.schedule import PlannedRates

PLAN_HEIGHT = 124
LABEL_WIDTH = 80

NUMBERS: dict[str, tuple[str, type[Value], str]] = {
    "epochs": ("training.epochs", Training, "epochs"),
    "batch_size": ("data.batch_size", Data, "batch_size"),
    "precision": ("training.precision", Training, "precision"),
    "seed": ("seed", Experiment, "seed"),
}
for _name in (
    "warmup_epochs",
    "warmup_steps",
    "early_stopping",
    "clip_grad_norm",
    "clip_grad_value",
    "accumulate",
    "ema_decay",
    "init",
    "memory_format",
    "threads",
    "compile",
    "processes",
    "diagnostics",
    "tensorboard",
):
    NUMBERS[_name] = (f"training.{_name}", Training, _name)


class SchedulePlan(CurvePlot):
    """The learning rate over the epochs of the run that is planned. Hidden while nothing is known of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(compact=True, parent=parent)
        self.setObjectName("schedule_plot")
        self.set_texts(self.tr("epoch"), "lr")
        self.setAccessibleName(self.tr("Planned learning rate"))
        self.setToolTip(self.tr("The learning rate over the epochs of the run, as the schedule plans it"))
        self.setFixedHeight(PLAN_HEIGHT)
        self.add_curve("lr", self.tr("learning rate"))
        self.hide()

    def show_rates(self, plan: PlannedRates | None) -> None:
        """Draw the rates, or hide."""
        self.setVisible(plan is not None)
        if plan is not None:
            self.set_points("lr", plan.epochs, plan.rates)
            self.follow()
            self.refresh()


LEAST_WIDTH = 250


class TrainingPanel(QWidget):
    """``fix_wanted`` carries a problem; ``go_to`` an address; ``rate_wanted``: search a learning rate."""

    fix_wanted = Signal(object)
    go_to = Signal(str)
    rate_wanted = Signal()
    summarized = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.loss = PartChoice("loss", "training.loss", document, self.tr("Loss"), self)
        self.optimizer = PartChoice("optimizer", "training.optimizer", document, self.tr("Optimizer"), self)
        self.scheduler = PartChoice(
            "scheduler", "training.scheduler", document, self.tr("Schedule"), self,
            none=(self.tr("none"), self.tr("The learning rate stays as it is")),
        )  # fmt: skip
        self.find_rate = QPushButton(icon("search"), self.tr("Find learning rate…"), self)
        self.find_rate.setObjectName("find_rate_button")
        self.find_rate.setAccessibleName(self.tr("Find a learning rate"))
        self.find_rate.setProperty("dense", True)
        self.find_rate.clicked.connect(self.rate_wanted)
        self.show_findable("")
        self.plan = SchedulePlan(self)
        self.estimate = EstimateLabel(self)
        described = [parameter(name, cls.model_fields[field]) for name, (_, cls, field) in NUMBERS.items()]
        self.numbers = PartForm(described, prefix="training", columns=1, fold_above=4, keep=4, parent=self)
        for form in (self.loss, self.optimizer, self.scheduler, self.numbers):
            form.set_label_width(LABEL_WIDTH)
        self.numbers.editor("epochs").control.setObjectName("epochs_edit")
        self.numbers.edited.connect(self._on_numbers_edited)
        self.numbers.finished.connect(document.end_gesture)
        self.problems = self._problem_list()
        self._lay_out()
        document.changed.connect(lambda _before, _after: self._show())
        self._show()

    def show_plan(self, plan: PlannedRates | None) -> None:
        """The learning rates of the run, or nothing where none are known beforehand."""
        self.plan.show_rates(plan)

    def show_findable(self, why_not: str) -> None:
        """Whether a learning rate can be searched now; the reason is empty if so."""
        self.find_rate.setEnabled(not why_not)
        self.find_rate.setToolTip(
            why_not or self.tr("Try growing learning rates for some steps, and see which is good")
        )

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
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setResizeMode(QListWidget.ResizeMode.Adjust)
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
        rows = QVBoxLayout(body)
        rows.setContentsMargins(12, 4, 12, 8)
        rows.setSpacing(ROW_GAP)
        found = QHBoxLayout()
        found.addSpacing(LABEL_WIDTH + GAP)
        found.addWidget(self.find_rate)
        found.addStretch(1)
        for item in (self.loss, self.optimizer, found, self.scheduler, self.numbers, self.plan):
            rows.addLayout(item) if isinstance(item, QHBoxLayout) else rows.addWidget(item)
        rows.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setObjectName("training_scroll")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(body)
        scroll.setMinimumWidth(LEAST_WIDTH)  # no bar shows what would be cut off on the right
        self.heading = QLabel(self.tr("Problems"), self)
        self.heading.setProperty("role", "section")
        self.heading.setContentsMargins(12, 0, 12, 0)
        self.heading.hide()
        self.problems.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.addWidget(scroll, 3)
        column.addWidget(self.estimate)
        column.addWidget(self.heading)
        column.addWidget(self.problems, 1)
