"""Steering a run that goes on: what an order does between two steps, and how the run is put back to where it was.

- ``lr``: a new base from the next step on. Learning rates are what the schedule plans times one factor; the order sets that
  factor so that the plan of now comes out as asked, and from there on the schedule goes on in proportion. A warm-up still
  grows, to the new base. ReduceLROnPlateau lowers the planned rate, so its reductions count on top.
- ``augmentation``: off, the training batches go through the steps that also run outside training, and nothing is mixed.
- ``frozen``: a layer's weights get no gradient, so that no step moves or decays them, and its batch norms keep their running
  mean, as ``frozen`` in the experiment does it. Let go again, they go on with the optimizer's state as it was.
- ``epochs``: how many there are in all. A schedule as long as the run is planned anew for the new length, and goes on where the
  run is.
- ``checkpoint``: one is written now.

All that follows from the step at which an order was taken and from its value, so a run that is told the same again, or that was
stopped and goes on, comes to the same weights, bit for bit.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import torch
from torch import nn

from workbench.modules.learning import train_mode
from workbench.spec.problems import ExperimentError, Problem, problem
from workbench.training.build import build_scheduler
from workbench.training.control import Order
from workbench.training.events import Event, Noticed, Steered
from workbench.training.located import Built, built_layers
from workbench.training.steering_file import in_words

if TYPE_CHECKING:
    from workbench.training.run import Run

Value = float | bool | int | None
HIGHEST_RATE = 1e6
MOST_EPOCHS = 1_000_000


class Rates:
    """Around a step of the optimizer: the learning rates are ``factor`` times those that the schedule plans."""

    def __init__(self, optimizer: torch.optim.Optimizer) -> None:
        self.optimizer, self.factor = optimizer, 1.0
        self._planned: list[float] = []

    def planned(self) -> float:
        """The schedule's rate for layers that have no other."""
        group = self.optimizer.param_groups[0]
        return float(group["lr"] / group.get("lr_scale", 1.0))

    def __enter__(self) -> None:
        if self.factor != 1:
            self._planned = [group["lr"] for group in self.optimizer.param_groups]
            for group in self.optimizer.param_groups:
                group["lr"] = group["lr"] * self.factor

    def __exit__(self, *_error: object) -> None:
        if self._planned:
            for group, rate in zip(self.optimizer.param_groups, self._planned, strict=True):
                group["lr"] = rate
            self._planned = []


class RefusedError(Exception):
    """An order that cannot be followed, and why."""

    def __init__(self, why: Problem) -> None:
        self.why = why
        super().__init__(why.line())


def steer(run: Run, orders: Sequence[Order]) -> Iterator[Event]:
    """Follow the orders, one after the other; what was done is told, logged and kept. What cannot be is said."""
    for order in orders:
        try:
            value, note = _OBEY[order.what](run, order)
        except RefusedError as refused:
            yield Noticed(refused.why)
            continue
        event = Steered(run.step, run.epoch, order.what, value, order.address)
        run.steered.append(event)
        run.folder.log_steered(event)
        run.folder.log(f"steered after step {run.step}: {in_words(event)}")
        yield event
        if note:
            yield Noticed(note)


def put_back(run: Run, told: Sequence[Steered], factor: float) -> None:
    """Make a run that was just built what it was after all this; its epochs are in its experiment."""
    run.steered, run.rates.factor = list(told), factor
    for event in told:
        if event.what == "augmentation":
            run.data.augmented = bool(event.value)
        elif event.what == "frozen" and (layer := _layer(run, event.address)):
            _set_frozen(run, layer, bool(event.value))


def _rate(run: Run, order: Order) -> tuple[Value, Problem | None]:
    planned = run.rates.planned()
    if run.experiment.training.optimizer.type == "Rprop":
        raise _refused("Rprop does not look at the learning rate after its first step.")
    if not planned > 0:
        raise _refused("The schedule has let the learning rate fall to 0, and any multiple of it is 0, too.")
    wanted = _number(order.value)
    if order.relative:
        wanted *= planned * run.rates.factor
    if not 0 < wanted <= HIGHEST_RATE:
        raise _refused("A learning rate is a number above 0 and not above {most:g} (it is {given}).",
                       most=HIGHEST_RATE, given=f"{wanted:g}")  # fmt: skip
    run.rates.factor = wanted / planned
    return wanted, None


def _number(value: Value) -> float:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else math.nan


def _augmentation(run: Run, order: Order) -> tuple[Value, Problem | None]:
    on = bool(order.value)
    if not run.data.pipeline.augments:
        raise _refused("The experiment has no augmentation: no step is for the training alone.")
    if not on and run.data.augmented and not _fits_without(run):
        raise _refused("Without augmentation the samples have another size than the model takes.")
    run.data.augmented = on
    return on, None


