"""Exports from the window: weights and script, each looked at again before it is called done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from workbench.gui.file_commands import FileCommands
from workbench.spec import files
from workbench.spec.experiment import Experiment
from workbench.training.events import Weights


def _tr(text: str) -> str:
    return QCoreApplication.translate("exports", text)


def export_weights(commands: FileCommands, experiment: Experiment, weights: Weights) -> None:
    """A plain state_dict; loaded again and compared, number by number."""

    def write(path: Path) -> str:
        import torch

        from workbench.training.runs import read_weights, write_weights

        state = {name: torch.from_numpy(values) for name, values in weights.items()}
        write_weights(state, path)
        again = read_weights(path)
        same = again.keys() == state.keys() and all(torch.equal(again[name], state[name]) for name in state)
        if not same:
            path.unlink(missing_ok=True)
            raise OSError(_tr("the file read back differs from the weights"))
        return _tr("Weights saved and compared: {0}").format(path)

    commands.export(
        _tr("Export weights"), f"{experiment.name}.pth", _tr("PyTorch weights (*.pth);;All files (*)"), ".pth", write
    )


def export_script(commands: FileCommands, text: str) -> None:
    """The script that the Code panel shows."""

    def write(path: Path) -> str:
        files.write_whole(path, text.encode())
        return _tr("Script saved: {0}").format(path)

    commands.export(_tr("Export script"), "train.py", _tr("Python (*.py);;All files (*)"), ".py", write)
