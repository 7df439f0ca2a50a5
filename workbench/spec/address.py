"""Addresses: where in an experiment a value stands, like ``model.layers[2].kernel_size``."""

import re
from collections.abc import Iterable
from typing import Any

Step = str | int

_STEP = re.compile(r"([A-Za-z_]\w*)|\[(\d+)\]")


def parse(address: str) -> tuple[Step, ...]:
    """``model.layers[2]`` as ("model", "layers", 2). Raises ``ValueError`` with a sentence."""
    steps: list[Step] = []
    position = 0
    while position < len(address):
        if address[position] == "." and steps:
            position += 1
        match = _STEP.match(address, position)
        if not match:
            raise ValueError(f"{address!r} is not an address like training.epochs or model.layers[2].kernel_size")
        steps.append(match[1] if match[1] else int(match[2]))
        position = match.end()
    return tuple(steps)


def join(steps: Iterable[Step]) -> str:
    """The address of the steps; the inverse of :func:`parse`."""
    words = ""
    for step in steps:
        words += f"[{step}]" if isinstance(step, int) else f".{step}" if words else step
    return words


def get(root: Any, address: str) -> Any:
    """The value at the address. Raises ``ValueError`` when there is none."""
    value = root
    for step in parse(address):
        try:
            value = value[step] if isinstance(step, int) else getattr(value, step)
        except (AttributeError, IndexError, TypeError):
            raise ValueError(f"there is no {address} here") from None
    return value
