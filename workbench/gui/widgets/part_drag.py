"""How a drag of parts looks, and between which rows it would fall."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QListView

from workbench.gui.theme import current_tokens

MOST_DRAWN = 4


def place_at(view: QListView, at: QPoint) -> int:
    """Before which row something let go at this point of the viewport falls; the number of rows: at the end."""
    model = view.model()
    index = view.indexAt(at)
    if not index.isValid():
        last = view.visualRect(model.index(_last_shown(view), 0))
        return model.rowCount() if at.y() > last.top() else 0
    if at.y() < view.visualRect(index).center().y():
        return index.row()
    after = index.row() + 1  # beneath a folded container: after all that is inside it
    while after < model.rowCount() and view.isRowHidden(after):
        after += 1
    return after


def _last_shown(view: QListView) -> int:
    row = view.model().rowCount() - 1
    while row > 0 and view.isRowHidden(row):
        row -= 1
    return row


def line_of(view: QListView, place: int) -> int:
    """The height, in the viewport, of the line between the rows before which something would fall."""
    model = view.model()
    if model.rowCount() == 0:
        return 1
    if place < model.rowCount():
        return view.visualRect(model.index(place, 0)).top() - 2
    return view.visualRect(model.index(_last_shown(view), 0)).bottom() - 1


def paint_line(painter: QPainter, left: int, width: int, y: int) -> None:
    """The line that says where it would fall: the accent colour, a ring at its beginning."""
    y = max(y, 4)
    colour = current_tokens().color("accent_fill")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 2))
    painter.drawLine(QPointF(left + 8, y), QPointF(width - 1, y))
    painter.setBrush(current_tokens().color("card"))
    painter.drawEllipse(QPointF(left + 4.5, y), 3.2, 3.2)


def picture_of(view: QListView, rows: tuple[int, ...], line: int) -> QPixmap:
    """The first of the dragged rows beneath each other, and how many they are if not all are drawn."""
    drawn = rows[:MOST_DRAWN]
    ratio = view.devicePixelRatioF()
    width = min(view.viewport().width(), 320)
    picture = QPixmap(int(width * ratio), int((line + 4) * len(drawn) * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setOpacity(0.85)
    for number, row in enumerate(drawn):
        rect = view.visualRect(view.model().index(row, 0))
        source = QRect(rect.left(), rect.top(), width, line)
        view.viewport().render(painter, QPoint(0, number * (line + 4)), source, view.RenderFlag.DrawChildren)
    if len(rows) > 1:
        _paint_count(painter, width, len(rows))
    painter.end()
    return picture


def _paint_count(painter: QPainter, width: int, count: int) -> None:
    tokens = current_tokens()
    box = QRect(width - 30, 3, 26, 18)
    painter.setOpacity(1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.accent_fill))
    painter.drawRoundedRect(box, 9, 9)
    font = QFont(painter.font())
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(tokens.color("on_accent"))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(count))
