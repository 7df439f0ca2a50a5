"""The table of the corrections: chosen, sorted, filtered, taken back, shared as a list; those that do not fit the data stand out."""

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from workbench.data.browse import gather
from workbench.gui.corrections.dialog import CorrectionsDialog
from workbench.gui.document import Document
from workbench.gui.lane import Lane
from workbench.spec.edits import SetValue
from workbench.spec.experiment import Correction


@pytest.fixture
def dialog(qtbot, tiny):
    """On the tiny experiment with these corrections; its data are read."""
    opened = []

    def made(*corrections):
        document, lane = Document(tiny), Lane("long")
        document.edit([SetValue("data.corrections", corrections)], "correct")
        found = CorrectionsDialog(document, lane, None)
        opened.append((found, lane))
        found.show()
        if corrections:
            qtbot.waitUntil(lambda: not found._task.running, timeout=20_000)
        return found

    yield made
    for found, lane in opened:
        found.close()
        lane.close()


def texts(dialog, column):
    model = dialog.table.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_they_are_taken_back_together_and_all_at_once(qtbot, dialog):
    found = dialog(*(Correction(index=i, label="4") for i in (3, 5, 8)))
    document, view = found.document, found.table.view
    with qtbot.waitSignal(found.show_wanted) as shown:
        found.show_button.click()
    assert shown.args == ["train", 3]
    view.selectAll()
    flags = QItemSelectionModel.SelectionFlag
    view.selectionModel().select(found.table.model.index(1, 0), flags.Deselect | flags.Rows)
    found.back.click()
    assert [item.index for item in document.experiment.data.corrections] == [5]
    found.all_back.click()
    assert not document.experiment.data.corrections and not found.back.isEnabled() and not found.all_back.isEnabled()
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert texts(found, 0) == ["#3", "#5", "#8"]


def test_they_are_sorted_and_filtered(dialog, tiny):
    targets = {int(row): str(label) for name in ("train", "validation") for row, label in _labels(tiny, name)}
    made = [Correction(index=i, label=None if i == 11 else "4") for i in (2, 10, 11)]
    found = dialog(*made, Correction(part="test", index=1, label="7"))
    assert texts(found, 2)[:3] == [targets[i] for i in (2, 10, 11)]
    found.table.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert texts(found, 0) == ["#11", "#10", "#2", "#1"]
    found.table.filter.setText("left out")
    assert texts(found, 0) == ["#11"]
    found.table.filter.setText("test")
    found.back.click()
    assert found.document.experiment.data.corrections == tuple(made)


def _labels(experiment, name):
    shelf = gather(experiment, None, lambda *_: None).parts[name]
    return zip(shelf.rows, shelf.targets, strict=True)


def test_those_of_other_data_stand_out_and_go_by_one_button(dialog, tiny):
    targets = dict(_labels(tiny, "train"))
    row, label = next(iter(targets.items()))
    right = Correction(index=int(row), given=str(label))
    found = dialog(right, Correction(index=300, given="1"), Correction(part="test", index=1, given="zebra"))
    assert "2 of them are not applied" in found.words.text() and found.stale.isVisible()
    tip = found.table.model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "no such sample" in tip
    found.stale.click()
    assert found.document.experiment.data.corrections == (right,) and not found.stale.isVisible()


def test_a_list_is_saved_and_read_by_others(dialog, tmp_path):
    some = tuple(Correction(index=i, label="4", given="1") for i in (3, 5))
    saved = dialog(*some)
    saved.list.save(tmp_path / "list.csv")
    assert str(tmp_path / "list.csv") in saved.words.text()
    other = dialog(Correction(index=5), Correction(index=9))
    other.list.read(tmp_path / "list.csv")
    assert other.document.experiment.data.corrections == (*some, Correction(index=9))
    assert "2 corrections were read: 1 new, 1 in place of others" in other.words.text()
    other.document.undo_stack.undo()
    assert other.document.experiment.data.corrections == (Correction(index=5), Correction(index=9))
    (tmp_path / "list.csv").write_text("part,index,label\ntrain,x,1\n", "utf-8")
    other.list.read(tmp_path / "list.csv")
    assert "Line 2" in other.words.text() and len(other.document.experiment.data.corrections) == 2


def test_pictures_come_for_what_is_seen(qtbot, dialog):
    found = dialog(*(Correction(index=i) for i in range(100)), Correction(index=100_000))
    model = found.table.model
    model.index(0, 0).data(Qt.ItemDataRole.DecorationRole)
    qtbot.waitUntil(lambda: 0 in model._icons, timeout=10_000)
    picture = model._icons[0].pixmap(30, 30).toImage()
    grey = np.array([picture.pixelColor(x, y).red() for y in range(30) for x in range(30)])
    assert grey.max() > 200 and grey.min() == 0 and len(model._icons) < 40
