"""About how much memory a run needs, and how long an epoch takes: a line, and what it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

if TYPE_CHECKING:
    from workbench.training.estimate import Estimate


class EstimateLabel(QLabel):
    """Hidden while nothing is known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("estimate_label")
        self.setAccessibleName(self.tr("What a run needs, about"))
        self.setProperty("role", "muted")
        self.setWordWrap(True)
        self.setContentsMargins(12, 0, 12, 0)
        self.hide()

    def show_estimate(self, estimate: Estimate | None) -> None:
        """Write it down, or hide."""
        self.setVisible(estimate is not None)
        if estimate is None:
            return
        from workbench.training.estimate import duration  # late: PyTorch
        from workbench.training.memory import gigabytes

        memory, seconds = estimate.memory, estimate.seconds
        if seconds is None:
            self.setText(self.tr("About {0} of memory").format(gigabytes(memory.peak)))
        else:
            words = self.tr("About {0} of memory, {1} for an epoch")
            self.setText(words.format(gigabytes(memory.peak), duration(seconds)))
        rows = (
            (self.tr("the program itself"), memory.base),
            (self.tr("data"), memory.data),
            (self.tr("data, while they are prepared"), memory.loading),
            (self.tr("parameters"), memory.parameters),
            (self.tr("gradients"), memory.gradients),
            (self.tr("what the optimizer keeps"), memory.optimizer),
            (self.tr("running mean of the weights"), memory.averaged),
            (self.tr("what the layers put out, of one batch"), memory.activations),
            (self.tr("a checkpoint, while it is saved"), memory.saving),
        )
        lines = [f"{name}: {gigabytes(size)}" for name, size in rows if size]
        note = self.tr("Estimated, not measured: it can be off by a factor of two.")
        self.setToolTip("\n".join([*lines, note]))
