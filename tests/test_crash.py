"""A process that crashes leaves a report; one that ends as it should, or still runs, leaves nothing to be offered."""

import json
import os
import subprocess
import sys
import time
import warnings
from pathlib import Path

import pytest

from workbench import unforeseen
from workbench.crash import ABOUT, EDITS, TERMINAL, WINDOW, Journal, open_folder
from workbench.crash_reports import MOST, left_behind, reports, reports_folder
from workbench.data.locations import state_dir

CRASHES = """
import faulthandler, logging, sys, threading
from workbench.crash import Journal
journal = Journal(sys.argv[1])
journal.begin()
journal.watch()
journal.describe()
journal.note(name="digits", run=sys.argv[2])
logging.getLogger("workbench.gui.actions").debug("%s", "find_rate")
threading.Thread(target=threading.Event().wait, name="the other one", daemon=True).start()
if sys.argv[3] == "segv": faulthandler._sigsegv()
if sys.argv[3] == "kill":
    import os, signal
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(autouse=True)
def own_state(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_STATE_DIR", str(tmp_path / "state"))


def crash(how="segv", kind=WINDOW, run=Path("gone")):
    """A process of its own, without torch."""
    done = subprocess.run(
        [sys.executable, "-c", CRASHES, kind, str(run), how], capture_output=True, text=True, check=False
    )
    assert done.returncode < 0 and not done.stderr
    (folder,) = open_folder().iterdir()
    return folder


def leave_behind(name="1-a", about='{"kind": "window"}', at=0.0):
    """By hand: a folder whose lock nobody holds."""
    folder = open_folder() / name
    folder.mkdir(parents=True)
    (folder / ABOUT).write_text(about, encoding="utf-8")
    if at:
        os.utime(folder / ABOUT, (at, at))
    return folder


def test_a_crash_says_what_happened(tmp_path):
    run = tmp_path / "run"
    folder, before = crash(run=run), time.time() - 60
    (left,) = left_behind()
    assert left.folder == folder and left.reason == "Segmentation fault" and left.name == "digits" and left.run == run
    assert before < left.ended < time.time() + 60 and not left.terminal and not left.power_cut and left.edits is None
    left.write_report()
    assert reports() == [left.report]
    text = left.report.read_text(encoding="utf-8")
    for words in ("Segmentation fault", "find_rate", str(run), "torch", sys.version.split()[0], "wait"):
        assert words in text, words
    assert left_behind() == []  # it is held
    left.keep()
    (again,) = left_behind()
    again.forget()
    assert list(open_folder().iterdir()) == [] and reports() == [again.report]


def test_what_is_killed_from_outside_is_found_too(tmp_path):
    crash("kill", TERMINAL)
    (left,) = left_behind()
    assert left.reason == "" and left.terminal and "find_rate" in left._report()
    left.forget()


def test_a_process_that_runs_is_left_alone_and_a_clean_end_leaves_nothing(recwarn):
    with Journal(TERMINAL) as journal:
        assert (journal.folder / ABOUT).exists() and left_behind() == []
        warnings.warn("look out", UserWarning, stacklevel=1)
        assert "look out" in (journal.folder / "log.txt").read_text(encoding="utf-8")
    assert list(open_folder().iterdir()) == [] and [str(item.message) for item in recwarn] == ["look out"]
    with pytest.raises(KeyboardInterrupt), Journal(TERMINAL):
        raise KeyboardInterrupt
    assert left_behind() == []


@pytest.mark.parametrize("about", ["", "[]", "{", '{"run": 3, "started": "x", "name": []}', "[" * 100_000])
def test_a_damaged_folder_is_offered_all_the_same(about):
    folder = leave_behind(about=about)
    (folder / EDITS).write_text("{}")
    (left,) = left_behind()
    assert left.run is None and left.name == "" and left.edits and left.ended > 0
    left.write_report()
    assert left.report.exists()
    left.forget()


def test_the_newest_come_first_and_the_number_is_limited():
    for number in range(MOST + 3):
        leave_behind(f"{number:02}-a", at=1_000.0 + number)
    (open_folder() / "00-a" / EDITS).write_text("{}")  # what is not saved stays, however old
    os.utime(open_folder() / "00-a" / EDITS, (1_000, 1_000))
    found = left_behind()
    assert [left.folder.name for left in found] == [f"{n:02}-a" for n in range(MOST + 2, 2, -1)] + ["00-a"]
    for left in found:
        left.write_report()
        left.keep()
    assert len(reports()) == MOST


def test_a_power_cut_is_told_from_a_crash(monkeypatch):
    monkeypatch.setattr("psutil.boot_time", lambda: 5_000.0)
    leave_behind(at=4_000.0)
    (left,) = left_behind()
    assert left.power_cut
    left.forget()


def test_unforeseen_errors_are_reports():
    try:
        raise KeyError("x")
    except KeyError as error:
        words = unforeseen.sentence(error)
    (report,) = reports()
    assert str(report) in words and "KeyError" in report.read_text(encoding="utf-8")


def test_a_disk_that_refuses_stops_nobody(caplog):
    state_dir().write_text("a file in the place of the folder")
    with Journal(TERMINAL) as journal:
        assert not journal.begin()
    assert unforeseen.log("x") is None and reports() == [] and left_behind() == []
    assert str(open_folder()) in caplog.text and str(reports_folder()) in caplog.text


def test_a_note_is_taken_back():
    journal = Journal(WINDOW)
    journal.begin()
    journal.note(run=Path("here"))
    journal.note(run=None)
    assert json.loads((journal.folder / ABOUT).read_bytes())["run"] is None
    journal.end()
