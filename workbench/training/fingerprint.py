"""A short word for a data set, by which a run that goes on knows that it has the same data as before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.data.samples import Image, Loaded, Samples

MOST_BYTES = 128_000_000
"""Of more than this, samples spread evenly over the set are looked at, and all targets."""


def fingerprint(loaded: Loaded) -> str:
    """32 hexadecimal digits that change with the classes, the targets and the samples."""
    digest = blake2b(repr((loaded.classes, loaded.outputs)).encode(), digest_size=16)
    for part in (loaded.train, loaded.test):
        digest.update(repr((len(part), part.targets.dtype.str, part.targets.shape)).encode())
        digest.update(np.ascontiguousarray(part.targets).data)
        _add_samples(digest, part)
    return digest.hexdigest()


def fingerprint_of_files(
    names: tuple[tuple[str, ...], tuple[str, ...]],
    parts: Iterable[tuple[NDArray[Any], Sequence[Path], NDArray[np.int64]]],
) -> str:
    """The same of image files: ``names`` are the classes and the outputs, ``parts`` the targets, files and their bytes.

    It is of what the files hold, packed as they are: nothing has to be decoded, and neither names nor dates count.
    """
    digest = blake2b(repr(names).encode(), digest_size=16)
    for targets, paths, sizes in parts:
        digest.update(repr((len(paths), targets.dtype.str, targets.shape)).encode())
        digest.update(np.ascontiguousarray(targets).data)
        digest.update(np.ascontiguousarray(sizes).data)
        for path in paths[:: _every(int(sizes.sum()))]:
            with suppress(OSError):  # what is gone is said when it is decoded
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _add_samples(digest: blake2b, part: Samples) -> None:
    samples = part.images
    if not len(samples):
        return
    if isinstance(samples, np.ndarray):
        digest.update(repr((samples.dtype.str, samples.shape)).encode())
        digest.update(np.ascontiguousarray(samples[:: _every(samples.nbytes)]).data)
        return
    for sample in samples[:: _every(sum(_size(sample) for sample in samples))]:
        if isinstance(sample, str):
            digest.update(f"{len(sample)} {sample}".encode(errors="surrogatepass"))
        else:
            digest.update(repr(sample.shape).encode())
            digest.update(np.ascontiguousarray(sample).data)


def _every(size: int) -> int:
    return -(-size // MOST_BYTES) or 1


def _size(sample: str | Image) -> int:
    return len(sample) if isinstance(sample, str) else sample.nbytes
