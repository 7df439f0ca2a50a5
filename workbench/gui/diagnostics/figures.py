"""The figures that the Diagnostics panel shows: their names, their colours' scale, and how they are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from workbench.gui.actions import NOOP

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    from workbench.gui.late import np

USUAL_RATIO = 1e-3
DECADES = 3.0
"""Above and below it; what lies further away has the colour of the end."""


@dataclass(frozen=True)
class Figure:
    """``scale``: ``log`` (powers of ten), ``around`` (powers of ten above and below ``USUAL_RATIO``), ``share`` (0 to 1),
    ``plain``, ``signed``."""

    name: str
    title: str
    reading: str
    scale: str = "plain"

    @property
    def words(self) -> str:
        """Its name for people."""
        return in_words(self.title)

    @property
    def advice(self) -> str:
        """How it is read."""
        return in_words(self.reading)

    @property
    def log(self) -> bool:
        """Whether its curve is drawn on a logarithmic scale."""
        return self.scale in ("log", "around")

    @property
    def ends(self) -> tuple[float | None, float | None]:
        """The numbers of the strongest colours, where they do not follow from the values."""
        return {"share": (0.0, 1.0), "around": (-DECADES, DECADES)}.get(self.scale, (None, None))

    def coloured(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """What the colours stand for; where there is a logarithm, nothing at all has that of the smallest value."""
        if not self.log:
            return values
        positive = values[values > 0]
        powers = np.log10(np.maximum(values, positive.min() if positive.size else 1.0))
        return np.clip(powers - np.log10(USUAL_RATIO), -DECADES, DECADES) if self.scale == "around" else powers

    def value(self, colour: float) -> float:
        """The figure that an end of the scale of colours stands for."""
        if not self.log:
            return colour
        return float(10.0 ** (colour + (np.log10(USUAL_RATIO) if self.scale == "around" else 0.0)))


FIGURES = (
    Figure(
        "gradient_norm", NOOP("diagnostics", "Gradient norm"),
        NOOP("diagnostics",
             "Similar in all layers is good. Far smaller towards the first layers: the gradient vanishes; other activations,"
             " normalisation or residual blocks help. Growing without end: it explodes; use a smaller learning rate or "
             "clip_grad_norm."),
        "log",
    ),
    Figure(
        "update_ratio", NOOP("diagnostics", "Update ÷ weight"),
        NOOP("diagnostics",
             "How far a step moves the weights, beside their length. About 0.001 is usual (a rule of thumb): far above, the "
             "learning rate is too large for this layer; far below, it hardly learns."),
        "around",
    ),
    Figure(
        "parameter_norm", NOOP("diagnostics", "Weight norm"),
        NOOP("diagnostics",
             "The length of the weights. It should settle: one that grows without end asks for weight decay or a smaller "
             "learning rate; one that shrinks to nothing, for less weight decay."),
        "log",
    ),
    Figure(
        "dead", NOOP("diagnostics", "Dead units"),
        NOOP("diagnostics",
             "The share of units of a ReLU that are silent for every sample of the batch, and so learn nothing from it. Much"
             " that stays: use a smaller learning rate, another initialisation, or LeakyReLU."),
        "share",
    ),
    Figure(
        "zeros", NOOP("diagnostics", "Zeros"),
        NOOP("diagnostics",
             "The share of exact zeros among what a layer puts out: half is usual after a ReLU, and the dropped share after "
             "Dropout. Near 1, hardly anything gets through."),
        "share",
    ),
    Figure(
        "mean", NOOP("diagnostics", "Mean of activations"),
        NOOP("diagnostics",
             "The mean of what a layer puts out. Near zero, and steady over the steps, is easiest for the layers behind; a "
             "drift asks for normalisation."),
        "signed",
    ),
    Figure(
        "std", NOOP("diagnostics", "Spread of activations"),
        NOOP("diagnostics",
             "The standard deviation of what a layer puts out. Alike from layer to layer is good; falling to nothing from "
             "layer to layer, the signal fades; growing, it explodes: look at the initialisation (init) and at "
             "normalisation."),
        "log",
    ),
)  # fmt: skip

BESIDE = (
    ("curve", NOOP("diagnostics", "as a curve")),
    ("activations", NOOP("diagnostics", "its activations")),
    ("gradients", NOOP("diagnostics", "its gradients")),
    ("parameters", NOOP("diagnostics", "its weights")),
)
"""What is shown beside the map, of the chosen layer: a curve, or histograms over the steps."""

READING_HISTOGRAMS = NOOP(
    "diagnostics",
    "Each column is a histogram of one step: the stronger the colour, the more values lie there. A band that "
    "narrows to one value, or runs away to one side, is a warning.",
)


def figure(name: str) -> Figure:
    """The figure of that name."""
    return next(each for each in FIGURES if each.name == name)


def in_words(text: str) -> str:
    """A text of these tables in the user's language."""
    return QCoreApplication.translate("diagnostics", text)
