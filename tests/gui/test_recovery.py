"""Unsaved edits are written aside, in the folder of the process."""

import json
import threading

import pytest

from workbench.crash import EDITS, WINDOW, Journal, open_folder
from workbench.gui.document import Document
from workbench.gui.lane import Lane
from workbench.gui.recovery import Recovery, read_edits
from workbench.gui.window import MainWindow
from workbench.spec import files
from workbench.spec.edits import SetValue


@pytest.fixture
def lane(qapp):
    lane = Lane("test")
    yield lane
    lane.close()


@pytest.fixture
def journal():
    journal = Journal(WINDOW)
    yield journal
    journal.end()


@pytest.fixture
def document(qapp, tiny):
    return Document(tiny)


@pytest.fixture
def recovery(document, lane, journal):
    recovery = Recovery(document, lane, journal)
    recovery._soon.setInterval(0)
    yield recovery
    recovery.close()


def kept():
    return sorted(open_folder().glob(f"*/{EDITS}"))


def test_edits_are_written_aside_and_taken_away_when_they_are_saved(recovery, document, qtbot, tmp_path):
    document.edit([SetValue("seed", 11)], "seed")
    qtbot.waitUntil(lambda: len(kept()) == 1)
    again = read_edits(kept()[0])
    assert again.experiment.seed == 11 and again.path is None
    document.save(tmp_path / "saved.toml")
    qtbot.waitUntil(lambda: not kept())
    document.edit([SetValue("seed", 12)], "seed")
    qtbot.waitUntil(lambda: len(kept()) == 1)
    assert read_edits(kept()[0]).path == tmp_path / "saved.toml"
    document.undo_stack.undo()
    qtbot.waitUntil(lambda: not kept())


def test_without_edits_nothing_is_written(recovery, document, qtbot, tiny, tmp_path):
    with qtbot.waitSignal(recovery._soon.timeout):
        document.open(tiny, tmp_path / "x.toml")
    recovery._lane.close()
    assert not kept() and not open_folder().exists()


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"file": 3}', '{"file": null, "experiment": 3}',
                                     '{"file": null, "experiment": "format = 99"}', "[" * 100_000])  # fmt: skip
def test_what_cannot_be_read_is_passed_over(tmp_path, content, caplog):
    path = tmp_path / EDITS
    path.write_text(content, encoding="utf-8")
    assert read_edits(path) is None
    assert str(path) in caplog.text


def test_a_folder_that_cannot_be_written_stops_nobody(recovery, document, qtbot, caplog):
    open_folder().parent.mkdir(parents=True, exist_ok=True)
    open_folder().write_text("a file in the place of the folder")
    document.edit([SetValue("seed", 11)], "seed")
    qtbot.waitUntil(lambda: "can be written down" in caplog.text)
    assert document.experiment.seed == 11


def test_closing_leaves_nothing(window: MainWindow, qtbot):
    window.recovery._soon.setInterval(0)
    window.document.edit([SetValue("seed", 11)], "seed")
    qtbot.waitUntil(lambda: len(kept()) == 1)
    assert json.loads(kept()[0].read_bytes())["experiment"] == files.to_toml(window.document.experiment)
    window.shut_down()
    assert list(open_folder().iterdir()) == []


def test_what_waited_in_the_lane_does_not_replace_what_is_newer(recovery, document, qtbot):
    waiting = threading.Event()
    recovery._lane.submit("slow", waiting.wait, lambda _result: None)
    recovery._write()  # nothing is modified yet: it would remove the file
    document.edit([SetValue("seed", 11)], "seed")
    recovery.write_now()
    recovery._soon.stop()
    with qtbot.waitSignal(recovery._lane._delivered, check_params_cb=lambda job, *_: job.key == "recovery"):
        waiting.set()
    assert read_edits(kept()[0]).experiment.seed == 11
