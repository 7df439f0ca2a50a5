"""What is fastest here: number format, memory format and threads, tried on the real model with a real batch.

Whether it is tried depends on the amount of work alone, never on a clock; what was found is remembered. So the same
experiment trains in the same way again on the same machine. A run writes what it took into its ``experiment.toml``.
"""

from __future__ import annotations

import copy
import json
import os
import platform
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import product
from pathlib import Path
from typing import Any

import psutil
import torch
from torch import Tensor, nn

from workbench.data.locations import cache_dir
from workbench.spec import files
from workbench.spec.experiment import Experiment, Training
from workbench.training import device as machine
from workbench.training.control import Control
from workbench.training.events import Event, Preparing

WORTH = {"cpu": 2e11, "cuda": 2e13}
"""Multiply-adds of the forward passes of a run from which on trying pays: some ten seconds of work."""

SHARE = 0.05
"""No more steps are tried than this share of those of the run."""

ROUNDS = 3
ROUND_SECONDS = 0.05
CLEARLY = 0.97
"""Another way is taken where it needs less than this share of the time."""

MANY_THREADS = 6
"""From so many on, small models may be faster with fewer: the threads wait for each other at every layer."""

REMEMBERED = 200


@dataclass(frozen=True)
class Way:
    """How a run computes; ``threads`` is 0 where the device is not the CPU."""

    precision: str
    memory_format: str
    threads: int

    def apply(self, model: nn.Module) -> None:
        """Put the model's weights in that order, and set the threads of PyTorch."""
        model.to(memory_format=getattr(torch, self.memory_format))
        if self.threads:
            torch.set_num_threads(self.threads)


@dataclass(frozen=True)
class Trial:
    """What is tried out: a model on its device, and what gives a batch there; multiply-adds for a sample, samples and steps of the run.

    ``alone``: no other process trains beside this one; else the threads have been shared out already.
    """

    model: nn.Sequential
    first_batch: Callable[[], tuple[Tensor, Tensor]]
    criterion: Callable[[Tensor, Tensor], Tensor]
    device: torch.device
    mult_adds: int
    samples: int
    steps: int
    alone: bool = True

    @cached_property
    def batch(self) -> tuple[Tensor, Tensor]:
        """One of the run."""
        return self.first_batch()

    @property
    def pays(self) -> bool:
        """Whether there is so much to do that trying costs little beside it."""
        least = WORTH.get(self.device.type)
        return least is not None and self.mult_adds * self.samples >= least


@contextmanager
def threads_kept() -> Iterator[None]:
    """Afterwards PyTorch has as many threads as before."""
    before = torch.get_num_threads()
    try:
        yield
    finally:
        if torch.get_num_threads() != before:
            torch.set_num_threads(before)


def resolved(experiment: Experiment, way: Way, usual_threads: int) -> Experiment:
    """The experiment with what was chosen in place of “auto”; what does not differ from the usual is not written."""
    training = experiment.training
    chosen: dict[str, Any] = {"precision": way.precision}
    if way.memory_format != "contiguous_format":
        chosen["memory_format"] = way.memory_format
    elif training.memory_format == "auto":
        chosen["memory_format"] = "contiguous_format"
    if way.threads and way.threads != usual_threads:
        chosen["threads"] = way.threads
    return experiment.replace(training=training.replace(**chosen))


def chosen_way(training: Training, trial: Trial, control: Control) -> Generator[Event, None, Way]:
    """The generator returns the :class:`Way` of a run; it tells while it tries. Raises
    :class:`workbench.training.control.Stopped`.
    """
    ways = list(_ways(training, trial))
    usual = ways[0]
    if len(ways) == 1 or not trial.pays or trial.steps * SHARE < len(ways) * (1 + ROUNDS):
        return usual
    key = _key(trial, ways)
    known = _recall(key)
    if known in ways:
        return known
    yield Preparing("finding out what is fastest here")
    tried = [way for way in ways if way.threads == usual.threads] if _is_busy() else ways
    with threads_kept():
        best = yield from _fastest(tried, trial, control)
    _remember(key, best)
    return best


def usual_way(training: Training, trial: Trial) -> Way:
    """That of a run for which nothing is tried."""
    return next(_ways(training, trial))


