"""What the open window costs a training, and how evenly it breathes meanwhile."""

import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.fresh import environment, fresh, percentile

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

BEAT_MS = 5
WARM_UP_MS = 1000


def inner(file: str, way: str) -> dict[str, Any]:
    """Opens the window and trains to the end. ``way``: "rate" only trains; "beat" counts beats; "watched" asks for the
    weights all the time, as somebody who draws does.

    Samples per second, the share of one core that the window's thread took, and the gaps between beats in milliseconds.
    """
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication

    import workbench.catalog  # noqa: F401
    from workbench.gui.collector import Collector
    from workbench.gui.session import State
    from workbench.gui.settings import Settings
    from workbench.gui.theme import Theme
    from workbench.gui.window import MainWindow
    from workbench.spec.files import read
    from workbench.training.events import RunFinished

    app = QApplication([])
    window = MainWindow(read(Path(file)), Settings(), Theme(app))
    collector = Collector(app)
    window.resize(1500, 950)
    window.show()
    beats: list[float] = []
    rates: list[float] = []
    spent: list[tuple[float, float]] = []
    beat = QTimer()
    beat.setTimerType(Qt.TimerType.PreciseTimer)
    if way == "beat":
        beat.timeout.connect(lambda: beats.append(time.perf_counter()))
        beat.setInterval(BEAT_MS)
    else:
        beat.timeout.connect(lambda: window.session.want_weights(0))
        beat.setInterval(100)

    def follow(events: list[Any]) -> None:
        rates.extend(event.samples_per_second for event in events if isinstance(event, RunFinished))

    def state_changed(state: State) -> None:
        if state is State.RUNNING:
            QTimer.singleShot(WARM_UP_MS, warm)
        elif not state.active:
            beat.stop()
            spent.append((time.thread_time(), time.perf_counter()))
            QTimer.singleShot(0, lambda: app.exit(0))

    def warm() -> None:
        spent.append((time.thread_time(), time.perf_counter()))
        if way != "rate":
            beat.start()

    def train(_checked: object) -> None:
        collector.spare()
        window.train()

    window.session.events.connect(follow)
    window.session.state_changed.connect(state_changed)
    window.analysis.checked.connect(train, Qt.ConnectionType.SingleShotConnection)
    window.begin()
    app.exec()
    window.shut_down()
    collector.close()
    gaps = [1000 * (b - a) for a, b in itertools.pairwise(beats)]
    (cpu, wall), (cpu_end, wall_end) = spent[0], spent[-1]
    return {"rate": rates[0], "gaps": gaps, "share": (cpu_end - cpu) / max(wall_end - wall, 1e-9)}


def headless(file: Path, folder: Path) -> float:
    """Samples per second of the same file in the terminal."""
    command = [sys.executable, "-m", "workbench", "train", str(file), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(folder), check=True)
    return float(json.loads(done.stdout.strip().splitlines()[-1])["samples_per_second"])


def measure(short: bool) -> Iterator[tuple[str, str]]:
    """Interleaved runs in fresh processes: the MLP, whose steps are the shortest."""
    epochs, rounds = (2, 1) if short else (int(os.environ.get("EPOCHS", "12")), 5)
    module = "tests.benchmarks.window"
    rates: dict[str, list[float]] = {"headless": [], "rate": [], "watched": []}
    shares, p99, worst = [], [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "mlp.toml"
        text = EXPERIMENT.format(count=20_000).replace("epochs = 1\n", f"epochs = {epochs}\n")
        file.write_text(text, encoding="utf-8")
        for _ in range(rounds):
            rates["headless"].append(headless(file, folder))
            for way in ("rate", "watched", "beat"):
                found = fresh(module, folder, file, way)
                if way != "beat":
                    rates[way].append(found["rate"])
                    shares += [found["share"]] if way == "rate" else []
                elif found["gaps"]:
                    p99.append(percentile(found["gaps"], 0.99))
                    worst.append(max(found["gaps"]))
    bare, window, watched = (rates[name] for name in ("headless", "rate", "watched"))
    yield (
        "MLP, with the window open ÷ headless (wanted: 0.95 or more)",
        f"{statistics.median(w / h for w, h in zip(window, bare, strict=True)):.2f}",
    )
    yield (
        "MLP, the weights shown ten times a second ÷ not (wanted: 0.95)",
        f"{statistics.median(a / b for a, b in zip(watched, window, strict=True)):.2f}",
    )
    yield "the window's thread meanwhile, share of one core", f"{statistics.median(shares):.1%}"
    if p99:
        yield (
            "gap between beats of a 5 ms timer, ms: p99 (wanted: 12) | max (50)",
            f"{statistics.median(p99):.1f} | {statistics.median(worst):.0f}",
        )


if __name__ == "__main__":
    print(json.dumps(inner(sys.argv[1], sys.argv[2])))
