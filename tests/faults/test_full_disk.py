"""Files that may not grow stand for a full disk here; ``python -m tests.faults disk`` fills one."""

import sys

import pytest

from tests.faults.full_disk import PLAN, with_small_files
from tests.faults.runs import experiment, last_event
from workbench.training.loop import train


@pytest.mark.skipif(sys.platform == "win32", reason="has no limit for the size of files")
def test_a_run_on_a_full_disk_goes_on_when_there_is_room(tmp_path):
    last_event(train(experiment(**PLAN), out=tmp_path / "whole"))
    largest = max(path.stat().st_size for path in (tmp_path / "whole").rglob("*"))
    assert with_small_files(tmp_path / "run", tmp_path / "whole", largest - 1) == (True, "")
