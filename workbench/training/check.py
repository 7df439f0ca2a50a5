"""Everything that can be said before a run: shapes, the fit of output, loss and target, the data's facts.

``check`` never raises for what a user can choose; what it finds are problems with addresses and, where
possible, the edits that mend them. A run does not start while one of them is an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.catalog.tables import FillMissing
from workbench.data.facts import facts_and_problems
from workbench.data.samples import Facts
from workbench.spec.edits import Insert, SetValue
from workbench.spec.experiment import Experiment
from workbench.spec.parts import Shape
from workbench.spec.problems import ExperimentError, Problem, fix_by, problem
from workbench.spec.unknown import is_unknown, unknown_problems
from workbench.training import tensorboard
from workbench.training.backbones import pretrained_problems
from workbench.training.estimate import memory_problems
from workbench.training.expressions import expression_problems
from workbench.training.goals import Goal, goal_of
from workbench.training.input_shape import input_shape
from workbench.training.learning import learning_problems
from workbench.training.mixed import mixing_problems
from workbench.training.outputs import goal_problems
from workbench.training.own_loss import own_loss_problems
from workbench.training.places import places_in
from workbench.training.pretrained import missing_file_problems
from workbench.training.runs import read_facts, read_run
from workbench.training.team_problems import team_problems
from workbench.training.trace import LayerTrace, Trace, trace


@dataclass(frozen=True)
class Checked:
    """What is known of an experiment before it runs."""

    facts: Facts | None
    input_shape: Shape | None
    trace: Trace | None
    problems: tuple[Problem, ...]
    goal: Goal | None = None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Those that keep a run from starting."""
        return tuple(item for item in self.problems if item.severity == "error")


def check(experiment: Experiment, data_dir: Any) -> Checked:
    """Look at all of it; the data only by names and headers."""
    facts, problems = facts_and_problems(experiment, data_dir)
    return check_with(experiment, facts, (*problems, *missing_file_problems(experiment, data_dir)))


def check_run(run_dir: Path, data_dir: Any) -> Checked:
    """The experiment of a run folder, by the facts that stand there; without them, by its data."""
    facts = read_facts(run_dir)
    experiment = read_run(run_dir)
    experiment = experiment.replace(training=experiment.training.replace(tensorboard=False))  # it is not trained here
    return check(experiment, data_dir) if facts is None else check_with(experiment, facts)


def check_with(experiment: Experiment, facts: Facts | None, data_problems: tuple[Problem, ...] = ()) -> Checked:
    """The same with the data's facts already known."""
    problems = [*unknown_problems(experiment)]
    problems += _other(
        problems,
        [*data_problems, *settings_problems(experiment), *team_problems(experiment), *expression_problems(experiment)],
    )
    if facts is None:
        return Checked(None, None, None, tuple(problems))
    problems += [*missing_problems(experiment, facts), *mixing_problems(experiment, facts)]
    shape, found = input_shape(experiment, facts)
    problems += _other(problems, [*found, *facts.notes])
    if shape is None:
        return Checked(facts, None, None, tuple(problems))
    traced = trace(experiment, shape)
    goal = goal_of(experiment, facts, shape, traced.output_shape)
    problems += _other(problems, model_problems(experiment, traced, facts, goal))
    return Checked(facts, shape, traced, tuple(problems), goal)


def _other(known: list[Problem], found: Iterable[Problem]) -> list[Problem]:
    """What is not among the known ones."""
    return [item for item in found if item not in known]


