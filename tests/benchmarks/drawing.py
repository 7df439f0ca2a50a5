"""From a movement of the mouse on the canvas to the bars that answer it: in an idle window, and while it trains."""

import json
import math
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.fresh import fresh, percentile
from tests.benchmarks.window import EXPERIMENT

MOVE_MS = 12
"""Between two movements of the mouse."""


class Drawer:
    """Draws circles on the canvas of a window, and times the answers."""

    def __init__(self, window: Any) -> None:
        from PySide6.QtCore import QEvent, QObject, Qt, QTimer

        drawer = self

        class Painted(QObject):
            def eventFilter(self, watched: Any, event: Any) -> bool:
                if event.type() == QEvent.Type.Paint and drawer.answered:
                    watched.event(event)
                    now = time.perf_counter()
                    drawer.delays += [1000 * (now - moved) for moved in drawer.answered]
                    drawer.answered.clear()
                    return True
                return False

        self.window, self.canvas = window, window.draw.canvas
        self.moved: list[float] = []
        self.asked: dict[int, tuple[Any, list[float]]] = {}
        self.samples: dict[int, tuple[Any, Any]] = {}
        self.answered: list[float] = []
        self.delays: list[float] = []
        self.left = 0
        self.watcher = Painted(window)
        window.draw.bars.installEventFilter(self.watcher)
        window.try_it.asked.connect(self.on_asked)
        judge = window.predictor._judge

        def judged(run_dir: Any, weights: Any, subject: Any, sample: Any) -> Any:
            found = judge(run_dir, weights, subject, sample)
            self.samples[id(found)] = (found, sample)
            return found

        window.predictor._judge = judged
        window.predictor.predicted.connect(self.on_predicted)
        self.timer = QTimer(window)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self.move)

    def on_asked(self, _subject: Any, sample: Any) -> None:
        if self.moved:
            self.asked[id(sample)] = (sample, self.moved)
            self.moved = []

    def on_predicted(self, judgement: Any) -> None:
        _, sample = self.samples.pop(id(judgement), (None, None))
        if id(sample) not in self.asked:
            return
        for each in list(self.asked):  # what was drawn before is answered, too
            self.answered += self.asked.pop(each)[1]
            if each == id(sample):
                return

    def draw(self, moves: int) -> None:
        self.canvas.clear()
        self.left = moves
        self.send("press")
        self.timer.start(MOVE_MS)

    def move(self) -> None:
        self.left -= 1
        if self.left <= 0:
            self.timer.stop()
            self.send("release")
            return
        self.moved.append(time.perf_counter())
        self.send("move")

    def send(self, what: str) -> None:
        from PySide6.QtCore import QEvent, QPointF, Qt
        from PySide6.QtGui import QMouseEvent
        from PySide6.QtWidgets import QApplication

        kinds = {
            "press": QEvent.Type.MouseButtonPress,
            "move": QEvent.Type.MouseMove,
            "release": QEvent.Type.MouseButtonRelease,
        }
        middle, turn = self.canvas.rect().center(), self.left / 15
        radius = min(self.canvas.width(), self.canvas.height()) * 0.3
        at = QPointF(middle.x() + radius * math.cos(turn), middle.y() + radius * math.sin(turn))
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        held = none if what == "release" else left
        event = QMouseEvent(
            kinds[what], at, self.canvas.mapToGlobal(at), none if what == "move" else left, held,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(self.canvas, event)


def inner(file: str, moves: int, training: str) -> dict[str, Any]:
    """Opens the window, trains, draws while it trains ("training") or when it has stopped ("idle"); milliseconds."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication

    import workbench.catalog  # noqa: F401
    from workbench.gui.collector import Collector
    from workbench.gui.session import State
    from workbench.gui.settings import Settings
    from workbench.gui.theme import Theme
    from workbench.gui.window import MainWindow
    from workbench.spec.files import read

    app = QApplication([])
    window = MainWindow(read(Path(file)), Settings(), Theme(app))
    collector = Collector(app)
    window.resize(1500, 950)
    window.show()
    drawer = Drawer(window)
    steps = [0]

    def begin(_checked: object) -> None:
        collector.spare()
        window.train()

    def count(events: list[Any]) -> None:
        steps[0] += len(events)

    def state_changed(state: State) -> None:
        if state is State.RUNNING:
            QTimer.singleShot(1000, warm_up if training == "training" else window.session.stop)
        elif not state.active and training == "idle":
            QTimer.singleShot(200, warm_up)

    def warm_up() -> None:
        drawer.draw(20)
        QTimer.singleShot(20 * MOVE_MS + 1000, start)

    def start() -> None:
        drawer.delays.clear()
        drawer.draw(moves)
        QTimer.singleShot(moves * MOVE_MS + 1000, lambda: app.exit(0))

    window.session.events.connect(count)
    window.session.state_changed.connect(state_changed)
    window.analysis.checked.connect(begin, Qt.ConnectionType.SingleShotConnection)
    window.begin()
    app.exec()
    window.shut_down()
    collector.close()
    return {"delays": drawer.delays, "moves": moves - 1}


def measure(short: bool) -> Iterator[tuple[str, str]]:
    """A fresh process for each; the MLP has the shortest steps, the digit network the longest."""
    moves, rounds = (40, 1) if short else (400, 3)
    digits = (Path("resources/examples/strokes-digit-network.toml")).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        files = {"MLP": EXPERIMENT.format(count=10_000), "digit network": digits}
        for name, text in files.items():
            file = Path(folder) / f"{name}.toml"
            lines = ["epochs = 1000" if line.startswith("epochs =") else line for line in text.splitlines()]
            file.write_text("\n".join(lines), encoding="utf-8")
            for state in ("idle", "training"):
                delays: list[float] = []
                answered = 0
                for _ in range(rounds):
                    found = fresh("tests.benchmarks.drawing", Path(folder), file, moves, state)
                    delays += found["delays"]
                    answered += found["moves"]
                shown = " | ".join(f"{percentile(delays, share):.0f}" for share in (0.5, 0.95, 1.0))
                yield (
                    f"{name}, {state}: stroke to answer, ms: median | p95 | max (wanted: 30)",
                    f"{shown} ({len(delays)} of {answered})",
                )


if __name__ == "__main__":
    print(json.dumps(inner(sys.argv[1], int(sys.argv[2]), sys.argv[3])))
