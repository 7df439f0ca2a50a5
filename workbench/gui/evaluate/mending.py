"""Correcting samples that are looked at: another label, or out with them, in the document that is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from workbench.gui.corrections import class_menu, edits
from workbench.gui.corrections.edits import Sample

if TYPE_CHECKING:
    from workbench.gui.document import Document
    from workbench.gui.evaluate.sample_detail import SampleDetail
    from workbench.gui.evaluate.seen import Seen
    from workbench.spec.experiment import Correction


class Mending(QObject):
    """Knows samples by their positions in what is shown."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document, self._widget = document, parent
        self._seen: Seen | None = None

    def set_seen(self, seen: Seen | None) -> None:
        """Other judgements."""
        self._seen = seen

    def can(self) -> bool:
        """Whether the document is about the data that were judged."""
        return self._seen is not None and self._seen.experiment.data.source == self._document.experiment.data.source

    def corrected(self) -> dict[int, Correction]:
        """What is corrected of the samples that are shown, by their positions."""
        seen = self._seen
        if seen is None or not self.can():
            return {}
        rows = {each.index: each for each in edits.corrections(self._document) if each.part == seen.source_part}
        here: list[int] = np.flatnonzero(np.isin(seen.shelf.rows, list(rows))).tolist() if rows else []
        return {position: rows[seen.place(position)] for position in here}

    def relabel(self, positions: Sequence[int], below: QWidget) -> None:
        """Let the right class be chosen in a menu."""
        if self.can() and positions:
            menu = QMenu(self._widget)
            menu.setObjectName("label_menu")
            menu.aboutToHide.connect(menu.deleteLater)
            self.fill(menu, positions)
            class_menu.pop_up(menu, below)

    def fill(self, menu: QMenu, positions: Sequence[int]) -> None:
        """The classes; above them what the model takes the samples for."""
        seen = self._seen
        if seen is None:
            return
        made = seen.assessment
        taken = [made.classes[int(made.predicted[position])] for position in positions]
        often = Counter(taken)
        words = self.tr("As predicted: {0}").format(taken[0])
        if len(often) > 1:
            words = self.tr("As predicted, each for itself ({0})").format(
                ", ".join(f"{name} {count}" for name, count in often.most_common(3)) + (", …" if len(often) > 3 else "")
            )
        now = {seen.true(position) for position in positions}
        class_menu.fill(
            menu, seen.facts.classes, lambda name: self.label(positions, [name] * len(positions)),
            next(iter(now)) if len(now) == 1 else None, ((words, lambda: self.label(positions, taken)),),
        )  # fmt: skip

    def label(self, positions: Sequence[int], labels: Sequence[str]) -> None:
        """Give each its class."""
        if self.can():
            edits.label(self._document, self._samples(positions), labels)

    def exclude(self, positions: Sequence[int]) -> None:
        """Leave the samples out."""
        if self.can() and positions:
            edits.exclude(self._document, self._samples(positions))

    def take_back(self, positions: Sequence[int]) -> None:
        """The samples as the data set has them."""
        known = self.corrected()
        places = {known[position].place for position in positions if position in known}
        if places:
            edits.take_back(self._document, places)

    def show_on(self, detail: SampleDetail, positions: Sequence[int], corrected: dict[int, Correction]) -> None:
        """What is corrected of the samples, and what can be."""
        seen = self._seen
        if seen is None or not positions or max(positions) >= len(seen.assessment):
            return
        detail.set_can_correct(self.can(), self.tr("The experiment that is open is about other data than this run."))
        found = [corrected[position] for position in positions if position in corrected]
        out = sum(each.label is None for each in found)
        words = self._words(positions[0], found[0]) if found and len(positions) == 1 else ""
        detail.set_several(len(positions), len(found))
        detail.set_correction(words, can_take_back=bool(found), can_exclude=out < len(positions))

    def _words(self, position: int, correction: Correction) -> str:
        seen = self._seen
        assert seen is not None
        if correction.label is None:
            return self.tr("Left out from the next run on")
        if correction.label == seen.true(position):
            return self.tr("Corrected; the data say {0}").format(correction.given or "?")
        return self.tr("From the next run on: {0}").format(correction.label)

    def _samples(self, positions: Sequence[int]) -> list[Sample]:
        assert self._seen is not None
        return [
            Sample(self._seen.source_part, self._seen.place(each), self._seen.given(each)) for each in positions
        ]  # fmt: skip
