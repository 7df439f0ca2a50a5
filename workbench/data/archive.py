"""Unpacking what was downloaded: only what is wanted, only below one folder, and nothing half done under a real name."""

from __future__ import annotations

import gzip
import lzma
import os
import shutil
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

import psutil

from workbench.data.download import disk_problem
from workbench.data.samples import Progress
from workbench.spec.problems import ExperimentError, RunError, Text, problem

CHUNK = 1 << 20

BROKEN = (tarfile.TarError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError)
"""What Python raises for bytes that are no archive."""


def unpack(archive: Path, folder: Path, wanted: Sequence[str], progress: Progress) -> None:
    """Take the files and folders ``wanted`` (paths in the archive) out of a ``.tar…``, ``.tgz`` or ``.zip`` into ``folder``.

    They are unpacked beside their place and then renamed, so that a stop at any time leaves nothing half done. Links are
    left out. Raises :class:`ExperimentError` for an archive that is damaged, lacks something wanted, or would write
    elsewhere; :class:`RunError` where the disk is full; whatever ``progress`` raises.
    """
    with _workshop(folder, archive.name) as place, _said(archive):
        for name, content in _members(archive, progress):
            path = _inside(archive, name)
            if any(path == PurePosixPath(want) or PurePosixPath(want) in path.parents for want in wanted):
                _copy(content, place / path)
        missing = [name for name in wanted if not (place / name).exists()]
        if missing:
            raise _wrong(archive, Text("it does not hold {name}", {"name": missing[0]}))
        for name in wanted:
            if (place / name).exists():  # not yet moved with a folder above it
                _put(place / name, folder / name)


def gunzip(archive: Path, target: Path, progress: Progress) -> None:
    """One gzipped file into ``target``; the gzipped one is removed. Raises as :func:`unpack` does."""
    with _workshop(target.parent, archive.name) as place, _said(archive):
        with archive.open("rb") as raw, gzip.open(raw) as file:
            _copy(_told(file, raw, archive, progress), place / target.name)
        _put(place / target.name, target)
    archive.unlink()


def _members(archive: Path, progress: Progress) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Every file with its content, to be read before the next is asked for."""
    with archive.open("rb") as raw:
        if archive.suffix == ".zip":
            with zipfile.ZipFile(raw) as whole:
                for info in whole.infolist():
                    if not info.is_dir():
                        with whole.open(info) as file:
                            yield info.filename, _told(file, raw, archive, progress)
            return
        with tarfile.open(fileobj=raw, mode="r:*") as tar:
            for member in tar:
                content = tar.extractfile(member) if member.isreg() else None
                if content:
                    yield member.name, _told(content, raw, archive, progress)


def _told(file: IO[bytes] | gzip.GzipFile, raw: IO[bytes], archive: Path, progress: Progress) -> Iterator[bytes]:
    size = archive.stat().st_size
    progress(f"unpacking {archive.name}", min(raw.tell(), size), size)
    while chunk := file.read(CHUNK):
        yield chunk
        progress(f"unpacking {archive.name}", min(raw.tell(), size), size)


def _inside(archive: Path, name: str) -> PurePosixPath:
    """The path of a member, if it leads nowhere else."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in name or "\0" in name:
        raise _wrong(archive, Text("it would write to {name}", {"name": name}))
    return path


def _copy(content: Iterator[bytes], target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        for chunk in content:
            file.write(chunk)


def _put(source: Path, target: Path) -> None:
    """Move to its place; into a folder that is there already, file by file, so that nothing of the user's is lost."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir() and target.is_dir():
        for child in sorted(source.iterdir()):
            _put(child, target / child.name)
    else:
        source.replace(target)


@contextmanager
def _workshop(folder: Path, name: str) -> Iterator[Path]:
    """A folder on the same disk that is gone afterwards; those that a crash has left are removed first."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(f".unpacking-{name}-*"):
        owner = left.name.rpartition("-")[2]
        if not (owner.isdecimal() and psutil.pid_exists(int(owner))):
            shutil.rmtree(left, ignore_errors=True)
    place = folder / f".unpacking-{name}-{os.getpid()}"
    place.mkdir(exist_ok=True)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def _said(archive: Path) -> Iterator[None]:
    try:
        yield
    except (RunError, ExperimentError):
        raise
    except (gzip.BadGzipFile, *BROKEN):
        raise _wrong(archive, Text("it is no such archive, or ends too early")) from None
    except OSError as error:
        raise disk_problem(archive, error) from None


def _wrong(archive: Path, reason: Text) -> ExperimentError:
    return ExperimentError([
        problem("data.source", "{path} cannot be unpacked: {reason}.", "Delete it, and it is downloaded again.",
                path=archive, reason=reason)
    ])  # fmt: skip
