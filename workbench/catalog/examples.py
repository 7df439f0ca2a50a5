"""The experiments that come with the program."""

import tomllib
from pathlib import Path

from workbench.resources import resource
from workbench.spec.experiment import Experiment
from workbench.spec.files import read

BUILT_IN = "strokes-digit-network"


def examples() -> dict[Path, str]:
    """The files of all examples, in the order of their names, with what each is called."""
    return {path: title_of(path) for path in sorted(resource("examples").glob("*.toml"))}


def built_in() -> Experiment:
    """The experiment of the first start: the digit network on the built-in digits."""
    return read(resource("examples", f"{BUILT_IN}.toml"))


def title_of(path: Path) -> str:
    """What an experiment file that comes with the program is called; nothing else of it is read."""
    with path.open(encoding="utf-8") as file:
        line = next(line for line in file if line.startswith("name = "))
    name: str = tomllib.loads(line)["name"]
    return name
