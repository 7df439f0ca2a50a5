"""Folders of their own, and runs that save at the end of every epoch."""

import pytest

from tests.faults.runs import every_epoch_saves, folders_below


@pytest.fixture(autouse=True)
def undisturbed(tmp_path):
    """No test touches the user's folders."""
    with folders_below(tmp_path), every_epoch_saves():
        yield
