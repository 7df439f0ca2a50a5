"""Splitting a data set so that every class has the same share on both sides."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def stratified_split(
    targets: NDArray[np.int64], fraction: float, seed: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Indices (kept, held out), each in rising order: of every class, ``fraction`` of the samples is held out.

    A pure function of its arguments. A class keeps at least one sample on the first side.
    """
    held_out = []
    for target in np.unique(targets):
        members = np.flatnonzero(targets == target)
        count = min(round(len(members) * fraction), len(members) - 1)
        order = np.random.Generator(np.random.PCG64([seed, int(target)])).permutation(len(members))
        held_out.append(members[order[:count]])
    second = np.sort(np.concatenate(held_out)) if held_out else np.zeros(0, np.int64)
    return np.setdiff1d(np.arange(len(targets)), second), second
