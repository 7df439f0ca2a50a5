"""Where things stand in a row of a list of parts, in pixels: one plan for painting, for clicks and for heights.

A row is a card with a line: mark, title, summary, and at the right the columns and the grip. A problem's sentence
stands in that line where there is room for it, else wrapped beneath it. An open row has its form in a second card.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics

GAP = 4  # between cards
PAD = 9  # from a card's edge to what is in it
SPACE = 10  # between things in a line
MARK = 14  # the check box, and the place of the coloured bar
GRIP = 14
ICON = 14
FORM_PAD = QSize(14, 10)
INDENT = 20  # for each container that a row is in
FOLD = 12  # the arrow of a container
_LEAST_SUMMARY = 60


@dataclass(frozen=True)
class Fonts:
    """The fonts of a list and their measures, made once for a font."""

    plain: QFont
    bold: QFont

    @classmethod
    def of(cls, font: QFont) -> Fonts:
        """From the widget's font."""
        bold = QFont(font)
        bold.setBold(True)
        return cls(QFont(font), bold)

    def width(self, text: str) -> int:
        """Of a text in the ordinary weight."""
        return self._metrics[0].horizontalAdvance(text)

    def bold_width(self, text: str) -> int:
        """Of a text in bold."""
        return self._metrics[1].horizontalAdvance(text)

    def elided(self, text: str, width: int, bold: bool) -> str:
        """As much of the text as the width has room for."""
        return self._metrics[bold].elidedText(text, Qt.TextElideMode.ElideRight, width)

    @cached_property
    def _metrics(self) -> tuple[QFontMetrics, QFontMetrics]:
        return QFontMetrics(self.plain), QFontMetrics(self.bold)

    def line(self) -> int:
        """The height of a row of one line."""
        return self._line

    @cached_property
    def _line(self) -> int:
        return max(QFontMetrics(self.bold).height() + 10, 24)

    def wrapped(self, text: str, width: int) -> int:
        """The height of a text wrapped at a width."""
        room = QRect(0, 0, max(width, 40), 10_000)
        return QFontMetrics(self.plain).boundingRect(room, int(Qt.TextFlag.TextWordWrap), text).height()


@dataclass(frozen=True)
class Columns:
    """The widths of the right-aligned columns, the same for all rows."""

    detail: int = 0
    count: int = 0

    def within(self, width: int) -> Columns:
        """The columns that a list of this width has room for: the count gives way first."""
        if width - self.detail - self.count < 190:
            return Columns(self.detail if width - self.detail >= 170 else 0, 0)
        return self


@dataclass(frozen=True)
class Words:
    """The texts of a row, as they are painted."""

    title: str
    summary: str
    detail: str
    count: str
    problem: str
    fix: str


@dataclass(frozen=True)
class Boxes:
    """The rectangles of a row; those that are not there are empty. ``chip`` frames a problem inside the line."""

    card: QRect
    form: QRect
    mark: QRect
    fold: QRect
    title: QRect
    summary: QRect
    detail: QRect
    count: QRect
    grip: QRect
    chip: QRect
    icon: QRect
    problem: QRect
    fix: QRect


