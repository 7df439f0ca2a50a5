"""Exports of a run folder, for the command line; what was written is read again before it is called done."""

from __future__ import annotations

import math
from pathlib import Path

import torch
from torch import Tensor

from workbench.export.script import script
from workbench.spec import files
from workbench.spec.problems import RunError, problem
from workbench.training.build import build_model
from workbench.training.check import check_run, raise_errors
from workbench.training.runs import load_into, read_run, read_weights, write_weights
from workbench.training.steering_file import read_steering


def export_weights(run_dir: Path, to: Path, weights: str, data_dir: Path | None) -> str:
    """A plain state_dict, loaded into the model and compared. Returns the sentence that says what was done."""
    traced = check_run(run_dir, data_dir).trace
    state = read_weights(run_dir / f"{weights}.pth")
    model = build_model(traced.calls) if traced and not traced.problem else None  # None: the data set has been moved
    if model:
        load_into(model, state, run_dir / f"{weights}.pth")
    write_weights(state, to)
    again, where = read_weights(to), "read back and compared"
    if model:
        load_into(model, again, to)
        again, where = model.state_dict(), "loaded into the model and compared"
    difference = _difference(state, again)
    if difference:
        raise RunError(
            problem(
                "", "{path} read back differs by {difference}.", "Try another disk.", path=to, difference=difference
            )
        )
    return f"{to}: {len(state)} tensors, {where}, max difference {difference:g}"


def _difference(state: dict[str, Tensor], again: dict[str, Tensor]) -> float:
    """The largest of all numbers; infinite where names or sizes differ."""
    if again.keys() != state.keys() or any(again[name].shape != value.shape for name, value in state.items()):
        return math.inf
    pairs = [(value.double(), again[name].double()) for name, value in state.items() if value.numel()]
    return max((float(_distance(a, b).max()) for a, b in pairs), default=0.0)


def _distance(a: Tensor, b: Tensor) -> Tensor:
    """|a - b|, where what is not finite only equals itself."""
    same = (a == b) | (a.isnan() & b.isnan())
    return torch.where(same, 0.0, (a - b).abs().nan_to_num(nan=math.inf))


def export_script(run_dir: Path, to: Path, _weights: str, data_dir: Path | None) -> str:
    """The training script. Returns the sentence that says what was done."""
    experiment = read_run(run_dir)
    checked = check_run(run_dir, data_dir)
    raise_errors(checked)
    text = script(experiment, checked, read_steering(run_dir))
    compile(text, str(to), "exec")
    try:
        files.write_whole(to, text.encode())
    except OSError as error:
        raise RunError(problem("", "{path} cannot be written: {reason}.", path=to, reason=error.strerror)) from None
    return f"{to}: run it with python {to.name} [--data-dir DIR]"
