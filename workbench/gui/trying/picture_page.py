"""A picture that is no drawing: opened, pasted, dropped, or one of the data set."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QImageReader, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from workbench.gui.predictor import Outside
from workbench.gui.trying.buttons import tool_button
from workbench.gui.trying.opening import ask_for_picture
from workbench.gui.trying.page import TryPage
from workbench.gui.widgets.pixel_view import PixelView

if TYPE_CHECKING:
    import numpy as np

    from workbench.evaluation.at_hand import Drawn
    from workbench.evaluation.covering import Occlusion
    from workbench.evaluation.subject import Subject
    from workbench.evaluation.trained import Judgement
else:
    from workbench.gui.late import np

SHOWN = 512
"""Pixels of the longer edge of what is shown; the model gets the whole file."""


class PicturePage(TryPage):
    """``sample()`` is a picture of the data set, or an Outside."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.another.setText(self.tr("Another sample"))
        self.another.setAccessibleName(self.tr("Another sample"))
        self.another.setToolTip(self.tr("Take another picture of the test part"))
        self._sample: Any = None
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made = self.picture_buttons()
        self.open, self.why = made["open"], made["why"]
        self.why.toggled.connect(self._on_why_toggled)
        self.paste = tool_button(self, "try_paste", "paste", self.tr("Paste a picture (Ctrl+V)"))
        self.paste.clicked.connect(self.take_clipboard)
        for button in (self.open, self.paste, made["camera"], made["keep"], self.why):
            self.head.insertWidget(self.head.count() - 1, button)
        self.picture = PixelView(200, parent=self)
        self.picture.setObjectName("try_picture")
        self.picture.setAccessibleName(self.tr("The picture"))
        self.picture.setToolTip(self.tr("The picture; others can be dropped here"))
        self.seen = PixelView(200, self.tr("what the network sees"), parent=self)
        self.seen.setObjectName("try_seen")
        self.seen.setAccessibleName(self.tr("What the network sees"))
        self.seen.setToolTip(self.tr("The picture after all steps of the input pipeline"))
        pair = QHBoxLayout()
        for view in (self.picture, self.seen):
            view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            pair.addWidget(view, 1)
        self.body.addLayout(pair, 1)

    def set_subject(self, subject: Subject) -> None:
        super().set_subject(subject)
        self._sample = None
        self.picture.set_image(None)
        self.seen.set_image(None)
        self.why.setEnabled(subject.task == "classes")
        self._hide_heat()

    def sample(self) -> Any:
        return self._sample

    def show_drawn(self, drawn: Drawn) -> None:
        self._sample = drawn.values
        self.picture.set_image(drawn.values)  # type: ignore[arg-type]
        self._hide_heat()
        super().show_drawn(drawn)

    def show_judgement(self, judgement: Judgement) -> None:
        super().show_judgement(judgement)
        low, high = float(judgement.seen.min()), float(judgement.seen.max())
        self.seen.set_image(judgement.seen, low, high if high > low else low + 1)

    def show_no_judgement(self, why: str) -> None:
        super().show_no_judgement(why)
        self.seen.set_image(None)

    def show_occlusion(self, occlusion: Occlusion | None) -> None:
        if occlusion is None or not self.why.isChecked() or self._sample is None:
            self._hide_heat()
            return
        from workbench.gui.trying.heat import heat_image, heat_words

        self.seen.set_layer(heat_image(occlusion))
        self.set_note(heat_words(occlusion, self.answer.bars.classes()))

    def explains(self) -> bool:
        return self.why.isChecked()

    def kept_pixels(self) -> Any:
        if not isinstance(self._sample, Outside):
            return self._sample
        if not isinstance(self._sample.picture, Path):
            return self._sample.picture
        from workbench.data.image_files import read_image
        from workbench.spec.problems import Problem

        pixels = read_image(self._sample.picture, "RGB")
        return None if isinstance(pixels, Problem) else pixels

    def open_picture(self) -> None:
        path = ask_for_picture(self)
        if path is not None:
            self.take_file(path)

    def take_image(self, image: QImage, name: str) -> None:
        pixels = image.convertToFormat(QImage.Format.Format_RGB888)
        rows = np.frombuffer(pixels.constBits(), np.uint8).reshape(pixels.height(), pixels.bytesPerLine())
        colours = rows[:, : 3 * pixels.width()].reshape(pixels.height(), pixels.width(), 3)
        self._take(Outside(np.ascontiguousarray(colours.transpose(2, 0, 1))), image, name)

    def _hide_heat(self) -> None:
        self.seen.set_layer(None)
        self.set_note(self.tr("Which parts count is said here.") if self.why.isChecked() else "")

    def _on_why_toggled(self) -> None:
        self._hide_heat()

    def take_file(self, path: Path) -> None:
        """A picture file; one that cannot be shown is refused in a sentence."""
        reader = QImageReader(str(path))
        reader.setAutoTransform(True)
        size = reader.size()
        if size.isValid() and max(size.width(), size.height()) > SHOWN:
            reader.setScaledSize(size.scaled(SHOWN, SHOWN, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
        image = reader.read()
        if image.isNull():
            self.refused.emit(self.tr("{0} could not be read: {1}.").format(path.name, reader.errorString()))
            return
        self._take(Outside(path), image, path.name)

    def take_clipboard(self) -> None:
        """The picture of the clipboard, or a file that was copied."""
        if not self._take_mime(QGuiApplication.clipboard().mimeData()):
            self.refused.emit(self.tr("There is no picture in the clipboard."))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        mime = event.mimeData()
        if mime.hasImage() or any(url.isLocalFile() and not _is_experiment(url.toLocalFile()) for url in mime.urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self._take_mime(event.mimeData()):
            event.acceptProposedAction()

    def event(self, event: QEvent) -> bool:
        override = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if override and event.matches(QKeySequence.StandardKey.Paste):  # type: ignore[attr-defined]
            event.accept()  # not the window's own, which pastes layers
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take_clipboard()
        else:
            super().keyPressEvent(event)

    def _take_mime(self, mime: QMimeData) -> bool:
        path = next((Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()), None)
        if path is not None:
            self.take_file(path)
            return True
        image = mime.imageData() if mime.hasImage() else None
        if not isinstance(image, QImage) or image.isNull():
            return False
        self.take_image(image, self.tr("pasted"))
        return True

    def _take(self, sample: Outside, image: QImage, name: str) -> None:
        shown = image.convertToFormat(QImage.Format.Format_RGB888)
        if max(shown.width(), shown.height()) > SHOWN:
            shown = shown.scaled(SHOWN, SHOWN, Qt.AspectRatioMode.KeepAspectRatio)
        rows = np.frombuffer(shown.constBits(), np.uint8).reshape(shown.height(), shown.bytesPerLine())
        self.picture.set_image(rows[:, : 3 * shown.width()].reshape(shown.height(), shown.width(), 3))
        self.seen.set_image(None)
        self._sample, self._drawn = sample, None
        self._hide_heat()
        self.where.set_text(name)
        self.answer.set_target(None)
        self.changed.emit()


def _is_experiment(name: str) -> bool:
    return name.endswith(".toml")
