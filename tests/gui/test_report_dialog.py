"""The report on the files in its dialog: findings, pictures, fix, text, cancel."""

from pathlib import Path
from threading import Event

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from workbench.gui import report_dialog
from workbench.gui.document import Document
from workbench.gui.lane import Lane
from workbench.gui.report_dialog import ReportDialog
from workbench.spec.files import from_toml


@pytest.fixture
def opened(qtbot):
    made: list[tuple[ReportDialog, Lane]] = []

    def open_it(source: str, wait: bool = True) -> ReportDialog:
        lane = Lane("slow")
        dialog = ReportDialog(Document(from_toml(f"format = 1\n[data]\nsource = {source}\n")), lane, None)
        made.append((dialog, lane))
        dialog.show()
        qtbot.waitExposed(dialog)
        if wait:
            qtbot.waitUntil(lambda: not dialog._task.running, timeout=20_000)
        return dialog

    yield open_it
    for dialog, lane in made:
        if isValid(dialog):
            dialog.shut_down()
        lane.close()


@pytest.fixture
def pets(tmp_path: Path) -> str:
    """Eight cats and two dogs; one is damaged, one stands there twice, with two labels."""
    chance = np.random.default_rng(0)
    for label, count in (("cat", 8), ("dog", 2)):
        (tmp_path / label).mkdir()
        for number in range(count):
            Image.fromarray(chance.integers(0, 256, (6, 5, 3), np.uint8)).save(tmp_path / label / f"{number}.png")
    (tmp_path / "cat" / "3.png").write_bytes(b"no picture")
    (tmp_path / "dog" / "1.png").write_bytes((tmp_path / "cat" / "5.png").read_bytes())
    return f'{{ type = "ImageFolder", root = "{tmp_path.as_posix()}", test_fraction = 0 }}'


def heads(dialog: ReportDialog) -> list[str]:
    return [dialog.tree.topLevelItem(row).text(0) for row in range(dialog.tree.topLevelItemCount())]


def test_findings_stand_under_their_kind_with_a_count(opened, pets):
    dialog = opened(pets)
    assert heads(dialog) == ["Files that cannot be read (1)", "The same with two labels (1)", "Uneven classes (1)"]
    assert dialog.summary.text().startswith("9 training and 0 test samples · 3 × 6 × 5 (9)")
    twins = dialog.tree.topLevelItem(1).child(0)
    assert [twins.child(row).text(0).split("  –  ")[1] for row in range(2)] == ["cat", "dog"]


def test_a_line_shows_its_picture_or_why_there_is_none(opened, pets, qtbot, tmp_path):
    dialog = opened(pets)
    qtbot.waitUntil(lambda: "cannot be read" in dialog.why.text(), timeout=10_000)
    assert dialog.caption.whole_text() == f"{tmp_path / 'cat' / '3.png'}  –  cat"
    dialog.tree.setCurrentItem(dialog.tree.topLevelItem(1).child(0).child(1))
    qtbot.waitUntil(lambda: dialog.picture.image() is not None, timeout=10_000)
    assert np.array_equal(dialog.picture.image(), np.asarray(Image.open(tmp_path / "dog" / "1.png")))
    assert "labelled" in dialog.why.text()
    with qtbot.waitSignal(dialog.show_wanted) as caught:
        dialog.show_button.click()
    assert caught.args == ["train", 9]


def test_a_fix_is_an_edit(opened, pets):
    dialog = opened(pets)
    assert dialog.fix.isHidden()
    dialog.tree.setCurrentItem(dialog.tree.topLevelItem(2).child(0))
    assert not dialog.fix.isHidden() and not dialog.show_button.isEnabled() and dialog.picture.isHidden()
    dialog.fix.click()
    assert dialog.document.experiment.data.balanced and dialog.document.undo_stack.count() == 1


def test_the_text_has_all_of_it(opened, pets, monkeypatch):
    monkeypatch.setattr(report_dialog, "MOST_LINES", 0)
    dialog = opened(pets)
    assert "1 more" in dialog.tree.topLevelItem(0).child(0).text(0)
    dialog.copy_button.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[1:3] == ["cat: 7 / 0", "dog: 2 / 0"] and len(lines) == 6 and "3.png" in lines[3]


def test_nothing_amiss(opened):
    dialog = opened('{ type = "Strokes", train_count = 30, test_count = 10 }')
    assert "Nothing is amiss" in dialog.summary.text() and not heads(dialog) and dialog.place() is None


def test_samples_in_memory_have_pictures_too(opened, qtbot, monkeypatch):
    dialog = opened('{ type = "Digits" }')
    assert dialog._collection is not None
    place = report_dialog.Place("test", 3, "", "x")
    monkeypatch.setattr(dialog, "place", lambda: place)
    dialog._on_chosen()
    qtbot.waitUntil(lambda: dialog.picture.image() is not None, timeout=10_000)
    assert np.array_equal(dialog.picture.image(), dialog._collection.parts["test"].sample(3)[0])


def test_what_cannot_be_checked_says_why(opened):
    dialog = opened('{ type = "MNIST" }')
    assert "not there yet" in dialog.message.words.text() and not dialog.copy_button.isEnabled()


def test_cancel_and_check_again(opened, qtbot, monkeypatch, pets):
    at_work, gone = Event(), []

    def slowly(_experiment, _data_dir, progress):
        try:
            while True:
                at_work.set()
                progress("reading images", 3, 10)
        finally:
            gone.append(True)

    real = report_dialog.report
    monkeypatch.setattr(report_dialog, "report", slowly)
    dialog = opened(pets, wait=False)
    qtbot.waitUntil(at_work.is_set, timeout=10_000)
    qtbot.waitUntil(lambda: dialog.message.progress.value() == 300, timeout=10_000)
    dialog.message.button.click()
    qtbot.waitUntil(lambda: bool(gone), timeout=10_000)
    assert "Nothing was checked" in dialog.message.words.text()
    monkeypatch.setattr(report_dialog, "report", real)
    dialog.message.button.click()
    qtbot.waitUntil(lambda: dialog.stack.currentWidget() is dialog.results, timeout=10_000)


def test_the_window_shows_a_finding_among_the_samples(window, qtbot):
    dialog = window.tools.check_files()
    assert window.tools.check_files() is dialog
    qtbot.waitUntil(lambda: not dialog._task.running, timeout=20_000)
    dialog.show_wanted.emit("test", 5)
    browser = window.tools.browser
    qtbot.waitUntil(lambda: browser.shelf() is not None, timeout=20_000)
    assert browser.tabs.currentIndex() == 2 and browser.grid.current() == 5
    dialog.close()
    assert window.tools.report is None


def test_where_nothing_is_amiss_there_is_no_frame_for_a_picture(opened):
    dialog = opened('{ type = "Waves", train_count = 40, test_count = 10 }')
    assert "Nothing is amiss" in dialog.summary.text() and dialog.side.isHidden()
