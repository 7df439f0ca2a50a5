"""What goes wrong in a run, in words."""

from __future__ import annotations

import torch

from workbench.spec.problems import Problem, problem
from workbench.training.events import RunFailed
from workbench.training.run import Run


def not_finite(loss: float, step: int, epoch: int) -> Problem:
    """The problem of a loss that is no number any more."""
    return problem(
        "training.optimizer.lr", "The loss became {loss} in step {step} (epoch {epoch}).",
        "Use a smaller learning rate, or normalise the data. The weights saved before are whole.",
        loss=loss, step=step, epoch=epoch,
    )  # fmt: skip


def failed(begun: list[Run], problems: tuple[Problem, ...], wrong_input: bool = False, details: str = "") -> RunFailed:
    """The last event, once it stands in the log."""
    run_dir = begun[0].folder.name if begun else ""
    if begun:
        begun[0].folder.log("failed: " + "; ".join(item.line() for item in problems) + f"\n{details}")
    return RunFailed(problems, run_dir, wrong_input, details)


def in_words(error: BaseException) -> Problem:
    """Errors that PyTorch raises while running, as a sentence."""
    text = str(error).strip()
    if (
        isinstance(error, MemoryError | torch.OutOfMemoryError)
        or "not enough memory" in text
        or "allocate memory" in text
    ):
        return problem("data.batch_size", "The memory is full.", "Use a smaller batch or a smaller model.")
    first = text.splitlines()[0] if text else type(error).__name__
    return problem("", "Training failed: {reason}.", "The log has the details.", reason=first.rstrip("."))
