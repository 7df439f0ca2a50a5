"""Exports from the window: weights, script and picture; weights are looked at again before it is called done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from workbench.gui.document import Document
from workbench.gui.file_commands import FileCommands
from workbench.gui.panels.code import CodePanel
from workbench.gui.panels.picture import PicturePanel
from workbench.gui.pixels import png
from workbench.gui.predictor import Predictor
from workbench.spec import files
from workbench.spec.experiment import Experiment

if TYPE_CHECKING:
    from workbench.training.events import Weights


def _tr(text: str) -> str:
    return QCoreApplication.translate("exports", text)


class Exports:
    """The actions: what the window has at this moment goes into a file."""

    def __init__(
        self, commands: FileCommands, document: Document, predictor: Predictor, code: CodePanel, picture: PicturePanel
    ) -> None:
        self._commands, self._document, self._predictor = commands, document, predictor
        self._code, self._picture = code, picture

    def weights(self) -> None:
        """Action."""
        weights, experiment = self._predictor.weights, self._predictor.experiment
        if weights is not None and experiment is not None:
            export_weights(self._commands, experiment, weights)

    def script(self) -> None:
        """Action."""
        export_script(self._commands, self._code.text)

    def picture(self, ending: str = "svg") -> None:
        """Action."""
        name, picture = self._document.experiment.name, self._picture
        export_picture(self._commands, name, ending, picture.svg, picture.image)


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


def export_picture(
    commands: FileCommands, name: str, ending: str, svg: Callable[[], str], image: Callable[[], QImage]
) -> None:
    """The picture of the network: SVG, or PNG where the name of the file ends so."""

    def write(path: Path) -> str:
        content = png(image()) if path.suffix.lower() == ".png" else svg().encode()
        files.write_whole(path, content)
        return _tr("Picture saved: {0}").format(path)

    kinds = [_tr("SVG pictures (*.svg)"), _tr("PNG pictures (*.png)")]
    kind = ";;".join(kinds if ending == "svg" else reversed(kinds))
    commands.export(_tr("Save picture of the network"), f"{name}.{ending}", kind, f".{ending}", write)
