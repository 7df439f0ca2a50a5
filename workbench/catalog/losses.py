"""Losses: one number that says how wrong the model is."""

from typing import Annotated, Any, Literal

from pydantic import Field

from workbench.spec.call import Call
from workbench.spec.declare import loss
from workbench.spec.fields import ESSENTIAL, Numbers
from workbench.spec.parts import Loss

Reduction = Annotated[
    Literal["mean", "sum"], Field(description="mean: of the samples' losses; sum: of all, which grows with the batch.")
]
ClassWeight = Annotated[
    tuple[float, ...] | None,
    Numbers(float, scalar=False, ge=0),
    Field(description="A weight for every class, in the order of the classes; none: all alike."),
]
IgnoreIndex = Annotated[int, Field(description="Samples with this target do not count.")]


class _Weighted(Loss):
    def call(self) -> Call:
        """Class weights become a tensor."""
        arguments: dict[str, Any] = self.arguments()
        if "weight" in arguments:
            arguments["weight"] = Call("torch.tensor", (list(arguments["weight"]),))
        return Call(self.target, (), arguments)


@loss("Classes", targets="index", wants="logits")
class CrossEntropyLoss(_Weighted):
    """−log of the probability that the model gives to the right class.

    Takes raw scores (logits): no Softmax before it.
    """

    formula = "ℓₙ = −w[yₙ] · log( exp(xₙ[yₙ]) / Σ_c exp(xₙ[c]) )\nmean: L = Σₙ ℓₙ / Σₙ w[yₙ]"
    use = "The first choice for classes."

    weight: ClassWeight = None
    ignore_index: IgnoreIndex = -100
    reduction: Reduction = "mean"
    label_smoothing: Annotated[
        float, Field(ge=0, le=1, description="Share of the target spread over all classes, against being too sure.")
    ] = 0.0


@loss("Classes", targets="index", wants="log_softmax")
class NLLLoss(_Weighted):
    """Takes log-probabilities, so LogSoftmax goes before it; together they are CrossEntropyLoss."""

    formula = "ℓₙ = −w[yₙ] · xₙ[yₙ]\nmean: L = Σₙ ℓₙ / Σₙ w[yₙ]"
    use = "For classes, if the model ends with LogSoftmax."

    weight: ClassWeight = None
    ignore_index: IgnoreIndex = -100
    reduction: Reduction = "mean"


@loss("Classes", targets="index", wants="any")
class MultiMarginLoss(_Weighted):
    """Wants the right class's score to be above every other by a margin; how far above does not matter (as in an SVM)."""

    formula = "ℓₙ = Σ_{i ≠ yₙ} max(0, margin − xₙ[yₙ] + xₙ[i])ᵖ / C"
    use = "For classes, if only the order of the scores matters, not probabilities."

    p: Annotated[Literal[1, 2], Field(description="The power of what is missing to the margin.")] = 1
    margin: Annotated[float, Field(description="How far above the others the right score should be.")] = 1.0
    weight: ClassWeight = None
    reduction: Reduction = "mean"


@loss("Two classes", targets="values", wants="logits", binary=True)
class BCEWithLogitsLoss(Loss):
    """A yes or no for each output: the sigmoid and the binary cross entropy in one.

    With two classes one output is enough: above zero means the second class. Takes raw scores: no Sigmoid before it.
    """

    formula = "ℓₙ = −[pos_weight · yₙ · log σ(xₙ) + (1 − yₙ) · log(1 − σ(xₙ))]"
    use = "For two classes with one output, and for several yes or no at once."

    reduction: Reduction = "mean"
    pos_weight: Annotated[
        tuple[float, ...] | None,
        Numbers(float, scalar=False, ge=0),
        Field(description="How much a positive target counts, for each output; above 1 for a rare one; none: 1."),
    ] = None

    def call(self) -> Call:
        """The weights become a tensor."""
        arguments: dict[str, Any] = self.arguments()
        if "pos_weight" in arguments:
            arguments["pos_weight"] = Call("torch.tensor", (list(arguments["pos_weight"]),))
        return Call(self.target, (), arguments)