def _ways(training: Training, trial: Trial) -> Iterator[Way]:
    """All that may be taken, the usual one first."""
    usual = machine.resolve_precision(training.precision, trial.device)
    precisions = [usual] if training.precision != "auto" or usual == "float32" else [usual, "float32"]
    formats = [training.memory_format] if training.memory_format != "auto" else ["contiguous_format"]
    if training.memory_format == "auto" and _has_images(trial.model):
        formats.append("channels_last")
    for precision, memory_format, threads in product(precisions, formats, _threads(training, trial)):
        yield Way(precision, memory_format, threads)


def _threads(training: Training, trial: Trial) -> list[int]:
    if trial.device.type != "cpu":
        return [0]
    if training.threads:
        return [training.threads]
    most = torch.get_num_threads()
    return [most] if most < MANY_THREADS or not trial.alone else [most, most // 2, most // 4]


def _is_busy() -> bool:
    """Whether others compute here, too: then one thread wins, and only as long as they do."""
    with suppress(OSError, AttributeError):
        return psutil.getloadavg()[0] > 0.3 * (os.cpu_count() or 1)
    return False


def _has_images(model: nn.Module) -> bool:
    return any(isinstance(module, nn.Conv2d | nn.ConvTranspose2d) for module in model.modules())


def _fastest(ways: list[Way], trial: Trial, control: Control) -> Generator[Event, None, Way]:
    """In turns, so that what disturbs the machine disturbs all; of each the best time counts."""
    models = {way.memory_format: copy.deepcopy(trial.model) for way in ways}
    devices = [trial.device] if trial.device.type == "cuda" else []
    best = dict.fromkeys(ways, float("inf"))
    with torch.random.fork_rng(devices):
        counts = {}
        for way in ways:
            control.raise_if_stopped()
            way.apply(models[way.memory_format])
            _seconds(models[way.memory_format], way, trial, 1)
            once = _seconds(models[way.memory_format], way, trial, 1)
            counts[way] = max(1, min(50, int(ROUND_SECONDS / once)))
        for number in range(ROUNDS):
            for place, way in enumerate(ways):
                control.raise_if_stopped()
                yield Preparing("finding out what is fastest here", number * len(ways) + place, ROUNDS * len(ways))
                way.apply(models[way.memory_format])
                best[way] = min(best[way], _seconds(models[way.memory_format], way, trial, counts[way]))
    quickest = min(ways, key=lambda way: best[way])
    return quickest if best[quickest] < CLEARLY * best[ways[0]] else ways[0]


def _seconds(model: nn.Module, way: Way, trial: Trial, count: int) -> float:
    """Of one step without the optimizer's, on average."""
    inputs, targets = trial.batch
    _synchronize(trial.device)
    begun = time.perf_counter()
    for _ in range(count):
        for parameter in model.parameters():
            parameter.grad = None
        with machine.autocast(trial.device, way.precision):
            loss = trial.criterion(model(inputs), targets)
        loss.backward()  # type: ignore[no-untyped-call]
    _synchronize(trial.device)
    return (time.perf_counter() - begun) / count


def _synchronize(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.synchronize(device)


def _key(trial: Trial, ways: list[Way]) -> str:
    """What the answer depends on."""
    inputs, targets = trial.batch
    gpu = torch.cuda.get_device_name(trial.device) if trial.device.type == "cuda" else ""
    about = (
        str(torch.__version__), platform.machine(), platform.processor(), os.cpu_count(), str(trial.device), gpu,
        repr(trial.model), tuple(inputs.shape), tuple(targets.shape), [asdict(way) for way in ways],
    )  # fmt: skip
    return blake2b(repr(about).encode(), digest_size=12).hexdigest()


def _path() -> Path:
    return cache_dir() / "tuning.json"


def _read() -> dict[str, Any]:
    with suppress(OSError, ValueError):
        found = json.loads(_path().read_text(encoding="utf-8"))
        if isinstance(found, dict):
            return found
    return {}


def _recall(key: str) -> Way | None:
    with suppress(TypeError):
        return Way(**_read().get(key, {}))
    return None


def _remember(key: str, way: Way) -> None:
    """A cache that cannot be written is no reason to stop: it is tried again next time."""
    known = {name: item for name, item in _read().items() if name != key}
    kept = dict(list(known.items())[-REMEMBERED:]) | {key: asdict(way)}
    with suppress(OSError):
        _path().parent.mkdir(parents=True, exist_ok=True)
        files.write_whole(_path(), json.dumps(kept, indent=1).encode())
