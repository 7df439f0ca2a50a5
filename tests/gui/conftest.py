"""A window for tests: offscreen, in folders of its own, with tiny data; and nothing may outlive a test."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QThread
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QMessageBox
from shiboken6 import isValid

from workbench.gui.document import Document
from workbench.gui.settings import Settings
from workbench.gui.theme import Theme
from workbench.gui.window import MainWindow
from workbench.spec.experiment import Experiment
from workbench.spec.files import from_toml

TINY = """
format = 1
name = "tiny"
[data]
source = { type = "Strokes", train_count = 200, test_count = 40 }
batch_size = 20
[[data.transforms]]
type = "RandomRotation"
[[data.transforms]]
type = "Normalize"
mean = [0.1307]
std = [0.3081]
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
out_features = 16
[[model.layers]]
type = "ReLU"
[[model.layers]]
type = "Linear"
out_features = 10
[training]
epochs = 2
device = "cpu"
"""


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the user's settings, runs, data or caches."""
    for name in ("RUNS", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"WORKBENCH_{name}_DIR", str(tmp_path / name.lower()))
    monkeypatch.setenv("WORKBENCH_SETTINGS", str(tmp_path / "settings.ini"))


@pytest.fixture(autouse=True)
def no_box_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """A message that a test did not expect is a failure, and not a wait for somebody who presses OK."""

    def unexpected(box: QMessageBox) -> int:
        raise AssertionError(f"nobody answers this box: {box.text()} {box.informativeText()}")

    monkeypatch.setattr(QMessageBox, "exec", unexpected)


@pytest.fixture(autouse=True)
def documents_are_closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A document that is left to Python's collector with steps of undo in it would crash."""
    made: list[Document] = []
    begin = Document.__init__

    def remembered(document: Document, *args: object, **kwargs: object) -> None:
        begin(document, *args, **kwargs)  # type: ignore[arg-type]
        made.append(document)

    monkeypatch.setattr(Document, "__init__", remembered)
    yield
    for document in made:
        if isValid(document):
            document.close()


@pytest.fixture
def tiny() -> Experiment:
    """A small experiment that trains in a moment."""
    return from_toml(TINY)


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication) -> Iterator[None]:
    """No thread and no top-level widget outlives its test."""
    threads = set(threading.enumerate())
    yield
    delete_widgets(qapp)
    left = [thread for thread in threading.enumerate() if thread not in threads and not thread.daemon]
    assert not left, f"threads are left: {left}"


def delete_widgets(app: QApplication) -> None:
    """Delete every widget at once.

    A widget that is still there when the application's style sheet is taken away, and deleted after the next one is set,
    stays in Qt's style caches: the style sheet after that one crashes.
    """
    for widget in app.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(qtbot, qapp: QApplication, tiny: Experiment, tmp_path: Path) -> Iterator[MainWindow]:
    """The real window, shown and looked at once."""
    theme = Theme(qapp, "light", cache=tmp_path / "glyphs")
    window = MainWindow(tiny, Settings(), theme)
    window.show()
    qtbot.waitExposed(window)
    with qtbot.waitSignal(window.analysis.checked, timeout=30_000):
        window.begin()
    yield window
    window.document.undo_stack.setClean()
    window.shut_down()
    assert not any(thread.isRunning() for thread in window.findChildren(QThread))
    delete_widgets(qapp)
    qapp.styleHints().colorSchemeChanged.disconnect(theme._on_hints_color_scheme_changed)
    theme.deleteLater()
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())
