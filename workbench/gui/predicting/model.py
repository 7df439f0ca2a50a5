"""The answers of many files as rows of a table: sorted, filtered, and made as they are looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QImage

from workbench.data.browse import Shelf
from workbench.evaluation.file_answers import FileAnswer
from workbench.gui.browser.thumbnails import Thumbnails
from workbench.gui.lane import Lane
from workbench.gui.texts import said, sentence
from workbench.gui.theme import current_tokens

Index = QModelIndex | QPersistentModelIndex

PICTURE, NAME, PREDICTION, CONFIDENCE, OTHERS = range(5)
SIDE = 40
GAP = "   "  # so that what follows the confidence is not read as a part of it
ALL, PROBLEMS = -1, -2


class AnswersModel(QAbstractTableModel):
    """A row for each file, in the order in which they were named, or sorted; ``kind`` filters: a class, all, or problems."""

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.classes: tuple[str, ...] = ()
        self.outputs: tuple[str, ...] = ()
        self._paths: list[Path] = []
        self._answers: list[FileAnswer | None] = []
        self._row_of: dict[Path, int] = {}
        self._shown: list[int] = []
        self._sorted = (-1, Qt.SortOrder.AscendingOrder)
        self._kind = ALL
        self._thumbnails = Thumbnails(lane, self)
        self._thumbnails.set_size(SIDE, 1.0)
        self._thumbnails.came.connect(self._on_pictures_came)
        self._wanted: dict[int, None] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._want)

    # What there is

    def add(self, paths: Sequence[Path]) -> int:
        """More files; says how many of them were not there yet."""
        new = [path for path in dict.fromkeys(paths) if path not in self._row_of]
        if new:
            self._row_of |= {path: len(self._paths) + place for place, path in enumerate(new)}
            self._paths += new
            self._answers += [None] * len(new)
            count = len(self._paths)
            self._thumbnails.set_shelf(Shelf(np.zeros(count, np.int64), np.arange(count), files=tuple(self._paths)))
            self.arrange()
        return len(new)

    def take(self, answers: Sequence[FileAnswer]) -> None:
        """What the model says of some of them; the order stays until :meth:`arrange`."""
        for answer in answers:
            row = self._row_of.get(answer.path)
            if row is not None:
                self._answers[row] = answer
        if self._shown:
            self.dataChanged.emit(self.index(0, PREDICTION), self.index(len(self._shown) - 1, OTHERS))

    def forget_answers(self) -> None:
        """Another model: nothing is known of the files."""
        self._answers = [None] * len(self._paths)
        self.arrange()

    def clear(self) -> None:
        """No files."""
        self._paths, self._answers, self._row_of = [], [], {}
        self._thumbnails.set_shelf(None)
        self.arrange()

    def unanswered(self) -> list[Path]:
        """The files of which nothing is known yet."""
        return [path for path, answer in zip(self._paths, self._answers, strict=True) if answer is None]

    def count(self) -> int:
        """Of all files."""
        return len(self._paths)

    def problems(self) -> int:
        """Of how many files there can be no answer."""
        return sum(answer is not None and answer.problem is not None for answer in self._answers)

    def class_counts(self) -> Counter[int]:
        """How many files each class was said of."""
        return Counter(answer.best[0][0] for answer in self._answers if answer is not None and answer.best)

    def listed(self) -> list[FileAnswer]:
        """The answers that are shown, in their order."""
        return [answer for row in self._shown if (answer := self._answers[row]) is not None]

    def path(self, row: int) -> Path:
        """The file of a row that is shown."""
        return self._paths[self._shown[row]]

    # The order

    def set_kind(self, kind: int) -> None:
        """Show all (``ALL``), those with ``PROBLEMS``, or those of one class."""
        self._kind = kind
        self.arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; −1: as they were named."""
        self._sorted = (column, order)
        self.arrange()

    def arranges(self) -> bool:
        """Whether answers decide what is shown, and where."""
        return self._kind != ALL or self._sorted[0] >= PREDICTION

    def arrange(self) -> None:
        """Filter and sort anew."""
        self.beginResetModel()
        rows = [row for row in range(len(self._paths)) if self._fits(self._answers[row])]
        column, order = self._sorted
        if column >= 0:
            rows.sort(key=lambda row: self._key(row, column), reverse=order == Qt.SortOrder.DescendingOrder)
            rows.sort(key=lambda row: column >= PREDICTION and self._rank(row))  # what has no answer comes last
        self._shown = rows
        self.endResetModel()

    def _fits(self, answer: FileAnswer | None) -> bool:
        if self._kind == ALL or answer is None:
            return self._kind == ALL
        if self._kind == PROBLEMS:
            return answer.problem is not None
        return bool(answer.best) and answer.best[0][0] == self._kind

    def _rank(self, row: int) -> int:
        answer = self._answers[row]
        return 2 if answer is None else 1 if answer.problem is not None else 0

    def _key(self, row: int, column: int) -> tuple[float, str]:
        answer, name = self._answers[row], str(self._paths[row])
        if column in (PICTURE, NAME) or answer is None or answer.problem is not None:
            return 0.0, name
        if column == PREDICTION:
            return float(answer.best[0][0]) if answer.best else answer.numbers[0], name
        place = 1 if column == OTHERS else 0
        return answer.best[place][1] if len(answer.best) > place else 0.0, name

    # Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            side = Qt.AlignmentFlag.AlignRight if section == CONFIDENCE else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return f"{section + 1:,}"
        heads = ("", self.tr("File"), self.tr("Prediction"), self.tr("Confidence"), GAP + self.tr("Next"))
        return heads[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self._shown[index.row()], index.column()
        answer = self._answers[row]
        if role == Qt.ItemDataRole.DecorationRole and column == PICTURE:
            return self._picture(row)
        if role == Qt.ItemDataRole.SizeHintRole and column == PICTURE:
            return QSize(SIDE + 8, SIDE + 4)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column == CONFIDENCE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and column == PREDICTION and answer is not None and answer.problem:
            return current_tokens().color("error")
        if role == Qt.ItemDataRole.ToolTipRole:
            return sentence(answer.problem) if answer is not None and answer.problem else str(self._paths[row])
        return None

    def _text(self, row: int, column: int) -> str | None:
        answer = self._answers[row]
        if column == NAME:
            path = self._paths[row]
            return f"{path.parent.name}/{path.name}"
        if answer is None or column == PICTURE:
            return None
        if answer.problem is not None:
            words = {PREDICTION: self.tr("cannot be read"), OTHERS: GAP + said(answer.problem.what)}
            return words.get(column)
        if answer.numbers:
            named = zip(self.outputs, answer.numbers, strict=False)
            return ", ".join(f"{name} {number:.6g}" for name, number in named) if column == PREDICTION else None
        if column == OTHERS:
            return GAP + ",  ".join(f"{self.classes[place]}: {share * 100:.1f} %" for place, share in answer.best[1:])
        place, share = answer.best[0]
        return self.classes[place] if column == PREDICTION else f"{share * 100:.1f} %"

    # Pictures: those that were painted are read

    def _picture(self, row: int) -> QImage | None:
        picture = self._thumbnails.picture(row)
        if picture is None and row not in self._wanted:
            self._wanted[row] = None
            self._soon.start()
        return picture

    def _want(self) -> None:
        wanted, self._wanted = list(self._wanted), {}
        self._thumbnails.want(wanted[-60:])  # what was scrolled past is asked for again when it is painted

    def _on_pictures_came(self, _rows: list[int]) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0, PICTURE), self.index(len(self._shown) - 1, PICTURE))
