"""A run in the terminal: a progress bar on a screen, a line per epoch in a file, JSON lines for programs."""

from __future__ import annotations

import argparse
import json
import math
import os
import shlex
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

from workbench import unforeseen
from workbench.crash import TERMINAL, Journal
from workbench.spec.experiment import Experiment
from workbench.training.control import Control
from workbench.training.events import (
    EpochDone,
    Event,
    Noticed,
    Preparing,
    RunBranched,
    RunFailed,
    RunFinished,
    RunResumed,
    RunStarted,
    Steered,
    StepDone,
    WeightsReady,
)
from workbench.training.start import branch, go_on, start
from workbench.training.steering_file import in_words, read_to_repeat

REDRAW_SECONDS = 0.1
BAR = 24


def follow(experiment: Experiment, options: argparse.Namespace) -> int:
    """Train and show it; returns the exit code."""
    place = {"isolated": options.isolated, "node_rank": options.node_rank}
    told = read_to_repeat(options.steer) if options.steer else []

    def begin(control: Control) -> Iterator[Event]:
        control.repeat(told)
        return start(experiment, control, data_dir=options.data_dir, out=options.out, **place)

    return _shown(options, begin)


def follow_resumed(options: argparse.Namespace) -> int:
    """Go on with a run and show it; returns the exit code."""
    return _shown(
        options,
        lambda control: go_on(
            options.run_dir,
            control,
            epochs=options.epochs,
            device=options.device,
            threads=options.threads,
            processes=options.processes,
            data_dir=options.data_dir,
            isolated=options.isolated,
            node_rank=options.node_rank,
        ),
    )


def follow_branched(experiment: Experiment, options: argparse.Namespace) -> int:
    """Branch off a run, train on, and show it; returns the exit code."""
    place = {"isolated": options.isolated, "node_rank": options.node_rank}

    def begin(control: Control) -> Iterator[Event]:
        return branch(
            options.run_dir, experiment, control, step=options.step, out=options.out, data_dir=options.data_dir, **place
        )

    return _shown(options, begin)


def _shown(options: argparse.Namespace, begin: Callable[[Control], Iterator[Event]]) -> int:
    control = Control()
    show = _JsonLines() if options.json else _Lines(sys.stdout.isatty())
    code = 1
    with Journal(TERMINAL) as journal, stopped_by_signals(control):
        journal.describe()
        for event in begin(control):
            show.event(event)
            if isinstance(event, RunStarted):
                journal.note(run=event.run_dir)
            elif isinstance(event, RunFinished):
                code = 130 if event.reason == "stopped" else 0
            elif isinstance(event, RunFailed):
                code = 2 if event.wrong_input else 1
    return code


