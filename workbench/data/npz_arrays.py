"""Arrays of a NumPy file (.npz) as samples and targets. Exported scripts carry this file: standard library and NumPy alone.

Nothing in the file is unpickled, and nothing is guessed silently: what was changed is in the notes.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.data.npz_targets import Found, read_targets
from workbench.data.table_error import TableError

NAMES = (
    ("x_train", "y_train", "x_test", "y_test"), ("train_x", "train_y", "test_x", "test_y"),
    ("train_images", "train_labels", "test_images", "test_labels"), ("train_data", "train_labels", "test_data", "test_labels"),
    ("x", "y", "x_test", "y_test"), ("images", "labels", "test_images", "test_labels"), ("data", "target", "", ""),
    ("data", "targets", "", ""), ("data", "labels", "", ""), ("inputs", "targets", "", ""), ("features", "labels", "", ""),
    ("arr_0", "arr_1", "", ""),
)  # fmt: skip
"""Inputs and targets, of training and test, as people call them; capitals do not count."""

KINDS = {"NHW": "image", "NCHW": "image", "NHWC": "image", "NF": "table", "NCT": "series", "NTC": "series"}

BROKEN = (OSError, EOFError, ValueError, KeyError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error)


@dataclass(frozen=True)
class NpzReading:
    """Which arrays (empty: found by their names), how their axes stand ("auto" or a key of KINDS), and the task."""

    x: str = ""
    y: str = ""
    x_test: str = ""
    y_test: str = ""
    layout: str = "auto"
    task: str = "auto"


@dataclass(frozen=True)
class Arrays:
    """``inputs`` as samples of their ``kind``: bytes (N, C, H, W), or float32 (N, F) or (N, C, T); ``targets`` with them.

    The test part is None where the file has none. ``notes`` say what was changed on the way.
    """

    kind: str
    inputs: NDArray[Any]
    test_inputs: NDArray[Any] | None
    found: Found
    notes: tuple[TableError, ...]


@dataclass(frozen=True)
class Header:
    """What an array in the file is, as its first bytes say."""

    name: str
    shape: tuple[int, ...]
    dtype: np.dtype[Any]

    @property
    def nbytes(self) -> int:
        """Its size in memory; Python's whole numbers, because a hostile file may claim more than 64 bits hold."""
        size = self.dtype.itemsize
        for length in self.shape:
            size *= length
        return size


