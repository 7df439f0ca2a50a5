"""A drawing: white ink on black, 280 × 280 pixels, stroke by stroke, with the way back."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QImage

from workbench.gui.widgets.strokes import Stroke

SIDE = 280
HISTORY = 200  # drawings kept for undo, 78 kB each


class Drawing(QObject):
    """``changed`` comes with every change, also in the middle of a stroke; ``settled`` before it, where undo leads elsewhere now."""

    changed = Signal()
    settled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._image = _blank()
        self._undo: list[QImage] = []
        self._redo: list[QImage] = []
        self._stroke: Stroke | None = None

    def now(self) -> QImage:
        """As it is at this moment, also within a stroke. Grayscale8."""
        return self._image if self._stroke is None else self._stroke.so_far()

    def is_empty(self) -> bool:
        """Whether there is no ink."""
        return self.now() == _blank()

    def become(self, image: QImage) -> None:
        """Another drawing, that can be undone: Grayscale8, 280 × 280."""
        self._stroke = None
        self._undo = [*self._undo[-(HISTORY - 1) :], self._image]
        self._redo.clear()
        self._show(image)

    # Strokes

    @property
    def in_stroke(self) -> bool:
        """Whether the pen is down."""
        return self._stroke is not None

    def begin(self, erases: bool) -> None:
        """Put the pen down."""
        self.finish()
        self._stroke = Stroke(self._image.copy(), erases)

    def extend(self, point: QPointF, width: float) -> None:
        """Draw on to a point, ``width`` pixels wide there; nothing while the pen is up."""
        if self._stroke is not None:
            self._stroke.extend(point, width)
            self.changed.emit()

    def finish(self) -> None:
        """Lift the pen."""
        if self._stroke is not None:
            finished, self._stroke = self._stroke.so_far(), None
            if finished != self._image:  # erasing where nothing is leaves nothing to undo
                self.become(finished)

    # The way back

    def can_undo(self) -> bool:
        """Whether ``undo`` has something to take back."""
        return bool(self._undo)

    def can_redo(self) -> bool:
        """Whether ``redo`` has something to bring back."""
        return bool(self._redo)

    def undo(self) -> None:
        """Take back the last stroke, picture or clearing."""
        self.finish()
        if self._undo:
            self._redo.append(self._image)
            self._show(self._undo.pop())

    def redo(self) -> None:
        """Bring back what was undone last."""
        self.finish()
        if self._redo:
            self._undo.append(self._image)
            self._show(self._redo.pop())

    def clear(self) -> None:
        """Take all ink away; can be undone."""
        self.finish()
        if not self.is_empty():
            self.become(_blank())

    def _show(self, image: QImage) -> None:
        self._image = image
        self.settled.emit()
        self.changed.emit()


def _blank() -> QImage:
    image = QImage(SIDE, SIDE, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.black)
    return image
