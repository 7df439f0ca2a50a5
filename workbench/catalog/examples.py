"""The experiments that come with the program."""

from pathlib import Path

from workbench.resources import resource
from workbench.spec.experiment import Experiment
from workbench.spec.files import read

BUILT_IN = "strokes-digit-network"


def example_paths() -> list[Path]:
    """The files of all examples, in the order of their names."""
    return sorted(resource("examples").glob("*.toml"))


def built_in() -> Experiment:
    """The experiment of the first start: the digit network on the built-in digits."""
    return read(resource("examples", f"{BUILT_IN}.toml"))
