"""Unpacking: only what is wanted, nowhere else, all or nothing."""

import errno
import gzip
import io
import os
import tarfile
import zipfile

import pytest

from workbench.data import archive
from workbench.data.archive import gunzip, unpack
from workbench.spec.problems import ExperimentError, RunError

FILES = {"set/a.txt": b"a" * 3_000_000, "set/deep/b.txt": b"b", "other/c.txt": b"c", "set.txt": b"d"}


def quiet(_what: str, _done: int, _total: int) -> None:
    """No progress wanted."""


def packed(path, files=FILES, links=()):
    """An archive of the kind that its name says."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as whole:
            for name, body in files.items():
                whole.writestr(name, body)
        return path
    with tarfile.open(path, "w:gz" if path.suffix in (".gz", ".tgz") else "w") as tar:
        for name, target, kind in links:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, target
            tar.addfile(info)
        for name, body in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(body)
            tar.addfile(info, io.BytesIO(body))
    return path


def inside(folder) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("name", ["x.tar.gz", "x.tgz", "x.tar", "x.zip"])
def test_what_is_wanted_is_unpacked_with_progress(tmp_path, name):
    told = []
    unpack(packed(tmp_path / name), tmp_path / "to", ["set"], lambda *row: told.append(row))
    assert inside(tmp_path / "to") == ["set/a.txt", "set/deep/b.txt"]
    assert (tmp_path / "to/set/a.txt").read_bytes() == FILES["set/a.txt"]
    assert {what for what, _, _ in told} == {f"unpacking {name}"} and len(told) > 3
    assert all(0 <= done <= total == (tmp_path / name).stat().st_size for _, done, total in told)


def test_only_one_file_of_a_folder(tmp_path):
    unpack(packed(tmp_path / "x.zip"), tmp_path / "to", ["set/deep/b.txt", "set.txt"], quiet)
    assert inside(tmp_path / "to") == ["set.txt", "set/deep/b.txt"]


def test_a_folder_and_what_has_to_be_in_it(tmp_path):
    unpack(packed(tmp_path / "x.zip"), tmp_path / "to", ["set", "set/a.txt"], quiet)
    assert inside(tmp_path / "to") == ["set/a.txt", "set/deep/b.txt"]


def test_what_is_there_already_is_completed_and_nothing_of_it_lost(tmp_path):
    (tmp_path / "set/deep").mkdir(parents=True)
    (tmp_path / "set/deep/b.txt").write_bytes(b"half")
    (tmp_path / "set/mine.txt").write_bytes(b"mine")
    unpack(packed(tmp_path / "x.tgz"), tmp_path, ["set"], quiet)
    assert inside(tmp_path / "set") == ["a.txt", "deep/b.txt", "mine.txt"]
    assert (tmp_path / "set/deep/b.txt").read_bytes() == b"b"


@pytest.mark.parametrize("bad", ["../out.txt", "set/../../out.txt", "/tmp/out.txt", "C:\\out.txt", "set\\..\\..\\out"])
@pytest.mark.parametrize("name", ["x.tar.gz", "x.zip"])
def test_nothing_is_written_elsewhere(tmp_path, name, bad):
    path = packed(tmp_path / name, FILES | {bad: b"evil"})
    with pytest.raises(ExperimentError, match=r"cannot be unpacked: it would write to"):
        unpack(path, tmp_path / "to", ["set"], quiet)
    assert inside(tmp_path) == [name]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links here")
def test_links_are_left_out(tmp_path):
    (tmp_path / "secret").mkdir()
    links = [("set/deep", str(tmp_path / "secret"), tarfile.SYMTYPE), ("set/hard", "../../etc/passwd", tarfile.LNKTYPE)]
    unpack(packed(tmp_path / "x.tar", links=links), tmp_path / "to", ["set"], quiet)
    assert inside(tmp_path / "to") == ["set/a.txt", "set/deep/b.txt"] and not list((tmp_path / "secret").iterdir())


@pytest.mark.parametrize("name", ["x.tar.gz", "x.zip"])
def test_a_damaged_archive_is_said_and_leaves_nothing(tmp_path, name):
    path = packed(tmp_path / name)
    whole = path.read_bytes()
    for content in (whole[: len(whole) // 2], b"<html>", b""):
        path.write_bytes(content)
        with pytest.raises(
            ExperimentError, match=rf"{name} cannot be unpacked: .*Delete it, and it is downloaded again\."
        ):
            unpack(path, tmp_path / "to", ["set"], quiet)
        assert inside(tmp_path) == [name]


def test_what_an_archive_lacks_is_named(tmp_path):
    with pytest.raises(ExperimentError, match="it does not hold gone"):
        unpack(packed(tmp_path / "x.zip"), tmp_path / "to", ["set", "gone"], quiet)
    assert inside(tmp_path) == ["x.zip"]


def test_cancel_leaves_nothing(tmp_path):
    def cancel(_what: str, done: int, _total: int) -> None:
        if done > 2000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        unpack(packed(tmp_path / "x.tgz"), tmp_path / "to", ["set"], cancel)
    assert inside(tmp_path) == ["x.tgz"]


def test_what_a_crash_has_left_is_removed(tmp_path):
    left = tmp_path / "to" / f".unpacking-x.zip-{2**22 + 7}"  # a process of that number cannot be
    left.mkdir(parents=True)
    unpack(packed(tmp_path / "x.zip"), tmp_path / "to", ["set.txt"], quiet)
    assert [path.name for path in (tmp_path / "to").iterdir()] == ["set.txt"]


def test_a_full_disk_is_said(tmp_path, monkeypatch):
    def refuse(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(archive, "_copy", refuse)
    with pytest.raises(RunError, match=r"The disk of .* is full"):
        unpack(packed(tmp_path / "x.zip"), tmp_path / "to", ["set"], quiet)
    assert inside(tmp_path) == ["x.zip"]


def test_gunzip(tmp_path):
    path = tmp_path / "x.gz"
    path.write_bytes(gzip.compress(b"hello"))
    gunzip(path, tmp_path / "x", quiet)
    assert inside(tmp_path) == ["x"] and (tmp_path / "x").read_bytes() == b"hello"
    path.write_bytes(gzip.compress(b"hello")[:-9])
    with pytest.raises(ExperimentError, match="cannot be unpacked"):
        gunzip(path, tmp_path / "y", quiet)
    assert inside(tmp_path) == ["x", "x.gz"]
