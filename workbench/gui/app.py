"""Starting the window. PyTorch comes in behind it, when it is on the screen."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from workbench import catalog
from workbench.catalog.examples import built_in
from workbench.crash import WINDOW, Journal
from workbench.gui import translation
from workbench.gui.collector import PATIENCE_MS, Collector
from workbench.gui.icons import app_icon
from workbench.gui.mishaps import Mishaps
from workbench.gui.settings import Settings
from workbench.gui.theme import Theme
from workbench.gui.window import MainWindow

assert catalog  # imported for the registry


def run(file: Path | None = None, data_dir: Path | None = None) -> int:
    """Open the window, with a file if one is given; returns the exit code."""
    journal = Journal(WINDOW)
    journal.begin()
    journal.watch()
    try:
        return _run(file, data_dir, journal)
    except BaseException:  # said by whoever called: not a crash
        journal.end()
        raise


def _run(file: Path | None, data_dir: Path | None, journal: Journal) -> int:
    if sys.platform == "win32":  # there torch's libraries must be loaded before Qt's
        import torch

        assert torch
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("workbench")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("workbench")
    app.setWindowIcon(app_icon())
    settings = Settings()
    translation.install(app, settings.text("language", os.environ.get("WORKBENCH_LANGUAGE", "system")))
    mishaps = Mishaps(app)
    theme = Theme(app, settings.text("theme", "system"))  # type: ignore[arg-type]
    window = MainWindow(built_in(), settings, theme, data_dir, journal)
    mishaps.happened.connect(window.show_mishap)
    window.show()
    if file is not None:
        window.files.open_path(file)
    collector = Collector(app, PATIENCE_MS)
    app.aboutToQuit.connect(collector.close)
    window.analysis.checked.connect(collector.spare, Qt.ConnectionType.SingleShotConnection)
    QTimer.singleShot(50, window.begin)
    _let_python_see_signals(app, window)
    try:
        return app.exec()
    finally:
        mishaps.close()


def _let_python_see_signals(app: QApplication, window: MainWindow) -> None:
    """Ctrl+C in the terminal closes the window, and a system that ends asks nobody; Python looks only when it gets to run."""
    for number, do in ((signal.SIGINT, app.closeAllWindows), (signal.SIGTERM, window.leave_at_once)):
        # A signal comes in the middle of any slot: not before that one has ended.
        signal.signal(number, lambda *_, do=do: QTimer.singleShot(0, do))
    timer = QTimer(app)
    timer.timeout.connect(lambda: None)
    timer.start(250)
