"""Looks at the test part are counted; a count that is not known stays unknown, and is said."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from workbench.evaluation.looks import KEPT, NAME, Looks, count_look, looks
from workbench.spec.problems import RunError


def test_each_look_is_counted_with_its_time_and_by_what(tmp_path):
    assert looks(tmp_path) == Looks(0) and looks(tmp_path).problem is None
    count_look(tmp_path)
    assert count_look(tmp_path, "panel").count == 2
    found = looks(tmp_path)
    assert found.count == 2 and [by for _, by in found.times] == ["evaluate", "panel"]
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_who_looks_at_once_is_counted_each(tmp_path):
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: count_look(tmp_path), range(24)))
    assert looks(tmp_path).count == 24


def test_only_the_last_times_are_kept_and_all_are_counted(tmp_path):
    rows = [{"time": "2026", "by": "panel"}] * KEPT
    (tmp_path / NAME).write_text(json.dumps({"count": 5000, "looks": rows}), encoding="utf-8")
    found = count_look(tmp_path)
    assert found.count == 5001 and len(found.times) == KEPT and found.times[-1][1] == "evaluate"
    assert looks(tmp_path) == found


GOOD = {"time": "2026", "by": "panel"}
DAMAGED = [
    b"", b"{", b"\xff\xfe", b"[" * 100_000, b"[]", b"null", b'{"count": 3}', b'{"count": "3", "looks": []}', b'{"count": -1, "looks": []}',
    b'{"count": true, "looks": []}', b'{"count": 1, "looks": [3]}', json.dumps({"count": 1, "looks": [GOOD, GOOD]}).encode(),
]  # fmt: skip


@pytest.mark.parametrize("content", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_count_is_unknown_for_good(tmp_path, content):
    (tmp_path / NAME).write_bytes(content)
    assert looks(tmp_path).count is None and "not known" in looks(tmp_path).problem.line()
    assert count_look(tmp_path).count is None
    assert looks(tmp_path).count is None and looks(tmp_path).times[-1][1] == "evaluate"


def test_what_cannot_be_written_is_a_sentence(tmp_path):
    with pytest.raises(RunError, match=r"looks\.json cannot be written"):
        count_look(tmp_path / "gone")
