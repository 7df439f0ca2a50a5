"""A branch that is taken up for the first time: what the run before had is made to fit the experiment of now.

- Nothing that the steps depend on differs: as in a run that goes on, bit for bit.
- Weights that belong together are taken over (:mod:`workbench.training.taken_over`), the others begin anew.
- The optimizer keeps what it has for each weight that was taken over, if it is of the same type and keeps the same things; its
  hyperparameters are those of now. LBFGS keeps all or nothing.
- The schedule, if anything of it or of its rates differs, is planned anew and goes on where the run is. ReduceLROnPlateau keeps
  its reductions and what it waits for, unless it or the rate is another one.
- An epoch that was begun with other batches begins anew.
- The best epoch is found anew where losses cannot be compared: other data, another loss, another function of the model.
- What was steered no longer holds where the experiment of now decides about it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import torch

from workbench.spec import files
from workbench.spec.parts import Optimizer
from workbench.spec.problems import ExperimentError, Problem, Text, problem
from workbench.training.branch_change import Change
from workbench.training.branching import marks_until, nothing_fits
from workbench.training.events import Steered
from workbench.training.position import (
    chance_restored,
    counters_restored,
    judged_weights,
    learned_names,
    machine_notes,
    restored,
    steered_in,
)
from workbench.training.run import Sums
from workbench.training.steering import advance, put_back
from workbench.training.taken_over import NewNames, new_names, take_over

if TYPE_CHECKING:
    from workbench.training.run import Run

PLATEAU = ("best", "num_bad_epochs", "cooldown_counter", "last_epoch")
MOST_NAMES = 4


def branched_off(run: Run, state: dict[str, Any]) -> Iterator[Problem]:
    """Put a run that was just built where the checkpoint of another experiment was taken.

    Yields what the user should know; raises :class:`ExperimentError`.
    """
    mark = state["branch"]
    change = Change(files.from_toml(mark["experiment"]), run.experiment, state["data"] == run.data.fingerprint)
    names = new_names(change.before, change.after)
    if change.nothing:
        yield from restored(run, state | {"experiment": mark["experiment"]})
    else:
        yield from machine_notes(run, state)
        counters_restored(run, state)
        yield from _weights(run, state, names)
        yield from _epoch_at_hand(run, change)
        chance_restored(run, state)
        yield from _optimizer(run, state, change, names)
        yield from _steering(run, state, change)
    yield from _best(run, state, change, names)


def _weights(run: Run, state: dict[str, Any], names: NewNames) -> Iterator[Problem]:
    named = names.renamed(state["model"])
    found = take_over(run.model, named)
    if not found.taken and found.anew:
        raise ExperimentError([nothing_fits(state["branch"]["run"])])
    if run.averaged:
        take_over(run.averaged.module, run.model.state_dict())
        if state["averaged"] is not None:
            take_over(run.averaged.module, names.renamed(judged_weights(state)))
            run.averaged.n_averaged.copy_(state["averaged"]["n_averaged"])
    if found.anew:
        yield problem(
            "model.layers", "{taken} of {count} tensors come from the run; these begin anew: {names}.", severity="warning",
            taken=len(found.taken), count=len(found.taken) + len(found.anew), names=_some(found.anew),
        )  # fmt: skip
    lost = len(state["model"]) - len(set(named) & set(found.taken))
    if lost > len(found.anew):
        yield problem(
            "model.layers", "{count} tensors of the run have no place in this model, and are left out.", severity="warning",
            count=lost - len(found.anew),
        )  # fmt: skip


def _some(names: tuple[str, ...]) -> str:
    return ", ".join(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else "")


def _epoch_at_hand(run: Run, change: Change) -> Iterator[Problem]:
    """Its sums stay only if the batches to come are those that the sums lack."""
    if not run.epoch_step or change.same_batches:
        return
    run.busy += run.sums.seconds
    run.sums, run.epoch_step = Sums(), 0
    yield problem(
        "data", "Epoch {epoch} was half gone, and its batches are others now: the branch goes on at the beginning of it.",
        severity="warning", epoch=run.ended + 1,
    )  # fmt: skip


# The optimizer and the schedule


def _optimizer(run: Run, state: dict[str, Any], change: Change, names: NewNames) -> Iterator[Problem]:
    yield from _schedule(run, state, change)
    groups = run.optimizer.state_dict()["param_groups"]
    saved, known = state["optimizer"]["state"], _known(run, state, change, names)
    why = _why_anew(change.before.training.optimizer, change.after.training.optimizer)
    everything = list(range(sum(len(group["params"]) for group in state["optimizer"]["param_groups"])))
    if not why and type(change.after.training.optimizer).closure and known != everything:
        why = Text("LBFGS keeps one row for all weights, and some are others now")
    kept = {} if why else {new: saved[old] for new, old in enumerate(known) if old in saved}
    own = run.optimizer.state_dict()["state"]
    run.optimizer.load_state_dict({"state": own | kept, "param_groups": groups})
    if saved and not kept:
        why = why or Text("none of the weights that it knows is left")
        yield problem("training.optimizer", "What the optimizer keeps of the steps before begins anew: {reason}.", severity="warning",
                      reason=why)  # fmt: skip


def _why_anew(before: Optimizer, after: Optimizer) -> Text | None:
    """Why nothing of the optimizer's state can be kept."""
    if before.type != after.type:
        return Text("{before} and {after} keep other things", {"before": before.type, "after": after.type})
    if after.type == "Rprop" and before != after:
        return Text("Rprop looks at its learning rate in its first step alone")
    missing = _keys(after) - _keys(before)
    return Text("it lacked {names} so far", {"names": ", ".join(sorted(missing))}) if missing else None


