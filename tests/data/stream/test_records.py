"""What is kept on the disk is what was decoded, or nothing: cut off, changed, of others, or written by two at once."""

import importlib.util
import os
from pathlib import Path
from threading import Barrier, Thread

import numpy as np
import pytest

from workbench.data.stream import positioned
from workbench.data.stream import records as module
from workbench.data.stream.records import Records

SHAPES = [(3, 4, 5), (1, 1, 1), (3, 9, 2), (1, 30, 7), (3, 5, 4)]
SIZES = np.array([np.prod(shape) for shape in SHAPES], np.int64)
ARRAYS = [np.random.default_rng(row).integers(0, 256, shape, np.uint8) for row, shape in enumerate(SHAPES)]


def opened(path: Path, key: bytes = b"key", limit: int = 10**9) -> Records:
    return Records(path, SIZES, key, limit)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    records = opened(tmp_path / "kept")
    for row in (3, 0, 4, 1, 2):
        records.write(row, ARRAYS[row])
    assert not records.trouble
    assert found(records) == list(range(5))
    records.close()
    return tmp_path / "kept"


def found(records: Records) -> list[int]:
    """The rows that are there; each must be what was written."""
    rows = []
    for row, array in enumerate(ARRAYS):
        into = np.full_like(array, 7)
        if records.read(row, into):
            assert (into == array).all()
            rows.append(row)
    return rows


def test_what_another_run_has_written_is_read(kept):
    assert found(opened(kept)) == list(range(5))


@pytest.mark.parametrize("tenth", range(10))
def test_a_file_that_is_cut_off_is_filled_again(kept, tenth):
    content = kept.read_bytes()
    kept.write_bytes(content[: len(content) * tenth // 10])
    records = opened(kept)
    there = found(records)
    assert len(there) < 5 and there == list(range(len(there)))
    for row, array in enumerate(ARRAYS):
        records.write(row, array)
    assert found(records) == list(range(5)) and kept.read_bytes() == content


def test_a_file_that_is_cut_off_while_it_is_open(kept):
    records = opened(kept)
    os.truncate(kept, 100)
    assert found(records) == [0, 1]


def test_no_byte_may_be_another(kept):
    content = kept.read_bytes()
    for place in range(0, len(content), 3):
        kept.write_bytes(content[:place] + bytes([content[place] ^ 16]) + content[place + 1 :])
        assert len(found(opened(kept))) == 4


def test_records_of_another_key_or_place_do_not_count(kept):
    assert not found(opened(kept, b"other"))
    content = kept.read_bytes()
    first, last = SIZES[0] + 8, SIZES[4] + 8
    kept.write_bytes(content[-last:] + content[last:first] + content[first:-last] + content[:last])
    assert found(opened(kept)) == [1, 2, 3]


def test_holes_are_no_records(tmp_path):
    records = opened(tmp_path / "kept")
    records.write(3, ARRAYS[3])
    assert found(opened(tmp_path / "kept")) == [3]
    (tmp_path / "zeros").write_bytes(bytes(int(SIZES.sum()) + 40))
    assert not found(opened(tmp_path / "zeros"))


def test_what_would_end_behind_the_limit_has_no_place(tmp_path):
    records = opened(tmp_path / "kept", limit=int(SIZES[:3].sum()) + 3 * 8)
    for row, array in enumerate(ARRAYS):
        records.write(row, array)
    assert records.fitting == 3 and found(records) == [0, 1, 2] and not records.trouble


@pytest.mark.parametrize("number", range(5))
def test_a_disk_that_is_full_from_the_nth_write_on(tmp_path, monkeypatch, number):
    written, write = [], module.write_at

    def until_full(descriptor, content, offset):
        if len(written) >= number:
            write(descriptor, content[: len(content) // 2], offset)
            raise OSError(28, "No space left on device")
        written.append(offset)
        write(descriptor, content, offset)

    monkeypatch.setattr(module, "write_at", until_full)
    records = opened(tmp_path / "kept")
    for row, array in enumerate(ARRAYS):
        records.write(row, array)
    assert records.trouble == "No space left on device"
    assert found(records) == found(opened(tmp_path / "kept")) == list(range(number))


def test_a_disk_with_little_left_is_not_filled(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "RESERVE", 10**18)
    records = opened(tmp_path / "kept")
    records.write(0, ARRAYS[0])
    assert records.trouble and not found(records)


def test_a_file_that_may_only_be_read(kept, monkeypatch):
    monkeypatch.setattr(module, "opened", lambda path: (os.open(path, os.O_RDONLY), False))
    records = opened(kept)
    assert found(records) == list(range(5)) and not records.trouble
    records.write(0, ARRAYS[0])
    assert records.trouble and found(records) == list(range(5))


def test_two_may_write_at_once(tmp_path):
    start = Barrier(4)

    def write(order):
        records = opened(tmp_path / "kept")
        start.wait()
        for row in order * 20:
            records.write(row, ARRAYS[row])

    threads = [Thread(target=write, args=(order,)) for order in ([0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 0, 4], [3, 1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found(opened(tmp_path / "kept")) == list(range(5))


def test_where_a_system_cannot_read_at_a_place(kept, monkeypatch):
    """As on Windows: all threads share the place from which the file is read."""
    monkeypatch.delattr(os, "preadv", raising=False)
    spec = importlib.util.spec_from_file_location("positioned_without", positioned.__file__)
    other = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(other)
    assert other.read_at is not positioned.read_at
    for name in ("read_at", "write_at"):
        monkeypatch.setattr(module, name, getattr(other, name))
    records = opened(kept)
    assert found(records) == list(range(5))
    os.truncate(kept, 30)
    assert not found(records)
    for row, array in enumerate(ARRAYS):
        records.write(row, array)
    assert found(records) == list(range(5))
