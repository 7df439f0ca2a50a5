"""What it costs a training to be watched: Evaluate, live, and Inspect in front, in turn with a panel in which nothing moves."""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.fresh import fresh
from workbench.spec.files import read, to_toml

DIGITS = Path(__file__).parents[2] / "resources" / "examples" / "strokes-digit-network.toml"
QUIET = "code"
SAID = {
    "evaluate": "digit network, Evaluate live every 5 s ÷ nobody looks (wanted: 0.95)",
    "inspect": "digit network, Inspect in front ÷ nobody looks (wanted: 0.95)",
}


class Turns:
    """Brings one panel after another to the front while a run goes on, and counts the samples meanwhile.

    ``rates`` are (panel, samples per second), the quiet panel before and after each of the others; the first visit of each, in
    which it is made, does not count. It begins with the run's first steps; ``done`` is called at the end.
    """

    def __init__(self, window: Any, settle_ms: int, phase_ms: int, rounds: int, done: Callable[[], None]) -> None:
        self.window, self.settle_ms, self.phase_ms, self.done = window, settle_ms, phase_ms, done
        visit = [name for watched in SAID for name in (QUIET, watched)]
        self.order = [*visit * (rounds + 1), QUIET]
        self.first = len(visit)
        self.rates: list[tuple[str, float]] = []
        self._samples, self._turn = 0, 0
        window.session.events.connect(self._count)

    def go_on(self) -> None:
        """The next panel, or the end."""
        from PySide6.QtCore import QTimer

        from workbench.gui.evaluate.head import EVERY_SECONDS

        if self._turn == len(self.order):
            self.done()
            return
        name = self.order[self._turn]
        self.window.docks.go_to(name)
        if name == "evaluate":
            self.window.run_panels.by_name[name].panel().head.live.setCurrentIndex(EVERY_SECONDS)
        QTimer.singleShot(self.settle_ms, self._begin)

    def _begin(self) -> None:
        from PySide6.QtCore import QTimer

        begun = self._samples, time.perf_counter()
        QTimer.singleShot(self.phase_ms, lambda: self._end(*begun))

    def _end(self, samples: int, began: float) -> None:
        rate = (self._samples - samples) / (time.perf_counter() - began)
        if self._turn >= self.first:
            self.rates.append((self.order[self._turn], rate))
        self._turn += 1
        self.go_on()

    def _count(self, events: list[Any]) -> None:
        from workbench.training.events import StepDone

        begins = not self._samples
        self._samples += sum(event.samples for event in events if isinstance(event, StepDone))
        if begins and self._samples:
            self.go_on()


def ratios(rates: list[tuple[str, float]]) -> dict[str, list[float]]:
    """Each panel's rate ÷ the mean of the quiet ones before and after it."""
    found: dict[str, list[float]] = {name: [] for name in SAID}
    for (_, before), (name, rate), (_, after) in zip(rates, rates[1:], rates[2:], strict=False):
        if name in found and before + after:
            found[name].append(2 * rate / (before + after))
    return found


def inner(file: str, *times: int) -> list[tuple[str, float]]:
    """Opens the window, trains and looks round."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication

    import workbench.catalog  # noqa: F401
    from workbench.gui.collector import Collector
    from workbench.gui.session import State
    from workbench.gui.settings import Settings
    from workbench.gui.theme import Theme
    from workbench.gui.window import MainWindow

    app = QApplication([])
    window = MainWindow(read(Path(file)), Settings(), Theme(app))
    collector = Collector(app)
    window.resize(1440, 900)
    window.show()
    turns = Turns(window, *times, done=window.session.stop)

    def state_changed(state: State) -> None:
        if state in (State.FINISHED, State.FAILED):
            QTimer.singleShot(0, lambda: app.exit(0))

    def train(_checked: object) -> None:
        collector.spare()
        window.train()

    window.session.state_changed.connect(state_changed)
    window.analysis.checked.connect(train, Qt.ConnectionType.SingleShotConnection)
    window.begin()
    app.exec()
    window.shut_down()
    collector.close()
    return turns.rates


def measure(short: bool) -> Iterator[tuple[str, str]]:
    """One run of the digit network in a real window, as long as the turns take."""
    settle_ms, phase_ms, rounds = (20, 60, 1) if short else (1_500, 11_000, 6)
    experiment = read(DIGITS)
    source = experiment.data.source
    if short:
        source = source.replace(train_count=200, test_count=20)
    experiment = experiment.replace(
        data=experiment.data.replace(source=source), training=experiment.training.replace(epochs=10_000)
    )
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "digits.toml"
        file.write_text(to_toml(experiment), encoding="utf-8")
        rates = fresh("tests.benchmarks.watching", Path(name), file, settle_ms, phase_ms, rounds)
    for panel, each in ratios(rates).items():
        spread = f"{statistics.median(each):.3f} ({min(each):.3f} – {max(each):.3f})" if each else "no steps"
        yield SAID[panel], spread
    quiet = [rate for panel, rate in rates if panel == QUIET]
    yield "samples per second while nobody looks", f"{statistics.median(quiet):,.0f}"


if __name__ == "__main__":
    print(json.dumps(inner(sys.argv[1], *map(int, sys.argv[2:]))))
