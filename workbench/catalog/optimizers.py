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

    formula = (
        "gₜ = ∇f(θₜ₋₁) + λ θₜ₋₁\n"
        "bₜ = μ bₜ₋₁ + (1 − τ) gₜ\n"
        "θₜ = θₜ₋₁ − γ bₜ\n"
        "nesterov: θₜ = θₜ₋₁ − γ (gₜ + μ bₜ)\n"
        "γ = lr,  μ = momentum,  τ = dampening,  λ = weight_decay"
    )
    use = "With momentum 0.9 and a schedule: often the best end result for images, but lr must be found."

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

    @property
    def keeps(self) -> int:
        return int(self.momentum > 0)


@optimizer("Adaptive")
class Adam(Optimizer):
    """Keeps running means of the gradient and its square, and so gives every weight its own step.

    A good first choice.
    """

    formula = (
        "mₜ = β₁ mₜ₋₁ + (1 − β₁) gₜ,  vₜ = β₂ vₜ₋₁ + (1 − β₂) gₜ²\n"
        "m̂ₜ = mₜ / (1 − β₁ᵗ),  v̂ₜ = vₜ / (1 − β₂ᵗ)\n"
        "θₜ = θₜ₋₁ − γ m̂ₜ / (√v̂ₜ + ε)"
    )
    use = "The first choice; lr 0.001 mostly works."

    lr: Rate = 0.001
    betas: Betas = (0.9, 0.999)
    eps: Eps = 1e-8
    weight_decay: Decay = 0.0
    amsgrad: Annotated[bool, Field(description="Use the largest mean square so far, never a smaller one.")] = False
    foreach: Foreach = None
    maximize: Maximize = False
    fused: Fused = None
    decoupled_weight_decay: Decoupled = False

    @property
    def keeps(self) -> int:
        return 2 + self.amsgrad


@optimizer("Adaptive")
class AdamW(Optimizer):
    """Adam with weight decay that acts on the weights themselves, not through the gradient."""

    formula = (
        "θₜ₋₁ ← θₜ₋₁ − γ λ θₜ₋₁\n"
        "mₜ = β₁ mₜ₋₁ + (1 − β₁) gₜ,  vₜ = β₂ vₜ₋₁ + (1 − β₂) gₜ²\n"
        "θₜ = θₜ₋₁ − γ (mₜ / (1 − β₁ᵗ)) / (√(vₜ / (1 − β₂ᵗ)) + ε)"
    )
    use = "For transformers, and wherever Adam needs weight decay."

    lr: Rate = 0.001
    betas: Betas = (0.9, 0.999)
    eps: Eps = 1e-8
    weight_decay: Decay = 0.01
    amsgrad: Annotated[bool, Field(description="Use the largest mean square so far, never a smaller one.")] = False
    maximize: Maximize = False
    foreach: Foreach = None
    fused: Fused = None

    @property
    def keeps(self) -> int:
        return 2 + self.amsgrad


@optimizer("Adaptive")
class RMSprop(Optimizer):
    """Divides the gradient by a running mean of its size."""

    formula = (
        "vₜ = α vₜ₋₁ + (1 − α) gₜ²\n"
        "θₜ = θₜ₋₁ − γ gₜ / (√vₜ + ε)\n"
        "momentum: bₜ = μ bₜ₋₁ + gₜ / (√vₜ + ε),  θₜ = θₜ₋₁ − γ bₜ"
    )
    use = "For recurrent networks, and where gradients change their size during the run."

    lr: Rate = 0.01
    alpha: Annotated[float, Field(ge=0, description="How long the mean of the squares remembers.")] = 0.99
    eps: Eps = 1e-8
    weight_decay: Decay = 0.0
    momentum: Annotated[float, Field(ge=0, description="How much of the last step is kept.")] = 0.0
    centered: Annotated[bool, Field(description="Divide by the variance instead of the mean square.")] = False
    maximize: Maximize = False
    foreach: Foreach = None

    @property
    def keeps(self) -> int:
        return 1 + (self.momentum > 0) + self.centered