@contextmanager
def stopped_by_signals(control: Control) -> Iterator[None]:
    """The first Ctrl+C (or SIGTERM) stops cleanly after the step at hand; the second one aborts."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        if control.stopping:
            raise KeyboardInterrupt
        control.stop()
        if sys.stderr and sys.stderr.isatty():
            with suppress(OSError):  # not print: the signal may have come in the middle of one
                os.write(sys.stderr.fileno(), b"\nStopping after this step; Ctrl+C again aborts.\n")

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
    """One event per line on standard output; what went wrong also in words on standard error."""

    def event(self, event: Event) -> None:
        if not isinstance(event, WeightsReady):
            print(json.dumps(finite(event.plain()), ensure_ascii=False), flush=True)  # noqa: T201
        if isinstance(event, RunFailed):
            for line in _failure(event):
                print(line, file=sys.stderr, flush=True)  # noqa: T201


def finite(value: Any) -> Any:
    """JSON has no NaN."""
    if isinstance(value, dict):
        return {key: finite(item) for key, item in value.items()}
    if isinstance(value, list):
        return [finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _failure(event: RunFailed) -> Iterator[str]:
    """A line for each problem, then where more is to be found."""
    yield from (item.line() for item in event.problems)
    if event.details:
        log = Path(event.run_dir, "log.txt") if event.run_dir else unforeseen.log(event.details)
        if log:
            yield f"Details are in {log}."


class _Lines:
    """Words for people."""

    def __init__(self, screen: bool) -> None:
        self.screen = screen
        self.run: RunStarted | None = None
        self._drawn = 0.0
        self._started = 0.0
        self._trained = 0
        self._before = 0
        self._epoch = 0
        self._seen, self._loss, self._score = 0, 0.0, 0.0
        self._metric = "accuracy"
        self._preparing = ""

    def event(self, event: Event) -> None:
        if isinstance(event, StepDone):
            self._step(event)
        elif isinstance(event, Preparing):
            self._prepare(event)
        elif isinstance(event, RunStarted):
            self._begin(event)
        elif isinstance(event, RunFinished):
            self._end(event)
        elif isinstance(event, Steered):
            self._steered(event)
        else:
            self._say(event)

    def _say(self, event: Event) -> None:
        """What needs no more than a line."""
        if isinstance(event, RunResumed):
            self._before = event.step
            self._line(f"going on after step {event.step:,}; whole epochs so far: {event.epoch}")
        elif isinstance(event, RunBranched):
            self._line(f"branched off {event.parent} after step {event.step:,}, into {event.run_dir}")
            for line in event.differences or ("nothing differs",):
                self._line(f"  {line}")
        elif isinstance(event, EpochDone):
            self._line(_epoch_words(event))
        elif isinstance(event, Noticed):
            self._line(f"warning: {event.problem.line()}", error=True)
        elif isinstance(event, RunFailed):
            for line in _failure(event):
                self._line(line, error=True)

    def _begin(self, event: RunStarted) -> None:
        self.run, self._started = event, time.monotonic()
        learning = "" if event.trainable in (None, event.parameters) else f" ({event.trainable:,} learn)"
        self._line(
            f"{event.parameters:,} parameters{learning} on {event.way}; {event.train_samples:,} training, "
            f"{event.validation_samples:,} validation, {event.test_samples:,} test samples"
        )

    def _steered(self, event: Steered) -> None:
        if event.what == "epochs" and self.run is not None:
            self.run = replace(self.run, epochs=int(event.value or 0))
        self._line(f"steered after step {event.step:,}: {in_words(event)}")

    def _prepare(self, event: Preparing) -> None:
        percent = f" {100 * event.done // event.total} %" if event.total else ""
        if self.screen:
            self._draw(f"{event.what}{percent} …")
        elif event.what != self._preparing:
            self._line(f"{event.what} …")
        self._preparing = event.what

    def _step(self, event: StepDone) -> None:
        self._trained += event.samples
        if event.epoch != self._epoch:
            self._epoch, self._seen, self._loss, self._score = event.epoch, 0, 0.0, 0.0
        self._seen += event.samples
        self._loss += event.loss * event.samples
        self._score += event.score * event.samples
        self._metric = event.metric
        now = time.monotonic()
        if not self.screen or now - self._drawn < REDRAW_SECONDS or self.run is None:
            return
        self._drawn = now
        self._draw(self._progress(self.run, event, max(now - self._started, 1e-9)))

    def _progress(self, run: RunStarted, event: StepDone, seconds: float) -> str:
        """The epoch at hand, its means so far, and how long all epochs still take."""
        share = (event.step - (event.epoch - 1) * run.steps_per_epoch) / run.steps_per_epoch
        left = seconds * (run.epochs * run.steps_per_epoch - event.step) / max(1, event.step - self._before)
        return (
            f"epoch {event.epoch}/{run.epochs} {_bar(share)} {share:4.0%}  loss {self._loss / self._seen:.4f}  "
            f"{_score_words(self._metric, self._score / self._seen, 1)}  {self._trained / seconds:,.0f} samples/s  {_clock(left)} left"
        )

    def _end(self, event: RunFinished) -> None:
        words = "Stopped" if event.reason == "stopped" else "Done"
        words += f" after {event.seconds:.1f} s, {event.samples_per_second:,.0f} samples/s."
        for metric in ("accuracy", "mae"):
            if metric in event.test:
                words += f" Test {_score_words(metric, event.test[metric])}, loss {event.test['loss']:.4f}."
        self._line(words)
        for name in ("last", "best"):
            path = Path(event.run_dir, f"{name}.pth")
            if event.run_dir and path.is_file():
                epoch = f" (epoch {event.best_epoch})" if name == "best" and event.best_epoch else ""
                self._line(f"{name.capitalize()} weights{epoch}: {path}")
        if event.reason == "stopped" and event.run_dir:
            self._line(f"To go on: workbench resume {shlex.quote(event.run_dir)}")

    def _draw(self, text: str) -> None:
        text = text[: shutil.get_terminal_size().columns - 1]  # a line that wraps could not be taken back
        sys.stdout.write(f"\r\x1b[2K{text}")
        sys.stdout.flush()

    def _line(self, text: str, error: bool = False) -> None:
        if self.screen:
            sys.stdout.write("\r\x1b[2K")
            sys.stdout.flush()
        print(text, file=sys.stderr if error else sys.stdout, flush=True)


def _bar(share: float) -> str:
    """In blocks, or in signs that every terminal has."""
    full = round(BAR * share)
    bar = "█" * full + "░" * (BAR - full)
    try:
        bar.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return "#" * full + "." * (BAR - full)
    return bar


def _clock(seconds: float) -> str:
    """As 0:07, 12:34 or 1:02:03."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _epoch_words(event: EpochDone) -> str:
    words = f"epoch {event.epoch}: loss {event.train_loss:.4f}, {_score_words(event.metric, event.train_score)}"
    if event.validation_loss is not None and event.validation_score is not None:
        words += f"; validation loss {event.validation_loss:.4f}, {_score_words(event.metric, event.validation_score)}"
    return f"{words}  ({event.seconds:.1f} s, {event.samples_per_second:,.0f} samples/s)"


def _score_words(metric: str, score: float, digits: int = 2) -> str:
    return f"accuracy {score:.{digits}%}" if metric == "accuracy" else f"mean absolute error {score:.4g}"
