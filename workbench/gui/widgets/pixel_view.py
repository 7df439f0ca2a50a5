"""Pictures from arrays, shown pixel by pixel: every pixel a crisp square, its value under the mouse.

An array is (H, W), (C, H, W) or (H, W, C) with C = 1 or 3; in (H, W, 4) the last is opacity, which is not shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from workbench.gui.theme import Tokens, current_tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[Any]
else:
    from workbench.gui.late import np


class PixelView(QWidget):
    """One picture with an optional caption below it. Square by default, wide pictures keep their shape."""

    clicked = Signal()

    def __init__(
        self, side: int = 84, caption: str = "", *, caption_lines: int = 1, parent: QWidget | None = None
    ) -> None:
        """`side` is the wished-for length of the picture's longer edge, in device-independent pixels."""
        super().__init__(parent)
        self._side = side
        self._caption = caption
        self._caption_lines = caption_lines
        self._values: Array | None = None
        self._image = QImage()
        self._layer = QImage()
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def caption(self) -> str:
        """The text below the picture."""
        return self._caption

    def set_caption(self, caption: str) -> None:
        """Replaces the text below the picture; too long a text is cut and shown whole in the tooltip."""
        if caption != self._caption:
            self._caption = caption
            self.updateGeometry()
            self.update()

    def set_side(self, side: int) -> None:
        """Another wished-for length of the longer edge."""
        self._side = side
        self.updateGeometry()

    def image(self) -> Array | None:
        """The array that is shown, as (H, W) or (H, W, 3)."""
        return self._values

    def set_image(self, array: Array | None, low: float = 0.0, high: float = 1.0) -> None:
        """Shows an array; None empties the view. uint8 is shown as it is, floats with `low` black and `high` white.

        Raises ValueError for an array that is no picture.
        """
        self._values = None if array is None else channels_last(array).copy()
        self._image = QImage() if self._values is None else as_qimage(self._values, low, high)
        self.update()

    def set_layer(self, image: QImage | None) -> None:
        """A picture with transparency that lies over this one, scaled to its size; None: none."""
        self._layer = image or QImage()
        self.update()

    def pixel_at(self, position: QPoint) -> tuple[int, int] | None:
        """Row and column of the pixel at a point of the widget, or None beside the picture."""
        box = self._picture_box()
        if self._values is None or not box.contains(QPointF(position)):
            return None
        row = int((position.y() - box.top()) / box.height() * self._image.height())
        column = int((position.x() - box.left()) / box.width() * self._image.width())
        return min(row, self._image.height() - 1), min(column, self._image.width() - 1)

    def pixel_text(self, row: int, column: int) -> str:
        """What the tooltip says about a pixel."""
        assert self._values is not None
        values = ", ".join(_said(value) for value in np.atleast_1d(self._values[row, column]))
        return self.tr("row {row}, column {column}: {values}").format(row=row, column=column, values=values)

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side + self._caption_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._side, 28), min(self._side, 28) + self._caption_height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        at = self.pixel_at(event.position().toPoint())
        text = self.pixel_text(*at) if at else self._caption_tip(event.position())
        QToolTip.showText(event.globalPosition().toPoint(), text or self.toolTip(), self)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.pixel_at(event.pos()):
            return True  # the pixel's value is there already; the view's own tooltip would take its place
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = current_tokens()
        box = self._picture_box()
        if self._image.isNull():
            _paint_empty(painter, box, tokens)
        else:
            shrinks = box.width() * self.devicePixelRatioF() < self._image.width()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, shrinks)
            painter.drawImage(box, self._image)
            if not self._layer.isNull():
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(box, self._layer)
        if self._caption:
            self._paint_caption(painter, tokens)

    def _paint_caption(self, painter: QPainter, tokens: Tokens) -> None:
        painter.setPen(tokens.color("muted" if self.isEnabled() else "disabled"))
        height = self._caption_height() - 4
        box = QRect(0, round(self._picture_box().bottom()) + 4, self.width(), height)
        if self._caption_lines > 1:
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, self._caption)
        else:
            text = QFontMetrics(self.font()).elidedText(self._caption, Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft, text)

    def _caption_tip(self, position: QPointF) -> str:
        cut = QFontMetrics(self.font()).horizontalAdvance(self._caption) > self.width()
        return self._caption if cut and position.y() > self.height() - self._caption_height() else ""

    def _caption_height(self) -> int:
        return QFontMetrics(self.font()).height() * self._caption_lines + 4 if self._caption else 0

    def _picture_box(self) -> QRectF:
        """Where the picture is, at the top left; in whole device pixels where that costs less than a tenth."""
        room_w, room_h = float(self.width()), float(max(self.height() - self._caption_height(), 1))
        if self._image.isNull():
            side = min(room_w, room_h)
            return QRectF(0, 0, side, side)
        scale = min(room_w / self._image.width(), room_h / self._image.height())
        device = scale * self.devicePixelRatioF()
        if int(device) >= 0.9 * device:
            scale = int(device) / self.devicePixelRatioF()
        return QRectF(0, 0, self._image.width() * scale, self._image.height() * scale)


