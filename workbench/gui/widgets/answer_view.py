"""What a model says of a sample: bars of classes, numbers, or what an autoencoder made of it, and what is true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.theme import mark
from workbench.gui.widgets.card import ElidedLabel
from workbench.gui.widgets.curve_view import CurveView
from workbench.gui.widgets.pixel_view import PixelView
from workbench.gui.widgets.prediction_bars import PredictionBars

if TYPE_CHECKING:
    import numpy as np

    from workbench.evaluation.subject import Subject
    from workbench.evaluation.trained import Judgement
else:
    from workbench.gui.late import np

Target = int | tuple[float, ...] | None


class AnswerView(QWidget):
    """Empty until there is a judgement; then a sentence may say why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subject: Subject | None = None
        self._target: Target = None
        self._edited = False
        self._judgement: Judgement | None = None
        self._waiting = ""
        self.truth = ElidedLabel("", self)
        self.truth.setObjectName("answer_truth")
        self.truth.setAccessibleName(self.tr("What the sample is"))
        self.truth.hide()
        self.sentence = QLabel("", self)
        self.sentence.setObjectName("answer_sentence")
        self.sentence.setProperty("role", "muted")
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bars = PredictionBars(self)
        self.bars.setObjectName("prediction_bars")
        self.bars.setAccessibleName(self.tr("Probabilities"))
        self.bars.setToolTip(self.tr("How probable the model finds each class"))
        self.numbers = self._table()
        self.pictures = QWidget(self)
        self.before, self.after = self._picture(self.tr("in")), self._picture(self.tr("out"))
        self.before.setObjectName("answer_before")
        self.before.setAccessibleName(self.tr("The picture as the network gets it"))
        self.after.setObjectName("answer_after")
        self.after.setAccessibleName(self.tr("The picture that the network gives back"))
        pair = QHBoxLayout(self.pictures)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.addWidget(self.before, 1)
        pair.addWidget(self.after, 1)
        self.curves = CurveView(self)
        self.curves.setObjectName("answer_curves")
        self.curves.setAccessibleName(self.tr("The series, and what the network gives back"))
        self.curves.setToolTip(self.tr("The first curves are the series, the last ones what the network gives back"))
        self.stack = QStackedWidget(self)
        for page in (self.sentence, self.bars, self.numbers, self.pictures, self.curves):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.truth)
        column.addWidget(self.stack, 1)
        self.stack.setCurrentWidget(self.bars)

    def set_subject(self, subject: Subject) -> None:
        """Other answers: what was said before goes."""
        self._subject = subject
        self.bars.set_classes(subject.answers if subject.task == "classes" else ())
        self.numbers.setRowCount(0)
        self.set_target(None)
        self.clear()

    def set_target(self, target: Target, edited: bool = False) -> None:
        """What the sample is; ``edited``: what it was before it was changed."""
        self._target, self._edited = target, edited
        self._say_truth()

    def set_waiting(self, text: str) -> None:
        """Why there can be no answer, in place of one; empty: there can."""
        if text != self._waiting:
            self._waiting = text
            self.clear()

    def clear(self) -> None:
        """There is no answer for the moment."""
        self._judgement = None
        self.bars.set_probabilities(None)
        bars = not self._waiting and self._subject is not None and self._subject.task == "classes"
        self.sentence.setText(self._waiting)
        self.stack.setCurrentWidget(self.bars if bars else self.sentence)
        self._say_truth()

    def show_judgement(self, judgement: Judgement) -> None:
        """The answer."""
        self._judgement = judgement
        if judgement.shares is not None:
            self.bars.set_probabilities([float(share) for share in judgement.shares])
            self.stack.setCurrentWidget(self.bars)
        elif judgement.numbers is not None:
            assert self._subject is not None
            true = self._target if isinstance(self._target, tuple) and not self._edited else ()
            self._show_numbers(self._subject.answers, judgement.numbers, true)
        elif judgement.copy is not None and judgement.original is not None:
            self._show_copy(judgement.original, judgement.copy)
        self._say_truth()

    def _show_copy(self, original: Any, copy: Any) -> None:
        assert self._subject is not None
        if original.ndim == 3:
            self.before.set_image(original)
            self.after.set_image(copy)
            self.stack.setCurrentWidget(self.pictures)
        elif original.ndim == 2:
            self.curves.set_series(np.concatenate([original, copy]))
            self.stack.setCurrentWidget(self.curves)
        else:
            names = self._subject.columns
            if len(names) != len(copy):
                names = tuple(str(number) for number in range(len(copy)))
            self._show_numbers(names, copy, original)

    def _show_numbers(self, names: Any, numbers: Any, true: Any) -> None:
        table = self.numbers
        copies = self._subject is not None and self._subject.task == "input"
        heads = (self.tr("Out"), self.tr("In")) if copies else (self.tr("Predicted"), self.tr("True"))
        table.setColumnCount(2 + bool(len(true)))
        table.setHorizontalHeaderLabels(["", *heads[: table.columnCount() - 1]])
        table.setRowCount(len(names))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for row, name in enumerate(names):
            table.setItem(row, 0, _cell(name, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter))
            table.setItem(row, 1, _cell(f"{float(numbers[row]):.5g}", right))
            if len(true):
                table.setItem(row, 2, _cell(f"{float(true[row]):.5g}", right))
        head = table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.stack.setCurrentWidget(table)

    def _say_truth(self) -> None:
        subject, target = self._subject, self._target
        beside = isinstance(target, tuple) and not self._edited and self.stack.currentWidget() is self.numbers
        if subject is None or target is None or subject.task == "input" or beside:
            self.truth.hide()
            return
        if isinstance(target, tuple):
            words = ", ".join(f"{number:.5g}" for number in target)
        else:
            words = subject.answers[target] if target < len(subject.answers) else ""
        role, sign = "muted", ""
        if not self._edited and not isinstance(target, tuple) and self._judgement is not None:
            right = self.bars.top() == target
            role, sign = ("success", "✓ ") if right else ("warning", "✗ ")
        template = self.tr("True before the edits: {0}") if self._edited else self.tr("True: {0}")
        self.truth.set_text(sign + template.format(words))
        mark(self.truth, "role", role)
        self.truth.setVisible(bool(words))

    def _picture(self, caption: str) -> PixelView:
        view = PixelView(140, caption, parent=self)
        view.setToolTip(caption)
        return view

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, 2, self)
        table.setObjectName("answer_numbers")
        table.setAccessibleName(self.tr("The numbers that the model gives"))
        table.setToolTip(self.tr("What the model gives, and what is true where that is known"))
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setMinimumHeight(40)
        return table


def _cell(text: str, alignment: Qt.AlignmentFlag) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setTextAlignment(alignment)
    item.setToolTip(text)
    return item
