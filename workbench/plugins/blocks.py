"""The user's own blocks: layers saved under a name, to be put into any model.

A block is an experiment file of which only the layers count, so that it can be opened, read and passed on like one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.catalog.layers.container import Sequential
from workbench.data.locations import config_dir
from workbench.spec import toml
from workbench.spec.containers import Container
from workbench.spec.files import read, write_whole
from workbench.spec.parts import Layer
from workbench.spec.problems import ExperimentError, Problem, RunError, problem

MOST = 500
"""So many are listed."""

MAX_NAME = 60


class TakenError(ExperimentError):
    """There is a block of that name already."""


@dataclass(frozen=True)
class Block:
    """``layer`` is what is put into a model; None where the file cannot be read, and ``problem`` says why."""

    name: str
    path: Path
    layer: Layer | None = None
    problem: Problem | None = None


def blocks_dir() -> Path:
    """Where they are kept: a folder beside the user's own code."""
    return config_dir() / "blocks"


def blocks() -> tuple[Block, ...]:
    """All that are saved, by name."""
    try:
        paths = sorted(blocks_dir().glob("*.toml"))[:MOST]
    except OSError:
        return ()
    return tuple(sorted(map(_read, paths), key=lambda block: block.name.casefold()))


def save(name: str, layers: Sequence[Layer], replace: bool = False) -> Block:
    """Keep layers under a name; several are taken together as a Sequential.

    Raises :class:`ExperimentError` for a name that cannot be one, :class:`TakenError` for one that is taken,
    :class:`RunError` where it cannot be written.
    """
    name = _checked(name)
    path = blocks_dir() / f"{_stem(name)}.toml"
    if path.exists() and not replace:
        raise TakenError([problem("", "There is a block of the name {name} already.", "Choose another.", name=name)])
    layer = _as_one(name, layers)
    text = toml.dumps({"format": 1, "name": name, "model": {"layers": [layer.plain()]}})
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.encode())
    except OSError as error:
        raise _not_written(path, error) from None
    return Block(name, path, layer)


def remove(block: Block) -> None:
    """Delete its file. Raises :class:`RunError` where that cannot be."""
    try:
        block.path.unlink(missing_ok=True)
    except OSError as error:
        raise _not_written(block.path, error) from None


def rename(block: Block, name: str, replace: bool = False) -> Block:
    """The same block under another name. Raises what :func:`save` raises; the old one stays until the new one is there."""
    if block.layer is None or _checked(name) == block.name:
        return block
    inside = block.layer
    if isinstance(inside, Container) and inside.name == block.name:
        inside = inside.replace(name=name.strip())
    new = save(name, [inside], replace or _stem(name.strip()) == block.path.stem)
    if new.path != block.path:
        remove(block)
    return new


def _read(path: Path) -> Block:
    try:
        experiment = read(path)
    except ExperimentError as error:
        return Block(path.stem, path, problem=error.problems[0])
    layers = experiment.model.layers
    if not layers:
        return Block(path.stem, path, problem=problem("model.layers", "The block has no layers.", "Delete its file."))
    return Block(experiment.name, path, _as_one(experiment.name, layers))


def _as_one(name: str, layers: Sequence[Layer]) -> Layer:
    if len(layers) == 1:
        only = layers[0]
        return only.replace(name=name) if isinstance(only, Container) and not only.name else only
    return Sequential(name=name, layers=tuple(layers))


def _checked(name: str) -> str:
    name = name.strip()
    if not name or len(name) > MAX_NAME or any(unicodedata.category(letter)[0] == "C" for letter in name):
        what = "The name of a block is one line of 1 to {most} letters."
        raise ExperimentError([problem("", what, "Choose another.", most=MAX_NAME)])
    return name


def _stem(name: str) -> str:
    """A name for the file that every system takes."""
    return re.sub(r"[^\w-]+", "-", name.casefold()).strip("-") or "block"


def _not_written(path: Path, error: OSError) -> RunError:
    reason = error.strerror or str(error)
    return RunError(problem("", "{path} cannot be written: {reason}.", "Check the rights.", path=path, reason=reason))
