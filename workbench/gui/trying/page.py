"""What all pages have in common: a sample on the left, the model's answer on the right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from workbench.gui.icons import icon
from workbench.gui.trying.buttons import tool_button
from workbench.gui.trying.camera import why_no_camera
from workbench.gui.widgets.answer_view import AnswerView
from workbench.gui.widgets.card import ElidedLabel

if TYPE_CHECKING:
    from workbench.evaluation.at_hand import Drawn
    from workbench.evaluation.covering import Occlusion
    from workbench.evaluation.subject import Subject
    from workbench.evaluation.trained import Judgement


class TryPage(QWidget):
    """``changed`` says that there is another sample; ``another_wanted`` asks for one of the data set.

    ``explain_wanted`` carries whether it is to be shown which parts count, ``aside_wanted`` another form of the sample that is to
    be judged, too; ``keep_wanted`` asks to keep the sample under a label; ``refused`` carries a sentence.
    """

    changed = Signal()
    another_wanted = Signal()
    explain_wanted = Signal(bool)
    aside_wanted = Signal(object)
    keep_wanted = Signal()
    refused = Signal(str)

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
        self.row = QHBoxLayout()
        self.row.setSpacing(12)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 4, 12, 12)
        self.column.setSpacing(6)
        self.column.addLayout(self.row, 1)
        self.note = ElidedLabel("", self)
        self.note.setObjectName("try_note")
        self.note.setAccessibleName(self.tr("What counts in the sample"))
        self.note.hide()
        self.column.addWidget(self.note)
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

    def set_note(self, text: str) -> None:
        """A sentence below everything; empty: none."""
        self.note.set_text(text)
        self.note.setVisible(bool(text))

    def show_drawn(self, drawn: Drawn) -> None:
        """A sample of the data set."""
        self._drawn = drawn
        self.where.set_text(self.where_text(drawn))
        self.answer.set_target(drawn.target)
        self.changed.emit()

    def show_judgement(self, judgement: Judgement) -> None:
        """What the model says of it."""
        self.answer.show_judgement(judgement)

    def show_no_judgement(self, why: str) -> None:
        """The model cannot be asked, and why."""
        self.answer.set_waiting(why)

    def show_aside(self, judgement: Judgement | None) -> None:
        """What the model says of what was put aside."""

    def show_occlusion(self, occlusion: Occlusion | None) -> None:
        """Which parts of the sample count; None: that cannot be said."""

    def explains(self) -> bool:
        """Whether it is to be shown which parts count."""
        return False

    def kept_pixels(self) -> Any:
        """What a file of the sample would hold, (H, W) or (C, H, W) uint8; None: it is no picture, or there is none."""
        return None

    def open_picture(self) -> None:
        """Ask for a picture's file."""
        self.refused.emit(self.tr("These data are no pictures: there is nothing to open one for."))

    def take_file(self, _path: Path) -> None:
        """A picture's file, as the sample."""
        self.refused.emit(self.tr("These data are no pictures: there is nothing to open one for."))

    def take_image(self, image: QImage, name: str) -> None:
        """A picture from outside, as the sample; ``name`` says where it is from."""

    def picture_buttons(self) -> dict[str, QToolButton]:
        """What pages of pictures have: open, camera, keep, why."""
        made = {
            "open": tool_button(self, "try_open", "open", self.tr("Open a picture (Ctrl+I)")),
            "camera": tool_button(self, "try_camera", "camera", self.tr("Take a picture with a camera")),
            "keep": tool_button(self, "try_keep", "keep", self.tr("Keep it under a label, to train with it (Ctrl+J)")),
            "why": tool_button(self, "try_why", "heat", self.tr("What would change its mind: parts of the picture are covered"), True),
        }  # fmt: skip
        colours = self.tr("Orange: covering it makes the answer less sure; blue: surer")
        made["why"].setToolTip(f"{made['why'].toolTip()}\n{colours}")
        made["open"].clicked.connect(self.open_picture)
        made["camera"].clicked.connect(self.take_photo)
        made["keep"].clicked.connect(self.keep_wanted)
        made["why"].toggled.connect(self.explain_wanted)
        reason = why_no_camera()
        if reason:
            made["camera"].setEnabled(False)
            made["camera"].setToolTip(reason)
        return made

    def take_photo(self) -> None:
        """Ask a camera for a picture."""
        from workbench.gui.trying.camera import CameraDialog

        try:
            dialog = CameraDialog(self)
        except ImportError:  # it is installed, but a library of the system is not
            self.refused.emit(self.tr("The camera cannot be used: Qt's multimedia part does not load."))
            return
        dialog.taken.connect(lambda image: self.take_image(image, self.tr("from the camera")))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def where_text(self, drawn: Drawn) -> str:
        """Where a sample is from, for people."""
        if drawn.where:
            return drawn.where
        template = self.tr("#{0} of the test part") if drawn.part == "test" else self.tr("#{0} of the training part")
        return template.format(drawn.index)

    def was_edited(self) -> None:
        """To be called after the user changed the sample."""
        if self._drawn is not None:
            self.answer.set_target(self._drawn.target, edited=True)
        self.changed.emit()
