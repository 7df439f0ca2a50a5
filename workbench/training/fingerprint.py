"""A short word for a data set, by which a run that goes on knows that it has the same data as before."""

from __future__ import annotations

from hashlib import blake2b

import numpy as np

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
