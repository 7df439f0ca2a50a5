"""Addresses: where in an experiment a value stands, like ``model.layers[2].kernel_size``.

What is no plain word (only a stranger's file has such keys) stands in quotes, as TOML writes it: ``model."my key"``.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

Step = str | int

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_QUOTED = r'"(?:[^"\\\x00-\x1f]|\\["\\bfnrt]|\\u[0-9a-f]{4})*"'
_STEP = re.compile(rf"\.?({_WORD.pattern})|\[(0|[1-9][0-9]{{0,8}})\]|\.?({_QUOTED})")


def parse(address: str) -> tuple[Step, ...]:
    """``model.layers[2]`` as ("model", "layers", 2). Raises ``ValueError`` with a sentence."""
    steps: list[Step] = []
    position = 0
    while position < len(address):
        match = _STEP.match(address, position)
        if not match:
            break
        steps.append(match[1] or (int(match[2]) if match[2] else json.loads(match[3])))
        position = match.end()
    if join(steps) != address:  # what is left over, a dot too many or too few
        raise ValueError(f"{address!r} is not an address like training.epochs or model.layers[2].kernel_size")
    return tuple(steps)


def join(steps: Iterable[Step]) -> str:
    """The address of the steps; the inverse of :func:`parse`."""
    words = ""
    for step in steps:
        if isinstance(step, int):
            words += f"[{step}]"
        else:
            name = step if _WORD.fullmatch(step) else json.dumps(step, ensure_ascii=False)
            words += f".{name}" if words else name
    return words


def get(root: Any, address: str) -> Any:
    """The value at the address: a field of a table or an item of a list. Raises ``ValueError`` when there is none."""
    value = root
    for step in parse(address):
        if isinstance(step, int):
            found = isinstance(value, tuple) and step < len(value)
        else:
            found = step in getattr(type(value), "model_fields", ())
        if not found:
            raise ValueError(f"there is no {address} here")
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value
