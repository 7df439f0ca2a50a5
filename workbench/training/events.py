"""What a run tells: frozen values of plain Python and NumPy, which may cross threads and processes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from workbench.spec.problems import Problem, Text

if TYPE_CHECKING:  # the window knows the events before NumPy is there
    import numpy as np
    from numpy.typing import NDArray

    Weights = Mapping[str, NDArray[np.generic]]


@dataclass(frozen=True)
class Event:
    """The base of all events."""

    @classmethod
    def plain_name(cls) -> str:
        """What the event is called in JSON lines, such as ``epoch_done``."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def plain(self) -> dict[str, Any]:
        """For JSON lines: ``{"event": "epoch_done", …}``."""
        return {"event": self.plain_name()} | {f.name: _plain(getattr(self, f.name)) for f in fields(self) if f.repr}


def _plain(value: Any) -> Any:
    if isinstance(value, Problem):
        return value.plain()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return dict(value) if isinstance(value, Mapping) else value


@dataclass(frozen=True)
class Preparing(Event):
    """Work before the first step; ``total`` is 0 where it is unknown."""

    what: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True)
class Noticed(Event):
    """Something that the user should know, but that does not stop the run."""

    problem: Problem


@dataclass(frozen=True)
class RunStarted(Event):
    """The data are there, the model is built, the run folder exists."""

    run_dir: str
    device: str
    precision: str
    classes: tuple[str, ...]
    train_samples: int
    validation_samples: int
    test_samples: int
    epochs: int
    steps_per_epoch: int
    parameters: int
    trainable: int | None = None
    """Those of the parameters that are not frozen."""
    memory_format: str = "contiguous_format"
    threads: int = 0
    """Those of PyTorch, where it computes on the CPU."""

    @property
    def way(self) -> str:
        """How it computes, in PyTorch's words."""
        ordered = ", channels_last" if self.memory_format == "channels_last" else ""
        return f"{self.device}, {self.precision}{ordered}" + (f", {self.threads} threads" if self.threads > 1 else "")


@dataclass(frozen=True)
class StepDone(Event):
    """One optimizer step. ``step`` counts from 1 over the whole run.

    ``accuracy`` or, where numbers are predicted, ``mae`` (the mean absolute error) is that of the step's samples.
    """

    step: int
    epoch: int
    loss: float
    accuracy: float | None
    lr: float
    samples: int
    mae: float | None = None

    @property
    def metric(self) -> str:
        """Which of the two there is."""
        return "mae" if self.accuracy is None else "accuracy"

    @property
    def score(self) -> float:
        """Its value."""
        return (self.mae or 0.0) if self.accuracy is None else self.accuracy


@dataclass(frozen=True)
class EpochDone(Event):
    """One epoch, counted from 1. Losses, accuracies and errors are means over samples.

    None stands where there is no validation, and for the one of accuracy and ``mae`` that the task does not have.
    """

    epoch: int
    step: int
    train_loss: float
    train_accuracy: float | None
    validation_loss: float | None
    validation_accuracy: float | None
    lr: float
    seconds: float
    samples_per_second: float
    train_mae: float | None = None
    validation_mae: float | None = None

    @property
    def metric(self) -> str:
        """Which of the two there is."""
        return "mae" if self.train_accuracy is None else "accuracy"

    @property
    def train_score(self) -> float:
        """Its value over the training samples."""
        return (self.train_mae or 0.0) if self.train_accuracy is None else self.train_accuracy

    @property
    def validation_score(self) -> float | None:
        """Its value over the validation samples, if there are any."""
        return self.validation_mae if self.validation_accuracy is None else self.validation_accuracy


