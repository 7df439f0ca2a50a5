"""Own code in the window: shown, allowed, at once in the palette; revoked, it is unknown again."""

import hashlib

import pytest
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QMenu

from workbench import plugins
from workbench.gui.own_code import OwnCodeDialog
from workbench.plugins import loader
from workbench.spec.edits import SetValue
from workbench.spec.own import replace_all
from workbench.spec.parts import find, read_part
from workbench.spec.unknown import Unknown


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    monkeypatch.setenv("WORKBENCH_CONFIG_DIR", str(tmp_path / "config"))
    yield
    replace_all([], [], lambda each, reason: None)
    loader.serve({})


@pytest.fixture
def dialog(window):
    window.findChild(QAction, "action_own_code").trigger()
    return window.findChild(OwnCodeDialog)


def named(window, name):
    """The palette's item of that name, whether it can be picked or not."""
    tree = window.model.palette_view.tree
    heads = [tree.topLevelItem(i) for i in range(tree.topLevelItemCount())]
    return next(
        (head.child(i) for head in heads for i in range(head.childCount()) if head.child(i).text(0) == name), None
    )


def test_an_empty_folder_says_how_to_begin(dialog):
    assert "New from template" in dialog.state.text()
    assert not dialog.allow.isEnabled() and not dialog.revoke.isEnabled()


def test_from_template_to_palette_and_back(window, dialog, qtbot):
    dialog.new.click()
    assert dialog.file().path.name == "my_parts.py"
    assert dialog.source.toPlainText() == dialog.file().path.read_text()
    assert "Read it before you allow it" in dialog.state.text()
    assert named(window, "Swishy").isDisabled() and "my_parts.py" in named(window, "Swishy").toolTip(0)
    dialog.allow.click()
    assert not named(window, "Swishy").isDisabled() and find("layer", "Swishy")
    assert window.training.loss.combo.findText("FocalLoss") > 0
    assert window.data.add.findChild(QAction, "transform_add_Gamma") or "Gamma" in texts(window.data.add.menu())
    with qtbot.waitSignal(window.analysis.checked, timeout=30_000):
        window.model.palette_view.chosen.emit(window.model.palette_view.tree.part(named(window, "Swishy")))
    assert not window.analysis.last.errors
    assert window.document.experiment.model.layers[-1].type == "Swishy"
    with qtbot.waitSignal(window.analysis.checked, timeout=30_000):
        dialog.revoke.click()
    layer = window.document.experiment.model.layers[-1]
    assert isinstance(layer, Unknown) and layer.plain() == {"type": "Swishy", "beta": 1.0}
    assert window.training.loss.combo.findText("FocalLoss") < 0
    with qtbot.waitSignal(window.analysis.checked, timeout=30_000):
        dialog.allow.click()
    assert isinstance(window.document.experiment.model.layers[-1], find("layer", "Swishy"))


def texts(menu: QMenu):
    return [
        text for action in menu.actions() for text in [action.text(), *(texts(action.menu()) if action.menu() else [])]
    ]


def test_a_file_that_changed_behind_the_dialog_is_not_allowed(dialog):
    dialog.new.click()
    path = dialog.file().path
    path.write_text(path.read_text() + "# more\n")
    dialog.allow.click()
    assert plugins.listed()[0].state == "new"
    assert "has changed" in dialog.problems.text()
    assert "# more" in dialog.source.toPlainText()
    dialog.allow.click()
    assert plugins.listed()[0].state == "allowed"


def test_an_unknown_part_waits_for_its_file(window, qtbot):
    path = plugins.new_file()
    with qtbot.waitSignal(window.analysis.checked, timeout=30_000):
        window.document.edit([SetValue("model.layers[2]", read_part("layer", {"type": "Swishy", "beta": 3.0}))], "x")
    assert window.analysis.last.errors
    plugins.allow(path, hashlib.sha256(path.read_bytes()).hexdigest())
    with qtbot.waitSignal(window.analysis.checked, timeout=30_000):
        window._on_own_code_changed()
    assert window.document.experiment.model.layers[2] == find("layer", "Swishy")(beta=3.0)
    assert not window.analysis.last.errors


def test_values_that_do_not_fit_a_changed_file_are_told_and_kept(window, dialog):
    dialog.new.click()
    dialog.allow.click()
    window.document.edit([SetValue("model.layers[2]", find("layer", "Swishy")(beta=3.0))], "x")
    path = dialog.file().path
    path.write_text(path.read_text().replace("beta", "slope"))
    dialog.look()
    said = []
    window.document.refused.connect(said.append)
    dialog.allow.click()
    assert "model.layers[2].beta" in said[-1]
    assert window.document.experiment.model.layers[2].beta == 3.0


def test_the_folder_opens_and_is_made(dialog, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    dialog.folder.click()
    assert opened == [str(plugins.folder())] and plugins.folder().is_dir()
    assert "/config/" in opened[0]


def test_every_control_says_what_it_is(dialog):
    for control in (dialog.files, dialog.source, dialog.allow, dialog.revoke, dialog.folder, dialog.new, dialog.shut):
        assert control.objectName() and control.toolTip() and control.accessibleName()
