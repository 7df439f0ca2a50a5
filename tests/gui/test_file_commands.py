"""Saving and exporting: what others have written meanwhile is not replaced unasked, and a full disk is said in a sentence."""

import pytest
import torch
from PySide6.QtWidgets import QMessageBox, QWidget

from tests.faults.operations import STAYS_FULL, Disk
from workbench.gui import exports
from workbench.gui.document import Document
from workbench.gui.file_commands import FileCommands
from workbench.gui.settings import Settings
from workbench.spec import files


@pytest.fixture
def commands(qtbot, tiny, tmp_path):
    files.write(tiny, tmp_path / "one.toml")
    window = QWidget()
    qtbot.addWidget(window)
    made = FileCommands(window, Document(tiny), Settings())
    assert made.open_path(tmp_path / "one.toml")
    return made


@pytest.fixture
def asked(monkeypatch):
    """The names of the boxes that came; the answer to all of them can be changed."""
    boxes, answer = [], [QMessageBox.StandardButton.Cancel]
    monkeypatch.setattr(QMessageBox, "exec", lambda box: boxes.append(box) or answer[0])
    return boxes, answer


def test_two_windows_on_one_file(commands, asked, tiny, tmp_path):
    path, (boxes, answer) = tmp_path / "one.toml", asked
    assert commands.save() and commands.save() and not boxes
    files.write(tiny.replace(name="from the other window"), path)
    assert not commands.save() and boxes[0].objectName() == "changed_elsewhere_box"
    assert files.read(path).name == "from the other window"
    answer[0] = QMessageBox.StandardButton.Save
    assert commands.save() and files.read(path).name == "tiny"
    path.unlink()
    assert commands.save() and len(boxes) == 2 and path.exists()


def test_an_export_to_a_full_disk(commands, asked, tiny, tmp_path, monkeypatch):
    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.setattr(commands, "ask_path", lambda *_: out / "weights.pth")
    with Disk(out, 0, STAYS_FULL):
        exports.export_weights(commands, tiny, {"a": torch.ones(3).numpy()})
    assert [box.objectName() for box in asked[0]] == ["warning_box"]
    assert "No space left" in asked[0][0].informativeText() and not list(out.iterdir())