@optimizer("Adaptive")
class NAdam(Optimizer):
    """Adam that looks ahead along its momentum, as Nesterov's method does."""

    formula = (
        "μₜ = β₁ (1 − 0.5 · 0.96^(t · momentum_decay))\n"
        "m̂ₜ = μₜ₊₁ mₜ / (1 − μ₁ ⋯ μₜ₊₁) + (1 − μₜ) gₜ / (1 − μ₁ ⋯ μₜ)\n"
        "θₜ = θₜ₋₁ − γ m̂ₜ / (√v̂ₜ + ε)"
    )
    use = "Where Adam works; often a little quicker at the beginning."

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

    formula = (
        "ρ∞ = 2 / (1 − β₂) − 1,  ρₜ = ρ∞ − 2 t β₂ᵗ / (1 − β₂ᵗ)\n"
        "ρₜ > 5: θₜ = θₜ₋₁ − γ m̂ₜ rₜ √(1 − β₂ᵗ) / (√vₜ + ε)\n"
        "ρₜ ≤ 5: θₜ = θₜ₋₁ − γ m̂ₜ\n"
        "rₜ = √((ρₜ − 4) (ρₜ − 2) ρ∞ / ((ρ∞ − 4) (ρ∞ − 2) ρₜ))"
    )
    use = "Where Adam is unsteady at the beginning and no warm-up is wanted."

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

    formula = "mₜ = β₁ mₜ₋₁ + (1 − β₁) gₜ\nuₜ = max(β₂ uₜ₋₁, |gₜ| + ε)\nθₜ = θₜ₋₁ − γ mₜ / ((1 − β₁ᵗ) uₜ)"
    use = "Where Adam is unsteady because single gradients are very large."

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

    formula = "γₜ = γ / (1 + (t − 1) η)\nsₜ = sₜ₋₁ + gₜ²\nθₜ = θₜ₋₁ − γₜ gₜ / (√sₜ + ε)"
    use = "For features that seldom occur, such as words."

    fuses = False  # PyTorch has it for the processor alone

    lr: Rate = 0.01
    lr_decay: Annotated[float, Field(ge=0, description="How quickly the learning rate itself gets smaller.")] = 0.0
    weight_decay: Decay = 0.0
    initial_accumulator_value: Annotated[float, Field(ge=0, description="Where the sum of the squares begins.")] = 0.0
    eps: Eps = 1e-10
    foreach: Foreach = None
    maximize: Maximize = False
    fused: Fused = None

    @property
    def keeps(self) -> int:
        return 1


@optimizer("Adaptive")
class Adadelta(Optimizer):
    """Adagrad that forgets, and needs hardly any learning rate: its steps have the size of the steps before."""

    formula = (
        "vₜ = ρ vₜ₋₁ + (1 − ρ) gₜ²\nΔₜ = √(uₜ₋₁ + ε) / √(vₜ + ε) · gₜ,  uₜ = ρ uₜ₋₁ + (1 − ρ) Δₜ²\nθₜ = θₜ₋₁ − γ Δₜ"
    )
    use = "If no learning rate is to be looked for; slower than Adam."

    lr: Rate = 1.0
    rho: Annotated[float, Field(ge=0, le=1, description="How long the means of the squares remember.")] = 0.9
    eps: Eps = 1e-6
    weight_decay: Decay = 0.0
    foreach: Foreach = None
    maximize: Maximize = False


@optimizer("Plain")
class ASGD(Optimizer):
    """Gradient descent whose step shrinks by a rule, and which keeps a mean of the weights."""

    formula = (
        "θₜ = (1 − lambd · ηₜ) θₜ₋₁ − ηₜ gₜ,  ηₜ = lr / (1 + lambd · lr · t)^alpha\n"
        "āₜ = āₜ₋₁ + μₜ (θₜ − āₜ₋₁),  μₜ = 1 / max(1, t − t0)"
    )
    use = "For long runs whose end is noisy; the mean itself is not what is tested here."

    lr: Rate = 0.01
    lambd: Annotated[float, Field(ge=0, description="How quickly the step shrinks.")] = 0.0001
    alpha: Annotated[float, Field(ge=0, description="The power of that rule.")] = 0.75
    t0: Annotated[float, Field(ge=0, description="The step from which weights are averaged.")] = 1e6
    weight_decay: Decay = 0.0
    foreach: Foreach = None
    maximize: Maximize = False

    @property
    def keeps(self) -> int:
        return 1


@optimizer("Whole batch")
class Rprop(Optimizer):
    """Looks only at the sign of each gradient, and lengthens or shortens a step of its own for every weight.

    For batches that are the whole data set.
    """

    formula = (
        "gₜ gₜ₋₁ > 0: ηₜ = min(η₊ ηₜ₋₁, Γ_max)\n"
        "gₜ gₜ₋₁ < 0: ηₜ = max(η₋ ηₜ₋₁, Γ_min),  gₜ ← 0\n"
        "θₜ = θₜ₋₁ − ηₜ · sign(gₜ)"
    )
    use = "For small data sets that fit into one batch; not for small batches."

    ranges = False  # lr is only where the steps begin

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

    formula = "θₜ = θₜ₋₁ − γ Hₜ gₜ,  Hₜ ≈ (∇²f(θₜ₋₁))⁻¹"
    use = "For small smooth problems in one batch: regression, few weights."

    closure = True
    groups = False
    ranges = False

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

    @property
    def keeps(self) -> int:
        return 2 * self.history_size + 3
