"""What this machine has and lacks: versions that fit, libraries, devices, folders."""

from __future__ import annotations

import ctypes
import importlib.metadata
import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from workbench import __version__
from workbench.crash_reports import reports, reports_folder
from workbench.data.locations import cache_dir, data_dir, runs_dir, state_dir

QT_LIBRARIES = {
    "libEGL.so.1": "libegl1", "libGL.so.1": "libgl1", "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0", "libdbus-1.so.3": "libdbus-1-3", "libfontconfig.so.1": "libfontconfig1",
}  # fmt: skip

TOGETHER = "Install both together: pip install --upgrade torch torchvision"


@dataclass(frozen=True)
class Finding:
    """``state`` is ok, warning or problem."""

    state: str
    what: str
    words: str


def examine() -> list[Finding]:
    """Look at everything; never raises."""
    return [*_versions(), *_torch(), *_qt(), *_machine(), *_folders(), *_crashes()]


def _versions() -> Iterator[Finding]:
    yield Finding("ok", "workbench", __version__)
    fits = sys.version_info >= (3, 11)
    yield Finding("ok" if fits else "problem", "python", f"{platform.python_version()}, {platform.platform()}")


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _torch() -> Iterator[Finding]:
    torch_version, vision_version = _version("torch"), _version("torchvision")
    if not (torch_version and vision_version):
        yield Finding("problem", "torch", f"torch {torch_version}, torchvision {vision_version}. {TOGETHER}")
        return
    try:
        import torch
        import torchvision

        torchvision.ops.nms(torch.zeros(1, 4), torch.zeros(1), 0.5)
        built = torch.__version__
    except (ImportError, RuntimeError, AttributeError, OSError) as error:
        reason = (str(error).splitlines() or ["unknown"])[0]
        words = f"torch {torch_version} and torchvision {vision_version} do not fit each other ({reason}). {TOGETHER}"
        yield Finding("problem", "torch", words)
        return
    yield Finding("ok", "torch", f"{built}, torchvision {torchvision.__version__}, {torch.get_num_threads()} threads")
    from workbench.training.device import devices

    yield Finding("ok", "devices", ", ".join(devices()))


def _qt() -> Iterator[Finding]:
    version = _version("PySide6-Essentials") or _version("PySide6")
    if version is None:
        yield Finding("problem", "PySide6", "is not installed: pip install 'PySide6-Essentials>=6.8,<6.12'")
    elif version.startswith("6.12.0") and sys.version_info[:2] == (3, 11):
        yield Finding("problem", "PySide6", f"{version} crashes on Python 3.11: pip install 'PySide6-Essentials<6.12'")
    else:
        yield Finding("ok", "PySide6", version)
    if sys.platform.startswith("linux"):
        missing = [package for name, package in QT_LIBRARIES.items() if not _loads(name)]
        if missing:
            yield Finding("problem", "Qt libraries", f"missing; sudo apt-get install {' '.join(missing)}")
        else:
            yield Finding("ok", "Qt libraries", "all there")
        display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
        yield Finding("ok" if display else "warning", "display", display or "none: the window cannot open here")


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _machine() -> Iterator[Finding]:
    memory = psutil.virtual_memory()
    words = f"{psutil.cpu_count()} cores, {memory.available / 1e9:.1f} of {memory.total / 1e9:.1f} GB memory free"
    yield Finding("ok" if memory.available > 1e9 else "warning", "machine", words)


def _folders() -> Iterator[Finding]:
    folders = {
        "data folder": data_dir(),
        "runs folder": runs_dir(),
        "cache folder": cache_dir(),
        "state folder": state_dir(),
    }
    for what, path in folders.items():
        place = next(folder for folder in (path, *path.parents) if os.path.lexists(folder))
        if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
            reason = "cannot be written" if place.is_dir() else f"cannot be made: {place} is not a folder"
            yield Finding("problem", what, f"{path} {reason}; WORKBENCH_{what.split()[0].upper()}_DIR names another")
            continue
        free = psutil.disk_usage(str(place)).free / 1e9
        yield Finding("ok" if free > 1 else "warning", what, f"{path}, {free:.1f} GB free{_new(path)}")


def _crashes() -> Iterator[Finding]:
    found = reports()
    if found:
        words = f"{len(found)} in {reports_folder()}; “workbench doctor --reports” shows the newest"
        yield Finding("warning", "crash reports", words)
    else:
        yield Finding("ok", "crash reports", f"none in {reports_folder()}")


def _new(path: Path) -> str:
    return "" if path.exists() else " (made when needed)"
