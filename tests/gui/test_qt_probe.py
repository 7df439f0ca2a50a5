"""PySide6 6.12.0 on Python 3.11 loses a reference to None in every void call, and to True in every emit.

The bound in pyproject.toml can be lifted when this passes with a newer PySide6.
"""

import sys

from PySide6.QtCore import QObject, Signal


class Probe(QObject):
    said = Signal()


def test_calls_and_emits_keep_their_references(qapp):
    probe = Probe()
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(2_000):
        probe.blockSignals(False)
        probe.said.emit()
    lost = before[0] - sys.getrefcount(None), before[1] - sys.getrefcount(True)
    assert max(lost) < 500
