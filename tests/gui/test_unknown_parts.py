"""Unknown parts in the window: grey, in their place, told about, saved as they were."""

from PySide6.QtGui import QAction

from workbench.spec.edits import SetValue
from workbench.spec.files import read
from workbench.spec.parts import find, read_part


def opened(window, qtbot, *edits):
    with qtbot.waitSignal(window.analysis.checked, timeout=30_000):
        window.document.edit(list(edits), "unknown")


def test_a_layer_is_a_row_like_others_and_goes_back_to_the_file(window, qtbot, tmp_path):
    layer = read_part("layer", {"type": "Zzzyx", "beta": 1.5})
    opened(window, qtbot, SetValue("model.layers[2]", layer))
    row = window.model.list.rows()[2]
    assert (row.part.type, row.part.summary()) == ("Zzzyx", "beta 1.5")
    assert row.problem.address == "model.layers[2]"
    assert not window.findChild(QAction, "action_train").isEnabled()
    assert window.code.view.toPlainText() == ""
    window.model.list.select(2)
    assert not window.model.list.form().editors()
    assert "beta = 1.5" in window.model.list.form()._note.text()
    window.model.list.toggle_enabled()
    assert window.document.experiment.model.layers[2].plain() == {"type": "Zzzyx", "beta": 1.5, "enabled": False}
    window.document.save(tmp_path / "x.toml")
    assert read(tmp_path / "x.toml") == window.document.experiment
    window.findChild(QAction, "action_help").trigger()
    assert window.help.topic().title == "Zzzyx"


def test_a_choice_shows_its_name_until_another_is_chosen(window, qtbot):
    combo = window.training.loss.combo
    count = combo.count()
    opened(window, qtbot, SetValue("training.loss", read_part("loss", {"type": "Zzzyx"})))
    assert (combo.currentText(), combo.count()) == ("Zzzyx (unknown)", count + 1)
    opened(window, qtbot, SetValue("training.loss", find("loss", "MSELoss")()))
    assert (combo.currentText(), combo.count()) == ("MSELoss", count)


def test_unknown_data_and_steps_are_told_in_their_panel(window, qtbot):
    opened(window, qtbot, SetValue("data.transforms[0]", read_part("transform", {"type": "Zzzyx"})))
    assert window.data.list.rows()[0].problem.address == "data.transforms[0]"
    opened(window, qtbot, SetValue("data.source", read_part("dataset", {"type": "Zzzyx"})))
    assert window.data.source.combo.currentText() == "Zzzyx (unknown)"
    assert [item.address for item in window.analysis.last.errors] == ["data.source", "data.transforms[0]"]


def test_an_unknown_schedule_has_no_plan(window, qtbot):
    opened(window, qtbot, SetValue("training.scheduler", read_part("scheduler", {"type": "Zzzyx"})))
    assert window.training.scheduler.combo.currentText() == "Zzzyx (unknown)"
