"""A small chart for each watched input: how sure the model was of its class, step by step; painted in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from workbench.gui.theme import Tokens, current_tokens
from workbench.gui.watch.moments import Spread, scaled

_WIDEST, _NARROWEST, _LOWEST, _HIGHEST = 420.0, 140.0, 40.0, 110.0
_GAP = 6.0


@dataclass(frozen=True)
class Strip:
    """``points`` are (step, share of the class); ``wrong`` is what the model says at the cursor instead, if it does.

    Of a number, ``points`` and its ``aim`` are heights in the chart (0 to 1), ``right`` are the words for it at the cursor, and ``said``
    those for each point.
    """

    name: str
    caption: str
    tip: str
    image: QImage | None
    points: tuple[tuple[int, float], ...] = ()
    share: float | None = None
    wrong: str = ""
    removable: bool = False
    aim: float | None = None
    right: str = ""
    said: tuple[str, ...] = ()


class Strips(QWidget):
    """``chosen`` carries the name of a strip that was clicked, ``removed`` of one that is not wanted, ``stepped`` a step."""

    chosen = Signal(str)
    removed = Signal(str)
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strips: tuple[Strip, ...] = ()
        self._chosen = ""
        self._cursor: int | None = None
        self._last = 1
        self._spread: Spread = "log"
        self._room = 200
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def strips(self) -> tuple[Strip, ...]:
        """What is shown."""
        return self._strips

    def show_strips(self, strips: Sequence[Strip], chosen: str, cursor: int | None, last: int, spread: Spread) -> None:
        """``cursor`` is the step that is looked at, None the newest; ``last`` is the end of the scale."""
        fewer = len(strips) != len(self._strips)
        self._strips, self._chosen, self._cursor = tuple(strips), chosen, cursor
        self._last, self._spread = max(last, 1), spread
        self.setAccessibleDescription(". ".join(strip.tip for strip in self._strips))
        if fewer:
            self._measure()
        self.update()

    def set_room(self, height: int) -> None:
        """What can be seen at once."""
        if height != self._room:
            self._room = height
            self._measure()

    def sizeHint(self) -> QSize:
        return QSize(520, 200)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = current_tokens()
        for strip, box in zip(self._strips, self._boxes(), strict=True):
            if box.intersects(QRectF(event.rect())):
                self._paint_strip(painter, strip, box, tokens)

    def _paint_strip(self, painter: QPainter, strip: Strip, box: QRectF, tokens: Tokens) -> None:
        if strip.name == self._chosen:
            painter.setPen(QPen(tokens.color("accent_fill"), 2 if self.hasFocus() else 1))
            painter.setBrush(tokens.color("accent_soft"))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        chart = self._chart(box)
        if strip.image is not None:
            side = min(chart.left() - box.left() - 10, box.height() - 8)
            place = QRectF(box.left() + 5, box.center().y() - side / 2, side, side)
            scale = min(side / strip.image.width(), side / strip.image.height())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, strip.image.width() > side)
            size = (strip.image.width() * scale, strip.image.height() * scale)
            painter.drawImage(
                QRectF(place.center().x() - size[0] / 2, place.center().y() - size[1] / 2, *size), strip.image
            )
        self._paint_words(painter, strip, QRectF(chart.left(), box.top() + 3, chart.width(), self._line()), tokens)
        painter.setPen(QPen(tokens.color("grid"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for share in (0.0, 1.0):
            painter.drawLine(self._at(chart, 0, share), self._at(chart, self._last, share))
        if strip.aim is not None:
            painter.setPen(QPen(tokens.color("muted"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(self._at(chart, 0, strip.aim), self._at(chart, self._last, strip.aim))
        line = [self._at(chart, step, share) for step, share in strip.points]
        if line and not strip.right:
            area = [QPointF(line[0].x(), chart.bottom()), *line, QPointF(line[-1].x(), chart.bottom())]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color("accent_soft"))
            painter.drawPolygon(QPolygonF(area))
        if line:
            painter.setPen(QPen(tokens.color("warning" if strip.wrong else "accent_fill"), 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF(line))
        if self._cursor is not None:
            painter.setPen(QPen(tokens.color("text"), 1))
            painter.drawLine(self._at(chart, self._cursor, 0.0), self._at(chart, self._cursor, 1.0))

    def _paint_words(self, painter: QPainter, strip: Strip, box: QRectF, tokens: Tokens) -> None:
        metrics = QFontMetricsF(self.font())
        right = strip.right or "–" if strip.share is None else f"{self.locale().toString(strip.share * 100, 'f', 0)} %"
        wrong, room = strip.wrong, box.width() - metrics.horizontalAdvance(f"{right}    ")
        if wrong and metrics.horizontalAdvance(strip.caption + wrong) > room:  # both names give way
            wrong = metrics.elidedText(wrong, Qt.TextElideMode.ElideMiddle, max(room / 2, 12))
        words = f"{right}  {wrong}" if wrong else right
        painter.setPen(tokens.color("warning" if strip.wrong else "muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        painter.setPen(tokens.color("text"))
        room = box.width() - metrics.horizontalAdvance(words) - 8
        caption = metrics.elidedText(strip.caption, Qt.TextElideMode.ElideMiddle, max(room, 12))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, caption)

    # What is pressed

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            strip = self._strip_at(QPointF(event.pos()))
            words = self.toolTip() if strip is None else self.words(strip, float(event.pos().x())) or strip.tip
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def words(self, strip: Strip, x: float) -> str:
        """What is known of the step that is nearest to the place ``x``; empty beside the chart."""
        chart = self._chart(self._boxes()[self._strips.index(strip)])
        if not strip.points or not chart.left() <= x <= chart.right():
            return ""
        at = scaled(self._step_at(chart, x), self._spread)
        places = range(len(strip.points))
        place = min(places, key=lambda place: abs(scaled(strip.points[place][0], self._spread) - at))
        step, share = strip.points[place]
        said = strip.said[place] if strip.said else f"{self.locale().toString(share * 100, 'f', 1)} %"
        return self.tr("{0}; step {1}: {2}").format(strip.caption, f"{step:,}", said)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        strip = self._strip_at(event.position())
        if strip is None:
            return
        self.chosen.emit(strip.name)
        chart = self._chart(self._boxes()[self._strips.index(strip)])
        if event.button() == Qt.MouseButton.LeftButton and chart.contains(event.position()):
            self.stepped.emit(self._step_at(chart, event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        strip, x = self._strip_at(event.position()), event.position().x()
        if strip is None:
            return
        chart = self._chart(self._boxes()[self._strips.index(strip)])
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.stepped.emit(self._step_at(chart, x))
        elif chart.contains(event.position()):
            QToolTip.showText(event.globalPosition().toPoint(), self.words(strip, x), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        names = [strip.name for strip in self._strips]
        moves = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: self._columns(),
            Qt.Key.Key_Up: -self._columns(),
        }
        if event.key() in moves and names:
            place = names.index(self._chosen) if self._chosen in names else 0
            self.chosen.emit(names[min(max(place + moves[Qt.Key(event.key())], 0), len(names) - 1)])
        elif event.key() == Qt.Key.Key_Delete:
            self._remove(next((strip for strip in self._strips if strip.name == self._chosen), None))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        strip = self._strip_at(QPointF(event.pos()))
        if strip is None:
            return
        menu = QMenu(self)
        remove = menu.addAction(self.tr("Remove"))
        remove.setEnabled(strip.removable)
        remove.triggered.connect(lambda: self._remove(strip))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _remove(self, strip: Strip | None) -> None:
        if strip is not None and strip.removable:
            self.removed.emit(strip.name)

    # Where it all is

    def _measure(self) -> None:
        rows = -(-len(self._strips) // self._columns())
        self.setMinimumHeight(round(max(rows * (_LOWEST + _GAP) - _GAP, 0)))
        self.update()

    def _columns(self) -> int:
        """As few as fit into the height, but none wider than is good for a chart."""
        width, count = max(float(self.width()), 1.0), max(len(self._strips), 1)
        most = max(int((width + _GAP) / (_NARROWEST + _GAP)), 1)
        least = min(max(-int(-width // _WIDEST), 1), most)
        return next((n for n in range(least, most) if -(-count // n) * (_LOWEST + _GAP) - _GAP <= self._room), most)

    def _boxes(self) -> list[QRectF]:
        columns, count = self._columns(), len(self._strips)
        rows = max(-(-count // columns), 1)
        width = (self.width() - (columns - 1) * _GAP) / columns
        height = min(max((self.height() - (rows - 1) * _GAP) / rows, _LOWEST), _HIGHEST)
        return [
            QRectF((place % columns) * (width + _GAP), (place // columns) * (height + _GAP), width, height)
            for place in range(count)
        ]

    def _chart(self, box: QRectF) -> QRectF:
        side = min(box.height(), 64.0) if any(strip.image is not None for strip in self._strips) else 4.0
        return QRectF(
            box.left() + side + 4,
            box.top() + self._line() + 5,
            box.width() - side - 10,
            box.height() - self._line() - 10,
        )

    def _at(self, chart: QRectF, step: int, share: float) -> QPointF:
        across = scaled(step, self._spread) / scaled(self._last, self._spread)
        return QPointF(chart.left() + across * chart.width(), chart.bottom() - share * chart.height())

    def _step_at(self, chart: QRectF, x: float) -> int:
        across = min(max((x - chart.left()) / max(chart.width(), 1.0), 0.0), 1.0)
        if self._spread == "even":
            return round(across * self._last)
        return round((1 + self._last) ** across - 1)

    def _strip_at(self, point: QPointF) -> Strip | None:
        return next((s for s, box in zip(self._strips, self._boxes(), strict=True) if box.contains(point)), None)

    def _line(self) -> float:
        return QFontMetricsF(self.font()).height()
