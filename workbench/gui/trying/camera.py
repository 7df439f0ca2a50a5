"""A picture from a camera, where the machine has one and Qt's multimedia part is installed (``PySide6-Addons``)."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QVideoFrame, QVideoSink


def why_no_camera() -> str:
    """Why no picture can be taken; empty: one can, if there is a camera. Imports nothing of Qt's multimedia part."""
    if find_spec("PySide6.QtMultimedia") is None:
        return QCoreApplication.translate("camera", "A camera needs PySide6-Addons: pip install PySide6-Addons")
    return ""


class CameraDialog(QDialog):
    """Shows what the camera sees; ``taken`` carries the picture (QImage) when the button is pressed."""

    taken = Signal(QImage)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Raises ``ImportError`` where Qt's multimedia part cannot be loaded."""
        super().__init__(parent)
        from PySide6.QtMultimedia import QMediaCaptureSession, QMediaDevices, QVideoSink

        self.setObjectName("camera_dialog")
        self.setWindowTitle(self.tr("Take a picture"))
        self.resize(480, 420)
        self._devices = QMediaDevices.videoInputs()
        self._session: QMediaCaptureSession = QMediaCaptureSession(self)
        self._sink: QVideoSink = QVideoSink(self)
        self._session.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._on_frame)
        self._camera: QCamera | None = None
        self._frame = QImage()
        self.choice = QComboBox(self)
        self.choice.setObjectName("camera_choice")
        self.choice.setAccessibleName(self.tr("Camera"))
        self.choice.setToolTip(self.tr("Which camera to use"))
        self.choice.addItems([device.description() for device in self._devices])
        self.choice.currentIndexChanged.connect(self._begin)
        self.view = QLabel(self)
        self.view.setObjectName("camera_view")
        self.view.setAccessibleName(self.tr("What the camera sees"))
        self.view.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.view.setWordWrap(True)
        self.view.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.take = QPushButton(self.tr("Take"), self)
        self.take.setObjectName("camera_take")
        self.take.setToolTip(self.tr("Take the picture (Space)"))
        self.take.setDefault(True)
        self.take.setEnabled(False)
        self.take.clicked.connect(self._on_take)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        buttons.addButton(self.take, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.choice)
        column.addWidget(self.view, 1)
        column.addWidget(buttons)
        self.finished.connect(self._end)
        self.choice.setVisible(len(self._devices) > 1)
        if self._devices:
            self._begin(0)
        else:
            self.view.setText(self.tr("No camera was found. Connect one, and open this window again."))

    def _begin(self, number: int) -> None:
        from PySide6.QtMultimedia import QCamera

        self._end()
        self._camera = QCamera(self._devices[number], self)
        self._camera.errorOccurred.connect(lambda _error, words: self.view.setText(words))
        self._session.setCamera(self._camera)
        self._camera.start()

    def _end(self) -> None:
        if self._camera is not None:
            self._camera.stop()
            self._camera.deleteLater()
            self._camera = None

    def _on_frame(self, frame: QVideoFrame) -> None:
        image = frame.toImage()
        if not image.isNull():
            self._frame = image
            self.take.setEnabled(True)
            self._show()

    def _show(self) -> None:
        size = self.view.size() * self.devicePixelRatioF()
        shown = QPixmap.fromImage(self._frame.scaled(size, Qt.AspectRatioMode.KeepAspectRatio))
        shown.setDevicePixelRatio(self.devicePixelRatioF())
        self.view.setPixmap(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._frame.isNull():
            self._show()

    def _on_take(self) -> None:
        self.taken.emit(self._frame)
        self.accept()
