"""A run in the terminal: a progress bar on a screen, a line per epoch in a file, JSON lines for programs."""

from __future__ import annotations

import argparse
import json
import math
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import torch

from workbench.spec.experiment import Experiment
from workbench.training.control import Control
from workbench.training.events import (
    EpochDone,
    Event,
    Noticed,
    Preparing,
    RunFailed,
    RunFinished,
    RunStarted,
    StepDone,
    WeightsReady,
)
from workbench.training.loop import train

REDRAW_SECONDS = 0.1
BAR = 24


def follow(experiment: Experiment, options: argparse.Namespace) -> int:
    """Train and show it; returns the exit code."""
    if options.threads:
        torch.set_num_threads(max(1, options.threads))
    control = Control()
    show = _JsonLines() if options.json else _Lines(sys.stdout.isatty())
    code = 1
    with _stopped_by_signals(control):
        for event in train(experiment, control, data_dir=options.data_dir, out=options.out):
            show.event(event)
            if isinstance(event, RunFinished):
                code = 0 if event.reason == "done" else 130
            elif isinstance(event, RunFailed):
                code = 2 if event.wrong_input else 1
    return code


@contextmanager
def _stopped_by_signals(control: Control) -> Iterator[None]:
    """The first Ctrl+C (or SIGTERM) stops cleanly after the step at hand; the second one aborts."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        if control.stopping:
            raise KeyboardInterrupt
        control.stop()

    numbers = (signal.SIGINT, signal.SIGTERM)
    try:
        before = {number: signal.signal(number, stop) for number in numbers}
    except ValueError:  # not the main thread: somebody else's signals
        yield
        return
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _JsonLines:
    """One event per line on standard output."""

    def event(self, event: Event) -> None:
        if not isinstance(event, WeightsReady):
            print(json.dumps(_finite(event.plain()), ensure_ascii=False), flush=True)  # noqa: T201


def _finite(row: dict[str, object]) -> dict[str, object]:
    """JSON has no NaN."""
    return {k: None if isinstance(v, float) and not math.isfinite(v) else v for k, v in row.items()}


class _Lines:
    """Words for people."""

    def __init__(self, screen: bool) -> None:
        self.screen = screen
        self.run: RunStarted | None = None
        self._drawn = 0.0
        self._started = 0.0
        self._trained = 0
        self._preparing = ""

    def event(self, event: Event) -> None:
        if isinstance(event, StepDone):
            self._step(event)
        elif isinstance(event, Preparing):
            self._prepare(event)
        elif isinstance(event, RunStarted):
            self._begin(event)
        elif isinstance(event, EpochDone):
            self._line(_epoch_words(event))
        elif isinstance(event, Noticed):
            self._line(f"warning: {event.problem.line()}", error=True)
        elif isinstance(event, RunFailed):
            for item in event.problems:
                self._line(item.line(), error=True)
        elif isinstance(event, RunFinished):
            self._end(event)

    def _begin(self, event: RunStarted) -> None:
        self.run, self._started = event, time.monotonic()
        self._line(
            f"{event.parameters:,} parameters on {event.device}, {event.precision}; {event.train_samples:,} training, "
            f"{event.validation_samples:,} validation, {event.test_samples:,} test samples"
        )

    def _prepare(self, event: Preparing) -> None:
        percent = f" {100 * event.done // event.total} %" if event.total else ""
        if self.screen:
            self._draw(f"{event.what}{percent} …")
        elif event.what != self._preparing:
            self._line(f"{event.what} …")
        self._preparing = event.what

    def _step(self, event: StepDone) -> None:
        self._trained += event.samples
        now = time.monotonic()
        if not self.screen or now - self._drawn < REDRAW_SECONDS or self.run is None:
            return
        self._drawn = now
        total = self.run.epochs * self.run.steps_per_epoch
        share = event.step / total
        seconds = now - self._started
        left = seconds / share - seconds
        full = round(BAR * share)
        self._draw(
            f"epoch {event.epoch}/{self.run.epochs} {'█' * full}{'░' * (BAR - full)} {share:4.0%}  loss {event.loss:.4f}  "
            f"{self._trained / max(seconds, 1e-9):,.0f} samples/s  {int(left) // 60}:{int(left) % 60:02} left"
        )

    def _end(self, event: RunFinished) -> None:
        words = "Stopped" if event.reason == "stopped" else "Done"
        words += f" after {event.seconds:.1f} s, {event.samples_per_second:,.0f} samples/s."
        if "accuracy" in event.test:
            words += f" Test accuracy {event.test['accuracy']:.2%}, loss {event.test['loss']:.4f}."
        self._line(words)
        if event.run_dir and event.steps:
            self._line(
                f"Weights: {event.run_dir}/last.pth" + (f", {event.run_dir}/best.pth" if event.best_epoch else "")
            )

    def _draw(self, text: str) -> None:
        sys.stdout.write(f"\r\x1b[2K{text}")
        sys.stdout.flush()

    def _line(self, text: str, error: bool = False) -> None:
        if self.screen:
            sys.stdout.write("\r\x1b[2K")
            sys.stdout.flush()
        print(text, file=sys.stderr if error else sys.stdout, flush=True)


def _epoch_words(event: EpochDone) -> str:
    words = f"epoch {event.epoch}: loss {event.train_loss:.4f}, accuracy {event.train_accuracy:.2%}"
    if event.validation_loss is not None and event.validation_accuracy is not None:
        words += f"; validation loss {event.validation_loss:.4f}, accuracy {event.validation_accuracy:.2%}"
    return f"{words}  ({event.seconds:.1f} s, {event.samples_per_second:,.0f} samples/s)"
