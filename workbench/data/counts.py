"""How many training samples each class has, without reading the samples where that can be helped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.data.browse import class_counts
from workbench.data.correction_fit import applied
from workbench.data.correction_numbers import changes_in, mended
from workbench.data.labels import training_targets
from workbench.data.locations import data_dir as chosen_data_dir
from workbench.data.samples import Progress
from workbench.data.sources import source
from workbench.spec.experiment import Correction
from workbench.spec.parts import DatasetPart


@dataclass(frozen=True)
class Counts:
    """``counts`` of the training part, in the order of ``classes``."""

    classes: tuple[str, ...]
    counts: tuple[int, ...]

    @property
    def most(self) -> int:
        """The class with the most samples."""
        return max(range(len(self.counts)), key=self.counts.__getitem__)

    @property
    def least(self) -> int:
        """The class with the fewest samples."""
        return min(range(len(self.counts)), key=self.counts.__getitem__)

    def held_out(self, fraction: float) -> int:
        """How many of them validation keeps: of every class that share, but never all."""
        return sum(min(round(count * fraction), count - 1) for count in self.counts if count)

    @property
    def ratio(self) -> float:
        """How many times as many samples the largest class has as the smallest."""
        return self.counts[self.most] / max(self.counts[self.least], 1)


def count_classes(
    part: DatasetPart, data_dir: Path | None, progress: Progress, corrections: Sequence[Correction] = ()
) -> Counts | None:
    """None where there are no classes, or the data are not there, or too large to be read for it.

    Raises :class:`workbench.spec.problems.ExperimentError` for data that cannot be read, and corrections that do not fit them.
    """
    reader = source(part, chosen_data_dir(data_dir))
    facts = reader.facts()
    if not facts.classes or not facts.ready:
        return None
    targets = training_targets(reader, facts, progress)
    if targets is None:
        return None
    if corrections:
        found = applied(corrections, facts.classes, targets, facts.test)
        targets, kept = mended(targets, changes_in(found.fit, "train", facts.classes))
        targets = targets[kept]
    return Counts(facts.classes, tuple(class_counts(targets, len(facts.classes)).tolist()))


def balancing_weights(counts: Sequence[int]) -> tuple[float, ...]:
    """n / (k · n_c) for each of the k classes, to four digits: every class counts alike; 1 where there are no samples."""
    total = sum(counts)
    return tuple(float(f"{total / (len(counts) * count):.4g}") if count else 1.0 for count in counts)
