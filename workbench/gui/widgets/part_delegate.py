"""Paints the rows of a list of parts, says how high they are, and puts the form into the open one.

Everything is drawn in the colours that the theme has at the moment; the places are those of :mod:`part_layout`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip, QWidget

from workbench.gui.forms.form import PartForm
from workbench.gui.icons import icon
from workbench.gui.texts import declared, said, sentence
from workbench.gui.theme import Tokens, current_tokens
from workbench.gui.widgets.part_layout import FORM_PAD, GAP, INDENT, PAD, Boxes, Columns, Fonts, Plan, Words
from workbench.gui.widgets.part_model import PartModel, Row, is_on
from workbench.spec.address import parse
from workbench.spec.fields import shown, shown_key
from workbench.spec.problems import Problem
from workbench.spec.unknown import Unknown

Hit = Literal["", "check", "fold", "fix", "problem", "form"]
Index = QModelIndex | QPersistentModelIndex

RADIUS = 5.0
_LEFT, _RIGHT, _MIDDLE = (
    int(side | Qt.AlignmentFlag.AlignVCenter)
    for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter)
)
_COLOURS = {
    "Convolution": 0,
    "Pooling": 4,
    "Activation": 3,
    "Linear": 2,
    "Normalization": 5,
    "Sequence": 1,
    "Container": 1,
    "Backbone": 0,
}


def group_colour(group: str, tokens: Tokens) -> QColor:
    """The colour of a group's bar; groups that only let things pass are grey."""
    if group == "Container":
        return tokens.color("muted")
    return tokens.plot_color(_COLOURS[group]) if group in _COLOURS else tokens.color("disabled")


