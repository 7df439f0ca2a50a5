"""What is trained: small networks on data that are generated, each as an experiment and as a tutorial would have it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.utils.data import Dataset

from workbench.data.sources import source
from workbench.spec.experiment import Experiment
from workbench.spec.files import from_toml
from workbench.training.build import build_model
from workbench.training.check import check

BATCH = 64

LARGE = 10**9

HEAD = """
format = 1
[data]
source = {{ {source}, train_count = {count}, test_count = 12 }}
validation_fraction = 0.0
{transforms}
{layers}
[training]
epochs = 100_000
device = "{device}"
precision = "{precision}"
checkpoint = {{ every_steps = {large}, every_seconds = {large} }}
"""


def tables(kind: str, rows: tuple[str, ...]) -> str:
    """``Linear: out_features = 10`` as a table of the list ``kind``."""
    found = [row.partition(":") for row in rows]
    return "\n".join(
        f'[[{kind}]]\ntype = "{name}"\n' + rest.strip().replace("; ", "\n") + "\n" for name, _, rest in found
    )


@dataclass(frozen=True)
class Case:
    """``transforms`` and ``layers`` are the experiment's; ``wishes`` are the ratios wanted, by (contestant, other one).

    ``count`` samples are an epoch; ``random`` makes a tutorial's random transforms, which come before the others.
    """

    name: str
    source: str
    count: int
    layers: tuple[str, ...]
    transforms: tuple[str, ...]
    random: Callable[[], list[Any]]
    mean: tuple[float, ...]
    std: tuple[float, ...]
    wishes: dict[tuple[str, str], float]
    device: str = "cpu"

    def on_gpu(self) -> Case:
        """On the first GPU, with so many samples that an epoch can be timed there; no ratio is promised."""
        return replace(self, name=f"{self.name}, GPU", device="cuda", count=12_800, wishes={})

    def short(self) -> Case:
        """With so few samples that it only shows whether it works."""
        return replace(self, count=2 * BATCH)

    def experiment(self, precision: str = "float32") -> Experiment:
        """For the program. Checkpoints within an epoch are off, as they are for all others."""
        steps = (*self.transforms, f"Normalize: mean = {list(self.mean)}; std = {list(self.std)}")
        return from_toml(
            HEAD.format(
                source=self.source, count=self.count, transforms=tables("data.transforms", steps),
                layers=tables("model.layers", self.layers), precision=precision, large=LARGE, device=self.device,
            )
        )  # fmt: skip

    def network(self) -> nn.Sequential:
        """The same modules for everybody, on the device."""
        checked = check(self.experiment(), Path())
        assert checked.trace is not None
        return build_model(checked.trace.calls).to(self.device)

    @cached_property
    def data(self) -> Textbook:
        """One sample at a time, as a tutorial has it."""
        from torchvision.transforms import v2

        loaded = source(self.experiment().data.source, Path(), 0).load(lambda *_: None).train
        fixed = [v2.ToImage(), v2.ToDtype(torch.float32, scale=True), v2.Normalize(list(self.mean), list(self.std))]
        return Textbook(np.asarray(loaded.images), loaded.targets, v2.Compose([*self.random(), *fixed]))

    @property
    def ready(self) -> tuple[Tensor, Tensor]:
        """One batch, on the device."""
        shape = (3, 32, 32) if len(self.mean) == 3 else (1, 28, 28)
        return torch.randn(BATCH, *shape, device=self.device), torch.randint(0, 6, (BATCH,), device=self.device)

    @property
    def epochs(self) -> int:
        """So many in one measurement of what is fast, so that it is not over before it can be told from noise."""
        return 1 if self.convolves else 3

    @property
    def convolves(self) -> bool:
        """Whether channels-last is of any use."""
        return any(layer.startswith("Conv2d") for layer in self.layers)


class Textbook(Dataset):
    """What torchvision's data sets in memory do: an array becomes an image, and the image goes through the transforms."""

    def __init__(self, images: np.ndarray, targets: np.ndarray, transform: Callable[[Any], Tensor]) -> None:
        self.images, self.targets, self.transform = images.transpose(0, 2, 3, 1).squeeze(), targets, transform

    def __len__(self) -> int:
        return len(self.targets)

    def __getitem__(self, index: int) -> tuple[Tensor, int]:
        from PIL import Image

        return self.transform(Image.fromarray(self.images[index])), int(self.targets[index])


def no_transforms() -> list[Any]:
    """Nothing random."""
    return []


def turn_and_crop() -> list[Any]:
    """As for digits."""
    from torchvision.transforms import v2

    return [v2.RandomRotation(10), v2.RandomCrop(28, padding=4)]


def flip_and_crop() -> list[Any]:
    """As for CIFAR-10."""
    from torchvision.transforms import v2

    return [v2.RandomHorizontalFlip(), v2.RandomCrop(32, padding=4)]


MLP = ("Flatten", "Linear: out_features = 512", "ReLU", "Linear: out_features = 10")

DIGIT_NETWORK = (
    "Conv2d: out_channels = 32; kernel_size = 3", "ReLU", "Conv2d: out_channels = 64; kernel_size = 3", "ReLU",
    "MaxPool2d: kernel_size = 2", "Dropout2d: p = 0.25", "Flatten", "Linear: out_features = 128", "ReLU", "Dropout",
    "Linear: out_features = 10",
)  # fmt: skip

THREE_BLOCKS = (
    *(
        row
        for channels in (32, 64, 128)
        for row in (
            f"Conv2d: out_channels = {channels}; kernel_size = 3; padding = 1",
            "BatchNorm2d",
            "ReLU",
            "MaxPool2d: kernel_size = 2",
        )
    ),
    "Flatten",
    "Linear: out_features = 6",
)

DIGITS = {"source": 'type = "Strokes"', "mean": (0.1307,), "std": (0.3081,)}

TRAINERS = ("textbook loop", "Lightning", "skorch", "skorch, arrays", "Ignite")


def wishes(trainers: float, auto: float, limit: float, auto_limit: float) -> dict[tuple[str, str], float]:
    """The ratios wanted of the program, in float32 and with the precision "auto" where that is bfloat16."""
    return {
        **{("program", name): trainers for name in TRAINERS},
        **{("program, auto", name): auto for name in TRAINERS},
        ("program", "best limit"): limit,
        ("program, auto", "best limit, bfloat16"): auto_limit,
    }


CASES = {
    "mlp": Case("MLP", count=6_400, layers=MLP, transforms=(), random=no_transforms, wishes=wishes(6, 8, 0.9, 0.85),
                **DIGITS),
    "augmented": Case(
        "MLP, turned + cropped", count=6_400, layers=MLP, random=turn_and_crop,
        transforms=("RandomRotation: degrees = 10", "RandomCrop: size = [28, 28]; padding = 4"),
        wishes={("program", "textbook loop"): 7.0, ("program", "mlp"): 0.8}, **DIGITS,
    ),
    "digits": Case("digit network", count=1_280, layers=DIGIT_NETWORK, transforms=(), random=no_transforms,
                   wishes=wishes(1.45, 2.5, 0.97, 0.95), **DIGITS),
    "blocks": Case(
        "three blocks, flip + crop", 'type = "Shapes", image_size = 32', 1_280, THREE_BLOCKS,
        ("RandomHorizontalFlip", "RandomCrop: size = [32, 32]; padding = 4"), flip_and_crop, (0.5,) * 3, (0.25,) * 3, {},
    ),
}  # fmt: skip
