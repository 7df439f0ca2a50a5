"""What a run keeps of its steps, for people to look at later: ``steps.csv`` and, a line of JSON each, ``diagnostics.jsonl``.

Nothing of the run depends on them. They are written at most about once a second and before every checkpoint, whole lines at a time;
where that fails once, it is not tried again, and the run goes on.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from workbench.spec.problems import Problem, problem
from workbench.training.events import Measured, StepDone

STEPS, DIAGNOSTICS = "steps.csv", "diagnostics.jsonl"
SECONDS = 1.0


class StepFiles:
    """Those of one run folder; nothing is written before :meth:`begin`. No method raises an error of the disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open = False
        self._files: dict[str, IO[bytes]] = {}
        self._steps: list[StepDone] = []
        self._measured: list[Measured] = []
        self._written = 0.0
        self._notes: list[Problem] = []

    def begin(self, after: int | None = None) -> None:
        """Begin anew; or go on after that step, and forget what was written of later ones."""
        self._open = True
        with self._giving_up():
            for name, step_of in ((STEPS, _step_of_row), (DIAGNOSTICS, _step_of_line)):
                if after is None:
                    (self._folder / name).unlink(missing_ok=True)
                else:
                    _cut(self._folder / name, after, step_of)

    def add_step(self, event: StepDone) -> None:
        """Keep a step; the disk sees it within about a second."""
        if self._open:
            self._steps.append(event)
            if time.perf_counter() - self._written >= SECONDS:
                self.flush()

    def add_measured(self, event: Measured) -> None:
        """The same for what was seen of the layers."""
        if self._open:
            self._measured.append(event)

    def flush(self) -> None:
        """Write what is kept."""
        self._written = time.perf_counter()
        steps, self._steps = self._steps, []
        measured, self._measured = self._measured, []
        if not self._open:
            return
        with self._giving_up():
            if steps:
                self._write(STEPS, _rows(steps), head=f"step,epoch,loss,{steps[0].metric},lr\n")
            if measured:
                self._write(DIAGNOSTICS, (f"{json.dumps(event.plain())}\n" for event in measured))

    def new_notes(self) -> list[Problem]:
        """What went wrong since the last time."""
        notes, self._notes = self._notes, []
        return notes

    def close(self) -> None:
        """Write the rest, and close."""
        self.flush()
        self._end()

    def _write(self, name: str, lines: Iterable[str], head: str = "") -> None:
        if name not in self._files:
            self._files[name] = (self._folder / name).open("ab", buffering=0)
            if head and self._files[name].tell() == 0:
                lines = [head, *lines]
        content = "".join(lines).encode()
        if self._files[name].write(content) != len(content):
            raise OSError(0, "the disk is full")

    @contextmanager
    def _giving_up(self) -> Iterator[None]:
        """A block whose errors of the disk end here, and all writing with them."""
        try:
            yield
        except OSError as error:
            self._give_up(error)

    def _give_up(self, error: OSError) -> None:
        self._end()
        self._notes.append(
            problem("", "{path} can no longer be written: {reason}.", "The run goes on; its curves end here.", severity="warning",
                    path=self._folder / STEPS, reason=error.strerror or str(error))
        )  # fmt: skip

    def _end(self) -> None:
        self._open = False
        files, self._files = self._files, {}
        for file in files.values():
            with suppress(OSError):
                file.close()


def _rows(steps: list[StepDone]) -> list[str]:
    return [f"{each.step},{each.epoch},{each.loss:.7g},{each.score:.7g},{each.lr:.7g}\n" for each in steps]


def copy(source: Path, target: Path, name: str, after: int) -> None:
    """The lines of another run's file up to that step; what cannot be copied is left out."""
    with suppress(OSError):
        shutil.copyfile(source / name, target / name)
        _cut(target / name, after, _step_of_row if name == STEPS else _step_of_line)


def _cut(path: Path, after: int, step_of: Callable[[bytes], int | None]) -> None:
    """Shorten a file of lines to those of steps up to ``after``; the first one that cannot be read ends it, too."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return
    end = 0
    with file:
        for number, line in enumerate(file):
            step = step_of(line) if line.endswith(b"\n") else None
            is_head = number == 0 and step_of is _step_of_row and line.startswith(b"step,") and line.endswith(b"\n")
            if not is_head and (step is None or step > after):
                break
            end += len(line)
        whole = file.seek(0, os.SEEK_END) == end
    if not whole:
        with path.open("r+b", buffering=0) as shortened:
            shortened.truncate(end)


def _step_of_row(line: bytes) -> int | None:
    number = line.split(b",", 1)[0]
    return int(number) if number.isdigit() else None


def _step_of_line(line: bytes) -> int | None:
    try:
        step = json.loads(line)["step"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return step if isinstance(step, int) else None
