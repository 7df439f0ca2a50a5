"""How long it takes until the window is shown and takes keys, what each layer costs, and that PyTorch comes behind it.

All figures are minima over fresh processes with their byte code written: a crowded machine only ever adds. With another
checkout they come in pairs, measured in turn.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]

LAYERS = """
import json, resource, sys
def spent():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
rows = {}
for name in sys.argv[1:]:
    before = spent()
    __import__(name)
    rows[name] = spent() - before
print(json.dumps(rows))
"""

NAMES = (
    "pydantic", "workbench.spec.files", "workbench.catalog", "workbench.cli", "PySide6.QtWidgets", "workbench.gui.app",
    "numpy", "pyqtgraph", "torch", "torchvision", "workbench.training.loop",
)  # fmt: skip

STARTED = """
import json, os, resource, runpy, sys, time
began = time.perf_counter()
HEAVY = ("torch", "numpy", "pyqtgraph", "PIL", "psutil")
rows = {}

def stamp(name):
    used = resource.getrusage(resource.RUSAGE_SELF)
    rows[name] = time.perf_counter() - began
    rows[name + " cpu"] = used.ru_utime + used.ru_stime

class Watching:
    "Puts its own window in the place of the program's, when the program imports it."
    def find_spec(self, name, path=None, target=None):
        if name != "workbench.gui.app":
            return None
        sys.meta_path.remove(self)
        import importlib.util
        spec = importlib.util.find_spec(name)
        run = spec.loader.exec_module
        def exec_module(module):
            run(module)
            stamp("imported")
            module.MainWindow = watched(module.MainWindow)
        spec.loader.exec_module = exec_module
        return spec

def watched(base):
    from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
    from PySide6.QtGui import QKeyEvent
    class Watched(base):
        def paintEvent(self, event):
            super().paintEvent(event)
            if "shown" not in rows:
                stamp("shown")
                rows["loaded"] = [name for name in HEAVY if name in sys.modules]
                self.model.list.selectionModel().currentChanged.connect(self.on_key)
                key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
                QCoreApplication.postEvent(self.model.list, key)
        def on_key(self, *_):
            if "usable" in rows:
                return
            stamp("usable")
            self.last, self.gap, self.own = self.now(), 0.0, 0.0
            self.beats = QTimer(self, interval=5, timerType=Qt.TimerType.PreciseTimer)
            self.beats.timeout.connect(self.beat)
            self.beats.start()
            self.analysis.checked.connect(lambda _: QTimer.singleShot(200, self.end))
        def now(self):
            return time.perf_counter(), time.process_time()
        def beat(self):
            now = self.now()
            gap, spent = now[0] - self.last[0], now[1] - self.last[1]
            self.gap, self.own, self.last = max(self.gap, gap), max(self.own, min(gap, spent)), now
        def end(self):
            self.beats.stop()
            stamp("checked")
            rows["gap"], rows["own gap"] = self.gap, self.own
            print(json.dumps(rows), flush=True)
            os._exit(0)
    return Watched

sys.meta_path.insert(0, Watching())
sys.argv = ["workbench", "gui"]
runpy.run_module("workbench", run_name="__main__", alter_sys=True)
"""

COMMAND = """
import json, resource, subprocess, sys, time
began = time.perf_counter()
subprocess.run([sys.executable, "-m", "workbench", *sys.argv[1:]], stdout=subprocess.DEVNULL, check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"wall": time.perf_counter() - began, "cpu": used.ru_utime + used.ru_stime}))
"""

Rows = dict[str, float]


class Checkout:
    """A folder with the program, and the byte code of what it imports."""

    def __init__(self, root: Path, scratch: Path) -> None:
        self.root = root
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self.environment = kept | {
            "PYTHONPATH": str(root),
            "PYTHONPYCACHEPREFIX": str(scratch / "bytecode"),
            "QT_QPA_PLATFORM": "offscreen",
            "WORKBENCH_SETTINGS": str(scratch / "settings.ini"),
            "WORKBENCH_STATE_DIR": str(scratch / "state"),
        }

    def run(self, code: str, *arguments: str) -> dict[str, float]:
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            capture_output=True, text=True, env=self.environment, cwd=self.root,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(done.stderr)
        rows: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        return rows


def least(checkouts: list[Checkout], rounds: int, code: str, *arguments: str) -> list[Rows]:
    """The least of every figure, for each checkout; a round goes through all of them, and the first is not counted."""
    best: list[Rows] = []
    for number in range(rounds + (rounds > 1)):
        found = [checkout.run(code, *arguments) for checkout in checkouts]
        if number == 0 and rounds > 1:
            continue
        best = [
            {name: min(row[name], old[name]) for name in row} for row, old in zip(found, best or found, strict=True)
        ]
    return best


def measure(short: bool, against: Path | None = None) -> Iterator[tuple[str, str]]:
    """Seconds. ``against``: another checkout, whose figures stand behind those of this one."""
    rounds = 1 if short else 10
    with tempfile.TemporaryDirectory() as folder:
        roots = [HERE, *([against.resolve()] if against else [])]
        checkouts = [Checkout(root, Path(folder, str(number))) for number, root in enumerate(roots)]

        def figures(found: list[Rows], name: str, factor: float = 1.0) -> str:
            first, *rest = (factor * row[name] for row in found)
            pairs = [f"before {other:.3f} ({first / other - 1:+.0%})" for other in rest]
            return "   ".join([f"{first:.3f}", *pairs])

        found = least(checkouts, rounds, LAYERS, *NAMES[: 2 if short else None])
        for name in found[0]:
            yield f"import {name}, CPU s", figures(found, name)
        found = least(checkouts, rounds, STARTED)
        yield "at the first paint there was", str(found[0]["loaded"])
        for name in ("imported", "shown", "usable"):
            yield f"window {name}, s", figures(found, name)
            yield f"window {name}, CPU s", figures(found, name + " cpu")
        yield "the experiment is checked (with PyTorch), s", figures(found, "checked")
        yield "longest gap between beats of 5 ms while PyTorch comes, ms", figures(found, "gap", 1000)
        yield "the longest in which the program itself was at work, ms", figures(found, "own gap", 1000)
        example = str(HERE / "resources" / "examples" / "strokes-digit-network.toml")
        for command in (["--help"], ["parts"], ["check", example])[: 1 if short else None]:
            found = least(checkouts, 1 if short else 5, COMMAND, *command)
            yield f"workbench {command[0]}, s", figures(found, "wall")
            yield f"workbench {command[0]}, CPU s", figures(found, "cpu")
