"""Optimizers: how a gradient becomes a change of the weights."""

from typing import Annotated, Literal

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
Decoupled = Annotated[bool, Field(description="Decay the weights themselves, as AdamW does.")]
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
    decoupled_weight_decay: Decoupled = False


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


@optimizer("Adaptive")
class NAdam(Optimizer):
    """Adam that looks ahead along its momentum, as Nesterov's method does."""

    lr: Rate = 0.002
    betas: Betas = (0.9, 0.999)
    eps: Eps = 1e-8
    weight_decay: Decay = 0.0
    momentum_decay: Annotated[float, Field(ge=0, description="How quickly the momentum reaches its full strength.")] = (
        0.004
    )
    decoupled_weight_decay: Decoupled = False
    foreach: Foreach = None
    maximize: Maximize = False


@optimizer("Adaptive")
class RAdam(Optimizer):
    """Adam that takes careful steps at the beginning, while it has seen too little: a warm-up of its own."""

    lr: Rate = 0.001
    betas: Betas = (0.9, 0.999)
    eps: Eps = 1e-8
    weight_decay: Decay = 0.0
    decoupled_weight_decay: Decoupled = False
    foreach: Foreach = None
    maximize: Maximize = False


@optimizer("Adaptive")
class Adamax(Optimizer):
    """Adam that divides by the largest gradient of late instead of the mean square; calm where gradients are sparse."""

    lr: Rate = 0.002
    betas: Betas = (0.9, 0.999)
    eps: Eps = 1e-8
    weight_decay: Decay = 0.0
    foreach: Foreach = None
    maximize: Maximize = False


@optimizer("Adaptive")
class Adagrad(Optimizer):
    """Divides the gradient by the root of the sum of all its squares: steps only ever get smaller.

    For features that are rare, and for short runs.
    """

    fuses = False  # PyTorch has it for the processor alone

    lr: Rate = 0.01
    lr_decay: Annotated[float, Field(ge=0, description="How quickly the learning rate itself gets smaller.")] = 0.0
    weight_decay: Decay = 0.0
    initial_accumulator_value: Annotated[float, Field(ge=0, description="Where the sum of the squares begins.")] = 0.0
    eps: Eps = 1e-10
    foreach: Foreach = None
    maximize: Maximize = False
    fused: Fused = None


@optimizer("Adaptive")
class Adadelta(Optimizer):
    """Adagrad that forgets, and needs hardly any learning rate: its steps have the size of the steps before."""

    lr: Rate = 1.0
    rho: Annotated[float, Field(ge=0, le=1, description="How long the means of the squares remember.")] = 0.9
    eps: Eps = 1e-6
    weight_decay: Decay = 0.0
    foreach: Foreach = None
    maximize: Maximize = False


@optimizer("Plain")
class ASGD(Optimizer):
    """Gradient descent whose step shrinks by a rule, and which keeps a mean of the weights."""

    lr: Rate = 0.01
    lambd: Annotated[float, Field(ge=0, description="How quickly the step shrinks.")] = 0.0001
    alpha: Annotated[float, Field(ge=0, description="The power of that rule.")] = 0.75
    t0: Annotated[float, Field(ge=0, description="The step from which weights are averaged.")] = 1e6
    weight_decay: Decay = 0.0
    foreach: Foreach = None
    maximize: Maximize = False


@optimizer("Whole batch")
class Rprop(Optimizer):
    """Looks only at the sign of each gradient, and lengthens or shortens a step of its own for every weight.

    For batches that are the whole data set.
    """

    lr: Rate = 0.01
    etas: Annotated[
        tuple[float, float],
        Numbers(float, (2,), scalar=False, gt=0, lt=10),
        Field(description="Factors when the sign changes, and when it stays."),
    ] = (0.5, 1.2)
    step_sizes: Annotated[
        tuple[float, float],
        Numbers(float, (2,), scalar=False, ge=0, ordered=True),
        Field(description="The smallest and the largest step."),
    ] = (1e-6, 50.0)
    foreach: Foreach = None
    maximize: Maximize = False


@optimizer("Whole batch")
class LBFGS(Optimizer):
    """Estimates the curvature from its last steps, and asks for the loss several times in each.

    For small models and batches that are the whole data set.
    """

    closure = True
    groups = False

    lr: Rate = 1.0
    max_iter: Annotated[int, Field(ge=1, le=10_000, description="Steps within a step, at most.")] = 20
    max_eval: Annotated[int | None, Field(ge=1, description="Losses within a step, at most; none: 1.25 max_iter.")] = (
        None
    )
    tolerance_grad: Annotated[float, Field(ge=0, description="End a step when the gradient is smaller.")] = 1e-7
    tolerance_change: Annotated[float, Field(ge=0, description="End a step when the loss hardly changes.")] = 1e-9
    history_size: Annotated[int, Field(ge=1, le=10_000, description="Steps from which the curvature is estimated.")] = (
        100
    )
    line_search_fn: Annotated[
        Literal["strong_wolfe"] | None,
        Field(description="strong_wolfe: look for a good length of each step; none: lr."),
    ] = None
    maximize: Maximize = False
