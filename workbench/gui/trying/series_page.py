"""The curves of a series of the data set, and the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.gui.trying.page import TryPage
from workbench.gui.widgets.curve_view import CurveView

if TYPE_CHECKING:
    from workbench.evaluation.at_hand import Drawn
    from workbench.evaluation.subject import Subject


class SeriesPage(TryPage):
    """``sample()`` is a series (C, T) float32."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.another.setText(self.tr("Another sample"))
        self.another.setAccessibleName(self.tr("Another sample"))
        self.another.setToolTip(self.tr("Take another series of the test part"))
        self.curves = CurveView(self)
        self.curves.setObjectName("try_curves")
        self.curves.setAccessibleName(self.tr("The curves of the series"))
        self.curves.setToolTip(self.tr("The series, each channel in its colour"))
        self.curves.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.body.addWidget(self.curves, 1)

    def set_subject(self, subject: Subject) -> None:
        super().set_subject(subject)
        self.curves.set_series(None)

    def sample(self) -> Any:
        return None if self._drawn is None else self._drawn.values

    def show_drawn(self, drawn: Drawn) -> None:
        self.curves.set_series(drawn.values)  # type: ignore[arg-type]
        super().show_drawn(drawn)
