"""Asks the newest weights about a sample, in a lane of its own and by one processor core; only what is looked at is worked out.

One question at a time, and only the newest of what comes meanwhile. While a run goes on, answers that nobody clicked for come
so seldom that they take no more than a small share of the time.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.gui.lane import Lane, Problems
from workbench.gui.predictor import Outside
from workbench.gui.task import Task
from workbench.spec.experiment import Experiment
from workbench.spec.problems import ExperimentError, problem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from workbench.data.samples import Progress
    from workbench.evaluation.inspect.activations import Activations
    from workbench.evaluation.inspect.by_hand import ByHand
    from workbench.evaluation.inspect.filters import Filters
    from workbench.evaluation.inspect.receptive_field import ReceptiveField
    from workbench.evaluation.inspect.saliency import Attribution, Method, Options
    from workbench.evaluation.subject import Subject
    from workbench.evaluation.trained import Judgement
    from workbench.training.events import Weights
else:
    from workbench.gui.late import np

SHARE = 0.04
"""Of one processor core's time may go into answers that nobody clicked for."""
PAINTING_S = 0.02
"""What it costs to show one, about."""
SOONEST_S = 0.5

INPUT = "model"
"""The address of what the network gets, among those of the layers."""


@dataclass(frozen=True)
class Wanted:
    """What is looked at. ``subject`` is None for a sample that belongs to the run's own data; ``sample`` an array, a text or an
    :class:`Outside`."""

    sample: Any
    subject: Subject | None = None
    layer: str = ""
    filters: bool = False
    reach: tuple[int, ...] | None = None
    hand: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Look:
    """What was found. ``values`` is what the network gets, ``picture`` (H, W, 3) uint8 the same to be looked at, if it is one.

    Of ``filters``, ``reach`` and ``hand``, those are there that were wanted; ``refused`` says why one is not.
    """

    wanted: Wanted
    step: int
    kind: str
    judgement: Judgement
    activations: Activations
    names: tuple[str, ...]
    columns: tuple[str, ...]
    values: NDArray[Any]
    picture: NDArray[np.uint8] | None
    tokens: tuple[tuple[str, bool], ...]
    maps: tuple[str, ...]
    filters: Filters | None = None
    reach: ReceptiveField | None = None
    hand: ByHand | None = None
    refused: dict[str, Problems] = field(default_factory=dict)
    explains: bool = True


@dataclass(frozen=True)
class _Base:
    """What is known of a sample with some weights, whatever is looked at."""

    sample: Any
    weights: Any
    judgement: Judgement
    activations: Activations
    picture: Any
    maps: tuple[str, ...]


