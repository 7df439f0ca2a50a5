"""The row above the views: what is judged, when again, how far it is, and what can be saved of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QProgressBar, QPushButton, QWidget

from workbench.data.browse import PARTS, PartName
from workbench.evaluation.looks import looks
from workbench.gui.evaluate.seen import Seen
from workbench.gui.model_at_hand import ModelAtHand
from workbench.gui.texts import doing
from workbench.gui.theme import mark
from workbench.gui.widgets.card import ElidedLabel
from workbench.gui.widgets.push_button import push_button

ORDER: tuple[PartName, ...] = ("validation", "test", "train")
BY_HAND, EACH_EPOCH, EVERY_SECONDS = range(3)
assert set(ORDER) == set(PARTS)


class Head(QWidget):
    """``changed``: another part or other weights are wanted; ``pressed``: judge now; ``cancelled``."""

    changed = Signal()
    live_changed = Signal(int)
    pressed = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part = self._box("evaluate_part", self.tr("Part"), self.tr("The part of the data that is judged"))
        self.part.addItems([self.tr("Validation"), self.tr("Test"), self.tr("Training")])
        self.weights = self._box("evaluate_weights", self.tr("Weights"), self.tr("Which weights of the run judge"))
        self.weights.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.live = self._box(
            "evaluate_live", self.tr("Live"),
            self.tr("Judge the validation part again while the run goes on. It takes one processor core, and at most a tenth of the time"),
        )  # fmt: skip
        self.live.addItems([self.tr("Not live"), self.tr("Live: each epoch"), self.tr("Live: every 5 s")])
        self.again = push_button("evaluate_again", self.tr("Evaluate"), self.tr("Judge now"), self)
        self.words = ElidedLabel("", self)
        self.words.setObjectName("evaluate_words")
        self.words.setAccessibleName(self.tr("State"))
        self.progress = QProgressBar(self)
        self.progress.setObjectName("evaluate_progress")
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.setToolTip(self.tr("How much is judged"))
        self.progress.setTextVisible(False)
        self.progress.setMaximumWidth(110)
        self.cancel = push_button("evaluate_cancel", self.tr("Cancel"), self.tr("Stop judging"), self)
        self.save = QPushButton(self.tr("Save"), self)
        self.save.setObjectName("evaluate_save")
        self.save.setAccessibleName(self.tr("Save"))
        self.save.setToolTip(self.tr("Figures, tables and plots as files"))
        self.save.setAutoDefault(False)
        self.save.setMenu(QMenu(self.save))
        for button in (self.again, self.cancel, self.save):
            button.setProperty("dense", "true")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self.part, self.weights, self.live, self.again):
            row.addWidget(widget)
        row.addWidget(self.words, 1)
        row.addWidget(self.progress)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        self.part.activated.connect(lambda _place: self.changed.emit())
        self.weights.activated.connect(lambda _place: self.changed.emit())
        self.live.currentIndexChanged.connect(self.live_changed)
        self.again.clicked.connect(self.pressed)
        self.cancel.clicked.connect(self.cancelled)
        self.show_running(False)

    def chosen_part(self) -> PartName:
        """The part that is wanted."""
        return ORDER[max(self.part.currentIndex(), 0)]

    def choose_part(self, part: PartName) -> None:
        """Show that this one is wanted, without asking for it."""
        self.part.setCurrentIndex(ORDER.index(part))
        self.live.setEnabled(part == "validation")

    def chosen_weights(self) -> str:
        """ "live", "last" or "best"."""
        return str(self.weights.currentData() or "live")

    def list_weights(self, at_hand: ModelAtHand) -> None:
        """Those that there are of this run; what was chosen stays chosen."""
        newest = self.tr("Newest: step {0}").format(f"{at_hand.step:,}") if at_hand.step else self.tr("Last weights")
        found = [("live", newest)]
        if at_hand.run_dir is not None:
            if at_hand.step and (at_hand.run_dir / "last.pth").exists():
                found.append(("last", self.tr("Last saved")))
            if (at_hand.run_dir / "best.pth").exists():
                found.append(("best", self.tr("Best saved")))
        now, box = self.weights.currentData(), self.weights
        if [(box.itemData(place), box.itemText(place)) for place in range(box.count())] != found:
            with QSignalBlocker(box):
                box.clear()
                for name, words in found:
                    box.addItem(words, name)
                box.setCurrentIndex(max(box.findData(now), 0))

    def say_seen(self, seen: Seen, run_dir: Path) -> None:
        """What is shown: how many samples, by which weights; of the test part, how often it was looked at."""
        made, whole = seen.assessment, len(seen.data.parts[seen.assessment.part])
        by = {"last": self.tr("last weights"), "best": self.tr("best weights")}.get(made.weights, made.weights)
        words = [self.tr("{0} samples, {1}").format(f"{len(made):,}", by)]
        if len(made) < whole:
            words = [self.tr("{0} of {1} samples, {2}").format(f"{len(made):,}", f"{whole:,}", by)]
        count = looks(run_dir).count if made.part == "test" else None
        if count is not None:
            words.append(self.tr("looked at {0} times").format(count) if count != 1 else self.tr("looked at once"))
        self.say("  ·  ".join(words))

    def say(self, words: str, role: str = "muted") -> None:
        """What is shown, or what is wrong."""
        self.words.set_text(words)
        mark(self.words, "role", role)

    def show_running(self, on: bool) -> None:
        """While it is judged, there is a bar and a way out."""
        for widget in (self.progress, self.cancel):
            widget.setVisible(on)
        self.again.setEnabled(not on)
        if on:
            self.progress.setRange(0, 0)

    def show_doing(self, what: str, done: int, total: int) -> None:
        """How far it is; 0 in all: nobody knows."""
        words = doing(what)
        self.say(words[:1].upper() + words[1:] + " …")
        self.progress.setRange(0, 1000 if total else 0)
        self.progress.setValue(1000 * done // total if total else 0)

    def _box(self, name: str, title: str, tip: str) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(name)
        box.setAccessibleName(title)
        box.setToolTip(tip)
        return box
