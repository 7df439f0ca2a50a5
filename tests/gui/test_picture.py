"""The panel with the picture of the network: in the real window, with the list beside it."""

from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QToolButton

from workbench import cli
from workbench.catalog.layers.activation import ReLU
from workbench.catalog.layers.container import Residual, Sequential
from workbench.gui.window import MainWindow
from workbench.spec.edits import Insert, Remove, SetValue
from workbench.spec.files import from_toml, write


def texts(window: MainWindow) -> list[str]:
    return [label.text for label in window.picture.view.diagram().labels]


def marks(window: MainWindow) -> dict:
    return {box.path: box.mark for box in window.picture.view.diagram().boxes if box.path}


def edit(qtbot, window: MainWindow, *edits) -> None:
    with qtbot.waitSignal(window.analysis.checked, timeout=30_000):
        assert window.document.edit(list(edits), "test")


def click(window: MainWindow, path) -> None:
    view = window.picture.view
    window.docks.go_to("picture")
    view.fit_whole()
    rect = view.diagram().rect_of(path)
    at = view.to_widget(QPointF(rect.x + rect.width / 2, rect.y + min(rect.height / 2, 8)))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at.toPoint())


@pytest.fixture
def seen(window: MainWindow) -> MainWindow:
    window.docks.go_to("picture")
    window.picture.set_watched(True)
    return window


def test_it_lies_behind_the_training_panel_and_costs_nothing_there(window, qtbot):
    assert window.docks.by_name["training"] in window.tabifiedDockWidgets(window.docks.by_name["picture"])
    window.picture.set_watched(False)
    before = window.picture.view.diagram()
    edit(qtbot, window, Remove("model.layers", (2,)))
    assert window.picture.view.diagram() is before
    window.picture.set_watched(True)
    assert set(marks(window)) == {(0,), (1,), (2,)}


def test_a_click_selects_the_layer_in_the_list_and_the_list_the_box(seen):
    click(seen, (2,))
    assert seen.model.chosen_path() == (2,) and seen.model.list.selected_indices() == (2,)
    seen.model.list.select(1)
    assert seen.picture.view._chosen == (1,)


def test_a_click_into_a_container_opens_it_in_the_list(seen, qtbot):
    edit(qtbot, seen, Insert("model.layers", 2, (Residual(layers=(ReLU(), ReLU(inplace=True))),)))
    seen.model.list.fold(2, True)
    click(seen, (2, 1))
    assert seen.model.chosen_path() == (2, 1) and not seen.model.list.parts_model.is_folded(2)


def test_it_follows_edits_and_undo(seen, qtbot):
    assert "784" in texts(seen)
    edit(qtbot, seen, SetValue("model.layers[1].out_features", 33))
    assert "33" in texts(seen) and "16" not in texts(seen)
    with qtbot.waitSignal(seen.analysis.checked, timeout=30_000):
        seen.document.undo_stack.undo()
    assert "16" in texts(seen) and "33" not in texts(seen)


def test_the_choice_moves_with_its_layer(seen, qtbot):
    seen.model.list.select(2)
    edit(qtbot, seen, Insert("model.layers", 0, (ReLU(),)))
    assert seen.picture.view._chosen == seen.model.chosen_path() == (3,)


def test_the_layer_with_the_problem_is_marked(seen, qtbot):
    edit(qtbot, seen, SetValue("model.layers[3].out_features", 9))
    assert marks(seen)[(3,)] == "problem"
    edit(qtbot, seen, Insert("model.layers", 0, (Residual(),)))
    assert marks(seen) == {(0,): "problem", (1,): "after", (2,): "after", (3,): "after", (4,): "after"}
    assert "784" not in texts(seen)


def test_a_model_without_layers_has_a_sentence(seen, qtbot):
    edit(qtbot, seen, Remove("model.layers", (0, 1, 2, 3)))
    assert seen.picture.view._empty and not seen.picture.copy.isEnabled()
    assert not seen.findChild(QAction, "action_export_picture").isEnabled()
    edit(qtbot, seen, Insert("model.layers", 0, (ReLU(),)))
    assert not seen.picture.view._empty and seen.picture.copy.isEnabled()


def test_folds_go_with_their_container(seen, qtbot):
    block = Sequential(name="block", layers=(ReLU(), ReLU(inplace=True)))
    edit(qtbot, seen, Insert("model.layers", 1, (block,)))
    seen.picture.toggle_fold((1,))
    assert (1, 0) not in marks(seen) and (1,) in marks(seen)
    edit(qtbot, seen, Insert("model.layers", 0, (ReLU(),)))
    assert (2,) in marks(seen) and (2, 0) not in marks(seen)
    edit(qtbot, seen, SetValue("model.layers[2].name", "other"))
    assert (2, 0) not in marks(seen) and "other" in texts(seen)
    seen.picture.toggle_fold((2,))
    assert (2, 0) in marks(seen)
    seen.picture.fold_all(True)
    assert (2, 0) not in marks(seen)
    edit(qtbot, seen, Remove("model.layers", (2,)))
    seen.picture.fold_all(False)
    seen.picture.toggle_fold((0,))  # a plain layer has nothing to fold
    assert set(marks(seen)) == {(0,), (1,), (2,), (3,), (4,)}


