"""Looking through samples: choose, search, sort, keys, cancel, empty parts, thousands of classes."""

from pathlib import Path
from threading import Event

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from workbench.data import browse
from workbench.data.browse import Collection, Shelf
from workbench.data.samples import Facts
from workbench.gui.browser import dialog as dialog_module
from workbench.gui.browser.class_list import ClassList
from workbench.gui.browser.dialog import SampleBrowser
from workbench.gui.document import Document
from workbench.gui.lane import Lane
from workbench.spec.edits import SetValue, apply
from workbench.spec.experiment import Correction, Experiment
from workbench.spec.files import from_toml


@pytest.fixture
def browser(qtbot, tiny):
    opened: list[tuple[SampleBrowser, Lane]] = []

    def open_it(experiment: Experiment = tiny, data_dir: Path | None = None, wait: bool = True) -> SampleBrowser:
        lane = Lane("slow")
        browser = SampleBrowser(Document(experiment), lane, data_dir)
        opened.append((browser, lane))
        browser.resize(1000, 600)
        browser.show()
        qtbot.waitExposed(browser)
        if wait:
            qtbot.waitUntil(
                lambda: browser.shelf() is not None or not browser.message.progress.isVisible(), timeout=20_000
            )
        return browser

    yield open_it
    for browser, lane in opened:
        browser.shut_down()
        lane.close()


def given(monkeypatch, targets, classes, images=None) -> None:
    """A data set of these targets in all three parts."""
    targets = np.asarray(targets)
    images = np.zeros((len(targets), 1, 4, 4), np.uint8) if images is None else images
    shelf = Shelf(targets, np.arange(len(targets)), images)
    empty = Shelf(targets[:0], np.arange(0), images[:0])
    facts = Facts(tuple(classes), (1, 4, 4), len(targets), 0)
    collection = Collection(facts, {"train": shelf, "validation": shelf, "test": empty})
    monkeypatch.setattr(dialog_module, "gather", lambda *_: collection)


def folder(root: Path, sizes=((8, 6), (20, 10), (5, 5), (7, 7))) -> Experiment:
    for label in ("cat", "dog"):
        (root / label).mkdir(parents=True)
        for number, (w, h) in enumerate(sizes):
            Image.new("RGB", (w, h), (number * 20, 100, 200)).save(root / label / f"{number}.png")
    source = f'source = {{ type = "ImageFolder", root = "{root.as_posix()}", test_fraction = 0.25 }}'
    return from_toml(f"format = 1\n[data]\n{source}\nvalidation_fraction = 0.34\n")


def test_parts_are_those_of_a_run(tiny, tmp_path):
    import torch

    from workbench.data.locations import data_dir
    from workbench.training.batches import load_run_data

    found = browse.gather(tiny, None, lambda *_: None)
    run = load_run_data(tiny, data_dir(None), torch.device("cpu"), lambda *_: None)
    assert found.parts["train"].targets.tolist() == run.train_targets.tolist()
    assert found.parts["validation"].targets.tolist() == run.validation.targets.tolist()
    assert found.parts["test"].targets.tolist() == run.test.targets.tolist()


