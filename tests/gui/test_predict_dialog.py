"""Many files before the model at hand: a table that is sorted, filtered, cancelled, gone on with, and saved."""

import csv

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from workbench.gui.predicting.model import ALL, CONFIDENCE, NAME, PICTURE, PREDICTION, PROBLEMS
from workbench.gui.session import State


@pytest.fixture
def folder(tmp_path):
    generator = np.random.default_rng(0)
    (tmp_path / "set").mkdir()
    for number in range(30):
        pixels = np.zeros((28, 28), np.uint8)
        top, left = generator.integers(3, 10, 2)
        pixels[top : top + 15, left : left + generator.integers(2, 12)] = 255
        Image.fromarray(pixels).save(tmp_path / "set" / f"{number:02}.png")
    (tmp_path / "set" / "zz.png").write_bytes(b"no picture")
    return tmp_path / "set"


def column(model, number):
    return [model.data(model.index(row, number)) for row in range(model.rowCount())]


def test_a_folder_is_judged_sorted_filtered_and_saved(window, qtbot, folder, tmp_path):
    dialog = window.predicting.show()
    assert dialog.stack.currentWidget() is dialog.empty and not dialog.add_folder.isEnabled()
    window.findChild(QAction, "action_train").trigger()
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED, timeout=30_000)
    assert dialog.add_folder.isEnabled()
    dialog.add([folder])
    model = dialog.model
    qtbot.waitUntil(lambda: model.count() == 31 and not dialog.judging.running, timeout=20_000)
    assert model.problems() == 1 and not model.unanswered() and "31 of 31" in dialog.words.whole_text()
    assert column(model, NAME)[-1] == "set/zz.png" and column(model, PREDICTION)[-1] == "cannot be read"
    assert "zz.png cannot be read" in model.data(model.index(30, NAME), Qt.ItemDataRole.ToolTipRole)

    dialog.table.sortByColumn(CONFIDENCE, Qt.SortOrder.DescendingOrder)
    shares = [answer.best[0][1] for answer in model.listed() if answer.best]
    assert shares == sorted(shares, reverse=True) and len(shares) == 30
    counts = model.class_counts()
    place = counts.most_common(1)[0][0]
    dialog.filter.setCurrentIndex(dialog.filter.findData(place))
    assert column(model, PREDICTION) == [model.classes[place]] * counts[place]
    assert dialog.save(tmp_path / "some.csv")
    rows = list(csv.DictReader((tmp_path / "some.csv").read_text("utf-8-sig").splitlines()))
    assert [row["prediction"] for row in rows] == [model.classes[place]] * counts[place]
    dialog.filter.setCurrentIndex(dialog.filter.findData(PROBLEMS))
    assert column(model, NAME) == ["set/zz.png"]
    dialog.filter.setCurrentIndex(dialog.filter.findData(ALL))

    asked = Qt.ItemDataRole.DecorationRole
    model.data(model.index(0, PICTURE), asked)
    qtbot.waitUntil(lambda: model.data(model.index(0, PICTURE), asked) is not None, timeout=20_000)
    dialog.table.activated.emit(model.index(0, NAME))
    assert not window.draw.canvas.is_empty()

    dialog.judge_again()
    dialog.stop.click()
    left = len(model.unanswered())
    assert left and not dialog.go_on.isHidden()
    dialog.go_on.click()
    qtbot.waitUntil(lambda: not dialog.judging.running, timeout=20_000)
    assert not model.unanswered()
    dialog.clear_all.click()
    assert model.rowCount() == 0 and dialog.stack.currentWidget() is dialog.empty
