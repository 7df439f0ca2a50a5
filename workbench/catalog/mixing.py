"""Steps that mix the samples of a training batch, and their targets with them."""

from typing import Annotated

from pydantic import Field

from workbench.spec.declare import transform
from workbench.spec.parts import Transform

Alpha = Annotated[
    float,
    Field(
        ge=0.01, le=100, description="1: all shares are equally likely; below: mostly one of the two; above: halves."
    ),
]


class BatchTransform(Transform):
    """Stands at the end of the list and works in training only; every batch of every epoch has its own numbers."""

    batch = True


@transform("Mixing", implementation="workbench.data.mixing.MixUp")
class MixUp(BatchTransform):
    """Lays pairs of training samples over each other, and mixes their targets by the same shares.

    The model learns to be less sure of itself between the classes; 0.2 for alpha is usual. It is the last step, works in
    training only and needs CrossEntropyLoss. The training accuracy then counts the class with the larger share.
    """

    formula = "x = λ xᵢ + (1 − λ) xⱼ,  y = λ yᵢ + (1 − λ) yⱼ,  λ ~ Beta(alpha, alpha)"
    use = "Against overfitting and overconfidence, in longer runs (Zhang et al. 2018)."

    inputs = ("image", "table", "series")

    alpha: Alpha = 1.0


@transform("Mixing", implementation="workbench.data.mixing.CutMix")
class CutMix(BatchTransform):
    """Puts a rectangle of another training image into each, and mixes their targets by the areas.

    The model learns to look at the whole image. It is the last step, works in training only and needs CrossEntropyLoss.
    The training accuracy then counts the class with the larger share.
    """

    formula = "a rectangle of xⱼ in xᵢ,  y = λ yᵢ + (1 − λ) yⱼ,  λ: the share of xᵢ that is left"
    use = "Like MixUp, for photos: what is seen stays real (Yun et al. 2019)."

    alpha: Alpha = 1.0