def test_choosing_a_class_shows_its_samples_alone(browser):
    window = browser()
    assert window.tabs.tabText(0).endswith("180") and window.tabs.tabText(2).endswith("40")
    model = window.classes.classes
    model.setData(model.index(3), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    model.setData(model.index(5), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert {int(window.shelf().targets[i]) for i in window.grid.rows()} == {3, 5}
    assert window.status.text() == f"{len(window.grid.rows())} of 180 shown"
    window.all_classes.click()
    assert len(window.grid.rows()) == 180 and not window.all_classes.isEnabled()


def test_search_by_index_and_by_class(browser):
    window = browser()
    window.search.setText("#123")
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    assert window.grid.current() == 123 and window.detail.fact("index") == "#123"
    window.search.setText("7")
    assert window.classes.shown() == [7]
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    assert window.classes.classes.chosen() == {7}
    other = int(np.flatnonzero(window.shelf().targets != 7)[0])
    window.search.setText(f"#{other}")
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    assert window.grid.current() == other and not window.classes.classes.chosen()
    for text, said in (("#999999", "the last is #179"), ("#x", "number"), ("zebra", "zebra")):
        window.search.setText(text)
        QTest.keyClick(window.search, Qt.Key.Key_Return)
        assert said in window.status.text()


def test_typing_in_the_grid_is_a_search(browser):
    window = browser()
    QTest.keyClicks(window.grid, "#")
    QTest.keyClicks(window.search, "45")
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    assert window.grid.current() == 45 and window.search.text() == "#45"
    QTest.keyClick(window.grid, Qt.Key.Key_Right)
    assert window.grid.current() == 46


def test_sorted_by_class(browser):
    window = browser()
    window.sort.setCurrentIndex(1)
    labels = window.shelf().targets[window.grid.rows()]
    assert (np.diff(labels) >= 0).all() and len(np.unique(labels)) == 10


def test_keys_walk_through_the_grid(browser):
    window = browser()
    grid = window.grid
    columns = grid.columns()
    assert columns > 2 and grid.current() == 0
    for key, wanted in (
        (Qt.Key.Key_Right, 1), (Qt.Key.Key_Down, 1 + columns), (Qt.Key.Key_Up, 1), (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_Left, 0), (Qt.Key.Key_Left, 0), (Qt.Key.Key_End, 179), (Qt.Key.Key_Right, 179),
    ):  # fmt: skip
        QTest.keyClick(grid, key)
        assert grid.current() == wanted
    assert grid.verticalScrollBar().value() == grid.verticalScrollBar().maximum()
    QTest.keyClick(grid, Qt.Key.Key_Home)
    assert grid.current() == 0 and grid.verticalScrollBar().value() == 0
    QTest.keyClick(grid, Qt.Key.Key_N)
    label = window.shelf().targets[0]
    assert grid.current() == int(np.flatnonzero(window.shelf().targets == label)[1])
    QTest.keyClick(grid, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    assert grid.current() == 0
    side = grid.side()
    QTest.keyClick(grid, Qt.Key.Key_Plus)
    assert grid.side() > side and window.zoom.value() == 3
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert len(window.shelf()) == 40


def test_a_click_chooses_what_is_painted_there(browser):
    window = browser()
    at = window.grid._box(window.grid.columns() + 1).center()
    QTest.mouseClick(window.grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at))
    assert window.grid.current() == window.grid.columns() + 1


def test_the_large_view_tells_the_numbers(browser):
    window = browser()
    values = np.asarray(window.shelf().sample(0))
    assert window.detail.fact("size") == "1 × 28 × 28" and window.detail.fact("dtype") == "uint8"
    assert window.detail.fact("mean") == f"{values.mean():.5g}" and window.detail.fact("std") == f"{values.std():.5g}"
    assert window.detail.fact("class") == str(window.shelf().targets[0])
    QTest.mouseMove(window.detail.picture, QPoint(20, 20))
    row, column = window.detail.picture.pixel_at(QPoint(20, 20))
    assert window.detail.pixel.text() == f"row {row}, column {column}: {values[0, row, column]}"
    window.detail.copy()
    image = QGuiApplication.clipboard().image()
    assert image.width() == 28 and image.pixelColor(column, row).red() == values[0, row, column]


def test_images_of_different_sizes_are_read_when_they_are_seen(browser, qtbot, tmp_path):
    window = browser(folder(tmp_path / "pets"))
    shelf = window.shelf()
    assert shelf.files and not len(shelf.images)
    qtbot.waitUntil(lambda: all(window._thumbnails.picture(i) is not None for i in range(len(shelf))), timeout=10_000)
    qtbot.waitUntil(lambda: window.detail.fact("size") != "", timeout=10_000)
    height, width = np.asarray(Image.open(shelf.file(0))).shape[:2]
    assert window.detail.fact("size") == f"3 × {height} × {width}"
    assert window.detail.fact("file") == str(shelf.file(0))


def test_a_file_that_cannot_be_read_is_crossed_out_and_says_why(browser, qtbot, tmp_path):
    experiment = folder(tmp_path / "pets")
    for path in (tmp_path / "pets").rglob("*.png"):
        path.write_bytes(b"no picture")
    window = browser(experiment)
    qtbot.waitUntil(lambda: not window.detail.problem.isHidden(), timeout=10_000)
    assert "cannot be read" in window.detail.problem.text()
    qtbot.waitUntil(lambda: window._thumbnails.picture(0) is not None, timeout=10_000)
    assert window._thumbnails.picture(0).isNull()


def test_an_empty_part_says_so(browser, monkeypatch):
    given(monkeypatch, [0, 1], "ab")
    window = browser()
    window.tabs.setCurrentIndex(2)
    assert window.stack.currentWidget() is window.message and "no samples" in window.message.words.text()
    window.tabs.setCurrentIndex(0)
    assert window.stack.currentWidget() is window.grid


def test_a_class_without_samples_offers_all_again(browser, monkeypatch):
    given(monkeypatch, [0, 0], "ab")
    window = browser()
    window.show_classes((1,))
    assert window.message.button.isVisible()
    window.message.button.click()
    assert len(window.grid.rows()) == 2


def test_thousands_of_classes_and_a_hundred_thousand_samples(browser, monkeypatch):
    targets = np.arange(100_000) % 5_000
    given(monkeypatch, targets, [f"kind {n}" for n in range(5_000)], np.zeros((100_000, 1, 2, 2), np.uint8))
    window = browser()
    window.search.setText("kind 4999")
    assert window.classes.shown() == [4999]
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    assert len(window.grid.rows()) == 20
    window.grid.repaint()
    assert len(window._thumbnails._made) < 1_000  # only what was on the screen


def test_reading_can_be_cancelled_and_begun_again(browser, qtbot, monkeypatch):
    at_work, gone = Event(), []

    def slowly(_experiment, _data_dir, progress, _download):
        try:
            while True:
                at_work.set()
                progress("reading images", 1, 2)
        finally:
            gone.append(True)

    monkeypatch.setattr(dialog_module, "gather", slowly)
    window = browser(wait=False)
    qtbot.waitUntil(at_work.is_set, timeout=10_000)
    qtbot.waitUntil(lambda: "reading images" in window.message.words.text().lower(), timeout=10_000)
    window.message.button.click()
    qtbot.waitUntil(lambda: bool(gone), timeout=10_000)
    assert "Nothing" in window.message.words.text() and not window.message.progress.isVisible()
    given(monkeypatch, [0, 1], "ab")
    window.message.button.click()
    qtbot.waitUntil(lambda: window.stack.currentWidget() is window.grid, timeout=10_000)


def test_what_is_not_here_can_be_downloaded(browser, qtbot, monkeypatch):
    asked = []
    real = browse.gather

    def recorded(experiment, data_dir, progress, download):
        asked.append(download)
        return real(experiment, data_dir, progress, False)

    monkeypatch.setattr(dialog_module, "gather", recorded)
    window = browser(from_toml('format = 1\n[data]\nsource = { type = "MNIST" }\n'))
    assert "12 MB" in window.message.words.text() and asked == [False]
    window.message.button.click()
    qtbot.waitUntil(lambda: asked == [False, True] and not window._task.running, timeout=10_000)


def test_what_is_wrong_with_the_data_is_said(browser, qtbot):
    window = browser(from_toml('format = 1\n[data]\nsource = { type = "ImageFolder", root = "/nowhere" }\n'))
    assert "/nowhere" in window.message.words.text()


def test_a_table_is_a_table(browser, qtbot):
    window = browser(from_toml('format = 1\n[data]\nsource = { type = "Iris" }\n'))
    assert window.stack.currentWidget() is window.table and not window.detail.isVisible()
    model = window.rows
    assert model.columnCount() == 5 and model.rowCount() == len(window.shelf()) == 108
    assert model.index(0, 0).data() in ("setosa", "versicolor", "virginica")
    first = np.asarray(window.shelf().images)[window.shelf().rows[0]]
    assert float(model.index(0, 1).data()) == pytest.approx(float(first[0]))


def test_series_are_curves(browser):
    window = browser(from_toml('format = 1\n[data]\nsource = { type = "Waves", train_count = 40, test_count = 10 }\n'))
    assert window.stack.currentWidget() is window.grid and window.detail.curves.isVisible()
    assert window.detail.fact("size") == "1 × 64"


def test_another_data_set_is_read_anew(browser, qtbot):
    window = browser()
    window.document.edit([SetValue("data.validation_fraction", 0.5)], "half")
    qtbot.waitUntil(lambda: window.shelf() is not None and len(window.shelf()) == 100, timeout=10_000)


def test_to_a_row_of_the_source(browser):
    window = browser()
    row = int(window._collection.parts["validation"].rows[4])
    window.go_to("train", row)
    assert window.tabs.currentIndex() == 1 and window.grid.current() == 4
    window.go_to("test", 7)
    assert window.tabs.currentIndex() == 2 and window.grid.current() == 7


def test_the_choice_of_classes_by_keys(qtbot):
    view = ClassList()
    qtbot.addWidget(view)
    view.classes.set_classes(("a", "b", "c"), (1, 2, 3))
    view.show()
    view.setCurrentIndex(view.model().index(1, 0))
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert view.classes.chosen() == {1}
    view.setCurrentIndex(view.model().index(2, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.classes.chosen() == {2}
    view.classes.set_classes(("a", "b", "c"), (4, 5, 6))
    assert view.classes.chosen() == {2}  # another part of the same data set


def test_the_window_opens_it_once(window, qtbot):
    opened = window.tools.look_through()
    assert window.tools.look_through() is opened
    qtbot.waitUntil(lambda: opened.shelf() is not None, timeout=20_000)
    opened.close()
    assert window.tools.browser is None
    window.data.browse.click()
    assert window.tools.browser is not None


def test_corrected_samples_say_what_they_were_and_those_left_out_have_a_tab(browser, tiny):
    experiment = apply(
        tiny, [SetValue("data.corrections", (Correction(index=7, label="4"), Correction(part="test", index=2)))]
    )
    open_one = browser(experiment)
    assert open_one.tabs.count() == 4 and open_one.tabs.tabText(2).endswith("39")
    open_one.go_to("train", 7)
    assert open_one._caption(open_one.grid.current()).startswith("4 (was ")
    open_one.go_to("test", 2)
    assert open_one.tabs.currentIndex() == 3 and open_one._caption(0).endswith("#2") and len(open_one.shelf()) == 1
    assert open_one.detail.fact("index") == "#0"
    open_one.document.edit([SetValue("data.corrections", ())], "take back")


def test_a_sample_is_corrected_where_it_is_looked_at_and_stays_in_sight(qtbot, browser, tiny, monkeypatch):
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)  # it would wait for somebody
    seen = browser(tiny)
    mend = seen.mend

    def at(part, row):
        there = [(part, row)]
        qtbot.waitUntil(lambda: [s.place for s in mend.samples()] == there and seen.shelf() is not None, timeout=20_000)

    seen.go_to("train", 7)
    at("train", 7)
    assert mend.back.isHidden() and not mend.relabel.isHidden()
    was = mend._class
    other = "4" if was != "4" else "5"
    mend.relabel.click()
    menu = mend.findChild(QMenu, "label_menu")
    assert menu.findChild(QAction, f"label_{was}").isChecked()
    menu.findChild(QAction, f"label_{other}").trigger()
    assert seen.document.experiment.data.corrections == (Correction(index=7, label=other, given=was),)
    qtbot.waitUntil(lambda: mend._class == other, timeout=20_000)
    at("train", 7)
    following = seen.shelf().rows[seen.grid.current() + 1]
    mend.exclude.click()
    at("train", int(following))
    assert seen.tabs.count() == 4 and seen.document.experiment.data.corrections == (Correction(index=7, given=was),)
    seen.go_to("train", 7)
    at("train", 7)
    assert seen.tabs.currentIndex() == 3 and mend.exclude.isHidden()
    mend.back.click()
    qtbot.waitUntil(lambda: seen.tabs.count() == 3, timeout=20_000)
    at("train", 7)
    assert not seen.document.experiment.data.corrections


def test_several_are_left_out_and_taken_back_together(qtbot, browser, tiny):
    seen = browser(tiny)
    rows = [int(seen.shelf().rows[place]) for place in range(4)]
    seen.grid.choose(1)
    QTest.keyClick(seen.grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert seen.status.text() == "180 of 180 shown, 2 chosen" and seen.mend.several.isVisible()
    QTest.keyClick(seen.grid, Qt.Key.Key_Delete)
    assert [each.index for each in seen.document.experiment.data.corrections] == rows[1:3]
    qtbot.waitUntil(lambda: seen.tabs.count() == 4 and len(seen.mend.samples()) == 1, timeout=20_000)
    assert seen.mend.samples()[0].row == rows[3]
    seen.tabs.setCurrentIndex(3)
    QTest.keyClick(seen.grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    seen.mend.back.click()
    assert not seen.document.experiment.data.corrections
    qtbot.waitUntil(lambda: seen.tabs.count() == 3, timeout=20_000)