def _keys(part: Optimizer) -> set[str]:
    """What such an optimizer keeps of a weight."""
    weight = torch.nn.Parameter(torch.zeros(1))
    weight.grad = torch.zeros(1)
    optimizer: torch.optim.Optimizer = part.call().build(**{"model.parameters()": [weight]})
    optimizer.step((lambda: torch.zeros(1)) if type(part).closure else None)  # type: ignore[arg-type]
    return {name for name, value in optimizer.state[weight].items() if value is not None}


def _known(run: Run, state: dict[str, Any], change: Change, names: NewNames) -> list[int | None]:
    """For each weight that the optimizer has, its number in the optimizer of the run before; None where it had none of its size."""
    before = state.get("learned")
    if before is None:  # as earlier versions wrote it
        before = learned_names(run) if change.before.model == change.after.model else []
    shapes = {names.of(name): item.shape for name, item in state["model"].items()}
    numbers = {names.of(name): number for number, name in enumerate(before)}
    own = dict(run.model.named_parameters())
    return [numbers.get(name) if shapes.get(name) == own[name].shape else None for name in learned_names(run)]


def _schedule(run: Run, state: dict[str, Any], change: Change) -> Iterator[Problem]:
    """The learning rates of the groups, and the schedule behind them."""
    training, saved = change.after.training, state["optimizer"]["param_groups"]
    part, groups = training.scheduler, run.optimizer.param_groups
    same = change.same_rates and len(saved) == len(groups)
    if same and part is None:
        return
    if same and part is not None and _same_plan(run, change):
        for group, before in zip(groups, saved, strict=True):
            group.update({name: value for name, value in before.items() if name != "params"})
        run.scheduler.load_state_dict(state["scheduler"])
        return
    if part is None:
        if change.before.training.scheduler is not None:
            yield _planned_anew(run)
        return
    if part.needs_metric:
        _plateau(run, state, change)
    else:
        advance(run)
    yield _planned_anew(run)


def _same_plan(run: Run, change: Change) -> bool:
    """Whether the schedule is as long as before, in its own steps."""
    part, steps = change.after.training.scheduler, run.data.steps_per_epoch
    assert part is not None
    then, now = change.before.training.epochs, change.after.training.epochs
    plans = (part.call(then, steps).kwargs, part.call(now, steps).kwargs)
    if part.needs_metric:
        return change.same_judging
    return plans[0] == plans[1] and (part.interval == "epoch" or change.same_batches)


def _plateau(run: Run, state: dict[str, Any], change: Change) -> None:
    """The same schedule as before waits on, and keeps what it has reduced, as far as both still mean the same."""
    before, after = change.before.training, change.after.training
    if before.scheduler != after.scheduler:
        return
    if change.same_judging:
        for name in PLATEAU:
            setattr(run.scheduler, name, state["scheduler"][name])
    rate, group = getattr(before.optimizer, "lr", None), state["optimizer"]["param_groups"][0]
    if rate and rate == getattr(after.optimizer, "lr", None):
        reduced = group["lr"] / (rate * group.get("lr_scale", 1.0))
        for each in run.optimizer.param_groups:
            each["lr"] *= reduced


def _planned_anew(run: Run) -> Problem:
    return problem(
        "training.scheduler", "From here on, the learning rate is what the new plan says for this place: {lr}.", severity="warning",
        lr=f"{run.rates.planned():.4g}",
    )  # fmt: skip


# What was steered, and which epoch is the best


def _steering(run: Run, state: dict[str, Any], change: Change) -> Iterator[Problem]:
    """What the new experiment decides holds; that is told as an order, so that marks and file say it."""
    told, (_, factor) = marks_until(state), steered_in(state)
    undone = []
    if change.before.model != change.after.model:
        frozen = {event.address: event.value for event in told if event.what == "frozen"}
        undone = [Steered(run.step, run.ended, "frozen", False, address) for address, on in frozen.items() if on]
    if factor != 1 and not change.same_plan:
        undone.append(Steered(run.step, run.ended, "lr", run.rates.planned()))
        factor = 1.0
    if undone:
        yield problem(
            "training", "What the run was told while it went on (learning rate, frozen layers) holds no longer: the new experiment does.",
            severity="warning",
        )  # fmt: skip
    told = [*told, *undone]
    if change.before.data.transforms != change.after.data.transforms and not _augmented(told):
        told = [*told, Steered(run.step, run.ended, "augmentation", True)]
    put_back(run, told, factor)


def _augmented(told: list[Steered]) -> bool:
    return next((bool(event.value) for event in reversed(told) if event.what == "augmentation"), True)


def _best(run: Run, state: dict[str, Any], change: Change, names: NewNames) -> Iterator[Problem]:
    patience = run.experiment.training.early_stopping
    if run.best_step is not None and (why := _why_no_best(state, change)):
        run.best, run.best_epoch, run.best_step, run.waited = math.inf, None, None, 0
        yield problem(
            "", "Which epoch is the best one is found anew from here on: {reason}.", severity="warning", reason=why
        )
    elif run.best_step is not None:
        run.best_weights = names.renamed(state["branch"]["best"])
    if patience is not None and run.waited >= patience:
        yield problem(
            "training.early_stopping", "The run had waited {waited} epochs for a lower loss, and the experiment waits for {patience}: "
            "the branch begins to wait anew.", severity="warning", waited=run.waited, patience=patience,
        )  # fmt: skip
        run.waited = 0


def _why_no_best(state: dict[str, Any], change: Change) -> Text | None:
    if not change.same_judging:
        return Text(
            "the data, the loss, or what the model computes differ, so that the losses before cannot be compared"
        )
    return (
        None
        if state["branch"]["best"] is not None
        else Text("the weights of the best epoch until then are not kept any more")
    )