@dataclass(frozen=True)
class Measured(Event):
    """How the layers were in a step: ``figures`` has for each name (``gradient_norm``, ``parameter_norm``, ``update_ratio``, ``dead``,
    ``zeros``, ``mean``, ``std``) one number per layer of ``layers`` (addresses), None where a layer has no such number.

    What they are is said in :mod:`workbench.training.layer_figures`. ``histograms`` has counts by name (``activations``,
    ``gradients``, ``parameters``): for each layer (low, high, counts) or None; most events have none.
    """

    step: int
    epoch: int
    layers: tuple[str, ...]
    figures: Mapping[str, tuple[float | None, ...]]
    histograms: Mapping[str, tuple[tuple[float, float, tuple[int, ...]] | None, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Steered(Event):
    """Somebody changed the run between two steps: ``what`` (``lr``, ``augmentation``, ``frozen``, ``epochs``, ``checkpoint``), the
    ``address`` of the layer where it is about one, and the new ``value``. It holds from the step after ``step`` on.

    ``branched`` is where a branch has left another run; what it changed is in its branched.json.
    """

    step: int
    epoch: int
    what: str
    value: float | bool | int | None = None
    address: str = ""


@dataclass(frozen=True)
class RunResumed(Event):
    """The run goes on from a checkpoint, after :class:`RunStarted`: so many steps and whole epochs are done already.

    ``before`` are the epochs that it has told about, for curves, and ``steered`` how it was changed; not part of the JSON lines.
    """

    step: int
    epoch: int
    before: tuple[EpochDone, ...] = field(default=(), repr=False)
    steered: tuple[Steered, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class RunBranched(Event):
    """A branch was made, before it is taken up: its folder, the run that it left after ``step``, and a line for each difference."""

    run_dir: str
    parent: str
    step: int
    epoch: int
    differences: tuple[str, ...]


@dataclass(frozen=True)
class CheckpointSaved(Event):
    """Weights were written; ``kind`` is ``best`` or ``last``."""

    path: str
    kind: str
    epoch: int
    step: int


@dataclass(frozen=True)
class WeightsReady(Event):
    """A copy of the weights, because somebody asked (the drawing canvas). Not part of the JSON lines."""

    step: int
    weights: Weights = field(repr=False)


@dataclass(frozen=True)
class RunPaused(Event):
    """The run waits; nothing is computed."""

    step: int


@dataclass(frozen=True)
class RunContinued(Event):
    """The run goes on after a pause."""

    step: int


@dataclass(frozen=True)
class RunFinished(Event):
    """The end: ``reason`` is ``done``, ``early`` (early stopping) or ``stopped`` (by the user).

    ``test`` has ``loss`` and ``accuracy`` or ``mae`` of the last weights.
    """

    reason: str
    run_dir: str
    test: Mapping[str, float]
    seconds: float
    samples_per_second: float
    epochs: int
    steps: int
    best_epoch: int | None = None


@dataclass(frozen=True)
class RunFailed(Event):
    """The end: what went wrong, in words. ``details`` is the traceback for the log, never for a dialog."""

    problems: tuple[Problem, ...]
    run_dir: str = ""
    wrong_input: bool = False
    details: str = ""


def from_plain(row: Mapping[str, Any]) -> Event:
    """The event of such a row; a problem comes back in words, without its fix. Raises ``ValueError`` for any other row."""
    kinds = {kind.plain_name(): kind for kind in Event.__subclasses__()}
    try:
        kind = kinds[row["event"]]
        known = {f.name: _from_plain(f.name, row[f.name]) for f in fields(kind) if f.name in row}
        return kind(**known)
    except (KeyError, TypeError, AttributeError) as error:
        words = f"not an event: {str(row)[:200]}"
        raise ValueError(words) from error


def _from_plain(name: str, value: Any) -> Any:
    if name == "problem":
        return _problem(value)
    if name == "problems":
        return tuple(_problem(item) for item in value)
    if name in ("figures", "histograms"):
        return {key: _rows(row) for key, row in value.items()}
    return tuple(value) if isinstance(value, list) else value


def _rows(value: Any) -> Any:
    return tuple(map(_rows, value)) if isinstance(value, list) else value


def _problem(row: Mapping[str, Any]) -> Problem:
    return Problem(row["address"], _said(row["what"]), _said(row["remedy"]), row["severity"])


def _said(words: str | Mapping[str, Any]) -> Text:
    """A text; from mere words, or from its template and values."""
    if isinstance(words, str):
        return Text(words.replace("{", "{{").replace("}", "}}"))
    values = {name: _said(item) if isinstance(item, dict) else item for name, item in words["values"].items()}
    return Text(words["template"], values)
