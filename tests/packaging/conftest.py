"""The computers on which the set-up script is tested: a complete Linux, and a bare Debian."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

# The set-up script is no part of the package: it comes before everything that can be imported.
sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2] / "packaging"))

from first_run import libraries, packages
from pretended_computer import ALL_PACKAGES, PYPROJECT, VENV_PACKAGE, Computer


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Computer:
    """A complete Linux with a display, nothing set up, in a folder with a space and Chinese signs."""
    root = tmp_path / "my work 中文"
    root.mkdir()
    (root / "pyproject.toml").write_text(PYPROJECT, "utf-8")
    computer = Computer(root, environ={"DISPLAY": ":0"}, apt_list=ALL_PACKAGES | {VENV_PACKAGE})
    monkeypatch.setattr(libraries, "has_ensurepip", lambda: computer.has_ensurepip)
    monkeypatch.setattr(packages.shutil, "disk_usage", lambda path: SimpleNamespace(free=100e9))
    return computer


@pytest.fixture
def bare(computer: Computer) -> Computer:
    """A Debian on which nothing was ever installed, whose administrator we are."""
    computer.missing = set(libraries.WINDOW_LIBRARIES)
    computer.mirror, computer.apt_list = computer.apt_list, set()
    computer.has_ensurepip = False
    computer.is_root = True
    return computer
