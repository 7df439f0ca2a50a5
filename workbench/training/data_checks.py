"""What is wrong with data that were just read, in words. Raises :class:`ExperimentError`."""

from __future__ import annotations

import psutil

from workbench.data.recipe import Images
from workbench.data.samples import Loaded
from workbench.spec.problems import ExperimentError, problem


def check_labels(loaded: Loaded) -> None:
    """A label that no class has would end all that a process does on a GPU."""
    for samples in (loaded.train, loaded.test) if loaded.classes else ():
        least, most = (int(samples.targets.min()), int(samples.targets.max())) if len(samples) else (0, 0)
        if least < 0 or most >= len(loaded.classes):
            raise ExperimentError([
                problem("data.source", "There is a label {label}, but the classes are 0 to {last}.", "Mend the labels.",
                        label=least if least < 0 else most, last=len(loaded.classes) - 1)
            ])  # fmt: skip


def check_memory(images: Images) -> None:
    """Whether the prepared images have left the machine anything."""
    free = psutil.virtual_memory().available
    if free < 300_000_000:
        size = sum(image.nbytes for image in images) / 1e9
        raise ExperimentError([
            problem("data.source", "The prepared images take {size:.1f} GB; {free:.1f} GB of memory are left.",
                    "Make the images smaller with Resize.", size=size, free=free / 1e9)
        ])  # fmt: skip
