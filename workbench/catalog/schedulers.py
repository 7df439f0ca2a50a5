"""Schedules: how the learning rate changes during a run."""

from typing import Annotated, Any, Literal

from pydantic import Field

from workbench.spec.declare import scheduler
from workbench.spec.fields import ESSENTIAL
from workbench.spec.parts import Scheduler


@scheduler("Decay", interval="epoch")
class StepLR(Scheduler):
    """Multiplies the learning rate by gamma every step_size epochs."""

    step_size: Annotated[int, Field(ge=1, description="Epochs from one step to the next."), ESSENTIAL] = 1
    gamma: Annotated[float, Field(gt=0, description="The factor.")] = 0.1


@scheduler("On a metric", interval="epoch", needs_metric=True)
class ReduceLROnPlateau(Scheduler):
    """Lowers the learning rate when the validation loss (mode max: the accuracy) has stopped getting better."""

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
