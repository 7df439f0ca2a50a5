"""One name with all that is odd; ``python -m tests.faults paths`` tries them one by one."""

import sys

import pytest

from tests.faults.paths import goes_through, here


@pytest.mark.skipif(sys.platform == "win32", reason="such names are not allowed there")
def test_an_odd_name(tmp_path):
    assert not goes_through(tmp_path, '--it\'s "中文" 🦊\n% #{0}\\n.', here)
