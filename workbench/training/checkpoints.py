"""The files that a run goes on from: ``checkpoints/<step>-<checksum>.pt``, each whole or not there at all.

The checksum is in the name: so a checkpoint is one file, written by one rename, and ``torch.load`` reads it as it is.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from workbench.spec import files

FOLDER = "checkpoints"
_NAME = re.compile(r"([0-9]{9,})-([0-9a-f]{16})\.pt")


@dataclass(frozen=True, order=True)
class Checkpoint:
    """One file, by its name alone."""

    step: int
    path: Path


@dataclass(frozen=True)
class Found:
    """The newest checkpoint that is whole, and the newer ones that are damaged; ``state`` is None where none is whole."""

    step: int
    state: dict[str, Any] | None
    damaged: tuple[Path, ...]


def checksum(content: bytes | memoryview) -> str:
    """16 hexadecimal digits."""
    return blake2b(content, digest_size=8).hexdigest()


def listed(run_dir: Path) -> list[Checkpoint]:
    """The checkpoints of a run, the oldest first. Raises ``OSError``."""
    folder = run_dir / FOLDER
    names = [(_NAME.fullmatch(path.name), path) for path in folder.iterdir()] if folder.is_dir() else []
    return sorted(Checkpoint(int(match[1]), path) for match, path in names if match)


def write(run_dir: Path, step: int, state: dict[str, Any], keep: int, best_step: int | None) -> Path:
    """Write one, then remove all but the newest ``keep`` and that of ``best_step``. Raises ``OSError``."""
    import torch  # late: whoever only asks for names can do without

    folder = run_dir / FOLDER
    folder.mkdir(exist_ok=True)
    buffer = io.BytesIO()
    torch.save(state, buffer)
    content = buffer.getbuffer()
    path = folder / f"{step:09}-{checksum(content)}.pt"
    files.write_whole(path, content)
    others = [item for item in listed(run_dir) if item.path != path and item.step <= step]
    outdated = [item for item in others if item.step == step]
    older = [item for item in others if item.step < step]
    outdated += older[: max(0, len(older) - (keep - 1))]
    for item in outdated:
        if item.step != best_step or item.step == step:
            with suppress(OSError):
                item.path.unlink()
    return path


def read(path: Path) -> dict[str, Any] | None:
    """What is in the file; None where it is damaged. Runs no code. Raises ``OSError``."""
    import torch

    content = path.read_bytes()
    match = _NAME.fullmatch(path.name)
    if not match or checksum(content) != match[2]:
        return None
    try:
        state = torch.load(io.BytesIO(content), map_location="cpu", weights_only=True)
    except Exception:  # noqa: BLE001 - torch has no one error for a foreign file
        return None
    return state if isinstance(state, dict) else None


def newest(run_dir: Path, readable: Callable[[dict[str, Any]], bool] = bool) -> Found:
    """Look from the newest back to the first that is whole. Raises ``OSError``."""
    damaged: list[Path] = []
    for item in reversed(listed(run_dir)):
        state = read(item.path)
        if state is not None and readable(state):
            return Found(item.step, state, tuple(damaged))
        damaged.append(item.path)
    return Found(0, None, tuple(damaged))


def at(run_dir: Path, step: int) -> dict[str, Any] | None:
    """That of a certain step, if it is there and whole."""
    with suppress(OSError):
        return next((state for item in listed(run_dir) if item.step == step and (state := read(item.path))), None)
    return None


def put_aside(paths: tuple[Path, ...]) -> None:
    """Rename damaged files, so that nobody takes them for checkpoints again."""
    for path in paths:
        with suppress(OSError):
            path.replace(path.with_suffix(".damaged"))


def remove_all(run_dir: Path) -> None:
    """Before another run begins in the same folder. Raises ``OSError``."""
    for item in listed(run_dir):
        item.path.unlink()


def remove_unfinished(run_dir: Path) -> None:
    """The temporary files of a process that was killed while it wrote."""
    for path in _unfinished(run_dir):
        with suppress(OSError):
            path.unlink()


def _unfinished(run_dir: Path) -> Iterator[Path]:
    for folder in (run_dir, run_dir / FOLDER):
        yield from folder.glob(".*.tmp")
