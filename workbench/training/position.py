"""Where a run is, as tensors and plain values: taken out for a checkpoint, put back in to go on from there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

import torch

from workbench.spec import files
from workbench.spec.problems import ExperimentError, Problem, problem
from workbench.training.events import Steered
from workbench.training.steering import advance, put_back
from workbench.training.team import gathered, seed_of

if TYPE_CHECKING:
    from workbench.training.run import Run

FORMAT = 1
COUNTERS = ("step", "ended", "epoch_step", "best", "best_epoch", "best_step", "waited", "trained", "busy")

PARTS = ("experiment", "data", "machine", "model", "averaged", "optimizer", "scheduler", "warm_up", "scaler", "random",
         "counters", "sums", "history")  # fmt: skip


def captured(run: Run) -> dict[str, Any]:
    """All that the steps to come depend on. The tensors are those of the run itself: save them before it goes on.

    Of a team, every process takes part.
    """
    everyones = gathered(run.team, _random(run.device))
    return {
        "format": FORMAT,
        "experiment": files.to_toml(run.experiment),
        "data": run.data.fingerprint,
        "machine": _machine(run),
        "model": run.model.state_dict(),
        "averaged": run.averaged.state_dict() if run.averaged else None,
        "optimizer": run.optimizer.state_dict(),
        "learned": learned_names(run),
        "scheduler": run.scheduler.state_dict() if run.scheduler else None,
        "warm_up": run.warm_up.step,
        "scaler": run.scaler.state_dict() if run.scaler else None,
        "random": everyones[0],
        "counters": {name: getattr(run, name) for name in COUNTERS} | {"seconds": run.seconds},
        "sums": vars(run.sums) | {"seconds": run.epoch_seconds},
        "history": run.history,
        "steering": {"told": [list(astuple(event)) for event in run.steered], "factor": run.rates.factor},
    } | ({"others_random": everyones[1:]} if run.team.size > 1 else {})


def learned_names(run: Run) -> list[str]:
    """The names of the weights that the optimizer has, in its order."""
    names = {id(weight): name for name, weight in run.model.named_parameters()}
    return [names[id(weight)] for group in run.optimizer.param_groups for weight in group["params"]]


def readable(state: dict[str, Any]) -> bool:
    """Whether this is what :func:`captured` gives."""
    return state.get("format") == FORMAT and set(PARTS) <= set(state) and set(COUNTERS) <= set(state["counters"])


def steered_in(state: dict[str, Any]) -> tuple[list[Steered], float]:
    """What was changed until then, and the factor of the learning rates; checkpoints of earlier versions have neither."""
    kept = state.get("steering", {"told": [], "factor": 1.0})
    return [Steered(*row) for row in kept["told"]], kept["factor"]


def judged_weights(state: dict[str, Any]) -> dict[str, torch.Tensor]:
    """The weights that were evaluated and saved at that moment, as a state_dict."""
    if state["averaged"] is None:
        return dict(state["model"])
    prefix = "module."
    return {name.removeprefix(prefix): item for name, item in state["averaged"].items() if name.startswith(prefix)}


def restored(run: Run, state: dict[str, Any]) -> Iterator[Problem]:
    """Put the run where the checkpoint was taken. Yields what the user should know; raises :class:`ExperimentError`."""
    if state["data"] != run.data.fingerprint:
        raise ExperimentError([
            problem("data.source", "The data are not those with which the run began: it cannot go on as if it had never stopped.",
                    "Bring the old data back, or train anew.")
        ])  # fmt: skip
    yield from machine_notes(run, state)
    counters_restored(run, state)
    run.model.load_state_dict(state["model"])
    if run.averaged:
        run.averaged.load_state_dict(state["averaged"])
    yield from _rates_restored(run, state)
    told, factor = steered_in(state)
    put_back(run, told, factor)
    chance_restored(run, state)


def machine_notes(run: Run, state: dict[str, Any]) -> Iterator[Problem]:
    """Where this machine is another one than before."""
    now, before = _machine(run), {"processes": 1} | state["machine"]
    if now != before:
        yield problem(
            "", "The run began with {before} and goes on with {now}: the last digits may come out otherwise.",
            severity="warning", before=_in_words(before), now=_in_words(now),
        )  # fmt: skip


def counters_restored(run: Run, state: dict[str, Any]) -> None:
    """How far the run has come, and what it has told of its epochs."""
    counters = state["counters"]
    for name in COUNTERS:
        setattr(run, name, counters[name])
    run.epoch, run.started, run.saved_step = run.ended, run.started - counters["seconds"], run.step
    for name, value in state["sums"].items():
        setattr(run.sums, name, value)
    run.history = [list(row) for row in state["history"]]


def chance_restored(run: Run, state: dict[str, Any]) -> None:
    """The warm-up, the scale of small gradients, and the generators."""
    run.warm_up.step = state["warm_up"]
    if run.scaler and state["scaler"]:
        run.scaler.load_state_dict(state["scaler"])
    everyones = [state["random"], *state.get("others_random", [])]
    if run.team.rank < len(everyones):
        _set_random(run.device, everyones[run.team.rank])
    else:
        torch.manual_seed(seed_of(run.team, run.experiment.seed, run.step))


def _rates_restored(run: Run, state: dict[str, Any]) -> Iterator[Problem]:
    """The optimizer and the schedule. One whose length is that of the run follows the new length from here on."""
    part, steps = run.experiment.training.scheduler, run.data.steps_per_epoch
    if part is None:
        run.optimizer.load_state_dict(state["optimizer"])
        return
    then, now = files.from_toml(state["experiment"]).training.epochs, run.experiment.training.epochs
    if part.call(then, steps).kwargs == part.call(now, steps).kwargs:
        run.optimizer.load_state_dict(state["optimizer"])
        run.scheduler.load_state_dict(state["scheduler"])
        return
    advance(run)
    groups = [
        {name: value for name, value in group.items() if name != "params"} for group in run.optimizer.param_groups
    ]
    run.optimizer.load_state_dict(state["optimizer"])
    for group, planned in zip(run.optimizer.param_groups, groups, strict=True):
        group.update(planned)
    yield problem(
        "training.scheduler", "{scheduler} is as long as the run: from here on, the learning rate is that of a run of {epochs} epochs.",
        severity="warning", scheduler=part.type, epochs=now,
    )  # fmt: skip


def _machine(run: Run) -> dict[str, Any]:
    """What the last bits depend on."""
    threads = torch.get_num_threads() if run.device.type == "cpu" else 0
    return {
        "torch": str(torch.__version__), "device": run.device.type, "precision": run.precision, "threads": threads,
        "processes": run.team.size,
    }  # fmt: skip


def _in_words(machine: dict[str, Any]) -> str:
    words = f"PyTorch {machine['torch']}, {machine['device']}, {machine['precision']}"
    counted = [
        f"{name}: {machine[name]}" for name, least in (("threads", 0), ("processes", 1)) if machine[name] > least
    ]
    return ", ".join([words, *counted])


def _random(device: torch.device) -> dict[str, torch.Tensor]:
    """The generators that layers draw from; all else is a function of seed, epoch and sample."""
    states = {"cpu": torch.get_rng_state()}
    if device.type == "cuda":
        states["cuda"] = torch.cuda.get_rng_state(device)
    elif device.type == "mps":
        states["mps"] = torch.mps.get_rng_state()
    return states


def _set_random(device: torch.device, states: dict[str, torch.Tensor]) -> None:
    torch.set_rng_state(states["cpu"])
    if device.type == "cuda" and "cuda" in states:
        torch.cuda.set_rng_state(states["cuda"], device)
    elif device.type == "mps" and "mps" in states:
        torch.mps.set_rng_state(states["mps"])
