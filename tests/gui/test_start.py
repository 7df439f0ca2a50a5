"""What the start leaves for later, and how PyTorch comes in behind the window."""

import ctypes
import importlib.util
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from workbench.gui import bringing
from workbench.gui.collector import Collector

LATE = (
    "torch", "torchvision", "numpy", "PIL", "psutil", "pyqtgraph", "sklearn", "urllib.request", "xml.sax",
    "workbench.gui.rate_dialog", "workbench.gui.report_dialog", "workbench.gui.browser", "workbench.gui.csv",
    "workbench.gui.widgets.plot_area", "workbench.data.samples", "workbench.export.script",
)  # fmt: skip

OPENED = """
import builtins, sys
usual = builtins.__import__
import workbench.cli
from workbench.gui.app import MainWindow, QApplication, Settings, Theme, built_in
app = QApplication([])
window = MainWindow(built_in(), Settings(), Theme(app))
window.show()
app.processEvents()
print(window.isVisible(), builtins.__import__ is usual, [name for name in sys.argv[1:] if name in sys.modules])
window.shut_down()
"""


def test_the_window_opens_without_what_can_come_later():
    done = subprocess.run(
        [sys.executable, "-c", OPENED, *LATE], capture_output=True, text=True, timeout=60,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.stdout == "True True []\n", done.stderr


def test_what_cannot_be_loaded_before_is_left_to_pytorch(monkeypatch, tmp_path):
    monkeypatch.delitem(sys.modules, "torch", raising=False)
    asked = []

    def load(path, flags):
        asked.append(os.fsdecode(path))
        return 0

    monkeypatch.setattr(ctypes, "CDLL", lambda name: SimpleNamespace(dlopen=load))
    monkeypatch.setattr(bringing.sys, "platform", "linux")
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: SimpleNamespace(origin=str(tmp_path / name / "__init__.py"))
    )
    bringing.load_libraries()
    assert asked == [str(tmp_path / "torch" / "lib" / "libtorch_global_deps.so")]


def test_threads_take_their_usual_turns_again_also_after_an_error(monkeypatch):
    usual, during = sys.getswitchinterval(), []

    def fail():
        during.append(sys.getswitchinterval())
        raise OSError("no room")

    monkeypatch.setattr(bringing, "load_libraries", fail)
    with pytest.raises(OSError, match="no room"):
        bringing.bring_in()
    assert during[0] < usual == sys.getswitchinterval()


def test_nothing_is_looked_at_while_pytorch_comes(window, qtbot):
    window.analysis._bringing = True
    window.analysis.look_again()
    assert not window.quick._waiting and not window.slow._waiting
    with qtbot.waitSignal(window.analysis.checked, timeout=30_000):
        window.analysis._on_brought()


def test_the_collector_waits_until_something_is_spared(qapp, qtbot):
    collector = Collector(patience_ms=60_000)
    try:
        qtbot.wait(20)
        assert not collector._timer.isActive()
        collector.spare()
        qtbot.waitUntil(collector._timer.isActive)
    finally:
        collector.close()
