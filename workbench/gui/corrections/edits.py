"""Corrections of the data set as edits of the document: samples get another label, are left out, or are as the data set has them again.

Each is one step of undo, however many samples it concerns. The files of the data set stay as they are: a run reads them with these
corrections.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from workbench.spec.edits import SetValue
from workbench.spec.experiment import Correction, SourcePart, corrected, uncorrected

if TYPE_CHECKING:
    from workbench.gui.document import Document

FIELD = "data.corrections"

Place = tuple[SourcePart, int]


class Sample(NamedTuple):
    """Which one, and the label that the data give it."""

    part: SourcePart
    row: int
    given: str

    @property
    def place(self) -> Place:
        """Which one."""
        return self.part, self.row


def corrections(document: Document) -> tuple[Correction, ...]:
    """Those of the experiment."""
    return document.experiment.data.corrections


def corrections_by_place(document: Document) -> dict[Place, Correction]:
    """The same, to look them up."""
    return {each.place: each for each in corrections(document)}


def label(document: Document, samples: Sequence[Sample], labels: Sequence[str]) -> bool:
    """Give each sample its class; one that the data give it anyway needs no correction. False where the document refuses it."""
    pairs = list(zip(samples, labels, strict=True))
    made = [Correction(part=s.part, index=s.row, label=each, given=s.given) for s, each in pairs if each != s.given]
    kept = uncorrected(corrections(document), *(s.place for s, each in pairs if each == s.given))
    if len(samples) == 1:
        words = _tr("label sample {0} as “{1}”").format(f"#{samples[0].row}", labels[0])
    elif len(set(labels)) == 1:
        words = _tr("label {0} samples as “{1}”").format(f"{len(samples):,}", labels[0])
    else:
        words = _tr("label {0} samples").format(f"{len(samples):,}")
    return _edit(document, corrected(kept, *made), words)


def exclude(document: Document, samples: Sequence[Sample]) -> bool:
    """Leave them out."""
    made = (Correction(part=each.part, index=each.row, given=each.given) for each in samples)
    one = _tr("exclude sample {0}").format(f"#{samples[0].row}") if samples else ""
    words = one if len(samples) == 1 else _tr("exclude {0} samples").format(f"{len(samples):,}")
    return _edit(document, corrected(corrections(document), *made), words)


def take_back(document: Document, places: Collection[Place]) -> bool:
    """These samples are again as the data set has them."""
    if len(places) == 1:
        words = _tr("take back the correction of {0}").format(f"#{next(iter(places))[1]}")
    else:
        words = _tr("take back {0} corrections").format(f"{len(places):,}")
    return _edit(document, uncorrected(corrections(document), *places), words)


def take_all_back(document: Document) -> bool:
    """No sample is corrected any more."""
    return _edit(document, (), _tr("take all corrections back"))


def add(document: Document, new: Iterable[Correction]) -> bool:
    """Those of a list, beside those that are there; of two for one sample that of the list counts."""
    return _edit(document, corrected(corrections(document), *new), _tr("read corrections"))


def _edit(document: Document, made: tuple[Correction, ...], words: str) -> bool:
    document.end_gesture()
    return document.edit([SetValue(FIELD, made)], words)


def _tr(text: str) -> str:
    return QCoreApplication.translate("correcting", text)
