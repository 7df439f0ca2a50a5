"""After a crash one dialog offers the unsaved edits and the run; and an error that nobody foresaw ends nothing."""

import json
import os
import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from workbench import unforeseen
from workbench.crash import ABOUT, EDITS, open_folder
from workbench.crash_reports import left_behind, reports
from workbench.gui.mishaps import Mishaps
from workbench.gui.session import State
from workbench.gui.window import MainWindow
from workbench.spec import files
from workbench.spec.edits import SetValue
from workbench.training import checkpoints
from workbench.training.control import Control
from workbench.training.events import EpochDone, StepDone
from workbench.training.loop import train
from workbench.training.runs import RunFolder

CRASHES = """
import faulthandler, sys
import workbench.catalog
from PySide6.QtCore import QCoreApplication, QTimer
from workbench.catalog.examples import built_in
from workbench.crash import Journal
from workbench.gui.document import Document
from workbench.gui.lane import Lane
from workbench.gui.recovery import Recovery
from workbench.spec.edits import SetValue
from workbench.training.events import RunStarted
app = QCoreApplication([])
journal = Journal("window")
journal.begin()
journal.watch()
document, lane = Document(built_in()), Lane("quick")
recovery = Recovery(document, lane, journal)
recovery._soon.setInterval(0)
document.edit([SetValue("seed", 77)], "seed")
recovery.follow([RunStarted(sys.argv[1], "cpu", "float32", (), 1, 1, 1, 3, 1, 1)])
assert "torch" not in sys.modules
timer = QTimer()
timer.timeout.connect(lambda: (journal.folder / "edits.json").exists() and faulthandler._sigsegv())
timer.start(1)
app.exec()
"""


@pytest.fixture
def run(tiny, tmp_path):
    """A run that ended in its second epoch, as a crash leaves it."""
    control, folder, epochs = Control(), tmp_path / "run", 0
    for event in train(tiny, control, out=folder):
        epochs += isinstance(event, EpochDone)
        if epochs == 1 and isinstance(event, StepDone):
            control.stop()
    (folder / "summary.json").unlink()
    return folder


def leave_behind(name="1-a", edits=None, path=None, **about):
    """What a process that was killed leaves, by hand."""
    folder = open_folder() / name
    folder.mkdir(parents=True)
    (folder / ABOUT).write_text(json.dumps({"kind": "window", **about}), encoding="utf-8")
    if edits is not None:
        kept = {"file": path and str(path), "experiment": files.to_toml(edits)}
        (folder / EDITS).write_text(json.dumps(kept), encoding="utf-8")
    return folder


def test_a_window_that_crashes_gives_back_its_edits_and_its_run(window: MainWindow, qtbot, run):
    done = subprocess.run([sys.executable, "-c", CRASHES, str(run)], capture_output=True, text=True, check=False)
    assert done.returncode < 0, done.stderr
    dialog = window.after_crash.offer()
    (card,) = dialog.cards
    step = checkpoints.listed(run)[-1].step
    assert "“tiny”, epoch 2 of 2" in card.words.text() and "Segmentation fault" in card.why.text()
    assert str(step) in card.run.text() and card.edits.isChecked() and card.run.isChecked()
    assert "in <lambda>" in card.offer.left.report.read_text(encoding="utf-8")
    seen = []
    window.session.events.connect(seen.extend)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert window.document.experiment.seed == 77 and window.document.modified
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED, timeout=30_000)
    assert next(event.step for event in seen if isinstance(event, StepDone)) == step + 1
    assert left_behind() == [] and len(reports()) == 1


def test_escape_decides_nothing_and_the_menu_leads_back(window: MainWindow, tiny, tmp_path):
    folder = leave_behind(edits=tiny.replace(seed=5), path=tmp_path / "lost.toml")
    dialog = window.after_crash.offer()
    assert window.after_crash.offer() is dialog and str(tmp_path / "lost.toml") in dialog.cards[0].about_edits.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert folder.exists() and window.document.experiment.seed == tiny.seed
    window.actions_by_id["crash_reports"].trigger()
    shown = window.after_crash.reports
    assert "ended unexpectedly" in shown.text.toPlainText()
    shown.restore.click()
    window.after_crash.dialog.take.click()
    assert window.document.experiment.seed == 5 and window.document.path == tmp_path / "lost.toml"
    assert not folder.exists() and (window.journal.folder / EDITS).exists()


def test_edits_that_cannot_be_read_stay_beside_the_report(window: MainWindow):
    folder = leave_behind()
    (folder / EDITS).write_text('{"file": null, "experiment": "format = 99"}', encoding="utf-8")
    dialog = window.after_crash.offer()
    assert dialog.cards[0].edits.isHidden()
    dialog.reject()
    assert not folder.exists() and "format = 99" in reports()[0].with_suffix(".json").read_text(encoding="utf-8")


