"""What is drawn is explained, kept under a label, and can come from a file."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QAction

from workbench.data.kept import class_counts
from workbench.evaluation.digit_steps import digit_steps
from workbench.gui.panels import draw
from workbench.gui.session import State


def three() -> np.ndarray:
    image = np.zeros((280, 280), np.uint8)
    for top in (40, 120, 200):
        image[top : top + 20, 60:140] = 255
    image[40:220, 130:150] = 255
    return image


@pytest.fixture
def trained(window, qtbot):
    window.findChild(QAction, "action_train").trigger()
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED, timeout=30_000)
    return window


def test_a_file_is_opened_onto_the_canvas_and_explained(trained, qtbot, tmp_path, monkeypatch):
    page = trained.draw
    Image.fromarray(255 - three()).save(tmp_path / "three.png")
    monkeypatch.setattr(draw, "ask_for_picture", lambda _parent: tmp_path / "three.png")
    with qtbot.waitSignal(trained.predictor.predicted, timeout=20_000):
        trained.findChild(QAction, "action_open_picture").trigger()
    assert np.abs(page.canvas.image().astype(int) - three()).max() < 20

    page.show_steps.click()
    qtbot.waitUntil(lambda: all(page.strip.answers()), timeout=20_000)
    assert page.strip.steps() is not None and page.view.isHidden()
    assert np.array_equal(page.strip.steps().prepared, digit_steps(page.canvas.image()).prepared)
    with_recipe, without = page.strip.answers()
    assert with_recipe.startswith(page.bars.classes()[page.bars.top()])
    with qtbot.waitSignal(trained.predictor.predicted, timeout=20_000):
        page.centre.setChecked(False)
    qtbot.waitUntil(lambda: all(page.strip.answers()), timeout=20_000)
    assert page.strip.answers() == (with_recipe, without)  # the same two, whichever is chosen

    with qtbot.waitSignal(trained.predictor.explained, timeout=20_000):
        page.why.click()
    assert page.canvas.layer() is not None and page.bars.classes()[page.bars.top()] in page.note.whole_text()
    page.canvas.clear()
    qtbot.waitUntil(lambda: page.canvas.layer() is None, timeout=20_000)
    assert page.strip.steps() is None


def test_what_is_drawn_is_kept_and_becomes_the_data(window, qtbot, tmp_path):
    keeping, page = window.keeping, window.draw
    keeping.set_folder(tmp_path / "mine")
    dialog = keeping.show()
    assert not dialog.keep.isEnabled() and not dialog.train.isEnabled()
    for name, shift in (("3", 0), ("new one", 40)):
        page.canvas.set_image(np.roll(three(), shift, axis=0))
        qtbot.waitUntil(lambda: page.sample() is not None)
        for _ in range(6):
            assert keeping.keep(name)
    assert class_counts(keeping.folder) == {"3": 6, "new one": 6}
    rows = {
        dialog.table.item(row, 0).text(): dialog.table.item(row, 1).text() for row in range(dialog.table.rowCount())
    }
    assert list(rows) == [*"0123456789", "new one"] and rows["3"] == rows["new one"] == "6"
    saved = np.asarray(Image.open(keeping.folder / "new one" / "kept-00001.png"))
    assert np.array_equal(saved, page.sample())
    page.centre.setChecked(False)
    assert page.sample().shape == (280, 280) and keeping.pixels().shape == (28, 28)
    before = window.document.experiment
    with qtbot.waitSignal(window.analysis.checked, timeout=20_000):
        dialog.train.click()
    data = window.document.experiment.data.source
    assert (data.type, data.mode, data.root) == ("ImageFolder", "L", str(tmp_path / "mine"))
    assert not window.analysis.last.errors and keeping.dialog is None
    window.document.undo_stack.undo()
    assert window.document.experiment == before


def test_a_page_that_nobody_sees_asks_nothing(window, qtbot):
    window.draw.canvas.set_image(three())
    qtbot.waitUntil(lambda: window.predictor._asked is not None)
    window.docks.by_name["draw"].hide()
    assert window.predictor._asked is None
    window.docks.by_name["draw"].show()
    assert window.predictor._asked is not None
