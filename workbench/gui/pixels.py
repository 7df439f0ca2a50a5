"""Pictures as PNG files: from the window, and without one for the command line."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice
from PySide6.QtGui import QGuiApplication, QImage

from workbench.export.diagram_layout import Wishes, diagram_of
from workbench.gui.widgets.diagram_paint import image, measure
from workbench.spec.experiment import Experiment

if TYPE_CHECKING:
    from workbench.training.check import Checked


def image_of(experiment: Experiment, checked: Checked | None, wishes: Wishes) -> QImage:
    """The picture of a network on white, two pixels for each of the screen's."""
    return image(diagram_of(experiment, checked, replace(wishes, measure=measure())))


def png(picture: QImage) -> bytes:
    """The content of a PNG file. Raises OSError."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not picture.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise OSError(QCoreApplication.translate("exports", "the picture could not be packed"))
    return bytes(data.data())


def png_of(experiment: Experiment, checked: Checked | None, wishes: Wishes) -> bytes:
    """The same where there may be neither a window nor a screen."""
    app = QCoreApplication.instance()
    if app is None:  # letters need an application; other systems have no fonts without their own platform
        app = QGuiApplication(["workbench", *(["-platform", "offscreen"] if sys.platform == "linux" else [])])
    return png(image_of(experiment, checked, wishes))
