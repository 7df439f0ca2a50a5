"""Exports of a run folder, for the command line; what was written is read again before it is called done."""

from __future__ import annotations

from pathlib import Path

import torch

from workbench.export.script import script
from workbench.spec import files
from workbench.spec.problems import RunError, problem
from workbench.training.check import check, raise_errors
from workbench.training.runs import read_run, read_weights, write_weights


def export_weights(run_dir: Path, to: Path, weights: str, _data_dir: Path | None) -> str:
    """A plain state_dict. Returns the sentence that says what was done."""
    read_run(run_dir)
    state = read_weights(run_dir / f"{weights}.pth")
    write_weights(state, to)
    again = read_weights(to)
    difference = max(
        (float((again[k].double() - v.double()).abs().max()) for k, v in state.items() if v.numel()), default=0.0
    )
    if again.keys() != state.keys() or difference or not all(torch.equal(again[k], v) for k, v in state.items()):
        raise RunError(
            problem(
                "", "{path} read back differs by {difference}.", "Try another disk.", path=to, difference=difference
            )
        )
    return f"{to}: {len(state)} tensors, read back and compared, max difference {difference:g}"


def export_script(run_dir: Path, to: Path, _weights: str, data_dir: Path | None) -> str:
    """The training script. Returns the sentence that says what was done."""
    experiment = read_run(run_dir)
    checked = check(experiment, data_dir)
    raise_errors(checked)
    assert checked.trace is not None and checked.facts is not None
    text = script(experiment, checked.trace.calls, checked.facts.classes)
    compile(text, str(to), "exec")
    try:
        files.write_whole(to, text.encode())
    except OSError as error:
        raise RunError(problem("", "{path} cannot be written: {reason}.", path=to, reason=error.strerror)) from None
    return f"{to}: run it with python {to.name} [--data-dir DIR]"