def settings_problems(experiment: Experiment) -> Iterator[Problem]:
    """What can be said without looking at shapes or data."""
    if not places_in(experiment.model.layers):
        yield problem("model.layers", "The model has no layers.", "Add one from the palette.")
    if experiment.training.tensorboard and not tensorboard.is_installed():
        yield problem(
            "training.tensorboard", "TensorBoard is not installed, so nothing can be written for it.",
            "Install it (pip install tensorboard), or switch tensorboard off.",
            fix=fix_by("Switch tensorboard off", SetValue("training.tensorboard", False)),
        )  # fmt: skip
    optimizer = experiment.training.optimizer
    if getattr(optimizer, "nesterov", False) and (not optimizer.momentum or optimizer.dampening):  # type: ignore[attr-defined]
        yield problem(
            "training.optimizer.nesterov", "Nesterov needs a momentum and no dampening.", "Set momentum to 0.9.",
            fix=fix_by("Set momentum to 0.9", SetValue("training.optimizer.momentum", 0.9), SetValue("training.optimizer.dampening", 0.0)),
        )  # fmt: skip
    if getattr(optimizer, "fused", None) and getattr(optimizer, "foreach", None):
        yield problem(
            "training.optimizer.fused", "fused and foreach exclude each other.", "Set one of them to none.",
            fix=fix_by("Set foreach to none", SetValue("training.optimizer.foreach", None)),
        )  # fmt: skip
    scheduler = experiment.training.scheduler
    if getattr(scheduler, "cycle_momentum", False) and not (
        hasattr(optimizer, "momentum") or hasattr(optimizer, "betas")
    ):
        yield problem(
            "training.scheduler.cycle_momentum", "{optimizer} has no momentum that could go up and down.", "Switch cycle_momentum off.",
            fix=fix_by("Switch cycle_momentum off", SetValue("training.scheduler.cycle_momentum", False)), optimizer=optimizer.type,
        )  # fmt: skip
    if getattr(scheduler, "base_lr", 0.0) > getattr(scheduler, "max_lr", 1e30):
        yield problem("training.scheduler.base_lr", "base_lr is larger than max_lr.", "Let base_lr be the smaller one.")
    etas = getattr(optimizer, "etas", (0.5, 1.2))
    if not etas[0] < 1 < etas[1]:
        yield problem(
            "training.optimizer.etas", "The first of the etas must be below 1, the second above.", "Use 0.5 and 1.2.",
            fix=fix_by("Use 0.5 and 1.2", SetValue("training.optimizer.etas", (0.5, 1.2))),
        )  # fmt: skip
    if type(optimizer).closure and experiment.training.precision == "float16":
        yield problem(
            "training.precision", "{optimizer} cannot work with float16: it would have to scale the loss within a step.",
            "Use float32 or bfloat16.", fix=fix_by("Use float32", SetValue("training.precision", "float32")), optimizer=optimizer.type,
        )  # fmt: skip
    if getattr(experiment.training.scheduler, "mode", "min") == "max" and not experiment.data.validation_fraction:
        yield problem(
            "training.scheduler.mode", "Without validation the schedule watches the training accuracy.",
            "Keep a share of the data for validation.", severity="warning",
            fix=fix_by("Keep 10 % for validation", SetValue("data.validation_fraction", 0.1)),
        )  # fmt: skip


def missing_problems(experiment: Experiment, facts: Facts) -> Iterator[Problem]:
    """Rows are kept although numbers are missing in them, and nothing is put there."""
    filled = any(step.enabled and step.type == "FillMissing" for step in experiment.data.transforms)
    if facts.missing and not filled:
        yield problem(
            "data.transforms", "In the columns {names} numbers are missing; the model cannot work with gaps.", "Fill them.",
            fix=fix_by("Add FillMissing", Insert("data.transforms", 0, (FillMissing(),))), names=", ".join(facts.missing[:10]),
        )  # fmt: skip


def model_problems(experiment: Experiment, traced: Trace, facts: Facts, goal: Goal) -> Iterator[Problem]:
    """The layers, then what comes out of them."""
    if traced.problem:
        yield traced.problem
        return
    yield from memory_problems(experiment, facts, traced)
    if places_in(experiment.model.layers) and traced.parameters == 0:
        yield problem("model.layers", "The model has nothing to learn.", "Add a layer with weights, such as Linear.")
        return
    yield from learning_problems(experiment, traced)
    yield from pretrained_problems(experiment)
    if traced.layers and not is_unknown(goal.loss):
        found = list(goal_problems(experiment, traced, facts, goal))
        yield from found or own_loss_problems(goal, facts)
    yield from _batch_of_one(experiment, traced, facts)


def _batch_of_one(experiment: Experiment, traced: Trace, facts: Facts) -> Iterator[Problem]:
    """BatchNorm cannot take the variance of one number per channel; the count is that of an even split."""
    data = experiment.data
    norm = next((step for step in _learning(traced.layers) if _one_number_each(step)), None)
    if norm is None:
        return
    name = norm.layer.type
    if data.batch_size == 1:
        yield problem("data.batch_size", "{layer} needs more than one sample per batch.", "Set it to 64.",
                      fix=fix_by("Set batch_size to 64", SetValue("data.batch_size", 64)),
                      layer=name)  # fmt: skip
        return
    train = facts.train - round(facts.train * data.validation_fraction)
    if train % data.batch_size == 1 and not data.drop_last:
        yield problem(
            norm.address, "The last batch of an epoch has one sample, of which {layer} cannot take the variance.",
            "Leave out the last batch.", fix=fix_by("Set drop_last", SetValue("data.drop_last", True)), layer=name,
        )  # fmt: skip


def _learning(steps: Iterable[LayerTrace]) -> Iterator[LayerTrace]:
    """These layers and what is inside them, without those that are frozen: such a BatchNorm works with what it knows."""
    for step in steps:
        if not getattr(step.layer, "frozen", False):
            yield step
            yield from _learning(step.inside)


def _one_number_each(step: LayerTrace) -> bool:
    if step.lone:
        return True
    return step.layer.target.startswith("torch.nn.BatchNorm") and all(size == 1 for size in step.input_shape[1:])


def raise_errors(checked: Checked) -> None:
    """Raise :class:`ExperimentError` with the errors, if there are any."""
    if checked.errors:
        raise ExperimentError(checked.errors)