def test_of_several_one_document_is_restored_and_the_rest_stays(window: MainWindow, tiny, monkeypatch):
    old, new = leave_behind("1-a", tiny.replace(seed=1)), leave_behind("2-b", tiny.replace(seed=2))
    for name in (ABOUT, EDITS):
        os.utime(old / name, (1_000, 1_000))
    told = leave_behind("3-c")
    dialog = window.after_crash.offer()
    assert [card.offer.left.folder for card in dialog.cards] in ([new, told, old], [told, new, old])
    last, first = dialog.cards[-1], next(card for card in dialog.cards if card.offer.left.folder == new)
    assert first.edits.isChecked() and not last.edits.isChecked()
    last.edits.setChecked(True)
    assert not first.edits.isChecked()
    monkeypatch.setattr(
        QMessageBox, "exec", lambda box: next(each for each in box.buttons() if "Throw" in each.text()).click()
    )
    first.discard.click()  # and says so in a box of its own
    assert not new.exists() and len(dialog.cards) == 2
    dialog.take.click()
    assert window.document.experiment.seed == 1 and list(open_folder().iterdir()) == [window.journal.folder]


def test_a_run_that_cannot_go_on_says_why(window: MainWindow, run, tmp_path):
    leave_behind(run=str(run))
    with RunFolder(run).held() as held:
        dialog = window.after_crash.offer()
        (card,) = dialog.cards
        assert not card.run.isEnabled() and "another process" in card.about_run.text()
        assert not dialog.take.isVisibleTo(dialog) and dialog.later.text() == "&Close"
        held.close()
    dialog.reject()
    assert left_behind() == []  # nothing is to be decided: it has been told
    leave_behind(run=str(tmp_path / "gone"))
    dialog = window.after_crash.offer()
    assert "cannot be read" in dialog.cards[0].about_run.text()
    dialog.reject()


def test_an_error_in_a_slot_or_a_thread_is_a_sentence(window: MainWindow, qtbot, monkeypatch):
    mishaps = Mishaps()
    try:
        mishaps.happened.connect(window.show_mishap)

        def slot():
            raise ValueError("no such thing")

        sys.excepthook(ValueError, *_raised(slot))
        sys.excepthook(ValueError, *_raised(slot))  # again and again, as in a paint event
        assert window.log.view.toPlainText().count("Traceback") == 1 and len(reports()) == 1
        assert "no such thing" in window.status.currentMessage() and window.status.mishap.isVisible()
        window.status.mishap.click()
        assert window.log.view.isVisible() and not window.status.mishap.isVisible()
        thread = threading.Thread(target=lambda: {}["key"])
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: "KeyError" in window.status.currentMessage())
    finally:
        mishaps.close()
    assert sys.excepthook is not mishaps._on_exception


def _raised(what):
    try:
        what()
    except ValueError as error:
        return error, error.__traceback__


def test_a_training_that_breaks_unforeseen_ends_with_a_sentence(window: MainWindow, qtbot, tiny, monkeypatch):
    said = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.informativeText()) or 0)
    with monkeypatch.context() as patch:
        patch.setattr("workbench.training.start.train", lambda *_args, **_options: iter([None, 1 + "x"]))
        window.session.start(tiny)
        qtbot.waitUntil(lambda: bool(said), timeout=30_000)
    said_of_torch = unforeseen.in_words(ImportError("no such symbol", name="torch._C")).line()
    assert said_of_torch.startswith("PyTorch cannot be loaded: ImportError: no such symbol. “workbench doctor”")
    assert "unforeseen went wrong: TypeError" in said[0] and "Traceback" not in said[0]
    assert "Traceback" in window.log.view.toPlainText()
    qtbot.waitUntil(lambda: window.session._trainer is None)
    window.session.start(tiny)
    qtbot.waitUntil(lambda: window.session.state is State.FINISHED, timeout=30_000)


@pytest.mark.parametrize("edited", [True, False])
def test_a_system_that_ends_asks_nobody(window: MainWindow, edited, monkeypatch):
    monkeypatch.setattr("workbench.gui.window._app", lambda: window)  # not to be quit
    for name in ("exit", "sync"):
        monkeypatch.setattr(window, name, lambda: None, raising=False)
    window.journal.begin()
    if edited:
        window.document.edit([SetValue("seed", 3)], "seed")
    window.leave_at_once()
    assert [path.name for path in open_folder().glob(f"*/{EDITS}")] == [EDITS] * edited
    assert (window.journal.folder / ABOUT).exists() == edited
    window.journal.end()
