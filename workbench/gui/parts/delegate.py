"""How a row of a list of parts is painted: a card with the group's colour, name, summary, shape, and the fix."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workbench.gui.icons import icon
from workbench.gui.texts import said
from workbench.gui.theme import Tokens, current_tokens
from workbench.gui.parts.model import ROW_ROLE, Row
from workbench.spec.parts import parts

GAP = 4
HEIGHT = 30
RADIUS = 6
CHECK = 15
SIDE = 10
COUNT_WIDTH = 74

Index = QModelIndex | QPersistentModelIndex


class PartDelegate(QStyledItemDelegate):
    """``open_row`` is the row that shows its form, ``form_height`` the room for it."""

    def __init__(self, kind: str, checks_always: bool, parent=None) -> None:
        super().__init__(parent)
        self.checks_always = checks_always
        self.open_row = -1
        self.form_height = 0
        self._groups = list(dict.fromkeys(cls.group for cls in parts(kind)))

    def line_height(self, font: QFont) -> int:
        """The height of a row without a form."""
        return max(HEIGHT, QFontMetrics(font).height() + 12)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        extra = self.form_height if index.row() == self.open_row else 0
        return QSize(200, self.line_height(option.font) + GAP + extra)

    def card(self, option: QStyleOptionViewItem) -> QRect:
        """The card of a row."""
        return option.rect.adjusted(0, 0, -1, -GAP)

    def line(self, option: QStyleOptionViewItem) -> QRect:
        """The upper line of the card."""
        card = self.card(option)
        return QRect(card.left(), card.top(), card.width(), self.line_height(option.font))

    def check_rect(self, option: QStyleOptionViewItem) -> QRect:
        """Where the switch is."""
        line = self.line(option)
        return QRect(line.left() + SIDE + 8, line.center().y() - CHECK // 2, CHECK, CHECK)

    def fix_rect(self, option: QStyleOptionViewItem, row: Row) -> QRect:
        """Where the fix is; empty when there is none."""
        if not (row.problem and row.problem.fix):
            return QRect()
        line, words = self.line(option), said(row.problem.fix.label)
        width = min(QFontMetrics(option.font).horizontalAdvance(words) + 34, line.width() // 2)
        return QRect(line.right() - self._right_width(option, row) - width, line.top() + 4, width, line.height() - 8)

    def has_check(self, option: QStyleOptionViewItem, row: Row) -> bool:
        """Whether the switch is shown: always for steps; for layers under the mouse, when chosen or off."""
        state = QStyle.StateFlag
        near = bool(option.state & (state.State_MouseOver | state.State_Selected))
        return self.checks_always or near or not row.part.enabled  # type: ignore[attr-defined]

    def _right_width(self, option: QStyleOptionViewItem, row: Row) -> int:
        metrics = QFontMetrics(option.font)
        count = max(COUNT_WIDTH, metrics.horizontalAdvance(row.count) + 12) if not self.checks_always else 0
        grip = 22 if self.checks_always else 0
        return count + grip + (metrics.horizontalAdvance(row.detail) + 18 if row.detail else 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW_ROLE)
        tokens = current_tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter, option, row, tokens)
        left = self._paint_check(painter, option, row, tokens)
        right = self._paint_right(painter, option, row, tokens)
        right = self._paint_fix(painter, option, row, tokens, right)
        self._paint_words(painter, option, row, tokens, left, right)
        painter.restore()

    def _paint_card(self, painter: QPainter, option: QStyleOptionViewItem, row: Row, tokens: Tokens) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        border = tokens.color("accent" if selected else "border")
        if row.problem:
            border = tokens.color("error" if row.problem.severity == "error" else "warning")
        painter.setPen(QPen(border, 1.4 if row.problem or selected else 1))
        painter.setBrush(tokens.color("accent_soft" if selected else "input"))
        painter.drawRoundedRect(QRectF(self.card(option)).adjusted(0.7, 0.7, -0.7, -0.7), RADIUS, RADIUS)
        line = self.line(option)
        bar = QRectF(line.left() + SIDE, line.top() + 8, 4, line.height() - 16)
        colour = self._group_colour(row, tokens)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(bar, 2, 2)

    def _group_colour(self, row: Row, tokens: Tokens) -> QColor:
        if not row.part.enabled:  # type: ignore[attr-defined]
            return tokens.color("border")
        group = type(row.part).group
        return tokens.plot_color(self._groups.index(group) if group in self._groups else 0)

    def _paint_check(self, painter: QPainter, option: QStyleOptionViewItem, row: Row, tokens: Tokens) -> int:
        rect = self.check_rect(option)
        if not self.has_check(option, row):
            return rect.left()
        on = row.part.enabled  # type: ignore[attr-defined]
        painter.setPen(QPen(tokens.color("accent" if on else "muted"), 1.2))
        painter.setBrush(tokens.color("accent" if on else "input"))
        painter.drawRoundedRect(QRectF(rect), 3, 3)
        if on:
            painter.setPen(QPen(tokens.color("card"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            x, y = rect.left(), rect.top()
            painter.drawPolyline([QPointF(x + 3.5, y + 8), QPointF(x + 6.5, y + 11), QPointF(x + 11.5, y + 4.5)])
        return rect.right() + 8

    def _paint_right(self, painter: QPainter, option: QStyleOptionViewItem, row: Row, tokens: Tokens) -> int:
        line = self.line(option)
        painter.setFont(option.font)
        painter.setPen(tokens.color("muted"))
        right = line.right() - SIDE
        if self.checks_always:
            pixmap = icon("drag-handle", "muted").pixmap(14, 14)
            painter.drawPixmap(right - 12, line.center().y() - 7, pixmap)
            right -= 22
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if row.count:
            painter.drawText(QRect(line.left(), line.top(), right - line.left(), line.height()), flags, row.count)
        edge = line.right() - self._right_width(option, row)
        if row.detail:
            room = right - (0 if self.checks_always else max(COUNT_WIDTH, 0) - SIDE + 8)
            painter.drawText(QRect(line.left(), line.top(), room - line.left(), line.height()), flags, row.detail)
        return edge

    def _paint_fix(self, painter: QPainter, option: QStyleOptionViewItem, row: Row, tokens: Tokens, right: int) -> int:
        rect = self.fix_rect(option, row)
        if rect.isEmpty() or not (row.problem and row.problem.fix):
            return right
        colour = tokens.color("error" if row.problem.severity == "error" else "warning")
        painter.setPen(QPen(colour, 1))
        painter.setBrush(tokens.color("card"))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        kind = "error" if row.problem.severity == "error" else "warning"
        painter.drawPixmap(rect.left() + 7, rect.center().y() - 6, icon("fix", kind).pixmap(13, 13))
        painter.setPen(colour)
        words = QFontMetrics(option.font).elidedText(
            said(row.problem.fix.label), Qt.TextElideMode.ElideRight, rect.width() - 30
        )
        painter.drawText(rect.adjusted(25, 0, -5, 0), Qt.AlignmentFlag.AlignVCenter, words)
        return rect.left() - 8

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, row: Row, tokens: Tokens, left: int, right: int
    ) -> None:
        line = self.line(option)
        bold = QFont(option.font)
        bold.setBold(True)
        off = not row.part.enabled  # type: ignore[attr-defined]
        bold.setStrikeOut(off)
        painter.setFont(bold)
        painter.setPen(tokens.color("muted" if off else "text"))
        room = max(0, right - left)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        name = QFontMetrics(bold).elidedText(row.part.type, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, line.top(), room, line.height()), flags, name)
        used = QFontMetrics(bold).horizontalAdvance(name) + 8
        painter.setFont(option.font)
        painter.setPen(tokens.color("muted"))
        summary = QFontMetrics(option.font).elidedText(
            row.part.summary(), Qt.TextElideMode.ElideRight, max(0, room - used)
        )
        painter.drawText(QRect(left + used, line.top(), max(0, room - used), line.height()), flags, summary)
