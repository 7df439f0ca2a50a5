"""A square to draw on: white ink on black, as in MNIST, 280 × 280 pixels whatever the size of the widget.

Mouse, tablet (with pressure) or keyboard draw; the right button and a tablet's other end erase. Pictures can be
pasted and dropped. While it has the focus, undo, redo, copy, paste and delete are about the drawing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPointingDevice,
    QTabletEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.gui.theme import current_tokens
from workbench.gui.widgets.drawing import SIDE, Drawing
from workbench.gui.widgets.ink_image import (
    RefusedImageError,
    holds_picture,
    ink_from_file,
    ink_from_image,
    ink_from_mime,
    levels,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    from workbench.gui.late import np

PEN_SIZES = (4, 64)  # pixels of the image
DEFAULT_PEN_SIZE = 22
_FRAME = 2.0  # around the square, for the focus ring
_KEY_STEP = 6.0
_MIDDLE = QPointF(SIDE / 2, SIDE / 2)
_ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


class DrawCanvas(QWidget):
    """The drawing is `image()`; `stroke_changed` comes with every change of it, also in the middle of a stroke."""

    stroke_changed = Signal()
    undo_changed = Signal()
    pen_size_changed = Signal(int)
    eraser_changed = Signal(bool)
    refused = Signal(str)
    """A picture was not taken; the text says why, for people."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = self.tr("Draw a digit here")
        self._drawing = Drawing(self)
        self._drawing.settled.connect(self._on_settled)
        self._drawing.changed.connect(self.update)
        self._drawing.changed.connect(self.stroke_changed)
        self._pen_size = DEFAULT_PEN_SIZE
        self._eraser = False
        self._layer: tuple[QImage, QRectF] | None = None
        self._pen_at: QPointF | None = None  # in pixels of the image; None while no mouse or key moves it
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._describe()

    def image(self) -> NDArray[np.uint8]:
        """The drawing as grey levels (280, 280), 0 black to 255 ink, as it is now, also within a stroke."""
        return levels(self._drawing.now())

    def set_image(self, array: NDArray[np.uint8]) -> None:
        """Replaces the drawing by grey levels (H, W), scaled to the canvas; can be undone. Raises ValueError."""
        if array.ndim != 2 or array.dtype != np.uint8 or 0 in array.shape:
            raise ValueError(f"A drawing is (H, W) of uint8, not {array.shape} of {array.dtype}.")
        data = np.ascontiguousarray(array)
        image = QImage(data.data, data.shape[1], data.shape[0], data.strides[0], QImage.Format.Format_Grayscale8)
        smooth = Qt.TransformationMode.SmoothTransformation
        scaled = image.scaled(SIDE, SIDE, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        self._drawing.become(scaled.convertToFormat(QImage.Format.Format_Grayscale8).copy())

    def set_layer(self, image: QImage | None, place: QRectF | None = None) -> None:
        """A picture with transparency that lies over the drawing, at ``place`` in its pixels (None: all of it); None: none."""
        if image is not None or self._layer is not None:
            self._layer = None if image is None else (image, place or QRectF(0, 0, SIDE, SIDE))
            self.update()

    def layer(self) -> QImage | None:
        """What lies over the drawing."""
        return None if self._layer is None else self._layer[0]

    def set_hint(self, text: str) -> None:
        """What is said while nothing is drawn."""
        if text != self._hint:
            self._hint = text
            self.update()

    def is_empty(self) -> bool:
        """Whether there is no ink."""
        return self._drawing.is_empty()

    def pen_size(self) -> int:
        """The diameter of the pen, in pixels of the image."""
        return self._pen_size

    def set_pen_size(self, size: int) -> None:
        """Another diameter, brought into the range of `PEN_SIZES`."""
        size = min(max(int(size), PEN_SIZES[0]), PEN_SIZES[1])
        if size != self._pen_size:
            self._pen_size = size
            self.pen_size_changed.emit(size)
            self.update()

    def eraser(self) -> bool:
        """Whether the left button erases."""
        return self._eraser

    def set_eraser(self, on: bool) -> None:
        """Makes the left button erase, or draw again."""
        if on != self._eraser:
            self._eraser = on
            self.eraser_changed.emit(on)
            self.update()

    def can_undo(self) -> bool:
        """Whether `undo_stroke` has something to take back."""
        return self._drawing.can_undo()

    def can_redo(self) -> bool:
        """Whether `redo_stroke` has something to bring back."""
        return self._drawing.can_redo()

    def undo_stroke(self) -> None:
        """Takes back the last stroke, picture or clearing."""
        self._drawing.undo()

    def redo_stroke(self) -> None:
        """Brings back what was undone last."""
        self._drawing.redo()

    def clear(self) -> None:
        """Empties the canvas; can be undone."""
        self._drawing.clear()

    def copy(self) -> None:
        """Puts the drawing on the clipboard, as a picture."""
        QGuiApplication.clipboard().setImage(self._drawing.now())

    def take_file(self, path: Path) -> bool:
        """A picture file as the drawing; can be undone. What is refused is said."""
        return self._take_from(lambda: ink_from_file(path, SIDE))

    def take_image(self, image: QImage) -> bool:
        """The same with a picture."""
        return self._take_from(lambda: ink_from_image(image, SIDE))

    def paste(self) -> bool:
        """Takes a picture, or a picture's file, from the clipboard. Says whether there was one that could be taken."""
        return self._take(QGuiApplication.clipboard().mimeData())

    def sizeHint(self) -> QSize:
        return QSize(200, 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(112, 112)

    # ---- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        square = self._square()
        painter.drawImage(square, self._drawing.now())
        if self._layer is not None:
            self._paint_layer(painter, square, *self._layer)
        if not self._drawing.in_stroke and self.is_empty():
            painter.setPen(QColor("#9AA1AD"))
            wrap = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(square.adjusted(8, 8, -8, -8), wrap, self._hint)
        self._paint_pen(painter, square)
        focused = self.hasFocus() and self.isEnabled()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(tokens.color("accent_fill" if focused else "border"), 2 if focused else 1))
        painter.drawRect(square.adjusted(-1, -1, 1, 1))

    def _paint_layer(self, painter: QPainter, square: QRectF, image: QImage, place: QRectF) -> None:
        painter.setClipRect(square)
        scale = square.width() / SIDE
        size = QRectF(0, 0, place.width() * scale, place.height() * scale)
        painter.drawImage(size.translated(square.topLeft() + place.topLeft() * scale), image)
        painter.setClipping(False)

    def _paint_pen(self, painter: QPainter, square: QRectF) -> None:
        if self._pen_at is None:
            return
        painter.setClipRect(square)
        radius = self._pen_size / SIDE * square.width() / 2
        painter.setPen(QPen(QColor("#F0A53A" if self._eraser else "#5B93FF"), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(self._to_widget(self._pen_at), radius, radius)
        painter.setClipping(False)

    # ---- mouse, tablet, wheel

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            erases = self._eraser or event.button() == Qt.MouseButton.RightButton
            self._start_stroke(event.position(), erases, 1.0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pen_at = self._to_image(event.position())
        self._extend_stroke(event.position(), 1.0)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._extend_stroke(event.position(), 1.0)
        self._drawing.finish()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()  # the right button erases

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._pen_at = None
        self.update()

    def tabletEvent(self, event: QTabletEvent) -> None:
        event.accept()  # otherwise the same comes again as a mouse event
        self._pen_at = self._to_image(event.position())
        if event.type() == QEvent.Type.TabletPress:
            other_end = event.pointerType() == QPointingDevice.PointerType.Eraser
            self._start_stroke(event.position(), self._eraser or other_end, event.pressure())
        elif event.type() == QEvent.Type.TabletMove:
            self._extend_stroke(event.position(), event.pressure())
        elif event.type() == QEvent.Type.TabletRelease:
            self._drawing.finish()
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_pen_size(self._pen_size + (2 if event.angleDelta().y() > 0 else -2))
        else:
            event.ignore()

    # ---- keyboard

    def event(self, event: QEvent) -> bool:
        # Without this the window's own undo, and the like, would take the keys before the canvas sees them.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._command(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = self._command(event)
        if command is not None:
            command()
        elif event.key() in _ARROWS:
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._move_pen(_ARROWS[Qt.Key(event.key())] * (1.0 if fine else _KEY_STEP))
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._toggle_pen()
        elif event.text() in ("[", "]"):
            self.set_pen_size(self._pen_size + (2 if event.text() == "]" else -2))
        else:
            super().keyPressEvent(event)

    def _command(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key that the window also uses means here."""
        standard = QKeySequence.StandardKey
        commands: tuple[tuple[QKeySequence.StandardKey, Callable[[], object]], ...] = (
            (standard.Undo, self.undo_stroke),
            (standard.Redo, self.redo_stroke),
            (standard.Copy, self.copy),
            (standard.Paste, self.paste),
            (standard.Delete, self.clear),
        )
        return next((command for key, command in commands if event.matches(key)), None)

    def _move_pen(self, by: QPointF) -> None:
        at = (self._pen_at or _MIDDLE) + by
        self._pen_at = QPointF(min(max(at.x(), 0.0), SIDE), min(max(at.y(), 0.0), SIDE))
        self._drawing.extend(self._pen_at, self._pen_size)
        self.update()

    def _toggle_pen(self) -> None:
        if not self._drawing.in_stroke:
            self._pen_at = self._pen_at or _MIDDLE
            self._start_stroke(self._to_widget(self._pen_at), self._eraser, 1.0)
        else:
            self._drawing.finish()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._drawing.finish()
        super().focusOutEvent(event)
        self.update()

    # ---- pictures from outside

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if holds_picture(event.mimeData()):
            _accept_as_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if self._take(event.mimeData()):
            _accept_as_copy(event)

    def _take(self, data: QMimeData | None) -> bool:
        return self._take_from(lambda: None if data is None else ink_from_mime(data, SIDE))

    def _take_from(self, read: Callable[[], QImage | None]) -> bool:
        try:
            image = read()
        except RefusedImageError as error:
            self.refused.emit(str(error))
            return False
        if image is None:
            self.refused.emit(self.tr("There is no picture on the clipboard."))
            return False
        self._drawing.become(image)
        return True

    # ---- strokes

    def _start_stroke(self, position: QPointF, erases: bool, pressure: float) -> None:
        self._drawing.begin(erases)
        self._extend_stroke(position, pressure)

    def _extend_stroke(self, position: QPointF, pressure: float) -> None:
        # A light touch still draws, at 40 % of the pen's size.
        self._drawing.extend(self._to_image(position), self._pen_size * (0.4 + 0.6 * pressure))

    def _on_settled(self) -> None:
        self._describe()
        self.undo_changed.emit()

    def _describe(self) -> None:
        self.setAccessibleDescription(
            self.tr("Empty. Arrow keys move the pen, Space puts it down and lifts it.")
            if self.is_empty()
            else self.tr("Holds a drawing. Delete clears it.")
        )

    def _square(self) -> QRectF:
        side = min(self.width(), self.height()) - 2 * _FRAME
        return QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)

    def _to_image(self, position: QPointF) -> QPointF:
        square = self._square()
        return (position - square.topLeft()) * (SIDE / max(square.width(), 1.0))

    def _to_widget(self, point: QPointF) -> QPointF:
        square = self._square()
        return square.topLeft() + point * (square.width() / SIDE)


def _accept_as_copy(event: QDropEvent) -> None:
    event.setDropAction(Qt.DropAction.CopyAction)  # a move would make the file manager delete the file
    event.accept()
