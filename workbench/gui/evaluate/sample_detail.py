"""One judged sample large: what it is, what the model says of it, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from workbench.gui.browser.detail import PointedView
from workbench.gui.widgets.answer_view import AnswerView
from workbench.gui.widgets.card import ElidedLabel
from workbench.gui.widgets.curve_view import SIDE, CurveView
from workbench.gui.widgets.push_button import push_button

if TYPE_CHECKING:
    from workbench.evaluation.subject import Subject
    from workbench.evaluation.trained import Judgement

TALL = 330
"""From this height on, the answer stands under the sample and no longer beside it."""


class SampleDetail(QWidget):
    """``inspect_wanted``, ``relabel_wanted``, ``exclude_wanted`` and ``take_back_wanted`` come from its buttons."""

    inspect_wanted = Signal()
    relabel_wanted = Signal()
    exclude_wanted = Signal()
    take_back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel("", self)
        self.title.setObjectName("evaluate_sample_title")
        self.title.setAccessibleName(self.tr("The chosen sample"))
        self.file = ElidedLabel("", self)
        self.file.setObjectName("evaluate_sample_file")
        self.file.setProperty("role", "muted")
        self.file.setAccessibleName(self.tr("File"))
        self.picture = PointedView(SIDE, self)
        self.picture.setObjectName("evaluate_picture")
        self.picture.setAccessibleName(self.tr("The chosen sample"))
        self.picture.pointed.connect(self._say_pixel)
        self.curves = CurveView(self)
        self.curves.setObjectName("evaluate_curves")
        self.curves.setAccessibleName(self.tr("The curves of the chosen sample"))
        self.words = QPlainTextEdit(self)
        self.words.setObjectName("evaluate_text")
        self.words.setReadOnly(True)
        self.words.setAccessibleName(self.tr("The chosen sample"))
        self.words.setToolTip(self.tr("The whole text"))
        self.problem = QLabel("", self)
        self.problem.setProperty("role", "error")
        self.problem.setWordWrap(True)
        self.stack = QStackedWidget(self)
        for page in (self.picture, self.curves, self.words, self.problem):
            self.stack.addWidget(page)
        self.answer = AnswerView(self)
        self.corrected = ElidedLabel("", self)
        self.corrected.setObjectName("evaluate_corrected")
        self.corrected.setProperty("role", "warning")
        self.corrected.setAccessibleName(self.tr("Correction"))
        self.several = ElidedLabel("", self)
        self.several.setObjectName("evaluate_several")
        self.several.setAccessibleName(self.tr("How many are chosen"))
        self._about = ""
        self._make_buttons()
        self._lay_out()
        self.clear()

    def set_subject(self, subject: Subject) -> None:
        """What is judged, and as what."""
        self._pair = subject.task == "input"
        self.answer.set_subject(subject)
        self.relabel.setVisible(subject.task == "classes")
        self.clear()

    def clear(self) -> None:
        """No sample is chosen."""
        self.show_sample("", "", None)
        self.answer.set_target(None)
        self.answer.clear()
        self.set_several(0)
        self.set_correction("", can_take_back=False)

    def show_sample(self, about: str, file: str, values: Any) -> None:
        """A sample (C, H, W), (C, T), (columns,) or a text, with a line about it; None: it is not here yet."""
        self._about = about
        self.title.set_text(about)
        self.file.set_text(file)
        self.file.setVisible(bool(file))
        for button in (self.inspect, self.relabel, self.exclude):
            button.setEnabled(bool(about))
        text = isinstance(values, str)
        ndim = 0 if text or values is None else values.ndim
        self.picture.set_image(values if ndim == 3 else None)
        self.curves.set_series(values if ndim == 2 else None)
        self.words.setPlainText(values if text else "")
        self.stack.setCurrentWidget(self.words if text else self.curves if ndim == 2 else self.picture)
        self.stack.setVisible((text or ndim >= 2) and not (self._pair and ndim >= 2))

    def show_problem(self, about: str, file: str, words: str) -> None:
        """A sample that cannot be read, and why."""
        self.show_sample(about, file, None)
        self.problem.setText(words)
        self.stack.setCurrentWidget(self.problem)
        self.stack.show()

    def show_answer(self, target: int | tuple[float, ...] | None, judgement: Judgement | None) -> None:
        """What is true, and what the model says."""
        self.answer.set_target(target)
        if judgement is None:
            self.answer.clear()
        else:
            self.answer.show_judgement(judgement)

    def set_several(self, count: int, corrected: int = 0) -> None:
        """So many are chosen together, and so many of them are corrected."""
        words = self.tr("{0} are chosen, for all of them:").format(f"{count:,}")
        if corrected:
            words = self.tr("{0} are chosen, {1} corrected; for all of them:").format(f"{count:,}", f"{corrected:,}")
        self.several.set_text(words)
        self.several.setVisible(count > 1)
        self.inspect.setVisible(count < 2)

    def set_correction(self, words: str, can_take_back: bool, can_exclude: bool = True) -> None:
        """What is corrected of what is chosen; empty: nothing."""
        self.corrected.set_text(words)
        self.corrected.setVisible(bool(words))
        self.take_back.setVisible(can_take_back)
        self.exclude.setVisible(can_exclude)

    def set_can_correct(self, on: bool, why_not: str) -> None:
        """Whether the document's data are those that are judged; if not, why it cannot be done."""
        for button, tip in self._tips.items():
            if button in (self.relabel, self.exclude):
                button.setEnabled(on and bool(self._about))
                button.setToolTip(tip if on else why_not)

    def _say_pixel(self, words: str) -> None:
        self.title.set_text(words or self._about)

    def _make_buttons(self) -> None:
        self.inspect = push_button(
            "evaluate_inspect", self.tr("Inspect"), self.tr("Look into the network with this sample (I)"), self
        )
        self.relabel = push_button(
            "evaluate_relabel", self.tr("Label is…"),
            self.tr("The data set is wrong here: choose the right class for what is chosen (W)"), self,
        )  # fmt: skip
        self.exclude = push_button(
            "evaluate_exclude",
            self.tr("Exclude"),
            self.tr("Leave what is chosen out of the data from the next run on (Delete)"),
            self,
        )
        self.take_back = push_button(
            "evaluate_take_back", self.tr("Take back"), self.tr("What is chosen as the data set has it again (T)"), self
        )
        for button, wanted in (
            (self.inspect, self.inspect_wanted), (self.relabel, self.relabel_wanted),
            (self.exclude, self.exclude_wanted), (self.take_back, self.take_back_wanted),
        ):  # fmt: skip
            button.setProperty("dense", "true")
            button.clicked.connect(wanted)
        self._tips = {button: button.toolTip() for button in (self.inspect, self.relabel, self.exclude)}
        self._pair = False

    def _lay_out(self) -> None:
        self.both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.both.setSpacing(8)
        self.both.addWidget(self.stack, 4)
        self.both.addWidget(self.answer, 5)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        for button in (self.inspect, self.relabel, self.exclude, self.take_back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.title)
        column.addWidget(self.file)
        column.addLayout(self.both, 1)
        column.addWidget(self.corrected)
        column.addWidget(self.several)
        column.addLayout(buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tall = self.height() >= TALL
        self.both.setDirection(QBoxLayout.Direction.TopToBottom if tall else QBoxLayout.Direction.LeftToRight)
        self.both.setAlignment(self.stack, Qt.AlignmentFlag(0))
