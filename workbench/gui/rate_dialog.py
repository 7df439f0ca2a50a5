"""The search for a learning rate: the curve as it grows, what was found, and one click that takes it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.document import Document
from workbench.gui.finding import Finding
from workbench.gui.lane import Problems
from workbench.gui.texts import doing, sentence
from workbench.gui.theme import mark
from workbench.gui.widgets.curve_plot import CurvePlot
from workbench.gui.widgets.plot_number import number
from workbench.training.events import Event, Preparing
from workbench.training.rate_curve import RateFound, RatePoint, ceiling, edits_for, rounded, smoothed

PADDING = 16  # of a button, beside its text
FIELDS = {"lowest": "1e-7", "highest": "10", "steps": "100"}


class RateDialog(QDialog):
    """Begins at once. Closing it ends the search; nothing of it is kept but the rate that is taken."""

    def __init__(
        self, document: Document, finding: Finding, data_dir: Path | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rate_dialog")
        self.setWindowTitle(self.tr("Find a learning rate"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.document, self.finding, self._data_dir = document, finding, data_dir
        self._rates: list[float] = []
        self._losses: list[float] = []
        self._stopped = False
        self._make_head()
        self._make_plot()
        self._make_results()
        self._lay_out()
        finding.events.connect(self._on_events)
        finding.failed.connect(self._on_failed)
        finding.ended.connect(self._on_ended)
        self.search()

    def search(self) -> None:
        """From the beginning, with the numbers in the fields."""
        try:
            lowest, highest = float(self.fields["lowest"].text()), float(self.fields["highest"].text())
            steps = int(self.fields["steps"].text())
        except ValueError:
            self._say(
                self.tr("Write the rates as numbers, like 1e-7 or 0.5, and the steps as a whole number."), "error"
            )
            return
        self._rates, self._losses, self._stopped = [], [], False
        self.plot.clear()
        self.plot.set_span(lowest, highest)
        self._forget()
        self._say(self.tr("Preparing …"), "muted")
        self.progress.setRange(0, 0)
        self.finding.start(self.document.experiment, self._data_dir, lowest, highest, steps)
        self._show_state()

    def use(self, rate: float) -> None:
        """Set the optimizer's lr, and what a schedule has in its place, in one edit; then close."""
        self.document.end_gesture()
        text = self.tr("learning rate {0}").format(number(rate))
        if self.document.edit(edits_for(self.document.experiment, rate), text):
            self.accept()

    def shut_down(self) -> None:
        """Hear nothing more."""
        for signal, slot in (
            (self.finding.events, self._on_events),
            (self.finding.failed, self._on_failed),
            (self.finding.ended, self._on_ended),
        ):
            signal.disconnect(slot)

    def done(self, result: int) -> None:
        self.finding.stop()
        self.shut_down()
        super().done(result)

    # What comes

    def _on_events(self, events: list[Event]) -> None:
        points = [event for event in events if isinstance(event, RatePoint)]
        for event in events:
            if isinstance(event, Preparing):
                words = doing(event.what)
                self._say(words[:1].upper() + words[1:] + " …", "muted")
                self.progress.setRange(0, 1000 if event.total else 0)
                self.progress.setValue(1000 * event.done // event.total if event.total else 0)
        if points:
            self._add(points)
        for event in events:
            if isinstance(event, RateFound):
                self._show_found(event)

    def _add(self, points: list[RatePoint]) -> None:
        self._rates += [point.rate for point in points]
        self._losses += [point.loss for point in points]
        curve = smoothed(self._rates, self._losses)
        self.plot.set_points("loss", self._rates, self._losses)
        self.plot.set_points("smoothed", self._rates, curve)
        self.plot.set_ceiling(ceiling(curve))
        self.plot.refresh()
        last = points[-1]
        self.progress.setRange(0, last.steps)
        self.progress.setValue(last.step)
        self._say(self.tr("Rate {0}: loss {1}").format(number(rounded(last.rate)), number(last.smoothed)), "muted")

    def _show_found(self, found: RateFound) -> None:
        self._forget()
        self.plot.set_span()
        if found.reason == "stopped":
            self._say(self.tr("Stopped. Nothing is suggested."), "muted")
            return
        if found.problem is not None:
            self._say(sentence(found.problem), "warning")
            return
        assert found.steepest is not None
        diverged = "" if found.diverged is None else number(rounded(found.diverged))
        self._show_row("steepest", found.steepest, self.tr("here the loss falls fastest"), found.suggested)
        if found.upper is None:
            words = self.tr("not known: the loss did not diverge up to {0}").format(number(rounded(self._rates[-1])))
        else:
            words = self.tr("a tenth of {0}, where the loss diverges").format(diverged)
        self._show_row("upper", found.upper, words, found.suggested)
        marks = {
            self.tr("steepest"): found.steepest,
            self.tr("upper bound"): found.upper,
            self.tr("diverges"): found.diverged,
        }
        known = {text: rate for text, rate in marks.items() if rate is not None}
        for row, text in enumerate(sorted(known, key=known.__getitem__)):
            self.plot.mark(known[text], f"{text} {number(rounded(known[text]))}", row)
        if found.suggested == found.steepest:
            words = self.tr("Where the loss falls fastest, a step is long and safe: a good rate to begin with.")
        else:
            words = self.tr("The steepest place is close to where the loss diverges: the upper bound is safer.")
        self._say(words, "success")

    def _show_row(self, name: str, rate: float | None, meaning: str, suggested: float | None) -> None:
        value, words, button = self.rows[name]
        value.setText("–" if rate is None else number(rounded(rate)))
        words.setText(meaning)
        button.setVisible(rate is not None)
        if rate is None:
            return
        button.setText(self.tr("Use {0}").format(number(rounded(rate))))
        button.setAccessibleName(button.text())
        button.setProperty("rate", rounded(rate))
        letters = button.font()
        letters.setBold(True)  # as the default button has them; its width does not know
        button.setMinimumWidth(QFontMetrics(letters).horizontalAdvance(button.text()) + 2 * PADDING)
        button.setDefault(rate == suggested)
        if rate == suggested:
            button.setFocus()

    def _forget(self) -> None:
        for value, words, button in self.rows.values():
            value.setText("–")
            words.setText("")
            button.setDefault(False)
            button.hide()

    def _on_failed(self, problems: Problems) -> None:
        self._say(" ".join(map(sentence, problems)), "error")

    def _on_ended(self) -> None:
        self._show_state()

    def _show_state(self) -> None:
        active = self.finding.active
        self.again.setText(self.tr("Stop") if active else self.tr("Search again"))
        self.again.setToolTip(
            self.tr("End the search at the next batch") if active else self.tr("Search with the numbers above")
        )
        self.again.setAccessibleName(self.again.text())
        self.again.setEnabled(not (active and self._stopped))
        self.progress.setVisible(active)
        for field in self.fields.values():
            field.setEnabled(not active)

    def _on_again(self) -> None:
        if self.finding.active:
            self._stopped = True
            self.finding.stop()
            self._show_state()
        else:
            self.search()

    def _say(self, words: str, role: str) -> None:
        self.words.setText(words)
        mark(self.words, "role", role)

    # Building

    def _make_head(self) -> None:
        self.about = QLabel(
            self.tr(
                "A new model learns for some steps while its rate grows from one to the next. "
                "Nothing of it is kept; schedule and warm-up take no part."
            ),
            self,
        )
        self.about.setProperty("role", "muted")
        self.about.setWordWrap(True)
        titles = {
            "lowest": (self.tr("From"), self.tr("The first rate; so small that nothing is learned")),
            "highest": (self.tr("to"), self.tr("The last rate; the search ends earlier where the loss diverges")),
            "steps": (self.tr("in steps:"), self.tr("How many rates are tried, with a batch each (20 to 2,000)")),
        }
        self.fields: dict[str, QLineEdit] = {}
        self._labels: dict[str, QLabel] = {}
        for name, (title, tip) in titles.items():
            field = QLineEdit(FIELDS[name], self)
            field.setObjectName(f"rate_{name}")
            field.setAccessibleName(title)
            field.setToolTip(tip)
            field.setFixedWidth(84)
            self.fields[name] = field
            self._labels[name] = QLabel(title, self)
            self._labels[name].setBuddy(field)
        self.again = QPushButton(self)
        self.again.setObjectName("rate_again")
        self.again.setAutoDefault(False)
        self.again.clicked.connect(self._on_again)

    def _make_plot(self) -> None:
        self.plot = CurvePlot(self.tr("learning rate"), self.tr("loss"), log_x=True, parent=self)
        self.plot.setObjectName("rate_plot")
        self.plot.setAccessibleName(self.tr("Loss over the learning rate"))
        self.plot.setToolTip(self.tr("Loss over the learning rate"))
        self.plot.set_empty_text(self.tr("The curve begins with the first batch."))
        self.plot.add_curve("loss", self.tr("of each batch"), 1, faint=True)
        self.plot.add_curve("smoothed", self.tr("smoothed"), 0)
        self.plot.setMinimumHeight(220)

    def _make_results(self) -> None:
        titles = {
            "steepest": (self.tr("Steepest descent"), self.tr("Set the learning rate to where the loss falls fastest")),
            "upper": (self.tr("Upper bound"), self.tr("Set the learning rate to the largest that is still safe")),
        }
        self.rows: dict[str, tuple[QLabel, QLabel, QPushButton]] = {}
        self._titles: dict[str, QLabel] = {}
        for name, (title, tip) in titles.items():
            value, words, button = QLabel("–", self), QLabel("", self), QPushButton(self)
            value.setObjectName(f"rate_{name}_value")
            value.setAccessibleName(title)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setProperty("role", "muted")
            words.setWordWrap(True)
            button.setObjectName(f"rate_use_{name}")
            button.setToolTip(tip)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, button=button: self.use(button.property("rate")))
            button.hide()
            self._titles[name] = QLabel(title, self)
            self.rows[name] = (value, words, button)
        self.words = QLabel("", self)
        self.words.setObjectName("rate_words")
        self.words.setAccessibleName(self.tr("What was found"))
        self.words.setWordWrap(True)
        self.progress = QProgressBar(self)
        self.progress.setObjectName("rate_progress")
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.setToolTip(self.tr("Progress"))
        self.progress.setTextVisible(False)
        self.leave = QPushButton(self.tr("Close"), self)
        self.leave.setObjectName("rate_close")
        self.leave.setAccessibleName(self.leave.text())
        self.leave.setToolTip(self.tr("Leave the learning rate as it is"))
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        for name, field in self.fields.items():
            head.addWidget(self._labels[name])
            head.addWidget(field)
        head.addStretch(1)
        head.addWidget(self.again)
        found = QGridLayout()
        found.setHorizontalSpacing(16)
        found.setColumnStretch(2, 1)
        for row, (name, (value, words, button)) in enumerate(self.rows.items()):
            found.addWidget(self._titles[name], row, 0)
            found.addWidget(value, row, 1)
            found.addWidget(words, row, 2)
            found.addWidget(button, row, 3)
            found.setRowMinimumHeight(row, self.leave.sizeHint().height())
        foot = QHBoxLayout()
        foot.addWidget(self.words, 1)
        foot.addWidget(self.progress)
        foot.addWidget(self.leave)
        self.progress.setFixedWidth(140)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self.about)
        column.addLayout(head)
        column.addWidget(self.plot, 1)
        column.addLayout(found)
        column.addLayout(foot)
        room = self.screen().availableGeometry().size()
        self.resize(min(760, room.width() - 40), min(580, room.height() - 80))
