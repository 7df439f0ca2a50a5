"""The experiments that come with the program."""

import tomllib
from pathlib import Path

from workbench.resources import resource
from workbench.spec.experiment import Experiment
from workbench.spec.files import read

BUILT_IN = "strokes-digit-network"


def examples() -> dict[Path, str]:
    """The files of all examples, in the order of their names, with what each is called."""
    return {path: _name(path) for path in sorted(resource("examples").glob("*.toml"))}


def built_in() -> Experiment:
    """The experiment of the first start: the digit network on the built-in digits."""
    return read(resource("examples", f"{BUILT_IN}.toml"))


def _name(path: Path) -> str:
    name: str = tomllib.loads(path.read_text(encoding="utf-8"))["name"]
    return name
