"""Keeps thinned copies of the weights that come anyway, from the first on: so that one can look back at any time.

It costs the memory of the copies (``Moments``: 64 MB at most) and nothing else: no weights are asked for, nothing is computed.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from workbench.gui.model_at_hand import ModelAtHand
from workbench.gui.run_record import RunRecord
from workbench.gui.watch.moments import Moments


class WeightHistory(QObject):
    """``changed``: there is another moment; ``cleared``: they are those of another run."""

    changed = Signal()
    cleared = Signal()

    def __init__(self, at_hand: ModelAtHand, record: RunRecord, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._at_hand, self._record = at_hand, record
        self.moments = Moments()
        self.run_dir: Path | None = None
        at_hand.changed.connect(self._on_weights)

    def _on_weights(self) -> None:
        hand = self._at_hand
        if hand.weights is None:
            return
        another = hand.run_dir != self.run_dir
        if another:
            self.run_dir = hand.run_dir
            self.moments.clear()
        self.moments.add(hand.step or self._last_step(), hand.weights)
        (self.cleared if another else self.changed).emit()

    def _last_step(self) -> int:
        """That of weights from a folder."""
        epochs = self._record.now.epochs if self._record.now is not None else ()
        return epochs[-1].step if epochs else 0