@dataclass(frozen=True)
class Plan:
    """What all rows of a list share. ``steps``: the look of the pipeline, with check boxes and grips always there."""

    fonts: Fonts
    columns: Columns
    steps: bool

    def height(self, width: int, words: Words, form_height: int) -> int:
        """Of a row with all that belongs to it and the gap after it."""
        boxes = self.boxes(QRect(0, 0, width, 0), words, form_height)
        return (boxes.form if form_height else boxes.card).bottom() + 1 + GAP

    def boxes(self, rect: QRect, words: Words, form_height: int, folds: bool = False) -> Boxes:
        """The plan of a row; only left, top and width of ``rect`` count. ``folds``: it has an arrow before its title."""
        line = self.fonts.line()
        columns = self.columns.within(rect.width())
        left = rect.left() + PAD
        mark = QRect(left, rect.top() + (line - MARK) // 2, MARK, MARK)
        right, grip = self._grip(rect, line)
        count = _leftwards(right, rect.top(), columns.count, line)
        right = count.left() - (SPACE + 4 if columns.count else 0)
        detail = _leftwards(right, rect.top(), columns.detail, line)
        own_right = right - (self.fonts.width(words.detail) + SPACE if columns.detail and words.detail else 0)
        start = mark.right() + 1 + SPACE - 1
        arrow = QRect(start - 4, rect.top() + (line - FOLD) // 2, FOLD, FOLD) if folds else QRect()
        start += FOLD + 2 if folds else 0
        title_width = self.fonts.width(words.title) if self.steps else self.fonts.bold_width(words.title)
        middle = QRect(start, rect.top(), max(0, own_right - start), line)
        problem = self._problem(rect, words, middle, title_width)
        end = problem.chip.left() - SPACE if not problem.chip.isEmpty() else middle.right() + 1
        title = QRect(start, rect.top(), max(0, min(title_width, end - start)), line)
        summary = QRect(title.right() + 1 + 8, rect.top(), max(0, end - title.right() - 9), line)
        card = QRect(rect.left(), rect.top(), rect.width(), line + problem.below)
        form = QRect(rect.left(), card.bottom() + 1 + GAP, rect.width(), form_height)
        return Boxes(
            card,
            form,
            mark,
            arrow,
            title,
            summary,
            detail,
            count,
            grip,
            problem.chip,
            problem.icon,
            problem.text,
            problem.fix,
        )

    def _grip(self, rect: QRect, line: int) -> tuple[int, QRect]:
        """The right edge of what stands before the grip, and the grip."""
        right = rect.right() + 1 - PAD
        if not self.steps:
            return right, QRect()
        grip = QRect(right - GRIP, rect.top() + (line - GRIP) // 2, GRIP, GRIP)
        return grip.left() - SPACE, grip

    def _problem(self, rect: QRect, words: Words, middle: QRect, title_width: int) -> _ProblemBoxes:
        if not words.problem:
            return _ProblemBoxes()
        fix = self.fonts.bold_width(words.fix) + 16 if words.fix else 0
        text = self.fonts.width(words.problem)
        summary = min(self.fonts.width(words.summary), _LEAST_SUMMARY)
        chip = text + 16 + fix
        if title_width + 8 + summary + SPACE + chip <= middle.width():
            return self._inline(middle, chip, text, fix)
        return self._beneath(rect, words, middle, fix)

    def _inline(self, middle: QRect, chip: int, text: int, fix: int) -> _ProblemBoxes:
        box = QRect(middle.right() + 1 - chip, middle.top() + 3, chip, middle.height() - 6)
        inner = QRect(box.left() + 8, box.top(), text, box.height())
        button = QRect(box.right() + 1 - fix, box.top(), fix, box.height()) if fix else QRect()
        return _ProblemBoxes(chip=box, text=inner, fix=button)

    def _beneath(self, rect: QRect, words: Words, middle: QRect, fix: int) -> _ProblemBoxes:
        icon = QRect(rect.left() + PAD, middle.bottom() + 1, ICON, ICON)
        right = rect.right() + 1 - PAD
        button = QRect(right - fix - 4, middle.bottom() + 1, fix + 4, 20) if fix else QRect()
        wide = (button.left() - SPACE if fix else right) - middle.left()
        high = self.fonts.wrapped(words.problem, wide)
        text = QRect(middle.left(), middle.bottom() + 1, wide, high)
        return _ProblemBoxes(icon=icon, text=text, fix=button, below=max(high, 20 if fix else 0) + 7)


@dataclass(frozen=True)
class _ProblemBoxes:
    chip: QRect = field(default_factory=QRect)
    icon: QRect = field(default_factory=QRect)
    text: QRect = field(default_factory=QRect)
    fix: QRect = field(default_factory=QRect)
    below: int = 0


def _leftwards(right: int, top: int, width: int, height: int) -> QRect:
    return QRect(right - width, top, width, height)
