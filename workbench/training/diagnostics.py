"""When a run looks into its layers: in the first steps, and then so rarely that it takes little of the time.

What a look takes is measured, and the next one is so many steps later that it is ``SHARE`` of the time between them. Looks become
rarer with the steps, too, so that a long run can be kept and drawn. Steps that are not looked at are not touched.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING

import torch

from workbench.spec.containers import Container
from workbench.spec.problems import problem
from workbench.training.events import Event, Measured, Noticed
from workbench.training.layer_figures import StepLook
from workbench.training.located import Built
from workbench.training.places import ways_in
from workbench.training.pretrained import module_at

if TYPE_CHECKING:
    from workbench.training.learner import Batches
    from workbench.training.run import Run

SHARE = 0.02
"""Of the time; what a look does to the processor's caches is not measured, and is below 1 %."""
FIRST = 3
"""Steps that are looked at in any case."""
UNKNOWN = 3
"""Steps to the next look, as long as nobody knows how long they take."""
RARER = 256
"""A look is at least this share of the steps so far after the one before."""
MOST_EPOCHS = 1000
"""In a run of more epochs, not each of them is looked at."""
HISTOGRAMS_EVERY = 4
"""So many looks have one with histograms."""

NOTHING: AbstractContextManager[None] = nullcontext()


class Diagnostics:
    """``told`` is what :meth:`take` has to say."""

    def __init__(self, wanted: bool) -> None:
        self.next = 0.0 if wanted else math.inf
        self.told: list[Event] = []
        self._layers: list[Built] = []
        self._looks = 0
        self._at = 0.0
        self._step = 0
        self._pace = math.inf

    def at(self, run: Run, batches: Batches) -> AbstractContextManager[None]:
        """Around the step that the run makes now."""
        return NOTHING if run.step < self.next else self._looked(run, batches)

    def take(self) -> list[Event]:
        """What there is to tell since the last time."""
        told, self.told = self.told, []
        return told

    @contextmanager
    def _looked(self, run: Run, batches: Batches) -> Iterator[None]:
        if run.device.type == "cuda":
            torch.cuda.synchronize(run.device)  # so that the look does not pay for the steps before
        begun = time.perf_counter()
        look = StepLook([], histograms=False)
        try:
            look = self._begun(run, batches)
        except Exception as error:  # noqa: BLE001 - a run does not end because nobody can look at it
            self._give_up(error)
        try:
            yield
        finally:
            look.let_go()
        if self.next == math.inf:
            return
        try:
            figures, histograms = look.end()
            addresses = tuple(layer.address for layer in self._layers)
            self.told.append(Measured(run.step, run.epoch, addresses, figures, histograms))
            self._plan(run, begun, look.seconds)
        except Exception as error:  # noqa: BLE001 - the same
            self._give_up(error)

    def _begun(self, run: Run, batches: Batches) -> StepLook:
        if not self._layers:
            self._layers = list(leaf_layers(run))
        look = StepLook(self._layers, self._looks % HISTOGRAMS_EVERY == 0)
        apart = run.stepped is not run.model and run.team.size == 1  # compiled
        try:
            look.begin(hooked=not apart)
            if apart:
                started = time.perf_counter()
                with run.autocast():
                    look.pass_through(run.model, batches[0].inputs)
                look.seconds += time.perf_counter() - started
        except BaseException:
            look.let_go()
            raise
        return look

    def _plan(self, run: Run, begun: float, seconds: float) -> None:
        """When the next look is; this one began at that time and took so many seconds of its own."""
        now, step, between = time.perf_counter(), run.step, run.step - self._step - 1
        if self._looks and between > 0:
            self._pace = min((begun - self._at) / between, 2 * self._pace)
        known = 0 < self._pace < math.inf
        if run.device.type != "cpu" and known:  # the work of the step was waited for, too
            seconds = max(now - begun - self._pace, (now - begun) / 10)
        steps_per_epoch, epochs = run.data.steps_per_epoch, run.experiment.training.epochs
        rare = min(step // RARER, max(steps_per_epoch, steps_per_epoch * epochs // MOST_EPOCHS))
        cheap = math.ceil(seconds / (SHARE * self._pace)) if known else UNKNOWN
        self._looks += 1
        self._at, self._step = now, step
        self.next = step + (1 if self._looks < FIRST else max(1, rare, cheap))

    def _give_up(self, error: Exception) -> None:
        self.next, self._layers = math.inf, []
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
        words = "The layers can no longer be looked at ({reason}); the run goes on without diagnostics."
        self.told.append(Noticed(problem("training.diagnostics", words, severity="warning", reason=reason[:200])))


def leaf_layers(run: Run) -> Iterator[Built]:
    """The layers that hold no others, in their order."""
    for place, way in ways_in(run.experiment.model.layers):
        if not isinstance(place.layer, Container):
            yield Built(place.address, place.layer.type, module_at(run.model, way))