class _Probe:
    """The model; touched in the lane only."""

    def __init__(self, data_dir: Path | None) -> None:
        self._data_dir = data_dir
        self._trained: Any = None
        self._built_for: Path | None = None
        self._loaded: Weights | None = None
        self._base: _Base | None = None
        self._filters: tuple[Any, str, Filters] | None = None
        self._read: tuple[Any, Any] = (None, None)

    def look(self, run_dir: Path, weights: Weights, step: int, wanted: Wanted) -> Look:
        """In the lane. Raises ExperimentError where nothing at all can be said."""
        base = self._judged(run_dir, weights, wanted)
        trained, seen = self._trained, base.judgement.seen
        refused: dict[str, Problems] = {}
        found: dict[str, Any] = {}

        def ask(name: str, work: Any) -> None:
            try:
                found[name] = work()
            except ExperimentError as error:
                refused[name] = error.problems

        if wanted.layer and wanted.layer != INPUT:
            from workbench.evaluation.inspect.by_hand import by_hand
            from workbench.evaluation.inspect.receptive_field import receptive_field

            if wanted.filters:
                ask("filters", lambda: self._filters_of(wanted.layer))
            if wanted.reach is not None:
                place = wanted.reach
                ask("reach", lambda: receptive_field(trained, seen, wanted.layer, place))
            if wanted.hand is not None:
                at = wanted.hand
                ask("hand", lambda: by_hand(trained, seen, wanted.layer, at))
        facts = trained.facts
        columns = facts.columns if facts.kind == "table" and len(facts.columns) == seen.size else ()
        return Look(
            wanted, step, facts.kind, base.judgement, base.activations, _names(trained), columns, seen, base.picture,
            base.judgement.tokens, base.maps, refused=refused, explains=trained.subject.task != "input", **found,
        )  # fmt: skip

    def explain(
        self, run_dir: Path, weights: Weights, wanted: Wanted, method: Method, target: int | None, options: Options,
        tell: Progress,
    ) -> Attribution:  # fmt: skip
        """In the lane."""
        from workbench.evaluation.inspect.saliency import attribution

        base = self._judged(run_dir, weights, wanted)
        return attribution(self._trained, base.judgement.seen, method, target, options, tell)

    def _judged(self, run_dir: Path, weights: Weights, wanted: Wanted) -> _Base:
        from workbench.evaluation.inspect.activations import activations
        from workbench.evaluation.inspect.saliency import layers_for_grad_cam
        from workbench.evaluation.trained import Trained
        from workbench.training.device import one_thread

        one_thread()
        if self._trained is None or self._built_for != run_dir:
            self._trained = None
            self._trained, self._built_for = Trained.in_run(run_dir, weights, self._data_dir), run_dir
            self._loaded, self._base, self._read = weights, None, (None, None)
        elif self._loaded is not weights:
            self._trained.load(weights)
            self._loaded = weights
        base = self._base
        if base is not None and base.sample is wanted.sample and base.weights is weights:
            return base
        sample = self._sample(wanted)
        judgement: Judgement = self._trained.judge(sample)
        maps = base.maps if base is not None and base.sample is wanted.sample else ()
        if not maps and judgement.seen.ndim > 1:
            maps = layers_for_grad_cam(self._trained, judgement.seen)
        made = _Base(
            wanted.sample,
            weights,
            judgement,
            activations(self._trained, judgement.seen),
            self._picture(judgement),
            maps,
        )
        self._base = made
        return made

    def _sample(self, wanted: Wanted) -> Any:
        if wanted.subject is not None and wanted.subject != self._trained.subject:
            raise ExperimentError([
                problem("", "What lies there is of another kind than the data of this run.",
                        "Take a sample of the data set, or train with the data that the window shows.")
            ])  # fmt: skip
        if not isinstance(wanted.sample, Outside):
            return wanted.sample
        if self._read[0] is not wanted.sample:
            from workbench.evaluation.picture import picture

            self._read = wanted.sample, picture(wanted.sample.picture, self._trained.experiment, self._trained.facts)
        return self._read[1]

    def _picture(self, judgement: Judgement) -> Any:
        """What the network gets, with Normalize taken back where that can be done."""
        import torch

        from workbench.evaluation.undoing import undone
        from workbench.gui.inspect.painting import as_picture

        if self._trained.facts.kind != "image":
            return None
        seen = undone(torch.tensor(judgement.seen)[None], self._trained.pipeline)[0].numpy()
        if seen.ndim == 3 and float(seen.min()) >= -0.01 and float(seen.max()) <= 1.01:
            seen = (seen * 255).round().clip(0, 255).astype(np.uint8)
        return as_picture(seen)

    def _filters_of(self, layer: str) -> Filters:
        from workbench.evaluation.inspect.filters import filters

        known = self._filters
        if known is None or known[0] is not self._loaded or known[1] != layer:
            known = self._filters = (self._loaded, layer, filters(self._trained, layer))
        return known[2]


def _names(trained: Any) -> tuple[str, ...]:
    """What the outputs are called: classes, or numbers."""
    names = trained.classes if trained.subject.task == "classes" else trained.names
    return tuple(str(name) for name in names)


