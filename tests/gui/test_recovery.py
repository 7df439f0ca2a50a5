"""Unsaved edits come back after a crash, and only then."""

import json
import subprocess
import sys

import pytest
from PySide6.QtCore import QLockFile
from PySide6.QtWidgets import QMessageBox

from workbench.data.locations import state_dir
from workbench.gui.document import Document
from workbench.gui.lane import Lane
from workbench.gui.recovery import Recovery
from workbench.gui.window import MainWindow
from workbench.spec import files
from workbench.spec.edits import SetValue


@pytest.fixture
def lane(qapp):
    lane = Lane("test")
    yield lane
    lane.close()


@pytest.fixture
def document(qapp, tiny):
    return Document(tiny)


@pytest.fixture
def recovery(document, lane):
    recovery = Recovery(document, lane)
    recovery._soon.setInterval(0)
    yield recovery
    recovery.close()


def folder():
    return state_dir() / "recovery"


def kept():
    return sorted(folder().glob("*.json"))


def leave_behind(experiment, file=None, name="1-a"):
    """What a process that was killed leaves: its file, and a lock with the number of a process that is gone."""
    folder().mkdir(parents=True, exist_ok=True)
    path = folder() / f"{name}.json"
    text = experiment if isinstance(experiment, str) else files.to_toml(experiment)
    path.write_text(json.dumps({"file": file and str(file), "experiment": text}), encoding="utf-8")
    code = (
        "import os, sys; from PySide6.QtCore import QLockFile; lock = QLockFile(sys.argv[1]); "
        "lock.setStaleLockTime(0); lock.tryLock(0); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(path.with_suffix(".lock"))], check=False)
    assert path.with_suffix(".lock").exists()
    return path


def test_edits_are_written_aside_and_taken_away_when_they_are_saved(recovery, document, qtbot, tmp_path):
    document.edit([SetValue("seed", 11)], "seed")
    qtbot.waitUntil(lambda: len(kept()) == 1)
    again = json.loads(kept()[0].read_bytes())
    assert files.from_toml(again["experiment"]).seed == 11 and again["file"] is None
    document.save(tmp_path / "saved.toml")
    qtbot.waitUntil(lambda: not kept())
    document.edit([SetValue("seed", 12)], "seed")
    qtbot.waitUntil(lambda: len(kept()) == 1)
    assert json.loads(kept()[0].read_bytes())["file"] == str(tmp_path / "saved.toml")
    document.undo_stack.undo()
    qtbot.waitUntil(lambda: not kept())


def test_without_edits_nothing_is_written(recovery, document, qtbot, tiny, tmp_path):
    with qtbot.waitSignal(recovery._soon.timeout):
        document.open(tiny, tmp_path / "x.toml")
    recovery._lane.close()
    assert not kept()


def test_a_window_that_is_open_is_left_alone(recovery, document, lane, qtbot, tiny):
    document.edit([SetValue("seed", 11)], "seed")
    qtbot.waitUntil(lambda: len(kept()) == 1)
    assert list(Recovery(Document(tiny), lane).left_behind()) == []


def test_what_a_dead_process_left_is_found_the_newest_first(recovery, tiny, tmp_path):
    import os

    old, new = leave_behind(tiny.replace(seed=1), name="1-a"), leave_behind(tiny.replace(seed=2), tmp_path, "2-b")
    os.utime(old, (1, 1))
    found = list(recovery.left_behind())
    assert [each.experiment.seed for each in found] == [2, 1]
    assert found[0].path == tmp_path and found[1].path is None and found[1].written_at == 1
    found[0].forget()
    found[1].keep()
    assert not new.exists() and old.exists()
    assert [each.experiment.seed for each in recovery.left_behind()] == [1]


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"file": 3}', '{"file": null, "experiment": 3}',
                                     '{"file": null, "experiment": "format = 99"}', "[" * 100_000])  # fmt: skip
def test_what_cannot_be_read_is_passed_over(recovery, tiny, content, caplog):
    path = leave_behind(tiny)
    path.write_text(content, encoding="utf-8")
    assert list(recovery.left_behind()) == []
    assert str(path) in caplog.text


def test_a_folder_that_cannot_be_written_stops_nobody(recovery, document, qtbot, caplog):
    folder().parent.mkdir(parents=True, exist_ok=True)
    folder().write_text("a file in the place of the folder")
    document.edit([SetValue("seed", 11)], "seed")
    qtbot.waitUntil(lambda: "cannot be written aside" in caplog.text)
    assert document.experiment.seed == 11


def test_the_lock_is_held_while_there_is_a_file(recovery, document, qtbot):
    document.edit([SetValue("seed", 11)], "seed")
    qtbot.waitUntil(lambda: len(kept()) == 1)
    lock = QLockFile(str(kept()[0].with_suffix(".lock")))
    lock.setStaleLockTime(0)
    assert not lock.tryLock(0)
    recovery.close()
    assert lock.tryLock(0)
    lock.unlock()


@pytest.mark.parametrize("answer", ["Recover", "Throw away", "Ask later"])
def test_the_window_offers_what_was_left(window: MainWindow, tiny, tmp_path, monkeypatch, answer):
    path = leave_behind(tiny.replace(seed=77), tmp_path / "lost.toml")
    asked = []

    def answered(box):
        asked.append(box.text())
        next(button for button in box.buttons() if button.text().replace("&", "") == answer).click()

    monkeypatch.setattr(QMessageBox, "exec", answered)
    window._offer_recovery()
    assert len(asked) == 1 and "tiny" in asked[0]
    assert path.exists() == (answer == "Ask later")
    recovered = answer == "Recover"
    assert (window.document.experiment.seed == 77) == recovered
    assert window.document.modified == recovered == window.isWindowModified()
    assert (window.document.path == tmp_path / "lost.toml") == recovered


def test_closing_leaves_nothing(window: MainWindow, qtbot):
    window.recovery._soon.setInterval(0)
    window.document.edit([SetValue("seed", 11)], "seed")
    qtbot.waitUntil(lambda: len(kept()) == 1)
    window.shut_down()
    assert list(folder().iterdir()) == []