@loss("Two classes", targets="values", wants="probabilities", binary=True)
class BCELoss(Loss):
    """Binary cross entropy of probabilities, so Sigmoid goes before it.

    BCEWithLogitsLoss does the same with fewer rounding errors. Good for pictures in 0 to 1 as the target.
    """

    formula = "ℓₙ = −[yₙ · log xₙ + (1 − yₙ) · log(1 − xₙ)]"
    use = "If the model must end with Sigmoid; for autoencoders of images in 0 … 1."

    reduction: Reduction = "mean"


@loss("Numbers", targets="values", wants="any")
class MSELoss(Loss):
    """The mean of the squared differences: large mistakes count much more than small ones.

    With classes, the target is 1 for the right class and 0 for the others.
    """

    formula = "ℓₙ = (xₙ − yₙ)²"
    use = "The first choice for numbers, and for autoencoders."

    reduction: Reduction = "mean"


@loss("Numbers", targets="values", wants="any")
class L1Loss(Loss):
    """The mean of the absolute differences: a few wild targets do little harm."""

    formula = "ℓₙ = |xₙ − yₙ|"
    use = "For numbers, if some targets are far off."

    reduction: Reduction = "mean"


@loss("Numbers", targets="values", wants="any")
class SmoothL1Loss(Loss):
    """Squared for differences below beta, absolute above: smooth near the goal, and calm about wild targets."""

    formula = "ℓₙ = 0.5 (xₙ − yₙ)² / beta,  |xₙ − yₙ| < beta\nℓₙ = |xₙ − yₙ| − 0.5 beta,  |xₙ − yₙ| ≥ beta"
    use = "For numbers with a few wild targets; usual for the frames around objects."

    reduction: Reduction = "mean"
    beta: Annotated[float, Field(ge=0, description="Where squares end and absolute differences begin.")] = 1.0


@loss("Numbers", targets="values", wants="any")
class HuberLoss(Loss):
    """As SmoothL1Loss, but the absolute part is delta times as steep."""

    formula = "ℓₙ = 0.5 (xₙ − yₙ)²,  |xₙ − yₙ| < delta\nℓₙ = delta · (|xₙ − yₙ| − 0.5 delta),  |xₙ − yₙ| ≥ delta"
    use = "For numbers with a few wild targets; delta says from where on they are wild."

    reduction: Reduction = "mean"
    delta: Annotated[float, Field(gt=0, description="Where squares end and absolute differences begin.")] = 1.0


@loss("Numbers", targets="values", wants="any")
class PoissonNLLLoss(Loss):
    """For counts (0, 1, 2, …): the model gives the expected count, or its logarithm."""

    formula = (
        "ℓₙ = exp(xₙ) − yₙ · xₙ\n"
        "log_input = False: ℓₙ = xₙ − yₙ · log(xₙ + eps)\n"
        "full = True: + yₙ log yₙ − yₙ + 0.5 log(2π yₙ)"
    )
    use = "If the target is a count: visitors, clicks, particles."

    log_input: Annotated[bool, Field(description="The model gives the logarithm of the expected count.")] = True
    full: Annotated[
        bool, Field(description="Add Stirling's approximation of the term that does not depend on the model.")
    ] = False
    eps: Annotated[float, Field(gt=0, description="Added inside the logarithm when log_input is off.")] = 1e-8
    reduction: Reduction = "mean"


@loss("Distributions", targets="values", wants="log_softmax")
class KLDivLoss(Loss):
    """How far the model's distribution is from the target's; takes log-probabilities, so LogSoftmax goes before it."""

    formula = "ℓₙ = yₙ · (log yₙ − xₙ)\nlog_target = True: ℓₙ = exp(yₙ) · (yₙ − xₙ)"
    use = "If the target is itself a distribution: soft labels, a teacher's outputs."

    reduction: Annotated[
        Literal["batchmean", "sum"],
        Field(description="batchmean: per sample, which is the divergence of the formula; sum: of all samples."),
        ESSENTIAL,
    ] = "batchmean"
    log_target: Annotated[bool, Field(description="The targets are log-probabilities, too.")] = False
