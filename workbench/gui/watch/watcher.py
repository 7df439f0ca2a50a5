"""Judges a few inputs with the weights of every moment, in a lane of its own, the newest first, a little at a time."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from workbench.gui.lane import Lane, Problems
from workbench.gui.predictor import Outside
from workbench.gui.watch.history import WeightHistory
from workbench.gui.watch.moments import Moment, Spread, least_wanted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from workbench.evaluation.subject import Subject, Task
    from workbench.evaluation.trained import Judgement

    Shares = NDArray[np.float32]

TURN_SECONDS = 0.08
"""So long the lane works before it shows what it has."""

MOST_POINTS = 240
"""So many steps are remembered, also where their weights are not."""


@dataclass(frozen=True)
class Found:
    """Of one moment: the answers by the inputs' names: shares (classes,), numbers (outputs,), or of a copy its error (1,). None: its file
    cannot be read any more.
    """

    step: int
    shares: dict[str, Shares] | None


Judged = tuple["Subject | None", list[Found]]


class Watcher(QObject):
    """``changed``: more is known; ``refused`` carries problems.

    ``subject_found``: it is known what the run at hand takes and gives, which may be something else than what is tried.
    """

    changed = Signal()
    subject_found = Signal()
    refused = Signal(object)

    def __init__(self, history: WeightHistory, data_dir: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history, self._data_dir = history, data_dir
        self._lane = Lane("watching", self)
        self.subject: Subject | None = None
        self._seen = self._busy = False
        self._turn = 0  # what belongs to an earlier one is not wanted any more
        self._samples: dict[str, Any] = {}
        self._shares: dict[int, dict[str, Shares]] = {}
        self._trained: Any = None  # touched in the lane only
        self._built_for: Path | None = None
        history.changed.connect(self._on_changed)
        history.cleared.connect(self.forget)

    @property
    def task(self) -> Task:
        """What the model at hand gives; classes, as long as that is not known."""
        return "classes" if self.subject is None else self.subject.task

    def set_seen(self, seen: bool) -> None:
        """Nothing is judged while nobody looks."""
        self._seen = seen
        self._go_on()

    def set_sample(self, name: str, sample: Any) -> None:
        """An input, in place of the one of that name; None: there is none."""
        for shares in self._shares.values():
            shares.pop(name, None)
        self._samples.pop(name, None)
        if sample is not None:
            self._samples[name] = sample
        self._turn += 1
        self._busy = False
        self._go_on()

    def forget(self) -> None:
        """Another run: what is known is that of other weights, and its data may be others, too."""
        self._shares, self._samples, self.subject = {}, {}, None
        self._turn += 1
        self._busy = False
        self.changed.emit()
        self._go_on()

    def curve(self, name: str) -> list[tuple[int, Shares]]:
        """The steps of which the answer is known, with the shares of the classes."""
        return [(step, self._shares[step][name]) for step in sorted(self._shares) if name in self._shares[step]]

    def at(self, name: str, step: int | None) -> Shares | None:
        """The answer at one step; None: the newest that is known."""
        if step is None:
            return next((shares for _, shares in reversed(self.curve(name))), None)
        return self._shares.get(step, {}).get(name)

    def close(self) -> None:
        """End the lane."""
        self._seen = False
        self._lane.close()

    def _on_changed(self) -> None:
        newest = max((moment.step for moment in self._history.moments), default=0)
        self._shares = {step: shares for step, shares in self._shares.items() if step <= newest}
        self._go_on()

    def _go_on(self) -> None:
        if not self._seen or self._busy or self._history.run_dir is None:
            return
        todo = [
            (moment, missing)
            for moment in reversed(list(self._history.moments))
            if (missing := [name for name in self._samples if name not in self._shares.get(moment.step, {})])
        ]
        if self.subject is None and not todo:
            todo = [(moment, []) for moment in list(self._history.moments)[-1:]]
        if not todo:
            return
        self._busy = True
        turn, run_dir, samples = self._turn, self._history.run_dir, dict(self._samples)

        def tell(found: Judged) -> None:
            if turn == self._turn:
                self._busy = False
                self._take(found)

        def fail(problems: Problems) -> None:
            if turn == self._turn:
                self.refused.emit(problems)  # and it stays busy until there is something else to judge

        self._lane.submit("watch", lambda: self._judged(run_dir, todo, samples), tell, fail)

    def _take(self, judged: Judged) -> None:
        subject, found = judged
        if self.subject is None and subject is not None:
            self.subject = subject
            self.subject_found.emit()
        for each in found:
            if each.shares is None:
                self._history.moments.drop(each.step)
            else:
                self._shares.setdefault(each.step, {}).update(each.shares)
        kept = {moment.step for moment in self._history.moments}
        spread: Spread = self._history.moments.spread
        while len(self._shares) > MOST_POINTS and (others := sorted(set(self._shares) - kept)) and len(others) > 2:
            del self._shares[others[least_wanted(others, spread)]]
        self.changed.emit()
        self._go_on()

    # In the lane

    def _judged(self, run_dir: Path, todo: list[tuple[Moment, list[str]]], samples: dict[str, Any]) -> Judged:
        from workbench.evaluation.trained import Trained
        from workbench.training.device import one_thread

        one_thread()
        found = []
        end = time.monotonic() + TURN_SECONDS
        for moment, names in todo:
            weights = moment.weights if moment.weights is not None else _from_file(moment.path)
            if weights is None:
                found.append(Found(moment.step, None))
                continue
            if self._built_for != run_dir:
                self._trained, self._built_for = Trained.in_run(run_dir, weights, self._data_dir), run_dir
            else:
                self._trained.load(weights)
            found.append(Found(moment.step, self._shares_of(names, samples)))
            if time.monotonic() > end:
                break
        return self._trained.subject if self._built_for == run_dir and self._trained is not None else None, found

    def _shares_of(self, names: list[str], samples: dict[str, Any]) -> dict[str, Shares]:
        """Pictures of several sizes one by one, all others together."""
        if not names:
            return {}
        read = [self._as_read(samples[name]) for name in names]
        alike = len({getattr(sample, "shape", None) for sample in read}) == 1
        judged = self._trained.judge_all(read) if alike else [self._trained.judge(sample) for sample in read]
        return {name: _answer(judgement) for name, judgement in zip(names, judged, strict=True)}

    def _as_read(self, sample: Any) -> Any:
        if not isinstance(sample, Outside):
            return sample
        from workbench.evaluation.picture import picture

        return picture(sample.picture, self._trained.experiment, self._trained.facts)


def _answer(judgement: Judgement) -> Shares:
    if judgement.shares is not None:
        return judgement.shares
    from workbench.evaluation.file_rows import numbers_of

    return numbers_of(judgement)


def _from_file(path: Path | None) -> Any:
    """The weights of a checkpoint that evaluation uses; None where it is gone or damaged."""
    from workbench.training import checkpoints
    from workbench.training.position import judged_weights

    try:
        state = None if path is None else checkpoints.read(path)
        return None if state is None else judged_weights(state)
    except (OSError, KeyError, TypeError):
        return None
