"""torchvision's FakeData: noise with classes by chance, to try a model's speed and memory without any download."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workbench.catalog.vision_sets import FakeData
from workbench.data.samples import Facts, Loaded, Progress, Samples
from workbench.spec.problems import ExperimentError, problem


class FakeSource:
    """Makes the images that ``torchvision.datasets.FakeData`` makes; those of the test follow those of the training."""

    def __init__(self, part: FakeData, _data_dir: Path, _num_workers: int = 0) -> None:
        self.part = part

    def facts(self) -> Facts:
        """Known without making one."""
        if self.part.image_size[0] not in (1, 3):
            raise ExperimentError([
                problem("data.source.image_size", "An image has 1 channel (grey) or 3 (colour), not {count}.",
                        "Let image_size begin with 1 or 3.", count=self.part.image_size[0])
            ])  # fmt: skip
        return Facts(self._classes(), self.part.image_size, self.part.size, self.part.test_size)

    def load(self, progress: Progress) -> Loaded:
        """All of them."""
        facts = self.facts()
        total = facts.train + facts.test
        train = self._made(0, facts.train, lambda done: progress("making images", done, total))
        test = self._made(facts.train, facts.test, lambda done: progress("making images", facts.train + done, total))
        return Loaded(facts.classes, train, test)

    def preview(self, count: int) -> Samples:
        """The first training images."""
        return self._made(0, min(count, self.facts().train, 1000), lambda _: None)

    def _classes(self) -> tuple[str, ...]:
        return tuple(str(number) for number in range(self.part.num_classes))

    def _made(self, first: int, count: int, told: Callable[[int], None]) -> Samples:
        images = np.empty((count, *self.part.image_size), np.uint8)
        targets = np.empty(count, np.int64)
        for row in range(count):
            if row % 64 == 0:
                told(row)
            images[row], targets[row] = self._one(first + row + self.part.random_offset)
        return Samples(images, targets)

    def _one(self, seed: int) -> tuple[NDArray[np.uint8], int]:
        """With a generator of its own: torchvision borrows the one that a run draws its dropout from."""
        import torch  # late: it costs seconds, and the facts need it not

        generator = torch.Generator().manual_seed(seed)
        image = torch.randn(*self.part.image_size, generator=generator).numpy()
        target = torch.randint(0, self.part.num_classes, (1,), generator=generator)
        with np.errstate(invalid="ignore"):
            return (image * 255).astype(np.uint8), int(target)
