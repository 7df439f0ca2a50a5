"""Shows the picture of a network: it scrolls, zooms smoothly about the mouse, and knows which layer lies under it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QToolTip, QWidget

from workbench.export.diagram import Diagram
from workbench.gui.theme import current_tokens
from workbench.gui.widgets.diagram_paint import DiagramPainter, ink_of
from workbench.spec.containers import Path

Mode = Literal["width", "whole", "free"]
"""What the zoom follows when the widget or the picture changes its size: the width, width and height, or nothing."""

SMALLEST, LARGEST = 0.05, 6.0
READABLE = 0.7  # the smallest zoom that is chosen for the width
STEP = 1.2
LINE = 40  # of the scroll bars, in pixels


class DiagramView(QAbstractScrollArea):
    """``chosen`` and ``fold_wanted`` carry the path of a layer, ``menu_wanted`` a point of the screen."""

    chosen = Signal(object)
    fold_wanted = Signal(object)
    menu_wanted = Signal(QPoint)
    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._diagram = Diagram(1, 1)
        self._zoom, self._mode = 1.0, "width"
        self._chosen: Path = ()
        self._empty = ""
        self._tip: Callable[[Path], str] = lambda _path: ""
        self._pressed: QPoint | None = None
        self._panned = self._reached_by_key = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.setSingleStep(LINE)

    def set_diagram(self, diagram: Diagram) -> None:
        """Show another picture; zoom and place stay as far as there is room."""
        before = self.to_widget(QPointF(self._diagram.axis, 0)).x()
        first, self._diagram = self._diagram.height <= 1, diagram
        self._follow()
        if not first and self._mode != "whole":
            self._scroll_by(QPointF(self.to_widget(QPointF(diagram.axis, 0)).x() - before, 0))

    def diagram(self) -> Diagram:
        """What is shown."""
        return self._diagram

    def set_tips(self, tip: Callable[[Path], str]) -> None:
        """What the tooltip says of a layer."""
        self._tip = tip

    def set_empty_text(self, text: str) -> None:
        """A sentence in place of the picture; an empty one brings the picture back."""
        self._empty = text
        self.viewport().update()

    def choose(self, path: Path) -> None:
        """Mark a layer and bring it into sight; () marks none."""
        if path != self._chosen:
            self._chosen = path
            self._show_chosen()
            self.viewport().update()

    def zoom(self) -> float:
        """Pixels of the screen for one of the picture."""
        return self._zoom

    def fit_width(self) -> None:
        """As wide as the widget, but not larger than it is and not smaller than one can read."""
        self._follow("width")

    def fit_whole(self) -> None:
        """All of it."""
        self._follow("whole")

    def start_over(self) -> None:
        """From the top, in the size that fits."""
        self.fit_width()
        self.verticalScrollBar().setValue(0)

    def set_zoom(self, zoom: float, about: QPointF | None = None) -> None:
        """Another size; what lies at a point of the widget (by default its middle) stays there."""
        about = about if about is not None else QPointF(self.viewport().rect().center())
        place = self.to_picture(about)
        self._mode = "free"
        self._set_zoom(zoom)
        moved = self.to_widget(place) - about
        self._scroll_by(moved)

    def to_picture(self, at: QPointF) -> QPointF:
        """The place in the picture at a point of the widget."""
        return (at - self._origin()) / self._zoom

    def to_widget(self, place: QPointF) -> QPointF:
        """The point of the widget at a place of the picture."""
        return place * self._zoom + self._origin()

    def path_at(self, at: QPointF) -> Path | None:
        """The layer at a point of the widget."""
        place = self.to_picture(at)
        return None if self._empty else self._diagram.at(place.x(), place.y())

    def sizeHint(self) -> QSize:
        return QSize(300, 260)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 80)

    # Size and place

    def _origin(self) -> QPointF:
        """Where the picture's corner is in the widget: in the middle, or where the scroll bars have moved it."""
        room, zoom = self.viewport().size(), self._zoom
        return QPointF(
            max((room.width() - self._diagram.width * zoom) / 2, 0.0) - self.horizontalScrollBar().value(),
            max((room.height() - self._diagram.height * zoom) / 2, 0.0) - self.verticalScrollBar().value(),
        )

    def _follow(self, mode: Mode | None = None) -> None:
        self._mode = mode or self._mode
        # With the bar that a long picture brings: the width does not depend on whether it is there already.
        room = self.maximumViewportSize()
        bar = self.verticalScrollBar().sizeHint().width()
        across, down = room.width() / self._diagram.width, room.height() / self._diagram.height
        zoom = self._zoom
        if self._mode == "whole":
            zoom = min(across, down, 1.0)
        elif self._mode == "width":
            narrow = (room.width() - bar) / self._diagram.width
            zoom = max(min(across, 1.0) if across <= down else min(narrow, 1.0), READABLE)
        self._set_zoom(zoom)
        if self._mode != "free":
            middle = self.to_widget(QPointF(self._diagram.axis, 0)).x()
            self._scroll_by(QPointF(middle - self.viewport().width() / 2, 0))

    def _set_zoom(self, zoom: float) -> None:
        self._zoom = min(max(zoom, SMALLEST), LARGEST)
        self._set_ranges()
        self.zoomed.emit(self._zoom)
        self.viewport().update()

    def _set_ranges(self) -> None:
        room = self.maximumViewportSize()
        wide, high = self._diagram.width * self._zoom, self._diagram.height * self._zoom
        for _ in range(2):  # a bar takes room from the other direction
            for bar, size, space in (
                (self.horizontalScrollBar(), wide, room.width()),
                (self.verticalScrollBar(), high, room.height()),
            ):
                bar.setRange(0, max(0, int(size + 0.5) - space))
                bar.setPageStep(space)
            room = self.viewport().size()

    def _scroll_by(self, by: QPointF) -> None:
        for bar, distance in ((self.horizontalScrollBar(), by.x()), (self.verticalScrollBar(), by.y())):
            bar.setValue(bar.value() + round(distance))

    def _show_chosen(self) -> None:
        rect = self._diagram.rect_of(self._chosen) if self._chosen else None
        if rect is None:
            return
        top = self.to_widget(QPointF(rect.x, rect.y)) - QPointF(12, 24)
        end = self.to_widget(QPointF(rect.right, rect.bottom)) + QPointF(12, 24)
        room = self.viewport().size()
        self._scroll_by(QPointF(_needed(top.x(), end.x(), room.width()), _needed(top.y(), end.y(), room.height())))

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), tokens.color("card"))
        if self._empty:
            painter.setPen(tokens.color("muted"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect().adjusted(16, 8, -16, -8), int(flags), self._empty)
        else:
            painter.translate(self._origin())
            painter.scale(self._zoom, self._zoom)
            exposed = QRectF(
                self.to_picture(event.rect().topLeft().toPointF()),
                self.to_picture(event.rect().bottomRight().toPointF()),
            )
            paint = DiagramPainter(painter, ink_of(tokens), tokens.color("accent_fill"))
            paint.paint(self._diagram, exposed, self._chosen)
            painter.resetTransform()
        if self._reached_by_key and self.hasFocus():
            painter.setPen(QPen(tokens.color("accent_fill"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1), 5, 5)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        reason = Qt.FocusReason
        keys = (reason.TabFocusReason, reason.BacktabFocusReason, reason.ShortcutFocusReason)
        self._reached_by_key = event.reason() in keys
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom * STEP ** (event.angleDelta().y() / 120), event.position())
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not event.angleDelta().x():
            self._scroll_by(QPointF(-event.angleDelta().y(), 0))
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            path = self.path_at(event.pos().toPointF())
            QToolTip.showText(event.globalPos(), self._tip(path) if path else "", self.viewport())
            return True
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.set_zoom(self._zoom * (1 + event.value()), event.position())
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pressed, self._panned = event.position().toPoint(), event.button() == Qt.MouseButton.MiddleButton

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is None:
            over = self.path_at(event.position()) is not None
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
            return
        if not self._panned and (at - self._pressed).manhattanLength() < QApplication.startDragDistance():
            return
        self._panned = True
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self._scroll_by(QPointF(self._pressed - at))
        self._pressed = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        if self._panned:
            self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        elif path := self.path_at(event.position()):
            self.chosen.emit(path)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and (path := self.path_at(event.position())):
            self.fold_wanted.emit(path)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if path := self.path_at(QPointF(event.pos())):
            self.chosen.emit(path)
        self.menu_wanted.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._action_of(event)
        if act is None:
            super().keyPressEvent(event)
            return
        act()
        event.accept()

    def _action_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        key = Qt.Key
        by_text: dict[str, Callable[[], object]] = {
            "+": lambda: self.set_zoom(self._zoom * STEP),
            "=": lambda: self.set_zoom(self._zoom * STEP),
            "-": lambda: self.set_zoom(self._zoom / STEP),
            "1": lambda: self.set_zoom(1.0),
            "0": self.fit_whole,
            "w": self.fit_width,
        }
        by_key: dict[int, Callable[[], object]] = {
            key.Key_Down: lambda: self._go(1),
            key.Key_Up: lambda: self._go(-1),
            key.Key_Return: self._fold_chosen,
            key.Key_Enter: self._fold_chosen,
            key.Key_Space: self._fold_chosen,
        }
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return None
        return by_key.get(event.key()) or by_text.get(event.text().lower())

    def _go(self, by: int) -> None:
        """To the next layer, in the order of the list."""
        paths = sorted(self._diagram.places())
        if not paths:
            return
        now = paths.index(self._chosen) + by if self._chosen in paths else 0
        self.chosen.emit(paths[min(max(now, 0), len(paths) - 1)])

    def _fold_chosen(self) -> None:
        if self._chosen:
            self.fold_wanted.emit(self._chosen)


def _needed(start: float, end: float, room: float) -> float:
    """How far to scroll so that a stretch is seen; one that is longer is shown from its beginning."""
    if start < 0 or end - start > room:
        return start if start < 0 or start > room / 2 else 0.0
    return max(0.0, end - room)
