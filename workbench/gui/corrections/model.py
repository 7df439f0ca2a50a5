"""The corrections as rows of a table: sorted, filtered, with their pictures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QPixmap

from workbench.gui.browser.thumbnails import Thumbnails
from workbench.gui.corrections.edits import Place
from workbench.gui.corrections.originals import Originals
from workbench.gui.lane import Lane
from workbench.gui.theme import current_tokens
from workbench.spec.experiment import Correction

Index = QModelIndex | QPersistentModelIndex

SIDE = 30
SAMPLE, PART, WAS, IS = range(4)
_TOP = QModelIndex()


class CorrectionsModel(QAbstractTableModel):
    """``arranged`` comes when other rows are shown. A row is a correction; ``stale`` is one whose sample has another label now."""

    arranged = Signal()

    def __init__(self, pictures: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Correction, ...] = ()
        self._rows: list[int] = []
        self._words = ""
        self._sorted: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)
        self._originals: Originals | None = None
        self._now: dict[Place, str] = {}
        self._icons: dict[int, QIcon] = {}
        self._thumbnails = Thumbnails(pictures, self)
        self._thumbnails.came.connect(self._on_came)
        self._wanted: set[int] = set()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._want)

    # What is shown

    def set_size(self, ratio: float) -> None:
        """How many of the screen's pixels each pixel of a picture has."""
        self._thumbnails.set_size(SIDE, ratio)

    def show(self, corrections: tuple[Correction, ...]) -> None:
        """These."""
        self._renew(corrections, self._originals)

    def show_originals(self, originals: Originals | None) -> None:
        """Where their labels and pictures are found."""
        self._renew(self._all, originals)

    def filter(self, words: str) -> None:
        """Only those with these words in a column."""
        self.beginResetModel()
        self._words = words.strip().casefold()
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; −1: as they stand in the experiment."""
        self.beginResetModel()
        self._sorted = (column, order)
        self._arrange()

    def correction(self, row: int) -> Correction:
        """That of a row."""
        return self._all[self._rows[row]]

    def corrections(self, rows: Iterable[int]) -> list[Correction]:
        """Those of the rows."""
        return [self.correction(row) for row in rows]

    def row_of(self, place: Place) -> int | None:
        """Where that sample is shown."""
        return next((row for row, at in enumerate(self._rows) if self._all[at].place == place), None)

    def counts(self) -> tuple[int, int, int]:
        """Of all: with another label, left out, and not applied."""
        out = sum(each.label is None for each in self._all)
        return len(self._all) - out, out, sum(map(self.stale, self._all))

    def stale(self, correction: Correction) -> bool:
        """Whether it is known that the data are others than when it was made."""
        if self._originals is None or correction.given is None:
            return False
        return self._now.get(correction.place) != correction.given

    def was(self, correction: Correction) -> str:
        """What the data said when it was made, else what they say."""
        return correction.given or self._now.get(correction.place, "")

    def _renew(self, corrections: tuple[Correction, ...], originals: Originals | None) -> None:
        self.beginResetModel()
        self._all, self._originals = corrections, originals
        self._now = originals.labels(corrections) if originals is not None else {}
        self._icons.clear()
        self._wanted.clear()
        pictured = originals is not None and originals.pictured and corrections
        shelf = originals.shelf(corrections) if originals is not None and pictured else None
        self._thumbnails.set_shelf(shelf, series=originals is not None and originals.kind == "series")
        self._arrange()

    def _arrange(self) -> None:
        """The rows anew; ends what ``beginResetModel`` has begun."""
        rows = [row for row, each in enumerate(self._all) if not self._words or self._has(each)]
        column, order = self._sorted
        if column >= 0:
            keys: dict[int, Any] = {row: self._key(self._all[row], column) for row in rows}
            rows.sort(key=keys.__getitem__, reverse=order == Qt.SortOrder.DescendingOrder)
        self._rows = rows
        self.endResetModel()
        self.arranged.emit()

    def _has(self, correction: Correction) -> bool:
        texts = (self._text(correction, column) for column in (SAMPLE, PART, WAS, IS))
        return any(self._words in text.casefold() for text in texts)

    def _key(self, correction: Correction, column: int) -> tuple[Any, ...]:
        if column in (SAMPLE, PART):
            place = (correction.index, correction.part) if column == SAMPLE else (correction.part == "test",)
            return (*place, correction.index)
        return (self._text(correction, column).casefold(), correction.part == "test", correction.index)

    def _text(self, correction: Correction, column: int) -> str:
        if column == SAMPLE:
            words = self._originals.text(correction) if self._originals is not None else ""
            return f"#{correction.index}" + (f"  {words}" if words else "")
        if column == PART:
            return self.tr("test") if correction.part == "test" else self.tr("training")
        if column == WAS and self.stale(correction):
            now = self._now.get(correction.place)
            words = self.tr("{0}, not there now") if now is None else self.tr("{0}, now {1}")
            return words.format(correction.given, now)
        if column == WAS:
            return self.was(correction) or "–"
        return self.tr("left out") if correction.label is None else correction.label

    # What Qt asks

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole or orientation == Qt.Orientation.Vertical:
            return None
        return (self.tr("Sample"), self.tr("Part"), self.tr("In the data"), self.tr("Corrected"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        found = self.correction(index.row())
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(found, column)
        if role == Qt.ItemDataRole.DecorationRole and column == SAMPLE:
            return self._icon(self._rows[index.row()])
        if role == Qt.ItemDataRole.ForegroundRole and self.stale(found):
            return current_tokens().color("warning")
        if role == Qt.ItemDataRole.ForegroundRole and column == IS and found.label is None:
            return current_tokens().color("error")
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(found)
        return None

    def _tip(self, correction: Correction) -> str:
        if not self.stale(correction):
            return self.tr("Enter or a double click shows the sample among the others")
        now = self._now.get(correction.place)
        if now is None:
            return self.tr("Not applied: there is no such sample any more")
        return self.tr("Not applied: the data say {0} now, so it seems to be another sample").format(now)

    # Pictures

    def _icon(self, row: int) -> QIcon | None:
        if self._originals is None or not self._originals.pictured:
            return None
        if row not in self._icons:
            picture = self._thumbnails.picture(row)
            if picture is None:
                self._wanted.add(row)
                self._soon.start()
                return _blank()
            self._icons[row] = _blank() if picture.isNull() else _icon_of(QPixmap.fromImage(picture))
        return self._icons[row]

    def _want(self) -> None:
        self._thumbnails.want(sorted(self._wanted))

    def _on_came(self, rows: list[int]) -> None:
        self._wanted.difference_update(rows)
        if self._rows:
            self.dataChanged.emit(self.index(0, SAMPLE), self.index(len(self._rows) - 1, SAMPLE))


def _icon_of(pixmap: QPixmap) -> QIcon:
    """As it is, and not tinted where it is chosen."""
    if max(pixmap.width(), pixmap.height()) != SIDE:
        pixmap = pixmap.scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio)
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon


def _blank() -> QIcon:
    """Keeps the place of a picture."""
    pixmap = QPixmap(SIDE, SIDE)
    pixmap.fill(current_tokens().color("track"))
    return _icon_of(pixmap)
