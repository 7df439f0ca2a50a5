"""Layers within layers in the window: problems lead to them, fixes reach them, they are saved aside and come back."""

import hashlib
import json

import pytest
from PySide6.QtGui import QAction, QGuiApplication

from workbench import plugins
from workbench.catalog.layers.activation import ReLU
from workbench.catalog.layers.container import Residual, Sequential
from workbench.catalog.layers.linear import Linear
from workbench.crash import EDITS
from workbench.gui.widgets.part_mime import mime_of
from workbench.plugins import loader
from workbench.spec.edits import SetValue
from workbench.spec.files import from_toml
from workbench.spec.own import replace_all
from workbench.spec.parts import read_part

OWN = 'class Mine:\n    """Mine."""\n    def __init__(self, n: int = 3): pass\nLAYERS = [Mine]\n'
BLOCK = Residual(layers=(Sequential(layers=(Linear(out_features=9), ReLU())),))
# 0 Flatten | 1 Linear | 2 Residual [ 3 Sequential [ 4 Linear 9 | 5 ReLU | 6 ] | 7 ] | 8 Linear


@pytest.fixture
def nested(window, qtbot):
    """The window with a block in place of the ReLU, whose last layer has a width that does not fit."""
    with qtbot.waitSignal(window.analysis.checked, timeout=30_000):
        window.document.edit([SetValue("model.layers[2]", BLOCK)], "nested")
    return window


def test_a_problem_leads_to_its_layer_out_of_a_folded_block(nested, qtbot):
    (problem,) = nested.analysis.last.problems
    assert problem.address == "model.layers[2]"
    nested.model.list.fold(2, True)
    nested.training.go_to.emit("model.layers[2].layers[0].layers[0].out_features")
    assert nested.model.list.selected_indices() == (4,)
    assert not nested.model.list.isRowHidden(4)
    nested.training.go_to.emit(problem.address)
    assert nested.model.list.selected_indices() == (2,)


def test_a_problem_of_the_whole_model_leads_to_the_list(nested):
    nested.training.setFocus()
    nested.training.loss.combo.setFocus()
    nested.training.go_to.emit("model.layers")
    assert nested.focusWidget() is nested.model.list


def test_a_fix_reaches_what_is_inside(nested, qtbot):
    for _ in range(3):
        if nested.analysis.last.problems:
            with qtbot.waitSignal(nested.analysis.checked, timeout=30_000):
                nested.findChild(QAction, "action_fix").trigger()
    assert not nested.analysis.last.problems
    assert nested.document.experiment.model.layers[2].type == "Parallel"


def test_the_search_adds_inside_the_chosen_block(nested):
    from workbench.gui.search import hits_of_parts

    nested.model.list.select(3)
    hit = next(hit for hit in hits_of_parts("layer", nested.model.edits, "layers") if hit.text.endswith(" Tanh"))
    hit.run()
    assert [layer.type for layer in nested.document.experiment.model.layers[2].layers[0].layers] == [
        "Linear", "ReLU", "Tanh",
    ]  # fmt: skip


def test_an_unknown_layer_inside_is_copied_and_pasted_as_it_stands(nested):
    unknown = read_part("layer", {"type": "Zzzyx", "layers": [1, {"a": 2}]})
    nested.document.edit([SetValue("model.layers[2].layers[0].layers[1]", unknown)], "unknown")
    nested.model.list.select(3)
    nested.model.list.copy()
    assert "Zzzyx" in QGuiApplication.clipboard().text()
    nested.model.list.select(8)
    nested.model.list.paste()
    assert nested.document.experiment.model.layers[4].layers[1] == unknown


def test_too_deep_a_paste_is_refused_in_words(nested, qtbot):
    deep = ReLU()
    for _ in range(15):
        deep = Sequential(layers=(deep,))
    QGuiApplication.clipboard().setMimeData(mime_of("layer", [deep]))
    before = nested.document.experiment
    nested.model.list.select(4)  # in two containers
    with qtbot.waitSignal(nested.document.refused) as said:
        nested.model.list.paste()
    assert "containers within containers" in said.args[0]
    assert nested.document.experiment is before
    nested.model.list.select(8)
    nested.model.list.paste()
    assert nested.document.experiment.model.layers[-1] == deep


def test_what_is_inside_is_written_aside(nested, qtbot):
    nested.recovery._soon.setInterval(0)
    nested.document.edit([SetValue("model.layers[2].layers[0].layers[0].out_features", 13)], "wider")
    path = nested.journal.folder / EDITS
    qtbot.waitUntil(path.exists)
    again = from_toml(json.loads(path.read_bytes())["experiment"])
    assert again.model.layers[2].layers[0].layers[0].out_features == 13


@pytest.fixture
def own(monkeypatch, tmp_path):
    """A file of own code, not yet allowed."""
    monkeypatch.setenv("WORKBENCH_CONFIG_DIR", str(tmp_path / "config"))
    plugins.folder().mkdir(parents=True)
    path = plugins.folder() / "mine.py"
    path.write_text(OWN, encoding="utf-8")
    plugins.refresh()
    yield path
    replace_all([], [], lambda each, reason: None)
    loader.serve({})


def test_own_code_inside_a_block_is_known_when_it_is_allowed(own, nested, qtbot):
    address = "model.layers[2].layers[0].layers[1]"
    with qtbot.waitSignal(nested.analysis.checked, timeout=30_000):
        nested.document.edit([SetValue(address, read_part("layer", {"type": "Mine", "n": 5}))], "own")
    found = nested.analysis.last.errors[0]
    assert found.address == address and "which is not allowed yet" in found.line()
    plugins.allow(own, hashlib.sha256(own.read_bytes()).hexdigest())
    with qtbot.waitSignal(nested.analysis.checked, timeout=30_000):
        nested._on_own_code_changed()
    assert nested.document.experiment.model.layers[2].layers[0].layers[1].n == 5
    assert nested.analysis.last.problems[0].address == address  # it runs now, and is no module
