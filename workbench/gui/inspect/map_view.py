"""One map or picture, large: the number under the mouse, a pixel that is chosen, and what can lie over it (a box, heat)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from workbench.gui.inspect.marks import Box, Mark, nearest, paint_marks
from workbench.gui.inspect.painting import Scale, box_of, image_of, light_image, number, over_image, rgb_image, smaller
from workbench.gui.inspect.view import is_padding
from workbench.gui.theme import current_tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[Any]
else:
    from workbench.gui.late import np

NAMES_SHARE = 0.3
"""Of the width goes to the names of rows at most."""


class MapView(QWidget):
    """``chosen`` carries row and column of a pixel, ``pointed`` words about the one under the mouse, ``left`` says Escape.

    ``set_map`` shows numbers (H, W) in colours, ``set_picture`` a picture (H, W, 3) uint8 as it is.
    """

    chosen = Signal(int, int)
    pointed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None, choosable: bool = True) -> None:
        super().__init__(parent)
        self._values: Array | None = None
        self._scale: Scale | None = None
        self._picture: Array | None = None
        self._numbers: Array | None = None  # what is said of a picture's pixel
        self._image = QImage()
        self._over = QImage()
        self._heat: Array | None = None
        self._opacity = 1.0
        self._boxes: tuple[Box, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._near: Mark | None = None
        self._pixel: tuple[int, int] | None = None
        self._empty = ""
        self.choosable = choosable
        self._stretched = False
        self._names: tuple[str, ...] = ()
        self.setMouseTracking(True)
        self.setMinimumSize(60, 60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        if choosable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def values(self) -> Array | None:
        """The numbers that are shown, or said of a picture's pixels."""
        return self._values if self._values is not None else self._numbers

    def pixel(self) -> tuple[int, int] | None:
        """Row and column that are chosen."""
        return self._pixel

    def set_map(
        self,
        values: Array | None,
        scale: Scale | None = None,
        empty: str = "",
        stretched: bool = False,
        names: Sequence[str] = (),
    ) -> None:
        """Numbers (H, W) with their colours; None: those words in place of them. ``stretched``: it takes all the room, as what
        is no picture may; then ``names`` of the rows stand at the left."""
        self._values, self._scale, self._picture, self._empty = values, scale, None, empty
        self._stretched, self._names = stretched, tuple(names)
        self._draw()

    def set_picture(self, pixels: Array | None, numbers: Array | None = None, empty: str = "") -> None:
        """A picture; ``numbers`` (H, W) or (C, H, W) are what is said of its pixels."""
        self._values, self._picture, self._numbers, self._empty = None, pixels, numbers, empty
        self._stretched, self._names = False, ()
        self._draw()

    def set_over(self, values: Array | None, scale: Scale | None = None) -> None:
        """What lies over all of it: numbers (h, w) in colours; see :meth:`set_opacity`."""
        self._over = QImage() if values is None or scale is None else over_image(values, scale)
        self._heat = values
        self.update()

    def set_effective(self, field: Array | None) -> None:
        """How much each pixel (h, w) in [0, 1] counts, as light in the accent's colour."""
        self._over, self._heat = QImage() if field is None else light_image(field), None
        self.update()

    def set_opacity(self, opacity: float) -> None:
        """Of what lies over it, 0 … 1."""
        self._opacity = opacity
        self.update()

    def set_boxes(self, *boxes: Box) -> None:
        """Frames, in rows and columns."""
        self._boxes = boxes
        self.update()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Dots in the middle of parts; the one that the mouse is near has a frame and says its words."""
        self._marks, self._near = tuple(marks), None
        self.update()

    def set_pixel(self, pixel: tuple[int, int] | None) -> None:
        """Mark a pixel, without a word to others; one that is not there is none."""
        rows, columns = self.shape()
        self._pixel = pixel if pixel and pixel[0] < rows and pixel[1] < columns else None
        self.update()

    def shape(self) -> tuple[int, int]:
        """Rows and columns; (0, 0) while there is nothing."""
        shown = self._values if self._values is not None else self._picture
        return (0, 0) if shown is None else (int(shown.shape[0]), int(shown.shape[1]))

    def pixel_at(self, point: QPoint) -> tuple[int, int] | None:
        """Row and column at a point of the widget."""
        rows, columns = self.shape()
        if not rows:
            return None
        box = self.map_box()
        row = int((point.y() - box.top()) // (box.height() / rows))
        column = int((point.x() - box.left()) // (box.width() / columns))
        return (row, column) if 0 <= row < rows and 0 <= column < columns else None

    def words(self, row: int, column: int) -> str:
        """What is said of a pixel."""
        values = self._values if self._values is not None else self._numbers
        if values is None or values.shape[-2:] != self.shape():
            values = None if self._picture is None else self._picture.transpose(2, 0, 1)
        if values is None:
            return ""
        said = ", ".join(number(float(value)) for value in np.atleast_1d(values[..., row, column]))
        if self._heat is not None and self._heat.shape == self.shape():
            said += " → " + number(float(self._heat[row, column]))
        name = f"{row} “{self._names[row]}”" if self._names else row
        words = self.tr("row {row}, column {column}: {values}").format(row=name, column=column, values=said)
        near = nearest(self._marks, row, column)
        return f"{words}\n{near.words}" if near is not None else words

    def map_box(self) -> QRectF:
        """Where the map is."""
        rows, columns = self.shape()
        room = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if not self._stretched:
            return box_of(max(rows, 1), max(columns, 1), room)
        return room.adjusted(self._names_width(), 0, 0, 0)

    def _names_width(self) -> float:
        metrics = QFontMetrics(self.font())
        widest = max(map(metrics.horizontalAdvance, self._names), default=-6) + 6
        return min(widest, NAMES_SHARE * self.width())

    def _paint_names(self, painter: QPainter, box: QRectF) -> None:
        """As many as there is room for; padding has none."""
        if not self._names:
            return
        metrics = QFontMetrics(self.font())
        high, line = box.height() / len(self._names), metrics.height()
        painter.setPen(current_tokens().color("muted"))
        for row in range(0, len(self._names), max(1, math.ceil(line * 0.85 / high))):
            if is_padding(self._names[row]):
                continue
            name = metrics.elidedText(self._names[row], Qt.TextElideMode.ElideRight, int(box.left()) - 6)
            room = QRectF(0, box.top() + (row + 0.5) * high - line / 2, box.left() - 5, line)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)

    def sizeHint(self) -> QSize:
        return QSize(180, 180)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = current_tokens()
        if self._image.isNull():
            painter.setPen(tokens.color("muted"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(8, 8, -8, -8), flags, self._empty)
            return
        box = self.map_box()
        painter.setRenderHint(
            QPainter.RenderHint.SmoothPixmapTransform, self._image.width() > box.width() * self.devicePixelRatioF()
        )
        painter.drawImage(box, self._image)
        if not self._over.isNull():
            painter.setOpacity(self._opacity)
            painter.drawImage(box, self._over)
            painter.setOpacity(1.0)
        painter.setPen(QPen(tokens.color("border"), 1))
        painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))
        self._paint_names(painter, box)
        paint_marks(painter, [self._rect(mark.box) for mark in self._marks])
        for each in (*self._boxes, *([self._near.box] if self._near is not None else [])):
            self._frame(painter, self._rect(each), 2)
        if self._pixel is not None:
            row, column = self._pixel
            self._frame(painter, self._rect((row, column, row + 1, column + 1)), 2)
        if self.hasFocus() and self.choosable:
            painter.setPen(QPen(tokens.color("accent_fill"), 1))
            painter.drawRect(box.adjusted(-2, -2, 2, 2))

    def _rect(self, box: Box) -> QRectF:
        rows, columns = self.shape()
        whole = self.map_box()
        dx, dy = whole.width() / columns, whole.height() / rows
        top, left, bottom, right = (
            max(box[0], 0),
            max(box[1], 0),
            min(box[2], rows),
            min(box[3], columns),
        )
        corner = QPointF(whole.left() + left * dx, whole.top() + top * dy)
        return QRectF(corner.x(), corner.y(), max((right - left) * dx, 3), max((bottom - top) * dy, 3))

    def _frame(self, painter: QPainter, rect: QRectF, width: int) -> None:
        """A frame that is seen on light and on dark."""
        tokens = current_tokens()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(tokens.color("card"), width + 2))
        painter.drawRect(rect)
        painter.setPen(QPen(tokens.color("error"), width))
        painter.drawRect(rect)

    def _draw(self) -> None:
        device = max(self.width(), self.height()) * self.devicePixelRatioF()
        if self._values is not None and self._scale is not None:
            self._image = image_of(smaller(self._values, round(device)), self._scale)
        elif self._picture is not None:
            self._image = rgb_image(self._picture)
        else:
            self._image = QImage()
        rows, columns = self.shape()
        if self._pixel is not None and not (self._pixel[0] < rows and self._pixel[1] < columns):
            self._pixel = None
        self.update()

    # What Qt asks

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self.pixel_at(event.position().toPoint())
        words = self.words(*at) if at else ""
        near = nearest(self._marks, *at) if at else None
        if near is not self._near:
            self._near = near
            self.update()
        self.pointed.emit(words)
        QToolTip.showText(event.globalPosition().toPoint(), words or self.toolTip(), self)
        if at and self.choosable and event.buttons() & Qt.MouseButton.LeftButton and at != self._pixel:
            self._choose(at)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._near = None
        self.update()
        self.pointed.emit("")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.pixel_at(event.position().toPoint())
        if at and self.choosable and event.button() == Qt.MouseButton.LeftButton:
            self._choose(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        far = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        steps = {
            Qt.Key.Key_Left: (0, -far), Qt.Key.Key_Right: (0, far), Qt.Key.Key_Up: (-far, 0), Qt.Key.Key_Down: (far, 0),
        }  # fmt: skip
        rows, columns = self.shape()
        if key in steps and rows and self.choosable:
            row, column = self._pixel or (rows // 2, columns // 2)
            down, right = steps[key] if self._pixel else (0, 0)
            self._choose((min(max(row + down, 0), rows - 1), min(max(column + right, 0), columns - 1)))
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self, at: tuple[int, int]) -> None:
        self.set_pixel(at)
        self.setAccessibleDescription(self.words(*at))
        self.pointed.emit(self.words(*at))
        self.chosen.emit(*at)
