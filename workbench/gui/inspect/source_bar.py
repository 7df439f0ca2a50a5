"""Which sample is looked at: one of the data set, what lies on the page for trying, a file, or one that another panel sent."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QSpinBox, QToolButton, QWidget

from workbench.gui.context import Context
from workbench.gui.icons import icon
from workbench.gui.inspect.sampling import Sampling, Taken
from workbench.gui.predictor import Outside
from workbench.gui.texts import doing, sentence
from workbench.gui.widgets.card import ElidedLabel
from workbench.spec.problems import Problem

if TYPE_CHECKING:
    import numpy as np

    from workbench.evaluation.subject import Subject
    from workbench.gui.model_at_hand import ChosenSample
else:
    from workbench.gui.late import np

PARTS = ("test", "validation", "train")
UNKNOWN = 1_000_000


@dataclass(frozen=True)
class Sample:
    """``values`` as a source gives it, or an Outside; ``subject`` where it came from beside the run's data. ``label`` is its
    target in words, if that is known; ``where`` says where it is from, unless the controls do.
    """

    values: Any
    where: str
    label: str = ""
    subject: Subject | None = None


class SourceBar(QWidget):
    """``changed``: there is another sample; ``said`` carries a sentence for people."""

    changed = Signal()
    said = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.sample: Sample | None = None
        self.sampling = Sampling(context.long, context.data_dir, self)
        self.sampling.taken.connect(self._on_taken)
        self.sampling.failed.connect(self._on_failed)
        self.sampling.progressed.connect(self._say_reading)
        self._chance = random.Random()
        self._make()
        context.at_hand.tried_changed.connect(self._on_tried)
        context.at_hand.sample_chosen.connect(self.take_chosen)

    # Where samples come from

    def begin(self) -> None:
        """Look at something, if nothing is there: what another panel sent, what lies on the page for trying, or any sample."""
        if self.sample is not None or self.sampling.reading:
            return
        if self._context.at_hand.chosen is not None:
            self.take_chosen(self._context.at_hand.chosen)
        elif self._context.at_hand.tried is not None:
            self.follow.setChecked(True)
        else:
            self.another()

    def set_run(self) -> None:
        """Another run: its data."""
        self.sampling.set_experiment(self._context.at_hand.experiment)
        if not self.follow.isChecked():
            self.sample = None
        self.index.setMaximum(UNKNOWN)

    def another(self) -> None:
        """Any sample of the part."""
        count = self.sampling.count(self._part())
        self._take(self._chance.randrange(count or UNKNOWN))

    def step(self, by: int) -> None:
        """The next sample of the part, or the one before."""
        self._take(self.index.value() + by)

    def take_chosen(self, chosen: ChosenSample) -> None:
        """One that another panel sent."""
        template = self.tr("#{0} of the test part") if chosen.part == "test" else self.tr("#{0} of the training part")
        self.follow.setChecked(False)
        if self.part.findData(chosen.part) >= 0:
            self.part.setCurrentIndex(self.part.findData(chosen.part))
        self._show_index(chosen.row)
        self._set(Sample(chosen.values, template.format(chosen.row), chosen.label))

    def take_file(self, path: Path) -> None:
        """A picture file; one that cannot be read is refused by the model's own words."""
        self.follow.setChecked(False)
        self._set(Sample(Outside(path), path.name))

    def take_clipboard(self) -> None:
        """The picture of the clipboard, a file that was copied, or a text."""
        if not self.take_mime(QGuiApplication.clipboard().mimeData()):
            self.said.emit(self.tr("There is nothing in the clipboard that this model could look at."))

    def take_mime(self, mime: QMimeData) -> bool:
        """What was dropped or pasted, if it is a picture or, for a model of texts, a text."""
        path = next((Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()), None)
        if path is not None:
            self.take_file(path)
            return True
        image = mime.imageData() if mime.hasImage() else None
        if isinstance(image, QImage) and not image.isNull():
            self.follow.setChecked(False)
            self._set(Sample(Outside(_channels(image)), self.tr("pasted")))
            return True
        if mime.hasText() and self.takes_texts and mime.text().strip():
            self.follow.setChecked(False)
            self._set(Sample(mime.text(), self.tr("pasted")))
            return True
        return False

    takes_texts = False

    def set_kind(self, kind: str) -> None:
        """Of what kind the samples are: what cannot be opened has no button."""
        self.takes_texts = kind == "text"
        self.open.setVisible(kind == "image")
        self.paste.setVisible(kind in ("image", "text"))

    # Reactions

    def _part(self) -> Any:
        return self.part.currentData()

    def _take(self, index: int) -> None:
        self.follow.setChecked(False)
        self.sampling.take(self._part(), index)

    def _on_taken(self, taken: Taken) -> None:
        self.part.setCurrentIndex(self.part.findData(taken.part))
        self.index.setMaximum(max(taken.count - 1, 0))
        self._show_index(taken.index)
        self._set(Sample(taken.values, "", taken.label))

    def _on_failed(self, problems: tuple[Problem, ...]) -> None:
        self.said.emit(" ".join(map(sentence, problems)))

    def _say_reading(self, what: str, done: int, total: int) -> None:
        self.where.show()
        self.where.set_text(doing(what) + (f" {100 * done // total} %" if total else ""))

    def _on_tried(self) -> None:
        if self.follow.isChecked():
            self._take_tried()

    def _on_follow(self, follow: bool) -> None:
        if follow:
            self._take_tried()

    def _take_tried(self) -> None:
        tried = self._context.at_hand.tried
        if tried is None:
            self.where.show()
            self.where.set_text(self.tr("Nothing lies there to be tried yet."))
            return
        self._set(Sample(tried[1], self.tr("what is tried"), subject=tried[0]))

    def _show_index(self, index: int) -> None:
        self.index.blockSignals(True)
        self.index.setMaximum(max(self.index.maximum(), index))
        self.index.setValue(index)
        self.index.blockSignals(False)

    def _set(self, sample: Sample) -> None:
        self.sampling.cancel()
        self.sample = sample
        self.where.set_text(sample.where)
        self.where.setVisible(bool(sample.where))
        self.changed.emit()

    def _on_open(self) -> None:
        words = self.tr("Pictures") + " (*.png *.jpg *.jpeg *.bmp *.gif *.webp *.tif *.tiff *.ppm *.pgm)"
        name = QFileDialog.getOpenFileName(self, self.tr("Open a picture"), "", words)[0]
        if name:
            self.take_file(Path(name))

    # Controls

    def _make(self) -> None:
        self.dice = self._button("inspect_another", "dice", self.tr("Any other sample of the part"), self.another)
        self.before = self._button(
            "inspect_before", "chevron-left", self.tr("The sample before this one"), lambda: self.step(-1)
        )
        self.after = self._button("inspect_after", "chevron-right", self.tr("The next sample"), lambda: self.step(1))
        self.part = QComboBox(self)
        self.part.setObjectName("inspect_part")
        self.part.setAccessibleName(self.tr("Part of the data"))
        self.part.setToolTip(self.tr("Which part of the run's data the samples are from"))
        names = {"test": self.tr("Test"), "validation": self.tr("Validation"), "train": self.tr("Training")}
        self.part.setMaximumWidth(110)
        for name in PARTS:
            self.part.addItem(names[name], name)
        self.part.activated.connect(lambda _index: self._take(self.index.value()))
        self.index: QSpinBox = QSpinBox(self)
        self.index.setObjectName("inspect_index")
        self.index.setAccessibleName(self.tr("Number of the sample"))
        self.index.setToolTip(self.tr("The number of the sample in its part"))
        self.index.setRange(0, UNKNOWN)
        self.index.setKeyboardTracking(False)
        self.index.setFixedWidth(82)
        self.index.lineEdit().setTextMargins(5, 0, 0, 0)
        self.index.valueChanged.connect(self._take)
        self.follow = self._button(
            "inspect_follow", "pen", self.tr("Follow what is drawn or tried in the panel beside"), lambda: None
        )
        self.follow.setCheckable(True)
        self.follow.toggled.connect(self._on_follow)
        self.open: QToolButton = self._button("inspect_open", "open", self.tr("Open a picture…"), self._on_open)
        self.paste: QToolButton = self._button("inspect_paste", "paste", self.tr("Paste (Ctrl+V)"), self.take_clipboard)
        self.where = ElidedLabel("", self)
        self.where.setObjectName("inspect_where")
        self.where.setAccessibleName(self.tr("Where the sample is from"))
        self.where.setProperty("role", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self.dice, self.before, self.part, self.index, self.after, self.follow, self.open, self.paste):
            row.addWidget(widget)
        row.addWidget(self.where, 1)
        row.addStretch(0)

    def _button(self, name: str, image: str, tip: str, act: Any) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setIcon(icon(image))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(lambda _checked=False: act())
        return button


def _channels(image: QImage) -> Any:
    """A picture as (3, H, W) uint8."""
    pixels = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(pixels.constBits(), np.uint8).reshape(pixels.height(), pixels.bytesPerLine())
    colours = rows[:, : 3 * pixels.width()].reshape(pixels.height(), pixels.width(), 3)
    return np.ascontiguousarray(colours.transpose(2, 0, 1))
