"""Training through the program against the loop that a textbook prints, and against the bare step."""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset
from torchvision.transforms import v2

from workbench.data import strokes
from workbench.spec.files import from_toml
from workbench.training.device import keep_freed_memory
from workbench.training.events import EpochDone
from workbench.training.loop import train

EXPERIMENT = """
format = 1
[data]
source = {{ type = "Strokes", train_count = {count}, test_count = 10 }}
validation_fraction = 0.0
[[data.transforms]]
type = "Normalize"
mean = [0.1307]
std = [0.3081]
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
out_features = 512
[[model.layers]]
type = "ReLU"
[[model.layers]]
type = "Linear"
[training]
epochs = 1
"""


class Textbook(Dataset):
    """One sample at a time, as in every tutorial."""

    def __init__(self, images: np.ndarray, targets: np.ndarray) -> None:
        self.images, self.targets = images, targets
        self.transform = v2.Compose(
            [v2.ToImage(), v2.ToDtype(torch.float32, scale=True), v2.Normalize([0.1307], [0.3081])]
        )

    def __len__(self) -> int:
        return len(self.targets)

    def __getitem__(self, index: int) -> tuple[torch.Tensor, int]:
        return self.transform(self.images[index]), int(self.targets[index])


def mlp() -> nn.Sequential:
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 10))


def steps(model: nn.Module, optimizer: torch.optim.Optimizer, batches) -> float:
    """Samples per second of plain steps over these batches."""
    criterion, count, started = nn.CrossEntropyLoss(), 0, time.perf_counter()
    for images, targets in batches:
        optimizer.zero_grad()
        loss = criterion(model(images), targets)
        loss.backward()
        optimizer.step()
        loss.item()
        count += len(targets)
    return count / (time.perf_counter() - started)


def measure(short: bool) -> Iterator[tuple[str, str]]:
    """Medians of interleaved runs."""
    count, rounds = (640, 1) if short else (6_400, 5)
    images, targets = strokes.generate(0, np.arange(count))
    data = Textbook(images, targets)
    ready = (torch.randn(64, 1, 28, 28), torch.randint(0, 10, (64,)))

    def textbook() -> float:
        model = mlp()
        return steps(model, torch.optim.Adam(model.parameters()), DataLoader(data, 64, shuffle=True))

    def limit() -> float:
        model = mlp()
        return steps(model, torch.optim.Adam(model.parameters(), fused=True), [ready] * (count // 64))

    def program() -> float:
        with tempfile.TemporaryDirectory() as folder:
            events = train(from_toml(EXPERIMENT.format(count=count)), out=Path(folder) / "run")
            return next(e.samples_per_second for e in events if isinstance(e, EpochDone))

    keep_freed_memory()
    ways: dict[str, Callable[[], float]] = {"textbook": textbook, "limit": limit, "program": program}
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for name, way in ways.items():
        way()  # warm up
        assert not rates[name]
    for _ in range(rounds):
        for name, way in ways.items():
            rates[name].append(way())
    pairs = list(zip(rates["program"], rates["textbook"], rates["limit"], strict=True))
    yield (
        "MLP, samples/s: textbook | bare step, fused | program",
        " | ".join(f"{statistics.median(rates[name]):,.0f}" for name in ways),
    )
    yield (
        "MLP, program ÷ textbook DataLoader loop (wanted: 4 or more)",
        f"{statistics.median(p / t for p, t, _ in pairs):.2f}",
    )
    yield "MLP, program ÷ bare step with fused Adam", f"{statistics.median(p / b for p, _, b in pairs):.2f}"
