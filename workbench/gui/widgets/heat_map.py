"""A matrix in colours: rows and columns with names, the value under the mouse, a scale of colours beside it.

It is painted as one small picture that is enlarged, so that thousands of cells cost no more than a few; where there is room,
each cell says its number. Where there is not, the wheel looks closer, and of cells that share a pixel the strongest is seen.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from workbench.gui.widgets.figure_menu import FigureMenu, Rows
from workbench.gui.widgets.heat_figure import NUMBERS_FROM, HeatFigure
from workbench.gui.widgets.plot_number import number

ZOOM = 1.25
NOTCH = 120  # what a wheel tells for one


class HeatMap(HeatFigure):
    """``cell_chosen``, ``row_chosen`` and ``column_chosen`` come from a click, or from Enter on the cell that the arrow keys chose.

    Where cells have no room for their numbers, the wheel (+, −) looks closer, dragging moves on, and A shows everything.
    """

    cell_chosen = Signal(int, int)
    row_chosen = Signal(int)
    column_chosen = Signal(int)
    saved = Signal(str)
    failed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed: QPointF | None = None
        self._dragged = False
        self._turned = 0
        self.menu = FigureMenu(self, lambda: self, self.table)
        if self.zooms:
            self.menu.add_follow(self.show_all, lambda: not self._window.whole)
        self.menu.add_exports()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def choose(self, row: int, column: int) -> None:
        """The cell that the arrow keys go on from."""
        self._current = (row, column) if self._holds(row, column) else None
        if self._current is not None:
            self._window.bring(row, column)
        self.update()

    def current(self) -> tuple[int, int] | None:
        """Row and column of the chosen cell."""
        return self._current

    def table(self) -> Rows:
        """The numbers, with the names of rows and columns."""
        yield ["", *self._columns]
        for name, row in zip(self._rows, self._values.tolist(), strict=True):
            yield [name, *("" if math.isnan(value) else f"{value:.9g}" for value in row)]

    def words(self, row: int, column: int) -> str:
        """What is said of a cell."""
        row_title, column_title, unit = self._titles
        value = self._values[row, column]
        said = self.tr("nothing") if math.isnan(value) else f"{number(value)} {unit}".rstrip()
        text = "" if self._texts is None else self._cell_text(row, column)
        if text and text != said:
            said = f"{text} ({said})" if not math.isnan(value) else text
        names = [f"{row_title} {self._rows[row]}".strip(), f"{column_title} {self._columns[column]}".strip()]
        return "\n".join([*names, said])

    # Looking closer

    def show_all(self) -> None:
        """All cells again."""
        self._window.show_all()
        self.update()

    def zoom(self, factor: float, at: tuple[int, int] | None = None) -> None:
        """Show ``factor`` as many cells each way; the cell ``at`` stays where it is. Nothing happens where all can be read anyway."""
        box = self.box()
        readable = min(box.width() / max(len(self._columns), 1), box.height() / max(len(self._rows), 1)) >= NUMBERS_FROM
        if not self.zooms or not self._values.size or (readable and self._window.whole):
            return
        rows, columns = self._window.rows, self._window.columns
        self._window.zoom(factor, *(at or self._current or (rows[len(rows) // 2], columns[len(columns) // 2])))
        self._hovered = None
        self.update()

    # Events

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and not self._window.whole:
            self._drag(event.position())
        cell = self.place(event.position())
        inside = cell if cell is not None and self._holds(*cell) else None
        self.setCursor(Qt.CursorShape.PointingHandCursor if cell is not None else Qt.CursorShape.ArrowCursor)
        if inside != self._hovered:
            self._hovered = inside
            self.update()
        if inside is not None:
            QToolTip.showText(event.globalPosition().toPoint(), self.words(*inside), self, self._rect_of(inside))
        elif cell is not None:
            name = self._rows[cell[0]] if cell[0] >= 0 else self._columns[cell[1]]
            QToolTip.showText(event.globalPosition().toPoint(), name, self)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self.place(event.position()) is None:
            super().mousePressEvent(event)
            return
        self._pressed, self._dragged = event.position(), False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at, self._pressed = self._pressed, None
        cell = None if at is None or self._dragged else self.place(at)
        if event.button() != Qt.MouseButton.LeftButton or cell is None:
            super().mouseReleaseEvent(event)
        elif cell[1] < 0:
            self.row_chosen.emit(cell[0])
        elif cell[0] < 0:
            self.column_chosen.emit(cell[1])
        else:
            self.choose(*cell)
            self.cell_chosen.emit(*cell)

    def _drag(self, at: QPointF) -> None:
        """Move on by whole cells."""
        assert self._pressed is not None
        by = at - self._pressed
        self._dragged = self._dragged or by.manhattanLength() >= QApplication.startDragDistance()
        width, height = self._cell_size(self.box())
        right, down = math.trunc(by.x() / width), math.trunc(by.y() / height)
        if self._dragged and (right or down):
            self._window.move(-down, -right)
            self._pressed += QPointF(right * width, down * height)
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        cell = self.place(event.position())
        if not self.zooms or cell is None or min(cell) < 0:
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()  # a touchpad tells small parts of a notch
        if abs(self._turned) >= NOTCH / 4:
            self.zoom(ZOOM ** (-self._turned / NOTCH), cell)
            self._turned = 0
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
        key = Qt.Key(event.key())
        if key in moves and self._values.size:
            row, column = self._current or (0, 0)
            down, right = moves[key] if self._current is not None else (0, 0)
            self.choose(
                min(max(row + down, 0), len(self._rows) - 1), min(max(column + right, 0), len(self._columns) - 1)
            )
            self._say_current()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current is not None:
            self.cell_chosen.emit(*self._current)
        elif self.zooms and key == Qt.Key.Key_A and not event.modifiers():
            self.show_all()
        elif self.zooms and event.text() in ("+", "=", "-"):
            self.zoom(ZOOM if event.text() == "-" else 1 / ZOOM)
        else:
            super().keyPressEvent(event)

    def _say_current(self) -> None:
        if self._current is not None:
            words = self.words(*self._current)
            self.setAccessibleDescription(words)
            QToolTip.showText(self.mapToGlobal(self._rect_of(self._current).bottomLeft()), words, self)

    def _rect_of(self, cell: tuple[int, int]) -> QRect:
        return self.cell_rect(*cell).toAlignedRect()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos() if event.reason() == QContextMenuEvent.Reason.Mouse else self.mapToGlobal(QPoint(20, 20))
        self.menu.popup(at)
