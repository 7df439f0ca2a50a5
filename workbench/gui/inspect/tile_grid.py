"""Many maps side by side: what a layer makes of a sample, one tile for each channel. Only what is in sight is painted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from workbench.gui.inspect.painting import Scale, box_of, drawn_size, image_of, number, rgb_image, scale_of, smaller
from workbench.gui.theme import current_tokens

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

GAP = 6
LEAST, MOST = 24, 320
LARGEST_FIT = 200
"""Tiles that are fitted to the room do not become larger than this."""


USUAL = 44
"""Their size where not all are in sight."""


@dataclass(frozen=True)
class _Frame:
    """How the tiles lie: the longer edge of a map, the room of a tile with its gap, the line for its name, tiles in a row."""

    side: int
    width: int
    height: int
    caption: int
    per_row: int
    gap: int

    @classmethod
    def of(cls, side: int, shape: tuple[int, int], name: tuple[int, int], room: int) -> _Frame:
        """``shape`` is that of a map, ``name`` the room of a name, ``room`` the width for all."""
        width, height = drawn_size(*shape, side, side)
        named = side >= 30
        gap = GAP if named else 4
        across = max(round(width), name[0] if named else 0) + gap
        caption = name[1] if named else 0
        return cls(side, across, round(height) + caption + gap, caption, max((room - 2) // across, 1), gap)


class TileGrid(QAbstractScrollArea):
    """``chosen`` carries the number of a tile, ``opened`` one that was clicked twice or entered; ``pointed`` words.

    A tile is a map (H, W) of numbers, or a picture (H, W, 3) uint8.
    """

    chosen = Signal(int)
    opened = Signal(int)
    pointed = Signal(str)
    zoomed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._maps: Any = ()
        self._names: tuple[str, ...] = ()
        self._signed: bool | None = None
        self._common = False
        self._scale: Scale | None = None
        self._wish = 0
        self._current = -1
        self._images: dict[int, QImage] = {}
        self._empty = ""
        self._known: _Frame | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(24)

    # What is shown

    def maps(self) -> Any:
        """The tiles."""
        return self._maps

    def current(self) -> int:
        """The number of the chosen tile; −1: none."""
        return self._current

    def set_maps(self, maps: Any, names: tuple[str, ...] = (), signed: bool | None = None, empty: str = "") -> None:
        """Other maps: (N, H, W), or a list of (H, W) or (H, W, 3); ``signed`` as in :func:`scale_of`. Empty: those words."""
        same = len(maps) == len(self._maps)
        self._maps, self._names, self._signed, self._empty = maps, names, signed, empty
        if not same:
            self._current = min(self._current, len(maps) - 1)
            self.verticalScrollBar().setValue(0)
        self._repaint()
        self._arrange()

    def set_common(self, common: bool) -> None:
        """One scale for all maps, or one for each."""
        self._common = common
        self._repaint()

    def set_side(self, side: int) -> None:
        """Pixels of the longer edge of a tile; 0: as large as fits."""
        self._wish = side and min(max(side, LEAST), MOST)
        self._images.clear()
        self._arrange()

    def side(self) -> int:
        """Pixels of the longer edge of a tile, as they are now."""
        return self._frame().side

    def choose(self, index: int) -> None:
        """Mark a tile, without a word to others."""
        self._current = index if 0 <= index < len(self._maps) else -1
        self._show_tile(self._current)
        self.viewport().update()

    def scale(self, index: int) -> Scale:
        """What the colours of a tile mean."""
        if not self._common:
            return scale_of(self._maps[index], self._signed)
        if self._scale is None:
            import numpy

            ends = [scale_of(each, False) for each in self._maps]
            low, high = min(e.low for e in ends), max(e.high for e in ends)
            self._scale = scale_of(numpy.array([low, high]), self._signed)
        return self._scale

    def words(self, index: int, at: tuple[int, int] | None = None) -> str:
        """What is said of a tile, and of the number under the mouse."""
        values = self._maps[index]
        name = self._names[index] if index < len(self._names) else str(index)
        if values.ndim == 3:
            return name
        said = self.tr("{0}: {1} … {2}, mean {3}").format(
            name, number(float(values.min())), number(float(values.max())), number(float(values.mean()))
        )
        if at is not None:
            said += "\n" + self.tr("row {row}, column {column}: {values}").format(
                row=at[0], column=at[1], values=number(float(values[at]))
            )
        return said

    # Where the tiles are

    def _shape(self) -> tuple[int, int]:
        return tuple(self._maps[0].shape[:2]) if len(self._maps) else (1, 1)

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(max(font.pointSizeF() * 0.8, 6.0))
        return font

    def _frame(self) -> _Frame:
        """Worked out once for a size of the grid: every tile asks for it."""
        if self._known is None:
            metrics = QFontMetrics(self._small())
            name = metrics.horizontalAdvance("000"), metrics.height()
            wanted = [self._wish] if self._wish else [*range(LARGEST_FIT, 16, -4), USUAL]
            count, height = len(self._maps), self.viewport().height()
            for side in wanted:
                self._known = _Frame.of(side, self._shape(), name, self.viewport().width())
                if -(-count // self._known.per_row) * self._known.height <= height:
                    break
        assert self._known is not None
        return self._known

    def _tile(self, index: int) -> QRectF:
        frame = self._frame()
        row, column = divmod(index, frame.per_row)
        top = row * frame.height - self.verticalScrollBar().value()
        return QRectF(2 + column * frame.width, 2 + top, frame.width - frame.gap, frame.height - frame.gap)

    def _picture(self, index: int) -> QRectF:
        tile = self._tile(index)
        room = QRectF(tile.left(), tile.top(), tile.width(), tile.height() - self._frame().caption)
        return box_of(*self._shape(), room)

    def _at(self, point: QPoint) -> int:
        frame = self._frame()
        column = (point.x() - 2) // frame.width
        row = (point.y() - 2 + self.verticalScrollBar().value()) // frame.height
        index = row * frame.per_row + column
        return index if 0 <= column < frame.per_row and 0 <= index < len(self._maps) else -1

    def pixel_at(self, point: QPoint) -> tuple[int, int, int] | None:
        """Tile, row and column of the number at a point of the viewport."""
        index = self._at(point)
        if index < 0:
            return None
        box = self._picture(index)
        rows, columns = self._shape()
        row = int((point.y() - box.top()) / box.height() * rows)
        column = int((point.x() - box.left()) / box.width() * columns)
        return (index, row, column) if 0 <= row < rows and 0 <= column < columns else None

    def _arrange(self) -> None:
        self._known = None
        frame = self._frame()
        rows = -(-len(self._maps) // frame.per_row) if len(self._maps) else 0
        bar = self.verticalScrollBar()
        bar.setRange(0, max(rows * frame.height - self.viewport().height(), 0))
        bar.setPageStep(self.viewport().height())
        self.viewport().update()

    def _show_tile(self, index: int) -> None:
        if index < 0:
            return
        tile, bar = self._tile(index), self.verticalScrollBar()
        if tile.top() < 0:
            bar.setValue(bar.value() + int(tile.top()) - 2)
        elif tile.bottom() > self.viewport().height():
            bar.setValue(bar.value() + int(tile.bottom()) - self.viewport().height() + 2)

    def _repaint(self) -> None:
        self._images.clear()
        self._scale = None
        self.viewport().update()

    # What Qt asks

    def sizeHint(self) -> QSize:
        return QSize(320, 160)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 50)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        tokens = current_tokens()
        if not len(self._maps):
            painter.setPen(tokens.color("muted"))
            room = self.viewport().rect().adjusted(12, 12, -12, -12)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty)
            return
        painter.setFont(self._small())
        frame = self._frame()
        first = self.verticalScrollBar().value() // frame.height * frame.per_row
        last = first + (self.viewport().height() // frame.height + 2) * frame.per_row
        metrics = painter.fontMetrics()
        for index in range(first, min(last, len(self._maps))):
            box = self._picture(index)
            image = self._image(index, frame.side)
            shrinks = image.width() > box.width() * self.devicePixelRatioF()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, shrinks)
            painter.drawImage(box, image)
            marked = index == self._current
            painter.setPen(QPen(tokens.color("accent_fill" if marked else "border"), 2 if marked else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(-1, -1, 1, 1) if marked else box.adjusted(-0.5, -0.5, 0.5, 0.5))
            if frame.caption:
                painter.setPen(tokens.color("accent" if marked else "muted"))
                tile = self._tile(index)
                below = QRectF(tile.left(), box.bottom() + 1, tile.width(), frame.caption)
                name = self._names[index] if index < len(self._names) else str(index)
                name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(tile.width()))
                painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, name)

    def _image(self, index: int, side: int) -> QImage:
        if index not in self._images:
            values = self._maps[index]
            if values.ndim == 3:
                self._images[index] = rgb_image(values)
            else:
                device = round(side * self.devicePixelRatioF())
                self._images[index] = image_of(smaller(values, device), self.scale(index))
        return self._images[index]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._images.clear()
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._repaint()
            self._arrange()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def _zoom(self, by: int) -> None:
        self.set_side(round(self.side() * (1.25 if by > 0 else 0.8)))
        self.zoomed.emit(self.side())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index >= 0:
            self._choose(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index >= 0:
            self.opened.emit(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self.pixel_at(event.position().toPoint())
        words = self.words(found[0], found[1:]) if found else ""
        self.pointed.emit(words.replace("\n", " · "))
        QToolTip.showText(event.globalPosition().toPoint(), words, self.viewport())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count, per_row = len(self._maps), self._frame().per_row
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -per_row, Qt.Key.Key_Down: per_row}
        if key in steps and count:
            wanted = self._current + steps[key] if self._current >= 0 else 0
            if 0 <= wanted < count:
                self._choose(wanted)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and count:
            self._choose(0 if key == Qt.Key.Key_Home else count - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current >= 0:
            self.opened.emit(self._current)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self._zoom(-1 if key == Qt.Key.Key_Minus else 1)
        else:
            super().keyPressEvent(event)

    def _choose(self, index: int) -> None:
        self.choose(index)
        self.setAccessibleDescription(self.words(index))
        self.chosen.emit(index)
