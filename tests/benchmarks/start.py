"""What each layer costs to import, and that the window comes before PyTorch."""

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator

LAYERS = (
    "workbench.catalog",
    "PySide6.QtWidgets",
    "workbench.gui.window",
    "torch",
    "torchvision",
    "workbench.training.loop",
)

TIMED = "import time; t = time.perf_counter(); import {name}; print(time.perf_counter() - t)"

SHOWN = """
import sys, time
t = time.perf_counter()
from PySide6.QtWidgets import QApplication
app = QApplication([])
import workbench.catalog
from workbench.catalog.examples import built_in
from workbench.gui.settings import Settings
from workbench.gui.theme import Theme
from workbench.gui.window import MainWindow
window = MainWindow(built_in(), Settings(), Theme(app))
window.show()
app.sendPostedEvents()
print(time.perf_counter() - t, "torch" in sys.modules)
window.shut_down()
"""


def run(code: str) -> str:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "WORKBENCH_SETTINGS": os.devnull}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    return done.stdout.strip()


def measure(short: bool) -> Iterator[tuple[str, str]]:
    """Seconds, medians over fresh processes."""
    rounds = 1 if short else 5
    for name in LAYERS[: 2 if short else None]:
        yield (
            f"import {name}, s",
            f"{statistics.median(float(run(TIMED.format(name=name))) for _ in range(rounds)):.2f}",
        )
    shown = [run(SHOWN).split() for _ in range(rounds)]
    yield (
        "window shown, s (PyTorch loaded by then?)",
        f"{statistics.median(float(s) for s, _ in shown):.2f} ({shown[0][1]})",
    )
