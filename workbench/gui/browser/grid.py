"""Samples as pictures in rows: nothing is made for what is not on the screen, so that their number does not matter."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from workbench.gui.browser.thumbnails import Thumbnails
from workbench.gui.theme import Tokens, current_tokens

SIDES = (32, 48, 64, 96, 128, 192)
_GAP = 8
_RADIUS = 4.0
_COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_MIDDLE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop


class SampleGrid(QAbstractScrollArea):
    """``chosen`` carries the index of the sample that is chosen now; ``zoomed`` another place in ``SIDES``;
    ``typed`` a letter, with which a search begins."""

    chosen = Signal(int)
    zoomed = Signal(int)
    typed = Signal(str)

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._rows: NDArray[np.int64] = np.zeros(0, np.int64)
        self._caption: Callable[[int], str] = str
        self._place = -1
        self._side = 64
        self._columns = self._width = self._height = self._caption_height = 1
        self._elided: dict[str, str] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        thumbnails.came.connect(self._on_came)
        thumbnails.set_size(self._side, self.devicePixelRatioF())
        self._measure()

    # What is shown

    def rows(self) -> NDArray[np.int64]:
        """The indices of the samples, in the order in which they are shown."""
        return self._rows

    def set_rows(self, rows: NDArray[np.int64], caption: Callable[[int], str]) -> None:
        """Show these samples, ``caption`` under each. The chosen one stays chosen where it is among them."""
        kept = self.current()
        self._rows, self._caption = rows, caption
        self._elided.clear()
        self._place = -1 if kept is None else self._place_of(kept)
        self._measure()
        self.verticalScrollBar().setValue(0)
        if len(rows):
            self._choose_place(max(self._place, 0))
        self._after_scrolling()
        self.viewport().update()

    def current(self) -> int | None:
        """The index of the chosen sample."""
        return int(self._rows[self._place]) if 0 <= self._place < len(self._rows) else None

    def choose(self, index: int) -> bool:
        """Choose a sample by its index and bring it into view; False where it is not among those shown."""
        place = self._place_of(index)
        if place < 0:
            return False
        self._choose_place(place)
        return True

    def side(self) -> int:
        """The longer edge of the pictures."""
        return self._side

    def set_side(self, side: int) -> None:
        """Larger or smaller pictures; what was at the top stays there."""
        if side == self._side:
            return
        top = self.verticalScrollBar().value() // self._height * self._columns
        self._side = side
        self._elided.clear()
        self._thumbnails.set_size(side, self.devicePixelRatioF())
        self._measure()
        self.verticalScrollBar().setValue(top // self._columns * self._height)
        self._after_scrolling()
        self.viewport().update()

    def caption_color(self, _index: int) -> str:
        """The colour of the words under a picture, by its name among the theme's."""
        return "muted"

    def columns(self) -> int:
        """How many pictures stand in a row."""
        return self._columns

    def forget(self) -> None:
        """Paint everything anew, in other colours."""
        self._thumbnails.forget()
        self.viewport().update()

    # Places

    def _place_of(self, index: int) -> int:
        found = np.flatnonzero(self._rows == index)
        return int(found[0]) if len(found) else -1

    def _choose_place(self, place: int) -> None:
        before, self._place = self._place, min(max(place, 0), len(self._rows) - 1)
        for each in (before, self._place):
            if each >= 0:
                self.viewport().update(self._box(each))
        self._bring_into_view(self._place)
        index = self.current()
        if index is not None:
            self.setAccessibleDescription(f"#{index} {self._caption(index)}")
            self.chosen.emit(index)

    def _bring_into_view(self, place: int) -> None:
        bar, height = self.verticalScrollBar(), self._height
        top = place // self._columns * height
        if top < bar.value():
            bar.setValue(top)
        elif top + height + _GAP > bar.value() + self.viewport().height():
            bar.setValue(top + height + _GAP - self.viewport().height())

    def _box(self, place: int) -> QRect:
        row, column = divmod(place, self._columns)
        top = row * self._height - self.verticalScrollBar().value()
        return QRect(_GAP // 2 + column * self._width, top + _GAP // 2, self._width, self._height)

    def _places(self, top: int, bottom: int) -> range:
        """The places between two heights of the viewport."""
        offset, height, columns = self.verticalScrollBar().value(), self._height, self._columns
        first = max((offset + top - _GAP) // height, 0) * columns
        return range(min(first, len(self._rows)), min(((offset + bottom) // height + 1) * columns, len(self._rows)))

    def _measure(self) -> None:
        self._caption_height = QFontMetrics(self.font()).height() + 2
        self._width, self._height = self._side + _GAP, self._side + _GAP + self._caption_height
        self._columns = max((self.viewport().width() - _GAP) // self._width, 1)
        height = -(-len(self._rows) // self._columns) * self._height + _GAP
        bar = self.verticalScrollBar()
        bar.setRange(0, max(height - self.viewport().height(), 0))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(max(self._height // 2, 1))

    def _after_scrolling(self) -> None:
        if self._thumbnails.waits:
            visible = self._places(0, self.viewport().height())
            self._thumbnails.want(self._rows[visible.start : visible.stop].tolist())

    def _on_came(self, indices: list[int]) -> None:
        new = set(indices)
        for place in self._places(0, self.viewport().height()):
            if int(self._rows[place]) in new:
                self.viewport().update(self._box(place))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        tokens = current_tokens()
        for rect in event.region():  # type: ignore[attr-defined]
            self._paint(painter, rect, tokens)

    def _paint(self, painter: QPainter, rect: QRect, tokens: Tokens) -> None:
        painter.setClipRegion(QRegion(rect))
        painter.fillRect(rect, tokens.color("card"))
        for place in self._places(rect.top(), rect.bottom()):
            index = int(self._rows[place])
            cell = self._box(place)
            self._paint_ground(painter, place, cell, tokens)
            box = QRect(cell.left() + _GAP // 2, cell.top() + _GAP // 2, self._side, self._side)
            picture = self._thumbnails.picture(index)
            if picture is None or picture.isNull():
                _paint_placeholder(painter, QRectF(box), picture is not None, tokens)
            else:
                painter.drawImage(_within(box, picture), picture)
            self._paint_mark(painter, index, box, tokens)
            box.moveTop(box.bottom() + 2)
            painter.setPen(tokens.color(self.caption_color(index)))
            painter.drawText(box.adjusted(-2, 0, 2, 0), _MIDDLE, self._short(self._caption(index)))

    def _paint_ground(self, painter: QPainter, place: int, cell: QRect, tokens: Tokens) -> None:
        """What shows that a sample is chosen."""
        if place == self._place:
            self._paint_chosen(painter, cell, tokens, frame=True, ground=True)

    def _paint_mark(self, painter: QPainter, index: int, box: QRect, tokens: Tokens) -> None:
        """What is to be seen on a picture."""

    def _paint_chosen(self, painter: QPainter, cell: QRect, tokens: Tokens, *, frame: bool, ground: bool) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(tokens.color("accent_fill" if self.hasFocus() else "border_strong"), 2)
        painter.setPen(pen if frame else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color("accent_soft") if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(cell).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.restore()

    def _short(self, caption: str) -> str:
        if caption not in self._elided:
            if len(self._elided) > 5_000:
                self._elided.clear()
            metrics = QFontMetrics(self.font())
            self._elided[caption] = metrics.elidedText(caption, Qt.TextElideMode.ElideRight, self._side + 4)
        return self._elided[caption]

    # What the user does

    def scrollContentsBy(self, _dx: int, dy: int) -> None:
        self.viewport().scroll(0, dy)
        self._after_scrolling()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        before = self._columns
        top = self.verticalScrollBar().value() // self._height * before
        self._measure()
        if before != self._columns:
            self.verticalScrollBar().setValue(top // self._columns * self._height)
        self._after_scrolling()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        for place in self._places(at.y(), at.y()):
            if self._box(place).contains(at):
                self._choose_place(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        columns = self._columns
        page = max(self.viewport().height() // self._height, 1) * columns
        key = Qt.Key
        steps = {
            key.Key_Left: -1, key.Key_Right: 1, key.Key_Up: -columns, key.Key_Down: columns,
            key.Key_PageUp: -page, key.Key_PageDown: page,
            key.Key_Home: -len(self._rows), key.Key_End: len(self._rows),
        }  # fmt: skip
        pressed = Qt.Key(event.key())
        if pressed in (key.Key_Plus, key.Key_Equal, key.Key_Minus):
            self._zoom(-1 if pressed is key.Key_Minus else 1)
        elif pressed not in steps:
            if event.text().isprintable() and event.text().strip() and not event.modifiers() & _COMMAND:
                self.typed.emit(event.text())
            else:
                super().keyPressEvent(event)
        elif len(self._rows):
            wanted = self._place + steps[pressed]
            sideways = abs(steps[pressed]) in (columns, page) and pressed not in (key.Key_Left, key.Key_Right)
            if not (sideways and abs(steps[pressed]) == columns and not 0 <= wanted < len(self._rows)):
                self._choose_place(wanted)

    def _zoom(self, steps: int) -> None:
        place = min(max(SIDES.index(self._side) + steps, 0), len(SIDES) - 1) if self._side in SIDES else 2
        self.zoomed.emit(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._repaint_chosen()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._repaint_chosen()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._elided.clear()
            self._measure()
            self.forget()

    def _repaint_chosen(self) -> None:
        if self._place >= 0:
            self.viewport().update(self._box(self._place))


def _within(box: QRect, picture: QImage) -> QRect:
    """Where a picture goes in a square, in its own proportions."""
    width, height, side = picture.width(), picture.height(), box.width()
    if width == height:
        return box
    w, h = (side, max(side * height // width, 1)) if width > height else (max(side * width // height, 1), side)
    return QRect(box.left() + (side - w) // 2, box.top() + (side - h) // 2, w, h)


def _paint_placeholder(painter: QPainter, box: QRectF, damaged: bool, tokens: Tokens) -> None:
    """A grey square while it is read; crossed out where it cannot be read."""
    painter.fillRect(box, tokens.color("track"))
    if damaged:
        painter.setPen(QPen(tokens.color("error"), 1.5))
        inner = box.adjusted(*[box.width() / 3] * 2, *[-box.width() / 3] * 2)
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.bottomLeft(), inner.topRight())
