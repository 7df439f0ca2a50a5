"""The list of layers as a tree: what a place between two rows means, folding, grouping, and undo."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest

from workbench.catalog.layers.activation import ReLU, Tanh
from workbench.catalog.layers.container import Parallel, Residual, Sequential
from workbench.catalog.layers.convolution import Conv2d
from workbench.catalog.layers.linear import Linear
from workbench.catalog.mixing import CutMix, MixUp
from workbench.catalog.transforms import Grayscale, Resize
from workbench.gui.document import Document
from workbench.gui.panels.edits import ListEdits
from workbench.gui.panels.model import ModelPanel, _bytes, _short
from workbench.gui.widgets.part_list import PartList, Row
from workbench.spec.containers import walk
from workbench.spec.experiment import Data, Experiment, Model

LAYERS = (
    Linear(out_features=1),  # row 0
    Residual(layers=(Linear(out_features=2), Sequential(layers=(Linear(out_features=3),)), ReLU())),  # rows 1 to 7
    Linear(out_features=4),  # row 8
)
# 0 Linear 1 | 1 Residual [ 2 Linear 2 | 3 Sequential [ 4 Linear 3 | 5 ] | 6 ReLU | 7 ] | 8 Linear 4


@pytest.fixture
def panel(qtbot) -> ModelPanel:
    made = ModelPanel(Document(Experiment(model=Model(layers=LAYERS))))
    qtbot.addWidget(made)
    made.resize(800, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.list.set_folded(True)
    return made


def tree(panel: ModelPanel) -> list[str]:
    """Every layer with its path: ``1.0 Linear 2``."""
    return [
        f"{'.'.join(map(str, path))} {layer.type}{getattr(layer, 'out_features', '')}"
        for path, layer in walk(panel.document.experiment.model.layers)
    ]


def shown(panel: ModelPanel) -> list[int]:
    return [row for row in range(panel.list.parts_model.rowCount()) if not panel.list.isRowHidden(row)]


def test_a_container_has_a_head_and_an_end(panel):
    assert [(row.part.type, row.level, row.edge) for row in panel.list.rows()] == [
        ("Linear", 0, ""), ("Residual", 0, "head"), ("Linear", 1, ""), ("Sequential", 1, "head"), ("Linear", 2, ""),
        ("Sequential", 1, "end"), ("ReLU", 1, ""), ("Residual", 0, "end"), ("Linear", 0, ""),
    ]  # fmt: skip


PLACES = {0: "0", 1: "1", 2: "1.0", 3: "1.1", 4: "1.1.0", 5: "1.1.1", 6: "1.2", 7: "1.3", 8: "2", 9: "3"}


@pytest.mark.parametrize(("row", "path"), PLACES.items())
def test_every_place_between_rows_is_a_place_in_the_tree(panel, row, path):
    panel.edits.insert(row, (Tanh(),))
    assert f"{path} Tanh" in tree(panel)
    assert panel.list.rows()[panel.list.selected_indices()[0]].part == Tanh()


@pytest.mark.parametrize("row", [0, 2, 4, 6, 8])
def test_down_and_up_again_is_where_it_was(panel, row):
    before = tree(panel)
    panel.list.select(row)
    part = panel.list.rows()[row].part
    seen = []
    for _ in range(3):
        panel.list.move_down()
        seen.append(tree(panel))
        assert panel.list.rows()[panel.list.selected_indices()[0]].part == part
    moves = sum(a != b for a, b in zip([before, *seen], seen, strict=False))
    for _ in range(moves):
        panel.list.move_up()
    assert tree(panel) == before


def test_a_layer_goes_into_and_out_of_containers_row_by_row(panel):
    panel.list.select(8)
    panel.list.move_up()
    assert "1.3 Linear4" in tree(panel)
    panel.list.move_up()
    assert "1.2 Linear4" in tree(panel)
    panel.list.move_up()
    assert "1.1.1 Linear4" in tree(panel)
    panel.document.undo_stack.undo()
    assert "1.2 Linear4" in tree(panel)


def test_a_container_moves_with_all_that_is_inside(panel):
    panel.list.select(3)
    panel.list.move_up()
    assert tree(panel)[1:5] == ["1 Residual", "1.0 Sequential", "1.0.0 Linear3", "1.1 Linear2"]
    panel.list.move_up()
    assert tree(panel)[1:4] == ["1 Sequential", "1.0 Linear3", "2 Residual"]


def test_a_container_is_not_moved_into_itself(panel):
    before = tree(panel)
    panel.list.move_rows(panel.list.parts_model.spans([1]), 4)
    assert tree(panel) == before


def test_deleting_rows_of_several_lists_takes_exactly_those(panel):
    for row in (0, 2, 4):
        panel.list.selectionModel().select(
            panel.list.parts_model.index(row, 0), panel.list.selectionModel().SelectionFlag.Select
        )
    panel.list.delete()
    assert tree(panel) == ["0 Residual", "0.0 Sequential", "0.1 ReLU", "1 Linear4"]
    panel.document.undo_stack.undo()
    assert panel.document.experiment.model.layers == LAYERS


def test_a_folded_container_hides_its_rows_and_counts_as_one(panel):
    panel.list.fold(1, True)
    assert shown(panel) == [0, 1, 8]
    panel.list.select(0)
    panel.list.move_down()
    assert tree(panel)[0] == "0 Residual" and "1 Linear1" in tree(panel)
    assert [panel.list.rows()[row].part.type for row in shown(panel)] == ["Residual", "Linear", "Linear"]


def test_left_and_right_fold_and_unfold(panel):
    panel.list.select(4)
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Left)
    assert panel.list.selected_indices() == (3,)
    QTest.keyClick(panel.list, Qt.Key.Key_Left)
    assert shown(panel) == [0, 1, 2, 3, 6, 7, 8]
    QTest.keyClick(panel.list, Qt.Key.Key_Right)
    assert len(shown(panel)) == 9


def test_the_arrow_folds_by_mouse(panel):
    view = panel.list
    index = view.parts_model.index(1, 0)
    arrow = view._delegate.boxes(index, view.visualRect(index)).fold
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=arrow.center())
    assert shown(panel) == [0, 1, 8]


def test_the_arrow_keys_step_over_the_end_of_a_container(panel):
    panel.list.select(6)
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert panel.list.currentIndex().row() == 8


def test_an_edit_inside_leaves_the_fold_of_others_and_the_selection(panel):
    panel.list.fold(3, True)
    panel.list.select(2)
    panel.list.value_edited.emit(2, "out_features", 7)
    assert "1.0 Linear7" in tree(panel)
    assert 4 not in shown(panel) and panel.list.selected_indices() == (2,)


def test_choosing_a_layer_in_a_folded_container_unfolds_it(panel):
    panel.list.fold(1, True)
    panel.show_layer((1, 1, 0))
    assert panel.list.selected_indices() == (4,) and len(shown(panel)) == 9


def test_a_new_layer_goes_into_the_chosen_container_unless_it_is_folded(panel):
    panel.list.select(3)
    panel.edits.append(Tanh())
    assert "1.1.1 Tanh" in tree(panel)
    panel.document.undo_stack.undo()
    panel.list.select(3)
    panel.list.fold(3, True)
    panel.edits.append(Tanh())
    assert "1.2 Tanh" in tree(panel)


@pytest.mark.parametrize(
    ("name", "cls"), [("group", Sequential), ("group_residual", Residual), ("group_parallel", Parallel)]
)
def test_group_and_ungroup(panel, name, cls):
    panel.list.select(6)
    panel.list.selectionModel().select(
        panel.list.parts_model.index(2, 0), panel.list.selectionModel().SelectionFlag.Select
    )
    getattr(panel.edits, name)()
    block = panel.document.experiment.model.layers[1].layers[0]
    assert type(block) is cls and [layer.type for layer in block.layers] == ["Linear", "ReLU"]
    panel.edits.ungroup()
    assert [layer.type for layer in panel.document.experiment.model.layers[1].layers] == [
        "Linear",
        "ReLU",
        "Sequential",
    ]
    panel.document.undo_stack.undo()
    panel.document.undo_stack.undo()
    assert panel.document.experiment.model.layers == LAYERS


def test_layers_of_several_lists_are_not_grouped_but_said(panel, qtbot):
    panel.list.select(0)
    panel.list.selectionModel().select(
        panel.list.parts_model.index(4, 0), panel.list.selectionModel().SelectionFlag.Select
    )
    with qtbot.waitSignal(panel.list.refused):
        panel.edits.group()
    assert panel.document.experiment.model.layers == LAYERS


def test_copying_a_container_and_a_layer_inside_it_copies_it_once(panel):
    for row in (1, 2):
        panel.list.selectionModel().select(
            panel.list.parts_model.index(row, 0), panel.list.selectionModel().SelectionFlag.Select
        )
    panel.list.duplicate()
    assert [layer.type for layer in panel.document.experiment.model.layers] == [
        "Linear",
        "Residual",
        "Residual",
        "Linear",
    ]


def test_a_problem_inside_a_folded_container_is_shown_at_its_head(panel, qtbot):
    from workbench.data.samples import Facts
    from workbench.training.check import check_with

    panel.edits.insert(5, (Conv2d(out_channels=2),))
    panel.list.fold(1, True)
    panel.show_checked(check_with(panel.document.experiment, Facts(("a", "b"), (6,), 10, 10)))
    assert panel.list.parts_model.shown_row(1).problem is not None
    assert panel.list.parts_model.row(1).problem is None
    panel.list.grab()  # paints every row, the ends too


def test_the_menu_of_the_rows_is_asked_for(panel, qtbot):
    panel.list.select(0)
    with qtbot.waitSignal(panel.list.menu_wanted) as caught:
        QTest.keyClick(panel.list, Qt.Key.Key_Menu)
        from PySide6.QtGui import QContextMenuEvent
        from PySide6.QtWidgets import QApplication

        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(50, 10), QPoint(60, 60))
        QApplication.sendEvent(panel.list.viewport(), event)
    assert caught.args[0] is not None


@pytest.mark.parametrize("chosen", [[], [0], [2]])
def test_a_step_is_added_before_those_that_mix_batches_and_one_that_mixes_after_all(qtbot, chosen):
    steps = (Grayscale(), MixUp(), CutMix())
    document = Document(Experiment(data=Data(transforms=steps)))
    view = PartList("transform")
    qtbot.addWidget(view)
    edits = ListEdits(view, document, "data.transforms")

    def show(*_):
        view.set_rows([Row(step, "", "", None) for step in document.experiment.data.transforms])

    document.changed.connect(show)
    show()
    for row in chosen:
        view.select(row)
    edits.append(Resize())
    assert document.experiment.data.transforms == (steps[0], Resize(), *steps[1:])
    assert view.selected_indices() == (1,)
    edits.append(MixUp())
    assert document.experiment.data.transforms.index(MixUp()) == 2
    edits.insert(0, (CutMix(alpha=0.25),))
    assert document.experiment.data.transforms[2] == CutMix(alpha=0.25)
    edits.insert(3, (CutMix(), Resize()))  # they cannot all stand where one of them has to
    assert document.experiment.data.transforms[3:5] == (CutMix(), Resize())


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0 kB"),
        (4300, "4.3 kB"),
        (583_000, "0.583 MB"),
        (354_000_000, "354 MB"),
        (999_960_000, "1,000 MB"),
        (7.04e12, "7,040 GB"),
    ],
)
def test_no_size_is_a_power_of_ten(number, words):
    assert _bytes(number) == words


@pytest.mark.parametrize(
    ("number", "words"), [(600, "600"), (999_960, "1,000 k"), (12e6, "12 M"), (3.38e9, "3.38 G"), (2.2e15, "2,200 T")]
)
def test_no_count_is_a_power_of_ten(number, words):
    assert _short(int(number)) == words


def test_several_layers_are_switched_off_in_one_step_of_undo(panel):
    before = panel.document.experiment
    for row in (0, 6, 8):
        index = panel.list.model().index(row, 0)
        panel.list.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
    panel.list.toggle_enabled()
    assert sum(not layer.enabled for _, layer in walk(panel.document.experiment.model.layers)) >= 2
    panel.list.toggle_enabled()
    panel.document.undo_stack.undo()
    panel.document.undo_stack.undo()
    assert panel.document.experiment == before and not panel.document.undo_stack.canUndo()


def test_the_open_layer_says_what_a_sample_costs_in_it(panel):
    from workbench.data.samples import Facts
    from workbench.training.check import check_with

    panel.list.set_folded(False)
    panel.list.select(0)
    panel.show_checked(check_with(panel.document.experiment, Facts(("a", "b"), (2000,), 10, 10)))
    note = panel.list.form()._note.text()
    assert "2 k mult-adds and 0.004 kB activations" in note and "in_features = 2,000" in note
