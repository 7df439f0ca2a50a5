"""What the open window costs a training, and how evenly it breathes meanwhile."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

EXPERIMENT = """
format = 1
[data]
source = {{ type = "Strokes", train_count = {count}, test_count = 10 }}
validation_fraction = 0.0
[[data.transforms]]
type = "Normalize"
mean = [0.1307]
std = [0.3081]
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
out_features = 512
[[model.layers]]
type = "ReLU"
[[model.layers]]
type = "Linear"
[training]
epochs = 1
"""

IN_THE_WINDOW = """
import json, sys, time
from pathlib import Path
from PySide6.QtCore import QTimer, Qt
from PySide6.QtWidgets import QApplication
import workbench.catalog
from workbench.gui.collector import Collector
from workbench.gui.session import State
from workbench.gui.settings import Settings
from workbench.gui.theme import Theme
from workbench.gui.window import MainWindow
from workbench.spec.files import read
from workbench.training.events import RunFinished

app = QApplication([])
window = MainWindow(read(Path(sys.argv[1])), Settings(), Theme(app))
collector = Collector(app)
window.show()
beats, rates = [], []
beat = QTimer()
beat.setTimerType(Qt.TimerType.PreciseTimer)
beat.timeout.connect(lambda: beats.append(time.perf_counter()))

def follow(events):
    for event in events:
        if isinstance(event, RunFinished):
            rates.append(event.samples_per_second)

def state_changed(state):
    if state is State.RUNNING:
        QTimer.singleShot(1000, lambda: beat.start(5))
    elif not state.active:
        beat.stop()
        QTimer.singleShot(0, app.quit)

def train(_checked):
    collector.spare()
    window.train()

window.session.events.connect(follow)
window.session.state_changed.connect(state_changed)
window.analysis.checked.connect(train, Qt.ConnectionType.SingleShotConnection)
window.begin()
app.exec()
window.shut_down()
collector.close()
gaps = sorted(1000 * (b - a) for a, b in zip(beats, beats[1:]))
print(json.dumps({"rate": rates[0], "p99": gaps[int(0.99 * len(gaps))], "max": gaps[-1], "beats": len(gaps)}))
"""


def measure(short: bool) -> Iterator[tuple[str, str]]:
    """Interleaved runs in fresh processes: the MLP, whose steps are the shortest."""
    epochs, rounds = (2, 1) if short else (12, 5)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "mlp.toml"
        text = EXPERIMENT.format(count=20_000).replace("epochs = 1\n", f"epochs = {epochs}\n")
        file.write_text(text, encoding="utf-8")
        environment = os.environ | {
            "WORKBENCH_SETTINGS": str(Path(folder) / "settings.ini"),
            "WORKBENCH_RUNS_DIR": str(Path(folder) / "runs"),
            "WORKBENCH_STATE_DIR": str(Path(folder) / "state"),
        }
        if not environment.get("DISPLAY"):
            environment["QT_QPA_PLATFORM"] = "offscreen"
        ways = {
            "headless": [sys.executable, "-m", "workbench", "train", str(file), "--json"],
            "window": [sys.executable, "-c", IN_THE_WINDOW, str(file)],
        }
        found: dict[str, list[dict]] = {name: [] for name in ways}
        for _ in range(rounds):
            for name, command in ways.items():
                done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
                found[name].append(json.loads(done.stdout.strip().splitlines()[-1]))
    ratios = [w["rate"] / h["samples_per_second"] for w, h in zip(found["window"], found["headless"], strict=True)]
    yield "MLP, with the window open ÷ headless (wanted: 0.9 or more)", f"{statistics.median(ratios):.2f}"
    p99, worst = (statistics.median(each[name] for each in found["window"]) for name in ("p99", "max"))
    yield "gap between beats of a 5 ms timer meanwhile, ms: p99 (wanted: 16) | max", f"{p99:.1f} | {worst:.0f}"
