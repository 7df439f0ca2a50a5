"""What all pages have in common: a sample on the left, the model's answer on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from workbench.gui.icons import icon
from workbench.gui.widgets.answer_view import AnswerView
from workbench.gui.widgets.card import ElidedLabel

if TYPE_CHECKING:
    from workbench.evaluation.at_hand import Drawn
    from workbench.evaluation.subject import Subject
    from workbench.evaluation.trained import Judgement


class TryPage(QWidget):
    """``changed`` says that there is another sample; ``another_wanted`` asks for one of the data set."""

    changed = Signal()
    another_wanted = Signal()

    def __init__(self, words: str, tip: str, parent: QWidget | None = None) -> None:
        """``words`` and ``tip`` are those of the button for another sample."""
        super().__init__(parent)
        self.answer = AnswerView(self)
        self.another = QPushButton(icon("dice"), words, self)
        self.another.setObjectName("try_another")
        self.another.setToolTip(tip)
        self.another.setAccessibleName(words)
        self.another.setProperty("dense", True)
        self.another.clicked.connect(self.another_wanted)
        self.where = ElidedLabel("", self)
        self.where.setObjectName("try_where")
        self.where.setAccessibleName(self.tr("Where the sample is from"))
        self.where.setProperty("role", "muted")
        self.head = QHBoxLayout()
        self.head.setSpacing(6)
        self.head.addWidget(self.another)
        self.head.addWidget(self.where, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        self.body.addLayout(self.head)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(12, 4, 12, 12)
        self.row.setSpacing(12)
        self.row.addLayout(self.body, 5)
        self.row.addWidget(self.answer, 4)
        self._drawn: Drawn | None = None

    def minimumSizeHint(self) -> QSize:
        return QSize(260, 120)

    def sample(self) -> Any:
        """What is to be judged, as a source gives it; None: nothing."""
        raise NotImplementedError

    def set_subject(self, subject: Subject) -> None:
        """Other data: what was there goes."""
        self._drawn = None
        self.where.set_text("")
        self.answer.set_subject(subject)

    def show_drawn(self, drawn: Drawn) -> None:
        """A sample of the data set."""
        self._drawn = drawn
        self.where.set_text(self.where_text(drawn))
        self.answer.set_target(drawn.target)
        self.changed.emit()

    def show_judgement(self, judgement: Judgement) -> None:
        """What the model says of it."""
        self.answer.show_judgement(judgement)

    def where_text(self, drawn: Drawn) -> str:
        """Where a sample is from, for people."""
        template = self.tr("#{0} of the test part") if drawn.part == "test" else self.tr("#{0} of the training part")
        return template.format(drawn.index)

    def was_edited(self) -> None:
        """To be called after the user changed the sample."""
        if self._drawn is not None:
            self.answer.set_target(self._drawn.target, edited=True)
        self.changed.emit()
