"""Models to begin with: each an experiment file of its own, of which a user takes the layers, or all of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbench.catalog.examples import title_of
from workbench.catalog.layers.container import Sequential
from workbench.resources import resource
from workbench.spec.experiment import Experiment
from workbench.spec.files import read
from workbench.spec.parts import Layer

KINDS = ("image", "series", "table", "text")
"""Kinds of samples, in the order in which their templates are offered; a template's file begins with its kind."""


@dataclass(frozen=True)
class Template:
    """``name`` is how the command line calls it, ``title`` how people do; ``kind`` is that of the samples it takes."""

    name: str
    title: str
    kind: str
    path: Path

    def experiment(self) -> Experiment:
        """The whole of it: the layers, with data that suit them."""
        return read(self.path)


def templates() -> tuple[Template, ...]:
    """All of them, by kind, the simple ones first."""
    found = [_template(path) for path in resource("templates").glob("*.toml")]
    return tuple(sorted(found, key=lambda each: (KINDS.index(each.kind), each.path.name)))


def with_outputs(layers: tuple[Layer, ...], count: int) -> tuple[Layer, ...]:
    """The layers with their last Linear set to so many outputs; as they are where another layer has the last word."""
    for index in reversed(range(len(layers))):
        layer = layers[index]
        if layer.type == "Linear":
            return (*layers[:index], layer.replace(out_features=count), *layers[index + 1 :])
        if isinstance(layer, Sequential):
            inner = with_outputs(layer.layers, count)
            return (*layers[:index], layer.replace(layers=inner), *layers[index + 1 :])
        if type(layer).group not in ("Activation", "Dropout"):
            break
    return layers


def _template(path: Path) -> Template:
    kind, _, rest = path.stem.partition("-")
    return Template(rest.partition("-")[2], title_of(path), kind, path)
