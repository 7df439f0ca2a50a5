"""What a streamed set keeps on the disk: the images decoded, or after their first steps, whichever is smaller."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from threading import Event

import numpy as np
import torch
from torch import Tensor

from workbench.data.pipeline import Pipeline, different_sizes
from workbench.data.recipe import Step
from workbench.data.samples import Image, Progress
from workbench.data.stream.file_images import FileImages
from workbench.data.stream.prefetch import ahead
from workbench.data.stream.prepared import PreparedImages
from workbench.data.stream.reading import shapes
from workbench.data.stream.records import Records
from workbench.data.stream.store import Store, set_key, steps_key
from workbench.spec.problems import ExperimentError, Problem, RunError, problem
from workbench.training.memory_budget import Looked, alike, each_for_itself, looked_at

AT_ONCE = 64
OURS = ("torchvision.", "workbench.")
"""What these do follows from their version; the user's own steps may change from one run to the next."""


class StreamCache:
    """``training`` and ``evaluation`` are the images after the steps that run once. ``size`` is what one takes, in bytes.

    Raises :class:`RunError` for a file without a header, unless those are to be left out; :class:`ExperimentError`
    where the steps leave images of different sizes.
    """

    def __init__(
        self, images: FileImages, pipeline: Pipeline, workers: int, skips_damaged: bool, progress: Progress
    ) -> None:
        self.images = images
        self.workers = workers
        self.progress = progress
        self.store = Store(set_key(images.paths, images.stats, images.reading))
        self._files: dict[str, Records] = {}
        self._told: set[str] = set()
        self._problems: list[Problem] = []
        self._headless: dict[int, Problem] = {}
        self._look(skips_damaged)
        looked = self._tried(pipeline)
        first, (before, _) = pipeline.first, pipeline.evaluation_steps
        uniform = alike(looked.training) if first else self._alike()
        if not uniform and not any(step.random for step in pipeline.steps):
            raise ExperimentError([different_sizes(looked.training)])
        self.training = self._prepared(pipeline, first, looked.training, uniform)
        self.evaluation = self._prepared(pipeline, before, looked.evaluation, uniform=True)
        self.size = int(max(looked.size, looked.decoded))

    def damaged(self) -> dict[int, Problem]:
        """The files that cannot be read, by their places; all are decoded to find them, and kept."""
        known = self.store.damaged()
        rows = range(len(self.images)) if known is None else known
        chunks = [rows[at : at + AT_ONCE] for at in range(0, len(rows), AT_ONCE)]
        found = dict(self._headless)
        with closing(ahead(self._looked, chunks, self.workers, self.size)) as looked:
            for number, some in enumerate(looked):
                self.progress("reading images", number * AT_ONCE, len(rows))
                found |= some
        found = dict(sorted(found.items()))
        if known is None:
            self.store.keep_damaged(list(found))
        return found

    def notes(self) -> Iterator[Problem]:
        """What has become of the disk; each once."""
        found = [*self._problems, *(_not_kept(each.trouble) for each in self._files.values() if each.trouble)]
        for item in found:
            if item.line() not in self._told:
                self._told.add(item.line())
                yield item

    def _looked(self, rows: Sequence[int], given_up: Event) -> dict[int, Problem]:
        found = {}
        for row in rows:
            if not given_up.is_set() and row not in self._headless:
                made = self.training.sample(row)
                if isinstance(made, Problem):
                    found[row] = replace(made, severity="warning")
        return found

    def _look(self, skips_damaged: bool) -> None:
        """All headers, once for these files."""
        images = self.images
        found = self.store.shapes(len(images))
        if found is None:
            found = shapes(images.reading, images.paths, self.workers, self.progress)
            for row in np.flatnonzero(found[:, 0] == 0).tolist():
                image = images.image(row)
                if not isinstance(image, Problem):
                    found[row] = image.shape
                elif not skips_damaged:
                    raise RunError(replace(image, severity="error"))
            self.store.keep_shapes(found)
        for row in np.flatnonzero(found[:, 0] == 0).tolist():
            image = images.image(row)
            if isinstance(image, Problem):
                self._headless[row] = replace(image, severity="warning")
        images.shapes = found

    def _tried(self, pipeline: Pipeline) -> Looked:
        """What the steps make of the smallest, the largest, the flattest and the narrowest image, and of the first ones."""
        found = self.images.shapes
        assert found is not None
        rows = np.flatnonzero(found[:, 0])
        areas, ratios = found[rows, 1].astype(np.int64) * found[rows, 2], found[rows, 1] / found[rows, 2]
        places = {int(rows[f(each)]) for each in (areas, ratios) for f in (np.argmin, np.argmax)} | set(
            rows[:4].tolist()
        )
        read = [self.images.image(row) for row in sorted(places)]
        some: list[Image] = []
        for image in read:
            if not isinstance(image, Problem):
                some.append(image)
        if not each_for_itself(some, pipeline):
            self._problems.append(problem(
                "data.transforms", "A step makes something else of an image when others are beside it, and streamed, they are others.",
                "Set memory = “memory”, or let the step take each image for itself.", severity="warning",
            ))  # fmt: skip
        return looked_at(some, pipeline, float(areas.mean() * found[rows[0], 0]))

    def _alike(self) -> bool:
        found = self.images.shapes
        assert found is not None
        rows = np.flatnonzero(found[:, 0])
        return self.images.alike(rows)

    def _prepared(self, pipeline: Pipeline, steps: Sequence[Step], made: list[Tensor], uniform: bool) -> PreparedImages:
        prepare = pipeline.prepared if steps is pipeline.first else pipeline.evaluation_prepared
        assert self.images.shapes is not None
        decoded = self.images.shapes.astype(np.int64).prod(axis=1)
        calls, shape = pipeline.calls_of(steps), tuple(made[0].shape)
        whole = bool(steps) and alike(made) and all(image.dtype == torch.float32 for image in made)
        known = all(target.startswith(OURS) for call in calls for target in call.targets())
        if whole and known and made[0].nbytes * len(decoded) < decoded.sum():
            name = f"prepared-{steps_key(call.source() for call in calls)}"
            records = self._records(name, np.full(len(decoded), made[0].nbytes, np.int64))
            return PreparedImages(self.images, prepare, uniform, shape, records)
        self.images.kept = self._records("decoded", decoded)
        return PreparedImages(self.images, prepare, uniform)

    def _records(self, name: str, sizes: np.ndarray) -> Records | None:
        if name not in self._files:
            try:
                self._files[name] = records = self.store.records(name, sizes)
            except OSError as error:
                self._problems.append(_not_kept(error.strerror or str(error)))
                return None
            if records.fitting < len(sizes) and not records.trouble:
                self._problems.append(problem(
                    "data.memory", "Of {count} decoded images, {fitting} fit into what the cache may take of the disk.",
                    "The others are decoded in every epoch.", count=len(sizes), fitting=records.fitting, severity="warning",
                ))  # fmt: skip
        return self._files[name]


def _not_kept(reason: str) -> Problem:
    return problem(
        "data.memory", "Decoded images cannot be kept on the disk: {reason}.", "The run goes on, and decodes in every epoch.",
        reason=reason, severity="warning",
    )  # fmt: skip
