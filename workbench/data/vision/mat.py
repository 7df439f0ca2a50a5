"""Arrays of whole numbers out of MATLAB's files (version 5): what SVHN and Flowers102 come in, without reading it all."""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

TYPES = {1: "i1", 2: "u1", 3: "i2", 4: "u2", 5: "i4", 6: "u4", 7: "f4", 9: "f8", 12: "i8", 13: "u8"}
"""How the numbers of an element are stored."""

MATRIX, COMPRESSED = 14, 15

Read = Callable[[int], bytes]


class MatError(ValueError):
    """It is no such file, or not all of it."""


def read_mat(path: Path, name: str, count: int | None = None) -> NDArray[Any]:
    """The array of that name; with ``count`` only its first items along the last axis, which are the first in the file.

    Raises :class:`MatError`, ``OSError`` or ``zlib.error``.
    """
    with path.open("rb") as file:
        head = file.read(128)
        if len(head) < 128 or head[126:128] not in (b"IM", b"MI"):
            raise MatError
        order = "<" if head[126:128] == b"IM" else ">"
        while tag := file.read(8):
            kind, size = struct.unpack(f"{order}II", tag) if len(tag) == 8 else (0, 0)
            end = file.tell() + size
            if kind == COMPRESSED:
                found = _matrix(_Inflated(file, size).read, order, name, count, tagged=True)
            elif kind == MATRIX:
                found = _matrix(file.read, order, name, count)
            else:
                raise MatError
            if found is not None:
                return found
            file.seek(end)
    raise MatError


class _Inflated:
    """A compressed element, unpacked as far as it is read."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self.file, self.left = file, size
        self.unpacker = zlib.decompressobj()

    def read(self, length: int) -> bytes:
        """Exactly so many bytes, or as many as there are."""
        pieces = []
        while length:
            waiting = self.unpacker.unconsumed_tail or self.file.read(min(self.left, 1 << 20))
            if not self.unpacker.unconsumed_tail:
                self.left -= len(waiting)
            piece = self.unpacker.decompress(waiting, length)
            if not piece and not waiting:
                break
            pieces.append(piece)
            length -= len(piece)
        return b"".join(pieces)


def _matrix(read: Read, order: str, name: str, count: int | None, tagged: bool = False) -> NDArray[Any] | None:
    """The matrix that begins here, if it bears the name."""
    if tagged:
        kind, _ = struct.unpack(f"{order}II", _exactly(read, 8))
        if kind != MATRIX:
            raise MatError
    _element(read, order)  # flags
    sizes = np.frombuffer(_element(read, order)[1], f"{order}i4").tolist()
    if _element(read, order)[1] != name.encode():
        return None
    if len(sizes) < 2 or min(sizes) < 0:
        raise MatError
    if count is not None:
        sizes[-1] = min(count, sizes[-1])
    kind, body = _element(read, order, math.prod(sizes))
    numbers = np.frombuffer(body, f"{order}{TYPES[kind]}") if kind in TYPES else np.zeros(0)
    if len(numbers) < math.prod(sizes):
        raise MatError
    return numbers[: math.prod(sizes)].reshape(sizes, order="F")


def _element(read: Read, order: str, items: int | None = None) -> tuple[int, bytes]:
    """Kind and bytes of the next element, or only of its first items."""
    tag = _exactly(read, 8)
    small, kind = struct.unpack(f"{order}HH", tag[:4])[:: 1 if order == ">" else -1]
    if small:  # a few bytes stand in the tag itself
        return kind, tag[4 : 4 + small]
    kind, size = struct.unpack(f"{order}II", tag)
    if items is not None:
        return kind, _exactly(read, min(size, items * np.dtype(TYPES.get(kind, "u1")).itemsize))
    return kind, _exactly(read, size + -size % 8)[:size]


def _exactly(read: Read, length: int) -> bytes:
    body = read(length)
    if len(body) != length:
        raise MatError
    return body
