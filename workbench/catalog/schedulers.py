"""Schedules: how the learning rate changes during a run."""

from typing import Annotated, Any, Literal

from pydantic import Field

from workbench.spec.declare import scheduler
from workbench.spec.fields import ESSENTIAL, Numbers
from workbench.spec.parts import Scheduler


@scheduler("Decay", interval="epoch")
class StepLR(Scheduler):
    """Multiplies the learning rate by gamma every step_size epochs."""

    formula = "ηₜ = η₀ · gamma^⌊t / step_size⌋"
    use = "The simple classic: a tenth after every third of the run."

    step_size: Annotated[int, Field(ge=1, description="Epochs from one step to the next."), ESSENTIAL] = 1
    gamma: Annotated[float, Field(gt=0, description="The factor.")] = 0.1


@scheduler("Decay", interval="epoch")
class MultiStepLR(Scheduler):
    """Multiplies the learning rate by gamma at each of the epochs that you name."""

    formula = "ηₜ = η₀ · gamma^|{m ∈ milestones : m ≤ t}|"
    use = "To repeat a published recipe, such as epochs 30, 60, 90."

    milestones: Annotated[
        tuple[int, ...], Numbers(int, scalar=False, ge=1, le=1_000_000), Field(description="The epochs."), ESSENTIAL
    ] = (2,)
    gamma: Annotated[float, Field(gt=0, description="The factor.")] = 0.1


@scheduler("Decay", interval="epoch")
class ExponentialLR(Scheduler):
    """Multiplies the learning rate by gamma after every epoch."""

    formula = "ηₜ = η₀ · gammaᵗ"
    use = "For an even fall; take gamma so that gamma to the number of epochs is about 0.01."

    gamma: Annotated[float, Field(gt=0, le=2, description="The factor."), ESSENTIAL] = 0.9


@scheduler("Decay", interval="epoch")
class PolynomialLR(Scheduler):
    """Lets the learning rate fall to zero: as a straight line with power 1, ever more gently with more."""

    formula = "ηₜ = η₀ · (1 − min(t, total_iters) / total_iters)^power"
    use = "To let a run end calmly; set total_iters to the number of epochs."

    total_iters: Annotated[int, Field(ge=1, le=1_000_000, description="Epochs until it is zero.")] = 5
    power: Annotated[float, Field(gt=0, le=100, description="The power of what is left of the way.")] = 1.0


@scheduler("Warm-up", interval="epoch")
class LinearLR(Scheduler):
    """Changes a factor of the learning rate along a straight line: from small to 1 it is a warm-up."""

    formula = "ηₜ = η₀ · (start_factor + (end_factor − start_factor) · min(t, total_iters) / total_iters)"
    use = "As a warm-up for transformers and large batches."

    start_factor: Annotated[float, Field(gt=0, le=1, description="The factor at the beginning.")] = 1 / 3
    end_factor: Annotated[float, Field(ge=0, le=1, description="The factor at the end, and from then on.")] = 1.0
    total_iters: Annotated[int, Field(ge=1, le=1_000_000, description="Epochs from the one to the other.")] = 5


@scheduler("Warm-up", interval="epoch")
class ConstantLR(Scheduler):
    """Holds the learning rate at a fraction for some epochs, then gives it free."""

    formula = "ηₜ = η₀ · factor,  t < total_iters\nηₜ = η₀,  t ≥ total_iters"
    use = "As a simple warm-up of a few epochs."

    factor: Annotated[float, Field(ge=0, le=1, description="The fraction.")] = 1 / 3
    total_iters: Annotated[int, Field(ge=1, le=1_000_000, description="Epochs until it is given free.")] = 5


@scheduler("Cycle", interval="epoch")
class CosineAnnealingWarmRestarts(Scheduler):
    """Lets the learning rate fall along half a cosine wave, jump back up, and fall again."""

    formula = "ηₜ = η_min + ½ (η₀ − η_min) (1 + cos(π T_cur / Tᵢ))"
    use = "For long runs: each restart can find a better valley."

    T_0: Annotated[int, Field(ge=1, le=1_000_000, description="Epochs of the first fall."), ESSENTIAL] = 1
    T_mult: Annotated[int, Field(ge=1, le=100, description="How many times longer each next fall is.")] = 1
    eta_min: Annotated[float, Field(ge=0, description="The lowest learning rate.")] = 0.0


