"""What it means for a run that its experiment has changed: whether batches, losses, rates and orders are still the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workbench.spec.containers import Container
from workbench.spec.experiment import Experiment
from workbench.spec.parts import Layer, WeightedLayer
from workbench.training.resumable import FREE

ORDER = ("source", "validation_fraction", "corrections", "batch_size", "shuffle", "drop_last", "balanced")
"""What of the data decides which samples make which batch."""
JUDGED = ("source", "validation_fraction", "corrections", "transforms", "target")
"""What of the data decides about the losses on the validation part."""
READING = ("memory", "num_workers")
"""What of the data only decides how fast they are read."""


@dataclass(frozen=True)
class Change:
    """The experiments before and after; ``same_data``: by their fingerprint."""

    before: Experiment
    after: Experiment
    same_data: bool

    @property
    def nothing(self) -> bool:
        """Whether the steps to come depend on nothing that differs."""
        now = self.after.training
        training = self.before.training.replace(**{name: getattr(now, name) for name in FREE})
        data = self.before.data.replace(**{name: getattr(self.after.data, name) for name in READING})
        return self.same_data and self.before.replace(training=training, data=data, name=self.after.name) == self.after

    @property
    def same_batches(self) -> bool:
        """Whether an epoch goes through the same samples in the same order, batch by batch."""
        return (
            self.same_data and self.before.seed == self.after.seed and self._same_of_data(ORDER)
            and self.before.training.accumulate == self.after.training.accumulate
        )  # fmt: skip

    @property
    def same_judging(self) -> bool:
        """Whether equal weights would have the same loss on the validation part."""
        return (
            self.same_data and self.before.seed == self.after.seed and self._same_of_data(JUDGED)
            and self.before.training.loss == self.after.training.loss
            and _judging(self.before.model.layers) == _judging(self.after.model.layers)
        )  # fmt: skip

    @property
    def same_rates(self) -> bool:
        """Whether optimizer, schedule, and what each layer learns with are the same."""
        before, after = self.before.training, self.after.training
        return (
            before.optimizer == after.optimizer and before.scheduler == after.scheduler
            and _rates(self.before.model.layers) == _rates(self.after.model.layers)
        )  # fmt: skip

    @property
    def same_plan(self) -> bool:
        """Whether a multiple of the planned learning rate, which a run was told, still means the same."""
        names = ("optimizer", "scheduler", "warmup_epochs", "warmup_steps")
        return all(getattr(self.before.training, name) == getattr(self.after.training, name) for name in names)

    def _same_of_data(self, names: tuple[str, ...]) -> bool:
        return all(getattr(self.before.data, name) == getattr(self.after.data, name) for name in names)


def _judging(layers: tuple[Layer, ...]) -> list[Any]:
    """The layers that count in evaluation, without what only matters when they learn."""
    found: list[Any] = []
    for layer in layers:
        if not layer.enabled or type(layer).group == "Dropout":
            continue
        plain = layer.replace(frozen=False, lr_scale=1.0) if isinstance(layer, WeightedLayer) else layer
        if isinstance(plain, Container):
            found.append((plain.replace(layers=(), name=""), _judging(plain.layers)))
        else:
            found.append(plain)
    return found


def _rates(layers: tuple[Layer, ...]) -> set[tuple[bool, float]]:
    """The ways in which layers learn."""
    found = {(layer.frozen, layer.lr_scale) for layer in layers if isinstance(layer, WeightedLayer)}
    return found.union(*(_rates(layer.layers) for layer in layers if isinstance(layer, Container)))