class Prober(QObject):
    """``looked`` carries a Look, ``failed`` problems; ``explained`` an Attribution with the sample and the step of its weights,
    ``not_explained`` problems, ``explaining`` how much is done of how much.
    """

    looked = Signal(object)
    failed = Signal(object)
    explained = Signal(object, object, int)
    not_explained = Signal(object)
    explaining = Signal(int, int)

    def __init__(self, data_dir: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane, self._probe = Lane("inspecting", self), _Probe(data_dir)
        self._busy = self._again = False
        self._run_dir: Path | None = None
        self._weights: Weights | None = None
        self._wanted: Wanted | None = None
        self._training = False
        self._spent = 0.0
        self._last = 0.0
        self.step = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._ask)
        self._task = Task(self._lane, "explain", self)
        self._task.progressed.connect(lambda _what, done, total: self.explaining.emit(done, total))
        self._task.done.connect(self._on_explained)
        self._task.failed.connect(self.not_explained)
        self._explained_for: tuple[Any, int] = (None, 0)
        self.explain_spent = 0.0

    @property
    def busy_explaining(self) -> bool:
        """Whether an answer of :meth:`explain` is still to come."""
        return self._task.running

    def pause_s(self) -> float:
        """How long to wait between answers that nobody clicked for."""
        return max(SOONEST_S, (self._spent + PAINTING_S) / SHARE) if self._training else 0.0

    def set_training(self, training: bool) -> None:
        """Whether a run goes on, which is not to be slowed down."""
        self._training = training

    def set_weights(self, run_dir: Path, _experiment: Experiment, weights: Weights, step: int) -> None:
        """Newer weights; what is looked at is worked out again, a little later while a run goes on."""
        another = run_dir != self._run_dir
        self._run_dir, self._weights, self.step = run_dir, weights, step
        wait = 0.0 if another else self._last + self.pause_s() - time.monotonic()
        if wait <= 0:
            self._ask()
        elif not self._soon.isActive():
            self._soon.start(round(1000 * wait))

    def want(self, wanted: Wanted | None) -> None:
        """What is looked at from now on; None: nobody looks."""
        self._wanted = wanted
        if wanted is None:
            self._soon.stop()
            self.cancel()
        else:
            self._ask()

    def explain(self, method: Method, target: int | None, options: Options) -> None:
        """What the answer for the wanted sample hangs on; a newer wish ends an older one."""
        run_dir, weights, wanted = self._run_dir, self._weights, self._wanted
        if run_dir is None or weights is None or wanted is None:
            return
        self._explained_for = (wanted.sample, self.step)

        def work(tell: Progress) -> Any:
            started = time.thread_time()
            found = self._probe.explain(run_dir, weights, wanted, method, target, options, tell)
            return found, time.thread_time() - started

        self._task.start(work)

    def cancel(self) -> None:
        """End an explanation that is being worked out."""
        self._task.cancel()

    def close(self) -> None:
        """End the lane."""
        self._soon.stop()
        self._task.cancel()
        self._lane.close()

    def _ask(self) -> None:
        run_dir, weights, wanted, step = self._run_dir, self._weights, self._wanted, self.step
        if run_dir is None or weights is None or wanted is None:
            return
        if self._busy:
            self._again = True
            return
        self._soon.stop()
        self._busy, self._last = True, time.monotonic()

        def work() -> tuple[Look, float]:
            started = time.thread_time()
            return self._probe.look(run_dir, weights, step, wanted), time.thread_time() - started

        self._lane.submit("look", work, self._on_looked, self._on_failed)

    def _on_looked(self, found: tuple[Look, float]) -> None:
        look, self._spent = found
        self._end(self.looked, look)

    def _on_failed(self, problems: Problems) -> None:
        self._end(self.failed, problems)

    def _end(self, signal: Any, found: object) -> None:
        again, self._busy, self._again = self._again, False, False
        if self._wanted is not None:
            signal.emit(found)
        if again:
            self._ask()

    def _on_explained(self, found: tuple[Attribution, float]) -> None:
        result, self.explain_spent = found
        self.explained.emit(result, *self._explained_for)
