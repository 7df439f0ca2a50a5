"""The labels that a source gives, before any correction, without reading the samples where that can be helped."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from workbench.data.correction_fit import Sifted, sifted
from workbench.data.correction_numbers import Targets
from workbench.data.corrections import listed_targets
from workbench.data.image_files import Listing, as_targets
from workbench.data.samples import Facts, Progress, Source
from workbench.data.sources import source
from workbench.data.vision.files import DownloadedSource
from workbench.spec.experiment import Data
from workbench.spec.parts import DatasetPart

LARGEST = 1_000_000_000
"""Bytes; what is larger is not read merely for its labels."""


def training_targets(reader: Source, facts: Facts, progress: Progress) -> Targets | None:
    """Of the training part; None where the data would have to be read for it and are too large."""
    own: Any = getattr(reader, "targets", None)
    if own is not None:
        return own(train=True)  # type: ignore[no-any-return]
    found = _listing(reader)
    if found is not None:
        return as_targets([target for _, target in found.train], found.outputs)
    return reader.load(progress).train.targets if _size(facts) < LARGEST else None


def sifted_at_hand(data: Data, data_dir: Path, facts: Facts) -> Sifted:
    """The corrections of an experiment as :func:`workbench.data.corrections.sifted` sorts them, by the labels that can be had quickly."""
    targets: tuple[Targets | int, Targets | int] = facts.train, facts.test
    if facts.ready and any(item.given is not None for item in data.corrections):
        targets = _at_hand(data, data_dir, facts)
    return sifted(data.corrections, facts.classes, *targets)


def _at_hand(data: Data, data_dir: Path, facts: Facts) -> tuple[Targets | int, Targets | int]:
    reader = source(data.source, data_dir)
    found = _listing(reader)
    if found is not None:
        return listed_targets(found)
    own: Any = getattr(reader, "targets", None)
    if own is not None:
        return own(train=True), own(train=False)
    if _size(facts) >= LARGEST:
        return facts.train, facts.test
    if isinstance(reader, DownloadedSource):
        return _of_files(data.source, data_dir)
    loaded = reader.load(lambda *_: None)
    return loaded.train.targets, loaded.test.targets


@lru_cache(maxsize=2)
def _of_files(part: DatasetPart, data_dir: Path) -> tuple[Targets, Targets]:
    """Of a set that never changes."""
    loaded = source(part, data_dir).load(lambda *_: None)
    return loaded.train.targets, loaded.test.targets


def _listing(reader: Source) -> Listing | None:
    """Of files with one sample each."""
    listed: Any = getattr(reader, "listed", None)
    return None if listed is None else listed(lambda *_: None)


def _size(facts: Facts) -> int:
    return facts.train * int(np.prod(facts.shape or (1,)))
