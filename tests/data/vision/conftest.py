"""torchvision without its checksums: the files here are small ones of the same form."""

import importlib
from pathlib import Path

import pytest


@pytest.fixture
def any_checksum(monkeypatch):
    """torchvision takes every file that is there."""
    for name in ("cifar", "svhn", "stl10", "flowers102", "utils", "mnist"):
        module = importlib.import_module(f"torchvision.datasets.{name}")
        monkeypatch.setattr(module, "check_integrity", lambda path, md5=None: Path(path).is_file())
