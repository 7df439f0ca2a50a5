"""Curves from TensorBoard's event files, also those of other programs; the tensorboard package is not needed.

An event file is a row of records (length, checksum, bytes, checksum); each is a protocol buffer ``Event``, whose ``Summary`` has
values with a tag and a number. Format: tensorflow/core/lib/io/record_writer.h and framework/summary.proto. What else is in it
(pictures, graphs, histograms) is passed over. Files of strangers are read: lengths are bounded, and a damaged record ends its file.
"""

from __future__ import annotations

import os
import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from workbench.data.samples import Progress
from workbench.spec.problems import ExperimentError, Problem, problem

MARK = "tfevents"
MOST_FILES = 2_000
MOST_FOLDERS = 20_000
MOST_POINTS = 5_000_000
MOST_TAGS = 5_000
LONGEST_RECORD = 256 << 20
LONGEST_SUMMARY = 1 << 20
"""A scalar's record is a hundred bytes; longer ones hold pictures and graphs, and are passed over unread."""
DT_FLOAT, DT_DOUBLE = 1, 2
STARTED = 1  # SessionLog.START: whoever writes begins again at this step

Message = dict[int, list[int | float | bytes]]
"""The fields of a protocol buffer, by their numbers."""


@dataclass(frozen=True)
class Curve:
    """``steps`` (N) ascend as they were written; ``values`` (N)."""

    steps: NDArray[np.int64]
    values: NDArray[np.float64]


@dataclass(frozen=True)
class Logged:
    """One run: all event files of one folder. ``name`` is its path below the folder that was read, and its curves by their tags."""

    name: str
    curves: dict[str, Curve]


@dataclass(frozen=True)
class Found:
    """The runs of a folder, and what could not be read."""

    runs: tuple[Logged, ...]
    problems: tuple[Problem, ...] = field(default=())

    @property
    def tags(self) -> tuple[str, ...]:
        """Of all runs together, in order."""
        return tuple(sorted({tag for run in self.runs for tag in run.curves}))


class _DamagedError(ValueError):
    """These bytes are no record, or no message."""


def read_folder(folder: Path, tell: Progress = lambda *_: None) -> Found:
    """The runs at and below a folder. Raises :class:`ExperimentError` where there is none."""
    files = _event_files(folder)
    if not files:
        raise ExperimentError([
            problem("", "There are no event files of TensorBoard in {path}.", "Choose the folder that “tensorboard --logdir” gets.",
                    path=folder)
        ])  # fmt: skip
    by_run: dict[Path, list[Path]] = {}
    for path in files:
        by_run.setdefault(path.parent, []).append(path)
    problems: list[Problem] = []
    runs: list[Logged] = []
    points = done = 0
    for place, paths in by_run.items():
        points_of: dict[str, tuple[array[int], array[float]]] = {}
        for path in paths:
            tell("reading event files", done, len(files))
            done += 1
            problems += _read_into(points_of, path, MOST_POINTS - points)
        points += sum(len(steps) for steps, _ in points_of.values())
        name = place.relative_to(folder).as_posix()
        curves = {tag: Curve(np.array(s, np.int64), np.array(v, np.float64)) for tag, (s, v) in points_of.items() if s}
        if curves:
            runs.append(Logged(folder.name if name == "." else name, curves))
    return Found(tuple(runs), tuple(problems[:20]))


def _event_files(folder: Path) -> list[Path]:
    """By their folders, then by their names, which begin with the time."""
    found: list[Path] = []
    for count, (place, folders, names) in enumerate(os.walk(folder)):
        folders.sort()
        found += [Path(place) / name for name in sorted(names) if MARK in name]
        if len(found) >= MOST_FILES or count >= MOST_FOLDERS:
            break
    return found[:MOST_FILES]


def _read_into(points: dict[str, tuple[array[int], array[float]]], path: Path, room: int) -> Iterator[Problem]:
    """Add the scalars of a file; yields what is wrong with it."""
    try:
        with path.open("rb") as file:
            for record in _records(file):
                event = _message(record)
                step = _signed(_number(event, 2))
                for log in _inner(event, 7):
                    if _number(log, 1) == STARTED:
                        _forget_from(points, step)
                for summary in _inner(event, 5):
                    for value in _inner(summary, 1):
                        room -= _add(points, value, step)
                if room <= 0:
                    yield problem(
                        "",
                        "{path} has more points than can be shown; the rest is left out.",
                        severity="warning",
                        path=path,
                    )
                    return
    except _DamagedError:
        yield problem(
            "", "{path} is damaged or was cut off; what comes before that is shown.", severity="warning", path=path
        )
    except OSError as error:
        yield problem(
            "", "{path} cannot be read: {reason}.", severity="warning", path=path, reason=error.strerror or str(error)
        )


