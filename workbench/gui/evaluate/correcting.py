"""Corrections of the data set: another label for a sample, or none of it at all, as edits of the document that can be undone.

The files of the data set stay as they are: a run reads them with these corrections.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from workbench.spec.edits import SetValue
from workbench.spec.experiment import Correction, SourcePart, corrected, uncorrected

if TYPE_CHECKING:
    from workbench.gui.document import Document

FIELD = "data.corrections"


def corrections(document: Document) -> tuple[Correction, ...]:
    """Those of the experiment, in the order in which they were made."""
    return document.experiment.data.corrections


def correction_of(document: Document, part: str, row: int) -> Correction | None:
    """That of the sample at ``row`` of the source's own "train" or "test" part."""
    return next((each for each in corrections(document) if each.place == (part, row)), None)


def correct(document: Document, part: str, row: int, label: str | None) -> bool:
    """Give the sample at ``row`` of the source's own "train" or "test" part the class ``label``; None: leave it out.

    One step of undo. False where the document refuses it, which then says why.
    """
    made = Correction(part="test" if part == "test" else "train", index=row, label=label)
    template = _tr("exclude sample {0}") if label is None else _tr("label sample {0}")
    return document.edit([SetValue(FIELD, corrected(corrections(document), made))], template.format(f"#{row}"))


def take_back(document: Document, places: Collection[tuple[SourcePart, int]]) -> bool:
    """These samples (part, row) are again as the data set has them. One step of undo."""
    others = uncorrected(corrections(document), *places)
    names = ", ".join(f"#{row}" for _, row in sorted(places)[:5])
    return document.edit([SetValue(FIELD, others)], _tr("take back the correction of {0}").format(names))


def _tr(text: str) -> str:
    return QCoreApplication.translate("correcting", text)