def _fits_without(run: Run) -> bool:
    """Whether the samples have the same shape then."""
    data = run.data
    with_it = data.example()[0].shape
    data.augmented = False
    try:
        return bool(data.example()[0].shape == with_it)
    except ExperimentError:
        return False
    finally:
        data.augmented = True


def _frozen(run: Run, order: Order) -> tuple[Value, Problem | None]:
    on, layer = bool(order.value), _layer(run, order.address)
    if layer is None:
        raise _refused("There is no {place} in this run.", place=order.address)
    place = f"{layer.address} ({layer.name})"
    if run.team.size > 1:
        raise _refused("Several processes that train together cannot freeze a layer on the way.")
    if type(run.experiment.training.optimizer).closure:
        raise _refused("{optimizer} moves all weights together, so that none can be frozen on the way.",
                       optimizer=run.experiment.training.optimizer.type)  # fmt: skip
    mine = {id(weight) for weight in _learned(run, layer.module)}
    if not mine:
        raise _refused(
            "{place} has no weights that this run could learn: it has none, or is frozen in the experiment.",
            place=place,
        )
    if on and not any(weight.requires_grad for weight in _learned(run, run.model) if id(weight) not in mine):
        raise _refused("Without {place} nothing would be left to learn.", place=place)
    _set_frozen(run, layer, on)
    train_mode(run.model)
    return on, None


def _layer(run: Run, address: str) -> Built | None:
    return next((item for item in built_layers(run.experiment, run.model) if item.address == address), None)


def _learned(run: Run, module: nn.Module) -> list[nn.Parameter]:
    """Those of its weights that the optimizer has: the others are frozen in the experiment."""
    known = {id(weight) for group in run.optimizer.param_groups for weight in group["params"]}
    return [weight for weight in module.parameters() if id(weight) in known]


def _set_frozen(run: Run, layer: Built, on: bool) -> None:
    for weight in _learned(run, layer.module):
        weight.requires_grad_(not on)
    for part in layer.module.modules():
        if on and not getattr(part, "marked_frozen", False):
            part.marked_frozen, part.steered_frozen = True, True  # type: ignore[assignment]
        elif not on and getattr(part, "steered_frozen", False):
            part.marked_frozen, part.steered_frozen = False, False  # type: ignore[assignment]


def _epochs(run: Run, order: Order) -> tuple[Value, Problem | None]:
    now, least = run.experiment.training.epochs, max(run.epoch, run.ended, 1)
    wanted = _number(order.value) + (now if order.relative else 0)
    if not least <= wanted <= MOST_EPOCHS:
        raise _refused("The run can have {least} to {most:,} epochs (it was asked for {given}).",
                       least=least, most=MOST_EPOCHS, given=f"{wanted:g}")  # fmt: skip
    training = run.experiment.training.replace(epochs=int(wanted))
    run.experiment = run.experiment.replace(training=training)
    part, steps = training.scheduler, run.data.steps_per_epoch
    if part is None or part.call(now, steps).kwargs == part.call(training.epochs, steps).kwargs:
        return training.epochs, None
    _plan_anew(run)
    return training.epochs, problem(
        "training.scheduler", "{scheduler} is as long as the run: from here on, the learning rate is that of a run of {epochs} epochs.",
        severity="warning", scheduler=part.type, epochs=training.epochs,
    )  # fmt: skip


def _plan_anew(run: Run) -> None:
    """The schedule of a run of the new length, where this one is."""
    base = run.optimizer.defaults["lr"]
    for group in run.optimizer.param_groups:
        group["lr"] = base * group.get("lr_scale", 1.0)
        group.pop("initial_lr", None)
    run.scheduler = build_scheduler(run.experiment, run.optimizer, run.data.steps_per_epoch)
    advance(run)


def advance(run: Run) -> None:
    """Bring a schedule that was just built to where the run is. A branch may have had longer or shorter epochs before."""
    by_step = run.experiment.training.scheduler.interval == "step"  # type: ignore[union-attr]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that it is stepped before the optimizer
        for _ in range(run.ended * run.data.steps_per_epoch + run.epoch_step if by_step else run.ended):
            run.scheduler.step()


def _checkpoint(_run: Run, _order: Order) -> tuple[Value, Problem | None]:
    return None, None


def _refused(why: str, **values: Any) -> RefusedError:
    return RefusedError(problem("", why, "The run goes on as before.", severity="warning", **values))


_OBEY: dict[str, Callable[[Any, Order], tuple[Value, Problem | None]]] = {
    "lr": _rate, "augmentation": _augmentation, "frozen": _frozen, "epochs": _epochs, "checkpoint": _checkpoint,
}  # fmt: skip