class PartDelegate(QStyledItemDelegate):
    """``steps``: the look of the pipeline (check box and grip always there, no card), else that of the layers."""

    def __init__(self, view: QAbstractItemView, prefix: str, steps: bool) -> None:
        super().__init__(view)
        self._view = view
        self._prefix = prefix
        self._steps = steps
        self._columns = Columns()
        self._plan: Plan | None = None
        self.form: PartForm | None = None
        self.open = QPersistentModelIndex()
        self.hot: tuple[int, Hit] = (-1, "")
        self.notes: Callable[[int], str] = lambda _row: ""

    # Measures.

    def plan(self) -> Plan:
        """The plan of the rows in the view's present font."""
        if self._plan is None or self._plan.fonts.plain != self._view.font():
            self._plan = Plan(Fonts.of(self._view.font()), self._columns, self._steps)
        return self._plan

    def measure(self, model: PartModel, head: str) -> None:
        """Make the columns as wide as their widest text, the head's detail included."""
        fonts = self.plan().fonts
        detail = max(map(fonts.width, {row.detail for row in model.rows()} | {head}), default=0)
        count = max(map(fonts.width, {row.count for row in model.rows()}), default=0)
        if Columns(detail, count) != self._columns:
            self._columns = Columns(detail, count)
            self._plan = None

    def words(self, row: Row) -> Words:
        """The texts of a row."""
        problem = row.problem
        if row.edge == "end":
            return Words("", self._end_words(row), row.detail, "", "", "")
        fix = self.tr("Fix") if problem and problem.fix else ""
        what = said(problem.what).rstrip(".。") if problem else ""
        return Words(row.part.type, row.part.summary(), row.detail, row.count, what, fix)

    def _end_words(self, row: Row) -> str:
        """What a container does with what comes out inside."""
        part = row.part
        if part.type == "Residual":
            return self.tr("+ input")
        combine = getattr(part, "combine", "")
        words = {
            "concat": self.tr("side by side along axis {dim}").format(dim=getattr(part, "dim", 1)),
            "add": self.tr("added"),
            "multiply": self.tr("multiplied"),
        }
        return words.get(combine, "")

    def form_height(self, index: Index) -> int:
        """The height of the form's card beneath a row, 0 for the rows that are closed."""
        if self.form is None or not self.open.isValid() or index.row() != self.open.row():
            return 0
        width = self._view.viewport().width() - 2 * FORM_PAD.width() - _row(index).level * INDENT
        return self.form.heightForWidth(width) + 2 * FORM_PAD.height()

    def boxes(self, index: Index, rect: QRect) -> Boxes:
        """Where things stand in the row that the view has put at ``rect``."""
        row = _row(index)
        inner = rect.adjusted(row.level * INDENT, 0, 0, 0)
        return self.plan().boxes(inner, self.words(row), self.form_height(index), folds=row.edge == "head")

    def hit(self, index: Index, rect: QRect, at: QPoint) -> Hit:
        """What of a row is at a point."""
        boxes = self.boxes(index, rect)
        hits: list[tuple[Hit, QRect]] = [
            ("fold", boxes.fold.adjusted(-4, -5, 4, 5) if not boxes.fold.isEmpty() else QRect()),
            ("check", boxes.mark.adjusted(-6, -6, 3, 6) if _row(index).edge != "end" else QRect()),
            ("fix", boxes.fix),
            ("problem", boxes.chip.united(boxes.problem)),
            ("form", boxes.form),
        ]
        return next((name for name, box in hits if box.contains(at)), "")

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        row = _row(index)
        high = self.form_height(index)
        if not high and row.problem is None:  # a thousand rows are asked at every change
            high = self.plan().fonts.line() + 4
            return QSize(width, high if row.edge != "end" else high - 6 if self._end_words(row) else high // 2)
        return QSize(width, self.plan().height(width - row.level * INDENT, self.words(row), high))

    # The form.

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        form = PartForm(prefix=self._prefix, parent=parent)
        form.setObjectName(f"{self._prefix}_form")
        self.form = form
        self.setEditorData(form, index)
        return form

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, PartForm)
        row = _row(index)
        editor.set_part(row.part)
        editor.setAccessibleName(self.tr("Parameters of {part}").format(part=row.part.type))
        about = "" if editor.editors() else self.tr("No parameters.") + " " + declared(row.part.about())
        if isinstance(row.part, Unknown):
            words = self.tr("Unknown, and kept as it stands in the file: {0}")
            about = words.format(
                ", ".join(f"{shown_key(name)} = {shown(value)}" for name, value in row.part.values().items()) or "–"
            )
        editor.set_note(self.notes(index.row()) or about)
        editor.set_problems(_field_problem(row), quiet=True)

    def setModelData(self, _editor: QWidget, _model: object, _index: Index) -> None:
        """The form says what it wants by its own signals."""

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        card = self.boxes(index, option.rect).form
        pad = FORM_PAD
        editor.setGeometry(card.adjusted(pad.width(), pad.height(), -pad.width(), -pad.height()))

    def eventFilter(self, _editor: QObject, _event: QEvent) -> bool:
        """Tab, Enter and Esc are the form's own; the usual delegate would close it."""
        return False

    # Painting.

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = _row(index)
        look = _Look(self._view, option, row, index)
        boxes = self.boxes(index, option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_brackets(painter, look, boxes, option.rect)
        if row.edge == "end":
            self._paint_end(painter, look, boxes)
            painter.restore()
            return
        self._paint_cards(painter, look, boxes)
        self._paint_mark(painter, look, boxes)
        self._paint_line(painter, look, boxes)
        if row.problem:
            self._paint_problem(painter, look, boxes, index)
        if self._steps:
            icon("drag-handle", "muted").paint(painter, boxes.grip)
        painter.restore()

    def paint_head(self, painter: QPainter, rect: QRect, title: str, detail: str) -> None:
        """A row that stands above the list and is no part: the input."""
        tokens = current_tokens()
        boxes = self.plan().boxes(rect, Words(title, "", detail, "", "", ""), 0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _card(painter, boxes.card, tokens.color("input"), tokens.color("border"))
        _bar(painter, boxes.mark, tokens.color("border_strong"))
        self._text(painter, boxes.title, title, tokens.color("text"), bold=True)
        self._text(painter, boxes.detail, detail, tokens.color("muted"), right=True)

    def _paint_cards(self, painter: QPainter, look: _Look, boxes: Boxes) -> None:
        fill, border = look.card(self._steps)
        if fill is not None or border is not None:
            _card(painter, boxes.card, fill, border, 2.0 if look.focused else 1.0)
        if not boxes.form.isEmpty():
            _card(painter, boxes.form, look.tokens.color("accent_soft"), look.tokens.color("accent_fill"))

    def _paint_brackets(self, painter: QPainter, look: _Look, boxes: Boxes, rect: QRect) -> None:
        """A line down the left side for every container that the row is in."""
        colour = look.tokens.color("border_strong")
        painter.setPen(QPen(colour, 1.5))
        for level in range(look.row.level):
            x = rect.left() + level * INDENT + PAD + 3
            painter.drawLine(x, rect.top() - GAP, x, rect.bottom() + 1)
        if look.row.edge == "head" and not look.folded:
            x = boxes.mark.left() + 3
            painter.drawLine(x, boxes.card.bottom(), x, rect.bottom() + 1)

    def _paint_end(self, painter: QPainter, look: _Look, boxes: Boxes) -> None:
        """The foot of the bracket, and what comes of the layers inside."""
        words = self.words(look.row)
        x, y = boxes.mark.left() + 3, boxes.card.center().y() - 3 if words.summary else boxes.card.top() + 5
        painter.drawLine(x, boxes.card.top() - GAP, x, y)
        painter.drawLine(x, y, x + 9, y)
        weak = look.tokens.color("muted" if look.enabled else "disabled")
        self._text(painter, boxes.summary.translated(0, -3), words.summary, weak)
        self._text(painter, boxes.detail.translated(0, -3), words.detail, weak, right=True)

    def _paint_mark(self, painter: QPainter, look: _Look, boxes: Boxes) -> None:
        colour = look.tokens.color("accent_fill") if self._steps else group_colour(look.row.part.group, look.tokens)
        if self._steps or look.hover or look.selected or not look.enabled:
            _check_box(painter, boxes.mark, look.enabled, colour, look.tokens)
        else:
            _bar(painter, boxes.mark, colour)
        if not boxes.fold.isEmpty():
            icon("chevron-right" if look.folded else "chevron-down", "muted").paint(painter, boxes.fold)

    def _paint_line(self, painter: QPainter, look: _Look, boxes: Boxes) -> None:
        words, tokens = self.words(look.row), look.tokens
        known = look.enabled and not isinstance(look.row.part, Unknown)
        strong = tokens.color("text" if known else "disabled")
        weak = tokens.color("muted" if known else "disabled")
        self._text(painter, boxes.title, words.title, strong, bold=not self._steps, struck=not look.enabled)
        self._text(painter, boxes.summary, words.summary, weak, right=self._steps)
        if look.enabled:
            self._text(painter, boxes.detail, words.detail, weak, right=True)
            self._text(painter, boxes.count, words.count, weak, right=True)

    def _paint_problem(self, painter: QPainter, look: _Look, boxes: Boxes, index: Index) -> None:
        assert look.row.problem is not None
        words, severity = self.words(look.row), look.row.problem.severity
        colour, soft = look.tokens.color(severity), look.tokens.color(f"{severity}_soft")
        if not boxes.chip.isEmpty():
            _card(painter, boxes.chip, look.tokens.color("card"), colour)
        else:
            icon(severity, severity).paint(painter, boxes.icon)
        painter.setFont(self.plan().fonts.plain)
        painter.setPen(colour)
        # One line is not wrapped: letters of a second font (Chinese) can be a little wider than what was measured.
        inline = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        beneath = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(boxes.problem, int(beneath if boxes.chip.isEmpty() else inline), words.problem)
        if words.fix:
            hot = self.hot == (index.row(), "fix")
            if hot or boxes.chip.isEmpty():
                _card(painter, boxes.fix, soft if hot else look.tokens.color("card"), colour)
            self._text(painter, boxes.fix, words.fix, colour, bold=True, middle=True)

    def _text(
        self, painter: QPainter, box: QRect, text: str, colour: QColor, *,
        bold: bool = False, right: bool = False, middle: bool = False, struck: bool = False,
    ) -> None:  # fmt: skip
        if not text or box.width() <= 8:
            return
        fonts = self.plan().fonts
        font = fonts.bold if bold else fonts.plain
        if struck:
            font = QFont(font)
            font.setStrikeOut(True)
        painter.setFont(font)
        painter.setPen(colour)
        flags = _MIDDLE if middle else _RIGHT if right else _LEFT
        painter.drawText(box.adjusted(0, 0, 1, 0), flags, fonts.elided(text, box.width() + 1, bold))

    # Help.

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), self.help_at(index, option.rect, event.pos()), view)
        return True

    def help_at(self, index: Index, rect: QRect, at: QPoint) -> str:
        """What the tooltip says at a point of a row."""
        row, hit = _row(index), self.hit(index, rect, at)
        if row.edge == "end":
            return self.tr("Here ends {0}. Drop a layer above this line to put it inside.").format(row.part.type)
        if hit == "fold":
            return self.tr("Fold or unfold what is inside (Left, Right)")
        if hit == "check":
            return self.tr("In use; click to leave it out") if is_on(row.part) else self.tr("Left out; click to use it")
        if hit == "fix" and row.problem and row.problem.fix:
            return said(row.problem.fix.label)
        if hit == "problem" and row.problem:
            return sentence(row.problem)
        words = " ".join(filter(None, (row.part.type, row.part.summary())))
        lines = [words, declared(row.part.about()), sentence(row.problem) if row.problem else ""]
        return "\n\n".join(line for line in lines if line)


