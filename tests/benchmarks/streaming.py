"""A folder of JPEG files that is streamed, against PyTorch's loader and against the same set in memory."""

import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import psutil
import torch
from PIL import Image
from torch import nn
from torch.utils.data import DataLoader
from torchvision.datasets import ImageFolder
from torchvision.transforms import v2

from workbench.spec.files import from_toml
from workbench.training.batches import load_run_data
from workbench.training.device import keep_freed_memory
from workbench.training.events import EpochDone
from workbench.training.loop import train

SIDE, CLASSES = 32, 10

BLOCK = """
[[model.layers]]
type = "Conv2d"
out_channels = {channels}
kernel_size = 3
padding = 1
[[model.layers]]
type = "BatchNorm2d"
[[model.layers]]
type = "ReLU"
[[model.layers]]
type = "MaxPool2d"
kernel_size = 2
"""

EXPERIMENT = """
format = 1
[data]
source = {{ type = "ImageFolder", root = '{root}', test_fraction = 0.0 }}
validation_fraction = 0.0
memory = "{memory}"
[[data.transforms]]
type = "RandomHorizontalFlip"
[[data.transforms]]
type = "RandomCrop"
size = {side}
padding = 4
{blocks}
[[model.layers]]
type = "Flatten"
[[model.layers]]
type = "Linear"
out_features = {classes}
[training]
device = "cpu"
epochs = {epochs}
"""


def folder_of_jpegs(root: Path, count: int, side: int = SIDE) -> Path:
    """Soft patterns, as photos are: noise alone would be the worst of all JPEG files."""
    rng = np.random.default_rng(0)
    for number in range(count):
        folder = root / f"class{number % CLASSES}"
        folder.mkdir(parents=True, exist_ok=True)
        small = Image.fromarray(rng.integers(0, 256, (8, 8, 3), dtype=np.uint8))
        small.resize((side, side), Image.Resampling.BICUBIC).save(folder / f"{number:06}.jpg", quality=90)
    return root


def network() -> nn.Sequential:
    layers: list[nn.Module] = []
    channels = 3
    for wide in (32, 64, 128):
        layers += [nn.Conv2d(channels, wide, 3, padding=1), nn.BatchNorm2d(wide), nn.ReLU(), nn.MaxPool2d(2)]
        channels = wide
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(128 * (SIDE // 8) ** 2, CLASSES))


class Memory:
    """The most that the process took within the block, over what it took at its beginning."""

    def __enter__(self) -> "Memory":
        self.before = self.most = psutil.Process().memory_info().rss
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._ended.set()
        self._thread.join()

    @property
    def growth(self) -> int:
        """Bytes."""
        return self.most - self.before

    def _watch(self) -> None:
        while not self._ended.wait(0.02):
            self.most = max(self.most, psutil.Process().memory_info().rss)


def steps(model: nn.Module, optimizer: torch.optim.Optimizer, batches: DataLoader) -> float:
    """Samples per second of the steps that every tutorial prints, over these batches."""
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
    count, rounds = (20, 0) if short else (6_000, 5)
    keep_freed_memory()
    before = os.environ.get("WORKBENCH_CACHE_DIR")
    with tempfile.TemporaryDirectory() as name:
        try:
            yield from _memory(Path(name), short)
            yield from _measured(Path(name), count, rounds, (0,) if short else (0, 2))
        finally:
            os.environ.pop("WORKBENCH_CACHE_DIR")
            if before is not None:
                os.environ["WORKBENCH_CACHE_DIR"] = before


def _memory(place: Path, short: bool) -> Iterator[tuple[str, str]]:
    """Of large images, without a model: the most that two epochs take."""
    count, side = (16, 64) if short else (600, 640)
    os.environ["WORKBENCH_CACHE_DIR"] = str(place / "cache")
    root = folder_of_jpegs(place / "large", count, side)
    data = count * 3 * side * side
    for memory, held in (("stream", 0), ("memory", data)):
        text = EXPERIMENT.format(root=root, memory=memory, side=side, blocks="", classes=CLASSES, epochs=1)
        plan = from_toml(text.replace("[data]", "[data]\nbatch_size = 8", 1))
        with Memory() as watched:
            found = load_run_data(plan, place, torch.device("cpu"), lambda *_: None)
            for epoch in (1, 2):
                for _ in found.batches(epoch):
                    pass
        del found
        yield (
            f"{data / 1e6:,.0f} MB of images, {memory}: memory beside the data (wanted: 500 MB or less)",
            f"{max(0, watched.growth - held) / 1e6:.0f} MB",
        )


def _measured(place: Path, count: int, rounds: int, workers: tuple[int, ...]) -> Iterator[tuple[str, str]]:
    root = folder_of_jpegs(place / "set", count)
    made = iter(range(10**6))
    transform = v2.Compose(
        [v2.ToImage(), v2.RandomHorizontalFlip(), v2.RandomCrop(SIDE, padding=4), v2.ToDtype(torch.float32, scale=True)]
    )

    def textbook(threads: int) -> float:
        model = network()
        loader = DataLoader(ImageFolder(str(root), transform), 64, shuffle=True, num_workers=threads)
        return steps(model, torch.optim.Adam(model.parameters()), loader)

    def program(memory: str, epochs: int) -> list[float]:
        blocks = "".join(BLOCK.format(channels=wide) for wide in (32, 64, 128))
        text = EXPERIMENT.format(root=root, memory=memory, side=SIDE, blocks=blocks, classes=CLASSES, epochs=epochs)
        events = train(from_toml(text), out=place / f"run{next(made)}")
        return [event.samples_per_second for event in events if isinstance(event, EpochDone)]

    rates: dict[str, list[float]] = {}
    ways: dict[str, Callable[[], float]] = {f"textbook, {n} workers": lambda n=n: textbook(n) for n in workers}
    for number in range(rounds + 1):  # the first time warms up
        os.environ["WORKBENCH_CACHE_DIR"] = str(place / f"cache{number}")
        found = {name: way() for name, way in ways.items()}
        found["streamed, first epoch"], found["streamed, second"] = program("stream", 2)
        found["in memory"] = program("memory", 1)[0]
        for name, rate in found.items():
            rates.setdefault(name, []).append(rate)
    rates = {name: each[1:] or each for name, each in rates.items()}
    yield f"samples/s: {' | '.join(rates)}", " | ".join(f"{statistics.median(each):,.0f}" for each in rates.values())
    for what, wish in (("streamed, first epoch", 1.3), ("streamed, second", 2.5)):
        pairs = zip(rates[what], rates["textbook, 0 workers"], strict=True)
        yield (
            f"{what} ÷ textbook DataLoader loop (wanted: {wish} or more)",
            f"{statistics.median(a / b for a, b in pairs):.2f}",
        )
    pairs = zip(rates["streamed, second"], rates["in memory"], strict=True)
    yield "streamed, second ÷ in memory", f"{statistics.median(a / b for a, b in pairs):.2f}"