def read_npz(path: Path, reading: NpzReading, most_bytes: int | None = None) -> Arrays:
    """Read the arrays; refuses with a TableError what does not fit, and before reading what takes over ``most_bytes``."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.removesuffix(".npy") for name in archive.namelist() if name.endswith(".npy")]
            chosen = choose(path, names, reading)
            headers = {name: _header(path, archive, name) for name in chosen if name}
        _refuse_headers(path, headers, most_bytes)
        with np.load(path, allow_pickle=False) as file:
            arrays = [file[name] if name else None for name in chosen]
    except TableError:
        raise
    except zipfile.BadZipFile:
        raise _no_npz(path) from None
    except BROKEN as error:
        words = getattr(error, "strerror", None) or " ".join(str(error).split()).rstrip(".") or type(error).__name__
        raise TableError(
            "{path} cannot be read: {reason}.", "Choose another file.", path=path, reason=words[:200]
        ) from None
    x, y, x_test, y_test = arrays
    assert x is not None and y is not None
    for inputs, targets, which in ((x, y, chosen[:2]), (x_test, y_test, chosen[2:])):
        if inputs is not None and targets is not None and len(inputs) != len(targets):
            raise TableError(
                "In {path}, “{x}” has {n} samples, but “{y}” has {m}.", "Save as many of one as of the other.",
                path=path, x=which[0], n=len(inputs), y=which[1], m=len(targets),
            )  # fmt: skip
    layout = find_layout(path, reading.layout, headers[chosen[0]])
    notes: list[TableError] = []
    inputs, test_inputs = _inputs(path, layout, (chosen[0], chosen[2]), (x, x_test), notes)
    found = read_targets(path, (chosen[1], chosen[3]), (y, y_test), reading.task)
    return Arrays(KINDS[layout], inputs, test_inputs, found, (*notes, *found.notes))


def _no_npz(path: Path) -> TableError:
    with path.open("rb") as file:
        alone = file.read(6) == b"\x93NUMPY"
    if alone:
        return TableError(
            "{path} holds one array only; inputs and targets are needed.", "Save both in one file: numpy.savez(path, x=x, y=y).",
            path=path,
        )  # fmt: skip
    return TableError("{path} is no .npz file, or damaged.", "Save it again: numpy.savez(path, x=x, y=y).", path=path)


def choose(path: Path, names: Sequence[str], reading: NpzReading) -> tuple[str, str, str, str]:
    """The names of inputs and targets, of training and test (empty: none)."""
    for name in (reading.x, reading.y, reading.x_test, reading.y_test):
        if name and name not in names:
            raise TableError(
                "{path} has no array “{name}”; it has {names}.",
                "Mend the name.",
                path=path,
                name=name,
                names=_listed(names),
            )
    if bool(reading.x_test) != bool(reading.y_test):
        raise TableError("The test needs two arrays, inputs and targets.", "Name both x_test and y_test, or neither.")
    known = {name.lower(): name for name in names}
    for guess in NAMES:
        x, y, x_test, y_test = (known.get(name, "") for name in guess)
        if x and y and reading.x in ("", x) and reading.y in ("", y):
            break
    else:
        x, y, x_test, y_test = reading.x, reading.y, "", ""
    if not (x and y):
        raise TableError(
            "Which arrays of {path} are inputs and targets does not follow from their names: {names}.", "Name them under x and y.",
            path=path, names=_listed(names),
        )  # fmt: skip
    if reading.x_test:
        return x, y, reading.x_test, reading.y_test
    return (x, y, x_test, y_test) if x_test and y_test else (x, y, "", "")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:30]) or "–"


def _header(path: Path, archive: zipfile.ZipFile, name: str) -> Header:
    readers = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}
    with archive.open(f"{name}.npy") as file:
        reader = readers.get(np.lib.format.read_magic(file))
        if reader is None:
            raise TableError("The array “{name}” of {path} has fields.", "Save plain numbers.", name=name, path=path)
        shape, _, dtype = reader(file)
    return Header(name, shape, dtype)


def _refuse_headers(path: Path, headers: dict[str, Header], most_bytes: int | None) -> None:
    for header in headers.values():
        if header.dtype.hasobject or header.dtype.names:
            raise TableError(
                "The array “{name}” of {path} holds Python objects, which are not read.", "Save plain numbers: x.astype(float).",
                name=header.name, path=path,
            )  # fmt: skip
        if not header.shape or 0 in header.shape:
            raise TableError(
                "The array “{name}” of {path} is empty ({shape}).", "Save it with samples in it.",
                name=header.name, path=path, shape=_shape(header.shape),
            )  # fmt: skip
    need = sum(header.nbytes for header in headers.values())
    if most_bytes is not None and need > most_bytes:
        raise TableError(
            "The arrays of {path} take {need:.1f} GB; {free:.1f} GB can be had.", "Save fewer samples, or smaller numbers (uint8).",
            path=path, need=need / 1e9, free=most_bytes / 1e9,
        )  # fmt: skip


def _shape(shape: Sequence[int]) -> str:
    return " × ".join(map(str, shape)) or "one number"


def find_layout(path: Path, layout: str, header: Header) -> str:
    """How the axes stand. Bytes of three axes are grey images, other numbers series, unless height and width are equal."""
    shape = header.shape
    if layout != "auto":
        if len(layout) != len(shape):
            raise TableError(
                "The array “{name}” of {path} is {shape}, which does not fit the layout {layout}.", "Choose another layout.",
                name=header.name, path=path, shape=_shape(shape), layout=layout,
            )  # fmt: skip
        return layout
    if len(shape) == 2:
        return "NF"
    if len(shape) == 3:
        return "NHW" if header.dtype.kind in "biu" or shape[1] == shape[2] else "NCT"
    if len(shape) == 4 and shape[1] in (1, 3):
        return "NCHW"
    if len(shape) == 4 and shape[3] in (1, 3, 4):
        return "NHWC"
    raise TableError(
        "How the axes of “{name}” in {path} stand does not follow from its shape, {shape}.", "Choose a layout.",
        name=header.name, path=path, shape=_shape(shape),
    )  # fmt: skip


def _inputs(
    path: Path, layout: str, names: Sequence[str], arrays: Sequence[NDArray[Any] | None], notes: list[TableError]
) -> tuple[NDArray[Any], NDArray[Any] | None]:
    """Training and test part, converted alike."""
    present = [array for array in arrays if array is not None]
    for name, array in zip(names, present, strict=False):
        if array.dtype.kind not in "biuf":
            raise TableError(
                "The array “{name}” of {path} holds no numbers ({dtype}).",
                "Save numbers.",
                name=name,
                path=path,
                dtype=array.dtype,
            )
        if array.shape[1:] != present[0].shape[1:]:
            raise TableError(
                "In {path}, the samples of “{test}” are {a}, those of “{name}” {b}.", "Save both alike.",
                path=path, test=name, a=_shape(array.shape[1:]), name=names[0], b=_shape(present[0].shape[1:]),
            )  # fmt: skip
        _refuse_not_finite(path, name, array)
    if KINDS[layout] == "image":
        convert = _image_scale(path, names[0], present, notes)
        present = [_images(path, name, layout, array, convert) for name, array in zip(names, present, strict=False)]
    else:
        present = [array.swapaxes(1, 2) if layout == "NTC" else array for array in present]
        with np.errstate(over="ignore"):
            present = [np.ascontiguousarray(array, np.float32) for array in present]
        for name, array in zip(names, present, strict=False):
            _refuse_not_finite(path, name, array)
    return present[0], present[1] if len(present) > 1 else None


def _chunks(array: NDArray[Any]) -> Iterator[tuple[int, NDArray[Any]]]:
    for start in range(0, len(array), 1000):
        yield start, array[start : start + 1000]


def _refuse_not_finite(path: Path, name: str, array: NDArray[Any]) -> None:
    if array.dtype.kind != "f":
        return
    for start, chunk in _chunks(array):
        finite = np.isfinite(chunk.reshape(len(chunk), -1)).all(axis=1)
        if not finite.all():
            raise TableError(
                "In {path}, sample {row} of “{name}” holds a number that is not finite (NaN, infinity, or too large).",
                "Mend or remove it.", path=path, row=start + int(finite.argmin()), name=name,
            )  # fmt: skip


def _image_scale(path: Path, name: str, arrays: Sequence[NDArray[Any]], notes: list[TableError]) -> str:
    """How numbers become bytes: "" as they are, "unit" times 255, "wide" the upper of two bytes."""
    if arrays[0].dtype == np.uint8 and all(array.dtype == np.uint8 for array in arrays):
        return ""
    low, high = min(float(array.min()) for array in arrays), max(float(array.max()) for array in arrays)
    values: dict[str, object] = {"name": name, "path": path, "low": f"{low:g}", "high": f"{high:g}"}
    whole = all(array.dtype.kind in "iu" for array in arrays)
    if low < 0 or high > (65_535 if whole else 255):
        raise TableError(
            "The images in “{name}” of {path} have numbers from {low} to {high}.",
            "Save them as bytes (0 to 255), or as numbers from 0 to 1.", **values,
        )  # fmt: skip
    if whole and high > 255:
        notes.append(TableError("The images in “{name}” have 16 bits; the upper eight are used.", "", **values))
        return "wide"
    if not whole and high <= 1:
        notes.append(
            TableError("The images in “{name}” have numbers from 0 to 1; they became bytes, 0 to 255.", "", **values)
        )
        return "unit"
    notes.append(
        TableError("The images in “{name}” have numbers from {low} to {high}; they were taken for bytes.", "", **values)
    )
    return ""


def _images(path: Path, name: str, layout: str, array: NDArray[Any], convert: str) -> NDArray[np.uint8]:
    if layout == "NHW":
        array = array[:, None]
    elif layout == "NHWC":
        array = array.transpose(0, 3, 1, 2)
    channels = {1: 1, 2: 1, 3: 3, 4: 3}.get(array.shape[1])  # the second and fourth are transparency
    if channels is None:
        raise TableError(
            "The images in “{name}” of {path} have {channels} channels; 1 (grey) or 3 (colour) can be read.", "Choose another layout.",
            name=name, path=path, channels=array.shape[1],
        )  # fmt: skip
    array = array[:, :channels]
    images = np.empty(array.shape, np.uint8)
    for start, chunk in _chunks(array):
        if convert == "unit":
            chunk = np.rint(chunk.astype(np.float64) * 255)
        elif convert == "wide":
            chunk = chunk >> 8
        elif chunk.dtype.kind == "f":
            chunk = np.rint(chunk)
        images[start : start + len(chunk)] = chunk.astype(np.uint8)
    return images
