"""Python's garbage collector, moved into the window's thread.

A collection begins in whatever thread happens to allocate. In a training thread it would delete widgets that stand in a
reference cycle there, which Qt does not survive; and it would stop a training step. So it is switched off, and a timer
does the same in the window's thread, with Python's own thresholds.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500
PATIENCE_MS = 60_000
"""So long, at most, nothing is collected after the start: PyTorch's objects come, and none of them goes."""


class Collector(QObject):
    """Collects while it lives; ``close`` gives the work back to Python."""

    def __init__(self, parent: QObject | None = None, patience_ms: int = 0) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(collect_if_due)
        self._begin = QTimer(self)
        self._begin.setSingleShot(True)
        self._begin.timeout.connect(self._timer.start)
        self._begin.start(patience_ms)

    def spare(self) -> None:
        """What is loaded by now (PyTorch above all) stays to the end: it is not looked through, also not now."""
        gc.freeze()
        self._begin.start(0)

    def close(self) -> None:
        """As it was before."""
        self._begin.stop()
        self._timer.stop()
        gc.unfreeze()
        gc.enable()


def collect_if_due() -> None:
    """The oldest generation whose count is above its threshold, and with it the younger ones."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            gc.collect(generation)
            return
