"""The run folder: what made the run, its metrics as they come, its weights, and how it ended.

Everything a crash must not tear is written to a temporary name, flushed to disk and renamed.
"""

from __future__ import annotations

import csv
import io
import json
import os
import platform
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, fields
from pathlib import Path
from typing import IO, Any, Self

import torch
from pydantic import TypeAdapter
from torch import Tensor

from workbench import __version__
from workbench.data.exclusive import lock
from workbench.data.samples import Facts
from workbench.spec import files
from workbench.spec.experiment import Experiment
from workbench.spec.problems import ExperimentError, RunError, Text, problem
from workbench.training import checkpoints, steering_file
from workbench.training.events import EpochDone, Steered
from workbench.training.intact import is_intact
from workbench.training.step_files import StepFiles
from workbench.training.unfinished import LOCK
from workbench.training.unfinished import read_run as read_run

WEIGHTS = ("last", "best")
KEPT_FACTS = ("classes", "shape", "train", "test", "largest", "kind", "outputs", "columns")
LATER_FACTS = ("vocabulary", "file_columns", "targets")
"""Those that run folders of earlier versions lack."""


class RunFolder:
    """Writes one run. Raises :class:`RunError` when the disk does not let it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._metrics: IO[str] | None = None
        self._lock = ExitStack()
        self._locked = False
        self._earlier_run = has_metrics_file(path)
        self.steps = StepFiles(path)

    @property
    def name(self) -> str:
        """The path, for events."""
        return str(self.path)

    @contextmanager
    def held(self) -> Iterator[Self]:
        """Lock the folder of a run that is to go on; from :meth:`begin` on until :meth:`close`, else for the block alone.

        Raises :class:`ExperimentError` while another process trains it.
        """
        with ExitStack() as stack:
            if self.path.is_dir():
                self._take(stack)
            yield self
            self._lock = stack.pop_all()

    def _take(self, stack: ExitStack) -> None:
        try:
            self._locked = stack.enter_context(lock(self.path / LOCK))
        except OSError as error:
            raise cannot_write(self.path, error) from error
        if not self._locked:
            raise ExperimentError([
                problem("", "{path} is being trained by another process.", "Stop that one first.", path=self.path)
            ])  # fmt: skip

    def _take_anew(self) -> None:
        """Lock the folder of a run that begins; a run that another process put there meanwhile is left alone."""
        if not self._locked:
            self._take(self._lock)
            if not self._earlier_run and has_metrics_file(self.path):
                raise ExperimentError([
                    problem("", "Another process has just trained in {path}.", "Name another folder.", path=self.path)
                ])  # fmt: skip

    def begin(
        self,
        experiment: Experiment,
        before: Sequence[Sequence[Any]] | None = None,
        step: int = 0,
        steered: Sequence[Steered] = (),
    ) -> None:
        """Write what is known at the start. ``before`` are the epochs of a run that goes on after ``step``, as rows of metrics.csv,
        ``steered`` what was changed in it.
        """
        path = self.path
        try:
            path.mkdir(parents=True, exist_ok=True)
            if before is None:
                self._take_anew()
                checkpoints.remove_all(path)
            checkpoints.remove_unfinished(path)
            (path / "summary.json").unlink(missing_ok=True)
            files.write(experiment, path / "experiment.toml")
            self._write_json("environment.json", environment())
            rows = io.StringIO(newline="")
            csv.writer(rows).writerows([[f.name for f in fields(EpochDone)], *(before or ())])
            files.write_whole(path / "metrics.csv", rows.getvalue().encode())
            self._metrics = (path / "metrics.csv").open("a", newline="", encoding="utf-8")
            if steered:
                files.write_whole(path / steering_file.NAME, steering_file.lines(steered).encode())
            else:
                (path / steering_file.NAME).unlink(missing_ok=True)
            self.steps.begin(None if before is None else step)
        except OSError as error:
            raise cannot_write(path, error) from error

    def save_checkpoint(self, step: int, state: dict[str, Any], keep: int, best_step: int | None) -> Path:
        """All that the run needs to go on from here; of the earlier ones, ``keep`` - 1 and the best stay."""
        try:
            return checkpoints.write(self.path, step, state, keep, best_step)
        except OSError as error:
            raise cannot_write(self.path, error) from error

    def save_facts(self, facts: Facts) -> None:
        """What is known of the data, as data.json: a model can be used where its data are no more."""
        try:
            self._write_json("data.json", {name: getattr(facts, name) for name in (*KEPT_FACTS, *LATER_FACTS)})
        except OSError as error:
            raise cannot_write(self.path, error) from error

    def save_learned(self, state: dict[str, Any]) -> None:
        """What the input steps have learned from the training part, as inputs.json: addresses of steps to their numbers."""
        try:
            self._write_json("inputs.json", state)
        except OSError as error:
            raise cannot_write(self.path, error) from error

    def save_weights(self, name: str, state: dict[str, Tensor]) -> Path:
        """A plain state_dict on the CPU as ``<name>.pth``, as a whole or not at all."""
        path = self.path / f"{name}.pth"
        write_weights(state, path)
        return path

    def log_epoch(self, event: EpochDone) -> None:
        """One row of metrics.csv, on disk at once."""
        assert self._metrics is not None
        try:
            csv.writer(self._metrics).writerow(getattr(event, f.name) for f in fields(event))
            self._metrics.flush()
        except OSError as error:
            raise cannot_write(self.path, error) from error

    def log_steered(self, event: Steered) -> None:
        """A line of steering.jsonl, on disk at once."""
        try:
            with (self.path / steering_file.NAME).open("a", encoding="utf-8") as file:
                file.write(steering_file.lines([event]))
        except OSError as error:
            raise cannot_write(self.path, error) from error

    def finish(self, summary: dict[str, Any]) -> None:
        """Write summary.json."""
        try:
            self._write_json("summary.json", summary)
        except OSError as error:
            raise cannot_write(self.path, error) from error

    def log(self, text: str) -> None:
        """Add to log.txt; a full disk is no reason to lose what is being logged about."""
        try:
            with (self.path / "log.txt").open("a", encoding="utf-8") as file:
                file.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {text}\n")
        except OSError:
            return

    def close(self) -> None:
        """Close what is open; every row was written when it came."""
        with self._lock:
            self.steps.close()
            if self._metrics:
                with suppress(OSError):
                    self._metrics.close()

    def _write_json(self, name: str, content: dict[str, Any]) -> None:
        files.write_whole(self.path / name, json.dumps(content, indent=2, ensure_ascii=False, default=asdict).encode())


def write_weights(state: dict[str, Tensor], path: Path) -> None:
    """A plain state_dict that ``torch.load(path, weights_only=True)`` reads. Raises :class:`RunError`."""
    buffer = io.BytesIO()
    torch.save({name: tensor.detach().to("cpu", copy=True) for name, tensor in state.items()}, buffer)
    try:
        files.write_whole(path, buffer.getvalue())
    except OSError as error:
        raise cannot_write(path, error) from error


def read_weights(path: Path) -> dict[str, Tensor]:
    """A state_dict from a file that may come from a stranger. Raises :class:`ExperimentError`; never runs code."""
    try:
        if not is_intact(path):
            raise _bad_weights(path, Text("it is damaged since it was written"))
        state = torch.load(path, map_location="cpu", weights_only=True)
    except ExperimentError:
        raise
    except FileNotFoundError:
        raise _bad_weights(path, Text("the file is not there")) from None
    except OSError as error:
        raise _bad_weights(path, error.strerror or str(error)) from None
    except Exception:  # noqa: BLE001 - torch has no one error for a damaged or foreign file
        raise _bad_weights(path, Text("it is damaged, or not a file of plain PyTorch weights")) from None
    if not isinstance(state, dict) or not all(isinstance(item, Tensor) for item in state.values()):
        raise _bad_weights(path, Text("it holds something else than a state_dict"))
    return state


def load_into(model: torch.nn.Module, state: dict[str, Tensor], path: Path) -> None:
    """Load all of it. Raises :class:`ExperimentError` when names or sizes differ."""
    try:
        model.load_state_dict(state)
    except RuntimeError as error:
        reason = " ".join(str(error).split("\n", 1)[-1].split())
        words = Text("its weights are not those of this model ({reason})", {"reason": reason[:200]})
        raise _bad_weights(path, words) from None


def _bad_weights(path: Path, reason: Text | str) -> ExperimentError:
    return ExperimentError(
        [problem("", "{path} cannot be used: {reason}.", "Choose another file.", path=path, reason=reason)]
    )


def has_metrics_file(path: Path) -> bool:
    """Whether a run has begun there."""
    return os.path.exists(path / "metrics.csv")  # noqa: PTH110 - a name that is too long is no error here


def read_facts(path: Path) -> Facts | None:
    """The facts of the data of a run folder; None where an earlier version wrote none, or they cannot be read."""
    try:
        kept = json.loads((path / "data.json").read_text(encoding="utf-8"))
        known = {name: kept[name] for name in KEPT_FACTS} | {name: kept[name] for name in LATER_FACTS if name in kept}
        facts = TypeAdapter(Facts).validate_python(known)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return facts


def read_learned(path: Path) -> dict[str, dict[str, list[Any]]]:
    """What the input steps of a run folder have learned. Raises :class:`ExperimentError`."""
    try:
        kept = json.loads((path / "inputs.json").read_text(encoding="utf-8"))
        return TypeAdapter(dict[str, dict[str, list[Any]]]).validate_python(kept)
    except (OSError, ValueError, RecursionError):
        raise lost_inputs(path) from None


def lost_inputs(path: Path) -> ExperimentError:
    """For a run folder whose inputs.json is gone, damaged, or that of another run."""
    return ExperimentError([
        problem("", "{path} cannot be used: without it nobody knows what the numbers of the input mean.",
                "Train again, or name another run.", path=path / "inputs.json")
    ])  # fmt: skip


def new_run_dir(root: Path, name: str) -> Path:
    """A folder that is not there yet: time and name; made here, so that two processes do not take the same."""
    words = re.sub(r"[^\w.-]+", "-", name).strip("-.")[:60] or "run"
    stem = f"{time.strftime('%Y%m%d-%H%M%S')}-{words}"
    for number in range(1, 1000):
        path = root / (stem if number == 1 else f"{stem}-{number}")
        try:
            path.mkdir(parents=True)
            return path
        except FileExistsError:
            continue
        except OSError as error:
            raise cannot_write(root, error) from error
    raise RunError(problem("", "{root} has too many runs of one second.", root=root))


def environment() -> dict[str, Any]:
    """What a figure or a bit of a weight may depend on."""
    return {
        "workbench": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "torch": torch.__version__,
        "threads": torch.get_num_threads(),
        "cuda": torch.version.cuda,
    }


def cannot_write(path: Path, error: OSError) -> RunError:
    """For a folder or file that the disk does not let write."""
    return RunError(
        problem(
            "", "{path} cannot be written: {reason}.", "Make room or check the rights; what was saved before is whole.",
            path=path, reason=error.strerror or str(error),
        )
    )  # fmt: skip
