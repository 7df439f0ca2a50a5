"""From a value that is changed to what it means for shapes, parameters and problems: deep models, in the window, too."""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.fresh import fresh, percentile

HEAD = """
format = 1
name = "deep"
[data]
source = { type = "Strokes", train_count = 200, test_count = 40 }
"""
CHANGED = 2
"""The layer whose channels are changed: all that follows has other shapes and parameters."""


def deep(layers: int) -> str:
    """A file with so many layers: convolutions, each normalised and cut off at zero, then the classes."""
    block = ('type = "Conv2d"\nout_channels = 8\nkernel_size = 3\npadding = 1', 'type = "BatchNorm2d"', 'type = "ReLU"')
    rows = [block[number % 3] for number in range(layers - 2)] + ['type = "Flatten"', 'type = "Linear"']
    return HEAD + "".join(f"[[model.layers]]\n{row}\n" for row in rows)


def inner(layers: int, edits: int) -> dict[str, Any]:
    """Seconds to open such a model, and milliseconds for each edit: the check alone, and up to what is painted.

    An edit is never one that was made before. ``cpu`` are the milliseconds of processor time of an edit in the window.
    """
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    import workbench.catalog  # noqa: F401
    from workbench.gui.collector import Collector
    from workbench.gui.settings import Settings
    from workbench.gui.theme import Theme
    from workbench.gui.window import MainWindow
    from workbench.spec.edits import SetValue, apply
    from workbench.spec.files import from_toml

    app = QApplication([])
    window = MainWindow(from_toml(deep(5)), Settings(), Theme(app))
    collector = Collector(app)
    window.resize(1500, 950)
    window.show()
    opened: list[float] = []
    shown: list[float] = []
    cpu: list[float] = []
    began = [0.0, 0.0]

    def change(number: int) -> tuple[SetValue, ...]:
        return (SetValue(f"model.layers[{CHANGED // 3 * 3 + 3}].out_channels", 9 + number),)

    def begin() -> None:
        began[:] = [time.perf_counter(), time.process_time()]

    def on_checked(_checked: object) -> None:
        window.model.list.viewport().repaint()
        if not opened:
            opened.append(time.perf_counter() - began[0])
        else:
            shown.append(1000 * (time.perf_counter() - began[0]))
            cpu.append(1000 * (time.process_time() - began[1]))
        if len(shown) == edits:
            app.exit(0)
            return
        QTimer.singleShot(30, edit)

    def edit() -> None:
        begin()
        window.document.edit(change(len(shown)), "edit")

    def open_deep(_checked: object) -> None:
        window.analysis.checked.connect(on_checked)
        collector.spare()
        text = deep(layers)
        begin()
        window.document.open(from_toml(text), None)

    from PySide6.QtCore import QTimer

    window.analysis.checked.connect(open_deep, Qt.ConnectionType.SingleShotConnection)
    window.begin()
    app.exec()
    window.shut_down()
    collector.close()
    from workbench.training.check import check

    experiment = from_toml(deep(layers))
    checks: list[float] = []
    for number in range(edits):
        experiment = apply(experiment, change(1000 + number))
        started = time.perf_counter()
        checked = check(experiment, None)
        checks.append(1000 * (time.perf_counter() - started))
        assert checked.trace is not None and not checked.errors
    return {"opened": opened[0], "shown": shown, "cpu": cpu, "checks": checks}


def measure(short: bool) -> Iterator[tuple[str, str]]:
    """Models that nobody draws by hand, in fresh processes."""
    sizes, edits = ((8,), 3) if short else ((50, 1000), 30)
    with tempfile.TemporaryDirectory() as folder:
        for layers in sizes:
            found = fresh("tests.benchmarks.editing", Path(folder), layers, edits)
            wanted = " (wanted: 50)" if layers == 50 else ""
            for what, words in (
                ("checks", "shapes, parameters, problems after an edit"),
                ("shown", "edit to what is shown"),
            ):
                figures = " | ".join(f"{percentile(found[what], share):.0f}" for share in (0.5, 0.95))
                yield f"{layers:,} layers, {words}, ms: median | p95{wanted}", figures
            yield f"{layers:,} layers, opened in the window, s", f"{found['opened']:.2f}"


if __name__ == "__main__":
    print(json.dumps(inner(int(sys.argv[1]), int(sys.argv[2]))))
