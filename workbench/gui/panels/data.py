"""Data: the data set, its split, samples of it, and the steps that every image goes through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from workbench.gui.document import Document
from workbench.gui.forms.controls import FileField
from workbench.gui.forms.form import PartForm
from workbench.gui.icons import icon
from workbench.gui.panels.classes import ClassesView
from workbench.gui.panels.edits import ListEdits
from workbench.gui.panels.part_choice import PartChoice
from workbench.gui.texts import sentence
from workbench.gui.widgets.part_list import PartList, Row
from workbench.gui.widgets.part_menu import PartMenuButton
from workbench.gui.widgets.pixel_view import ImageStrip
from workbench.spec.edits import SetValue
from workbench.spec.experiment import Data, Experiment
from workbench.spec.fields import parameter
from workbench.spec.problems import Problem

if TYPE_CHECKING:
    from workbench.data.counts import Counts
    from workbench.data.samples import Facts

FIELDS = ("validation_fraction", "target", "shuffle", "balanced", "drop_last", "num_workers", "memory")
SHOWN_TEXTS, SHOWN_NUMBERS = 4, 64
SHOWN_NAMES = 12
MOST_LETTERS, MOST_LETTERS_OF_A_TEXT = 32, 200


class DataPanel(QWidget):
    """``measure_wanted``, ``draw_again``, ``browse_wanted`` and the others come from its buttons."""

    measure_wanted = Signal()
    browse_wanted = Signal()
    columns_wanted = Signal()
    report_wanted = Signal()
    corrections_wanted = Signal()
    draw_again = Signal()
    summarized = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.source = PartChoice("dataset", "data.source", document, self.tr("Data set"), self, shown_title=False)
        self.samples = ImageStrip(36, wrap=False, parent=self)
        self.samples.setFixedHeight(40)
        self.samples.setObjectName("sample_strip")
        self.samples.setAccessibleName(self.tr("Samples"))
        self.samples.setToolTip(self.tr("Some of the training images; click to look through all samples"))
        self.samples.setCursor(Qt.CursorShape.PointingHandCursor)
        self.samples.clicked.connect(lambda _index: self.browse_wanted.emit())
        self.browse = QToolButton(self)
        self.browse.setObjectName("browse_samples")
        self.browse.setIcon(icon("image"))
        self.browse.setToolTip(self.tr("Look through all samples (Ctrl+B)"))
        self.browse.setAccessibleName(self.tr("Look through all samples"))
        self.browse.clicked.connect(self.browse_wanted)
        self.report = QToolButton(self)
        self.report.setObjectName("check_files")
        self.report.setIcon(icon("log"))
        self.report.setToolTip(self.tr("Check the files: damaged ones, duplicates, labels that contradict each other"))
        self.report.setAccessibleName(self.tr("Check the files"))
        self.report.clicked.connect(self.report_wanted)
        self.columns = QPushButton(self.tr("Columns…"), self)
        self.columns.setObjectName("csv_columns_button")
        self.columns.setAccessibleName(self.tr("Columns of the table"))
        self.columns.setToolTip(self.tr("See the file, and choose what each column is for"))
        self.columns.setProperty("dense", True)
        self.columns.clicked.connect(self.columns_wanted)
        self.corrections = QPushButton("", self)
        self.corrections.setObjectName("corrections_button")
        self.corrections.setToolTip(self.tr("See which samples have another label or are left out, and take it back"))
        self.corrections.setProperty("dense", True)
        self.corrections.clicked.connect(self.corrections_wanted)
        self.texts = self._muted("text_samples")
        self.texts.setTextFormat(Qt.TextFormat.PlainText)
        self.texts.setAccessibleName(self.tr("Samples"))
        self.texts.hide()
        self.split = self._muted("split_label")
        self.classes = ClassesView(self)
        self.classes.setObjectName("class_counts")
        self.form = PartForm(
            [parameter(name, Data.model_fields[name]) for name in FIELDS],
            prefix="data",
            columns=1,
            fold_above=1,
            keep=1,
            parent=self,
        )
        self.form.edited.connect(self._on_form_edited)
        self.form.finished.connect(document.end_gesture)
        self.list = PartList("transform", parent=self)
        self.list.setObjectName("transform_list")
        self.list.setAccessibleName(self.tr("Transforms"))
        self.list.set_empty_text(self.tr("No steps: the samples go into the network as they are."))
        self.list.fit_rows(least_height=56)
        self.edits = ListEdits(self.list, document, "data.transforms")
        self.add = PartMenuButton("transform", self.tr("Add transform"), parent=self)
        self.add.setObjectName("transform_add")
        self.add.chosen.connect(self.edits.append)
        self.measure = QPushButton(icon("measure"), self.tr("Measure"), self)
        self.measure.setObjectName("transform_measure")
        self.measure.setAccessibleName(self.tr("Measure mean and standard deviation"))
        self.measure.setToolTip(self.tr("Set Normalize to the mean and standard deviation of the training images"))
        self.measure.clicked.connect(self.measure_wanted)
        self.trail = self._strip("trail_strip", self.tr("One image, step by step"))
        self.draws = self._strip("draws_strip", self.tr("Several random draws of the same image"))
        self._facts: Facts | None = None
        self._counts: Counts | None = None
        self._watched: FileField | None = None
        self._problems: tuple[Problem, ...] = ()
        self._lay_out()
        document.changed.connect(self._on_document_changed)
        self._show()

    def show_checked(self, checked) -> None:
        """Counts, classes and the problems of the steps."""
        if checked.facts and (self._facts is None or checked.facts.kind != self._facts.kind):
            kind = checked.facts.kind
            self.add.offer(lambda cls: kind in cls.inputs)  # type: ignore[attr-defined]
            self.measure.setVisible(kind == "image")
        self._facts = checked.facts
        self._problems = checked.problems
        self._show()
        prefix = "data.source."
        self.source.form.set_problems(
            {p.address.removeprefix(prefix): p for p in checked.problems if p.address.startswith(prefix)}
        )
        self.form.set_problems(
            {name: p for name in FIELDS for p in checked.problems if p.address == f"data.{name}"}, quiet=True
        )

    def show_class_counts(self, counts: Counts | None) -> None:
        """How many samples each class has; None: nobody knows, or there are no classes."""
        self._counts = counts
        self.classes.show_counts(counts)
        self._show_counts(self.document.experiment)

    def show_preview(self, preview) -> None:
        """Samples, the trail of one image, several draws."""
        self.samples.set_images([("", image) for _, image in preview.samples])
        self.trail.set_images([(name or self.tr("original"), image) for name, image in preview.trail])
        self.draws.set_images([("", image) for image in preview.draws])
        self.samples.setVisible(bool(preview.samples))
        self.texts.setText("\n".join(self._read_out(preview.texts[:SHOWN_TEXTS])))
        self.texts.setVisible(bool(preview.texts))
        for widget in (self.trail, self.trail_label, self.dice):
            widget.setVisible(bool(preview.trail))
        for widget in (self.draws, self.draws_label):
            widget.setVisible(bool(preview.draws))

    def _read_out(self, texts) -> Iterator[str]:
        """A line for each text, then the numbers of the first."""
        for label, text, _ in texts:
            yield f"{label} · {_short(' '.join(text.split()), MOST_LETTERS_OF_A_TEXT)}"
        for _, _, numbers in texts[:1]:
            if numbers:
                yield self.tr("The first as numbers: {0}").format(" ".join(map(str, numbers[:SHOWN_NUMBERS])))

    def show_preview_problems(self, problems: tuple[Problem, ...]) -> None:
        """Nothing to show, and why."""
        for strip in (self.samples, self.trail, self.draws):
            strip.set_images([])
        self.texts.hide()
        self.split.setText(" ".join(sentence(item) for item in problems))

    def _show(self) -> None:
        experiment = self.document.experiment
        self._show_source(experiment)
        problems = _by_step(self._problems)
        rows = [Row(step, self._when(step), "", problems.get(i)) for i, step in enumerate(experiment.data.transforms)]
        self.list.set_rows(rows)
        self.form.set_values({name: getattr(experiment.data, name) for name in FIELDS})
        self.classes.show_experiment(experiment)
        self._show_corrections(experiment)
        self._show_counts(experiment)

    def _show_corrections(self, experiment: Experiment) -> None:
        count = len(experiment.data.corrections)
        words = self.tr("1 correction…") if count == 1 else self.tr("{0} corrections…").format(f"{count:,}")
        self.corrections.setText(words)
        self.corrections.setAccessibleName(words)
        self.corrections.setVisible(bool(count))

    def _show_source(self, experiment: Experiment) -> None:
        """A table has a dialog for its columns, which opens when its file is chosen with the button."""
        is_table = experiment.data.source.type == "CSV"
        self.columns.setVisible(is_table)
        field = self.source.form.editor("path").widget if is_table else None
        if isinstance(field, FileField) and field is not self._watched:
            self._watched = field
            field.browsed.connect(self.columns_wanted, Qt.ConnectionType.QueuedConnection)

    def _show_counts(self, experiment: Experiment) -> None:
        facts = self._facts
        if facts is None:
            self.summarized.emit("")
            self.split.setText("")
            return
        validation = round(facts.train * experiment.data.validation_fraction)
        if self._counts is not None and sum(self._counts.counts) == facts.train:
            validation = self._counts.held_out(experiment.data.validation_fraction)
        words = self.tr("train {0} · validation {1} · test {2}").format(
            f"{facts.train - validation:,}", f"{validation:,}", f"{facts.test:,}"
        )
        if facts.columns:
            words += "\n" + self.tr("{0} columns: {1}").format(len(facts.columns), _few(facts.columns))
        if facts.vocabulary:
            words += "\n" + self.tr("{0} different tokens").format(f"{facts.vocabulary:,}")
        if not facts.ready:
            words += "\n" + self.tr("Not here yet: {0} MB are downloaded when you train.").format(
                f"{facts.download_bytes / 1e6:.0f}"
            )
        self.split.setText(words)
        if facts.outputs:
            self.summarized.emit(self.tr("{0} · predicts {1}").format(f"{facts.train:,}", _few(facts.outputs)))
        else:
            self.summarized.emit(self.tr("{0} · {1} classes").format(f"{facts.train:,}", len(facts.classes)))

    def _when(self, step) -> str:
        if type(step).batch:
            return self.tr("training only")
        if not type(step).random:
            return ""
        return self.tr("training only") if step.when == "training" else self.tr("always")

    def _on_document_changed(self, before: Experiment, after: Experiment) -> None:
        if before.data is not after.data:
            self._show()
        elif before.training.loss is not after.training.loss:
            self.classes.show_experiment(after)

    def _on_form_edited(self, name: str, value: object) -> None:
        address = f"data.{name}"
        self.document.edit([SetValue(address, value)], self.tr("change {0}").format(name), merge=address)

    def _muted(self, name: str) -> QLabel:
        label = QLabel("", self)
        label.setObjectName(name)
        label.setProperty("role", "muted")
        label.setWordWrap(True)
        return label

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setProperty("role", "section")
        return label

    def _strip(self, name: str, text: str) -> ImageStrip:
        strip = ImageStrip(52, parent=self)
        strip.setObjectName(name)
        strip.setAccessibleName(text)
        strip.setToolTip(text)
        return strip

    def _lay_out(self) -> None:
        self.dice = QToolButton(self)
        self.dice.setObjectName("draw_again")
        self.dice.setIcon(icon("dice"))
        self.dice.setToolTip(self.tr("Another image, other random numbers"))
        self.dice.setAccessibleName(self.tr("Draw again"))
        self.dice.clicked.connect(self.draw_again)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add)
        buttons.addWidget(self.measure)
        buttons.addStretch(1)
        steps = QHBoxLayout()
        self.trail_label = self._heading(self.tr("One image, step by step"))
        steps.addWidget(self.trail_label)
        steps.addStretch(1)
        steps.addWidget(self.dice)
        self.draws_label = self._heading(self.tr("Random draws"))
        heading = self._heading(self.tr("Transforms"))
        above: tuple[QWidget, ...] = (self.texts, self.split, self.classes, self.form, heading, self.list)
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(12, 4, 12, 12)
        column.setSpacing(7)
        shown = QHBoxLayout()
        shown.addWidget(self.samples, 1)
        shown.addWidget(self.columns)
        shown.addWidget(self.report)
        shown.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(self.source)
        column.addLayout(shown)
        for item in above:
            column.addWidget(item)
            if item is self.split:
                column.addWidget(self.corrections, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(buttons)
        column.addLayout(steps)
        for item in (self.trail, self.draws_label, self.draws):
            column.addWidget(item)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setObjectName("data_scroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        body.setMinimumWidth(260)
        scroll.setMinimumWidth(290)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)


def _few(names: Sequence[str]) -> str:
    """The first names of a list that may be very long; the dialog of the columns has all of them."""
    shown = [_short(name, MOST_LETTERS) for name in names[:SHOWN_NAMES]]
    return ", ".join(shown) + (", …" if len(names) > SHOWN_NAMES else "")


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most] + "…"


def _by_step(problems: tuple[Problem, ...]) -> dict[int, Problem]:
    found: dict[int, Problem] = {}
    for item in problems:
        if item.address.startswith("data.transforms["):
            found.setdefault(int(item.address.removeprefix("data.transforms[").partition("]")[0]), item)
    return found