class _Look:
    """How a row looks at the moment of painting."""

    def __init__(self, view: QAbstractItemView, option: QStyleOptionViewItem, row: Row, index: Index) -> None:
        self.tokens = current_tokens()
        self.row = row
        self.enabled = is_on(row.part)
        model = index.model()
        self.folded = row.edge == "head" and isinstance(model, PartModel) and model.is_folded(index.row())
        self.selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self.hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        self.focused = view.hasFocus() and view.currentIndex().row() == index.row()

    def card(self, steps: bool) -> tuple[QColor | None, QColor | None]:
        """The fill and the border of the row's card."""
        tokens = self.tokens
        border = None if steps else tokens.color("border")
        fill = None if steps else tokens.color("input")
        if self.hover:
            fill = tokens.color("hover")
        if self.selected:
            fill = tokens.color("accent_soft")
        if self.selected or self.focused:
            border = tokens.color("accent_fill")
        if self.row.problem:
            border = tokens.color(self.row.problem.severity)
        return fill, border


def _row(index: Index) -> Row:
    model = index.model()
    assert isinstance(model, PartModel)
    return model.shown_row(index)


def _field_problem(row: Row) -> dict[str, str | Problem]:
    """The row's problem under the name of the field that it is about, if it is about one."""
    if row.problem is None:
        return {}
    last = parse(row.problem.address)[-1:]
    if row.edge and last and last[0] == "layers":
        return {}
    return {last[0]: row.problem} if last and isinstance(last[0], str) else {}


def _card(painter: QPainter, box: QRect, fill: QColor | None, border: QColor | None, width: float = 1.0) -> None:
    painter.setPen(QPen(border, width) if border is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    inset = width / 2
    painter.drawRoundedRect(QRectF(box).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)


def _bar(painter: QPainter, mark: QRect, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(mark.left() + 1, mark.top() - 1, 4, mark.height() + 2), 2, 2)


def _check_box(painter: QPainter, mark: QRect, on: bool, colour: QColor, tokens: Tokens) -> None:
    box = QRectF(mark).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(colour if on else tokens.color("border_strong"), 1))
    painter.setBrush(colour if on else tokens.color("card"))
    painter.drawRoundedRect(box, 3.5, 3.5)
    if on:
        light = colour.lightnessF() > 0.62
        tick = QColor("#1C2330" if light else "#FFFFFF")
        painter.setPen(QPen(tick, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline([box.topLeft() + QPointF(*point) for point in ((3, 7), (5.5, 9.5), (10, 4))])
