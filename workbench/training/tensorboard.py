"""Event files for TensorBoard in the run folder, where the experiment wants them: ``tensorboard --logdir RUN``.

They are a copy for another program: nothing reads them again, and where they cannot be written the run goes on without them.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor

from workbench.spec.problems import problem
from workbench.training.events import EpochDone, Event, Measured, Noticed, StepDone

if TYPE_CHECKING:
    from workbench.training.run import Run

FOLDER = "tensorboard"
EVERY_SECONDS = 0.05
"""A step is written at most so often: more of them are not seen, and each takes a tenth of a millisecond."""
RARER = 2_000
"""Nor nearer to the one before than this share of the steps so far."""
IMAGES = 8


def is_installed() -> bool:
    """Whether the package is there; it is not imported."""
    return importlib.util.find_spec("tensorboard") is not None


def followed(run: Run, events: Iterator[Event]) -> Iterator[Event]:
    """The events of a run, as they are; what they say is written on their way, if the experiment wants it."""
    return _written(run, events) if run.experiment.training.tensorboard and run.team.leads else events


def _written(run: Run, events: Iterator[Event]) -> Iterator[Event]:
    folder, log = Path(run.folder.name), run.folder.log
    writer: _Writer | None = None
    try:
        writer = _Writer(folder / FOLDER, run)
    except Exception as error:  # noqa: BLE001 - it is another program's, and the run does not depend on it
        yield _given_up(error)
    try:
        for event in events:
            if writer is not None:
                try:
                    writer.follow(event)
                except Exception as error:  # noqa: BLE001 - the same
                    _close(writer)
                    writer = None
                    log(f"tensorboard: {error!r}")
                    yield _given_up(error)
            yield event
    finally:
        _close(writer)


def _close(writer: _Writer | None) -> None:
    with contextlib.suppress(Exception):
        if writer is not None:
            writer.close()


def _given_up(error: Exception) -> Noticed:
    reason = (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
    words = "Nothing more is written for TensorBoard: {reason}."
    return Noticed(problem("training.tensorboard", words, "The run goes on.", severity="warning", reason=reason[:200]))


class _Writer:
    """Scalars, histograms, some inputs, the graph. Raises whatever TensorBoard's writer raises."""

    def __init__(self, folder: Path, run: Run) -> None:
        from torch.utils.tensorboard import SummaryWriter

        going_on = {"purge_step": run.step + 1} if run.step else {}
        self._to: Any = SummaryWriter(str(folder), **going_on)
        self._next = 0
        self._at = 0.0
        inputs = run.data.example()[0]
        self._add_images(inputs)
        if not run.step:
            try:
                self._add_graph(run, inputs[:2])
            except Exception as error:  # noqa: BLE001 - many models cannot be drawn by TensorBoard
                run.folder.log(f"tensorboard: no graph: {error!r}")
        self._to.flush()

    def follow(self, event: Event) -> None:
        """Write what is of use of it."""
        match event:
            case StepDone():
                self._add_step(event)
            case EpochDone():
                for name in ("loss", "accuracy", "mae"):
                    if (value := getattr(event, f"validation_{name}")) is not None:
                        self._to.add_scalar(f"{name}/validation", value, event.step)
            case Measured():
                self._add_look(event)

    def close(self) -> None:
        """Write the rest."""
        self._to.close()

    def _add_step(self, event: StepDone) -> None:
        now = time.perf_counter()
        if event.step < self._next or now - self._at < EVERY_SECONDS:
            return
        self._next, self._at = event.step + max(1, event.step // RARER), now
        self._to.add_scalar("loss/train", event.loss, event.step)
        self._to.add_scalar(f"{event.metric}/train", event.score, event.step)
        self._to.add_scalar("lr", event.lr, event.step)

    def _add_look(self, event: Measured) -> None:
        for name in ("gradient_norm", "update_ratio"):
            for layer, value in zip(event.layers, event.figures.get(name, ()), strict=False):
                if value is not None:
                    self._to.add_scalar(f"{name}/{layer}", value, event.step)
        for kind, row in event.histograms.items():
            for layer, histogram in zip(event.layers, row, strict=True):
                if histogram is not None and any(histogram[2]):
                    self._add_histogram(f"{kind}/{layer}", histogram, event.step)

    def _add_histogram(self, tag: str, histogram: tuple[float, float, tuple[int, ...]], step: int) -> None:
        low, high, counts = histogram
        ends = np.linspace(low, high, len(counts) + 1)
        middles, numbers = (ends[1:] + ends[:-1]) / 2, np.array(counts)
        self._to.add_histogram_raw(
            tag, low, high, float(numbers.sum()), float(middles @ numbers), float(middles**2 @ numbers), ends[1:].tolist(),
            numbers.tolist(), step,
        )  # fmt: skip

    def _add_images(self, inputs: Tensor) -> None:
        """Some of the first batch, as the model gets them: from their lowest value (black) to their highest."""
        if inputs.dim() != 4 or inputs.shape[1] not in (1, 3) or not inputs.is_floating_point():
            return
        some = inputs[:IMAGES].detach().float().cpu()
        low, high = some.amin(), some.amax()
        self._to.add_images("inputs", (some - low) / (high - low).clamp_min(1e-12), 0)

    def _add_graph(self, run: Run, inputs: Tensor) -> None:
        """In evaluation mode, so that no random number is drawn and no running mean is changed."""
        states = [(module, module.training) for module in run.model.modules()]
        try:
            run.model.eval()
            with torch.no_grad(), warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
                warnings.simplefilter("ignore")
                self._to.add_graph(run.model, inputs)
        finally:
            for module, training in states:
                module.training = training
