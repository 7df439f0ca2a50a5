"""The folder of what is kept: other files are another set, room is made, and a damaged note is no note."""

import os
from pathlib import Path

import numpy as np
import pytest

from workbench.data.stream import store as module
from workbench.data.stream.reading import Reading, stats
from workbench.data.stream.store import Store, set_key, steps_key

SIZES = np.full(4, 100_000, np.int64)


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(module, "RESERVE", 0)


def reading(*words: str) -> Reading:
    return Reading(lambda _: np.zeros((1, 1, 1), np.uint8), lambda _: (1, 1, 1), words)


def test_the_key_follows_the_files_and_how_they_are_read(tmp_path):
    paths = [tmp_path / f"{number}.png" for number in range(3)]
    for path in paths:
        path.write_bytes(b"abc")
        os.utime(path, (1, 1))

    def key(*words, of=paths):
        return set_key(of, stats(of), reading(*words))

    keys = {key("RGB"), key("L"), key("RGB", of=paths[:2]), key("RGB", of=paths[::-1])}
    assert key("RGB") in keys
    os.utime(paths[1], (1, 2))
    keys.add(key("RGB"))
    paths[1].write_bytes(b"abcd")
    os.utime(paths[1], (1, 1))
    keys.add(key("RGB"))
    paths[1].unlink()
    keys.add(key("RGB"))
    assert len(keys) == 7
    assert steps_key(["a", "b"]) == steps_key(["a", "b"]) != steps_key(["b", "a"])


def test_notes_are_whole_or_not_there():
    kept, shapes = Store("one"), np.arange(6, dtype=np.int32).reshape(2, 3)
    assert kept.shapes(2) is None and kept.damaged() is None
    kept.keep_shapes(shapes)
    kept.keep_damaged([])
    assert (kept.shapes(2) == shapes).all() and kept.damaged() == []
    kept.keep_damaged([5, 1])
    assert kept.damaged() == [5, 1] and kept.shapes(3) is None
    for name in ("shapes", "damaged"):
        path = kept.folder / name
        content = path.read_bytes()
        for place in range(len(content)):
            path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
            assert kept.shapes(2) is None or kept.damaged() is None
            path.write_bytes(content[:place])
            assert kept.shapes(2) is None or kept.damaged() is None
        (Store("other").folder).mkdir(exist_ok=True)
        (Store("other").folder / name).write_bytes(content)
        path.write_bytes(content)
    assert Store("other").shapes(2) is None and Store("other").damaged() is None


def fill(key: str, used: int) -> Path:
    kept = Store(key)
    records = kept.records("decoded", SIZES)
    for row in range(records.fitting):
        records.write(row, np.full(100_000, row, np.uint8))
    os.utime(kept.folder / "used", (used, used))
    return kept.folder


def test_the_set_that_was_not_used_for_longest_makes_room(monkeypatch):
    monkeypatch.setenv(module.VARIABLE, "0.0011")
    old, new = fill("old", 200), fill("new", 100)
    assert old.is_dir() and new.is_dir()
    third = Store("third").records("decoded", SIZES)
    assert third.fitting == 4 and old.is_dir() and not new.exists()
    assert Store("old").records("decoded", SIZES).fitting == 4


def test_a_set_that_is_too_large_keeps_what_fits(monkeypatch):
    monkeypatch.setenv(module.VARIABLE, "0.00025")
    fill("old", 1)
    records = Store("large").records("decoded", SIZES)
    assert records.fitting == 2 and not Store("old").folder.exists()


@pytest.mark.parametrize("words", ["", "many", "-3"])
def test_a_limit_that_is_no_number(monkeypatch, words):
    monkeypatch.setenv(module.VARIABLE, words)
    assert module.most_bytes() == (0 if words == "-3" else 1e9 * module.MOST_GIGABYTES)