def test_another_file_begins_at_the_top_and_unfolded(seen, qtbot, tiny):
    block = Sequential(layers=(ReLU(), ReLU(inplace=True)))
    edit(qtbot, seen, Insert("model.layers", 0, (block,)))
    seen.picture.toggle_fold((0,))
    seen.picture.view.set_zoom(3.0)
    seen.picture.view.verticalScrollBar().setValue(500)
    other = from_toml('format = 1\n[[model.layers]]\ntype = "Residual"\nlayers = [{ type = "ReLU" }]')
    with qtbot.waitSignal(seen.analysis.checked, timeout=30_000):
        seen.document.open(other, None)
    assert set(marks(seen)) == {(0, 0)}
    assert seen.picture.view.zoom() <= 1.0 and seen.picture.view.verticalScrollBar().value() == 0


def test_what_repeats_is_drawn_once_or_each_time(seen, qtbot):
    edit(qtbot, seen, Insert("model.layers", 2, (ReLU(),) * 4))
    assert "5 ×" in texts(seen)
    seen.model.list.select(4)
    assert seen.picture.view._chosen == (2,)
    seen.picture.repeats.trigger()
    assert "5 ×" not in texts(seen) and seen.picture.view._chosen == (4,)


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_the_buttons_write_files(seen, tmp_path, monkeypatch, ending):
    target = tmp_path / f"network.{ending}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target.with_suffix("")), ""))
    seen.findChild(QToolButton, f"picture_{ending}_button").click()
    if ending == "svg":
        root = ElementTree.parse(target).getroot()
        assert root.find("{http://www.w3.org/2000/svg}title").text == "tiny"
    else:
        assert not QImage(str(target)).isNull() and QImage(str(target)).height() > 400


def test_the_action_writes_png_where_the_name_says_so(seen, tmp_path, monkeypatch):
    target = tmp_path / "network.PNG"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    seen.findChild(QAction, "action_export_picture").trigger()
    assert target.read_bytes().startswith(b"\x89PNG")


def test_a_folder_that_is_not_there_is_a_sentence(seen, tmp_path, monkeypatch):
    said = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "n.svg"), ""))
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.text()))
    seen.exports.picture()
    assert said and "n.svg" in said[0]


def test_a_key_leads_to_the_picture(window):
    window.findChild(QAction, "action_show_picture").trigger()
    assert window.picture.view.hasFocus() and not window.picture.visibleRegion().isEmpty()
    plain = window.picture.view.grab().toImage()
    window.model.list.setFocus()
    assert window.picture.view.grab().toImage() != plain  # the frame around what has the focus


def test_the_copy_is_pixels_and_svg(seen):
    seen.picture.copy.trigger()
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage() and bytes(data.data("image/svg+xml").data()).startswith(b"<?xml")
    QGuiApplication.clipboard().clear()


def test_the_command_line_writes_the_same_file(seen, tmp_path, capsys):
    file, out = tmp_path / "tiny.toml", tmp_path / "tiny.svg"
    write(seen.document.experiment, file)
    assert cli.main(["diagram", str(file), "-o", str(out)]) == 0
    assert out.read_text(encoding="utf-8") == seen.picture.svg()


def test_the_menu_offers_what_can_be_done(seen, qtbot):
    seen.model.list.select(0)
    names = [action.objectName() for action in seen.picture.menu().actions() if action.objectName()]
    assert names[:3] == ["picture_copy", "picture_svg", "picture_png"] and not seen.picture.toggle.isEnabled()
    edit(qtbot, seen, Insert("model.layers", 1, (Residual(layers=(ReLU(),)),)))
    seen.model.list.select(1)
    assert seen.picture.toggle in seen.picture.menu().actions() and seen.picture.toggle.isEnabled()
    seen.picture.toggle.trigger()
    assert (1, 0) not in marks(seen)


def test_the_tooltip_says_what_a_layer_does_to_the_shape(seen):
    assert seen.picture._tip((1,)) == "Linear 16\n784 → 16\n12,560 parameters"


def test_every_control_says_what_it_is(seen):
    buttons = [each for each in seen.picture.findChildren(QToolButton) if each.objectName().startswith("picture_")]
    assert len(buttons) == 5
    assert all(each.toolTip() and each.accessibleName() for each in buttons)


def test_a_change_of_theme_repaints_it(seen, qtbot):
    light = seen.picture.view.grab().toImage()
    seen.theme.set_scheme("dark")
    dark = seen.picture.view.grab().toImage()
    assert dark.pixelColor(1, 1).lightness() < 128 < light.pixelColor(1, 1).lightness()
    seen.theme.set_scheme("light")
