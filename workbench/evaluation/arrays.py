"""Series, or rows of a table, from a file of NumPy (.npy, .npz). Nothing in it is unpickled."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import psutil
from numpy.typing import NDArray

from workbench.catalog.datasets import NPZ
from workbench.data.npz_arrays import BROKEN
from workbench.evaluation.trained import Trained
from workbench.spec.problems import ExperimentError, Text, problem

NAMES = ("x", "x_test", "inputs", "data", "features", "series", "arr_0")
ENDINGS = (".npy", ".npz")


def read_samples(path: Path, trained: Trained) -> NDArray[np.float32]:
    """All samples of the file (N, …), or its only one, as the data of the run have them.

    Raises :class:`workbench.spec.problems.ExperimentError`, which names the file.
    """
    array = _array(path, trained)
    if array.dtype.kind not in "biuf":
        raise _unreadable(path, Text("it holds no numbers"))
    shape = tuple(trained.facts.shape or ())
    samples = _laid_out(array, shape, getattr(trained.experiment.data.source, "layout", "auto") == "NTC")
    if samples is None:
        raise ExperimentError([
            problem("", "{path} holds an array of the form {found}; one sample of the run has the form {wanted}.",
                    "Save samples of that form, one after the other.", path=path, found=_words(array.shape), wanted=_words(shape))
        ])  # fmt: skip
    numbers = samples.astype(np.float32)
    finite = np.isfinite(numbers).reshape(len(numbers), -1).all(1)
    if not finite.all():
        raise ExperimentError([
            problem("", "{path}: sample {row} holds a number that is not finite (NaN, infinity, or too large).", "Mend or remove it.",
                    path=path, row=int(finite.argmin()))
        ])  # fmt: skip
    return numbers


def _laid_out(array: NDArray[Any], shape: tuple[int, ...], steps_first: bool) -> NDArray[Any] | None:
    """As (N, *shape); a single sample, and one channel that is left out, are taken too. None: it does not fit."""
    if steps_first and array.ndim >= 2:
        array = array.swapaxes(-1, -2)
    if array.shape[1:] == shape and len(array):
        return array
    if array.shape == shape:
        return array[None]
    if len(shape) == 2 and shape[0] == 1 and array.shape[-1:] == shape[1:] and 1 <= array.ndim <= 2 and array.size:
        return array.reshape(-1, *shape)
    return None


def _array(path: Path, trained: Trained) -> NDArray[Any]:
    try:
        room = psutil.virtual_memory().available * 0.4
        if path.stat().st_size > room:
            raise _unreadable(path, Text("it does not fit into the memory"))
        if path.suffix.lower() == ".npy":
            return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
        with zipfile.ZipFile(path) as archive:
            if sum(item.file_size for item in archive.infolist()) > room:
                raise _unreadable(path, Text("it does not fit into the memory"))
        with np.load(path, allow_pickle=False) as file:
            return np.asarray(file[_name(path, tuple(file.files), trained)])
    except ExperimentError:
        raise
    except FileNotFoundError:
        raise _unreadable(path, Text("there is no such file")) from None
    except (MemoryError, *BROKEN) as error:
        words = getattr(error, "strerror", None) or Text("it is damaged, or no file of plain numbers")
        raise _unreadable(path, words) from None


def _name(path: Path, names: tuple[str, ...], trained: Trained) -> str:
    source = trained.experiment.data.source
    wanted = (source.x_test, source.x) if isinstance(source, NPZ) else ()
    for name in (*wanted, *NAMES):
        if name and name in names:
            return str(name)
    if len(names) == 1:
        return names[0]
    raise ExperimentError([
        problem("", "Which array of {path} holds the samples does not follow from their names: {names}.", "Call it x.",
                path=path, names=", ".join(names[:30]) or "–")
    ])  # fmt: skip


def _words(shape: tuple[int, ...]) -> str:
    return " × ".join(map(str, shape)) or "0"


def _unreadable(path: Path, reason: Text | str) -> ExperimentError:
    return ExperimentError(
        [problem("", "{path} cannot be read: {reason}.", "Name another file.", path=path, reason=reason)]
    )
