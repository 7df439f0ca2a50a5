"""Optimizers: how a gradient becomes a change of the weights."""

from typing import Annotated

from pydantic import Field

from workbench.spec.declare import optimizer
from workbench.spec.fields import ESSENTIAL, Numbers
from workbench.spec.parts import Optimizer

Rate = Annotated[float, Field(ge=0, description="Learning rate: how far a step goes."), ESSENTIAL]
Decay = Annotated[float, Field(ge=0, description="How strongly weights are pulled towards zero.")]
Eps = Annotated[float, Field(ge=0, description="Added to the denominator, against division by zero.")]
Maximize = Annotated[bool, Field(description="Make the loss large instead of small.")]
Foreach = Annotated[
    bool | None, Field(description="Update many tensors in one call; none: the workbench takes what is quicker.")
]
Fused = Annotated[
    bool | None, Field(description="Do a whole step in one kernel; none: the workbench takes it where the device can.")
]
Betas = Annotated[
    tuple[float, float],
    Numbers(float, (2,), scalar=False, ge=0, lt=1),
    Field(description="How long the running means of the gradient and of its square remember."),
]


@optimizer("Plain")
class SGD(Optimizer):
    """Stochastic gradient descent: a step against the gradient, with momentum if wanted."""

    lr: Rate = 0.001
    momentum: Annotated[float, Field(ge=0, description="How much of the last step is kept; 0.9 is usual.")] = 0.0
    dampening: Annotated[float, Field(description="How much less the newest gradient counts in the momentum.")] = 0.0
    weight_decay: Decay = 0.0
    nesterov: Annotated[bool, Field(description="Look ahead along the momentum; needs momentum and no dampening.")] = (
        False
    )
    maximize: Maximize = False
    foreach: Foreach = None
    fused: Fused = None


@optimizer("Adaptive")
class Adam(Optimizer):
    """Keeps running means of the gradient and its square, and so gives every weight its own step.

    A good first choice.
    """

    lr: Rate = 0.001
    betas: Betas = (0.9, 0.999)
    eps: Eps = 1e-8
    weight_decay: Decay = 0.0
    amsgrad: Annotated[bool, Field(description="Use the largest mean square so far, never a smaller one.")] = False
    foreach: Foreach = None
    maximize: Maximize = False
    fused: Fused = None
    decoupled_weight_decay: Annotated[bool, Field(description="Decay the weights themselves, as AdamW does.")] = False


@optimizer("Adaptive")
class AdamW(Optimizer):
    """Adam with weight decay that acts on the weights themselves, not through the gradient."""

    lr: Rate = 0.001
    betas: Betas = (0.9, 0.999)
    eps: Eps = 1e-8
    weight_decay: Decay = 0.01
    amsgrad: Annotated[bool, Field(description="Use the largest mean square so far, never a smaller one.")] = False
    maximize: Maximize = False
    foreach: Foreach = None
    fused: Fused = None


@optimizer("Adaptive")
class RMSprop(Optimizer):
    """Divides the gradient by a running mean of its size."""

    lr: Rate = 0.01
    alpha: Annotated[float, Field(ge=0, description="How long the mean of the squares remembers.")] = 0.99
    eps: Eps = 1e-8
    weight_decay: Decay = 0.0
    momentum: Annotated[float, Field(ge=0, description="How much of the last step is kept.")] = 0.0
    centered: Annotated[bool, Field(description="Divide by the variance instead of the mean square.")] = False
    maximize: Maximize = False
    foreach: Foreach = None
