"""Windows, kernels and products as grids of numbers: all in sight where that is possible, else block by block."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QStyle, QWidget

from workbench.gui.inspect.painting import Scale, coloured, fixed, number, scale_of
from workbench.gui.theme import current_tokens
from workbench.gui.widgets.colour_maps import ink_on

if TYPE_CHECKING:
    import numpy as np
else:
    from workbench.gui.late import np

GAP = 8
BETWEEN = 24
"""Pixels between two blocks that stand side by side."""
ZOOMS = (1.5, 1.35, 1.2, 1.1, 1.0, 0.95, 0.9, 0.85, 0.8, 0.75)
"""How large the numbers are drawn, of their usual size: as large as lets all blocks be seen at once."""
USUAL = ZOOMS.index(1.0)
MEASURED = 400
"""So many numbers, beside the ends, say how wide a cell is."""


@dataclass(frozen=True)
class Block:
    """What is drawn together: a window (r, c), with its kernel and products unless it is pooled."""

    title: str
    window: Any
    inside: Any
    kernel: Any = None
    products: Any = None
    heads: tuple[str, ...] = field(default=(), kw_only=True)

    @property
    def stacked(self) -> bool:
        """Whether the three stand one below the other: each is a single row."""
        return int(self.window.shape[0]) == 1

    @property
    def total(self) -> float:
        """The sum of the products."""
        return float(np.sum(self.products, dtype=np.float64))


class BlockArea(QAbstractScrollArea):
    """Only the blocks in sight are painted; Page Up and Page Down go on by what is in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blocks: tuple[Block, ...] = ()
        self._operation = "sum"
        self._empty = ""
        self._scales: tuple[Scale, ...] = ()
        self._zoom = 1.0
        self._brief = False
        self._letters = {False: 5, True: 4}
        self._across = 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)

    def blocks(self) -> tuple[Block, ...]:
        """What is drawn."""
        return self._blocks

    def set_blocks(self, blocks: tuple[Block, ...], operation: str = "sum", empty: str = "") -> None:
        """Others; one scale of colours for all windows, one for all kernels, one for all products."""
        self._blocks, self._operation, self._empty = blocks, operation, empty
        if blocks:
            names = ("window",) if blocks[0].kernel is None else ("window", "kernel", "products")
            self._scales = tuple(
                scale_of(
                    np.concatenate([getattr(each, name).ravel() for each in blocks]), None if name == "window" else True
                )
                for name in names
            )
            for brief in (False, True):
                heads = max((len(head) for block in blocks for head in block.heads), default=0)
                self._letters[brief] = max(3, heads, *(self._longest(name, at, brief) for at, name in enumerate(names)))
        self._arrange()

    # Sizes

    def fit(self, width: int, height: int) -> int:
        """Choose the size of the numbers for that room, and how many blocks stand side by side; says what height they need.

        Where not all can be in sight, one block is at least as wide as the room, if that is possible.
        """
        if not self._blocks:
            return height
        sizes = [(zoom, False) for zoom in ZOOMS[: USUAL + 1]] + [(zoom, True) for zoom in ZOOMS[USUAL:]]
        if not any(self._fits(*each, width, height) for each in sizes):
            bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
            any(self._fits(*each, width - bar, 1 << 20) for each in sizes[USUAL:])
        self._arrange()
        return self._whole()[1]

    def _fits(self, zoom: float, brief: bool, width: int, height: int) -> bool:
        """Whether all blocks are in sight, drawn so."""
        self._zoom, self._brief = zoom, brief
        one = self._size(self._blocks[0])[0]
        self._across = max((width - 4 + BETWEEN) // (one + BETWEEN), 1)
        wide, high = self._whole()
        return wide <= width and high <= height

    def _whole(self) -> tuple[int, int]:
        """What all blocks need."""
        wide, high = self._size(self._blocks[0]) if self._blocks else (0, 0)
        rows = -(-len(self._blocks) // self._across)
        return wide * self._across + BETWEEN * (self._across - 1) + 4, high * rows + 2

    def _longest(self, name: str, which: int, brief: bool) -> int:
        """Letters of the longest number of all windows, kernels or products."""
        end = max(abs(self._scales[which].low), abs(self._scales[which].high))
        values = np.concatenate([getattr(each, name).ravel() for each in self._blocks])
        some = values[np.isfinite(values)]
        longest = [*np.sort(some)[[0, -1]].tolist(), *some[:MEASURED].tolist()] if some.size else [0.0]
        return max(len(fixed(value, end, brief)) for value in longest)

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(max(font.pointSizeF() * 0.9 * self._zoom, 6.5))
        return font

    def _cell(self) -> tuple[int, int]:
        metrics = QFontMetrics(self._small())
        wide = metrics.horizontalAdvance("0") * (self._letters[self._brief] - 1) + metrics.horizontalAdvance(".") + 4
        return wide, metrics.height() + (1 if self._brief else 4)

    def _grid(self, block: Block) -> tuple[int, int]:
        rows, columns = block.window.shape
        width, height = self._cell()
        return columns * width, rows * height

    def _size(self, block: Block) -> tuple[int, int]:
        """Width and height of a block with its title."""
        width, height = self._grid(block)
        line = QFontMetrics(self._small()).height()
        if block.kernel is None:
            return width, height + line + GAP
        if block.stacked:
            return 26 + width + 3 * line * 3, 3 * (height + 2) + line + GAP
        return 3 * width + 2 * 16 + 2, height + line + GAP

    def _arrange(self) -> None:
        (wide, whole), high = self._whole(), self._size(self._blocks[0])[1] if self._blocks else 0
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        across.setRange(0, max(wide - self.viewport().width(), 0))
        across.setPageStep(self.viewport().width())
        down.setRange(0, max(whole - self.viewport().height(), 0))
        down.setPageStep(max(self.viewport().height() // max(high, 1) * high, 1))
        down.setSingleStep(max(high // 3, 10))
        self.viewport().update()

    # What Qt asks

    def sizeHint(self) -> QSize:
        return QSize(360, 140)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 60)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        tokens = current_tokens()
        if not self._blocks:
            painter.setPen(tokens.color("muted"))
            room = self.viewport().rect().adjusted(12, 12, -12, -12)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty)
            return
        painter.setFont(self._small())
        wide, high = self._size(self._blocks[0])
        first = self.verticalScrollBar().value() // high
        last = first + self.viewport().height() // high + 2
        for index in range(first * self._across, min(last * self._across, len(self._blocks))):
            row, column = divmod(index, self._across)
            left = 2 + column * (wide + BETWEEN) - self.horizontalScrollBar().value()
            top = row * high - self.verticalScrollBar().value()
            self._paint_block(painter, self._blocks[index], float(left), float(top))

    def _paint_block(self, painter: QPainter, block: Block, left: float, top: float) -> None:
        tokens = current_tokens()
        line = QFontMetrics(self._small()).height()
        width, height = self._grid(block)
        painter.setPen(tokens.color("muted"))
        if block.kernel is None:
            painter.drawText(QRectF(left, top, 400, line), Qt.AlignmentFlag.AlignVCenter, block.title)
            self._paint_numbers(painter, block, block.window, 0, left, top + line)
            return
        if block.stacked:
            self._paint_stacked(painter, block, left, top)
            return
        said, metrics = number(block.total), QFontMetrics(self._small())
        heads = (
            (f"{self.tr('input')}, {block.title}", block.title),
            (self.tr("kernel"), ""),
            (self.tr("products, Σ {0}").format(said), f"Σ {said}"),
        )
        for number_, (names, values) in enumerate(
            zip(heads, (block.window, block.kernel, block.products), strict=True)
        ):
            at = left + number_ * (width + 16)
            painter.setPen(tokens.color("muted"))
            head = next((name for name in names if metrics.horizontalAdvance(name) <= width + 12), names[-1])
            head = metrics.elidedText(head, Qt.TextElideMode.ElideRight, width + 14)
            painter.drawText(QRectF(at, top, width + 15, line), Qt.AlignmentFlag.AlignVCenter, head)
            self._paint_numbers(painter, block, values, number_, at, top + line)
            painter.setPen(tokens.color("text"))
            room = QRectF(at + width, top + line, 16, height)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, ("×", "=", "")[number_])

    def _paint_stacked(self, painter: QPainter, block: Block, left: float, top: float) -> None:
        tokens = current_tokens()
        line = QFontMetrics(self._small()).height()
        width, height = self._grid(block)
        painter.drawText(QRectF(left + 26, top, width + 200, line), Qt.AlignmentFlag.AlignVCenter, block.title)
        for column, head in enumerate(block.heads):
            cell = self._cell()[0]
            painter.drawText(QRectF(left + 26 + column * cell, top, cell, line), Qt.AlignmentFlag.AlignCenter, head)
        for number_, values in enumerate((block.window, block.kernel, block.products)):
            at = top + line + number_ * (height + 2)
            painter.setPen(tokens.color("text"))
            painter.drawText(QRectF(left, at, 22, height), Qt.AlignmentFlag.AlignCenter, ("", "×", "=")[number_])
            self._paint_numbers(painter, block, values, number_, left + 26, at)
        painter.setPen(tokens.color("text"))
        room = QRectF(left + 32 + width, top + line + 2 * (height + 2), 110, height)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, f"Σ {number(block.total)}")

    def _paint_numbers(self, painter: QPainter, block: Block, values: Any, which: int, left: float, top: float) -> None:
        tokens = current_tokens()
        width, height = self._cell()
        colours = coloured(values, self._scales[which])
        end = max(abs(self._scales[which].low), abs(self._scales[which].high))
        greatest = values.max() if self._operation == "maximum" else None
        for row in range(values.shape[0]):
            for column in range(values.shape[1]):
                cell = QRectF(left + column * width, top + row * height, width - 1, height - 1)
                red, green, blue = (int(part) for part in colours[row, column])
                padding = which == 0 and not block.inside[row, column]
                if padding:
                    painter.fillRect(cell, tokens.color("window"))
                    painter.setPen(tokens.color("muted"))
                else:
                    painter.fillRect(cell, ink_on((red, green, blue)).fromRgb(red, green, blue))
                    painter.setPen(ink_on((red, green, blue)))
                value = float(values[row, column])
                said = "" if padding and not np.isfinite(value) else fixed(value, end, self._brief)
                painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, said)
                if greatest is not None and values[row, column] == greatest:
                    painter.setPen(QPen(tokens.color("error"), 2))
                    painter.drawRect(cell.adjusted(1, 1, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._arrange()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        steps = {Qt.Key.Key_PageDown: bar.pageStep(), Qt.Key.Key_PageUp: -bar.pageStep()}
        key = Qt.Key(event.key())
        if key in steps:
            bar.setValue(bar.value() + steps[key])
        else:
            super().keyPressEvent(event)
