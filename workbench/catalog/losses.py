"""Losses: one number that says how wrong the model is."""

from typing import Annotated, Any, Literal

from pydantic import Field

from workbench.spec.call import Call
from workbench.spec.declare import loss
from workbench.spec.fields import Numbers
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

    weight: ClassWeight = None
    ignore_index: IgnoreIndex = -100
    reduction: Reduction = "mean"
    label_smoothing: Annotated[
        float, Field(ge=0, le=1, description="Share of the target spread over all classes, against being too sure.")
    ] = 0.0


@loss("Classes", targets="index", wants="log_softmax")
class NLLLoss(_Weighted):
    """Takes log-probabilities, so LogSoftmax goes before it; together they are CrossEntropyLoss."""

    weight: ClassWeight = None
    ignore_index: IgnoreIndex = -100
    reduction: Reduction = "mean"


@loss("Numbers", targets="one_hot", wants="any")
class MSELoss(Loss):
    """The mean of the squared differences. With classes, the target is 1 for the right class and 0 for the others."""

    reduction: Reduction = "mean"
