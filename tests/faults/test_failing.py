"""A few of the operations that ``python -m tests.faults failing`` lets fail; and that the bench sees what is wrong."""

import errno

import pytest

from tests.faults.failing import one_fails, operations_of_a_run
from tests.faults.operations import BROKEN, FULL, KILLED, STAYS_FULL, TORN, Disk, Killed, ways_of
from workbench.spec import files


def test_an_operation_of_a_run_fails(tmp_path):
    seen = operations_of_a_run(tmp_path)
    assert {operation.kind for operation in seen} == {
        "open",
        "write",
        "fsync",
        "close",
        "replace",
        "mkdir",
        "unlink",
        "chmod",
    }
    second = [at for at, (kind, name) in enumerate(seen) if kind == "replace" and name.endswith(".tmp")][-3]
    assert not one_fails(tmp_path, second, FULL)
    assert not one_fails(tmp_path, len(seen) // 2, KILLED)


def test_the_bench_sees_a_writer_that_tears(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "write_whole", lambda path, content: path.write_bytes(content))
    seen = operations_of_a_run(tmp_path)
    at = next(at for at, (kind, name) in enumerate(seen) if kind == "write" and name.endswith(".pt"))
    assert "is damaged" in one_fails(tmp_path, at, TORN)


@pytest.mark.parametrize("way", [FULL, STAYS_FULL, BROKEN, TORN, KILLED])
def test_each_operation_of_writing_a_file_fails(tmp_path, way):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with Disk(tmp_path) as disk:
        files.write_whole(path, b"the new one")
    assert [kind for kind, _ in disk.seen] == ["open", "chmod", "write", "fsync", "close", "replace", "open", "fsync"]
    for at in [at for at, operation in enumerate(disk.seen) if way in ways_of(operation)]:
        path.write_bytes(b"old")
        with Disk(tmp_path, at, way):
            try:
                files.write_whole(path, b"the new one")
                written = True
            except OSError as error:
                assert error.errno in (errno.ENOSPC, errno.EIO)
                written = False
            except Killed:
                written = at > 5
        assert path.read_bytes() == (b"the new one" if written else b"old"), at
        left = [each for each in tmp_path.iterdir() if each != path]
        assert not left or (way == KILLED and [each.unlink() for each in left])
