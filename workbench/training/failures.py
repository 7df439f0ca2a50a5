"""What goes wrong in a run, in words."""

from __future__ import annotations

import re
import traceback
from typing import TYPE_CHECKING

from workbench.spec.edits import SetValue
from workbench.spec.experiment import Experiment
from workbench.spec.own_errors import own_problem
from workbench.spec.problems import ExperimentError, Problem, RunError, fix_by, problem
from workbench.training.events import RunFailed
from workbench.training.located import raised_in
from workbench.training.memory import full, is_full

if TYPE_CHECKING:
    from workbench.training.located import Built
    from workbench.training.run import Run


def failed_by(error: Exception, begun: list[Run], experiment: Experiment | None) -> RunFailed:
    """The last event for whatever was raised, once it stands in the log; the error keeps nothing of the run alive."""
    details = ""
    try:
        if isinstance(error, ExperimentError):
            problems = error.problems
        elif isinstance(error, RunError):
            problems = (error.problem,)
        else:
            details = traceback.format_exc()
            problems = (told_of(error, begun[0] if begun else None, experiment),)
    finally:
        forget(error)
    for run in begun:
        run.folder.log("failed: " + "; ".join(item.line() for item in problems) + f"\n{details}")
    run_dir = begun[0].folder.name if begun else ""
    return RunFailed(problems, run_dir, isinstance(error, ExperimentError) and not begun, details)


def told_of(error: BaseException, run: Run | None, experiment: Experiment | None) -> Problem:
    """Any error as a sentence: a full memory, the user's own code by file and line, the layer that could not."""
    layer = raised_in(error, run.experiment, run.model) if run else None
    if is_full(error):
        return full(error, run.experiment if run else experiment, layer)
    return own_problem(layer.address if layer else "", error) or in_words(error, layer, run)


def forget(error: BaseException | None) -> None:
    """Let go of the frames of an error and of those before it: they hold the batch, the model and the optimizer."""
    while error is not None:
        if error.__traceback__ is not None:
            traceback.clear_frames(error.__traceback__)
        error.__traceback__ = None
        error = error.__cause__ or error.__context__


def release(begun: list[Run]) -> None:
    """Let go of runs that have ended. A schedule and its optimizer hold each other, and so all weights, until Python's garbage
    collector comes by, which may be long."""
    for run in begun:
        run.folder.close()
        run.optimizer.state.clear()
        run.optimizer.param_groups.clear()
        vars(run).clear()
    begun.clear()


def in_words(error: BaseException, layer: Built | None = None, run: Run | None = None) -> Problem:
    """Errors that PyTorch and the system raise while running, as a sentence."""
    text = str(error).strip()
    first = (text.splitlines()[0] if text else type(error).__name__).rstrip(".")
    if isinstance(error, OSError) and error.filename:
        return problem(
            "data.source", "{path} cannot be read: {reason}.", "Bring it back, or check the rights; then go on with the run.",
            path=error.filename, reason=error.strerror or first,
        )  # fmt: skip
    if "CUDA error" in text or "device-side assert" in text:
        return problem(
            "training.device", "The GPU has stopped: {reason}.",
            "Start the workbench again before you use the GPU; labels or tokens out of range are a frequent cause. The CPU still works.",
            fix=fix_by("Use the CPU", SetValue("training.device", "cpu")), reason=first,
        )  # fmt: skip
    if found := re.match(r"Target (-?\d+) is out of bounds", text):
        last = len(run.data.classes) - 1 if run else None
        return problem("data.source", "There is a label {label}, but the classes are 0 to {last}.", "Mend the labels.",
                       label=int(found[1]), last="?" if last is None else last)  # fmt: skip
    if layer is not None:
        return problem(layer.address, "{place} could not work on a batch: {reason}.", "The log has the details.",
                       place=f"{layer.address} ({layer.name})", reason=first)  # fmt: skip
    if not isinstance(error, RuntimeError | ValueError | OSError | ArithmeticError):  # whose words alone say little
        first = f"{type(error).__name__}: {first}"
    return problem("", "Training failed: {reason}.", "The log has the details.", reason=first)