def _add(points: dict[str, tuple[array[int], array[float]]], value: Message, step: int) -> int:
    """Keep a value if it is one number; how many were kept."""
    found = _scalar(value)
    tags = value.get(1, [b""])
    if found is None or not isinstance(tags[-1], bytes) or not -(2**62) < step < 2**62:
        return 0
    tag = tags[-1].decode("utf-8", "replace")[:500]
    if tag not in points:
        if len(points) >= MOST_TAGS:
            return 0
        points[tag] = (array("q"), array("d"))
    steps, values = points[tag]
    steps.append(step)
    values.append(found)
    return 1


def _scalar(value: Message) -> float | None:
    """The number of a summary's value: its simple value, or its tensor of one number."""
    for number in value.get(2, ()):
        if isinstance(number, float):
            return number
    for tensor in _inner(value, 8):
        kind = _number(tensor, 1)
        form, single, size = {DT_FLOAT: ("<f", 5, 4), DT_DOUBLE: ("<d", 6, 8)}.get(kind, ("", 0, 0))
        for raw in (*tensor.get(single, ()), *tensor.get(4, ())):
            if isinstance(raw, float):
                return raw
            if isinstance(raw, bytes) and size and len(raw) == size:
                return float(struct.unpack(form, raw)[0])
    return None


def _forget_from(points: dict[str, tuple[array[int], array[float]]], step: int) -> None:
    """What was written of this step and later ones, before the run was taken up again, does not count."""
    for tag, (steps, values) in points.items():
        if steps and max(steps) >= step:
            kept = [place for place, each in enumerate(steps) if each < step]
            points[tag] = (array("q", [steps[place] for place in kept]), array("d", [values[place] for place in kept]))


def _records(file: BinaryIO) -> Iterator[bytes]:
    """The bytes of each record that may hold scalars. Raises :class:`_DamagedError` where the file ends within one."""
    while head := file.read(12):
        if len(head) < 12:
            raise _DamagedError
        (length,) = struct.unpack("<Q", head[:8])
        if length > LONGEST_RECORD:
            raise _DamagedError
        if length > LONGEST_SUMMARY:
            file.seek(length + 4, os.SEEK_CUR)
            continue
        body = file.read(length + 4)
        if len(body) < length + 4:
            raise _DamagedError
        yield body[:length]


def _message(raw: bytes) -> Message:
    """The fields of a protocol buffer. Raises :class:`_DamagedError`."""
    fields: Message = {}
    place = 0
    while place < len(raw):
        key, place = _varint(raw, place)
        value: int | float | bytes
        if key & 7 == 0:
            value, place = _varint(raw, place)
        elif key & 7 in (1, 5):
            size, form = (8, "<d") if key & 7 == 1 else (4, "<f")
            if place + size > len(raw):
                raise _DamagedError
            value, place = float(struct.unpack(form, raw[place : place + size])[0]), place + size
        elif key & 7 == 2:
            length, place = _varint(raw, place)
            if place + length > len(raw):
                raise _DamagedError
            value, place = raw[place : place + length], place + length
        else:
            raise _DamagedError
        fields.setdefault(key >> 3, []).append(value)
    return fields


def _varint(raw: bytes, place: int) -> tuple[int, int]:
    number = 0
    for shift in range(0, 70, 7):
        if place >= len(raw):
            raise _DamagedError
        byte = raw[place]
        place += 1
        number |= (byte & 127) << shift
        if byte < 128:
            return number, place
    raise _DamagedError


def _inner(message: Message, number: int) -> Iterator[Message]:
    for raw in message.get(number, ()):
        if isinstance(raw, bytes):
            yield _message(raw)


def _number(message: Message, number: int) -> int:
    values = message.get(number, [0])
    return values[-1] if isinstance(values[-1], int) else 0


def _signed(number: int) -> int:
    """A negative number of protocol buffers is a very large one."""
    return number - (1 << 64) if number >= 1 << 63 else number


def drawable(curve: Curve) -> Curve:
    """In the order of the steps, as a plot needs it, without what is no number."""
    order = np.argsort(curve.steps, kind="stable")
    known = np.isfinite(curve.values[order])
    return Curve(curve.steps[order][known], curve.values[order][known])


def shortest_names(names: list[str]) -> list[str]:
    """Names of runs without the folders that all of them share."""
    parts = [name.split("/") for name in names]
    shared = 0
    while (
        len(parts) > 1 and all(len(each) > shared + 1 for each in parts) and len({each[shared] for each in parts}) == 1
    ):
        shared += 1
    return ["/".join(each[shared:]) for each in parts]