class ImageStrip(QWidget):
    """Captioned pictures in a row: what one image becomes step by step, or samples. Breaks into rows where it must.

    With `wrap=False` it stays one row, and pictures that do not fit are left out and counted: "+3".
    """

    clicked = Signal(int)

    def __init__(self, side: int = 52, wrap: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._wrap = wrap
        self._views: list[PixelView] = []
        self._left_out = 0
        policy = QSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum if wrap else QSizePolicy.Policy.Fixed
        )
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)

    def views(self) -> list[PixelView]:
        """The pictures, also those that do not fit."""
        return list(self._views)

    def left_out(self) -> int:
        """How many pictures the row has no room for."""
        return self._left_out

    def set_images(self, images: Sequence[tuple[str, Array]], low: float = 0.0, high: float = 1.0) -> None:
        """Shows captions and arrays in this order; see `PixelView.set_image` for `low` and `high`."""
        while len(self._views) > len(images):
            view = self._views.pop()
            view.hide()
            view.deleteLater()
        while len(self._views) < len(images):
            self._views.append(self._made_view(len(self._views)))
        for view, (caption, array) in zip(self._views, images, strict=True):
            view.set_caption(caption)
            view.setAccessibleName(caption or self.tr("Picture"))
            view.set_image(array, low, high)
        self._arrange()
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return self._wrap

    def heightForWidth(self, width: int) -> int:
        cell = self._cell()
        rows = -(-len(self._views) // self._per_row(width)) if self._views and self._wrap else 1
        return rows * (cell.height() + 6) - 6

    def sizeHint(self) -> QSize:
        cell = self._cell()
        return QSize(max(len(self._views), 1) * (cell.width() + 6) - 6, self.heightForWidth(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._cell().width(), self._cell().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        if self._wrap and event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._left_out:
            painter = QPainter(self)
            painter.setPen(current_tokens().color("muted"))
            shown = len(self._views) - self._left_out
            box = QRect(shown * (self._cell().width() + 6), 0, self._cell().width(), self._side)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f"+{self._left_out}")

    def _made_view(self, index: int) -> PixelView:
        view = PixelView(self._side, parent=self)
        view.setObjectName(f"image_{index}")
        view.clicked.connect(lambda: self.clicked.emit(index))
        view.show()
        return view

    def _cell(self) -> QSize:
        captioned = any(view.caption() for view in self._views)
        return QSize(self._side, self._side + (QFontMetrics(self.font()).height() + 4 if captioned else 0))

    def _per_row(self, width: int) -> int:
        return max((width + 6) // (self._cell().width() + 6), 1)

    def _arrange(self) -> None:
        cell, per_row = self._cell(), self._per_row(self.width())
        fits = len(self._views)
        if not self._wrap and fits > per_row:
            fits = max(per_row - 1, 1)  # the last place says how many more there are
        self._left_out = len(self._views) - fits
        for index, view in enumerate(self._views):
            row, column = divmod(index, per_row)
            view.setGeometry(column * (cell.width() + 6), row * (cell.height() + 6), cell.width(), cell.height())
            view.setVisible(index < fits)
        self.update()


def channels_last(array: Array) -> Array:
    """(H, W) or (H, W, 3) from the shapes that a picture may have. Raises ValueError for others."""
    if array.ndim == 3 and array.shape[0] in (1, 3):
        array = np.moveaxis(array, 0, -1)
    if array.ndim == 3 and array.shape[-1] in (1, 3, 4):
        array = array[..., 0] if array.shape[-1] == 1 else array[..., :3]
    if array.ndim not in (2, 3) or (array.ndim == 3 and array.shape[-1] != 3) or 0 in array.shape:
        raise ValueError(
            f"An array of shape {array.shape} is no picture: (H, W), (C, H, W) or (H, W, C) with C = 1 or 3."
        )
    return array


def as_qimage(values: Array, low: float = 0.0, high: float = 1.0) -> QImage:
    """An image with its own memory from (H, W) or (H, W, 3); see `PixelView.set_image`."""
    if values.dtype == np.uint8:
        levels = np.ascontiguousarray(values)
    else:
        span = (high - low) or 1.0
        scaled = np.nan_to_num((values.astype(np.float64) - low) / span, nan=0.0, posinf=1.0, neginf=0.0)
        levels = np.ascontiguousarray((np.clip(scaled, 0.0, 1.0) * 255.0).round().astype(np.uint8))
    height, width = levels.shape[:2]
    kind = QImage.Format.Format_Grayscale8 if levels.ndim == 2 else QImage.Format.Format_RGB888
    return QImage(levels.data, width, height, levels.strides[0], kind).copy()


def _said(value: Any) -> str:
    return str(int(value)) if np.issubdtype(type(value), np.integer) else f"{float(value):.3g}"


def _paint_empty(painter: QPainter, box: QRectF, tokens: Tokens) -> None:
    painter.setPen(QPen(tokens.color("border"), 1, Qt.PenStyle.DashLine))
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
