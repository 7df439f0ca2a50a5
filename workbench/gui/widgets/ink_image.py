"""Pictures from outside made fit for the canvas: light ink on black, square, grey.

A file's size is asked before it is decoded: a small file can claim to be a picture that fills the memory.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMimeData, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    from workbench.gui.late import np

MAX_PIXELS = 64_000_000
# Pictures of pixels only: an SVG or a PDF is a program for its reader.
_FORMATS = {
    "bmp",
    "cur",
    "gif",
    "ico",
    "jfif",
    "jpeg",
    "jpg",
    "pbm",
    "pgm",
    "png",
    "ppm",
    "tga",
    "tif",
    "tiff",
    "webp",
    "xbm",
    "xpm",
}


class RefusedImageError(ValueError):
    """A picture that is not taken; its text says which one and why, for people."""


def ink_from_file(path: Path, side: int) -> QImage:
    """Reads a picture as light ink on black, `side` × `side`, Grayscale8. Raises RefusedImageError."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    if not size.isValid() or reader.format().toStdString() not in _FORMATS:
        raise RefusedImageError(_tr("{name} is not a picture that can be read.").format(name=path.name))
    _check_size(size, path.name)
    if max(size.width(), size.height()) > 4 * side:  # decoders that can, decode at the smaller size
        reader.setScaledSize(
            size.scaled(4 * side, 4 * side, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
        )
    image = reader.read()
    if image.isNull():
        raise RefusedImageError(
            _tr("{name} could not be read: {reason}.").format(name=path.name, reason=reader.errorString())
        )
    return ink_from_image(image, side)


def ink_from_image(image: QImage, side: int) -> QImage:
    """Light ink on black, `side` × `side`, Grayscale8, from any picture. Raises RefusedImageError."""
    name = _tr("The picture")
    if image.isNull():
        raise RefusedImageError(_tr("{name} is not a picture that can be read.").format(name=name))
    _check_size(image.size(), name)
    small = image.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    grey = _without_opacity(small).convertToFormat(QImage.Format.Format_Grayscale8)
    if _is_light(grey):
        grey.invertPixels()
    grey = _with_black_ground(grey)
    made = QImage(side, side, QImage.Format.Format_Grayscale8)
    made.fill(Qt.GlobalColor.black)
    painter = QPainter(made)
    painter.drawImage((side - grey.width()) // 2, (side - grey.height()) // 2, grey)
    painter.end()
    return made


def holds_picture(data: QMimeData) -> bool:
    """Whether a paste or drop may be a picture, or a picture's file."""
    return data.hasImage() or any(url.isLocalFile() for url in data.urls())


def ink_from_mime(data: QMimeData, side: int) -> QImage | None:
    """The same from a paste or drop; None: there is no picture. A file comes first: a file manager adds its icon as an image."""
    for url in data.urls():
        if url.isLocalFile():
            return ink_from_file(Path(url.toLocalFile()), side)
    image = data.imageData() if data.hasImage() else None
    return ink_from_image(image, side) if isinstance(image, QImage) else None


def levels(image: QImage) -> NDArray[np.uint8]:
    """The grey levels (H, W) of a Grayscale8 image, as a copy."""
    rows = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width()].copy()


def _check_size(size: QSize, name: str) -> None:
    pixels = size.width() * size.height()
    if pixels > MAX_PIXELS:
        raise RefusedImageError(
            _tr("{name} is too large: {width} × {height} pixels. Up to {limit} million pixels are taken.").format(
                name=name, width=size.width(), height=size.height(), limit=MAX_PIXELS // 1_000_000
            )
        )


def _without_opacity(image: QImage) -> QImage:
    """Puts a picture with transparent parts on the ground that its ink stands out from."""
    if not image.hasAlphaChannel():
        return image
    rgba = image.convertToFormat(QImage.Format.Format_RGBA8888)
    pixels = np.frombuffer(rgba.constBits(), dtype=np.uint8).reshape(rgba.height(), rgba.bytesPerLine() // 4, 4)
    visible = pixels[..., 3] > 127
    light = bool(visible.any()) and float(pixels[visible][:, :3].mean()) > 127
    ground = QImage(image.size(), QImage.Format.Format_RGB32)
    ground.fill(Qt.GlobalColor.black if light and not visible.all() else Qt.GlobalColor.white)
    painter = QPainter(ground)
    painter.drawImage(0, 0, image)
    painter.end()
    return ground


def _is_light(grey: QImage) -> bool:
    """Whether the ground, judged by the outermost pixels, is light."""
    values = levels(grey)
    edge = np.concatenate([values[0], values[-1], values[:, 0], values[:, -1]])
    return float(np.median(edge)) > 127


def _with_black_ground(grey: QImage) -> QImage:
    """What is as faint as the paper becomes black, and the strongest ink stays: as for files that are predicted."""
    values = levels(grey)
    ground = float(np.percentile(np.concatenate([values[0], values[-1], values[:, 0], values[:, -1]]), 90))
    if not 0 < ground < 255:
        return grey
    cleared = ((values.astype(np.float32) - ground).clip(min=0) * (255 / (255 - ground))).round().astype(np.uint8)
    return QImage(cleared.data, grey.width(), grey.height(), grey.width(), QImage.Format.Format_Grayscale8).copy()


def _tr(text: str) -> str:
    return QCoreApplication.translate("ink_image", text)
