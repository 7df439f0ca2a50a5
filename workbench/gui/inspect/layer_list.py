"""All layers of the model with what they made of the sample: the size, a few statistics, the share of zeros as a bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.gui.inspect.painting import number
from workbench.gui.inspect.probe import INPUT
from workbench.gui.theme import current_tokens
from workbench.spec.containers import path_of
from workbench.spec.shapes import show

if TYPE_CHECKING:
    from workbench.evaluation.inspect.activations import Activation, Activations

BAR_WIDTH = 34
INDENT = 12
Index = QModelIndex | QPersistentModelIndex


class LayerList(QListView):
    """``chosen`` carries the address of a layer."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspect_layers")
        self.setAccessibleName(self.tr("Layers"))
        self.setToolTip(self.tr("The layers of the run's model; choose one to see what it makes of the sample"))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self))
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 60)

    def set_activations(self, found: Activations | None) -> None:
        """Other numbers; of the same layers: what is chosen stays."""
        layers = (found.input, *found.layers) if found else ()
        address = self.address()
        if self._rows.set_layers(layers):
            self.choose(address)

    def address(self) -> str:
        """The chosen layer; empty: none."""
        return self._rows.address(self.currentIndex().row())

    def addresses(self) -> list[str]:
        """Those of all layers."""
        return [self._rows.address(row) for row in range(self._rows.rowCount())]

    def choose(self, address: str) -> bool:
        """Choose a layer, without a word to others; False where there is none of that address."""
        if address not in self.addresses():
            return False
        self.selectionModel().blockSignals(True)
        self.setCurrentIndex(self._rows.index(self.addresses().index(address)))
        self.selectionModel().blockSignals(False)
        self.scrollTo(self.currentIndex())
        self.viewport().update()
        return True

    def _on_current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(self._rows.address(now.row()))


class _Rows(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._layers: tuple[Activation, ...] = ()

    def set_layers(self, layers: tuple[Activation, ...]) -> bool:
        """True: they are other layers than before."""
        same = [each.row for each in layers] == [each.row for each in self._layers]
        if same:
            self._layers = layers
            if layers:
                self.dataChanged.emit(self.index(0), self.index(len(layers) - 1))
            return False
        self.beginResetModel()
        self._layers = layers
        self.endResetModel()
        return True

    def address(self, row: int) -> str:
        return self._layers[row].row.address if 0 <= row < len(self._layers) else ""

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return len(self._layers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        layer = self._layers[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return layer
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{self.name(layer)} {show(layer.shape)}"
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self._tip(layer)
        return None

    def name(self, layer: Activation) -> str:
        """Its place and its type, as in 2.0 Conv2d; a part of a torchvision network has a name of its own."""
        if layer.row.address == INPUT:
            return self.tr("Input")
        part = layer.row.address.partition(":")[2].rpartition(".")[2]
        path = ".".join(map(str, path_of(layer.row.address.partition(":")[0])))
        return f"{part or path}  {layer.row.type}"

    def _tip(self, layer: Activation) -> str:
        about = layer.statistics
        lines = [
            f"{self.name(layer)}  {show(layer.shape)}",
            layer.row.address,
            self.tr("{0} … {1}, mean {2}, std {3}").format(
                *map(number, (about.low, about.high, about.mean, about.std))
            ),
            self.tr("{0} of {1} are exactly zero").format(f"{about.zeros:.1%}", f"{about.count:,}"),
        ]
        if about.not_finite:
            lines.append(self.tr("{0} are not finite").format(f"{about.not_finite:,}"))
        if layer.calls > 1:
            lines.append(self.tr("used {0} times; this is the last output").format(layer.calls))
        return "\n".join(lines)


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        high = QFontMetrics(option.font).height() + QFontMetrics(_small(option.font)).height()
        return QSize(160, high + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, font = option.rect, option.font
        state, widget = option.state, option.widget
        layer: Activation = index.data(Qt.ItemDataRole.UserRole)
        tokens = current_tokens()
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, tokens.color("accent_soft"))
            if widget.hasFocus():
                painter.setPen(tokens.color("accent_fill"))
                painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, tokens.color("hover"))
        metrics, small = QFontMetrics(font), _small(font)
        left = rect.left() + 6 + INDENT * min(layer.row.depth, 4)
        right, top = rect.right() - 6, rect.top() + 4
        middle = Qt.AlignmentFlag.AlignVCenter
        shape = show(layer.shape)
        room = metrics.horizontalAdvance(shape) + 6
        painter.setFont(font)
        painter.setPen(tokens.color("text"))
        name = index.model().name(layer)  # type: ignore[attr-defined]
        name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, max(right - left - room, 30))
        painter.drawText(QRectF(left, top, right - left, metrics.height()), middle, name)
        painter.setPen(tokens.color("muted"))
        painter.drawText(QRectF(left, top, right - left, metrics.height()), middle | Qt.AlignmentFlag.AlignRight, shape)
        painter.setFont(small)
        line = QRectF(left, top + metrics.height(), right - left, QFontMetrics(small).height())
        self._paint_statistics(painter, layer, line)
        painter.restore()

    def _paint_statistics(self, painter: QPainter, layer: Activation, line: QRectF) -> None:
        tokens, about = current_tokens(), layer.statistics
        metrics = QFontMetrics(painter.font())
        share = f"{about.zeros:.0%}"
        width = metrics.horizontalAdvance("100%") + 4
        said = self.tr("{0} … {1}  μ {2}").format(number(about.low), number(about.high), number(about.mean))
        painter.setPen(tokens.color("error" if about.not_finite else "muted"))
        room = line.adjusted(0, 0, -width - BAR_WIDTH - 4, 0)
        said = metrics.elidedText(said, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, said)
        bar = QRectF(line.right() - BAR_WIDTH, line.center().y() - 2.5, BAR_WIDTH, 5)
        painter.fillRect(bar, tokens.color("track"))
        if about.zeros > 0:
            bar.setWidth(max(BAR_WIDTH * about.zeros, 1.0))
            painter.fillRect(bar, tokens.color("warning" if about.zeros > 0.9 else "accent_fill"))
        painter.setPen(tokens.color("muted"))
        words = QRectF(line.right() - BAR_WIDTH - 4 - width, line.top(), width, line.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, share)


def _small(font: QFont) -> QFont:
    made = QFont(font)
    made.setPointSizeF(max(font.pointSizeF() * 0.85, 6.5))
    return made