@scheduler("Cycle", interval="step")
class CyclicLR(Scheduler):
    """Lets the learning rate go up and down between two values, step by step, again and again."""

    formula = (
        "ηₜ = base_lr + (max_lr − base_lr) · max(0, 1 − |t / step_size − 2 · cycle + 1|) · s\n"
        "triangular: s = 1,  triangular2: s = 2^(1 − cycle),  exp_range: s = gammaᵗ"
    )
    use = "If you know the range of good learning rates, not the best one; half a cycle of 2 to 10 epochs."
    rates = ("base_lr", "max_lr")

    base_lr: Annotated[float, Field(gt=0, description="The lowest learning rate."), ESSENTIAL] = 0.001
    max_lr: Annotated[float, Field(gt=0, description="The highest learning rate."), ESSENTIAL] = 0.01
    step_size_up: Annotated[int, Field(ge=1, le=10**9, description="Steps on the way up.")] = 2000
    step_size_down: Annotated[
        int | None, Field(ge=1, le=10**9, description="Steps on the way down; none: as many as up.")
    ] = None
    mode: Annotated[
        Literal["triangular", "triangular2", "exp_range"],
        Field(
            description="triangular: always as high; triangular2: half as high each time; exp_range: gamma to the step."
        ),
    ] = "triangular"
    gamma: Annotated[float, Field(gt=0, le=1, description="For exp_range: the factor of every step.")] = 1.0
    cycle_momentum: Annotated[bool, Field(description="Let the momentum go the other way.")] = True
    base_momentum: Annotated[float, Field(ge=0, lt=1, description="The lowest momentum.")] = 0.8
    max_momentum: Annotated[float, Field(ge=0, lt=1, description="The highest momentum.")] = 0.9


@scheduler("On a metric", interval="epoch", needs_metric=True)
class ReduceLROnPlateau(Scheduler):
    """Lowers the learning rate when the validation loss (mode max: the accuracy) has stopped getting better."""

    formula = "η ← max(factor · η, min_lr)"
    use = "If you do not know how long the run needs; wants a validation part."
    rates = ("min_lr",)

    mode: Annotated[
        Literal["min", "max"], Field(description="min: watch the loss fall; max: watch the accuracy rise.")
    ] = "min"
    factor: Annotated[float, Field(gt=0, lt=1, description="The learning rate is multiplied by it.")] = 0.1
    patience: Annotated[int, Field(ge=0, description="Epochs without progress that are waited for.")] = 10
    threshold: Annotated[float, Field(ge=0, description="How much better counts as better.")] = 0.0001
    threshold_mode: Annotated[
        Literal["rel", "abs"], Field(description="rel: the threshold is a share of the best; abs: a difference.")
    ] = "rel"
    cooldown: Annotated[int, Field(ge=0, description="Epochs to wait after a reduction.")] = 0
    min_lr: Annotated[float, Field(ge=0, description="The learning rate does not fall below it.")] = 0.0
    eps: Annotated[float, Field(ge=0, description="A smaller change than this is not made.")] = 1e-8


@scheduler("Decay", interval="epoch")
class CosineAnnealingLR(Scheduler):
    """Lets the learning rate fall along half a cosine wave."""

    formula = "ηₜ = η_min + ½ (η₀ − η_min) (1 + cos(π t / T_max))"
    use = "The first choice with a fixed number of epochs."

    T_max: Annotated[
        int | None, Field(ge=1, description="Epochs until the lowest point; none: all epochs of the run.")
    ] = None
    eta_min: Annotated[float, Field(ge=0, description="The lowest learning rate.")] = 0.0

    def planned(self, epochs: int, steps_per_epoch: int) -> dict[str, Any]:  # noqa: ARG002 — it counts epochs
        """T_max: the whole run, unless it is given."""
        return {"T_max": self.T_max or epochs}


@scheduler("Cycle", interval="step")
class OneCycleLR(Scheduler):
    """Lets the learning rate rise to max_lr and fall again, step by step, once over the whole run."""

    formula = "max_lr / div_factor → max_lr → max_lr / (div_factor · final_div_factor)"
    use = "For short runs: it allows a larger learning rate than a fixed one."
    rates = ("max_lr",)

    max_lr: Annotated[float, Field(gt=0, description="The highest learning rate."), ESSENTIAL] = 0.01
    pct_start: Annotated[float, Field(gt=0, lt=1, description="Share of the run in which the rate rises.")] = 0.3
    anneal_strategy: Annotated[Literal["cos", "linear"], Field(description="The form of the fall.")] = "cos"
    cycle_momentum: Annotated[bool, Field(description="Let the momentum go the other way.")] = True
    base_momentum: Annotated[float, Field(ge=0, lt=1, description="The lowest momentum.")] = 0.85
    max_momentum: Annotated[float, Field(ge=0, lt=1, description="The highest momentum.")] = 0.95
    div_factor: Annotated[float, Field(gt=0, description="The run begins at max_lr divided by this.")] = 25.0
    final_div_factor: Annotated[float, Field(gt=0, description="It ends at the beginning's rate divided by this.")] = (
        10000.0
    )
    three_phase: Annotated[bool, Field(description="Rise, fall back, then fall to nothing, in three parts.")] = False

    def planned(self, epochs: int, steps_per_epoch: int) -> dict[str, Any]:
        """total_steps: every step of the run."""
        return {"total_steps": epochs * steps_per_epoch}
