"""The middle of the window: the model under a head like a dock's."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.gui.panels.model import ModelPanel
from workbench.gui.widgets.card import CardTitle
from workbench.gui.widgets.card_frame import CardFrame


class ModelCard(CardFrame):
    """Its head sums the model up."""

    def __init__(self, model: ModelPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("model_card")
        head = CardTitle(self.tr("Model"), parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(model, 1)
        model.summarized.connect(head.set_summary)
