"""Templates and own blocks in the real window."""

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMessageBox

from workbench.plugins.blocks import blocks
from workbench.spec.edits import SetValue


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_CONFIG_DIR", str(tmp_path / "config"))


def checked_again(qtbot, window):
    return qtbot.waitSignal(window.analysis.checked, timeout=30_000)


def action(window, name: str) -> QAction:
    found = window.findChild(QAction, name)
    assert found is not None
    return found


def answer(monkeypatch, name: str, yes: bool = True) -> None:
    button = QMessageBox.StandardButton.Yes if yes else QMessageBox.StandardButton.No
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: (name, bool(name)))
    monkeypatch.setattr(QMessageBox, "question", lambda *_: button)


def block_items(window) -> list[str]:
    tree = window.model.palette_view.tree
    return [item.text(0) for item in tree.items() if tree.block(item)]


def test_a_template_takes_the_models_place_in_one_edit(window, qtbot):
    before = window.document.experiment.model
    with checked_again(qtbot, window):
        action(window, "template_lenet-5").trigger()
    assert window.document.experiment.model.layers[0].type == "Conv2d"
    assert not window.analysis.last.errors
    window.document.undo_stack.undo()
    assert window.document.experiment.model == before


def test_a_template_gets_as_many_outputs_as_there_are_classes(window, qtbot):
    with checked_again(qtbot, window):
        window.document.edit([SetValue("data.source", {"type": "FashionMNIST"})], "change")
    with checked_again(qtbot, window):
        window.document.edit([SetValue("data.source", {"type": "Waves"})], "change")
    assert not action(window, "template_lenet-5").isEnabled()
    with checked_again(qtbot, window):
        window.document.edit([SetValue("data.transforms", ())], "change")
    lstm = action(window, "template_lstm")
    assert lstm.isEnabled()
    with checked_again(qtbot, window):
        lstm.trigger()
    assert window.document.experiment.model.layers[-1].out_features == len(window.analysis.last.facts.classes)


def test_a_block_is_saved_inserted_renamed_and_deleted(window, qtbot, monkeypatch):
    answer(monkeypatch, "my block")
    window.model.list.setFocus()
    window.model.list.select(1)
    window.at_work.list = window.model.list
    window.recipes.save_block()
    assert block_items(window) == ["my block"]
    tree = window.model.palette_view.tree
    (item,) = [item for item in tree.items() if tree.block(item)]
    count = len(window.document.experiment.model.layers)
    tree.itemActivated.emit(item, 0)
    layers = window.document.experiment.model.layers
    assert len(layers) == count + 1 and layers[2] == layers[1]
    assert tree.mimeData([item]).hasText()
    answer(monkeypatch, "renamed")
    window.recipes.rename_block(blocks()[0])
    assert block_items(window) == ["renamed"]
    answer(monkeypatch, "", yes=False)
    window.recipes.delete_block(blocks()[0])
    assert block_items(window) == ["renamed"]
    answer(monkeypatch, "")
    window.recipes.delete_block(blocks()[0])
    assert block_items(window) == []


def test_a_block_is_replaced_only_when_asked(window, monkeypatch):
    for row, yes in ((1, True), (2, False)):
        answer(monkeypatch, "one", yes)
        window.model.list.select(row)
        window.recipes.save_block()
    assert blocks()[0].layer == window.document.experiment.model.layers[1]
    answer(monkeypatch, "one")
    window.recipes.save_block()
    assert blocks()[0].layer == window.document.experiment.model.layers[2]


def test_a_name_that_cannot_be_is_said(window, monkeypatch):
    said = []
    answer(monkeypatch, "x" * 61)
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: said.append(args[-1]))
    window.model.list.select(1)
    window.recipes.save_block()
    assert said and blocks() == ()


def test_the_search_finds_blocks_and_their_menu_opens(window, monkeypatch):
    answer(monkeypatch, "stem of mine")
    window.model.list.select(1)
    window.recipes.save_block()
    palette = window.model.palette_view
    palette.search.setText("stem mine")
    assert palette.tree.items() and palette.tree.block(palette.tree.currentItem()).name == "stem of mine"
    menu = window.recipes.menu_of(blocks()[0])
    assert [each.text().replace("&", "") for each in menu.actions()] == ["Insert", "Rename…", "Delete", "Show folder"]
    menu.actions()[0].trigger()
    assert window.document.experiment.model.layers[2] == blocks()[0].layer
