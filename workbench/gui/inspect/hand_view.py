"""One number of a layer worked out: for each input channel the window, the kernel and the products, and below them the sum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from workbench.gui.inspect.block_area import Block, BlockArea
from workbench.gui.inspect.painting import number

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from workbench.evaluation.inspect.by_hand import ByHand

    Array = NDArray[Any]
else:
    from workbench.gui.late import np

TERMS_IN_A_ROW = 8
MOST_TERMS = 2_000
"""Of a Linear layer with more inputs only the largest products are drawn."""


class HandView(QWidget):
    """Empty until there is something to work out; then a sentence may say why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.blocks = BlockArea(self)
        self.blocks.setObjectName("inspect_hand_blocks")
        self.blocks.setAccessibleName(self.tr("The numbers, their weights and the products"))
        self.result = QLabel("", self)
        self.result.setObjectName("inspect_hand_result")
        self.result.setAccessibleName(self.tr("The result"))
        self.result.setWordWrap(True)
        self.result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hand: ByHand | None = None
        self._by_size = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.blocks, 1)
        column.addWidget(self.result)
        column.addStretch(0)

    def set_hand(self, hand: ByHand | None, why_not: str = "") -> None:
        """Another number; None: those words."""
        self.hand = hand
        self.blocks.set_blocks(self._blocks(hand) if hand else (), hand.operation if hand else "sum", why_not)
        self.result.setText(self._result(hand) if hand else "")
        self.result.setVisible(hand is not None)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The result stands right below the numbers, where they need less than the room that there is."""
        spacing = self.layout().spacing()
        room = self.height() - max(self.result.heightForWidth(self.width()), 0) - spacing
        height = self.blocks.fit(self.width(), room)
        self.blocks.setMaximumHeight(height if self.hand else 16_777_215)

    def set_by_size(self, by_size: bool) -> None:
        """Of a Linear layer: the largest products first, or all in order."""
        self._by_size = by_size
        self.set_hand(self.hand)

    def table(self) -> list[list[object]]:
        """Every term."""
        hand = self.hand
        if hand is None:
            return []
        axes = [f"axis {axis}" for axis in range(hand.window.ndim)]
        rows: list[list[object]] = [[*axes, "input", *(("weight", "product") if hand.kernel is not None else ())]]
        known = [values for values in (hand.window, hand.kernel, hand.products) if values is not None]
        for place in np.ndindex(hand.window.shape):
            rows.append([*place, *(f"{float(values[place]):.9g}" for values in known)])
        return rows

    def _blocks(self, hand: ByHand) -> tuple[Block, ...]:
        window, inside, kernel, products = hand.window, hand.inside, hand.kernel, hand.products
        if kernel is None or products is None:
            title = self.tr("channel {0}").format(hand.channel) if hand.channel is not None else ""
            return (Block(title, np.atleast_2d(window), np.atleast_2d(inside)),)
        if window.ndim == 1:
            return self._terms(window, inside, kernel, products)
        first = hand.start[0]
        return tuple(
            Block(self.tr("channel {0}").format(first + number_), *(np.atleast_2d(each[number_])
                  for each in (window, inside, kernel, products)))
            for number_ in range(len(window))
        )  # fmt: skip

    def _terms(self, *four: Array) -> tuple[Block, ...]:
        """Of a Linear layer: rows of some terms."""
        products = four[3]
        order = np.argsort(-np.abs(products), kind="stable") if self._by_size else np.arange(len(products))
        order = order[:MOST_TERMS]
        blocks = []
        for start in range(0, len(order), TERMS_IN_A_ROW):
            places = order[start : start + TERMS_IN_A_ROW]
            heads = tuple(map(str, places.tolist()))
            blocks.append(Block("", *(each[places][None] for each in four), heads=heads))
        return tuple(blocks)

    def _result(self, hand: ByHand) -> str:
        if hand.operation == "maximum":
            words = self.tr("The greatest: <b>{0}</b>").format(number(hand.result))
        elif hand.operation == "mean":
            total = float(np.sum(hand.window, dtype=np.float64))
            words = self.tr("Sum {0} / {1} = <b>{2}</b>").format(
                number(total), hand.divisor or hand.window.size, number(hand.result)
            )
        else:
            words = self._sum(hand)
        if abs(hand.output - hand.result) > 1e-3 * max(abs(hand.output), 1e-2):
            words += "  " + self.tr("(the layer itself: {0})").format(number(hand.output))
        return words

    def _sum(self, hand: ByHand) -> str:
        assert hand.products is not None
        products = hand.products
        total = number(float(np.sum(products, dtype=np.float64)))
        if products.ndim > 1 and 1 < len(products) <= 64:
            sums = [float(np.sum(part, dtype=np.float64)) for part in products]
            shown = [number(each) for each in sums[:4]]
            more = " + …" if len(sums) > 4 else ""
            total = f"{_added(shown)}{more} = {total}"
        if hand.bias is None:
            return self.tr("Sum of the products: <b>{0}</b>").format(total)
        return self.tr("Sum of the products: {0}; with the bias {1}: <b>{2}</b>").format(
            total, number(hand.bias), number(hand.result)
        )


def _added(shown: list[str]) -> str:
    """ "1 + 2 − 3"."""
    words = shown[0]
    for each in shown[1:]:
        words += f" − {each[1:]}" if each.startswith("-") else f" + {each}"
    return words
