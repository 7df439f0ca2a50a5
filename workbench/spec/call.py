"""A call of a constructor, written down once and read twice: as an object and as source text.

What is exported is by construction what was run.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

SHORT_NAMES = {
    "torch.nn.": "nn.",
    "torchvision.transforms.v2.": "v2.",
    "torchvision.datasets.": "datasets.",
    "workbench.": "",
    "workbench_plugins.": "",
}
"""How the exported script imports: the beginning of a dotted name, and what stands for it in the source."""


@dataclass(frozen=True)
class Name:
    """A name that the script defines before (``model``, ``optimizer``); ``build`` takes its value from ``names``."""

    text: str


@dataclass(frozen=True)
class Call:
    """``target(*args, **kwargs)``. Arguments are plain values, tuples, names or further calls.

    ``note`` is a name for people, which the source of a call of several lines has as a comment.
    """

    target: str
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = field(default_factory=dict)
    note: str = ""

    def build(self, **names: Any) -> Any:
        """Import the target and call it; ``names`` gives the values of the :class:`Name` arguments."""
        module, _, attribute = self.target.rpartition(".")
        function = getattr(importlib.import_module(module), attribute)
        args = [_built(arg, names) for arg in self.args]
        return function(*args, **{key: _built(value, names) for key, value in self.kwargs.items()})

    def source(self) -> str:
        """The same call as Python source, with the short names of an ordinary script."""
        args = [_source(arg) for arg in self.args]
        args += [f"{key}={_source(value)}" for key, value in self.kwargs.items()]
        return f"{short_name(self.target)}({', '.join(args)})"

    def lines(self, indent: str = "") -> str:
        """The source, a call of several calls with each of them on a line of its own; every line begins with ``indent``."""
        if not self._is_long():
            return indent + self.source()
        inner = indent + "    "
        rows = [arg.lines(inner) if isinstance(arg, Call) else inner + _source(arg) for arg in self.args]
        rows += [f"{inner}{key}={_source(value)}" for key, value in self.kwargs.items()]
        body = "".join(f"{row},\n" for row in rows)
        comment = f"  # {self.note}" if self.note else ""
        return f"{indent}{short_name(self.target)}({comment}\n{body}{indent})"

    def _is_long(self) -> bool:
        inside = [arg for arg in self.args if isinstance(arg, Call)]
        return bool(self.note or (inside and len(self.args) > 1) or any(arg._is_long() for arg in inside))

    def targets(self) -> Iterator[str]:
        """The dotted names that are called, this one first."""
        yield self.target
        for value in (*self.args, *self.kwargs.values()):
            yield from _targets(value)


def short_name(target: str) -> str:
    """``torch.nn.Conv2d`` as the script writes it: ``nn.Conv2d``; what is ours is inlined, so only its last name."""
    for beginning, short in SHORT_NAMES.items():
        if target.startswith(beginning):
            return short + (target.rpartition(".")[2] if not short else target.removeprefix(beginning))
    return target


def _built(value: Any, names: dict[str, Any]) -> Any:
    if isinstance(value, Call):
        return value.build(**names)
    if isinstance(value, Name):
        return names[value.text]
    if isinstance(value, (list, tuple)):
        return type(value)(_built(item, names) for item in value)
    return value


def _source(value: Any) -> str:
    if isinstance(value, Call):
        return value.source()
    if isinstance(value, Name):
        return value.text
    if isinstance(value, list):
        return f"[{', '.join(_source(item) for item in value)}]"
    if isinstance(value, tuple):
        return f"({', '.join(_source(item) for item in value)}{',' if len(value) == 1 else ''})"
    text = repr(value)
    plain = isinstance(value, str) and '"' not in value and text == f"'{value}'"  # nothing in it needs an escape
    return f'"{value}"' if plain else text


def _targets(value: Any) -> Iterator[str]:
    if isinstance(value, Call):
        yield from value.targets()
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _targets(item)
